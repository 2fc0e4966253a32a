/// Loops over dicts and sets without iterators, views and pairs: they walk the entries by their places.
///
///     v = call_method d.items            size = dict_length d
///     it = get_iter v               →    b1:  at, left = phi 0, …; size, …
///     b1:  p = iter_next it                   place = dict_place d, at, size, left, state
///          stop = is_stop p                   following = plain_add place, 1
///          branch stop -> b3, b2              stop = lt_i64 place, 0
///     b2:  k, v = unpack p               b2:  k = dict_key_at d, place;  v = dict_value_at d, place
///
/// A dict that has changed its size, or has more items than there were, leaves: the iterator that is made then raises.

import NatrixIR
import NatrixSupport

extension TwinBuilder {
  mutating func takeTable(_ number: Int) {
    guard case .table(let kind, _, let table) = plans.loops[number].source else { return }
    let object = value(table, as: .object)
    check(object, kind.guardID)
    let size = emit(kind.lengthID, [object])
    loops[number].objects = [object]
    loops[number].start = integer(0)
    loops[number].size = size
    loops[number].count = size
  }

  mutating func stepTable(_ number: Int) {
    guard case .table(let kind, _, _) = plans.loops[number].source, let index = loops[number].index, let left = loops[number].left,
      let size = loops[number].size
    else { return }
    let inputs = [loops[number].objects[0], index, size]
    let place = emit(kind.isSet ? .set_place : .dict_place, kind.isSet ? inputs : inputs + [left], guarded: true)
    loops[number].place = place
    loops[number].following = emit(.plain_add, [place, integer(1)])
    loops[number].leftBehind = emit(.plain_sub, [left, integer(1)])
  }

  /// The item that the loop has found.
  mutating func tableItem(_ number: Int, _ part: TablePart) -> ValueID {
    guard let place = loops[number].place else { preconditionFailure("speculation: a loop without place") }
    let inputs = [loops[number].objects[0], place]
    switch part {
    case .keys: return emit(.dict_key_at, inputs)
    case .values: return emit(.dict_value_at, inputs)
    case .members: return emit(.set_key_at, inputs)
    case .items: return emit(.build_tuple_sure, [emit(.dict_key_at, inputs), emit(.dict_value_at, inputs)])
    }
  }

  /// `for key, value in d.items()`.
  mutating func unpackEntry(_ number: Int) {
    guard let unpack = plans.loops[number].unpack else { return }
    let instructions = generic[block].instructions
    var place = 1
    while generic[instructions[place]].opcode == .unpackItem, generic[instructions[place]].inputs == [unpack] {
      let item = instructions[place]
      defineItem(item, tableItem(number, generic[item].integer == 0 ? .keys : .values))
      place += 1
    }
    unboxGuarded(before: instructions[place])
  }
}
