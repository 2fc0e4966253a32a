/// `%` of a format that is a constant, without the tuple of its operands.
///
///     b0.t1 = build_tuple a, b
///     b0.t2 = mod "%d of %s", b0.t1     →   b0.t2 = percent_items "%d of %s", a, b
///     b0.t3 = mod "%d", n               →   b0.t3 = percent_item "%d", n
///
/// A string's `%` comes first whatever its right operand is, unless that is a string of another class.

import NatrixIR

package enum PercentFormats: Pass {
  package static let name = "percent-formats"

  package static func run(on function: inout Function, in context: PassContext) {
    let graph = function.generic
    let uses = graph.useCounts()
    for block in graph.blockIDs {
      for value in graph[block].instructions where graph[value].primitive?.id == .mod {
        let (format, operand) = (graph[value].inputs[0], graph[value].inputs[1])
        guard case .string(let characters)? = graph[format].constant, characters.allSatisfy({ $0 < 128 }) else { continue }
        switch graph[operand].primitive?.id {
        case .build_tuple where uses[operand.index] == 1:
          function.generic[value].attributes[0] = .primitive(.percent_items)
          function.generic[value].inputs = [format] + graph[operand].inputs
        case .build_dict, .build_tuple: continue
        default:
          guard graph[operand].opcode != .constant else { continue }
          function.generic[value].attributes[0] = .primitive(.percent_item)
        }
      }
    }
  }
}
