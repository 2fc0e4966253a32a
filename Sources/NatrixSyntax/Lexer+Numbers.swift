/// Numbers, with CPython's errors for those that go wrong.
///
///     1_000   0x_ff   0o17   1.5e-3   2j   .5

import NatrixSupport

extension Lexer {
  mutating func number() -> Bool {
    let start = position
    if base[start] == UInt8(ascii: "0") {
      switch byte(start + 1) | 0x20 {
      case UInt8(ascii: "x"):
        return prefixed(start, "hexadecimal") { c in
          (c >= UInt8(ascii: "0") && c <= UInt8(ascii: "9"))
            || (c | 0x20 >= UInt8(ascii: "a") && c | 0x20 <= UInt8(ascii: "f"))
        }
      case UInt8(ascii: "o"):
        return prefixed(start, "octal") { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "7") }
      case UInt8(ascii: "b"):
        return prefixed(start, "binary") { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "1") }
      default:
        return decimal(start, leadingZero: true)
      }
    }
    return decimal(start, leadingZero: false)
  }

  private mutating func prefixed(_ start: Int, _ name: String, isDigit isValid: (UInt8) -> Bool)
    -> Bool
  {
    var index = start + 2
    repeat {
      if byte(index) == UInt8(ascii: "_") { index += 1 }
      guard isValid(byte(index)) else { return failDigit(index, name) }
      while isValid(byte(index)) { index += 1 }
    } while byte(index) == UInt8(ascii: "_")
    if isDigit(byte(index)) { return failDigit(index, name) }
    return endNumber(start, index, name)
  }

  private mutating func failDigit(_ index: Int, _ name: String) -> Bool {
    let c = byte(index)
    guard isDigit(c), name != "hexadecimal" else {
      return failAfter(index, "invalid \(name) literal")
    }
    return failAfter(
      index + 1, "invalid digit '\(Character(UnicodeScalar(c)))' in \(name) literal")
  }

  private mutating func decimal(_ start: Int, leadingZero: Bool) -> Bool {
    var index = start
    var isOctalStyle = false
    var zerosEnd = start
    if leadingZero {
      index += 1
      while true {
        if byte(index) == UInt8(ascii: "_") {
          index += 1
          guard isDigit(byte(index)) else { return failAfter(index, "invalid decimal literal") }
        }
        guard byte(index) == UInt8(ascii: "0") else { break }
        index += 1
      }
      zerosEnd = index + 1
      if isDigit(byte(index)) {
        isOctalStyle = true
        guard let end = digits(index) else { return false }
        index = end
      }
    } else if byte(index) != UInt8(ascii: ".") {
      guard let end = digits(index) else { return false }
      index = end
    }
    var isFloat = false
    if byte(index) == UInt8(ascii: ".") {
      isFloat = true
      index += 1
      if isDigit(byte(index)) {
        guard let end = digits(index) else { return false }
        index = end
      }
    }
    if byte(index) | 0x20 == UInt8(ascii: "e") {
      let sign = byte(index + 1)
      let isSigned = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
      let first = index + (isSigned ? 2 : 1)
      if isDigit(byte(first)) {
        isFloat = true
        guard let end = digits(first) else { return false }
        index = end
      } else if isSigned {
        return failAfter(first, "invalid decimal literal")
      } else {
        return endNumber(start, index, "decimal")
      }
    }
    if byte(index) | 0x20 == UInt8(ascii: "j") {
      return endNumber(start, index + 1, "imaginary")
    }
    if isOctalStyle, !isFloat {
      return fail(
        "SyntaxError",
        "leading zeros in decimal integer literals are not permitted; "
          + "use an 0o prefix for octal integers", at: start, zerosEnd - 1)
    }
    return endNumber(start, index, "decimal")
  }

  /// The end of digits with single underscores between them.
  private mutating func digits(_ start: Int) -> Int? {
    var index = start
    while true {
      while isDigit(byte(index)) { index += 1 }
      guard byte(index) == UInt8(ascii: "_") else { return index }
      index += 1
      guard isDigit(byte(index)) else {
        failAfter(index, "invalid decimal literal")
        return nil
      }
    }
  }

  /// Only the keywords that can follow a number may touch it (`1if x else 2`).
  private mutating func endNumber(_ start: Int, _ end: Int, _ name: String) -> Bool {
    if isPotentialNameByte(byte(end)) {
      guard keywordFollows(end) else { return failAfter(end, "invalid \(name) literal") }
      warnings.append(SyntaxWarning("invalid \(name) literal", by: .lexer, at: SourceRange(end - 1, end - 1)))
    }
    position = end
    append(.number, start, end)
    return true
  }

  private func keywordFollows(_ offset: Int) -> Bool {
    func continues(_ rest: StaticString) -> Bool {
      let count = rest.utf8CodeUnitCount
      for index in 0..<count where byte(offset + 1 + index) != rest.utf8Start[index] {
        return false
      }
      return !isPotentialNameByte(byte(offset + 1 + count))
    }
    switch byte(offset) {
    case UInt8(ascii: "a"): return continues("nd")
    case UInt8(ascii: "e"): return continues("lse")
    case UInt8(ascii: "f"): return continues("or")
    case UInt8(ascii: "i"):
      // CPython looks no further than at these two letters.
      let next = byte(offset + 1)
      return next == UInt8(ascii: "f") || next == UInt8(ascii: "n") || next == UInt8(ascii: "s")
    case UInt8(ascii: "o"): return continues("r")
    case UInt8(ascii: "n"): return continues("ot")
    default: return false
    }
  }
}
