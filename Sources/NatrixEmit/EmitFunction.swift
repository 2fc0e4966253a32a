/// One function as C: signature, declarations, blocks in an order that falls through where it can, error blocks last.

import NatrixIR
import NatrixSupport

/// A piece of a function's body. Labels and source lines are kept apart until it is known which labels are used.
enum BodyItem {
  case line(String)
  case label(BlockID)
  case resumePoint(Int)
  case source(line: Int)
}

struct FunctionEmitter {
  /// Which of a function's C functions it is.
  enum Form: Equatable {
    /// The only one.
    case plain
    /// The one that fast versions leave for: entered at the start, or at a resume point.
    case generic
    case fast(Int)
  }

  let form: Form
  let module: ModuleEmitter
  let function: Function
  let symbols: FunctionSymbols
  let graph: Graph
  let order: [BlockID]
  let liveness: Liveness
  /// Temporaries.swift
  let temporaries: [ValueID: Int]
  let variables: Variables
  private(set) var items: [BodyItem] = []
  private var usedLabels: Set<BlockID> = []
  private var labels: [BlockID: String] = [:]
  /// Positions of the function's traceback table, in the order of their numbers.
  private(set) var positions: [Position] = []
  private var positionNumbers: [Position: Int] = [:]
  private(set) var cacheCount = 0
  /// Arrays that unpacks write: length of the longest.
  var unpackLength = 0
  /// Whether the body names the running function.
  var usesFunction = false
  private var currentLine = 0
  /// Frame slot of each variable that is alive across a suspend.
  private var slots: [Int: Int] = [:]
  private(set) var frameSlots = 0
  /// Tuples that are made to be yielded and for nothing else.
  private(set) var yieldedTuples: Set<ValueID> = []
  /// Whether the block at hand runs once: in the body of a module or class, outside of loops.
  private(set) var runsOnce = false
  private let loops: Loops
  /// The `methodSelf` of each `loadMethod`.
  private(set) var methodSelves: [ValueID: [ValueID]] = [:]
  /// Of the generic form: numbers of the points before an instruction.
  private var resumePoints: [ValueID: [Int]] = [:]
  private var resumes: [(number: Int, copies: [String])] = []
  /// The condition of the check that follows, when the instruction's value has no variable.
  var pendingResult: (value: ValueID, expression: String)?
  /// Some loops run without the lock of the interpreter around (UnlockedLoops.swift).
  private let isUnlocked: Bool
  /// Where variables are cleared.
  private let dead: DeadSlots?
  /// The function keeps an entry of the call stack, for `sys._getframe` and for what asks who called it.
  let hasFrame: Bool
  private let stackCheckBlock: BlockID

  /// `positions`: what the traceback table has already. Of a fast version, `function` has its graph as the generic one.
  init(
    _ module: ModuleEmitter, _ function: Function, _ symbols: FunctionSymbols, form: Form = .plain,
    positions: [Position] = []
  ) {
    self.module = module
    self.function = function
    self.symbols = symbols
    self.form = form
    graph = function.generic
    order = FunctionEmitter.layout(function.generic)
    liveness = Liveness(function.generic)
    temporaries = Temporaries.find(function.generic)
    loops = Loops(function.generic)
    isUnlocked = function.generic.blocks.contains { block in
      block.instructions.contains { function.generic[$0].primitive?.id == .host_release }
    }
    hasFrame = module.program.traits.usesFrames || FunctionEmitter.asksForCaller(function.generic)
    variables = Variables(
      function.generic, liveness, order: order, parameters: function.parameterNames,
      representations: FunctionEmitter.version(form, of: function)?.parameters ?? [])
    dead = variables.dead(function.lifetimes, function.generic, liveness)
    if case .fast = form {
      stackCheckBlock = FunctionEmitter.stackCheckBlock(function.generic)
    } else {
      stackCheckBlock = function.generic.entry
    }
    for block in order {
      for value in graph[block].instructions where graph[value].opcode == .methodSelf {
        methodSelves[graph[value].inputs[0], default: []].append(value)
      }
    }
    for position in positions { _ = positionNumber(position) }
    let used = form == .generic ? function.usedResumePoints : []
    for (number, point) in function.resumePoints.enumerated() where used.contains(number) {
      resumePoints[point.before, default: []].append(number)
    }
    nameLabels()
    if function.kind.isResumable { assignSlots() }
    if function.kind == .generator { findYieldedTuples() }
  }

  /// The version that is emitted.
  var version: FastVersion? { FunctionEmitter.version(form, of: function) }

  private static func version(_ form: Form, of function: Function) -> FastVersion? {
    if case .fast(let number) = form { function.versions[number] } else { nil }
  }

  /// A value that the function returns when an exception is pending; `value`: an object that the generic version gives.
  private func leaving(with value: String) -> String {
    switch version?.result {
    case .i64: "nx_leave_i64(\(value))"
    case .f64: "nx_leave_f64(\(value))"
    case .object, .bool, .some(.none), nil: value
    }
  }

  /// Calls of these make something that remembers in which module it was made.
  private static let askers: Set<String> = [
    "namedtuple", "NamedTuple", "TypedDict", "NewType", "TypeVar", "ParamSpec", "TypeVarTuple", "make_dataclass",
    "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag",
  ]

  /// Where a fast version looks whether there is stack left: before all its calls, but behind what it can return without.
  /// Nothing may have happened until then.
  private static func stackCheckBlock(_ graph: Graph) -> BlockID {
    let dominators = Dominators(graph)
    var found: BlockID?
    for block in graph.blockIDs where dominators.isReachable(block) {
      guard graph[block].instructions.contains(where: { graph[$0].isCall || graph[$0].opcode == .loadMethod }) else { continue }
      guard var common = found else {
        found = block
        continue
      }
      while !dominators.dominates(common, block) {
        guard let parent = dominators.parent(of: common) else { return graph.entry }
        common = parent
      }
      found = common
    }
    guard let place = found else { return graph.entry }
    // Up to the entry there is one way, on which nothing can be seen.
    var block = place
    while block != graph.entry {
      guard graph[block].predecessors.count == 1 else { return graph.entry }
      block = graph[block].predecessors[0]
      let isQuiet = graph[block].instructions.allSatisfy { value in
        let instruction = graph[value]
        return instruction.isTerminator || instruction.effects.isDisjoint(with: [.writesHeap, .callsPython]) && !instruction.mayRaise
      }
      guard isQuiet else { return graph.entry }
    }
    return place
  }

  private static func asksForCaller(_ graph: Graph) -> Bool {
    graph.blockIDs.contains { block in
      graph[block].instructions.contains { value in
        let instruction = graph[value]
        switch instruction.opcode {
        case .callKnown, .callKnownMethod: break
        case .primitive:
          guard instruction.primitive?.name.hasPrefix("call") == true else { return false }
        default: return false
        }
        guard let callee = instruction.inputs.first, let name = graph[callee].nameAttribute else { return false }
        return askers.contains(name)
      }
    }
  }

  /// Blocks in reverse postorder, those that only errors lead to at the end.
  private static func layout(_ graph: Graph) -> [BlockID] {
    let order = graph.reversePostorder()
    var warm = [Bool](repeating: false, count: graph.blocks.count)
    var pending = [graph.entry]
    while let block = pending.popLast() {
      if warm[block.index] { continue }
      warm[block.index] = true
      guard let terminator = graph.terminator(of: block) else { continue }
      pending += terminator.opcode == .check ? [terminator.targets[0]] : terminator.targets
    }
    return order.filter { warm[$0.index] } + order.filter { !warm[$0.index] }
  }

  private mutating func nameLabels() {
    var number = 0
    for block in order {
      number += 1
      let hint = CNames.sanitized(graph[block].label)
      var name = "\(hint.isEmpty ? "block" : hint)_\(number)"
      if let first = graph[block].instructions.first, graph[first].opcode == .resumed,
        let predecessor = graph[block].predecessors.first,
        let state = graph.terminator(of: predecessor)?.integer
      {
        name = "resume_\(state)"
      }
      labels[block] = name
    }
  }

  private mutating func assignSlots() {
    for (index, variable) in variables.all.enumerated() {
      if let parameter = variable.parameter { slots[index] = parameter }
    }
    frameSlots = variables.all.count { $0.parameter != nil }
    for block in order {
      guard graph.terminator(of: block)?.opcode == .suspend else { continue }
      for variable in savedVariables(of: block) where slots[variable] == nil {
        slots[variable] = frameSlots
        frameSlots += 1
      }
    }
  }

  private mutating func findYieldedTuples() {
    for block in order {
      guard let suspend = graph.terminator(of: block), suspend.opcode == .suspend else { continue }
      let given = suspend.inputs[0]
      if graph[given].primitive?.id == .build_tuple, !graph[given].inputs.isEmpty, liveness.useCount(given) <= 2 {
        yieldedTuples.insert(given)
      }
    }
  }

  /// The variables that are alive where a suspend comes back, ascending.
  private func savedVariables(of block: BlockID) -> [Int] {
    guard let back = graph.terminator(of: block)?.targets[0] else { return [] }
    let live = liveness.liveIn[back.index].map { variables.variableOf[$0.index] }
    return Set(live.filter { $0 >= 0 }).sorted()
  }

  // MARK: Pieces of C

  /// Nothing may stay in the frame that is no longer needed.
  var clears: Bool { function.lifetimes != .loose }

  private var countsDepth: Bool { module.program.traits.countsRecursion && !module.module.isLibrary }

  mutating func line(_ text: String) { items.append(.line(text)) }

  mutating func goto(_ block: BlockID) -> String {
    usedLabels.insert(block)
    return "goto \(labels[block] ?? "block");"
  }

  mutating func cache() -> String {
    cacheCount += 1
    return "&\(cacheName)[\(cacheCount - 1)]"
  }

  private var cacheName: String {
    if case .fast(let number) = form { "\(symbols.fast(number))_caches" } else { "\(symbols.base)_caches" }
  }

  mutating func positionNumber(_ position: Position) -> Int {
    precondition(position.site == 0, "emit: \(function.qualifiedName): the position of an inlined function")
    if let known = positionNumbers[position] { return known }
    positionNumbers[position] = positions.count
    positions.append(position)
    return positions.count - 1
  }

  /// Entries of the inlined functions in whose code the position is; gives that of the call in this function's own.
  mutating func addInlinedEntries(_ position: Position) -> Position {
    var position = position
    while position.site != 0 {
      let site = function.inlinedSites[position.site - 1]
      // What goes on as it was has its entry.
      if !position.range.isNone {
        let base = module.symbols(of: site.function).base
        position.site = 0
        let number = module.inlinedPosition(position, of: site.function)
        line("nx_traceback_here(&\(base)_code, \(number), NX_OBJ(&\(module.globals)));")
      }
      if site.isGenerator { line("nx_leave_inlined_generator();") }
      position = site.outer
    }
    return position
  }

  /// A value as an operand.
  func operand(_ value: ValueID) -> String {
    if graph[value].opcode == .constant, let constant = graph[value].constant {
      if graph[value].representation != .object { return constant.machineLiteral }
      return module.constants.expression(constant)
    }
    guard let variable = variables[value] else {
      preconditionFailure("emit: \(function.qualifiedName): value \(value.index) has no variable")
    }
    return variable.name
  }

  func hasVariable(_ value: ValueID) -> Bool { variables.variableOf[value.index] >= 0 }

  // MARK: Blocks

  mutating func emitBody() {
    for (index, block) in order.enumerated() {
      let next = index + 1 < order.count ? order[index + 1] : nil
      items.append(.label(block))
      if block != graph.entry, block == stackCheckBlock { line("if (nx_check_stack()) return \(leaving(with: "NX_ERROR"));") }
      if isUnlocked, let last = graph.terminator(of: block), last.opcode == .exit { line("nx_host_acquire();") }
      runsOnce =
        (function.runsOnce || function.kind == .classBody) && !loops.contains(block)
      if let first = graph[block].instructions.first, graph[first].opcode == .resumed,
        let predecessor = graph[block].predecessors.first
      {
        for variable in savedVariables(of: predecessor) { reload(variable) }
      }
      if let dead { clear(dead.atEntry(of: block)) }
      for value in graph[block].instructions {
        if let numbers = resumePoints[value] { resume(numbers, before: value, in: block) }
        emit(value, in: block, next: next)
        if let variables = dead?.after[value] { clear(variables) }
      }
    }
  }

  /// A place where fast versions come in: what is alive there is taken from what they have stored.
  private mutating func resume(_ numbers: [Int], before value: ValueID, in block: BlockID) {
    let live = liveness.live(before: value, in: block, of: graph)
    for number in numbers {
      var copies: [String] = []
      for (index, saved) in function.resumePoints[number].values.enumerated() where live.contains(saved) && hasVariable(saved) {
        let isCondition = variables[saved]?.representation == .bool
        copies.append("\(operand(saved)) = nx_values[\(index)]\(isCondition ? " == NX_TRUE" : "");")
      }
      resumes.append((number + 1, copies))
      items.append(.resumePoint(number + 1))
    }
  }

  private mutating func reload(_ variable: Int) {
    let slot = "frame->frame[\(slots[variable] ?? 0)]"
    let name = variables.all[variable].name
    switch variables.all[variable].representation {
    case .bool: line("\(name) = (int)\(slot);")
    case .i64: line("\(name) = (nx_i64)\(slot);")
    case .f64: line("\(name) = nx_f64_of_word(\(slot));")
    case .object, .none: line("\(name) = \(slot);")
    }
    if function.lifetimes == .exact { line("\(slot) = NX_ABSENT;") }
  }

  private mutating func clear(_ numbers: [Int]) {
    if !numbers.isEmpty { line(numbers.map { "\(variables.all[$0].name) = " }.joined() + "NX_ABSENT;") }
  }

  private mutating func emit(_ value: ValueID, in block: BlockID, next: BlockID?) {
    let instruction = graph[value]
    noteSource(instruction)
    if hasFrame, instruction.mayRaise || instruction.isGuard || instruction.opcode == .return, !instruction.position.range.isNone {
      line("nx_here.position = \(positionNumber(function.outermost(instruction.position)));")
    }
    if function.lifetimes == .exact, instruction.isCall { line("nx_clean_stack();") }
    switch instruction.opcode {
    case .constant, .phi, .methodSelf, .state, .virtual: break
    case .exit: emitExit(instruction)
    case .parameter:
      if function.kind.isResumable && hasVariable(value) { reload(variables.variableOf[value.index]) }
    case .copy, .primitive, .loadMethod, .callKnown, .callKnownMethod, .callBuiltin,
      .callBuiltinMethod, .unpack, .resumed, .traceback, .guardCallee, .kindIndex, .callFast:
      emitInstruction(value, instruction)
    case .unpackItem:
      emitInstruction(value, instruction)
      let last = graph[block].instructions.last { graph[$0].opcode == .unpackItem }
      if clears, value == last { line("NX_FORGET(nx_unpacked);") }
    case .yield: preconditionFailure("emit: a yield after state-machine")
    case .jump: leave(block, to: instruction.targets[0], next: next)
    case .branch: emitBranch(instruction, in: block, next: next)
    case .check: emitCheck(instruction, in: block, next: next)
    case .return:
      if function.kind.isResumable { line("frame->state = NX_GENERATOR_DONE;") }
      line("return \(operand(instruction.inputs[0]));")
    case .fail: emitFail(instruction)
    case .suspend: emitSuspend(instruction, in: block, next: next)
    case .unreachable: line("__builtin_unreachable();")
    }
  }

  private mutating func noteSource(_ instruction: Instruction) {
    guard module.options.sourceComments, !instruction.position.range.isNone else { return }
    switch instruction.opcode {
    case .constant, .fail, .check, .traceback, .jump, .phi, .parameter, .unpackItem, .methodSelf, .state, .virtual,
      .exit:
      return
    case .copy, .primitive, .loadMethod, .callKnown, .callKnownMethod, .callBuiltin,
      .callBuiltinMethod, .unpack, .yield, .resumed, .branch, .return, .guardCallee, .kindIndex, .callFast,
      .suspend, .unreachable:
      break
    }
    let line = module.file.position(of: instruction.position.range.start).line
    if line != currentLine {
      currentLine = line
      items.append(.source(line: line))
    }
  }

  /// The copies of an edge to phis of the target; in a cycle one value waits in a variable of its own.
  private func copies(from block: BlockID, to target: BlockID) -> [String] {
    let steps = graph.copies(from: block, to: target) { value in
      let variable = variables.variableOf[value.index]
      return variable < 0 ? nil : variable
    }
    return steps.map { step in
      switch step {
      case .copy(let copy): return "\(variables.all[copy.to].name) = \(operand(copy.value));"
      case .keep(let copy):
        let type = variables.all[copy.to].representation.cType
        return "\(type) nx_swap_\(copy.to) = \(operand(copy.value));"
      case .take(let copy): return "\(variables.all[copy.to].name) = nx_swap_\(copy.to);"
      }
    }
  }

  /// Copies and the jump of an unconditional edge, which ends a block.
  private mutating func leave(_ block: BlockID, to target: BlockID, next: BlockID?) {
    let moves = copies(from: block, to: target)
    let braces = moves.contains { $0.contains("nx_swap_") && !$0.hasPrefix("nx_swap_") }
    if braces { line("{") }
    for move in moves { line(braces ? "    " + move : move) }
    if braces { line("}") }
    if target != next { line(goto(target)) }
  }

  /// `if (condition) goto target;` with the copies of that edge.
  private mutating func leave(
    _ block: BlockID, to target: BlockID, if condition: String
  ) {
    let moves = copies(from: block, to: target)
    if moves.isEmpty {
      line("if (\(condition)) \(goto(target))")
    } else {
      line("if (\(condition)) {")
      for move in moves { line("    " + move) }
      line("    " + goto(target))
      line("}")
    }
  }

  private mutating func emitBranch(_ instruction: Instruction, in block: BlockID, next: BlockID?) {
    let condition = operand(instruction.inputs[0])
    let yes = instruction.targets[0]
    let no = instruction.targets[1]
    if yes == next {
      leave(block, to: no, if: "!\(condition)")
      leave(block, to: yes, next: next)
    } else {
      leave(block, to: yes, if: condition)
      leave(block, to: no, next: next)
    }
  }

  private mutating func emitCheck(_ instruction: Instruction, in block: BlockID, next: BlockID?) {
    let value = instruction.inputs[0]
    let text: String
    if let pending = pendingResult, pending.value == value {
      text = pending.expression
      pendingResult = nil
    } else {
      text = operand(value)
    }
    let yes = instruction.targets[0]
    let first = graph[yes].instructions.first
    if let first, graph[first].opcode == .unreachable {  // what always fails
      if text.hasSuffix(")") { line(text + ";") }
      leave(block, to: instruction.targets[1], next: next)
      return
    }
    let condition: String
    switch (graph[value].failure, graph[value].opcode, graph[value].representation) {
    case (.negative, _, _): condition = "\(text) < 0"
    case (_, .callFast, .i64): condition = "nx_is_other_i64(\(text))"
    case (_, .callFast, .f64): condition = "nx_is_other_f64(\(text))"
    default: condition = "!\(text)"
    }
    let test = counted(graph[value].isGuard ? "NX_LEAVES(\(text))" : "NX_UNLIKELY(\(condition))", value, instruction.targets[1])
    leave(block, to: instruction.targets[1], if: test)
    leave(block, to: yes, next: next)
  }

  /// With --stats: the condition under which a fast version is left, counted.
  private func counted(_ test: String, _ value: ValueID, _ target: BlockID) -> String {
    guard module.options.countsExits, graph.terminator(of: target)?.opcode == .exit else { return test }
    let position = graph[value].position
    let line = position.range.isNone ? function.firstLine : module.file.position(of: position.range.start).line
    return "NX_COUNTED(\(test), \(symbols.base)_code, \(line), \(quoted(graph.reasonForLeaving(value).utf8)))"
  }

  private mutating func emitFail(_ instruction: Instruction) {
    if function.kind.isResumable { line("frame->state = NX_GENERATOR_DONE;") }
    if instruction.position == .none {
      line("return \(leaving(with: "NX_ERROR"));")
    } else {
      let number = positionNumber(addInlinedEntries(instruction.position))
      line("return \(leaving(with: "nx_fail_at(&\(symbols.base)_code, \(number), &\(module.globals))"));")
    }
  }

  /// On to the generic version, with what it needs as objects.
  private mutating func emitExit(_ instruction: Instruction) {
    let point = (instruction.integer ?? 0) + 1
    let objects = instruction.inputs.map { input in
      switch graph[input].opcode == .constant ? .object : graph[input].representation {
      case .i64: "nx_leaving_i64(\(operand(input)))"
      case .f64: "nx_leaving_f64(\(operand(input)))"
      case .bool: "nx_from_bool(\(operand(input)))"
      case .object, .none: operandAsObject(input)
      }
    }
    if hasFrame { line("nx_frames = nx_here.outer;") }
    if countsDepth { line("nx_state.depth--;") }
    if function.kind.isResumable { line("frame->resume = \(symbols.base)_resume;") }
    let start = "\(symbols.generic)(\(function.kind.isResumable ? "frame, NX_NONE" : "function"), \(point)"
    if objects.isEmpty {
      line("return \(leaving(with: "\(start), NULL)"));")
    } else {
      line("{ nx_value nx_saved[] = {\(objects.joined(separator: ", "))};")
      line("return \(leaving(with: "\(start), nx_saved)")); }")
    }
  }

  private func operandAsObject(_ value: ValueID) -> String {
    if graph[value].opcode == .constant, let constant = graph[value].constant {
      return module.constants.expression(constant)
    }
    return operand(value)
  }

  private mutating func emitSuspend(_ instruction: Instruction, in block: BlockID, next: BlockID?) {
    for variable in savedVariables(of: block) {
      let held = variables.all[variable]
      let word = held.representation == .f64 ? "nx_word_of_f64(\(held.name))" : "(nx_value)\(held.name)"
      line("frame->frame[\(slots[variable] ?? 0)] = \(held.representation == .object ? held.name : word);")
    }
    line("frame->state = \(instruction.integer ?? 0);")
    if instruction.position != .none { line("frame->position = \(positionNumber(function.outermost(instruction.position)));") }
    line("return \(operand(instruction.inputs[0]));")
    usedLabels.insert(instruction.targets[0])
  }

  // MARK: Text

  /// The whole definition.
  mutating func write(to text: inout CText) {
    emitBody()
    module.writeHead(of: function, to: &text)
    writeHeader(to: &text)
    if function.runsOnce || function.kind == .classBody, loops.isEmpty {
      text.margin(function.isCalledOnce ? "NX_CALLED_ONCE" : "NX_ONCE")
    }
    if form == .generic {
      text.margin("NX_GENERIC")
      // A frame that fast code has left goes on in the generic resume to its end: that is not cold.
      if !function.kind.isResumable { text.margin("NX_COLD") }
    }
    text.margin("\(prototype) {")
    text.indent()
    writeDeclarations(to: &text)
    if countsDepth {
      text.line("NX_COUNT_DEPTH;")
      let end =
        function.kind.isResumable
        ? "{ frame->state = NX_GENERATOR_DONE; return nx_raise_depth(); }"
        : "return \(leaving(with: "nx_raise_depth()"));"
      text.line("if (NX_IS_TOO_DEEP) \(end)")
    }
    if form == .generic, function.kind.isResumable { writeResumes(to: &text) }
    if function.kind.isResumable {
      writeDispatch(to: &text)
    } else if needsStackCheck, stackCheckBlock == graph.entry {
      text.line("if (nx_check_stack()) return \(leaving(with: "NX_ERROR"));")
    }
    if form == .generic, !function.kind.isResumable { writeResumes(to: &text) }
    for item in items {
      switch item {
      case .line(let content): text.line(content)
      case .label(let block):
        if usedLabels.contains(block) {
          text.dedent()
          text.line("\(labels[block] ?? ""):")
          text.indent()
        }
      case .resumePoint(let number):
        text.dedent()
        text.line("\(pointLabel(number)):;")
        text.indent()
      case .source(let line): module.writeSource(line: line, to: &text)
      }
    }
    text.dedent()
    text.margin("}")
  }

  private func writeHeader(to text: inout CText) {
    if cacheCount > 0 { text.line("static nx_cache \(cacheName)[\(cacheCount)];") }
    let what =
      function.kind == .module ? "module \(module.module.name)" : function.signature.description(of: function)
    let place = "\(CText.comment(module.file.lastPathComponent)):\(function.firstLine)"
    text.line("// \(CText.comment(what))  \(place)")
  }

  private func writeDeclarations(to text: inout CText) {
    for representation in Representation.allCases where representation != .none {
      let names = variables.all.filter {
        $0.representation == representation && !$0.members.isEmpty
          && ($0.parameter == nil || function.kind.isResumable || form == .generic)
      }.map(\.name)
      let isVolatile = representation == .object && function.lifetimes == .exact
      let type = isVolatile ? "nx_value volatile" : representation.cType
      if !names.isEmpty { text.wrapped(type + " ", names, ";") }
    }
    if unpackLength > 0 { text.line("nx_value nx_unpacked[\(unpackLength)];") }
    if hasFrame { text.line("NX_FRAME(\(symbols.base)_code, \(module.globals));") }
    if function.kind.isResumable && usesFunction {
      text.line("nx_function *function = frame->function;")
    }
  }

  private var prototype: String {
    switch form {
    case .plain: symbols.bodyPrototype
    case .generic: symbols.genericPrototype
    case .fast(let number): symbols.fastPrototype(number, function.versions[number])
    }
  }

  /// Those of suspends have the other name.
  private func pointLabel(_ number: Int) -> String {
    function.kind.isResumable ? "point_\(number)" : "resume_\(number)"
  }

  private func writeResumes(to text: inout CText) {
    text.line("if (nx_point) nx_guard_failures++;")
    text.line("switch (nx_point) {")
    text.line("case 0:")
    for variable in variables.all where !variable.members.isEmpty && !function.kind.isResumable {
      if let parameter = variable.parameter { text.line("    \(variable.name) = nx_values[\(parameter)];") }
    }
    text.line("    break;")
    for resume in resumes.sorted(by: { $0.number < $1.number }) {
      text.line("case \(resume.number):")
      if !resume.copies.isEmpty { text.wrapped("    ", resume.copies.map { String($0.dropLast()) }, ";") }
      text.line("    goto \(pointLabel(resume.number));")
    }
    text.line("}")
  }

  private func writeDispatch(to text: inout CText) {
    text.line("switch (frame->state) {")
    for block in order {
      guard let suspend = graph.terminator(of: block), suspend.opcode == .suspend else { continue }
      let label = labels[suspend.targets[0]] ?? ""
      text.line("case \(suspend.integer ?? 0): goto \(label);")
    }
    text.line("}")
    text.line("if (!sent) {")
    text.line("    frame->state = NX_GENERATOR_DONE;")
    text.line("    return NX_ERROR;")
    text.line("}")
  }

  /// Functions that call explicitly can recurse; operators reach user code through the runtime, which checks.
  private var needsStackCheck: Bool {
    order.contains { block in
      graph[block].instructions.contains { graph[$0].isCall || graph[$0].opcode == .loadMethod }
    }
  }
}

extension Instruction {
  fileprivate var isCall: Bool {
    switch opcode {
    case .callKnown, .callKnownMethod, .callBuiltin, .callBuiltinMethod, .callFast: true
    case .primitive: primitive?.name.hasPrefix("call") ?? false
    case .state, .virtual, .guardCallee, .kindIndex, .exit, .constant, .parameter, .phi, .copy, .loadMethod, .methodSelf, .unpack, .unpackItem, .yield, .resumed, .jump,
      .branch, .return, .fail, .check, .traceback, .suspend, .unreachable:
      false
    }
  }
}

extension Function {
  /// The position in the function's own code.
  fileprivate func outermost(_ position: Position) -> Position {
    var position = position
    while position.site != 0 { position = inlinedSites[position.site - 1].outer }
    return position
  }

  /// Those that exits of its versions lead to.
  fileprivate var usedResumePoints: Set<Int> {
    var used: Set<Int> = []
    for version in versions {
      for block in version.graph.blocks {
        guard let last = block.instructions.last, version.graph[last].opcode == .exit else { continue }
        used.insert(version.graph[last].integer ?? 0)
      }
    }
    return used
  }
}

extension Representation {
  var cType: String {
    switch self {
    case .object: "nx_value"
    case .i64: "nx_i64"
    case .f64: "nx_f64"
    case .bool: "int"  // conditions may be -1 until they are checked
    case .none: "void"
    }
  }
}

extension Signature {
  /// `def f(a, /, b, *args, c, **kwargs)`.
  func description(of function: Function) -> String {
    var parts = positionalOnly
    if !positionalOnly.isEmpty { parts.append("/") }
    parts += positional
    if let variadic { parts.append("*" + variadic) } else if !keywordOnly.isEmpty { parts.append("*") }
    parts += keywordOnly
    if let keywords { parts.append("**" + keywords) }
    let list = parts.joined(separator: ", ")
    switch function.kind {
    case .classBody: return "class \(function.qualifiedName)"
    case .coroutine: return "async def \(function.qualifiedName)(\(list))"
    case .asyncGenerator: return "async def \(function.qualifiedName)(\(list))  (generator)"
    case .generator: return "def \(function.qualifiedName)(\(list))  (generator)"
    case .module, .function, .lambda, .comprehension:
      return "def \(function.qualifiedName)(\(list))"
    }
  }
}

extension SourceFile {
  package var lastPathComponent: String { String(path.split(separator: "/").last ?? "") }
}
