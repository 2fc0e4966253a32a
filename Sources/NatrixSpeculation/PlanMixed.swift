/// Arithmetic of values that are ints or floats: where the other operand is a float, or the result always is one, they are
/// doubles. Where both may be ints, the result is a double and whether it is a float; ints are left to the generic version
/// where a double does not hold them.
///
///     t = mul k, x           k: float | int          n = unbox_number k, state      an int that a double holds exactly, or a float
///                            x: float           →    t = mul_f64 n, x
///
///     t = mul k, m           both: float | int       n = unbox_number k, state;  f = float_kind k;  o = …
///                                               →    p = mul_mixed n, o, (or_i64 f, g), state
///                                                    t = box_number p, (or_i64 f, g)

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

  /// Of operands that may both be ints.
  func mixedOperation(_ value: ValueID, _ id: PrimitiveID) -> Plan? {
    guard speculation.does(.mixedNumbers) else { return nil }
    let kinds = graph[value].inputs.indices.map { kind($0, of: value) }
    guard kinds.allSatisfy({ $0.isNumber && !$0.isFloat }), kinds.contains(where: \.isMixed) else { return nil }
    return Plan(kind: .mixed(id))
  }

  /// The same of a power whose exponent is a constant that is not negative.
  func mixedPower(_ value: ValueID) -> Plan? {
    guard isMixed(inputType(0, of: value)), case .integer(let digits)? = graph[graph[value].inputs[1]].constant,
      let exponent = Int(digits), exponent >= 0, exponent < 64
    else { return nil }
    return Plan(kind: .mixed(.pow_mixed))
  }

  func mixedComparison(_ value: ValueID, _ floats: PrimitiveID) -> Plan? {
    let (left, right) = (kind(0, of: value), kind(1, of: value))
    guard left.isNumber, right.isNumber, left.isMixed || right.isMixed else { return nil }
    return Plan(kind: .condition(floats), result: .bool, operands: [.f64, .f64])
  }
}

extension TwinBuilder {
  mutating func operateMixed(_ value: ValueID, _ id: PrimitiveID, _ inputs: [ValueID]) {
    var numbers: [ValueID] = []
    var isFloat: ValueID?
    for (index, input) in inputs.enumerated() {
      if generic[input].opcode == .constant {
        numbers.append(converted(generic[input].constant ?? .none, as: .f64))
      } else if representations[input] == .object, plans.isMixed(plans.inputType(index, of: value)) {
        let object = mapped(input)
        numbers.append(unboxed(object, .unbox_number))
        let one = emit(.float_kind, [object])
        isFloat = isFloat.map { emit(.or_i64, [$0, one]) } ?? one
      } else {
        numbers.append(emit(.exact_f64, [self.value(input, as: .i64)], guarded: true))
      }
    }
    let tells = isFloat ?? integer(0)
    let made = emit(id, numbers + [tells], guarded: Primitive.row(id).failure == .guard)
    define(value, emit(.box_number, [made, tells]))
  }

  /// An operand of such an operation; nil where it is an ordinary one.
  mutating func mixedOperand(_ input: ValueID, _ index: Int, isWhole: Bool) -> ValueID? {
    guard generic[input].opcode != .constant, representations[input] == .object else { return nil }
    let type = isWhole ? plans.inputType(index, of: current) : plans.type(input)
    return plans.isMixed(type) ? unboxed(mapped(input), .unbox_number) : nil
  }
}
