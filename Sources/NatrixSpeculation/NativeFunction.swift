/// Functions of the runtime's modules that fast code calls directly, behind a comparison of the callee: on machine numbers
/// where they take such.
///
///     t = load_attr math, sqrt              guardCallee t, (nx_math_sqrt
///     r = call_loaded t, …, x        →      r = sqrt_f64 x
///     t = import_from m, gcd                guardCallee t, (nx_math_gcd
///     r = call_values t, a, b        →      r = gcd_i64 a, b

import NatrixIR

struct NativeFunction: Sendable {
  /// What does it; as a guard it fails where the function raises or is particular.
  var primitive: PrimitiveID
  /// In which representation it takes the arguments.
  var arguments: [Representation]
  /// The C function of the Python one, with which the callee is compared; nil: the primitive does, which is given the callee.
  var native: String?

  static let all: [String: NativeFunction] = [
    "math.sqrt": one(.sqrt_f64, "nx_math_sqrt"),
    "math.floor": one(.floor_f64, "nx_math_floor"),
    "math.ceil": one(.ceil_f64, "nx_math_ceil"),
    "math.fabs": one(.abs_f64, "nx_math_fabs"),
    "math.sin": one(.sin_f64, "nx_math_sin"),
    "math.cos": one(.cos_f64, "nx_math_cos"),
    "math.tan": one(.tan_f64, "nx_math_tan"),
    "math.exp": one(.exp_f64, "nx_math_exp"),
    "math.atan": one(.atan_f64, "nx_math_atan"),
    "math.asin": one(.asin_f64, "nx_math_asin"),
    "math.acos": one(.acos_f64, "nx_math_acos"),
    "math.log": one(.log_f64, "nx_math_log"),
    "math.log2": one(.log2_f64, "nx_math_log2"),
    "math.log10": one(.log10_f64, "nx_math_log10"),
    "math.degrees": one(.degrees_f64, "nx_math_degrees"),
    "math.radians": one(.radians_f64, "nx_math_radians"),
    "math.atan2": NativeFunction(.atan2_f64, [.f64, .f64], "nx_math_atan2"),
    "math.fmod": NativeFunction(.fmod_f64, [.f64, .f64], "nx_math_fmod"),
    "math.gcd": NativeFunction(.gcd_i64, [.i64, .i64], "nx_math_gcd"),
    "math.isqrt": NativeFunction(.isqrt_i64, [.i64], "nx_math_isqrt"),
    "random.random": NativeFunction(.random_f64, [], nil),
    "bisect.bisect": NativeFunction(.bisect_right_quick, [.object, .object], "nx_bisect_bisect_right"),
    "bisect.bisect_right": NativeFunction(.bisect_right_quick, [.object, .object], "nx_bisect_bisect_right"),
    "bisect.bisect_left": NativeFunction(.bisect_left_quick, [.object, .object], "nx_bisect_bisect_left"),
    "heapq.heappush": NativeFunction(.heapq_heappush, [.object, .object], "nx_heapq_heappush"),
    "heapq.heappop": NativeFunction(.heapq_heappop, [.object], "nx_heapq_heappop"),
    "heapq.heapreplace": NativeFunction(.heapq_heapreplace, [.object, .object], "nx_heapq_heapreplace"),
    "heapq.heappushpop": NativeFunction(.heapq_heappushpop, [.object, .object], "nx_heapq_heappushpop"),
  ]

  private init(_ primitive: PrimitiveID, _ arguments: [Representation], _ native: String?) {
    self.primitive = primitive
    self.arguments = arguments
    self.native = native
  }
  private static func one(_ primitive: PrimitiveID, _ native: String) -> NativeFunction {
    NativeFunction(primitive, [.f64], native)
  }

  /// Whether it looks into what it is given and leaves for all but numbers and strings.
  var wantsAtoms: Bool { primitive == .bisect_left_quick || primitive == .bisect_right_quick }
}
