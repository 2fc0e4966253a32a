/// The binder's walk over `match` statements: captures, and the patterns that CPython's compiler refuses.

import NatrixSupport
import NatrixSyntax

extension Binder {
  func visitMatch(_ subject: Expression, _ cases: [MatchCase]) {
    visit(subject)
    for (index, matchCase) in cases.enumerated() {
      let mayBeIrrefutable = matchCase.guard != nil || index == cases.count - 1
      var captures: [String] = []
      visit(matchCase.pattern, mayBeIrrefutable, &captures)
      if let condition = matchCase.guard { visit(condition) }
      visit(matchCase.body)
    }
  }

  private func visit(_ pattern: Pattern, _ mayBeIrrefutable: Bool, _ captures: inout [String]) {
    lastPattern = pattern.range
    switch pattern.kind {
    case .matchValue(let value):
      if case .joinedStr = value.kind {
        reportPlacement("patterns may only match literals and attribute lookups", value.range)
      }
      visit(value)
    case .matchSingleton: break
    case .matchSequence(let patterns):
      var stars = 0
      for case .matchStar in patterns.map(\.kind) { stars += 1 }
      if stars > 1 {
        reportPlacement("multiple starred names in sequence pattern", pattern.range)
      }
      for part in patterns { visit(part, true, &captures) }
    case .matchMapping(let keys, let patterns, let rest):
      checkKeys(keys, pattern.range)
      for key in keys { visit(key) }
      for part in patterns { visit(part, true, &captures) }
      if let rest { capture(rest, &captures, lastPattern) }
    case .matchClass(let cls, let patterns, let names, let namedPatterns):
      visit(cls)
      var seen: Set<String> = []
      for (name, part) in zip(names, namedPatterns) where !seen.insert(name).inserted {
        reportPlacement("attribute name repeated in class pattern: \(name)", part.range)
      }
      for part in patterns + namedPatterns { visit(part, true, &captures) }
    case .matchStar(let name):
      if let name { capture(name, &captures, pattern.range) }
    case .matchAs(let inner, let name):
      guard let inner else {
        if !mayBeIrrefutable {
          reportPlacement(
            name.map { "name capture '\($0)' makes remaining patterns unreachable" }
              ?? "wildcard makes remaining patterns unreachable", pattern.range)
        }
        if let name { capture(name, &captures, pattern.range) }
        return
      }
      visit(inner, mayBeIrrefutable, &captures)
      if let name { capture(name, &captures, lastPattern) }
    case .matchOr(let patterns):
      var expected: Set<String>?
      let before = captures
      for (index, part) in patterns.enumerated() {
        var own: [String] = []
        visit(part, index == patterns.count - 1 && mayBeIrrefutable, &own)
        if let expected, expected != Set(own) {
          reportPlacement("alternative patterns bind different names", lastPattern)
        }
        if expected == nil {
          expected = Set(own)
          for name in own where before.contains(name) {
            reportPlacement("multiple assignments to name '\(name)' in pattern", lastPattern)
          }
          captures = before + own
        }
      }
    }
  }

  private func capture(_ name: String, _ captures: inout [String], _ range: SourceRange) {
    define(name, .assigned, at: range)
    checkStore(name, range)
    if captures.contains(name) {
      reportPlacement("multiple assignments to name '\(name)' in pattern", range)
    }
    captures.append(name)
  }

  private func checkKeys(_ keys: [Expression], _ range: SourceRange) {
    var seen: [(literal: Constant, isNegative: Bool)] = []
    for key in keys {
      if case .joinedStr = key.kind {
        reportPlacement("mapping pattern keys may only match literals and attribute lookups", range)
      }
      guard let (literal, isNegative) = keyLiteral(key) else { continue }
      if seen.contains(where: { areEqual($0, (literal, isNegative)) }) {
        var sign = isNegative ? "-" : ""
        if case .int = literal, literal.smallNumber == 0 { sign = "" }
        reportPlacement("mapping pattern checks duplicate key (\(sign)\(literal.repr))", range)
      }
      seen.append((literal, isNegative))
    }
  }

  /// A literal key, with or without a minus before it.
  private func keyLiteral(_ key: Expression) -> (Constant, Bool)? {
    switch key.kind {
    case .constant(let literal, _): return (literal, false)
    case .unaryOp(.uSub, let operand):
      guard case .constant(let literal, _) = operand.kind else { return nil }
      return (literal, true)
    default: return nil
    }
  }

  /// Equality of two literals as keys of a dict; numbers written in different ways count as different here only when
  /// they cannot be compared without big numbers.
  private func areEqual(
    _ left: (literal: Constant, isNegative: Bool), _ right: (literal: Constant, isNegative: Bool)
  ) -> Bool {
    if let a = left.literal.smallComplex, let b = right.literal.smallComplex {
      let sign: Double = left.isNegative == right.isNegative ? 1 : -1
      return a.real == sign * b.real && a.imaginary == sign * b.imaginary
    }
    return left.isNegative == right.isNegative && left.literal == right.literal
  }
}

extension Constant {
  fileprivate var smallComplex: (real: Double, imaginary: Double)? {
    if case .imaginary(let value) = self { return (0, value) }
    return smallNumber.map { ($0, 0) }
  }

  var smallNumber: Double? {
    switch self {
    case .true: 1
    case .false: 0
    case .int(let digits, let radix): Int(digits, radix: radix).map(Double.init)
    case .float(let value): value
    case .none, .ellipsis, .imaginary, .string, .bytes: nil
    }
  }

  /// As `repr` shows it.
  var repr: String {
    switch self {
    case .none: "None"
    case .true: "True"
    case .false: "False"
    case .ellipsis: "Ellipsis"
    case .int(let digits, let radix): Int(digits, radix: radix).map(String.init) ?? digits
    case .float(let value): "\(value)"
    case .imaginary(let value): value == value.rounded() ? "\(Int(value))j" : "\(value)j"
    case .string(let points): quoted(points)
    case .bytes(let bytes): "b" + quoted(bytes.map(UInt32.init))
    }
  }

  private func quoted(_ points: [UInt32]) -> String {
    let quote: UInt32 = points.contains(39) && !points.contains(34) ? 34 : 39
    var result = String(Unicode.Scalar(UInt8(quote)))
    for point in points {
      switch point {
      case quote, 92: result += "\\" + String(Unicode.Scalar(UInt8(point)))
      case 10: result += "\\n"
      case 13: result += "\\r"
      case 9: result += "\\t"
      default:
        guard point >= 32, point != 127, let scalar = Unicode.Scalar(point) else {
          let hex = String(point, radix: 16)
          let (letter, width) = point < 256 ? ("x", 2) : point < 65536 ? ("u", 4) : ("U", 8)
          result += "\\" + letter + String(repeating: "0", count: max(0, width - hex.count)) + hex
          continue
        }
        result.unicodeScalars.append(scalar)
      }
    }
    return result + String(Unicode.Scalar(UInt8(quote)))
  }
}
