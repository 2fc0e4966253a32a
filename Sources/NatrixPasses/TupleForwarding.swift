/// A tuple that is built only to be unpacked is not built: `a, b = b, a` moves values.
///
///     b0.t1 = build_tuple b, a
///     b0.t2 = unpack b0.t1, #2     →    (uses of the items are uses of b and a)
///     a.2 = unpackItem b0.t2, #0
///     b.2 = unpackItem b0.t2, #1
///
/// The items of a constant tuple are constants: `best, where = None, None`.

import NatrixIR

package enum TupleForwarding: Pass {
  package static let name = "tuple-forwarding"

  package static func run(on function: inout Function, in context: PassContext) {
    var graph = function.generic
    let uses = graph.useCounts()
    var unpacked: [ValueID: [ValueID]] = [:]
    var gone: Set<ValueID> = []
    for block in graph.blocks {
      for value in block.instructions where graph[value].opcode == .unpack {
        let source = graph[value].inputs[0]
        guard graph[value].attributes.count == 1 || graph[value].attributes.last == .integer(-1) else { continue }
        if case .tuple(let items)? = graph[source].constant, items.count == graph[value].integer {
          unpacked[value] = items.map { graph.add(Instruction(.constant, attributes: [.constant($0)])) }
          gone.insert(value)
          continue
        }
        guard graph[source].primitive?.id == .build_tuple, uses[source.index] == 1,
          graph[source].inputs.count == graph[value].integer
        else { continue }
        unpacked[value] = graph[source].inputs
        gone.insert(source)
        gone.insert(value)
      }
    }
    guard !unpacked.isEmpty else { return }
    var replacements: [ValueID: ValueID] = [:]
    for block in graph.blocks {
      for value in block.instructions where graph[value].opcode == .unpackItem {
        guard let items = unpacked[graph[value].inputs[0]], let index = graph[value].integer
        else { continue }
        replacements[value] = items[index]
        gone.insert(value)
      }
    }
    for block in graph.blockIDs { graph[block].instructions.removeAll { gone.contains($0) } }
    graph.replaceUses(replacements)
    function.generic = graph
  }
}
