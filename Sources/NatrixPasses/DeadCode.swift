/// Removes what has no effect, cannot raise, and gives a value that nothing uses. Phis that only use one another go too.

import NatrixIR

package enum DeadCode: Pass {
  package static let name = "dead-code"

  package static func run(on function: inout Function, in context: PassContext) {
    var graph = function.generic
    var live = [Bool](repeating: false, count: graph.values.count)
    var pending: [ValueID] = []
    for block in graph.blocks {
      for value in block.instructions where !graph[value].isPure {
        live[value.index] = true
        pending.append(value)
      }
    }
    while let value = pending.popLast() {
      for input in graph[value].inputs where !live[input.index] {
        live[input.index] = true
        pending.append(input)
      }
    }
    for block in graph.blockIDs {
      graph[block].instructions.removeAll { !live[$0.index] }
    }
    function.generic = graph
  }
}
