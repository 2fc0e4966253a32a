/// Functions of the runtime's modules that fast code does on machine numbers.

import NatrixIR

struct NativeNumberFunction: Sendable {
  /// What does it, and fails as a guard where the function raises or is particular.
  var primitive: PrimitiveID
  var arguments: Int
  /// The C function of the Python one, with which the callee is compared.
  var native: String

  static let all: [String: NativeNumberFunction] = [
    "math.sqrt": one(.sqrt_f64, "nx_math_sqrt"),
    "math.floor": one(.floor_f64, "nx_math_floor"),
    "math.ceil": one(.ceil_f64, "nx_math_ceil"),
    "math.fabs": one(.abs_f64, "nx_math_fabs"),
    "math.sin": one(.sin_f64, "nx_math_sin"),
    "math.cos": one(.cos_f64, "nx_math_cos"),
    "math.tan": one(.tan_f64, "nx_math_tan"),
    "math.exp": one(.exp_f64, "nx_math_exp"),
    "math.atan": one(.atan_f64, "nx_math_atan"),
    "math.atan2": NativeNumberFunction(primitive: .atan2_f64, arguments: 2, native: "nx_math_atan2"),
  ]

  private static func one(_ primitive: PrimitiveID, _ native: String) -> NativeNumberFunction {
    NativeNumberFunction(primitive: primitive, arguments: 1, native: native)
  }
}
