/// Which block every path to another goes through. Cooper, Harvey and Kennedy's iteration over reverse postorder.

package struct Dominators: Sendable {
  /// Position in reverse postorder; -1 for unreachable blocks.
  private let number: [Int]
  /// By position: the position of the immediate dominator.
  private let immediate: [Int]

  package init(_ graph: Graph) {
    let order = graph.reversePostorder()
    var number = [Int](repeating: -1, count: graph.blocks.count)
    for (index, block) in order.enumerated() { number[block.index] = index }
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
        for predecessor in graph[order[index]].predecessors {
          let other = number[predecessor.index]
          if other < 0 || immediate[other] < 0 { continue }
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
  }

  package func isReachable(_ block: BlockID) -> Bool { number[block.index] >= 0 }

  /// Whether every path to `block` goes through `dominator`; a block dominates itself.
  package func dominates(_ dominator: BlockID, _ block: BlockID) -> Bool {
    let target = number[dominator.index]
    var current = number[block.index]
    if target < 0 || current < 0 { return false }
    while current > target { current = immediate[current] }
    return current == target
  }

  /// Whether what an instruction of `origin` gives is there at the entry of another block. With a handler, domination is
  /// not enough: the block may have been left before the instruction. (Phis are there as soon as the block is entered.)
  package func result(of origin: BlockID, reaches block: BlockID, in graph: Graph) -> Bool {
    guard dominates(origin, block) else { return false }
    if graph[origin].handler == nil { return true }
    return graph.successors(of: origin).contains {
      graph[$0].predecessors == [origin] && dominates($0, block)
    }
  }
}
