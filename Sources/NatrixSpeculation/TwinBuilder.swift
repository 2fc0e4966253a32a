/// Builds the fast graph of a function, block by block, from the generic one and the plans.

import NatrixIR
import NatrixInference
import NatrixSupport

struct TwinBuilder {
  let function: Function
  let generic: Graph
  let plans: Plans
  let speculation: Speculation
  let signature: FastSignature
  let representations: Representations
  private let resuming: Graph
  private let liveness: Liveness
  let dominators: Dominators
  let isInLoop: Loops
  let facts: ProgramFacts
  let module: Int

  var fast = Graph()
  /// Those of earlier versions too.
  private(set) var resumePoints: [ResumePoint]
  private var pointOf: [ValueID: Int] = [:]
  /// What each value of the generic graph is in the fast one.
  private var map: [ValueID?]
  /// The phis as such, of which `map` may have the numbers in them.
  private var phiOf: [ValueID: ValueID] = [:]
  /// Where instructions go: the end of this block.
  private(set) var block = BlockID(0)
  /// Of blocks that have become several in the fast graph: the last of these (TwinChoices.swift).
  var tails: [BlockID: BlockID] = [:] {
    didSet { if let end = tails[block] { tailHeads[end] = block } }
  }
  /// The other way round, of all that they become.
  private(set) var tailHeads: [BlockID: BlockID] = [:]
  /// Where instructions go instead: on the edge from `block` to another, or behind the phis of a block with a handler.
  private(set) var edge: BlockID?
  /// The instruction of the generic graph that is being done.
  var current = ValueID(0)
  var stateHere: (before: ValueID, state: ValueID)?
  /// What stands for pairs of `divmod` (PlanCounts.swift).
  var quotients: [ValueID: (quotient: ValueID, remainder: ValueID)] = [:]
  /// Objects made of machine values in this block.
  var boxes: [ValueID: ValueID] = [:]
  /// Values of the generic graph that stand there as objects and are wanted as numbers.
  private var guarded: [ValueID] = []
  /// Guards that objects have passed, and where.
  var passed: [GuardKey: [BlockID]] = [:]
  var numbers: [GuardKey: [(number: ValueID, block: BlockID)]] = [:]
  var loops: [LoopValues]

  struct GuardKey: Hashable {
    var value: ValueID
    var fact: Fact
  }

  /// What a guard has made sure of.
  enum Fact: Hashable {
    case kind(PrimitiveID)
    case layout(FunctionID)
    /// One of these, and which (the number).
    case kinds([FunctionID])
    case callee(FunctionID)
    case builtin(String)
    case typecode(Int)
  }

  /// The values of a fused loop in the fast graph.
  struct LoopValues {
    var start: ValueID?
    var stop: ValueID?
    var step: ValueID?
    /// Of a range: how many numbers it has.
    var count: ValueID?
    /// The sequences.
    var objects: [ValueID] = []
    /// Of those of the host's: their lengths.
    var lengths: [ValueID: ValueID] = [:]
    /// In the header, before and behind the step.
    var index: ValueID?
    var following: ValueID?
    var condition: ValueID?
    /// Of a dict or set: how many items it had at the start, how many are still to come (in the header, before and behind the
    /// step), and the place of the entry that was found.
    var size: ValueID?
    var left: ValueID?
    var leftBehind: ValueID?
    var place: ValueID?
  }

  /// `resuming`: what the generic version is, which may want more values than `function` has uses of.
  init(
    _ function: Function, _ plans: Plans, _ speculation: Speculation, _ signature: FastSignature, resuming: Graph
  ) {
    self.function = function
    self.resuming = resuming
    generic = function.generic
    self.plans = plans
    self.speculation = speculation
    self.signature = signature
    representations = Representations(function.generic, plans, speculation)
    liveness = Liveness(resuming)
    dominators = Dominators(function.generic)
    isInLoop = Loops(function.generic)
    facts = speculation.types.facts
    module = speculation.moduleOfFunction[function.id.index]
    map = [ValueID?](repeating: nil, count: function.generic.values.count)
    resumePoints = function.resumePoints
    for (number, point) in function.resumePoints.enumerated() { pointOf[point.before] = number }
    loops = [LoopValues](repeating: LoopValues(), count: plans.loops.count)
  }

  mutating func build() -> Graph {
    for block in generic.blocks {
      var copy = Block()
      copy.label = block.label
      copy.handler = block.handler
      copy.predecessors = block.predecessors
      fast.blocks.append(copy)
    }
    let order = generic.reversePostorder()
    for block in order { makePhis(of: block) }
    for block in order { buildBlock(block) }
    for block in order { fillPhis(of: block) }
    handleTails()
    fast.takeKnownBranches()
    return fast
  }

  // MARK: Instructions of the fast graph

  @discardableResult
  mutating func emit(_ instruction: Instruction) -> ValueID {
    fast.append(instruction, to: edge ?? tail(block))
  }

  /// An operation without a guard, or (with `state`) one that fails as a guard.
  @discardableResult
  mutating func emit(_ id: PrimitiveID, _ inputs: [ValueID], guarded: Bool = false) -> ValueID {
    let all = guarded ? inputs + [state()] : inputs
    return emit(
      Instruction(.primitive, all, attributes: [.primitive(id)], position: generic[current].position))
  }

  mutating func appendPhi(_ instruction: Instruction, to block: BlockID) -> ValueID {
    fast.append(instruction, to: block)
  }

  mutating func setInput(_ number: Int, of value: ValueID, to input: ValueID) {
    fast[value].inputs[number] = input
  }

  mutating func constant(_ constant: Constant, _ representation: Representation) -> ValueID {
    fast.add(Instruction(.constant, attributes: [.constant(constant)], representation: representation))
  }

  mutating func integer(_ number: Int) -> ValueID { constant(.integer(number), .i64) }

  /// Makes sure of the kind of an object, unless that was done on every path to here.
  mutating func check(_ object: ValueID, _ id: PrimitiveID) {
    guard !isKnown(object, .kind(id)) else { return }
    emit(id, [object], guarded: true)
    remember(object, .kind(id))
  }

  func isKnown(_ object: ValueID, _ fact: Fact) -> Bool {
    passed[GuardKey(value: object, fact: fact)]?.contains(where: isSeen) ?? false
  }

  /// What a guard found of an object stays true: its kind never changes, and, unless the program changes classes, neither does its layout.
  mutating func remember(_ object: ValueID, _ fact: Fact) {
    if case .layout(let body) = fact, !speculation.isKept(body) { return }
    passed[GuardKey(value: object, fact: fact), default: []].append(block)
  }

  /// Whether what stands in that block, done before now, was done on every path to here.
  func isSeen(_ place: BlockID) -> Bool {
    place == block || (generic[place].handler == nil && dominators.dominates(place, block))
  }

  // MARK: Values

  /// A value of the generic graph in the representation that is wanted here.
  mutating func value(_ original: ValueID, as wanted: Representation) -> ValueID {
    if generic[original].opcode == .constant { return constant(of: original, as: wanted) }
    let known = mapped(original)
    switch (representations[original], wanted) {
    case (.i64, .i64), (.f64, .f64), (.object, .object), (.bool, .bool), (_, .none): return known
    case (.i64, .f64): return emit(.f64_of_i64, [known])
    case (.i64, .object), (.f64, .object), (.bool, .object): return boxed(known)
    case (.object, .i64): return plans.type(original) == .bool ? counted(known) : unboxed(known, .unbox_i64)
    case (.object, .f64): return unboxed(known, .unbox_f64)
    case (.object, .bool): return emit(.unbox_bool, [known], guarded: true)
    case (.bool, .i64): return counted(known)
    case (.f64, .i64): return emit(.unbox_i64, [boxed(known)], guarded: true)
    case (.bool, .f64), (.none, _), (.i64, .bool), (.f64, .bool):
      preconditionFailure("speculation: \(function.qualifiedName): no \(wanted.rawValue) of value \(original.index)")
    }
  }

  /// The number in an object, taken out where it is first wanted.
  mutating func unboxed(_ object: ValueID, _ id: PrimitiveID) -> ValueID {
    let key = GuardKey(value: object, fact: .kind(id))
    for (number, place) in numbers[key] ?? [] where isSeen(place) { return number }
    let number = emit(id, [object], guarded: true)
    if edge == nil { numbers[key, default: []].append((number, block)) }
    return number
  }

  /// The object that a value is in the fast graph, if it is there as one.
  func objectOf(_ original: ValueID) -> ValueID? {
    map[original.index].flatMap { fast[$0].representation == .object ? $0 : nil }
  }

  func mapped(_ original: ValueID) -> ValueID {
    guard let value = map[original.index] else {
      preconditionFailure("speculation: \(function.qualifiedName): value \(original.index) is not there yet")
    }
    return value
  }

  private mutating func constant(of original: ValueID, as wanted: Representation) -> ValueID {
    converted(generic[original].constant ?? .none, as: wanted)
  }

  mutating func converted(_ constant: Constant, as wanted: Representation) -> ValueID {
    switch (constant, wanted) {
    case (.integer(let digits), .i64) where Int(digits) != nil: return self.constant(constant, .i64)
    case (.integer(let digits), .f64) where Int(digits) != nil:
      return self.constant(.float(Double(Int(digits) ?? 0).bitPattern), .f64)
    case (.float, .f64): return self.constant(constant, .f64)
    case (.true, .i64), (.false, .i64): return integer(constant == .true ? 1 : 0)
    case (_, .i64): return emit(.unbox_i64, [self.constant(constant, .object)], guarded: true)
    case (_, .f64): return emit(.unbox_f64, [self.constant(constant, .object)], guarded: true)
    case (_, .object), (_, .bool), (_, .none): return self.constant(constant, .object)
    }
  }

  mutating func boxed(_ value: ValueID) -> ValueID {
    let id: PrimitiveID
    switch fast[value].representation {
    case .i64: id = .box_i64
    case .f64: id = .box_f64
    case .bool: id = .bool_of
    case .object, .none: return value
    }
    if let known = boxes[value] { return known }
    let box = emit(id, [value])
    boxes[value] = box
    return box
  }

  /// What an instruction of the generic graph gives is this; in the representation that was chosen for it. A guess about
  /// an object leaves for the instruction that follows.
  mutating func define(_ original: ValueID, _ made: ValueID) {
    if let name = generic[original].name, fast[made].name == nil, fast[made].opcode != .constant { fast[made].name = name }
    let wanted = representations[original]
    let given = fast[made].representation
    if given == wanted || fast[made].opcode == .constant && wanted == .object {
      map[original.index] = made
      return
    }
    if wanted == .object {
      map[original.index] = boxed(made)
      return
    }
    let object = boxed(made)
    map[original.index] = object
    guard wanted != .none, wanted != .bool else { return }
    guarded.append(original)
  }

  /// Takes the numbers out of objects that are guessed to hold them, once all that stands together is there.
  mutating func unboxGuarded(behind last: ValueID) {
    guard !guarded.isEmpty else { return }
    let place = following(last)
    if generic[last].isTerminator || generic[place].isPart { return }
    unboxGuarded(before: place)
  }

  /// The item of a loop, which the body's first instruction finds.
  mutating func defineItem(_ original: ValueID, _ item: ValueID) {
    current = firstBehindPhis(of: block)
    stateHere = nil
    if let name = generic[original].name { fast[item].name = name }
    if fast[item].representation == representations[original] {
      map[original.index] = item
      return
    }
    map[original.index] = boxed(item)
    switch representations[original] {
    case .i64, .f64: guarded.append(original)
    case .object, .bool, .none: break
    }
  }

  /// The same where the next instruction of the generic graph is known, as behind the items of a loop.
  mutating func unboxGuarded(before place: ValueID) {
    for original in guarded {
      let object = mapped(original)
      let id: PrimitiveID = representations[original] == .i64 ? .unbox_i64 : .unbox_f64
      let state = self.state(before: place)
      map[original.index] = emit(
        Instruction(
          .primitive, [object, state], attributes: [.primitive(id)], position: generic[original].position,
          name: generic[original].name))
    }
    guarded = []
  }

  /// The instruction behind another one of this block; of the last, itself.
  func following(_ original: ValueID) -> ValueID {
    let instructions = generic[block].instructions
    let index = instructions.firstIndex(of: original) ?? 0
    return index + 1 < instructions.count ? instructions[index + 1] : original
  }

  // MARK: States

  /// The state before the instruction at hand.
  mutating func state() -> ValueID {
    if let here = stateHere, here.before == current { return here.state }
    let made = state(before: current)
    stateHere = (current, made)
    return made
  }

  /// The state before an instruction of this block. `missing`: its value is not there yet, and filled in by who leaves.
  mutating func state(
    before place: ValueID, overriding original: ValueID? = nil, with value: ValueID? = nil, missing: Bool = false
  ) -> ValueID {
    let number = point(before: place)
    var inputs: [ValueID] = []
    var attributes: [Attribute] = [.integer(number)]
    for (index, live) in resumePoints[number].values.enumerated() {
      if live == original {
        if missing { attributes.append(.integer(index)) }
        inputs.append(value ?? constant(.absent, .object))
      } else if let loop = plans[live].iteratedLoop {
        // Of `range(…)` itself, which only the loop's `iter()` looks at, the iterator will do.
        inputs.append(iterator(of: loop, before: place))
      } else if case .kindMethod = plans[live].kind {
        // What the generic version loads for a method of a builtin type that it knows.
        inputs.append(constant(.none, .object))
      } else if case .methodSelf = plans[live].kind, case .kindMethod = plans[generic[live].inputs[0]].kind {
        inputs.append(constant(.absent, .object))
      } else if let virtual = virtualMethod(live) {
        inputs.append(virtual)
      } else if case .methodSelf = plans[live].kind {
        inputs.append(self.value(generic[generic[live].inputs[0]].inputs[0], as: .object))
      } else {
        inputs.append(mapped(live))
      }
    }
    return emit(Instruction(.state, inputs, attributes: attributes))
  }

  /// In the body of a fused loop: the state before its next item, as if that had not been taken yet.
  mutating func state(beforeItemOf loop: FusedLoop) -> ValueID {
    let (here, target) = (block, edge)
    edge = edge ?? tail(block)
    block = loop.header
    defer { (block, edge) = (here, target) }
    return state(before: loop.next)
  }

  mutating func point(before place: ValueID) -> Int {
    if let known = pointOf[place] { return known }
    let live = liveness.live(before: place, in: block, of: resuming).sorted { $0.index < $1.index }
    let values = live.filter { generic[$0].representation != .none }
    resumePoints.append(ResumePoint(before: place, values: values))
    pointOf[place] = resumePoints.count - 1
    return resumePoints.count - 1
  }

  // MARK: Blocks

  private mutating func makePhis(of block: BlockID) {
    let isHandler = generic[block].predecessors.contains { generic[$0].handler == block }
    for phi in generic.phis(of: block) {
      var instruction = Instruction(
        .phi, [ValueID](repeating: phi, count: generic[phi].inputs.count),
        representation: isHandler ? .object : representations[phi], name: generic[phi].name)
      if generic[phi].representation == .bool { instruction.representation = .bool }
      let made = fast.append(instruction, to: block)
      map[phi.index] = made
      phiOf[phi] = made
    }
    makeLoopPhis(of: block)
  }

  private mutating func buildBlock(_ block: BlockID) {
    self.block = block
    boxes = [:]
    stateHere = nil
    let instructions = generic[block].instructions
    // Phis that could not be machine values at once.
    for phi in generic.phis(of: block) {
      let made = mapped(phi)
      current = phi
      if fast[made].representation != representations[phi] { define(phi, made) }
    }
    if let last = generic.phis(of: block).last { unboxGuarded(behind: last) }
    beginLoopBody()
    for value in instructions where generic[value].opcode != .phi {
      current = value
      if generic[value].isTerminator { boxes = [:] }
      markLoopEntry(value)
      carryOut(value)
      unboxGuarded(behind: value)
      guardOwn(behind: value)
    }
  }

  /// The inputs of phis, converted at the end of the blocks that they come from.
  private mutating func fillPhis(of target: BlockID) {
    for (number, predecessor) in generic[target].predecessors.enumerated() {
      let isHandlerEdge = generic[predecessor].handler == target && !generic.successors(of: predecessor).contains(target)
      let source = isHandlerEdge ? predecessor : tail(predecessor)
      let held = isHandlerEdge ? takeAllButPhis(of: source) : takeTerminator(of: source)
      block = predecessor
      boxes = [:]
      stateHere = nil
      current = isHandlerEdge ? firstBehindPhis(of: predecessor) : generic[predecessor].instructions.last ?? current
      let needsEdge = !isHandlerEdge && generic.successors(of: predecessor).count > 1 && hasGuesses(target, number)
      if needsEdge { edge = fast.addBlock("edge") } else if isHandlerEdge { edge = predecessor }
      for phi in generic.phis(of: target) {
        guard let made = phiOf[phi] else { continue }
        fast[made].inputs[number] = value(generic[phi].inputs[number], as: fast[made].representation)
      }
      fillLoopPhis(of: target, from: predecessor, number)
      fast[source].instructions += held
      if !isHandlerEdge { fast[target].predecessors[number] = source }
      if needsEdge, let edge { split(from: source, to: target, number, by: edge) }
      edge = nil
    }
  }

  /// Whether a phi's input is guessed to be a number: that is looked at only where control takes the edge.
  private func hasGuesses(_ target: BlockID, _ number: Int) -> Bool {
    generic.phis(of: target).contains { phi in
      guard let made = phiOf[phi], fast[made].representation != .object else { return false }
      let input = generic[phi].inputs[number]
      guard generic[input].opcode == .constant else { return representations[input] == .object }
      switch (generic[input].constant, fast[made].representation) {
      case (.integer(let digits)?, .i64), (.integer(let digits)?, .f64): return Int(digits) == nil
      case (.float?, .f64): return false
      default: return true
      }
    }
  }

  private mutating func split(from source: BlockID, to target: BlockID, _ number: Int, by edge: BlockID) {
    fast.append(Instruction(.jump, targets: [target]), to: edge)
    fast[edge].predecessors = [source]
    fast[target].predecessors[number] = edge
    guard let last = fast[source].instructions.last else { return }
    for index in fast[last].targets.indices where fast[last].targets[index] == target {
      fast[last].targets[index] = edge
    }
  }

  private func firstBehindPhis(of block: BlockID) -> ValueID {
    generic[block].instructions.first { generic[$0].opcode != .phi } ?? ValueID(0)
  }

  private mutating func takeTerminator(of block: BlockID) -> [ValueID] {
    guard let last = fast[block].instructions.popLast() else { return [] }
    return [last]
  }

  private mutating func takeAllButPhis(of block: BlockID) -> [ValueID] {
    let instructions = fast[block].instructions
    let phis = instructions.prefix { fast[$0].opcode == .phi }
    fast[block].instructions = Array(phis)
    return Array(instructions.dropFirst(phis.count))
  }
}
