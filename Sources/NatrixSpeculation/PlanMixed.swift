/// Arithmetic of values that are ints or floats: where the other operand is a float, or the result always is one, they are
/// doubles. (An int and a float give a float; two of them that may both be ints are left to the runtime.)
///
///     t = mul k, x           k: float | int          n = unbox_number k, state      an int that a double holds exactly, or a float
///                            x: float           →    t = mul_f64 n, x

import NatrixIR
import NatrixInference
import NatrixSupport

extension Plans {
  /// An int or a float, and nothing else.
  func isMixed(_ type: Type) -> Bool {
    guard speculation.does(.mixedNumbers), !type.isAny else { return false }
    var kinds: Set<Atom> = []
    for atom in type.atoms where atom != .absent {
      guard atom == .int || atom == .float else { return false }
      kinds.insert(atom)
    }
    return kinds.count == 2
  }

  private func kind(_ index: Int, of value: ValueID) -> (isNumber: Bool, isFloat: Bool, isMixed: Bool) {
    let type = inputType(index, of: value)
    let isMixed = isMixed(type)
    return (type == .int || type == .float || isMixed, type == .float, isMixed)
  }

  /// `floats`: of an operation whose result is a float when one operand is, or (`always`) whatever they are.
  func mixedArithmetic(_ value: ValueID, _ floats: PrimitiveID?, always: Bool = false) -> Plan? {
    guard let floats else { return nil }
    let (left, right) = (kind(0, of: value), kind(1, of: value))
    guard left.isNumber, right.isNumber, left.isMixed || right.isMixed, always || left.isFloat || right.isFloat else { return nil }
    return Plan(kind: .operation(floats), result: .f64, operands: [.f64, .f64])
  }

  func mixedComparison(_ value: ValueID, _ floats: PrimitiveID) -> Plan? {
    let (left, right) = (kind(0, of: value), kind(1, of: value))
    guard left.isNumber, right.isNumber, left.isMixed || right.isMixed else { return nil }
    return Plan(kind: .condition(floats), result: .bool, operands: [.f64, .f64])
  }
}

extension TwinBuilder {
  /// An operand of such an operation; nil where it is an ordinary one.
  mutating func mixedOperand(_ input: ValueID, _ index: Int, isWhole: Bool) -> ValueID? {
    guard generic[input].opcode != .constant, representations[input] == .object else { return nil }
    let type = isWhole ? plans.inputType(index, of: current) : plans.type(input)
    return plans.isMixed(type) ? unboxed(mapped(input), .unbox_number) : nil
  }
}
