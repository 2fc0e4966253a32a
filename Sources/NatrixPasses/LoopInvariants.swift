/// Does what is the same each time round a loop of a fast graph before it.
///
///     b1: jump b2                         b1: n = list_length xs           cannot fail: always done
///     b2: i = phi 0, i.next                   state …
///         branch i >= 10 -> b4, b3            branch 0 >= 10 -> b6, b5
///     b3: guard_list row, s          →    b5: guard_list row, state        only if the loop is entered
///         x = item_at row.items, k            x = item_at row.items, k
///         …                                   jump b6
///     	                                 b6: x' = phi x, None
///                                         jump b2
///
/// A guard is moved only where it is reached each time round: one that fails in vain would cost the fast version. It leaves
/// with the state at the end of the block before the loop (`TwinBuilder` puts one there).
///
/// Loads of rows (`table[i]` in a loop over j that stores to `table[i][j]`) stay the same if the lists that are stored to
/// are others: `guard_distinct`.

import NatrixIR
import NatrixSupport

package enum LoopInvariants: Pass {
  package static let name = "loop-invariants"
  /// Of the blocks in which both ways to a loop meet.
  static let meetingLabel = "ready"

  package static func run(on function: inout Function, in context: PassContext) {
    var graph = function.generic
    var remarks: [Remark] = []
    forEachLoop(of: &graph) { loop in
      let isChanged = loop.run()
      if let names = context.names { remarks += loop.keptAttributes(names) }
      return isChanged
    }
    function.generic = graph
    for remark in remarks where !function.remarks.contains(remark) { function.remarks.append(remark) }
  }

  /// The inner ones first.
  static func forEachLoop(of graph: inout Graph, _ work: (inout Hoisting) -> Bool) {
    let loops = NaturalLoops(graph, Dominators(graph)).all
    guard !loops.isEmpty else { return }
    var outer: [BlockID: [BlockID]] = [:]
    for (number, loop) in loops.enumerated() {
      for other in loops[(number + 1)...] where other.blocks.contains(loop.header) {
        outer[loop.header, default: []].append(other.header)
      }
    }
    var added: [BlockID: [BlockID]] = [:]
    for loop in loops {
      var whole = loop
      whole.blocks.formUnion(added[loop.header] ?? [])
      var hoisting = Hoisting(graph, whole)
      guard work(&hoisting) else { continue }
      graph = hoisting.graph
      for header in outer[loop.header] ?? [] { added[header, default: []] += hoisting.newBlocks }
    }
  }
}

/// What both passes over loops move, and where to.
struct Hoisting {
  var graph: Graph
  let loop: NaturalLoops.Loop
  private(set) var newBlocks: [BlockID] = []
  let home: [BlockID?]
  /// The loop's blocks, in an order in which definitions come first.
  let order: [BlockID]
  var before = BlockID(0)
  var state: ValueID?
  private var changed: Set<Place> = []
  /// The lists whose items are written, when that is all that writes items.
  private var stored: Set<ValueID>?
  /// Of values that go: what stands for them.
  var replacements: [ValueID: ValueID] = [:]
  /// What goes to the block before the loop, and what to the one that is passed when the loop is entered.
  private var always: [ValueID] = []
  var entered: [ValueID] = []
  private var isMoved: Set<ValueID> = []
  private var distinct: [(ValueID, ValueID)] = []
  private let dominators: Dominators

  init(_ graph: Graph, _ loop: NaturalLoops.Loop) {
    self.graph = graph
    self.loop = loop
    home = graph.definingBlocks()
    dominators = Dominators(graph)
    order = graph.reversePostorder().filter { loop.blocks.contains($0) }
  }

  /// Finds where what moves goes; false: this loop is left alone.
  mutating func findEntry() -> Bool {
    let outside = graph[loop.header].predecessors.filter { !loop.blocks.contains($0) }
    guard outside.count == 1, let before = outside.first, graph.terminator(of: before)?.opcode == .jump,
      graph[before].handler == nil, loop.blocks.allSatisfy({ graph[$0].handler == nil })
    else { return false }
    self.before = before
    state = lastState()
    return true
  }

  /// Whether anything has changed.
  mutating func run() -> Bool {
    guard findEntry() else { return false }
    findChanges()
    if canDistinguish() {
      select(assumingDistinct: true)
      if !areDistinct() { forget() }
    }
    if always.isEmpty && entered.isEmpty {
      stored = nil
      select(assumingDistinct: false)
    }
    guard !always.isEmpty || !entered.isEmpty else { return false }
    move()
    return true
  }

  /// A state at the end of the block before, with nothing behind it that can be seen.
  private func lastState() -> ValueID? {
    for value in graph[before].instructions.reversed() {
      let instruction = graph[value]
      if instruction.opcode == .state, instruction.attributes.count == 1 { return value }
      if !instruction.effects.isDisjoint(with: [.writesHeap, .callsPython]) || instruction.mayRaise { return nil }
    }
    return nil
  }

  private mutating func findChanges() {
    var stored: Set<ValueID>? = []
    for block in loop.blocks {
      for value in graph[block].instructions {
        let instruction = graph[value]
        switch instruction.change {
        case .nothing: continue
        case .everything:
          changesEverything = true
          stored = nil
        case .places(let places):
          changed.formUnion(places)
          guard places.contains(.listItems) else { continue }
          if instruction.primitive?.id == .item_put, graph[instruction.inputs[0]].primitive?.id == .list_items {
            stored?.insert(graph[instruction.inputs[0]].inputs[0])
          } else {
            stored = nil
          }
        }
      }
    }
    self.stored = stored
  }
  private var changesEverything = false

  private func mayChange(_ places: [Place]) -> Bool {
    !places.isEmpty && (changesEverything || places.contains { changed.contains($0) })
  }

  // MARK: What can move

  func final(_ value: ValueID) -> ValueID {
    var current = value
    while let next = replacements[current] { current = next }
    return current
  }

  func isOutside(_ value: ValueID) -> Bool {
    if graph[value].opcode == .constant { return true }
    let known = final(value)
    guard let place = home[known.index] else { return true }
    return isMoved.contains(known) || !loop.blocks.contains(place)
  }

  private mutating func forget() {
    replacements = [:]
    always = []
    entered = []
    isMoved = []
    distinct = []
  }

  private mutating func select(assumingDistinct: Bool) {
    var groups: [OperationKey: [ValueID]] = [:]
    var moves = true
    var rounds = 0
    while moves && rounds < 6 {
      moves = false
      rounds += 1
      groups = [:]
      var keys: [OperationKey] = []
      for block in order {
        for value in graph[block].instructions where !isMoved.contains(value) && replacements[value] == nil {
          let instruction = graph[value]
          guard let places = instruction.reads, canMove(value, places, assumingDistinct) else { continue }
          var moved = instruction
          moved.inputs = instruction.inputs.map { final($0) }
          let key = OperationKey(moved, graph)
          if groups[key] == nil { keys.append(key) }
          groups[key, default: []].append(value)
        }
      }
      for key in keys {
        guard let group = groups[key], let first = group.first else { continue }
        switch destination(of: first, group) {
        case .nowhere: continue
        case .always: always.append(first)
        case .entered: entered.append(first)
        }
        moves = true
        isMoved.insert(first)
        for other in group.dropFirst() { replacements[other] = first }
      }
    }
  }

  private func canMove(_ value: ValueID, _ places: [Place], _ assumingDistinct: Bool) -> Bool {
    let instruction = graph[value]
    if instruction.representation == .bool && instruction.isGuard { return false }
    // Boxes are made where they are wanted, which may be nowhere but in an exit.
    switch instruction.primitive?.id {
    case .box_i64, .box_f64, .box_u64, .bool_of: return false
    default: break
    }
    let inputs = instruction.isGuard ? Array(instruction.inputs.dropLast()) : instruction.inputs
    guard inputs.allSatisfy(isOutside) else { return false }
    if assumingDistinct, places == [.listItems] {
      return !changesEverything && holdsList(value)
    }
    return !mayChange(places)
  }

  private enum Destination { case nowhere, always, entered }

  private func destination(of value: ValueID, _ group: [ValueID]) -> Destination {
    let instruction = graph[value]
    let isInHeader = group.contains { home[$0.index] == loop.header }
    let onlyAlways = inputsGoAlways(instruction)
    if instruction.isGuard {
      guard state != nil, isReached(group) else { return .nowhere }
      if let kind = instruction.kindGuard, passed(kind, instruction.inputs[0]) == .nowhere { return .nowhere }
      if onlyAlways && (isInHeader || isKindGuard(instruction)) { return .always }
      return canEnter ? .entered : .nowhere
    }
    var isAlways = onlyAlways
    if let kind = instruction.kindGuard {
      switch passed(kind, instruction.inputs[0]) {
      case .nowhere: return .nowhere
      case .always: break
      case .entered: isAlways = false
      }
    }
    if isPartial(instruction) {
      guard isInHeader || isReached(group) else { return .nowhere }
      if isInHeader && isAlways { return .always }
      return canEnter ? .entered : .nowhere
    }
    if isAlways { return .always }
    return canEnter && instruction.representation != .bool ? .entered : .nowhere
  }

  /// Looks at what an index that has been checked stands for.
  private func isPartial(_ instruction: Instruction) -> Bool {
    switch instruction.primitive?.id {
    case .item_at, .data_at, .typed_at, .double_at, .tuple_at, .bytes_at, .code_at, .plain_floordiv, .plain_mod, .unsigned_floordiv, .unsigned_mod: true
    default: false
    }
  }

  private func isKindGuard(_ instruction: Instruction) -> Bool {
    guard inputsGoAlways(instruction) else { return false }
    switch instruction.primitive?.id {
    case .guard_list, .guard_tuple, .guard_str, .guard_bytes, .guard_bytearray, .guard_dict, .guard_defaultdict, .guard_ordered_dict, .guard_set,
      .guard_frozenset, .guard_array, .guard_layout,
      .guard_narrow, .guard_typecode, .guard_hosted, .find_global, .guard_same:
      return true
    case nil: return instruction.opcode == .guardCallee
    default: return false
    }
  }

  private func inputsGoAlways(_ instruction: Instruction) -> Bool {
    let moved = Set(entered)
    return instruction.inputs.allSatisfy { !moved.contains(final($0)) }
  }

  /// Where a guard on a value has been passed: in front of the loop, or among what moves.
  private func passed(_ guardID: PrimitiveID, _ object: ValueID) -> Destination {
    let object = final(object)
    func isIt(_ value: ValueID) -> Bool {
      graph[value].primitive?.id == guardID && graph[value].opcode == .primitive && final(graph[value].inputs[0]) == object
    }
    if always.contains(where: isIt) { return .always }
    if entered.contains(where: isIt) { return .entered }
    if graph[object].opcode == .constant { return .always }
    var block: BlockID? = before
    while let current = block {
      if graph[current].handler == nil || current == before, graph[current].instructions.contains(where: isIt) { return .always }
      block = dominators.parent(of: current)
    }
    return .nowhere
  }

  /// Whether each way round the loop does one of these.
  func isReached(_ group: [ValueID]) -> Bool {
    let places = Set(group.compactMap { home[$0.index] })
    if places.contains(loop.header) { return true }
    var seen: Set<BlockID> = [loop.header]
    var pending = [loop.header]
    while let block = pending.popLast() {
      if loop.latches.contains(block) { return false }
      for next in graph.successors(of: block)
      where loop.blocks.contains(next) && !places.contains(next) && seen.insert(next).inserted {
        pending.append(next)
      }
    }
    return true
  }

  // MARK: Remarks

  /// Attributes that stay in an innermost loop because a call there may change them. Not where a call of the runtime is made each
  /// time round, which takes many times as long.
  func keptAttributes(_ names: NameUses) -> [Remark] {
    guard changesEverything else { return [] }
    var calls: [ValueID] = []
    var loads: [ValueID] = []
    var checked: Set<ValueID> = []
    for block in order {
      for value in graph[block].instructions {
        let instruction = graph[value]
        if case .everything = instruction.change { calls.append(value) }
        if instruction.primitive?.id == .load_slot, instruction.opcode == .primitive { loads.append(value) }
        if instruction.isGuard, let object = instruction.inputs.first { checked.insert(object) }
      }
    }
    let slow = calls.filter { graph[$0].opcode != .callFast }
    guard slow.isEmpty || !isReached(slow), isInnermost else { return [] }
    return loads.compactMap { load in
      let instruction = graph[load]
      guard isOutside(instruction.inputs[0]), checked.contains(load), let body = instruction.function, let index = instruction.integer,
        !changed.contains(.slot(body, index)), let name = names.attribute(index, of: body), names.isKept(attribute: name),
        !instruction.position.range.isNone
      else { return nil }
      let places = calls.map { graph[$0].position }.filter { !$0.range.isNone }
      return Remark(
        .invariantAttribute, at: instruction.position,
        because: "a call in the loop may change the attribute '\(name)': it is loaded and checked each time round",
        origins: Array(places.prefix(3)), advice: "Put it into a local variable before the loop.")
    }
  }

  private var isInnermost: Bool {
    !loop.blocks.contains { block in
      graph.successors(of: block).contains { $0 != loop.header && loop.blocks.contains($0) && dominators.dominates($0, block) }
    }
  }

  // MARK: Rows

  private func canDistinguish() -> Bool {
    guard let stored, !stored.isEmpty, !changesEverything, state != nil, canEnter else { return false }
    return stored.count <= 4
  }

  /// The item is used as a list itself.
  private func holdsList(_ value: ValueID) -> Bool {
    for block in loop.blocks {
      for user in graph[block].instructions
      where graph[user].primitive?.id == .guard_list && graph[user].opcode == .primitive && graph[user].inputs[0] == value {
        return true
      }
    }
    return false
  }

  /// Whether the lists that are stored to are all known in front of the loop; notes the pairs that must differ.
  private mutating func areDistinct() -> Bool {
    var pairs: [(ValueID, ValueID)] = []
    var sources: [ValueID] = []
    for value in always + entered where graph[value].primitive?.id == .item_at {
      let items = final(graph[value].inputs[0])
      guard graph[items].primitive?.id == .list_items else { return false }
      let list = final(graph[items].inputs[0])
      if !sources.contains(list) { sources.append(list) }
    }
    guard !sources.isEmpty else { return false }
    var targets: [ValueID] = []
    for list in (stored ?? []).sorted(by: { $0.index < $1.index }) {
      guard isOutside(list) else { return false }
      let known = final(list)
      if !targets.contains(known) { targets.append(known) }
    }
    for source in sources {
      for target in targets {
        if source == target { return false }
        pairs.append((source, target))
      }
    }
    guard pairs.count <= 6 else { return false }
    distinct = pairs
    return true
  }

  // MARK: Entering

  /// The header's condition, and whether the loop goes on when it holds; nil when every way goes on.
  var canEnter: Bool {
    guard state != nil, let last = graph.terminator(of: loop.header) else { return false }
    if last.opcode == .jump || last.opcode == .branch && last.targets.allSatisfy({ loop.blocks.contains($0) }) { return true }
    guard last.opcode == .branch else { return false }
    return canCopy(last.inputs[0], depth: 0)
  }

  /// Whether a value of the header can be had before the loop, as it is the first time round.
  private func canCopy(_ value: ValueID, depth: Int) -> Bool {
    if isOutside(value) { return !entered.contains(final(value)) }
    guard home[value.index] == loop.header, depth < 6 else { return false }
    let instruction = graph[value]
    if instruction.opcode == .phi { return true }
    guard let reads = instruction.reads, reads.isEmpty, !instruction.isGuard, !isPartial(instruction), instruction.kindGuard == nil,
      instruction.effects.isEmpty
    else { return false }
    return instruction.inputs.allSatisfy { canCopy($0, depth: depth + 1) }
  }

  private mutating func copied(_ value: ValueID) -> ValueID {
    if isOutside(value) { return final(value) }
    let instruction = graph[value]
    if instruction.opcode == .phi {
      let number = graph[loop.header].predecessors.firstIndex(of: before) ?? 0
      return final(instruction.inputs[number])
    }
    var copy = instruction
    copy.inputs = instruction.inputs.map { copied($0) }
    copy.name = nil
    let made = graph.add(copy)
    insert(made)
    return made
  }

  // MARK: Moving

  /// Puts an instruction at the end of the block before the loop.
  private mutating func insert(_ value: ValueID) {
    graph[before].instructions.insert(value, at: graph[before].instructions.count - 1)
  }

  mutating func move() {
    let all = isMoved.union(replacements.keys)
    for block in order { graph[block].instructions.removeAll { all.contains($0) } }
    if let state {
      for value in isMoved where graph[value].isGuard { graph[value].inputs[graph[value].inputs.count - 1] = state }
    }
    graph.replaceUses(replacements)
    for value in isMoved {
      for index in graph[value].inputs.indices { graph[value].inputs[index] = final(graph[value].inputs[index]) }
    }
    for value in always { insert(value) }
    guard !entered.isEmpty || !distinct.isEmpty else { return }
    let last = graph.terminator(of: loop.header)
    let isUnconditional =
      last.map { $0.opcode == .jump || $0.targets.allSatisfy { loop.blocks.contains($0) } } ?? true
    guard isUnconditional || entered.isEmpty else { return enter() }
    for value in entered { insert(value) }
    if let state {
      for pair in distinct { insert(graph.add(distinctGuard(pair, state))) }
    }
  }

  private func distinctGuard(_ pair: (ValueID, ValueID), _ state: ValueID) -> Instruction {
    Instruction(.primitive, [pair.0, pair.1, state], attributes: [.primitive(.guard_distinct)])
  }

  /// The block that is passed when the loop is entered, and the one in which both ways meet.
  private mutating func enter() {
    guard let state, let last = graph.terminator(of: loop.header) else { return }
    let condition = copied(last.inputs[0])
    let way = graph.addBlock("enter")
    let meeting = graph.addBlock(LoopInvariants.meetingLabel)
    newBlocks = [way, meeting]
    let own = graph.add(graph[state])
    graph[way].instructions = [own]
    for value in entered {
      if graph[value].isGuard { graph[value].inputs[graph[value].inputs.count - 1] = own }
      graph[way].instructions.append(value)
    }
    for pair in distinct { graph[way].instructions.append(graph.add(distinctGuard(pair, own))) }
    graph.append(Instruction(.jump, targets: [meeting]), to: way)
    graph[way].predecessors = [before]
    graph[meeting].predecessors = [way, before]
    var phis: [ValueID: ValueID] = [:]
    for value in entered where graph[value].representation != .none {
      let none = graph.add(
        Instruction(
          .constant, attributes: [.constant(zero(graph[value].representation))],
          representation: graph[value].representation))
      phis[value] = graph.append(
        Instruction(.phi, [value, none], representation: graph[value].representation, name: graph[value].name), to: meeting)
    }
    graph.append(graph[state], to: meeting)  // for what else moves here
    graph.append(Instruction(.jump, targets: [loop.header]), to: meeting)
    graph.renamePredecessor(before, to: meeting, of: loop.header)
    guard let jump = graph[before].instructions.popLast() else { return }
    let goesOn = loop.blocks.contains(last.targets[0])
    graph.append(
      Instruction(.branch, [condition], position: graph[jump].position, targets: goesOn ? [way, meeting] : [meeting, way]),
      to: before)
    // Everywhere but among what has moved the phi is meant.
    let inside = Set(graph[way].instructions)
    for block in graph.blockIDs where block != meeting {
      for value in graph[block].instructions where !inside.contains(value) {
        for index in graph[value].inputs.indices {
          if let phi = phis[graph[value].inputs[index]] { graph[value].inputs[index] = phi }
        }
      }
    }
  }

  private func zero(_ representation: Representation) -> Constant {
    switch representation {
    case .i64: .integer(0)
    case .f64: .float(0)
    case .object, .bool, .none: .none
    }
  }
}
