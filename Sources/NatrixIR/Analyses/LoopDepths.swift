/// How many loops each block stands in: natural loops by their headers, a loop that is entered in several places not counted.

package struct LoopDepths: Sendable {
  private var depths: [Int]

  package init(_ graph: Graph) {
    depths = [Int](repeating: 0, count: graph.blocks.count)
    let dominators = Dominators(graph)
    var members: [BlockID: Set<BlockID>] = [:]
    for block in graph.blockIDs where dominators.isReachable(block) {
      for header in graph.allSuccessors(of: block) where dominators.dominates(header, block) {
        var body = members[header] ?? [header]
        var waiting = [block]
        while let next = waiting.popLast() {
          if body.insert(next).inserted { waiting += graph[next].predecessors.filter { dominators.isReachable($0) } }
        }
        members[header] = body
      }
    }
    for body in members.values {
      for block in body { depths[block.index] += 1 }
    }
  }

  package func depth(of block: BlockID) -> Int { depths[block.index] }
}
