/// What is built from constants only and cannot change is a constant: tuples, and the pieces of f-strings. A list that is
/// only iterated over or searched is a constant tuple, as in CPython.
///
///     b0.t1 = build_tuple 1, 2     →   (1, 2,)
///     b0.t1 = build_list 1, 2
///     b0.t2 = get_iter b0.t1       →   b0.t2 = get_iter (1, 2,)

import NatrixIR

package enum StaticConstants: Pass {
  package static let name = "static-constants"

  package static func run(on function: inout Function, in context: PassContext) {
    var graph = function.generic
    let uses = graph.useCounts()
    for block in graph.blockIDs {
      for value in graph[block].instructions {
        let instruction = graph[value]
        guard let primitive = instruction.primitive else { continue }
        switch primitive.id {
        case .build_tuple:
          makeTuple(value, in: &graph)
        case .build_string:
          if let text = joined(instruction, graph) { makeConstant(value, .string(text), in: &graph) }
        case .get_iter:
          let input = instruction.inputs[0]
          if uses[input.index] == 1, graph[input].primitive?.id == .build_list {
            makeTuple(input, in: &graph)
          }
        case .contains_truth:
          let input = instruction.inputs[1]
          if uses[input.index] == 1, graph[input].primitive?.id == .build_list {
            makeTuple(input, in: &graph)
          }
        default: continue
        }
      }
    }
    function.generic = graph
  }

  private static func makeTuple(_ value: ValueID, in graph: inout Graph) {
    var items: [Constant] = []
    for input in graph[value].inputs {
      guard let constant = graph[input].constant, graph[input].opcode == .constant,
        constant != .absent
      else { return }
      items.append(constant)
    }
    makeConstant(value, .tuple(items), in: &graph)
  }

  private static func makeConstant(_ value: ValueID, _ constant: Constant, in graph: inout Graph) {
    let name = graph[value].name
    graph[value] = Instruction(.constant, attributes: [.constant(constant)])
    graph[value].name = name
  }

  private static func joined(_ instruction: Instruction, _ graph: Graph) -> [UInt32]? {
    var text: [UInt32] = []
    for input in instruction.inputs {
      guard graph[input].opcode == .constant, case .string(let part)? = graph[input].constant else {
        return nil
      }
      text += part
    }
    return text
  }
}
