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

extension Plan {
  /// The fused loop of which this is the call or the iterator.
  var iteratedLoop: Int? {
    switch kind {
    case .loopCall(let number), .loopStart(let number): number
    default: nil
    }
  }
}

extension TwinBuilder {
  private var zero: Constant { .integer(0) }

  /// The phi of the loop whose header a block is.
  mutating func makeLoopPhis(of block: BlockID) {
    for (number, loop) in plans.loops.enumerated() where loop.header == block {
      let inputs = [ValueID](repeating: ValueID(0), count: generic[block].predecessors.count)
      let phi = appendPhi(Instruction(.phi, inputs, representation: .i64), to: block)
      loops[number].index = phi
      if case .table = loop.source {
        loops[number].left = appendPhi(Instruction(.phi, inputs, representation: .i64), to: block)
      }
    }
  }

  mutating func fillLoopPhis(of target: BlockID, from predecessor: BlockID, _ position: Int) {
    for (number, loop) in plans.loops.enumerated() where loop.header == target {
      guard let phi = loops[number].index, let following = loops[number].following else { continue }
      let isBack = dominators.dominates(target, predecessor)
      setInput(position, of: phi, to: isBack ? following : loops[number].start ?? integer(0))
      if let left = loops[number].left, let leftBehind = loops[number].leftBehind, let size = loops[number].size {
        setInput(position, of: left, to: isBack ? leftBehind : size)
      }
    }
  }

  /// The call of `range`, `enumerate` or `zip`: what it is given is looked at here, where its errors would come.
  mutating func callOfLoop(_ number: Int) {
    let loop = plans.loops[number]
    if case .table = loop.source { return takeTable(number) }
    guard let call = loop.call, let name = loop.name else { return }
    checkCallee(generic[call].inputs[0], name: name)
    switch loop.source {
    case .sequences: takeSequences(number)
    case .table: break
    case .range(let start, let stop, let step):
      let first = start.map { value($0, as: .i64) } ?? integer(0)
      let last = value(stop, as: .i64)
      let width = step.map { value($0, as: .i64) } ?? integer(1)
      loops[number].count = emit(.range_steps, [first, last, width], guarded: true)
      loops[number].start = first
      loops[number].stop = last
      loops[number].step = width
      guard let reversal = loop.reversal else { return }
      checkCallee(generic[reversal].inputs[0], name: "reversed")
      loops[number].start = emit(.sub_i64, [last, integer(1)], guarded: true)
      loops[number].stop = emit(.sub_i64, [first, integer(1)], guarded: true)
      loops[number].step = integer(-1)
    }
  }

  mutating func startLoop(_ number: Int) {
    guard plans.loops[number].call == nil else { return }
    if case .table = plans.loops[number].source { takeTable(number) } else { takeSequences(number) }
  }

  private mutating func takeSequences(_ number: Int) {
    guard case .sequences(let sequences) = plans.loops[number].source else { return }
    for (kind, sequence) in sequences {
      let object = value(sequence, as: .object)
      if generic[sequence].opcode != .constant { check(object, kind.guardID) }
      loops[number].objects.append(object)
    }
    loops[number].start = integer(0)
  }

  /// In the header: the number itself, and the one that follows.
  mutating func stepLoop(_ number: Int) {
    guard let index = loops[number].index else { return }
    if case .table = plans.loops[number].source { return stepTable(number) }
    let step = loops[number].step ?? integer(1)
    loops[number].following = emit(.plain_add, [index, step])
    switch plans.loops[number].source {
    case .range: define(plans.loops[number].next, index)
    case .sequences(let sequences): takeHostedLengths(number, sequences)
    case .table: break
    }
  }

  /// Whether the loop ends.
  mutating func testLoop(_ number: Int) -> ValueID {
    if let place = loops[number].place { return emit(.lt_i64, [place, integer(0)]) }
    guard let index = loops[number].index else { preconditionFailure("speculation: a loop without index") }
    switch plans.loops[number].source {
    case .range(_, _, let step):
      guard let stop = loops[number].stop else { preconditionFailure("speculation: a loop without end") }
      guard let step else { return emit(plans.loops[number].reversal == nil ? .ge_i64 : .le_i64, [index, stop]) }
      if case .integer(let digits)? = generic[step].constant, let width = Int(digits), width != 0 {
        return emit(width > 0 ? .ge_i64 : .le_i64, [index, stop])
      }
      let width = loops[number].step ?? integer(1)
      return emit(.range_is_over, [index, stop, width])
    case .sequences(let sequences):
      var there: ValueID?
      for ((kind, _), object) in zip(sequences, loops[number].objects) {
        let one: ValueID
        if let length = loops[number].lengths[object] {
          one = emit(.lt_i64, [index, length])
        } else if let has = kind.itemIDs?.has {
          one = emit(has, [object, index])
        } else {
          continue
        }
        there = there.map { emit(.both, [$0, one]) } ?? one
      }
      guard let there else { preconditionFailure("speculation: a loop without sequence") }
      return emit(.not_of, [there])
    case .table: preconditionFailure("speculation: a loop without place")
    }
  }

  /// Where the item of a loop over sequences is first looked at.
  mutating func beginLoopBody() {
    for (number, loop) in plans.loops.enumerated() where loop.body == block {
      if case .table(_, let part, _) = loop.source, loop.unpack == nil {
        defineItem(loop.next, tableItem(number, part))
        if let first = generic[block].instructions.first(where: { generic[$0].opcode != .phi }) { unboxGuarded(before: first) }
        continue
      }
      guard case .sequences(let sequences) = loop.source, loop.unpack == nil, let (kind, _) = sequences.first,
        let index = loops[number].index
      else { continue }
      if kind == .hosted {
        defineItem(loop.next, hostedItem(number, loops[number].objects[0], plans[loop.next].result))
      } else if let id = kind.itemIDs?.item {
        defineItem(loop.next, emit(id, [loops[number].objects[0], index]))
      }
      if let first = generic[block].instructions.first(where: { generic[$0].opcode != .phi }) {
        unboxGuarded(before: first)
      }
    }
  }

  /// The items of `enumerate` and `zip`, one by one.
  mutating func unpackItem(_ number: Int) {
    let loop = plans.loops[number]
    if case .table = loop.source { return unpackEntry(number) }
    guard case .sequences(let sequences) = loop.source, let index = loops[number].index, let unpack = loop.unpack
    else { return }
    let instructions = generic[block].instructions
    var place = 1
    while generic[instructions[place]].opcode == .unpackItem, generic[instructions[place]].inputs == [unpack] {
      let item = instructions[place]
      var position = generic[item].integer ?? 0
      place += 1
      if loop.name == "enumerate" {
        if position == 0 {
          defineItem(item, counted(index, loop))
          continue
        }
        position -= 1
      }
      if sequences[position].0 == .hosted {
        defineItem(item, hostedItem(number, loops[number].objects[position], plans[item].result))
        continue
      }
      guard let id = sequences[position].0.itemIDs?.item else { continue }
      defineItem(item, emit(id, [loops[number].objects[position], index]))
    }
    unboxGuarded(before: instructions[place])
  }

  /// The number that `enumerate` gives with the item at an index.
  private mutating func counted(_ index: ValueID, _ loop: FusedLoop) -> ValueID {
    loop.firstNumber == 0 ? index : emit(.plain_add, [index, integer(loop.firstNumber)])
  }

  /// The iterator as an object, before an instruction of this block.
  mutating func iterator(of number: Int, before place: ValueID) -> ValueID {
    let loop = plans.loops[number]
    let values = loops[number]
    let next: ValueID
    var left = values.size
    if block == loop.header {
      let instructions = generic[block].instructions
      let isBehind = (instructions.firstIndex(of: place) ?? 0) > (instructions.firstIndex(of: loop.next) ?? 0)
      next = (isBehind ? values.following : values.index) ?? integer(0)
      left = isBehind ? values.leftBehind : values.left
    } else if dominators.dominates(loop.header, block) {
      next = values.following ?? integer(0)
      left = values.leftBehind
    } else {
      next = values.start ?? integer(0)
    }
    if case .table(let kind, let part, _) = loop.source, let size = values.size {
      return virtual(
        kind.isSet ? .make_set_iterator : .make_dict_iterator,
        [values.objects[0], integer(part.rawValue), next, size, left ?? size])
    }
    guard case .sequences(let sequences) = loop.source else {
      return virtual(.make_range_iterator, [next, values.stop ?? integer(0), values.step ?? integer(1)])
    }
    let iterators = zip(sequences, values.objects).map {
      virtual($0.0 == .hosted ? .make_hosted_iterator : .make_sequence_iterator, [$1, next])
    }
    switch loop.name {
    case "enumerate": return virtual(.make_enumerate, [iterators[0], counted(next, loop)])
    case "zip": return virtual(.make_zip, iterators)
    default: return iterators[0]
    }
  }

  private mutating func virtual(_ id: PrimitiveID, _ inputs: [ValueID]) -> ValueID {
    emit(Instruction(.virtual, inputs, attributes: [.primitive(id)]))
  }
}
