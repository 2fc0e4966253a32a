/// Lists that nobody else has seen give their memory back where they are used for the last time, instead of leaving it to
/// the collector.
///
///     b0: t = callBuiltin sorted, xs          b0: t = callBuiltin sorted, xs
///     b1: for x in t …                   →    b1: for x in t …
///     b2: …                                   b2: c = is_builtin sorted; drop_list_when t, c
///
/// A list is a candidate where it is made (by a display, a comprehension, `sorted`, `split`, a slice) if all its uses look
/// at its items only. That a callee is the builtin that it was taken for is asked again where the list dies: another one
/// may have kept it. What guards leave with needs it as long as they can leave.

import NatrixIR

package enum DyingLists: Pass {
  package static let name = "dying-lists"

  package static func run(on function: inout Function, in context: PassContext) {
    // The host's interpreter may share what a list has.
    guard function.lifetimes == .loose, !context.isExtension else { return }
    var graph = function.generic
    var users: [ValueID: [(block: BlockID, value: ValueID)]]?
    for block in graph.blockIDs {
      for value in graph[block].instructions {
        guard let made = maker(graph[value], graph) else { continue }
        if users == nil { users = usersOfAll(graph) }
        guard var list = DyingList(value, block, made, users ?? [:], graph) else { continue }
        list.die(in: &graph)
      }
    }
    function.generic = graph
  }

  private static func usersOfAll(_ graph: Graph) -> [ValueID: [(block: BlockID, value: ValueID)]] {
    var users: [ValueID: [(block: BlockID, value: ValueID)]] = [:]
    for block in graph.blockIDs {
      for value in graph[block].instructions {
        for input in graph[value].inputs { users[input, default: []].append((block, value)) }
      }
    }
    return users
  }

  /// What has to hold so that the instruction gives a new list; nil: it gives none.
  private static func maker(_ instruction: Instruction, _ graph: Graph) -> [ListCondition]? {
    switch instruction.opcode {
    case .callBuiltin:
      guard let name = instruction.nameAttribute, name == "sorted" || name == "list" else { return nil }
      return [.builtin(instruction.inputs[0], name)]
    case .callBuiltinMethod:
      guard let name = graph[instruction.inputs[0]].nameAttribute, ["split", "rsplit", "splitlines"].contains(name)
      else { return nil }
      return [.direct(instruction.inputs[0])]
    case .primitive:
      switch instruction.primitive?.id {
      case .build_list, .list_with_room: return []
      case .subscript_slice: return [.list(instruction.inputs[0])]
      case .call_keywords:
        guard graph[instruction.inputs[0]].nameAttribute == "sorted" else { return nil }
        return [.builtin(instruction.inputs[0], "sorted")]
      default: return nil
      }
    default: return nil
    }
  }
}

enum ListCondition: Hashable {
  /// The callee is the builtin of that name.
  case builtin(ValueID, String)
  /// The loaded method is that of a builtin type.
  case direct(ValueID)
  /// The object is a list, no instance of a derived class.
  case list(ValueID)

  var operand: ValueID {
    switch self {
    case .builtin(let value, _), .direct(let value), .list(let value): value
    }
  }
}

private struct DyingList {
  private let list: ValueID
  private let home: BlockID
  private var conditions: [ListCondition]
  /// The list and what is there only as long as it is: the address of its items, virtual objects and states.
  private var members: Set<ValueID>
  /// Blocks with uses, and the place of the last one.
  private var uses: [BlockID: Int] = [:]

  /// Looks at the items only.
  private static let readers: Set<String> = ["sum", "min", "max", "len", "any", "all", "tuple", "set", "frozenset", "sorted", "list"]

  init?(
    _ list: ValueID, _ home: BlockID, _ made: [ListCondition], _ users: [ValueID: [(block: BlockID, value: ValueID)]],
    _ graph: Graph
  ) {
    self.list = list
    self.home = home
    conditions = made
    members = [list]
    var pending = [list]
    while let member = pending.popLast() {
      for (block, value) in users[member] ?? [] {
        let place = graph[block].instructions.firstIndex(of: value) ?? 0
        uses[block] = max(uses[block] ?? 0, place)
        let isLeaving = graph[value].opcode == .state || graph[value].opcode == .virtual
        let isAddress = graph[value].primitive?.id == .list_items || graph[value].opcode == .phi && member != list
        if isLeaving || isAddress {
          if members.insert(value).inserted { pending.append(value) }
        } else if member == list, !add(value, graph) {
          return nil
        }
      }
    }
    guard users[list] != nil, conditions.allSatisfy({ graph[$0.operand].opcode != .virtual }) else { return nil }
  }

  /// A use of the list itself; false when it may keep the list.
  private mutating func add(_ value: ValueID, _ graph: Graph) -> Bool {
    let instruction = graph[value]
    let place = instruction.inputs.firstIndex(of: list) ?? 0
    guard instruction.inputs.filter({ $0 == list }).count == 1 else { return false }
    switch instruction.opcode {
    case .unpack: return true
    case .callBuiltin:
      guard let name = instruction.nameAttribute, DyingList.readers.contains(name), place == 1, instruction.inputs.count == 2
      else { return false }
      conditions.append(.builtin(instruction.inputs[0], name))
      return true
    case .callBuiltinMethod:
      guard let name = graph[instruction.inputs[0]].nameAttribute, place == 3, instruction.inputs.count == 4,
        name == "join" || name == "extend"
      else { return false }
      conditions.append(.direct(instruction.inputs[0]))
      return true
    case .primitive:
      switch instruction.primitive?.id {
      case .list_length, .list_get, .list_has, .list_item, .list_add, .list_set, .guard_list, .list_to_tuple, .list_take_last:
        return place == 0
      default: return false
      }
    default: return false
    }
  }

  mutating func die(in graph: inout Graph) {
    // Backwards from the uses to where the list is made.
    var liveIn: Set<BlockID> = []
    var liveOut: Set<BlockID> = []
    var pending = uses.keys.filter { $0 != home }
    liveIn.formUnion(pending)
    while let block = pending.popLast() {
      for predecessor in graph[block].predecessors {
        liveOut.insert(predecessor)
        if predecessor != home, liveIn.insert(predecessor).inserted { pending.append(predecessor) }
      }
    }
    guard !liveIn.contains(home), !liveIn.contains(graph.entry) else { return }
    let dominators = Dominators(graph)
    let homes = graph.definingBlocks()
    // A condition that is not there on all ways to a block belongs to a use that is not on all of them.
    func areThere(_ block: BlockID) -> Bool {
      conditions.allSatisfy { condition in
        graph[condition.operand].opcode == .constant || homes[condition.operand.index].map { dominators.dominates($0, block) } ?? false
      }
    }
    for block in graph.blockIDs {
      guard dominators.isReachable(block), areThere(block) else { continue }
      if !liveOut.contains(block), let last = uses[block] {
        let isTerminator = graph[graph[block].instructions[last]].isTerminator
        drop(in: block, at: isTerminator ? last : last + 1, &graph)
      } else if !liveIn.contains(block), block != home, !graph[block].predecessors.isEmpty,
        graph[block].predecessors.allSatisfy({ liveOut.contains($0) && graph.successors(of: $0).contains(block) && graph[$0].handler != block })
      {
        drop(in: block, at: graph.phis(of: block).count, &graph)
      }
    }
  }

  private func drop(in block: BlockID, at place: Int, _ graph: inout Graph) {
    var place = place
    // Parts stand right behind what they are parts of.
    while place < graph[block].instructions.count, graph[graph[block].instructions[place]].isPart { place += 1 }
    func emit(_ id: PrimitiveID, _ inputs: [ValueID], _ attributes: [Attribute] = []) -> ValueID {
      let value = graph.add(Instruction(.primitive, inputs, attributes: [.primitive(id)] + attributes))
      graph[block].instructions.insert(value, at: place)
      place += 1
      return value
    }
    var condition: ValueID?
    var seen: Set<ListCondition> = []
    for one in conditions where seen.insert(one).inserted {
      let holds: ValueID
      switch one {
      case .builtin(let callee, let name): holds = emit(.is_builtin, [callee], [.name(name)])
      case .direct(let method):
        holds = emit(.is_same, [method, graph.add(Instruction(.constant, attributes: [.constant(.none)]))])
      case .list(let object): holds = emit(.is_exact_list, [object])
      }
      condition = condition.map { emit(.both, [$0, holds]) } ?? holds
    }
    if let condition { _ = emit(.drop_list_when, [list, condition]) } else { _ = emit(.drop_list, [list]) }
  }
}
