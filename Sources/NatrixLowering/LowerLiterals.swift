/// Literals, displays, f-strings and t-strings.

import NatrixIR
import NatrixSupport
import NatrixSyntax

extension FunctionLowering {
  func tuple(_ items: [ValueID]) -> ValueID {
    let known = items.map { graph[$0].opcode == .constant ? graph[$0].constant : nil }
    let constants = known.compactMap { $0 }
    if constants.count == items.count, !constants.contains(.absent) {
      return constant(.tuple(constants))
    }
    return emit(.build_tuple, items)
  }

  private func isStarred(_ expression: Expression) -> Bool {
    if case .starred = expression.kind { true } else { false }
  }

  /// How many values a display keeps at hand; longer ones grow, as in CPython. What is at hand is alive in every block up to
  /// the display, so the time to find that out would be quadratic.
  static let displayLimit = 32

  /// The element from which on a display grows: the first starred one, or where there are too many; nil when it is made at
  /// once.
  private func growingPoint(_ elements: [Expression]) -> Int? {
    let starred = elements.firstIndex(where: isStarred)
    guard elements.count > FunctionLowering.displayLimit, !elements.allSatisfy(isFoldedByCPython) else { return starred }
    return min(starred ?? FunctionLowering.displayLimit, FunctionLowering.displayLimit)
  }

  func lowerTuple(_ elements: [Expression]) -> ValueID {
    guard growingPoint(elements) != nil else { return tuple(elements.map(value)) }
    return emit(.list_to_tuple, [lowerList(elements)])
  }

  func lowerList(_ elements: [Expression]) -> ValueID {
    guard let first = growingPoint(elements) else {
      return emit(.build_list, elements.map(value))
    }
    let list = emit(.build_list, elements[..<first].map(value))
    for element in elements[first...] {
      if case .starred(let inner, _) = element.kind {
        emit(.list_extend, [list, value(inner)])
      } else {
        emit(.list_add, [list, value(element)])
      }
    }
    return list
  }

  /// Whether CPython's compiler makes a constant of an expression.
  private func isFoldedByCPython(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .constant: true
    case .unaryOp(_, let operand): isFoldedByCPython(operand)
    case .binOp(let left, _, let right): isFoldedByCPython(left) && isFoldedByCPython(right)
    case .tuple(let elements, _): elements.allSatisfy(isFoldedByCPython)
    default: false  // every other kind is evaluated when the program runs
    }
  }

  /// What `in` and `not in` look in: a list or set display of constants is none that anybody sees, so it need not be made anew.
  func container(_ expression: Expression, of op: ComparisonOperator) -> ValueID {
    guard op == .in || op == .notIn else { return value(expression) }
    switch expression.kind {
    case .set(let elements) where elements.allSatisfy(isFoldedByCPython):
      return at(expression.range) { emit(.member_set, elements.map(value)) }
    case .list(let elements, let context) where elements.allSatisfy(isFoldedByCPython):
      return value(Expression(.tuple(elts: elements, ctx: context), range: expression.range))
    default: return value(expression)
    }
  }

  func lowerSet(_ elements: [Expression]) -> ValueID {
    guard let first = growingPoint(elements) else {
      let items = elements.map(value)
      let constant = items.count >= 3 && elements.allSatisfy(isFoldedByCPython)
      return emit(constant ? .build_constant_set : .build_set, items)
    }
    let set = emit(.build_set, elements[..<first].map(value))
    for element in elements[first...] {
      if case .starred(let inner, _) = element.kind {
        emit(.set_extend, [set, value(inner)])
      } else {
        emit(.set_include, [set, value(element)])
      }
    }
    return set
  }

  func lowerDict(_ keys: [Expression?], _ values: [Expression]) -> ValueID {
    var first = keys.firstIndex { $0 == nil } ?? keys.count
    let limit = FunctionLowering.displayLimit
    if first > limit, !keys.prefix(first).allSatisfy({ $0.map(isFoldedByCPython) ?? false })
      || !values.prefix(first).allSatisfy(isFoldedByCPython)
    {
      first = limit
    }
    var items: [ValueID] = []
    for (key, item) in zip(keys, values).prefix(first) {
      if let key { items.append(value(key)) }
      items.append(value(item))
    }
    let dict = emit(.build_dict, items)
    for (key, item) in zip(keys, values).dropFirst(first) {
      if let key {
        let key = value(key)
        emit(.dict_include, [dict, key, value(item)])
      } else {
        emit(.dict_extend, [dict, value(item)])
      }
    }
    return dict
  }

  // MARK: Strings with expressions in them

  func lowerJoined(_ parts: [Expression], _ range: SourceRange) -> ValueID {
    let outer = stringRange
    if stringRange == nil { stringRange = range }
    defer { stringRange = outer }
    return at(stringRange ?? range) {
      if parts.isEmpty { return text("") }
      return joined(parts[...])
    }
  }

  /// Many parts in groups, and these in groups.
  private func joined(_ parts: ArraySlice<Expression>) -> ValueID {
    let limit = FunctionLowering.displayLimit
    guard parts.count > limit else {
      let pieces = parts.map(value)
      return pieces.count == 1 ? pieces[0] : emit(.build_string, pieces)
    }
    var size = limit
    while size * limit < parts.count { size *= limit }
    let groups = stride(from: parts.startIndex, to: parts.endIndex, by: size).map {
      joined(parts[$0..<min($0 + size, parts.endIndex)])
    }
    return emit(.build_string, groups)
  }

  func lowerFormatted(
    _ formatted: Expression, _ conversion: Conversion?, _ spec: Expression?
  ) -> ValueID {
    let range = stringRange
    stringRange = nil
    let result = value(formatted)
    stringRange = range
    let spec = spec.map(value) ?? absent
    let number =
      switch conversion {
      case nil: 0
      case .str: 1
      case .repr: 2
      case .ascii: 3
      }
    return at(range ?? position.range) {
      emit(.format_value, [result, spec], [.integer(number)])
    }
  }

  func lowerInterpolation(
    _ interpolated: Expression, _ source: [UInt32], _ conversion: Conversion?, _ spec: Expression?
  ) -> ValueID {
    let result = value(interpolated)
    let letter: ValueID =
      switch conversion {
      case nil: none
      case .str: text("s")
      case .repr: text("r")
      case .ascii: text("a")
      }
    let spec = spec.map(value) ?? text("")
    return emit(.build_interpolation, [result, constant(.string(source)), letter, spec])
  }

  func lowerTemplate(_ parts: [Expression]) -> ValueID { emit(.build_template, parts.map(value)) }

}

/// The value of a literal.
package func irConstant(_ literal: NatrixSyntax.Constant) -> NatrixIR.Constant {
  switch literal {
  case .none: .none
  case .true: .true
  case .false: .false
  case .ellipsis: .ellipsis
  case .int(let digits, let radix): .integer(decimal(digits, radix))
  case .float(let number): .float(number.bitPattern)
  case .imaginary(let number): .complex(real: 0, imaginary: number.bitPattern)
  case .string(let points): .string(points)
  case .bytes(let bytes): .bytes(bytes)
  }
}

/// The decimal digits of a number written in another base, without leading zeros.
func decimal(_ digits: String, _ radix: Int) -> String {
  if radix == 10 {
    let stripped = digits.drop { $0 == "0" }
    return stripped.isEmpty ? "0" : String(stripped)
  }
  if let small = UInt64(digits, radix: radix) { return String(small) }
  // Groups of nine decimal digits, the lowest first.
  var groups: [UInt64] = [0]
  for digit in digits {
    var carry = UInt64(digit.hexDigitValue ?? 0)
    for index in groups.indices {
      let sum = groups[index] * UInt64(radix) + carry
      groups[index] = sum % 1_000_000_000
      carry = sum / 1_000_000_000
    }
    if carry > 0 { groups.append(carry) }
  }
  var result = String(groups[groups.count - 1])
  for group in groups.dropLast().reversed() {
    let part = String(group)
    result += String(repeating: "0", count: 9 - part.count) + part
  }
  return result
}
