/// Loops over ranges and lists without iterator objects.
///
///     it = get_iter range(n)             b0:  count = range_steps 0, n, 1
///     b1:  i = iter_next it         →    b1:  i = phi 0, i.next
///          stop = is_stop i                   i.next = plain_add i, 1
///          branch stop -> b3, b2              stop = ge_i64 i, n
///                                             branch stop -> b3, b2
///
/// Where the loop is left for the generic version, the iterator is made as it would be there.

import NatrixIR
import NatrixSupport

extension TwinBuilder {
  private var zero: Constant { .integer(0) }

  /// The phi of the loop whose header a block is.
  mutating func makeLoopPhis(of block: BlockID) {
    for (number, loop) in plans.loops.enumerated() where loop.header == block {
      let inputs = [ValueID](repeating: ValueID(0), count: generic[block].predecessors.count)
      let phi = appendPhi(Instruction(.phi, inputs, representation: .i64), to: block)
      loops[number].index = phi
    }
  }

  mutating func fillLoopPhis(of target: BlockID, from predecessor: BlockID, _ position: Int) {
    for (number, loop) in plans.loops.enumerated() where loop.header == target {
      guard let phi = loops[number].index, let following = loops[number].following else { continue }
      let isBack = dominators.dominates(target, predecessor)
      setInput(position, of: phi, to: isBack ? following : loops[number].start ?? integer(0))
    }
  }

  mutating func startRange(_ number: Int) {
    switch plans.loops[number].source {
    case .list: break
    case .range(let call, let start, let stop, let step):
      checkCallee(generic[call].inputs[0], name: "range")
      let first = start.map { value($0, as: .i64) } ?? integer(0)
      let last = value(stop, as: .i64)
      let width = step.map { value($0, as: .i64) } ?? integer(1)
      emit(.range_steps, [first, last, width], guarded: true)
      loops[number].start = first
      loops[number].stop = last
      loops[number].step = width
    }
  }

  mutating func startLoop(_ number: Int) {
    switch plans.loops[number].source {
    case .range: break
    case .list(let list):
      let object = value(list, as: .object)
      check(object, .guard_list)
      loops[number].object = object
      loops[number].start = integer(0)
    }
  }

  /// In the header: the number itself, and the one that follows.
  mutating func stepLoop(_ number: Int) {
    guard let index = loops[number].index else { return }
    let step = loops[number].step ?? integer(1)
    loops[number].following = emit(.plain_add, [index, step])
    switch plans.loops[number].source {
    case .range: define(plans.loops[number].next, index)
    case .list: break
    }
  }

  /// Whether the loop ends.
  mutating func testLoop(_ number: Int) -> ValueID {
    guard let index = loops[number].index else { preconditionFailure("speculation: a loop without index") }
    switch plans.loops[number].source {
    case .range(_, _, _, let step):
      guard let stop = loops[number].stop else { preconditionFailure("speculation: a loop without end") }
      guard let step else { return emit(.ge_i64, [index, stop]) }
      if case .integer(let digits)? = generic[step].constant, let width = Int(digits), width != 0 {
        return emit(width > 0 ? .ge_i64 : .le_i64, [index, stop])
      }
      let width = loops[number].step ?? integer(1)
      return emit(.range_is_over, [index, stop, width])
    case .list:
      guard let list = loops[number].object else { preconditionFailure("speculation: a loop without list") }
      return emit(.not_of, [emit(.list_has, [list, index])])
    }
  }

  /// Where the item of a loop over a list is first looked at.
  mutating func beginLoopBody() {
    for (number, loop) in plans.loops.enumerated() where loop.body == block {
      guard case .list = loop.source, let list = loops[number].object, let index = loops[number].index else { continue }
      let item = emit(.list_item, [list, index])
      defineItem(loop.next, item)
    }
  }

  /// The iterator as an object, before an instruction of this block.
  mutating func iterator(of number: Int, before place: ValueID) -> ValueID {
    let loop = plans.loops[number]
    let values = loops[number]
    let next: ValueID
    if block == loop.header {
      let instructions = generic[block].instructions
      let isBehind = (instructions.firstIndex(of: place) ?? 0) > (instructions.firstIndex(of: loop.next) ?? 0)
      next = (isBehind ? values.following : values.index) ?? integer(0)
    } else if dominators.dominates(loop.header, block) {
      next = values.following ?? integer(0)
    } else {
      next = values.start ?? integer(0)
    }
    switch loop.source {
    case .range:
      let stop = values.stop ?? integer(0)
      let step = values.step ?? integer(1)
      return emit(Instruction(.virtual, [next, stop, step], attributes: [.primitive(.make_range_iterator)]))
    case .list:
      let list = values.object ?? integer(0)
      return emit(Instruction(.virtual, [list, next], attributes: [.primitive(.make_list_iterator)]))
    }
  }
}
