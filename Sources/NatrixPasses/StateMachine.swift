/// Cuts a resumable function at its yields. Afterwards the graph is the function's `resume`: entered at the start or at
/// one of the blocks that begin with `resumed`.
///
///     b1:  t1 = yield x            b1:  suspend x #1 → b4
///          check t1 → b2, b3   →   b4:  t1 = resumed
///                                       check t1 → b2, b3
///
/// The edge of a suspend is an ordinary one: what is alive across it the emitter stores in the frame and takes back.

import NatrixIR

package enum StateMachine: Pass {
  package static let name = "state-machine"

  package static func run(on function: inout Function, in context: PassContext) {
    guard function.kind.isResumable else { return }
    var graph = function.generic
    var state = 0
    for block in graph.blockIDs {
      guard let index = graph[block].instructions.firstIndex(where: { graph[$0].opcode == .yield })
      else { continue }
      let yield = graph[block].instructions[index]
      precondition(
        index == graph[block].instructions.count - 2, "state-machine: a yield without check")
      state += 1
      let check = graph[block].instructions[index + 1]
      let back = graph.addBlock("resume")
      let suspend = graph.add(
        Instruction(
          .suspend, graph[yield].inputs, attributes: [.integer(state)],
          position: graph[yield].position, targets: [back]))
      // Who comes in before the yield has yet to suspend.
      for point in function.resumePoints.indices where function.resumePoints[point].before == yield {
        function.resumePoints[point].before = suspend
      }
      graph[yield].opcode = .resumed
      graph[yield].inputs = []
      graph[block].instructions.removeLast(2)
      graph[block].instructions.append(suspend)
      graph[back].instructions = [yield, check]
      graph[back].predecessors = [block]
      for target in graph[check].targets {
        graph.renamePredecessor(block, to: back, of: target)
      }
    }
    function.generic = graph
  }
}
