/// Where the C variables of a function die, for functions that clear them (`Lifetimes`).

import NatrixIR

struct DeadVariables {
  /// Variables whose value is used for the last time by the instruction.
  private(set) var after: [ValueID: [Int]] = [:]
  /// Variables that a predecessor still needs, at least on another way out, and the block does not.
  private var atEntry: [[Int]] = []

  func atEntry(of block: BlockID) -> [Int] { atEntry.isEmpty ? [] : atEntry[block.index] }

  init(_ function: Function, _ graph: Graph, _ liveness: Liveness, _ variables: Variables) {
    let isClearable = variables.all.map { variable in
      DeadVariables.isClearable(variable, function.lifetimes, graph)
    }
    func variable(_ value: ValueID) -> Int? {
      let index = variables.variableOf[value.index]
      return index >= 0 && isClearable[index] ? index : nil
    }
    var entries = [Set<Int>](repeating: [], count: graph.blocks.count)
    for block in graph.blockIDs {
      var live = Set(liveness.liveOut[block.index].compactMap(variable))
      var leaving = live
      var pending: Set<Int> = []
      for value in graph[block].instructions.reversed() {
        let own = variable(value)
        if let own { live.remove(own) }
        guard graph[value].opcode != .phi else { continue }
        var dying: [Int] = []
        for input in graph[value].inputs {
          guard let index = variable(input), index != own, live.insert(index).inserted else { continue }
          dying.append(index)
        }
        // The text of these stands in the condition that ends the block.
        if graph[value].isTerminator || Variables.isCheckedInPlace(value, graph, liveness) {
          pending.formUnion(dying)
        } else if !dying.isEmpty {
          after[value] = dying
        }
      }
      leaving.formUnion(pending)
      guard !leaving.isEmpty, let terminator = graph.terminator(of: block) else { continue }
      for target in terminator.targets { entries[target.index].formUnion(leaving) }
    }
    for block in graph.blockIDs where !entries[block.index].isEmpty {
      let needed = liveness.liveIn[block.index] + graph.phis(of: block)
      entries[block.index].subtract(needed.compactMap(variable))
      // The frame goes, too.
      if let first = graph[block].instructions.first, graph[first].opcode == .fail { entries[block.index] = [] }
    }
    atEntry = entries.map { $0.sorted() }
  }

  /// With exact lifetimes the variables of the program are in cells, which stay; else they stand in C variables.
  private static func isClearable(_ variable: Variables.Variable, _ lifetimes: Lifetimes, _ graph: Graph) -> Bool {
    guard variable.representation == .object else { return false }
    switch lifetimes {
    case .loose: return false
    case .temporaries:
      return variable.parameter == nil && variable.members.allSatisfy { graph[$0].name == nil }
    case .exact:
      return variable.members.allSatisfy { graph[$0].primitive?.id != .make_cell && graph[$0].primitive?.id != .closure }
    }
  }
}
