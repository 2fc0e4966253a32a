/// Values that live only between two operations are not made.
///
///     b0.t1 = build_slice i, j, None            b0.t1 = subscript_slice text, i, j
///     b0.t2 = subscript text, b0.t1         →
///
///     b0.t1 = build_slice i, j, None
///     store_subscript xs, b0.t1, ys         →   store_slice xs, i, j, ys
///
///     b0.t1 = build_tuple x, y
///     b0.t2 = callBuiltin hash, b0.t1       →   b0.t2 = hash_tuple hash, x, y
///
///     b0.t1 = format_value n, <absent>, #0      b0.t1 = format_part n, #0
///     b0.t2 = build_string "n = ", b0.t1    →   b0.t2 = build_string "n = ", b0.t1
///
///     b1.t1 = iter_next items                   b1.t1 = iter_next_unpacked items
///     b1.t2 = is_stop b1.t1                     b1.t2 = is_stop b1.t1
///     branch b1.t2 -> b3, b2                →   branch b1.t2 -> b3, b2
///     b2: b2.t1 = unpack b1.t1, #2              b2: b2.t1 = unpack b1.t1, #2
///
/// A part of a string may be a number, which the string writes into itself; the iterators of items(), enumerate and zip
/// fill one tuple again and again when it is unpacked at once.

import NatrixIR

package enum FuseTemporaries: Pass {
  package static let name = "fuse-temporaries"

  package static func run(on function: inout Function, in context: PassContext) {
    var graph = function.generic
    let uses = graph.useCounts()
    var gone: Set<ValueID> = []
    for block in graph.blockIDs {
      for value in graph[block].instructions {
        let instruction = graph[value]
        if instruction.opcode == .callBuiltin, instruction.nameAttribute == "hash", instruction.inputs.count == 2 {
          let tuple = instruction.inputs[1]
          guard graph[tuple].primitive?.id == .build_tuple, uses[tuple.index] == 1 else { continue }
          graph[value].opcode = .primitive
          graph[value].attributes = [.primitive(.hash_tuple)]
          graph[value].inputs = [instruction.inputs[0]] + graph[tuple].inputs
          gone.insert(tuple)
          continue
        }
        switch instruction.primitive?.id {
        case .subscript:
          let slice = instruction.inputs[1]
          guard graph[slice].primitive?.id == .build_slice, uses[slice.index] == 1 else { continue }
          let isStepped = graph[graph[slice].inputs[2]].constant != Constant.none
          graph[value].attributes = [.primitive(isStepped ? .subscript_step : .subscript_slice)]
          graph[value].inputs = [instruction.inputs[0]] + graph[slice].inputs.prefix(isStepped ? 3 : 2)
          gone.insert(slice)
        case .store_subscript:
          let slice = instruction.inputs[1]
          guard graph[slice].primitive?.id == .build_slice, uses[slice.index] == 1,
            graph[graph[slice].inputs[2]].constant == Constant.none
          else { continue }
          graph[value].attributes = [.primitive(.store_slice)]
          graph[value].inputs = [instruction.inputs[0]] + graph[slice].inputs.prefix(2) + [instruction.inputs[2]]
          gone.insert(slice)
        case .build_string:
          for part in instruction.inputs {
            guard graph[part].primitive?.id == .format_value, uses[part.index] == 1,
              graph[graph[part].inputs[1]].constant == .absent
            else { continue }
            graph[part].attributes[0] = .primitive(.format_part)
            graph[part].inputs.removeLast()
          }
        default: continue
        }
      }
      guard function.lifetimes == .loose, let item = unpackedItem(of: block, in: graph, uses: uses)
      else { continue }
      graph[item].attributes = [.primitive(.iter_next_unpacked)]
    }
    if !gone.isEmpty {
      for block in graph.blockIDs { graph[block].instructions.removeAll { gone.contains($0) } }
    }
    function.generic = graph
  }

  /// The item that a loop's head fetches, when nothing but the first instruction of the body uses it, to unpack it.
  private static func unpackedItem(of block: BlockID, in graph: Graph, uses: [Int]) -> ValueID? {
    guard let last = graph[block].instructions.last, graph[last].opcode == .branch else { return nil }
    let condition = graph[graph[last].inputs[0]]
    guard condition.primitive?.id == .is_stop else { return nil }
    let item = condition.inputs[0]
    let body = graph[last].targets[1]
    guard graph[item].primitive?.id == .iter_next, uses[item.index] == 2,
      graph[body].predecessors == [block],
      let first = graph[body].instructions.first(where: { graph[$0].opcode != .phi }),
      graph[first].opcode == .unpack, graph[first].inputs[0] == item
    else { return nil }
    return item
  }
}
