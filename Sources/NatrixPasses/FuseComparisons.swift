/// Conditions without a bool object in between.
///
///     b0.t1 = lt a, b              b0.t1 = lt_truth a, b
///     b0.t2 = truth_of b0.t1   →   branch b0.t1 -> b1, b2
///     branch b0.t2 -> b1, b2
///
/// Also: the truth of `bool_of c` is c, and a branch on `not_of c` is a branch on c with its targets exchanged.

import NatrixIR

package enum FuseComparisons: Pass {
  package static let name = "fuse-comparisons"

  package static func run(on function: inout Function, in context: PassContext) {
    var graph = function.generic
    let uses = graph.useCounts()
    var replacements: [ValueID: ValueID] = [:]
    for block in graph.blockIDs {
      var lastEffect: ValueID?
      for value in graph[block].instructions {
        let instruction = graph[value]
        if instruction.primitive?.id == .truth_of {
          let input = instruction.inputs[0]
          if graph[input].primitive?.id == .bool_of {
            replacements[value] = graph[input].inputs[0]
            continue
          }
          if uses[input.index] == 1, lastEffect == input, let fused = fused(graph[input]) {
            graph[input] = fused
            replacements[value] = input
            continue
          }
        }
        if !instruction.isPure { lastEffect = value }
      }
    }
    if !replacements.isEmpty {
      for block in graph.blockIDs {
        graph[block].instructions.removeAll { replacements[$0] != nil }
      }
      graph.replaceUses(replacements)
    }
    for block in graph.blockIDs { straighten(block, in: &graph) }
    function.generic = graph
  }

  private static func straighten(_ block: BlockID, in graph: inout Graph) {
    guard let last = graph[block].instructions.last, graph[last].opcode == .branch else { return }
    while graph[graph[last].inputs[0]].primitive?.id == .not_of {
      graph[last].inputs = [graph[graph[last].inputs[0]].inputs[0]]
      graph[last].targets.reverse()
    }
  }

  private static func fused(_ comparison: Instruction) -> Instruction? {
    let id: PrimitiveID
    switch comparison.primitive?.id {
    case .lt: id = .lt_truth
    case .le: id = .le_truth
    case .eq: id = .eq_truth
    case .ne: id = .ne_truth
    case .gt: id = .gt_truth
    case .ge: id = .ge_truth
    default: return nil
    }
    return Instruction(
      .primitive, comparison.inputs, attributes: [.primitive(id)], position: comparison.position)
  }
}
