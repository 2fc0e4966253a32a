/// Which values own their objects, and where these die: the analysis of the pass dying-values.

import NatrixIR

/// Where an object that nobody else has is dead; or (`isShared`) where somebody gets it.
struct Death {
  var value: ValueID
  var block: BlockID
  var place: Int
  var conditions: [OwnershipCondition]
  var isShared = false
  /// On the way from the block to that one, which others come to without the object.
  var edge: BlockID?
}

private struct Use {
  var block: BlockID
  var place: Int
  var user: ValueID
}

/// Which values own their objects, and where these die.
struct Owners {
  private let graph: Graph
  private let summaries: OwnershipSummaries
  private let homes: [BlockID?]
  private var places: [Int]
  private var uses: [[Use]]
  private var kinds: [ValueID: OwnedKind] = [:]
  /// What each owner's object being new rests on.
  private var origins: [ValueID: Set<OwnershipCondition>] = [:]
  private var ranges: [ValueID: Range?] = [:]
  /// In the order in which they stand in the graph.
  private var order: [ValueID] = []
  private lazy var dominators = Dominators(graph)

  init(_ graph: Graph, _ summaries: OwnershipSummaries) {
    self.graph = graph
    self.summaries = summaries
    homes = graph.definingBlocks()
    places = [Int](repeating: 0, count: graph.values.count)
    uses = [[Use]](repeating: [], count: graph.values.count)
    for block in graph.blockIDs {
      for (place, value) in graph[block].instructions.enumerated() {
        places[value.index] = place
        for (index, input) in graph[value].inputs.enumerated() {
          if graph[value].opcode == .phi {
            guard index < graph[block].predecessors.count else { continue }
            let source = graph[block].predecessors[index]
            uses[input.index].append(Use(block: source, place: graph[source].instructions.count - 1, user: value))
          } else if uses[input.index].last?.user != value {
            uses[input.index].append(Use(block: block, place: place, user: value))
          }
        }
      }
    }
  }

  // ---- who owns -------------------------------------------------------------------------------------------------------

  /// Takes all that may own an object for an owner, and takes back what cannot be until nothing changes.
  mutating func settle() {
    var moved: [ValueID] = []
    for block in graph.blockIDs {
      for value in graph[block].instructions {
        if let made = graph.newResult(of: value, summaries) {
          kinds[value] = made.kind
          origins[value] = Set(made.conditions)
          order.append(value)
        } else if graph[value].opcode == .phi && graph[value].representation == .object && !isHandler(block)
          || isInPlace(value)
        {
          moved.append(value)
        }
      }
    }
    guard !moved.isEmpty else { return }
    // Kinds flow forwards; a phi of two of them has none.
    var changed = true
    while changed {
      changed = false
      for value in moved where kinds[value] == nil {
        if let kind = sources(of: value).first(where: { kinds[$0] != nil }).flatMap({ kinds[$0] }), kind != .foreign {
          kinds[value] = kind
          changed = true
        }
      }
    }
    order += moved.filter { kinds[$0] != nil }
    repeat {
      changed = false
      for value in moved where kinds[value] != nil && !mayOwn(value) {
        disown(value)
        changed = true
      }
      // What the objects' being new rests on goes with them.
      for value in moved { origins[value] = nil }
      var grows = true
      while grows {
        grows = false
        for value in moved where kinds[value] != nil {
          let all = sources(of: value).reduce(into: origins[value] ?? []) { $0.formUnion(origins[$1] ?? []) }
          if all != origins[value] ?? [] {
            origins[value] = all
            grows = true
          }
        }
      }
      for value in moved where kinds[value] != nil && !staysBehind(value) {
        disown(value)
        changed = true
      }
    } while changed
    order = order.filter { kinds[$0] != nil }
  }

  private mutating func disown(_ value: ValueID) {
    kinds[value] = nil
    ranges[value] = nil
    for source in sources(of: value) { ranges[source] = nil }
  }

  private func isHandler(_ block: BlockID) -> Bool { graph[block].predecessors.contains { graph[$0].handler == block } }

  private func isInPlace(_ value: ValueID) -> Bool {
    switch graph[value].primitive?.id {
    case .set_inplace_or, .set_inplace_and, .set_inplace_sub, .set_inplace_xor: graph[value].opcode == .primitive
    default: false
    }
  }

  private func sources(of value: ValueID) -> [ValueID] {
    graph[value].opcode == .phi ? graph[value].inputs : [graph[value].inputs[0]]
  }

  /// Of a phi, or of what an operation in place gives.
  private mutating func mayOwn(_ value: ValueID) -> Bool {
    guard let kind = kinds[value] else { return false }
    for source in sources(of: value) {
      if let constant = graph[source].constant, graph[source].opcode == .constant {
        guard constant == .none || constant == .string([]) else { return false }
      } else {
        guard kinds[source] == kind, source != value, isMove(source, to: value) else { return false }
      }
    }
    return true
  }

  /// Whether `user` is where `source` ends: nothing looks at it afterwards by that name, and nobody has got it before.
  private mutating func isMove(_ source: ValueID, to user: ValueID) -> Bool {
    guard let home = homes[user.index], let range = range(of: source) else { return false }
    if graph[user].opcode == .phi {
      let ways = graph[user].inputs.indices.filter { graph[user].inputs[$0] == source }
      guard !range.liveIn.contains(home),
        !graph.phis(of: home).contains(where: { $0 != user && graph[$0].inputs.contains(source) })
      else { return false }
      return ways.allSatisfy { way in
        let end = graph[home].predecessors[way]
        return graph[end].handler != home && !range.escapes(at: end, graph[end].instructions.count)
      }
    }
    let place = places[user.index]
    return graph[user].inputs.filter { $0 == source }.count == 1 && !range.liveOut.contains(home)
      && range.last[home] == place && !range.escapes(at: home, place)
  }

  /// Whether the operands of its conditions are not made anew while it is alive.
  private mutating func staysBehind(_ owner: ValueID) -> Bool {
    guard let home = homes[owner.index], let range = range(of: owner) else { return false }
    return (origins[owner] ?? []).allSatisfy { condition in
      guard graph[condition.operand].opcode != .constant else { return true }
      guard let at = homes[condition.operand.index] else { return false }
      return at != home && !range.liveIn.contains(at)
    }
  }

  private func nexts(of block: BlockID) -> [BlockID] { graph.successors(of: block) + (graph[block].handler.map { [$0] } ?? []) }

  // ---- where they live ------------------------------------------------------------------------------------------------

  private struct Range {
    var liveIn: Set<BlockID> = []
    var liveOut: Set<BlockID> = []
    /// The place of the last use in each block that has one.
    var last: [BlockID: Int] = [:]
    var conditions: Set<OwnershipCondition> = []
    /// The uses behind which somebody else may have the object; the first in each block, and the blocks that are behind one.
    var keeps: [Use] = []
    var kept: [BlockID: Int] = [:]
    var keptIn: Set<BlockID> = []

    /// A handler may look at what keeps it: one behind which the object is still used; any handler.
    var mayFail = false
    var failsHere = false

    func escapes(at block: BlockID, _ place: Int) -> Bool {
      keptIn.contains(block) || kept[block].map { $0 < place } ?? false
    }
  }

  /// Nil: there is no use, or it is not alive where one would think.
  private mutating func range(of owner: ValueID) -> Range? {
    if let known = ranges[owner] { return known }
    let range = findRange(of: owner)
    ranges[owner] = .some(range)
    return range
  }

  private func findRange(of owner: ValueID) -> Range? {
    guard let home = homes[owner.index], let kind = kinds[owner], !uses[owner.index].isEmpty else { return nil }
    var range = Range()
    var conditions: [(condition: OwnershipCondition, use: Use)] = []
    func keep(_ use: Use) {
      range.keeps.append(use)
      range.kept[use.block] = min(range.kept[use.block] ?? Int.max, use.place)
    }
    // The object, and what is there only as long as it is: the address of its items, iterators, methods, virtual objects and
    // states.
    var members: Set<ValueID> = [owner]
    var pending = [owner]
    var failing: Set<BlockID> = []
    while let member = pending.popLast() {
      for use in uses[member.index] {
        range.last[use.block] = max(range.last[use.block] ?? 0, use.place)
        if graph[use.user].opcode == .phi { range.liveOut.insert(use.block) }
        if member == owner || graph[member].opcode == .methodSelf, graph[use.user].mayRaise, graph[use.block].handler != nil {
          failing.insert(use.block)
        }
        if isView(use.user, of: member, owner, kind) {
          if members.insert(use.user).inserted { pending.append(use.user) }
        } else if member == owner {
          if let new = borrow(owner, by: use.user, kind) { conditions += new.map { ($0, use) } } else { keep(use) }
        } else if !looks(use.user, at: member) {
          keep(use)
        }
      }
    }
    // Backwards from the uses to where the object is made.
    var blocks = range.last.keys.filter { $0 != home }
    range.liveIn.formUnion(blocks)
    while let block = blocks.popLast() {
      for predecessor in graph[block].predecessors {
        range.liveOut.insert(predecessor)
        if predecessor != home, range.liveIn.insert(predecessor).inserted { blocks.append(predecessor) }
      }
    }
    guard !range.liveIn.contains(home), !range.liveIn.contains(graph.entry) else { return nil }
    for (condition, use) in conditions {
      // In a loop that the object outlives it would be asked of the last round only.
      if isRepeated(condition.operand, within: range.liveIn) { keep(use) } else { range.conditions.insert(condition) }
    }
    var behind = range.kept.keys.flatMap(nexts)
    // An exception may keep what an operation has failed with, and its handler look at both.
    range.failsHere = !failing.isEmpty
    for block in failing {
      guard let handler = graph[block].handler, range.liveIn.contains(handler) else { continue }
      behind.append(handler)
      range.mayFail = true
    }
    while let block = behind.popLast() {
      if block != home, range.keptIn.insert(block).inserted { behind += nexts(of: block) }
    }
    return range
  }

  private func isRepeated(_ operand: ValueID, within blocks: Set<BlockID>) -> Bool {
    guard graph[operand].opcode != .constant, let at = homes[operand.index], blocks.contains(at) else { return false }
    var seen: Set<BlockID> = []
    var pending = nexts(of: at)
    while let block = pending.popLast() {
      if block == at { return true }
      if blocks.contains(block), seen.insert(block).inserted { pending += nexts(of: block) }
    }
    return false
  }

  private func isView(_ user: ValueID, of member: ValueID, _ owner: ValueID, _ kind: OwnedKind) -> Bool {
    let instruction = graph[user]
    switch instruction.opcode {
    case .state, .virtual: return true
    case .loadMethod: return member == owner && graph.borrows(user, 0, kind, summaries) != nil
    case .methodSelf: return graph[member].opcode == .loadMethod
    default: break
    }
    switch instruction.primitive?.id {
    case .list_items: return true
    case .get_iter, .format_part: return member == owner
    default: return instruction.opcode == .phi && member != owner && instruction.representation != .object
    }
  }

  /// Whether a user of an iterator, a part of a text or a method does not show it to others.
  private func looks(_ user: ValueID, at member: ValueID) -> Bool {
    if graph[member].opcode == .loadMethod || graph[member].opcode == .methodSelf {
      return graph[user].opcode == .callBuiltinMethod || summaries.isHosted && graph.callsLoaded(user)
    }
    return switch graph[member].primitive?.id {
    case .get_iter where graph[member].opcode == .primitive:
      graph[user].primitive?.id == .iter_next || graph[user].primitive?.id == .iter_next_unpacked
    case .format_part: graph[user].primitive?.id == .build_string
    default: true
    }
  }

  /// What has to hold so that `user` only borrows it; nil: it may keep it.
  private func borrow(_ owner: ValueID, by user: ValueID, _ kind: OwnedKind) -> [OwnershipCondition]? {
    if kinds[user] != nil, graph[user].opcode == .phi || isMoveOn(user, owner) { return [] } // see `isMove`
    var conditions: [OwnershipCondition] = []
    for (place, input) in graph[user].inputs.enumerated() where input == owner {
      guard let more = graph.borrows(user, place, kind, summaries) else { return nil }
      conditions += more
    }
    return conditions
  }

  // ---- where they die -------------------------------------------------------------------------------------------------

  mutating func deaths() -> [Death] {
    var deaths: [Death] = []
    guard !order.isEmpty else { return deaths }
    let dominators = self.dominators
    for owner in order {
      guard let range = range(of: owner) else { continue }
      let conditions = self.conditions(of: owner, range)
      guard conditions.allSatisfy({ graph[$0.operand].opcode != .virtual }) else { continue }
      let ends = self.ends(of: owner, range).filter { areThere(conditions, $0.block, $0.place, dominators) }
      let free = ends.filter { !range.escapes(at: $0.block, $0.behind) }
      deaths += free.map { Death(value: owner, block: $0.block, place: $0.place, conditions: conditions) }
      for block in graph.blockIDs where areThere(conditions, block, Int.max, dominators) && !range.escapes(at: block, Int.max) {
        for next in edges(from: block, without: owner, range) {
          deaths.append(Death(value: owner, block: block, place: 0, conditions: conditions, edge: next))
        }
      }
      // A string can say itself that somebody has it: worth it where other ways lead there, too.
      let shared = ends.filter { range.keptIn.contains($0.block) && range.kept[$0.block] == nil }
      guard kinds[owner] == .str, !range.mayFail, !shared.isEmpty, range.keeps.allSatisfy({ isOnItsWay($0) }) else { continue }
      let isPassedBy = shared.contains { !dominatesAll(range, $0.block, dominators) }
      guard isPassedBy else { continue }
      deaths += shared.map { Death(value: owner, block: $0.block, place: $0.place, conditions: conditions) }
      for use in range.keeps { deaths.append(Death(value: owner, block: use.block, place: use.place, conditions: [], isShared: true)) }
    }
    return deaths
  }

  private func dominatesAll(_ range: Range, _ block: BlockID, _ dominators: Dominators) -> Bool {
    range.kept.keys.contains { dominators.dominates($0, block) }
  }

  private func isOnItsWay(_ use: Use) -> Bool {
    graph[use.user].opcode != .phi || homes[use.user.index].map { graph[use.block].handler != $0 } ?? false
  }

  /// Each once, in the order of the operands.
  private func conditions(of owner: ValueID, _ range: Range) -> [OwnershipCondition] {
    range.conditions.union(origins[owner] ?? []).sorted { $0.operand.index < $1.operand.index }
  }

  /// A condition that is not there on all ways to a place belongs to a use that is not on all of them, or to the next
  /// round of a loop.
  private func areThere(_ conditions: [OwnershipCondition], _ block: BlockID, _ place: Int, _ dominators: Dominators) -> Bool {
    dominators.isReachable(block)
      && conditions.allSatisfy { condition in
        guard graph[condition.operand].opcode != .constant else { return true }
        guard let home = homes[condition.operand.index] else { return false }
        return home == block ? places[condition.operand.index] < place : dominators.dominates(home, block)
      }
  }

  /// Where it is dead: behind the last use in a block (`behind`), or at the beginning of one.
  private func ends(of owner: ValueID, _ range: Range) -> [(block: BlockID, place: Int, behind: Int)] {
    var result: [(block: BlockID, place: Int, behind: Int)] = []
    for block in graph.blockIDs {
      if !range.liveOut.contains(block), let last = range.last[block] {
        let user = graph[block].instructions[last]
        if isMoveOn(user, owner) { continue }
        result.append((block, graph[user].isTerminator ? last : behindParts(last + 1, block), last + 1))
      } else if !range.liveIn.contains(block), block != homes[owner.index], !graph[block].predecessors.isEmpty,
        graph[block].predecessors.allSatisfy({
          range.liveOut.contains($0) && graph.successors(of: $0).contains(block) && graph[$0].handler != block
        }), !graph.phis(of: block).contains(where: { graph[$0].inputs.contains(owner) })
      {
        result.append((block, graph.phis(of: block).count, 0))
      }
    }
    return result
  }

  /// The ways from a block on which it dies, where the block they lead to is one for others, too.
  private func edges(from block: BlockID, without owner: ValueID, _ range: Range) -> [BlockID] {
    guard range.liveOut.contains(block) else { return [] }
    let targets = graph.successors(of: block)
    guard Set(targets).count > 1, Set(targets).count == targets.count else { return [] }
    return targets.filter { target in
      target != homes[owner.index] && !range.liveIn.contains(target) && graph[block].handler != target
        && graph[target].predecessors.contains { !range.liveOut.contains($0) }
        && !graph.phis(of: target).contains { graph[$0].inputs.contains(owner) }
    }
  }

  // ---- functions ------------------------------------------------------------------------------------------------------

  /// What a block returns, if that is new and nobody has it.
  mutating func handedOver(at block: BlockID) -> (value: ValueID, conditions: [OwnershipCondition])? {
    guard let last = graph[block].instructions.last, graph[last].opcode == .return else { return nil }
    let value = graph[last].inputs[0]
    guard kinds[value] != nil, let range = range(of: value), !range.escapes(at: block, graph[block].instructions.count - 1)
    else { return nil }
    let conditions = self.conditions(of: value, range)
    guard conditions.allSatisfy({ graph[$0.operand].opcode != .virtual }), areThere(conditions, block, Int.max, dominators)
    else { return nil }
    return (value, conditions)
  }

  /// What some returns give that is new; nil: none, or several kinds.
  mutating func returnedKind() -> OwnedKind? {
    let returns = graph.blockIDs.filter { graph.terminator(of: $0)?.opcode == .return }
    guard returns.contains(where: { graph[graph.terminator(of: $0)!.inputs[0]].opcode != .parameter }) else { return nil }
    settle()
    let found = Set(returns.compactMap { handedOver(at: $0).flatMap { kinds[$0.value] } })
    return found.count == 1 ? found.first : nil
  }

  /// The kinds of which each parameter is only borrowed.
  mutating func borrowedParameters(_ count: Int) -> [Set<OwnedKind>] {
    var result = [Set<OwnedKind>](repeating: [], count: count)
    for value in graph[graph.entry].instructions where graph[value].opcode == .parameter {
      guard let number = graph[value].integer, number < count, graph[value].representation == .object else { continue }
      for kind in OwnedKind.allCases {
        kinds[value] = kind
        ranges[value] = nil
        if uses[value.index].isEmpty {
          result[number].insert(kind)
        } else if let range = range(of: value), range.keeps.isEmpty, range.conditions.isEmpty, !range.failsHere {
          result[number].insert(kind)
        }
      }
      kinds[value] = nil
      ranges[value] = nil
    }
    return result
  }

  private func isMoveOn(_ user: ValueID, _ owner: ValueID) -> Bool {
    kinds[user] != nil && isInPlace(user) && graph[user].inputs[0] == owner
  }

  /// Parts stand right behind what they are parts of.
  private func behindParts(_ place: Int, _ block: BlockID) -> Int {
    var place = place
    let instructions = graph[block].instructions
    while place < instructions.count, graph[instructions[place]].isPart { place += 1 }
    return place
  }
}
