/// Uses of a copy become uses of what it copies; a phi whose inputs are all one value is a copy too. The name of the
/// variable goes to the value that had none.
///
///     b0.t1 = add a, 1             x = add a, 1
///     x = copy b0.t1           →   return x
///     return x

import NatrixIR

package enum CopyPropagation: Pass {
  package static let name = "copy-propagation"

  package static func run(on function: inout Function, in context: PassContext) {
    var graph = function.generic
    var replacements: [ValueID: ValueID] = [:]
    func final(_ value: ValueID) -> ValueID {
      var current = value
      while let next = replacements[current] { current = next }
      return current
    }
    for block in graph.blockIDs {
      for value in graph[block].instructions where graph[value].opcode == .copy {
        let source = graph[value].inputs[0]
        replacements[value] = source
        if graph[final(source)].name == nil, graph[final(source)].opcode != .constant {
          graph[final(source)].name = graph[value].name
        }
      }
    }
    // A trivial phi may make another one trivial.
    var changed = true
    while changed {
      changed = false
      for block in graph.blockIDs {
        for phi in graph.phis(of: block) where replacements[phi] == nil {
          guard let only = onlyInput(of: phi, in: graph, final) else { continue }
          replacements[phi] = only
          changed = true
        }
      }
    }
    guard !replacements.isEmpty else { return }
    for block in graph.blockIDs {
      graph[block].instructions.removeAll { replacements[$0] != nil }
    }
    graph.replaceUses(replacements)
    function.generic = graph
  }

  private static func onlyInput(
    of phi: ValueID, in graph: Graph, _ final: (ValueID) -> ValueID
  ) -> ValueID? {
    var only: ValueID?
    for input in graph[phi].inputs {
      let value = final(input)
      if value == phi { continue }
      if let known = only, known != value, !isSameConstant(known, value, graph) { return nil }
      if only == nil { only = value }
    }
    return only
  }

  private static func isSameConstant(_ left: ValueID, _ right: ValueID, _ graph: Graph) -> Bool {
    graph[left].opcode == .constant && graph[right].opcode == .constant
      && graph[left].constant == graph[right].constant
  }
}
