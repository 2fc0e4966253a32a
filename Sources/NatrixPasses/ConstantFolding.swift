/// Operators on constants, with Python's results. What raises, and what would grow large, is left to run time.
///
///     b0.t1 = mul 60, 60       →   3600
///     branch on truth_of 1     →   jump

import NatrixIR

package enum ConstantFolding: Pass {
  package static let name = "constant-folding"

  package static func run(on function: inout Function, in context: PassContext) {
    var graph = function.generic
    for block in graph.reversePostorder() {
      for value in graph[block].instructions {
        guard let constant = fold(graph[value], graph) else { continue }
        let name = graph[value].name
        graph[value] = Instruction(.constant, attributes: [.constant(constant)])
        graph[value].name = name
      }
    }
    for block in graph.blockIDs { decideBranch(of: block, in: &graph) }
    function.generic = graph
  }

  private static func fold(_ instruction: Instruction, _ graph: Graph) -> Constant? {
    guard let primitive = instruction.primitive else { return nil }
    if primitive.id == .bool_of {
      return condition(instruction.inputs[0], graph).map { $0 ? .true : .false }
    }
    var constants: [Constant] = []
    for input in instruction.inputs {
      guard graph[input].opcode == .constant, let constant = graph[input].constant else {
        return nil
      }
      constants.append(constant)
    }
    if constants.count == 1 { return unary(primitive.id, constants[0]) }
    return constants.count == 2 ? binary(primitive.id, constants[0], constants[1]) : nil
  }

  // MARK: Operators

  private static func unary(_ operation: PrimitiveID, _ operand: Constant) -> Constant? {
    if let value = integer(operand) {
      switch operation {
      case .negative:
        let (result, overflow) = value.multipliedReportingOverflow(by: -1)
        return overflow ? nil : .integer(result)
      case .positive: return .integer(value)
      case .invert: return .integer(~value)
      default: return nil
      }
    }
    if let value = wide(operand), operation == .negative, value != Int128.min {
      return .integer(String(-value))
    }
    if case .float(let bits) = operand {
      if operation == .negative { return .float(bits ^ (1 << 63)) }
      if operation == .positive { return operand }
    }
    return nil
  }

  private static func binary(_ operation: PrimitiveID, _ left: Constant, _ right: Constant) -> Constant? {
    if let a = integer(left), let b = integer(right), let result = integers(operation, a, b) {
      return result
    }
    if let a = wide(left), let b = wide(right) { return wideIntegers(operation, a, b) }
    if let a = number(left), let b = number(right) { return floats(operation, a, b) }
    if case .string(let a) = left, case .string(let b) = right {
      switch operation {
      case .add where a.count + b.count <= 4096: return .string(a + b)
      case .eq: return a == b ? .true : .false
      case .ne: return a != b ? .true : .false
      default: return nil
      }
    }
    if case .tuple(let a) = left, case .tuple(let b) = right, operation == .add {
      return .tuple(a + b)
    }
    return nil
  }

  private static func integers(_ operation: PrimitiveID, _ a: Int, _ b: Int) -> Constant? {
    func checked(_ result: (partialValue: Int, overflow: Bool)) -> Constant? {
      result.overflow ? nil : .integer(result.partialValue)
    }
    switch operation {
    case .add: return checked(a.addingReportingOverflow(b))
    case .sub: return checked(a.subtractingReportingOverflow(b))
    case .mul: return checked(a.multipliedReportingOverflow(by: b))
    case .floordiv where b != 0 && a != Int.min:
      return .integer(a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0))
    case .mod where b != 0 && a != Int.min:
      let remainder = a % b
      return .integer(remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder)
    case .truediv where b != 0 && abs(a) < 1 << 53 && abs(b) < 1 << 53:
      return .float((Double(a) / Double(b)).bitPattern)
    case .pow where b >= 0 && b < 64:
      var result = 1
      for _ in 0..<b {
        let (product, overflow) = result.multipliedReportingOverflow(by: a)
        if overflow { return nil }
        result = product
      }
      return .integer(result)
    case .lshift where b >= 0 && b < 62 && abs(a) < 1 << (62 - b): return .integer(a << b)
    case .rshift where b >= 0: return .integer(b > 63 ? (a < 0 ? -1 : 0) : a >> b)
    case .and: return .integer(a & b)
    case .or: return .integer(a | b)
    case .xor: return .integer(a ^ b)
    case .lt: return a < b ? .true : .false
    case .le: return a <= b ? .true : .false
    case .eq: return a == b ? .true : .false
    case .ne: return a != b ? .true : .false
    case .gt: return a > b ? .true : .false
    case .ge: return a >= b ? .true : .false
    default: return nil
    }
  }

  /// Results of up to 127 bits, as in `2**64 - 1`; CPython folds powers and shifts to 128.
  private static func wideIntegers(
    _ operation: PrimitiveID, _ a: Int128, _ b: Int128
  ) -> Constant? {
    func checked(_ result: (partialValue: Int128, overflow: Bool)) -> Constant? {
      result.overflow ? nil : .integer(String(result.partialValue))
    }
    switch operation {
    case .add: return checked(a.addingReportingOverflow(b))
    case .sub: return checked(a.subtractingReportingOverflow(b))
    case .mul: return checked(a.multipliedReportingOverflow(by: b))
    case .pow where b >= 0 && b < 128:
      var result: Int128 = 1
      for _ in 0..<Int(b) {
        let (product, overflow) = result.multipliedReportingOverflow(by: a)
        if overflow { return nil }
        result = product
      }
      return .integer(String(result))
    case .lshift where b >= 0 && b < 126:
      let shifted = a << b
      return shifted >> b == a ? .integer(String(shifted)) : nil
    case .rshift where b >= 0: return .integer(String(b > 126 ? (a < 0 ? -1 : 0) : a >> b))
    case .and: return .integer(String(a & b))
    case .or: return .integer(String(a | b))
    case .xor: return .integer(String(a ^ b))
    default: return nil
    }
  }

  private static func wide(_ constant: Constant) -> Int128? {
    guard case .integer(let digits) = constant else { return nil }
    return Int128(digits)
  }

  private static func floats(_ operation: PrimitiveID, _ a: Double, _ b: Double) -> Constant? {
    switch operation {
    case .add: return .float((a + b).bitPattern)
    case .sub: return .float((a - b).bitPattern)
    case .mul: return .float((a * b).bitPattern)
    case .truediv where b != 0: return .float((a / b).bitPattern)
    default: return nil
    }
  }

  private static func integer(_ constant: Constant) -> Int? {
    guard case .integer(let digits) = constant, let value = Int(digits) else { return nil }
    return value
  }

  /// A float, or an integer that a double holds exactly.
  private static func number(_ constant: Constant) -> Double? {
    switch constant {
    case .float(let bits): return Double(bitPattern: bits)
    case .integer:
      guard let value = integer(constant), abs(value) <= 1 << 53 else { return nil }
      return Double(value)
    default: return nil
    }
  }

  // MARK: Conditions

  /// What a condition is, when constants decide it.
  private static func condition(_ value: ValueID, _ graph: Graph) -> Bool? {
    let instruction = graph[value]
    switch instruction.primitive?.id {
    case .truth_of:
      let input = instruction.inputs[0]
      guard graph[input].opcode == .constant, let constant = graph[input].constant else {
        return nil
      }
      return truth(constant)
    case .not_of: return condition(instruction.inputs[0], graph).map { !$0 }
    case .is_same:
      let inputs = instruction.inputs.map { graph[$0] }
      guard inputs.allSatisfy({ $0.opcode == .constant }), let a = inputs[0].constant,
        let b = inputs[1].constant, isSingleton(a), isSingleton(b)
      else { return nil }
      return a == b
    default: return nil
    }
  }

  private static func isSingleton(_ constant: Constant) -> Bool {
    switch constant {
    case .none, .true, .false, .ellipsis, .notImplemented: true
    case .absent, .integer, .float, .complex, .string, .bytes, .tuple, .frozenSet: false
    }
  }

  private static func truth(_ constant: Constant) -> Bool? {
    switch constant {
    case .none, .false: false
    case .true, .ellipsis: true
    case .notImplemented, .absent: nil
    case .integer(let digits): digits != "0"
    case .float(let bits): Double(bitPattern: bits) != 0
    case .complex(let real, let imaginary):
      Double(bitPattern: real) != 0 || Double(bitPattern: imaginary) != 0
    case .string(let characters): !characters.isEmpty
    case .bytes(let bytes): !bytes.isEmpty
    case .tuple(let items), .frozenSet(let items): !items.isEmpty
    }
  }

  private static func decideBranch(of block: BlockID, in graph: inout Graph) {
    guard let last = graph[block].instructions.last, graph[last].opcode == .branch,
      let isTrue = condition(graph[last].inputs[0], graph)
    else { return }
    let kept = graph[last].targets[isTrue ? 0 : 1]
    graph.removeEdge(from: block, to: graph[last].targets[isTrue ? 1 : 0])
    graph[last] = Instruction(.jump, position: graph[last].position, targets: [kept])
    removeDecided(in: block, &graph)
  }

  /// The truth tests of constants, which cannot raise, have no use any more.
  private static func removeDecided(in block: BlockID, _ graph: inout Graph) {
    var uses = graph.useCounts()
    for value in graph[block].instructions.reversed()
    where uses[value.index] == 0 && graph[value].representation == .bool
      && condition(value, graph) != nil
    {
      for input in graph[value].inputs { uses[input.index] -= 1 }
      graph[block].instructions.removeAll { $0 == value }
    }
  }
}
