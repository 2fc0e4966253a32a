/// Variables that are complex numbers are their two parts.
///
///     z = phi 0j, t                              a = phi:f64 0.0, r;  b = phi:f64 0.0, i
///     a = unbox_complex z, state;  b = complex_imag z     →
///     …  t = box_complex r, i                    …

import NatrixIR

package enum ComplexNumbers: Pass {
  package static let name = "complex-numbers"

  package static func run(on function: inout Function, in context: PassContext) {
    PairedPhis.split(in: &function.generic, kind)
  }

  private static let kind = PairKind(
    box: .box_complex, first: .unbox_complex, second: .complex_imag, secondRepresentation: .f64, single: nil
  ) { constant in
    guard case .complex(let real, let imaginary) = constant else { return nil }
    return (.float(real), .float(imaginary))
  }
}
