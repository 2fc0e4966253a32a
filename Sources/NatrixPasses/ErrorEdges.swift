/// Makes the implicit edges of exceptions explicit.
///
///     b1: handler b7               b1:  t1 = load_attr x .a
///       t1 = load_attr x .a    →        check t1 → b8, b9
///       t2 = add t1, 1             b8:  t2 = add t1, 1
///       …                               check t2 → b10, b11
///                                  b9:  traceback            (the position of load_attr)
///                                       jump b7
///
/// Without a handler the error block is `fail`. There is one error block for each position; with a handler, for each
/// position in a block, because the phis of the handler block may take other values from other blocks. A position of
/// `.none` adds no traceback entry: the exception goes on as it was.

import NatrixIR
import NatrixSupport

package enum ErrorEdges: Pass {
  package static let name = "error-edges"

  package static func run(on function: inout Function, in context: PassContext) {
    var graph = function.generic
    hoistParts(in: &graph)
    var failures: [Position: BlockID] = [:]
    for block in graph.blockIDs { split(block, in: &graph, &failures) }
    function.generic = graph
  }

  /// Items of an `unpack` and the self of a `loadMethod` stand right behind what they are parts of, so that nothing comes
  /// between: in C they live in storage that the next one of their kind may reuse.
  private static func hoistParts(in graph: inout Graph) {
    var parts: [ValueID: [ValueID]] = [:]
    for block in graph.blockIDs {
      for value in graph[block].instructions {
        switch graph[value].opcode {
        case .unpackItem, .methodSelf: parts[graph[value].inputs[0], default: []].append(value)
        default: break
        }
      }
    }
    guard !parts.isEmpty else { return }
    for block in graph.blockIDs {
      var result: [ValueID] = []
      for value in graph[block].instructions {
        switch graph[value].opcode {
        case .unpackItem, .methodSelf: continue
        default: break
        }
        result.append(value)
        if let own = parts[value] { result += own }
      }
      graph[block].instructions = result
    }
  }

  private static func split(
    _ original: BlockID, in graph: inout Graph, _ failures: inout [Position: BlockID]
  ) {
    let instructions = graph[original].instructions
    let handler = graph[original].handler
    graph[original].handler = nil
    var errors: [Position: BlockID] = [:]  // of this block, when it has a handler
    var errorOrder: [BlockID] = []
    var current = original
    var pending: [ValueID] = []
    for value in instructions {
      pending.append(value)
      guard graph[value].mayRaise else { continue }
      let position = graph[value].position
      let error: BlockID
      if let handler {
        if let known = errors[position] {
          error = known
        } else {
          error = graph.addBlock("error")
          if position != .none {
            graph.append(Instruction(.traceback, position: position), to: error)
          }
          graph.append(Instruction(.jump, targets: [handler]), to: error)
          errors[position] = error
          errorOrder.append(error)
        }
      } else if let known = failures[position] {
        error = known
      } else {
        error = graph.addBlock("error")
        graph.append(Instruction(.fail, position: position), to: error)
        failures[position] = error
      }
      let next = graph.addBlock()
      let check = graph.add(
        Instruction(.check, [value], position: position, targets: [next, error]))
      graph[current].instructions = pending + [check]
      graph[error].predecessors.append(current)
      graph[next].predecessors = [current]
      current = next
      pending = []
    }
    graph[current].instructions = pending
    if current != original {
      for target in graph.successors(of: current) {
        graph.renamePredecessor(original, to: current, of: target)
      }
    }
    if let handler {
      replacePredecessor(original, of: handler, by: errorOrder, in: &graph)
    }
  }

  /// The handler's edge from the block becomes one edge from each of its error blocks, with the same phi inputs.
  private static func replacePredecessor(
    _ block: BlockID, of handler: BlockID, by errors: [BlockID], in graph: inout Graph
  ) {
    guard let position = graph[handler].predecessors.firstIndex(of: block) else { return }
    graph[handler].predecessors.replaceSubrange(position...position, with: errors)
    for phi in graph.phis(of: handler) {
      let input = graph[phi].inputs[position]
      graph[phi].inputs.replaceSubrange(
        position...position, with: [ValueID](repeating: input, count: errors.count))
    }
  }
}
