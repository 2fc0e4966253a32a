/// Variables that begin as an int and go on as floats stay machine numbers: a double, and whether it is a float yet.
///
///     t = phi 0, box_f64 s                       x = phi:f64 0.0, s;  k = phi:i64 0, 1
///     n = unbox_number t, state             →
///     s = add_f64 n, y                           s = add_f64 x, y
///     … return t                                 … t = box_number x, k;  return t
///
/// Objects are made where something else wants them; states have virtual ones.

import NatrixIR
import NatrixSupport

package enum MixedNumbers: Pass {
  package static let name = "mixed-numbers"

  package static func run(on function: inout Function, in context: PassContext) {
    PairedPhis.split(in: &function.generic, kind)
  }

  /// The double, and 1 where it is a float.
  private static let kind = PairKind(
    box: .box_number, first: .unbox_number, second: .float_kind, secondRepresentation: .i64,
    single: (.box_f64, .integer(1))
  ) { constant in
    switch constant {
    case .integer(let digits):
      // An int that a double holds.
      guard let number = Int(digits), abs(number) <= 1 << 53 else { return nil }
      return (.float(Double(number).bitPattern), .integer(0))
    case .float: return (constant, .integer(1))
    default: return nil
    }
  }
}
