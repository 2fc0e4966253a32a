/// Arithmetic of complex numbers, on their two parts.
///
///     t = mul z, w                 a = unbox_complex z, state;  b = complex_imag z;  c = …;  d = …
///                            →     r = sub_f64 (mul_f64 a, c), (mul_f64 b, d);  i = add_f64 (mul_f64 a, d), (mul_f64 b, c)
///                                  t = box_complex r, i
///
/// An int or a float beside one has an imaginary part of 0.0, which takes part in everything: infinities, NaN and -0.0 come out
/// as CPython's.

import NatrixIR
import NatrixInference
import NatrixSupport

enum ComplexOperation {
  case add, sub, mul, div, negative, eq, ne, real, imag, magnitude, make
}

extension Plans {
  /// An operator whose operands are complex numbers, or one of them and another number.
  func complexPlan(_ value: ValueID, _ operation: ComplexOperation) -> Plan? {
    guard speculation.does(.complexNumbers) else { return nil }
    let isComparison = operation == .eq || operation == .ne
    var hasComplex = false
    for index in graph[value].inputs.indices {
      switch inputType(index, of: value) {
      case Type(.complex): hasComplex = true
      case .float: break
      case .int: if isComparison { return nil }
      default: return nil
      }
    }
    return hasComplex ? Plan(kind: .complex(operation), result: isComparison ? .bool : .object) : nil
  }

  /// `z.real`, `z.imag`.
  func complexPart(_ value: ValueID, _ name: String?) -> Plan? {
    guard speculation.does(.complexNumbers), receiverType(of: value) == Type(.complex) else { return nil }
    switch name {
    case "real": return Plan(kind: .complex(.real), result: .f64)
    case "imag": return Plan(kind: .complex(.imag), result: .f64)
    default: return nil
    }
  }

  /// `abs(z)`, `complex(x, y)`. Inputs: the callee, the arguments.
  func complexCall(_ instruction: Instruction) -> Plan? {
    guard speculation.does(.complexNumbers) else { return nil }
    let arguments = instruction.inputs.dropFirst()
    switch (instruction.nameAttribute, arguments.count) {
    case ("abs", 1) where type(instruction.inputs[1]) == Type(.complex): return Plan(kind: .complex(.magnitude), result: .f64)
    case ("complex", 1...2) where arguments.allSatisfy({ isNumber($0) }): return Plan(kind: .complex(.make))
    default: return nil
    }
  }
}

private typealias Parts = (real: ValueID, imag: ValueID)

extension TwinBuilder {
  mutating func operateComplex(_ value: ValueID, _ instruction: Instruction, _ operation: ComplexOperation) {
    let isCall = operation == .make || operation == .magnitude
    if isCall { checkCallee(instruction.inputs[0], name: instruction.nameAttribute ?? "") }
    let parts = instruction.inputs.indices.dropFirst(isCall ? 1 : 0).map { self.parts(instruction.inputs[$0], $0) }
    let (a, b) = parts[0]
    switch operation {
    case .real: define(value, a)
    case .imag: define(value, b)
    case .magnitude: define(value, emit(.abs_complex, [a, b], guarded: true))
    case .negative: make(value, emit(.neg_f64, [a]), emit(.neg_f64, [b]))
    case .make: make(value, a, parts.count == 1 ? constant(.float(0), .f64) : parts[1].real)
    case .add, .sub:
      let id: PrimitiveID = operation == .add ? .add_f64 : .sub_f64
      make(value, emit(id, [a, parts[1].real]), emit(id, [b, parts[1].imag]))
    case .mul:
      let (c, d) = parts[1]
      let real = emit(.sub_f64, [emit(.mul_f64, [a, c]), emit(.mul_f64, [b, d])])
      make(value, real, emit(.add_f64, [emit(.mul_f64, [a, d]), emit(.mul_f64, [b, c])]))
    case .div:
      let operands = [a, b, parts[1].real, parts[1].imag]
      let real = emit(.div_complex_real, operands, guarded: true)
      make(value, real, emit(.div_complex_imag, operands))
    case .eq, .ne:
      let same = emit(.both, [emit(.eq_f64, [a, parts[1].real]), emit(.eq_f64, [b, parts[1].imag])])
      define(value, operation == .eq ? same : emit(.not_of, [same]))
    }
  }

  private mutating func make(_ value: ValueID, _ real: ValueID, _ imag: ValueID) {
    define(value, emit(.box_complex, [real, imag]))
  }

  /// Of the instruction's input number `index`.
  private mutating func parts(_ input: ValueID, _ index: Int) -> Parts {
    let zero = constant(.float(0), .f64)
    if case .complex(let real, let imaginary)? = generic[input].constant {
      return (constant(.float(real), .f64), constant(.float(imaginary), .f64))
    }
    let type = plans.inputType(index, of: current)
    guard type == Type(.complex) else {
      if type == .int, generic[input].opcode != .constant { return (emit(.f64_of_i64, [value(input, as: .i64)]), zero) }
      return (value(input, as: .f64), zero)
    }
    let object = value(input, as: .object)
    if fast[object].opcode == .primitive, fast[object].primitive?.id == .box_complex {
      return (fast[object].inputs[0], fast[object].inputs[1])
    }
    let real = unboxed(object, .unbox_complex)
    return (real, emit(.complex_imag, [object]))
  }
}
