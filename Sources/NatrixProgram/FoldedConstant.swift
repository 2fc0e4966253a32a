/// What the constant expressions become that CPython evaluates before it looks for mistakes: their types, and as much of
/// their values as decides whether they can be evaluated.

import NatrixSyntax

enum FoldedConstant {
  case none, bool, ellipsis
  /// The value, when it is a literal that is not large.
  case int(Int?)
  case float(isZero: Bool)
  case complex
  /// The length.
  case string(Int)
  case bytes(Int)
  case tuple([FoldedConstant])

  var typeName: String {
    switch self {
    case .none: "NoneType"
    case .bool: "bool"
    case .ellipsis: "ellipsis"
    case .int: "int"
    case .float: "float"
    case .complex: "complex"
    case .string: "str"
    case .bytes: "bytes"
    case .tuple: "tuple"
    }
  }

  /// nil: CPython leaves it to run time.
  init?(_ expression: Expression) {
    switch expression.kind {
    case .constant(let value, _): self.init(value)
    case .name(let name, _):
      guard name == "__debug__" else { return nil }
      self = .bool
    case .tuple(let elements, _):
      var items: [FoldedConstant] = []
      for element in elements {
        guard let item = FoldedConstant(element) else { return nil }
        items.append(item)
      }
      self = .tuple(items)
    case .unaryOp(let unary, let operand):
      guard let value = FoldedConstant(operand), let result = value.applying(unary) else { return nil }
      self = result
    case .binOp(let left, let binary, let right):
      guard let a = FoldedConstant(left), let b = FoldedConstant(right), let result = a.combined(binary, b) else {
        return nil
      }
      self = result
    case .subscript(let value, let slice, .load):
      guard let base = FoldedConstant(value), case .int(let number?)? = FoldedConstant(slice),
        let result = base.item(number)
      else { return nil }
      self = result
    default: return nil  // no other expression is evaluated
    }
  }

  private init(_ constant: Constant) {
    switch constant {
    case .none: self = .none
    case .true, .false: self = .bool
    case .ellipsis: self = .ellipsis
    case .int(let digits, let radix): self = .int(Int(digits, radix: radix))
    case .float(let value): self = .float(isZero: value == 0)
    case .imaginary: self = .complex
    case .string(let text): self = .string(text.count)
    case .bytes(let bytes): self = .bytes(bytes.count)
    }
  }

  private func applying(_ unary: UnaryOperator) -> FoldedConstant? {
    switch (unary, self) {
    case (.not, _): .bool
    case (_, .bool): .int(nil)
    case (.uSub, .int(let value)): .int(value.map { 0 &- $0 })
    case (.uAdd, .int): self
    case (.invert, .int(let value)): .int(value.map { ~$0 })
    case (.uSub, .float), (.uAdd, .float), (.uSub, .complex), (.uAdd, .complex): self
    default: nil
    }
  }

  private var isZero: Bool {
    switch self {
    case .int(0), .float(isZero: true): true
    default: false
    }
  }

  /// int, float, complex as 0, 1, 2.
  private var numberRank: Int? {
    switch self {
    case .bool, .int: 0
    case .float: 1
    case .complex: 2
    case .none, .ellipsis, .string, .bytes, .tuple: nil
    }
  }

  private func combined(_ binary: BinaryOperator, _ other: FoldedConstant) -> FoldedConstant? {
    if let a = numberRank, let b = other.numberRank { return number(binary, other, max(a, b)) }
    switch (binary, self, other) {
    case (.add, .string(let a), .string(let b)): return .string(a + b)
    case (.add, .bytes(let a), .bytes(let b)): return .bytes(a + b)
    case (.add, .tuple(let a), .tuple(let b)): return .tuple(a + b)
    case (.mult, .string(let a), .int(let count?)) where a * max(count, 0) <= 4096: return .string(a * max(count, 0))
    case (.mult, .bytes(let a), .int(let count?)) where a * max(count, 0) <= 4096: return .bytes(a * max(count, 0))
    case (.mult, .tuple(let a), .int(let count?)) where a.count * max(count, 0) <= 256:
      return .tuple((0..<max(count, 0)).flatMap { _ in a })
    case (.mult, .int, .string), (.mult, .int, .bytes), (.mult, .int, .tuple): return other.combined(.mult, self)
    default: return nil  // an error at run time
    }
  }

  private func number(_ binary: BinaryOperator, _ other: FoldedConstant, _ rank: Int) -> FoldedConstant? {
    let result: FoldedConstant = rank == 0 ? .int(nil) : rank == 1 ? .float(isZero: false) : .complex
    switch binary {
    case .add, .sub, .mult: return result
    case .div: return other.isZero ? nil : rank == 0 ? .float(isZero: false) : result
    case .floorDiv, .mod: return other.isZero || rank == 2 ? nil : result
    case .pow:
      if case .int(let exponent?) = other, exponent < 0, rank == 0 { return isZero ? nil : .float(isZero: false) }
      return result
    case .lShift, .rShift, .bitOr, .bitXor, .bitAnd: return rank == 0 ? result : nil
    case .matMult: return nil
    }
  }

  private func item(_ number: Int) -> FoldedConstant? {
    func place(_ count: Int) -> Int? {
      let index = number < 0 ? number + count : number
      return index >= 0 && index < count ? index : nil
    }
    switch self {
    case .string(let count): return place(count).map { _ in .string(1) }
    case .bytes(let count): return place(count).map { _ in .int(nil) }
    case .tuple(let items): return place(items.count).map { items[$0] }
    case .none, .bool, .ellipsis, .int, .float, .complex: return nil
    }
  }
}
