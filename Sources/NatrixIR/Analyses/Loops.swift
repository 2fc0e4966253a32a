/// Which blocks can run more than once in one call: those on a cycle. Tarjan's strongly connected components.

package struct Loops: Sendable {
  private let isInLoop: [Bool]

  /// Nothing runs more than once.
  package var isEmpty: Bool { !isInLoop.contains(true) }

  package init(_ graph: Graph) {
    var isInLoop = [Bool](repeating: false, count: graph.blocks.count)
    var index = [Int](repeating: -1, count: graph.blocks.count)
    var low = [Int](repeating: 0, count: graph.blocks.count)
    var onPath = [Bool](repeating: false, count: graph.blocks.count)
    var path: [Int] = []
    var next = 0
    var stack: [(block: Int, pending: [BlockID])] = []
    func enter(_ block: Int) {
      index[block] = next
      low[block] = next
      next += 1
      path.append(block)
      onPath[block] = true
      stack.append((block, graph.allSuccessors(of: BlockID(block))))
    }
    if !graph.blocks.isEmpty { enter(0) }
    while let top = stack.last {
      if let target = top.pending.last?.index {
        stack[stack.count - 1].pending.removeLast()
        if target == top.block { isInLoop[target] = true }
        if index[target] < 0 {
          enter(target)
        } else if onPath[target] {
          low[top.block] = min(low[top.block], index[target])
        }
        continue
      }
      stack.removeLast()
      if let outer = stack.last?.block { low[outer] = min(low[outer], low[top.block]) }
      guard low[top.block] == index[top.block] else { continue }
      var members: [Int] = []
      while let block = path.popLast() {
        onPath[block] = false
        members.append(block)
        if block == top.block { break }
      }
      if members.count > 1 {
        for block in members { isInLoop[block] = true }
      }
    }
    self.isInLoop = isInLoop
  }

  package func contains(_ block: BlockID) -> Bool { isInLoop[block.index] }
}
