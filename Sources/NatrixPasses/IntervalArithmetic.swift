/// What operations on machine ints give, by the intervals of their operands.

import NatrixIR

extension Interval {
  /// nil: nothing is known. Of operations that may overflow (and then leave) it is what is left.
  static func result(of id: PrimitiveID, _ operands: [Interval]) -> Interval? {
    switch (id, operands.count) {
    case (.add_i64, 2): return operands[0].sum(operands[1]).interval
    case (.sub_i64, 2): return operands[0].difference(operands[1]).interval
    case (.mul_i64, 2): return operands[0].product(operands[1]).interval
    case (.plain_add, 2): return operands[0].sum(operands[1]).unlessOverflowing
    case (.plain_sub, 2): return operands[0].difference(operands[1]).unlessOverflowing
    case (.plain_mul, 2): return operands[0].product(operands[1]).unlessOverflowing
    case (.neg_i64, 1): return exactly(0).difference(operands[0]).interval
    case (.plain_neg, 1): return exactly(0).difference(operands[0]).unlessOverflowing
    case (.abs_i64, 1), (.plain_abs, 1):
      let one = operands[0]
      guard one.low > .min else { return id == .abs_i64 ? Interval(low: 0, high: .max) : nil }
      if one.low >= 0 { return one }
      return Interval(low: one.high <= 0 ? -one.high : 0, high: max(-one.low, one.high))
    case (.floordiv_i64, 2), (.plain_floordiv, 2), (.unsigned_floordiv, 2): return operands[0].quotient(operands[1])
    case (.mod_i64, 2), (.plain_mod, 2), (.unsigned_mod, 2):
      let (left, right) = (operands[0], operands[1])
      if right.low > 0 {
        return Interval(low: 0, high: left.low >= 0 ? min(left.high, right.high - 1) : right.high - 1)
      }
      return right.low > .min ? Interval(low: min(0, right.low + 1), high: max(0, right.high == .min ? 0 : right.high - 1)) : nil
    case (.word_mod, 2): return operands[1].low > 0 ? Interval(low: 0, high: operands[1].high - 1) : nil
    case (.word_floordiv, 2): return operands[1].low > 1 ? Interval(low: 0, high: .max) : nil
    case (.unsigned_rshift, 2):
      let places = operands[1].low
      return places > 0 && operands[1].high < 64 ? Interval(low: 0, high: Int(bitPattern: UInt.max >> UInt(places))) : nil
    case (.and_i64, 2):
      let (left, right) = (operands[0], operands[1])
      if left.low >= 0 && right.low >= 0 { return Interval(low: 0, high: min(left.high, right.high)) }
      if left.low >= 0 { return Interval(low: 0, high: left.high) }
      if right.low >= 0 { return Interval(low: 0, high: right.high) }
      return nil
    case (.or_i64, 2), (.xor_i64, 2):
      guard operands[0].low >= 0, operands[1].low >= 0 else { return nil }
      return Interval(low: 0, high: allBits(max(operands[0].high, operands[1].high)))
    case (.invert_i64, 1): return Interval(low: ~operands[0].high, high: ~operands[0].low)
    case (.rshift_i64, 2), (.plain_rshift, 2):
      let (left, right) = (operands[0], operands[1])
      guard right.high >= 0 else { return nil }
      let (least, most) = (min(63, max(0, right.low)), min(63, right.high))
      return Interval(
        low: min(left.low >> least, left.low >> most), high: max(left.high >> least, left.high >> most))
    case (.lshift_i64, 2), (.plain_lshift, 2):
      let (left, right) = (operands[0], operands[1])
      guard right.low >= 0, right.high <= 62 else { return nil }
      let factors = Interval(low: 1 << right.low, high: 1 << right.high)
      let product = left.product(factors)
      return id == .lshift_i64 ? product.interval : product.unlessOverflowing
    case (.min_i64, 2):
      return Interval(low: min(operands[0].low, operands[1].low), high: min(operands[0].high, operands[1].high))
    case (.max_i64, 2):
      return Interval(low: max(operands[0].low, operands[1].low), high: max(operands[0].high, operands[1].high))
    case (.same_i64, 1): return operands[0]
    case (.normal_index, 2):
      return Interval(low: operands[0].low, high: max(operands[0].high, operands[1].high))
    case (.in_bounds, 2):
      guard operands[1].high > 0 else { return nil }
      let found = operands[0].met(Interval(low: 0, high: operands[1].high - 1))
      return found.isEmpty ? nil : found
    case (.list_length, _), (.tuple_length, _), (.str_length, _), (.bytes_length, _), (.bytearray_length, _),
      (.array_length, _), (.dict_length, _), (.host_length, _), (.host_columns, _), (.host_extent, _):
      return .length
    case (.code_at, _), (.bytes_at, _), (.data_at, _), (.bytes_item, _), (.bytearray_item, _), (.bytes_get, _),
      (.bytearray_get, _), (.str_ord, _):
      return .byte
    case (.i64_of_bool, _): return Interval(low: 0, high: 1)
    case (.i64_of_f64, _), (.floor_f64, _), (.ceil_f64, _), (.round_f64, _): return Interval(low: -(1 << 62) - 1, high: (1 << 62) + 1)
    default: return nil
    }
  }

  /// Of arrays.
  static func items(ofTypecode typecode: Int) -> Interval {
    switch UInt8(truncatingIfNeeded: typecode) {
    case UInt8(ascii: "B"): .byte
    case UInt8(ascii: "b"): Interval(low: -128, high: 127)
    case UInt8(ascii: "h"): Interval(low: -1 << 15, high: 1 << 15 - 1)
    case UInt8(ascii: "H"): Interval(low: 0, high: 1 << 16 - 1)
    case UInt8(ascii: "i"): Interval(low: -1 << 31, high: 1 << 31 - 1)
    case UInt8(ascii: "I"): Interval(low: 0, high: 1 << 32 - 1)
    default: .all
    }
  }

  private static func allBits(_ number: Int) -> Int {
    number == 0 ? 0 : Int(bitPattern: UInt.max >> UInt(number.leadingZeroBitCount))
  }

  /// The numbers of a result that fit a machine word, and whether all do.
  struct Outcome {
    var interval: Interval
    var overflows: Bool
    var unlessOverflowing: Interval? { overflows ? nil : interval }
  }

  func sum(_ other: Interval) -> Outcome {
    let (low, a) = self.low.addingReportingOverflow(other.low)
    let (high, b) = self.high.addingReportingOverflow(other.high)
    return Outcome(
      interval: Interval(low: a ? (self.low < 0 ? .min : .max) : low, high: b ? (self.high < 0 ? .min : .max) : high), overflows: a || b)
  }

  func difference(_ other: Interval) -> Outcome {
    let (low, a) = self.low.subtractingReportingOverflow(other.high)
    let (high, b) = self.high.subtractingReportingOverflow(other.low)
    return Outcome(
      interval: Interval(low: a ? (self.low < 0 ? .min : .max) : low, high: b ? (self.high < 0 ? .min : .max) : high), overflows: a || b)
  }

  func product(_ other: Interval) -> Outcome {
    var low = Int.max
    var high = Int.min
    var overflows = false
    for left in [self.low, self.high] {
      for right in [other.low, other.high] {
        let (number, overflow) = left.multipliedReportingOverflow(by: right)
        let bounded = overflow ? ((left < 0) == (right < 0) ? Int.max : Int.min) : number
        overflows = overflows || overflow
        low = min(low, bounded)
        high = max(high, bounded)
      }
    }
    return Outcome(interval: Interval(low: low, high: high), overflows: overflows)
  }

  /// Rounded down.
  func quotient(_ other: Interval) -> Interval? {
    guard other.low > 0 else {
      guard low > .min else { return nil }
      let most = max(low < 0 ? -low : low, high < 0 ? (high == .min ? .max : -high) : high)
      return Interval(low: -most, high: most)
    }
    func down(_ left: Int, _ right: Int) -> Int {
      let quotient = left / right
      return left % right != 0 && left < 0 ? quotient - 1 : quotient
    }
    return Interval(
      low: min(down(low, other.low), down(low, other.high)), high: max(down(high, other.low), down(high, other.high)))
  }
}
