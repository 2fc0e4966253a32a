/// Fewer blocks, the same paths: unreachable ones go, a block joins its only predecessor, empty ones are skipped, and a
/// block in which nothing may raise has no handler.
///
///     b1:  x = add a, b            b1:  x = add a, b
///          jump b2             →        return x
///     b2: from b1
///          return x

import NatrixIR

package enum SimplifyCFG: Pass {
  package static let name = "simplify-cfg"

  package static func run(on function: inout Function, in context: PassContext) {
    var graph = function.generic
    dropIdleHandlers(&graph)
    graph.removeUnreachableBlocks()
    skipEmptyBlocks(&graph)
    graph.removeUnreachableBlocks()
    mergeChains(&graph)
    function.generic = graph
  }

  private static func dropIdleHandlers(_ graph: inout Graph) {
    for block in graph.blockIDs {
      guard let handler = graph[block].handler else { continue }
      if graph[block].instructions.contains(where: { graph[$0].mayRaise }) { continue }
      if !graph.successors(of: block).contains(handler) {
        graph.removeEdge(from: block, to: handler)
      }
      graph[block].handler = nil
    }
  }

  /// Predecessors of a block that only jumps go where it jumps.
  /// Whether the block is what a `for` loop does with its next item: the loop is known by it, though another loop may begin there.
  private static func beginsLoop(_ block: BlockID, in graph: Graph) -> Bool {
    guard graph[block].predecessors.count == 1, let test = graph.terminator(of: graph[block].predecessors[0]),
      test.opcode == .branch, test.targets[1] == block
    else { return false }
    return graph[test.inputs[0]].primitive?.id == .is_stop
  }

  private static func skipEmptyBlocks(_ graph: inout Graph) {
    // Chains of such blocks (`a and b and …`) and loops with many `continue`s have many predecessors: no search for each.
    var knownPredecessors: [BlockID: Set<BlockID>] = [:]
    for block in graph.blockIDs where block != graph.entry && graph[block].handler == nil {
      guard let only = graph[block].instructions.first(where: { graph[$0].opcode != .constant }),
        graph[only].opcode == .jump, graph[only].targets[0] != block
      else { continue }
      let target = graph[only].targets[0]
      if graph[block].instructions.count > 1 { continue }
      guard let position = graph[target].predecessors.firstIndex(of: block) else { continue }
      let phis = Array(graph.phis(of: target))
      if graph[target].predecessors.count > 1, beginsLoop(block, in: graph) { continue }
      if knownPredecessors[target] == nil { knownPredecessors[target] = Set(graph[target].predecessors) }
      var moved: [BlockID] = []
      for predecessor in graph[block].predecessors {
        // Two edges from one block to another could not be told apart by phis.
        if knownPredecessors[target]?.contains(predecessor) == true { continue }
        guard let last = graph[predecessor].instructions.last, graph[last].isTerminator,
          graph[last].targets.contains(block)
        else { continue }  // its handler
        if graph[predecessor].handler == target { continue }
        graph[last].targets = graph[last].targets.map { $0 == block ? target : $0 }
        knownPredecessors[target]?.insert(predecessor)
        moved.append(predecessor)
      }
      guard !moved.isEmpty else { continue }
      graph[target].predecessors += moved
      for phi in phis {
        let value = graph[phi].inputs[position]
        graph[phi].inputs += Array(repeating: value, count: moved.count)
      }
      let gone = Set(moved)
      graph[block].predecessors.removeAll { gone.contains($0) }
      knownPredecessors[block] = nil
    }
  }

  private static func mergeChains(_ graph: inout Graph) {
    var replacements: [ValueID: ValueID] = [:]
    for first in graph.blockIDs where !graph[first].instructions.isEmpty {
      while let terminator = graph.terminator(of: first), terminator.opcode == .jump {
        let next = terminator.targets[0]
        guard next != first, next != graph.entry, graph[next].predecessors == [first],
          canShareHandler(first, next, graph)
        else { break }
        for phi in graph.phis(of: next) { replacements[phi] = graph[phi].inputs[0] }
        let rest = graph[next].instructions.drop { graph[$0].opcode == .phi }
        for target in graph.successors(of: next) {
          graph.renamePredecessor(next, to: first, of: target)
        }
        if let handler = graph[next].handler { graph.removeEdge(from: next, to: handler) }
        // In place: a long chain joins one block.
        graph[first].instructions.removeLast()
        graph[first].instructions += rest
        graph[next].instructions = []
        graph[next].predecessors = []
        graph[next].handler = nil
      }
    }
    graph.replaceUses(replacements)
  }

  /// One block has one handler, to which it gives one value for each phi.
  private static func canShareHandler(_ first: BlockID, _ next: BlockID, _ graph: Graph) -> Bool {
    guard graph[first].handler == graph[next].handler else {
      return false
    }
    guard let handler = graph[first].handler else { return true }
    guard let left = graph[handler].predecessors.firstIndex(of: first),
      let right = graph[handler].predecessors.firstIndex(of: next)
    else { return false }
    return graph.phis(of: handler).allSatisfy {
      graph[$0].inputs[left] == graph[$0].inputs[right]
    }
  }
}
