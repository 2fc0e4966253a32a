/// `with natrix.nogil:` in extension modules: its outermost loops run without the interpreter's lock if they have nothing in
/// them but machine numbers, and items of buffers (runtime/core/hosted.h).
///
///     unlocked_begin                  unlocked_begin
///     jump loop                  →    host_release xs          (xs stays exported meanwhile; a list: nothing happens)
///     loop: …                         jump loop
///     end:                            loop: …
///                                     end: host_acquire
///
/// Blocks in which a guard leaves take the lock back first (FunctionEmitter).

import NatrixIR
import NatrixSupport

package enum UnlockedLoops: Pass {
  package static let name = "unlocked-loops"

  package static func run(on function: inout Function, in context: PassContext) {
    let graph = function.generic
    guard context.isExtension, !function.kind.isResumable else { return }
    func blocks(with id: PrimitiveID) -> [BlockID] {
      graph.blockIDs.filter { block in graph[block].instructions.contains { graph[$0].primitive?.id == id } }
    }
    let begins = blocks(with: .unlocked_begin)
    guard !begins.isEmpty else { return }
    let ends = blocks(with: .unlocked_end)
    let dominators = Dominators(graph)
    func isInside(_ header: BlockID) -> Bool {
      begins.contains { begin in
        begin != header && dominators.dominates(begin, header)
          && !ends.contains { dominators.dominates(begin, $0) && dominators.dominates($0, header) }
      }
    }
    var done: Set<BlockID> = []
    // Outer loops first.
    for loop in NaturalLoops(graph, dominators).all.reversed() {
      guard !done.contains(loop.header), isInside(loop.header) else { continue }
      guard var buffers = buffers(of: loop, in: graph) else { continue }
      buffers += viewed(before: loop, in: graph, dominators).filter { !buffers.contains($0) }
      guard release(loop, buffers, in: &function.generic) else { continue }
      done.formUnion(loop.blocks)
    }
  }

  /// The buffers whose items a loop reads and writes; nil: it does something that needs the interpreter.
  private static func buffers(of loop: NaturalLoops.Loop, in graph: Graph) -> [ValueID]? {
    var found: [ValueID] = []
    for block in loop.blocks {
      guard graph[block].handler == nil else { return nil }
      for value in graph[block].instructions {
        let instruction = graph[value]
        switch instruction.opcode {
        case .constant, .phi, .copy, .state, .virtual, .jump, .branch: continue
        case .primitive: break
        default: return nil
        }
        switch instruction.primitive?.id {
        case .guard_quiet, .guard_awake: continue
        case .host_at_i64, .host_at_f64, .host_put_i64, .host_put_f64:
          let format = graph[instruction.inputs[2]]
          guard [.host_format, .host_format2, .host_format_in].contains(format.primitive?.id) else { return nil }
          if !found.contains(format.inputs[0]) { found.append(format.inputs[0]) }
        default:
          guard let primitive = instruction.primitive, primitive.effects.isEmpty,
            instruction.isGuard || !instruction.mayRaise
          else { return nil }
        }
      }
    }
    return found
  }

  /// The lists and buffers of which something was found before the loop that may be relied upon behind it.
  private static func viewed(before loop: NaturalLoops.Loop, in graph: Graph, _ dominators: Dominators) -> [ValueID] {
    var found: [ValueID] = []
    for block in graph.blockIDs where !loop.blocks.contains(block) && dominators.dominates(block, loop.header) {
      for value in graph[block].instructions {
        switch graph[value].primitive?.id {
        case .host_length, .host_data, .host_stride, .host_format, .host_columns, .host_column_stride, .host_format2, .host_extent,
          .host_step, .host_format_in:
          if !found.contains(graph[value].inputs[0]) { found.append(graph[value].inputs[0]) }
        default: break
        }
      }
    }
    return found
  }

  private static func release(_ loop: NaturalLoops.Loop, _ buffers: [ValueID], in graph: inout Graph) -> Bool {
    let outside = graph[loop.header].predecessors.filter { !loop.blocks.contains($0) }
    guard outside.count == 1, let before = outside.first, let jump = graph.terminator(of: before), jump.opcode == .jump,
      let last = graph[before].instructions.popLast()
    else { return false }
    graph.append(Instruction(.primitive, buffers, attributes: [.primitive(.host_release)]), to: before)
    graph[before].instructions.append(last)
    // Whether something waits for the running thread is asked of the one that has the lock: here that is another one.
    for block in loop.blocks {
      let others = graph[block].instructions.filter { ![.guard_quiet, .guard_awake].contains(graph[$0].primitive?.id) }
      graph[block].instructions = others
    }
    var exits: [BlockID] = []
    for block in loop.blocks.sorted(by: { $0.index < $1.index }) {
      for target in graph.successors(of: block) where !loop.blocks.contains(target) && !exits.contains(target) { exits.append(target) }
    }
    for exit in exits {
      let leaving = graph[exit].predecessors.filter { loop.blocks.contains($0) }
      if leaving.count == graph[exit].predecessors.count {
        let acquire = graph.add(Instruction(.primitive, [], attributes: [.primitive(.host_acquire)]))
        let place = graph[exit].instructions.firstIndex { graph[$0].opcode != .phi } ?? 0
        graph[exit].instructions.insert(acquire, at: place)
      } else {
        for block in leaving { split(block, exit, in: &graph) }
      }
    }
    return true
  }

  private static func split(_ block: BlockID, _ exit: BlockID, in graph: inout Graph) {
    let edge = graph.addBlock("locked")
    graph.append(Instruction(.primitive, [], attributes: [.primitive(.host_acquire)]), to: edge)
    graph.append(Instruction(.jump, targets: [exit]), to: edge)
    graph[edge].predecessors = [block]
    guard let last = graph[block].instructions.last else { return }
    for index in graph[last].targets.indices where graph[last].targets[index] == exit { graph[last].targets[index] = edge }
    for index in graph[exit].predecessors.indices where graph[exit].predecessors[index] == block {
      graph[exit].predecessors[index] = edge
    }
  }
}
