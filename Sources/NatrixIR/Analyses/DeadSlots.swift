/// Where what holds values dies, for functions that clear it then (`Lifetimes`): C variables, or registers of the interpreter.

package struct DeadSlots: Sendable {
  /// Slots whose value is used for the last time by the instruction.
  package private(set) var after: [ValueID: [Int]] = [:]
  /// Slots that a predecessor still needs, at least on another way out, and the block does not.
  private var entries: [[Int]] = []

  package func atEntry(of block: BlockID) -> [Int] { entries[block.index] }

  /// `slot`: what holds a value, nil for what is not cleared. `isLate`: the instruction is carried out only by the check
  /// that ends its block.
  package init(
    _ graph: Graph, _ liveness: Liveness, isLate: (ValueID) -> Bool = { _ in false }, slot: (ValueID) -> Int?
  ) {
    // Parts are written by the operation that they are parts of, before the instructions that name them.
    var parts: [ValueID: Set<Int>] = [:]
    for block in graph.blockIDs {
      for value in graph[block].instructions where graph[value].isPart {
        if let own = slot(value) { parts[graph[value].inputs[0], default: []].insert(own) }
      }
    }
    var leavingTo = [Set<Int>](repeating: [], count: graph.blocks.count)
    for block in graph.blockIDs {
      var live = Set(liveness.liveOut[block.index].compactMap(slot))
      var leaving = live
      for value in graph[block].instructions.reversed() {
        let own = slot(value)
        if let own { live.remove(own) }
        guard graph[value].opcode != .phi else { continue }
        var dying: [Int] = []
        for input in graph[value].inputs {
          guard let index = slot(input), index != own, live.insert(index).inserted else { continue }
          if parts[value]?.contains(index) != true { dying.append(index) }
        }
        if graph[value].isTerminator || isLate(value) {
          leaving.formUnion(dying)
        } else if !dying.isEmpty {
          after[value] = dying
        }
      }
      guard !leaving.isEmpty, let terminator = graph.terminator(of: block) else { continue }
      for target in terminator.targets { leavingTo[target.index].formUnion(leaving) }
    }
    for block in graph.blockIDs where !leavingTo[block.index].isEmpty {
      let written = graph[block].instructions.filter { graph[$0].opcode == .phi || graph[$0].isPart }
      let needed = liveness.liveIn[block.index] + written
      leavingTo[block.index].subtract(needed.compactMap(slot))
      // The frame goes, too.
      if let first = graph[block].instructions.first, graph[first].opcode == .fail { leavingTo[block.index] = [] }
    }
    entries = leavingTo.map { $0.sorted() }
  }
}
