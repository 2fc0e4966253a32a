/// Functions of a module whose code is put where they are called, in the generic graphs, before types are inferred for
/// good: generators that one loop takes items from, small functions, and small methods (InlinedMethods.swift).
///
///     def squares(n):                         for x in squares(9):        i = 0
///         i = 0                                   print(x)           →    while i < 9:
///         while i < n:                                                        x = i * i
///             yield i * i                                                     print(x)
///             i += 1                                                          i += 1
///
///     def ends(xs): return xs[0], xs[-1]      a, b = ends(xs)        →    a = xs[0]; b = xs[-1]
///
/// Only where the text of the program says what is called: a name that one `def` at the top level binds (ProgramFacts), which
/// is still loaded, as it may not be bound yet; or a generator expression. Nobody can tell the difference but by frames
/// (`ProgramTraits`); the entries in tracebacks come from `Position.site`, as for inlined comprehensions.

import NatrixIR
import NatrixInference
import NatrixSupport

package struct Inlining {
  private var program: Program
  private let types: TypeTable
  private let search: MemberSearch
  private let definitions: [[String: FunctionID]]
  private let defaults: [FunctionID: [Constant]]
  private let disabled: Set<String>
  private var moduleOf: [Int]
  /// Functions as they were at first.
  private let originals: [Graph]
  /// What stands for inlined functions in tracebacks, by caller and callee.
  private var copies: [FunctionID: [FunctionID: FunctionID]] = [:]
  private let canTake: [Bool]
  private let isSmall: [Bool]
  /// Of the function that is being changed.
  private var known = InlinedValues()

  /// The largest callee, and how much a caller may grow.
  private static let (mostCallee, mostGrowth) = (160, 600)

  /// Whether there is anything to look at: facts need not be found out otherwise.
  package static func mayApply(to program: Program, disabled: Set<String> = []) -> Bool {
    guard !program.traits.usesFrames, !program.traits.countsRecursion, !program.traits.replacesCode else { return false }
    return program.modules.contains { module in
      !module.isLibrary
        && module.functions.contains { id in
          if program[id].kind == .classBody, !disabled.contains(SpeculationPart.inlineMethods.rawValue) { return true }
          let graph = program[id].generic
          return graph.blocks.contains { block in
            block.instructions.contains {
              graph[$0].opcode == .callKnown && isWanted(program[graph[$0].function ?? id]) || graph[$0].primitive?.id == .is_builtin
            }
          }
        }
    }
  }

  private static func isWanted(_ function: Function) -> Bool {
    function.kind == .generator || function.tupleLength != nil || function.isSmall
  }

  /// The functions that have changed.
  package static func run(on program: inout Program, types: TypeTable, disabled: Set<String> = []) -> Set<Int> {
    var inlining = Inlining(program, types, disabled)
    var changed: Set<Int> = []
    for module in program.modules.indices where !program.modules[module].isLibrary {
      for id in program.modules[module].functions {
        let function = program[id]
        guard function.lifetimes == .loose, !function.isInlined, function.kind != .classBody, function.generic.values.count < 4_000
        else { continue }
        let isDecided = inlining.decideBuiltins(in: id, module)
        if inlining.inline(into: id) || isDecided { changed.insert(id.index) }
      }
    }
    if !changed.isEmpty || program.wantsRemarks { program = inlining.program }
    return changed
  }

  /// `is_builtin` of what is the builtin whatever happens: the other way is not there.
  private mutating func decideBuiltins(in id: FunctionID, _ module: Int) -> Bool {
    guard !disabled.contains(SpeculationPart.knownCallees.rawValue), types.facts.builtins.indices.contains(module) else { return false }
    let graph = program[id].generic
    var callees: Set<ValueID> = []
    for block in graph.blockIDs {
      for value in graph[block].instructions where graph[value].primitive?.id == .is_builtin {
        let callee = graph[graph[value].inputs[0]]
        guard callee.primitive?.id == .load_global, let name = callee.nameAttribute, name == graph[value].nameAttribute,
          types.facts.builtins[module].contains(name)
        else { continue }
        program[id].generic[value] = Instruction(.constant, attributes: [.constant(.true)], representation: .bool)
        callees.insert(graph[value].inputs[0])
      }
    }
    guard !callees.isEmpty else { return false }
    program[id].generic.takeKnownBranches()
    let uses = program[id].generic.useCounts()
    for block in program[id].generic.blockIDs {
      program[id].generic[block].instructions.removeAll { callees.contains($0) && uses[$0.index] == 0 }
    }
    return true
  }

  private init(_ program: Program, _ types: TypeTable, _ disabled: Set<String>) {
    self.program = program
    self.types = types
    self.disabled = disabled
    definitions = Speculation.definitions(in: program)
    var defaults: [FunctionID: [Constant]] = [:]
    moduleOf = [Int](repeating: -1, count: program.functions.count)
    for (index, module) in program.modules.enumerated() {
      for id in module.functions {
        moduleOf[id.index] = index
        if !module.isLibrary { Speculation.addDefaults(madeBy: program[id], in: program, to: &defaults) }
      }
    }
    self.defaults = defaults
    originals = program.functions.map(\.generic)
    canTake = program.functions.map { $0.canStandElsewhere }
    isSmall = program.functions.map { $0.isSmall }
    search = MemberSearch(types: types, layouts: program.classLayouts(), originals: originals, moduleOf: moduleOf)
  }

  private mutating func inline(into id: FunctionID) -> Bool {
    let most = program[id].generic.values.count + Inlining.mostGrowth
    var isChanged = false
    var refused: Set<ValueID> = []
    known = InlinedValues()
    // What has been put in may itself call what can be put in.
    while let call = nextCall(in: id, &refused, most) {
      let before = program[id]
      let done: Bool
      if program[call.target].kind.isResumable {
        done = runThrough(call, in: id)
      } else if call.member == nil, takeApart(call, in: id) {
        done = true
      } else {
        program[id] = before
        // What a module's body does once is not worth it.
        let isWorthIt = program[id].kind != .module || Loops(program[id].generic).contains(call.block)
        done = (call.member != nil || isSmall[call.target.index] && isWorthIt) && standFor(call, in: id)
      }
      guard done, Verifier.verify(program[id], hasErrorEdges: false).isEmpty else {
        assert(!done, "inlining: \(program[id].qualifiedName) is broken")
        program[id] = before
        refused.insert(call.value)
        continue
      }
      isChanged = true
    }
    return isChanged
  }

  // MARK: Which calls

  private struct Call {
    var value: ValueID
    var block: BlockID
    var target: FunctionID
    var given: [ValueID]
    /// Of the parameters behind those that are given.
    var defaults: [Constant]
    var cells: [ValueID]
    /// Of a method: how it was found.
    var member: MemberCall?
    /// The host around an extension module may give the name another function: the call stays beside the code.
    var isAsked = false
  }

  /// Notes that a call in a loop stays one: its callee has no loops itself, but there is too much of it.
  private mutating func remark(on value: ValueID, of target: FunctionID, in block: BlockID, of graph: Graph, _ id: FunctionID, _ most: Int) {
    guard program.wantsRemarks, !graph[value].position.range.isNone, graph[value].position.site == 0, target != id,
      !program[target].kind.isResumable, canTake[target.index], moduleOf[target.index] == moduleOf[id.index],
      let size = program[target].sizeInCallers, Loops(graph).contains(block)
    else { return }
    let name = program[target].qualifiedName
    let because: String
    if (Function.mostInCallers + 1...2 * Function.mostInCallers).contains(size) {
      because = "'\(name)' stays a call: its code has \(size) operations, and up to \(Function.mostInCallers) stand where they are called"
    } else if size <= Function.mostInCallers, graph.values.count + originals[target.index].values.count > most {
      because = "'\(name)' stays a call: enough other code has been put into '\(program[id].qualifiedName)'"
    } else {
      return
    }
    let remark = Remark(.notInlined, at: graph[value].position, because: because)
    if !program[id].remarks.contains(remark) { program[id].remarks.append(remark) }
  }

  private mutating func nextCall(in id: FunctionID, _ refused: inout Set<ValueID>, _ most: Int) -> Call? {
    let graph = program[id].generic
    for block in graph.blockIDs {
      for value in graph[block].instructions where !refused.contains(value) {
        guard graph[value].opcode == .callKnown else {
          if program.wantsRemarks, graph[value].opcode != .constant, let member = search.call(value, in: block, of: graph, id, known) {
            remark(on: value, of: member.target, in: block, of: graph, id, most)
          }
          guard let call = memberCall(value, in: block, of: graph, id) else { continue }
          refused.insert(value)
          if graph.values.count + originals[call.target.index].values.count <= most { return call }
          continue
        }
        refused.insert(value)
        if let target = graph[value].function { remark(on: value, of: target, in: block, of: graph, id, most) }
        guard let target = graph[value].function, target != id, canTake[target.index],
          moduleOf[target.index] == moduleOf[id.index],
          originals[target.index].values.count <= Inlining.mostCallee,
          graph.values.count + originals[target.index].values.count <= most,
          let cells = cells(of: graph[value].inputs[0], target, in: id)
        else { continue }
        let part = !program[target].kind.isResumable ? SpeculationPart.inlineFunctions : .inlineGenerators
        guard !disabled.contains(part.rawValue), !(known.callers[value]?.contains(target) ?? false) else { continue }
        let given = Array(graph[value].inputs.dropFirst())
        let constants = (defaults[target] ?? []).suffix(max(0, program[target].signature.positionalCount - given.count))
        guard given.count + constants.count == program[target].signature.positionalCount else { continue }
        let isAsked = program.traits.isExtension && graph[graph[value].inputs[0]].primitive?.id == .load_global
        return Call(
          value: value, block: block, target: target, given: given, defaults: Array(constants), cells: cells, isAsked: isAsked)
      }
    }
    return nil
  }

  private func memberCall(_ value: ValueID, in block: BlockID, of graph: Graph, _ id: FunctionID) -> Call? {
    guard !disabled.contains(SpeculationPart.inlineMethods.rawValue), graph[value].opcode != .constant,
      let member = search.call(value, in: block, of: graph, id, known)
    else { return nil }
    let target = member.target
    let callers = known.callers[value] ?? []
    guard target != id, canTake[target.index], isSmall[target.index], program[target].freeVariables.isEmpty, moduleOf[target.index] == moduleOf[id.index],
      callers.count < 4, !callers.contains(target)
    else { return nil }
    // What a module's body does once is not worth it.
    if program[id].kind == .module, callers.isEmpty, !Loops(graph).contains(block) { return nil }
    let count = program[target].signature.positionalCount
    let constants = (defaults[target] ?? []).suffix(max(0, count - member.arguments.count))
    guard member.arguments.count + constants.count == count else { return nil }
    return Call(
      value: value, block: block, target: target, given: member.arguments, defaults: Array(constants), cells: [], member: member)
  }

  /// The cells of a function object that can be nothing but `target`'s; nil: it can.
  private func cells(of callee: ValueID, _ target: FunctionID, in id: FunctionID) -> [ValueID]? {
    let graph = program[id].generic
    switch graph[callee].primitive?.id {
    case .load_global:
      let module = moduleOf[id.index]
      guard let name = graph[callee].nameAttribute, types.facts.bindOnce.indices.contains(module),
        types.facts.bindOnce[module].contains(name), definitions[module][name] == target, program[target].isStatic
      else { return nil }
      return []
    case .make_function where graph[callee].function == target:
      return Array(graph[callee].inputs.dropFirst(3))
    default: return nil
    }
  }

  // MARK: Putting in

  /// Copies the callee's code; `site`: the call.
  private mutating func splice(_ call: Call, into id: FunctionID, handler: BlockID?, at position: Position) -> SplicedCode {
    let target = call.target
    let isGenerator = program[target].kind.isResumable
    let standIn = standIn(for: target, in: id)
    var sites = program[id].inlinedSites
    sites.append(InlinedSite(function: standIn, isGenerator: isGenerator, outer: position))
    let own = sites.count
    func moved(_ position: Position) -> Position {
      var position = position
      position.site = position.site == 0 ? own : own + position.site
      return position
    }
    for site in program[target].inlinedSites {
      sites.append(InlinedSite(function: site.function, isGenerator: site.isGenerator, outer: moved(site.outer)))
    }
    program[id].inlinedSites = sites
    var arguments = call.given
    for constant in call.defaults {
      arguments.append(program[id].generic.add(Instruction(.constant, attributes: [.constant(constant)])))
    }
    let code = program[id].generic.splice(
      originals[target.index], arguments: arguments, cells: call.cells, handler: handler, position: moved)
    let callers = (known.callers[call.value] ?? []) + [target]
    for (original, copy) in code.values where originals[target.index][original].opcode != .parameter {
      known.types[copy] = types.type(of: original, in: target)
      known.operands[copy] = target.index < types.operands.count ? types.operands[target.index][original.index] : nil
      known.callers[copy] = callers
    }
    return code
  }

  /// A function of which only the code object is there, behind its caller, as of an inlined comprehension: the callee's own
  /// table of positions may have been written by then.
  private mutating func standIn(for target: FunctionID, in id: FunctionID) -> FunctionID {
    if let known = copies[id]?[target] { return known }
    var copy = program[target]
    copy.id = FunctionID(program.functions.count)
    copy.kind = .comprehension
    copy.isStatic = false
    copy.isMadeOnce = false
    copy.isInlined = true
    copy.hasCleanup = false
    copy.freeVariables = []
    copy.inlinedSites = []
    var graph = Graph()
    let entry = graph.addBlock()
    let none = graph.append(Instruction(.constant, attributes: [.constant(.none)]), to: entry)
    graph.append(Instruction(.return, [none]), to: entry)
    copy.generic = graph
    program.functions.append(copy)
    moduleOf.append(moduleOf[id.index])
    let module = moduleOf[id.index]
    let place = program.modules[module].functions.firstIndex(of: id) ?? 0
    program.modules[module].functions.insert(copy.id, at: place + 1)
    copies[id, default: [:]][target] = copy.id
    return copy.id
  }

  /// `a, b = f(x)`, where all that f returns are tuples of that length.
  private mutating func takeApart(_ call: Call, in id: FunctionID) -> Bool {
    let graph = program[id].generic
    guard let length = program[call.target].tupleLength,
      case let users = graph.blocks.flatMap({ $0.instructions.filter { graph[$0].inputs.contains(call.value) } }),
      users.count == 1, graph[users[0]].opcode == .unpack, graph[users[0]].integer == length,
      graph[users[0]].attributes.count == 1 || graph[users[0]].attributes.last == .integer(-1),
      let index = graph[call.block].instructions.firstIndex(of: call.value),
      case let behind = graph[call.block].instructions[(index + 1)...], !call.isAsked || behind.first == users[0]
    else { return false }
    let unpack = users[0]
    let parts = behind.filter { graph[$0].opcode == .unpackItem && graph[$0].inputs == [unpack] }
    guard !call.isAsked || parts.map({ graph[$0].integer ?? 0 }) == Array(0..<length) else { return false }
    let handler = graph[call.block].handler
    let rest = program[id].generic.cut(call.block, behind: index)
    let code = splice(call, into: id, handler: handler, at: graph[call.value].position)
    program[id].generic[call.block].instructions.removeLast()
    for block in code.blocks { program[id].generic.addHandlerEdge(from: block, like: call.block) }
    var items = [[ValueID]](repeating: [], count: length)
    for (block, value) in code.returns {
      let source = program[id].generic[value]
      for number in 0..<length {
        if case .tuple(let constants)? = source.constant {
          let constant = program[id].generic.add(Instruction(.constant, attributes: [.constant(constants[number])]))
          items[number].append(constant)
        } else {
          items[number].append(source.inputs[number])
        }
      }
      if let last = program[id].generic[block].instructions.popLast() { program[id].generic[last].inputs = [] }
      program[id].generic.append(Instruction(.jump, targets: [rest]), to: block)
    }
    guard !code.returns.isEmpty else { return false }
    var comingFrom = code.returns.map(\.block)
    if call.isAsked {
      let other = [call.value, unpack] + parts
      for block in [call.block, rest] { program[id].generic[block].instructions.removeAll { other.contains($0) } }
      comingFrom.append(askFirst(call, code, other, before: rest, handler, in: id))
      for (number, part) in parts.enumerated() { items[number].append(part) }
    } else {
      program[id].generic.append(Instruction(.jump, targets: [code.entry]), to: call.block)
      program[id].generic[code.entry].predecessors = [call.block]
    }
    program[id].generic[rest].predecessors = comingFrom
    var given: [ValueID] = []
    for number in items.indices {
      if comingFrom.count == 1 {
        given.append(items[number][0])
      } else {
        let phi = program[id].generic.add(Instruction(.phi, items[number]))
        program[id].generic[rest].instructions.insert(phi, at: number)
        given.append(phi)
      }
    }
    var replacements: [ValueID: ValueID] = [:]
    var gone: Set<ValueID> = call.isAsked ? [] : [unpack]
    for block in program[id].generic.blocks {
      for value in block.instructions {
        let instruction = program[id].generic[value]
        guard instruction.opcode == .unpackItem, instruction.inputs == [unpack] else { continue }
        replacements[value] = given[instruction.integer ?? 0]
        if !call.isAsked { gone.insert(value) }
      }
    }
    // The tuples themselves: nothing else uses them.
    let uses = program[id].generic.useCounts()
    for (_, value) in code.returns where uses[value.index] == 0 { gone.insert(value) }
    for block in program[id].generic.blockIDs { program[id].generic[block].instructions.removeAll { gone.contains($0) } }
    program[id].generic.replaceUses(replacements)
    if comingFrom.count > 1 {
      for (phi, inputs) in zip(given, items) { program[id].generic[phi].inputs = inputs }
    }
    return true
  }

  /// A small function's code, in place of the call; of a method's, beside the call, for other objects.
  private mutating func standFor(_ call: Call, in id: FunctionID) -> Bool {
    let instruction = program[id].generic[call.value]
    guard let index = program[id].generic[call.block].instructions.firstIndex(of: call.value),
      !program[id].generic[call.block].instructions[(index + 1)...].contains(where: { program[id].generic[$0].isPart && program[id].generic[$0].inputs == [call.value] })
    else { return false }
    let handler = program[id].generic[call.block].handler
    let rest = program[id].generic.cut(call.block, behind: index)
    let code = splice(call, into: id, handler: handler, at: instruction.position)
    guard !code.returns.isEmpty else { return false }
    program[id].generic[call.block].instructions.removeLast()
    for block in code.blocks { program[id].generic.addHandlerEdge(from: block, like: call.block) }
    var results = code.returns
    for (block, _) in code.returns {
      if let last = program[id].generic[block].instructions.popLast() { program[id].generic[last].inputs = [] }
      program[id].generic.append(Instruction(.jump, targets: [rest]), to: block)
    }
    if call.member != nil || call.isAsked {
      results.append((askFirst(call, code, [call.value], before: rest, handler, in: id), call.value))
    } else {
      program[id].generic.append(Instruction(.jump, targets: [code.entry]), to: call.block)
      program[id].generic[code.entry].predecessors = [call.block]
    }
    program[id].generic[rest].predecessors = results.map(\.block)
    if instruction.representation == .none { return true } // `x[i] = v` gives nothing
    let result = program[id].generic.add(Instruction(.phi, results.map(\.value), position: instruction.position, name: instruction.name))
    program[id].generic.replaceUses([call.value: result])
    program[id].generic[result].inputs = results.map(\.value)
    program[id].generic[rest].instructions.insert(result, at: 0)
    known.types[result] = known.types[call.value] ?? types.type(of: call.value, in: id)
    known.callers[result] = known.callers[call.value]
    return true
  }

  /// The block of the other way, where the call is one, behind the question whether it means the code that stands for it.
  private mutating func askFirst(
    _ call: Call, _ code: SplicedCode, _ instructions: [ValueID], before rest: BlockID, _ handler: BlockID?, in id: FunctionID
  ) -> BlockID {
    let other = program[id].generic.addBlock("other", handler: handler)
    program[id].generic[other].instructions = instructions
    program[id].generic.append(Instruction(.jump, targets: [rest]), to: other)
    program[id].generic.addHandlerEdge(from: other, like: call.block)
    if let member = call.member {
      ask(member, before: code.entry, other, in: id)
    } else {
      let callee = program[id].generic[call.value].inputs[0]
      let question = Instruction(.primitive, [callee], attributes: [.primitive(.has_code), .code(call.target)])
      branch(from: call.block, question, to: code.entry, other, in: id)
    }
    return other
  }

  private mutating func branch(from block: BlockID, _ question: Instruction, to target: BlockID, _ other: BlockID, in id: FunctionID) {
    let condition = program[id].generic.append(question, to: block)
    program[id].generic.append(Instruction(.branch, [condition], targets: [target, other]), to: block)
    program[id].generic[target].predecessors = [block]
    program[id].generic[other].predecessors.append(block)
  }

  /// Ends the call's block with the questions whether the object's class, and its method, are the expected ones.
  private mutating func ask(_ member: MemberCall, before entry: BlockID, _ other: BlockID, in id: FunctionID) {
    let question = Instruction(.primitive, [member.arguments[0]], attributes: [.primitive(.has_layout), .code(member.body)])
    guard member.isOperator else { return branch(from: member.block, question, to: entry, other, in: id) }
    let second = program[id].generic.addBlock("")
    branch(from: member.block, question, to: second, other, in: id)
    branch(from: second, Instruction(.primitive, member.arguments, attributes: [.primitive(.left_first)]), to: entry, other, in: id)
  }

  /// `for x in g(…)`, where g yields at one place: what is behind the `yield` follows on the loop's body.
  private mutating func runThrough(_ call: Call, in id: FunctionID) -> Bool {
    guard let loop = GeneratorLoop(of: call.value, in: program[id].generic) else { return false }
    let graph = program[id].generic
    let code = splice(call, into: id, handler: graph[loop.header].handler, at: graph[loop.next].position)
    guard code.yields.count == 1 else { return false }
    program[id].generic.join(loop, code, calledBy: call.value)
    return true
  }
}

extension Function {
  /// Code that does the same in another function's place: without handlers, functions of its own, and what asks for the
  /// function it is in.
  fileprivate var canStandElsewhere: Bool {
    guard kind == .function || kind == .lambda || kind == .generator, !isInlined, !isFallback, !hasCleanup,
      lifetimes == .loose, signature.isSimple, generic[generic.entry].predecessors.isEmpty
    else { return false }
    return generic.blocks.allSatisfy { block in
      block.handler == nil
        && block.instructions.allSatisfy { value in
          let instruction = generic[value]
          if instruction.opcode == .callKnown, instruction.function == id { return false }
          switch instruction.primitive?.id {
          case .closure: return true // its caller makes the function
          case .make_function, .call_namespace, .call_evaluator, .get_handled, .set_handled, .end_handling, .catch, .catch_owned, .reraise, .reraise_handled,
            .delegate_send, .delegate_throw, .delegate_iter, .await_iter, .generator_locals:
            return false
          default: return !(instruction.primitive?.parameters.contains(.function) ?? false)
          }
        }
    }
  }

  /// How long all tuples are that a small function returns, when it returns nothing else, and nobody else has them.
  fileprivate var tupleLength: Int? {
    guard kind == .function || kind == .lambda else { return nil }
    let uses = generic.useCounts()
    var length: Int?
    for block in generic.blocks {
      guard let last = block.instructions.last, generic[last].opcode == .return else { continue }
      let result = generic[last].inputs[0]
      let own: Int
      if case .tuple(let items)? = generic[result].constant {
        own = items.count
      } else if generic[result].primitive?.id == .build_tuple, uses[result.index] == 1 {
        own = generic[result].inputs.count
      } else {
        return nil
      }
      guard length == nil || length == own else { return nil }
      length = own
    }
    return length
  }
}
