/// Which block every path to another goes through. Cooper, Harvey and Kennedy's iteration over reverse postorder.
///
/// A block with a handler counts as two nodes, before and behind its instructions: exceptions leave from the first, so
/// what the instructions give is only known to be there where the second dominates.

package struct Dominators: Sendable {
  /// Position in reverse postorder by node; -1 for unreachable ones. Node `blocks + b` is the end of block b.
  private let number: [Int]
  /// By position: the position of the immediate dominator.
  private let immediate: [Int]
  private let blockCount: Int
  /// By position: the node.
  private let nodes: [Int]

  package init(_ graph: Graph) {
    let count = graph.blocks.count
    var successors = [[Int]](repeating: [], count: count * 2)
    for block in graph.blockIDs {
      let targets = graph.successors(of: block).map(\.index)
      if let handler = graph[block].handler {
        successors[block.index] = [handler.index, count + block.index]
        successors[count + block.index] = targets
      } else {
        successors[block.index] = targets
      }
    }
    let order = Dominators.reversePostorder(successors)
    var number = [Int](repeating: -1, count: count * 2)
    for (index, node) in order.enumerated() { number[node] = index }
    var predecessors = [[Int]](repeating: [], count: order.count)
    for (index, node) in order.enumerated() {
      for target in successors[node] { predecessors[number[target]].append(index) }
    }
    var immediate = [Int](repeating: -1, count: order.count)
    if !order.isEmpty { immediate[0] = 0 }
    func meet(_ a: Int, _ b: Int) -> Int {
      var left = a
      var right = b
      while left != right {
        while left > right { left = immediate[left] }
        while right > left { right = immediate[right] }
      }
      return left
    }
    var changed = true
    while changed {
      changed = false
      for index in order.indices.dropFirst() {
        var best = -1
        for other in predecessors[index] where immediate[other] >= 0 {
          best = best < 0 ? other : meet(best, other)
        }
        if best >= 0 && immediate[index] != best {
          immediate[index] = best
          changed = true
        }
      }
    }
    self.number = number
    self.immediate = immediate
    blockCount = count
    nodes = order
  }

  private static func reversePostorder(_ successors: [[Int]]) -> [Int] {
    guard !successors.isEmpty else { return [] }
    var visited = [Bool](repeating: false, count: successors.count)
    var order: [Int] = []
    var stack: [(node: Int, next: Int)] = [(0, 0)]
    visited[0] = true
    while let top = stack.last {
      if top.next < successors[top.node].count {
        stack[stack.count - 1].next += 1
        let target = successors[top.node][top.next]
        if !visited[target] {
          visited[target] = true
          stack.append((target, 0))
        }
      } else {
        order.append(top.node)
        stack.removeLast()
      }
    }
    return order.reversed()
  }

  /// The next block up that every path to `block` goes through; nil for the entry and for unreachable blocks.
  package func parent(of block: BlockID) -> BlockID? {
    let place = number[block.index]
    guard place > 0 else { return nil }
    return BlockID(nodes[immediate[place]] % blockCount)
  }

  package func isReachable(_ block: BlockID) -> Bool { number[block.index] >= 0 }

  private func dominates(node: Int, _ other: Int) -> Bool {
    let target = number[node]
    var current = number[other]
    if target < 0 || current < 0 { return false }
    while current > target { current = immediate[current] }
    return current == target
  }

  /// Whether every path to `block` goes through the entry of `dominator`; a block dominates itself.
  package func dominates(_ dominator: BlockID, _ block: BlockID) -> Bool {
    dominates(node: dominator.index, block.index)
  }

  /// Whether a value of `origin` is there at the entry of another block.
  package func isThere(
    _ value: ValueID, of origin: BlockID, at block: BlockID, in graph: Graph
  ) -> Bool {
    if graph[origin].handler == nil { return dominates(origin, block) }
    if dominates(node: blockCount + origin.index, block.index) { return true }
    // What stands before all that may raise is there in the handler too.
    for instruction in graph[origin].instructions {
      if graph[instruction].mayRaise { return false }
      if instruction == value { return dominates(origin, block) }
    }
    return false
  }
}
