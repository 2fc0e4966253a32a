import NatrixSupport

/// The loops of a graph by their headers, the inner ones before those around them.
package struct NaturalLoops: Sendable {
  package struct Loop: Sendable {
    package var header: BlockID
    package var latches: [BlockID]
    package var blocks: Set<BlockID>
  }
  package private(set) var all: [Loop] = []

  package init(_ graph: Graph, _ dominators: Dominators) {
    for header in graph.blockIDs where dominators.isReachable(header) {
      let latches = graph[header].predecessors.filter {
        dominators.isReachable($0) && dominators.dominates(header, $0) && graph.successors(of: $0).contains(header)
      }
      guard !latches.isEmpty else { continue }
      var blocks: Set<BlockID> = [header]
      var pending = latches
      while let block = pending.popLast() {
        guard blocks.insert(block).inserted else { continue }
        pending += graph[block].predecessors.filter { dominators.isReachable($0) }
      }
      all.append(Loop(header: header, latches: latches, blocks: blocks))
    }
    all.sort { ($0.blocks.count, $0.header.index) < ($1.blocks.count, $1.header.index) }
  }
}
