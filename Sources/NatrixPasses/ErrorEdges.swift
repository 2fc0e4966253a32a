/// Makes the implicit edges of exceptions explicit.
///
///     b1: handler b7               b1:  t1 = load_attr x .a
///       t1 = load_attr x .a    →        check t1 → b8, b9
///       t2 = add t1, 1             b8:  t2 = add t1, 1
///       …                               check t2 → b10, b11
///                                  b9:  traceback            (the position of load_attr)
///                                       jump b7
///
/// Guards of fast graphs leave in the same way, for a block that ends in `exit` with what their state holds; objects that
/// are virtual until then are made there.
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
    graph.hoistParts()
    var failures: [Position: BlockID] = [:]
    var exits = Exits()
    for block in graph.blockIDs { split(block, in: &graph, &failures, &exits) }
    exits.removeStates(from: &graph)
    function.generic = graph
  }

  private static func split(
    _ original: BlockID, in graph: inout Graph, _ failures: inout [Position: BlockID], _ exits: inout Exits
  ) {
    let instructions = graph[original].instructions
    let handler = graph[original].handler
    graph[original].handler = nil
    var errors: [Position: BlockID] = [:]  // of this block, when it has a handler
    var errorOrder: [BlockID] = []
    var current = original
    var pending: [ValueID] = []
    func close(_ value: ValueID, failing: BlockID, in graph: inout Graph) {
      let next = graph.addBlock()
      let check = graph.add(
        Instruction(.check, [value], position: graph[value].position, targets: [next, failing]))
      graph[current].instructions = pending + [check]
      graph[failing].predecessors.append(current)
      graph[next].predecessors = [current]
      current = next
      pending = []
    }
    for value in instructions {
      pending.append(value)
      if graph[value].isGuard {
        let state = graph[value].inputs.removeLast()
        close(value, failing: exits.block(for: state, in: &graph), in: &graph)
        continue
      }
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
      if graph[value].opcode == .callFast, graph[value].representation != .object {
        let state = graph[value].inputs.removeLast()
        close(value, failing: exits.other(of: value, state, error: error, in: &graph), in: &graph)
        continue
      }
      close(value, failing: error, in: &graph)
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

/// The blocks in which a fast graph leaves for the generic one: one for each state.
private struct Exits {
  private var blocks: [ValueID: BlockID] = [:]

  mutating func block(for state: ValueID, in graph: inout Graph) -> BlockID {
    if let known = blocks[state] { return known }
    let block = leave(state, in: &graph)
    blocks[state] = block
    return block
  }

  /// Where control goes when a call gives no value of the representation that its caller wants: an exception is pending,
  /// or the value is another one, with which the generic version goes on.
  mutating func other(
    of call: ValueID, _ state: ValueID, error: BlockID, in graph: inout Graph
  ) -> BlockID {
    let block = graph.addBlock("other")
    let taken = graph.append(
      Instruction(.primitive, attributes: [.primitive(.take_other)], position: graph[call].position), to: block)
    let exit = leave(state, filling: taken, in: &graph)
    graph.append(Instruction(.check, [taken], position: graph[call].position, targets: [exit, error]), to: block)
    graph[exit].predecessors = [block]
    graph[error].predecessors.append(block)
    return block
  }

  private func leave(
    _ state: ValueID, filling result: ValueID? = nil, in graph: inout Graph
  ) -> BlockID {
    let block = graph.addBlock("exit")
    var made: [ValueID: ValueID] = [:]
    var inputs: [ValueID] = []
    for input in graph[state].inputs {
      inputs.append(materialise(input, in: block, of: &graph, &made))
    }
    var numbers: [Int] = []
    for case .integer(let number) in graph[state].attributes { numbers.append(number) }
    if let result, numbers.count > 1 { inputs[numbers[1]] = result }
    graph.append(Instruction(.exit, inputs, attributes: [.integer(numbers[0])]), to: block)
    return block
  }

  /// The value, or the object that a virtual one stands for.
  private func materialise(
    _ value: ValueID, in block: BlockID, of graph: inout Graph, _ made: inout [ValueID: ValueID]
  ) -> ValueID {
    guard graph[value].opcode == .virtual else { return value }
    if let known = made[value] { return known }
    var instruction = graph[value]
    instruction.opcode = .primitive
    var inputs: [ValueID] = []
    for input in instruction.inputs { inputs.append(materialise(input, in: block, of: &graph, &made)) }
    instruction.inputs = inputs
    let object = graph.append(instruction, to: block)
    made[value] = object
    return object
  }

  func removeStates(from graph: inout Graph) {
    for block in graph.blockIDs {
      let kept = graph[block].instructions.filter { graph[$0].opcode != .state && graph[$0].opcode != .virtual }
      graph[block].instructions = kept
    }
  }
}
