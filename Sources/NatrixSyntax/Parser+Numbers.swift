/// Number tokens to constants.

import NatrixSupport

extension Parser {
  func number() -> Expression? {
    let token = token
    advance()
    guard let value = numberValue(token) else { return nil }
    return Expression(.constant(value: value, hasUPrefix: false), range: token.range)
  }

  private func numberValue(_ token: Token) -> Constant? {
    let bytes = text[Int(token.start)..<Int(token.end)]
    var digits = ""
    digits.reserveCapacity(bytes.count)
    for byte in bytes where byte != UInt8(ascii: "_") {
      digits.unicodeScalars.append(
        UnicodeScalar(byte >= 65 && byte <= 90 ? byte | 0x20 : byte))
    }
    let utf8 = digits.utf8
    if utf8.count > 2, utf8.first == UInt8(ascii: "0") {
      let rest = String(digits.dropFirst(2))
      switch utf8[utf8.index(after: utf8.startIndex)] {
      case UInt8(ascii: "x"): return .int(digits: rest, radix: 16)
      case UInt8(ascii: "o"): return .int(digits: rest, radix: 8)
      case UInt8(ascii: "b"): return .int(digits: rest, radix: 2)
      default: break  // a decimal number
      }
    }
    if utf8.last == UInt8(ascii: "j") {
      return .imaginary(Double(digits.dropLast()) ?? 0)
    }
    for byte in utf8 where byte == UInt8(ascii: ".") || byte == UInt8(ascii: "e") {
      return .float(Double(digits) ?? 0)
    }
    let significant = digits.drop { $0 == "0" }
    guard significant.utf8.count <= Parser.maximumDecimalDigits else {
      return fail(
        "Exceeds the limit (\(Parser.maximumDecimalDigits) digits) for integer string conversion: "
          + "value has \(utf8.count) digits; use sys.set_int_max_str_digits() to increase the "
          + "limit - Consider hexadecimal for huge integer literals to avoid decimal conversion "
          + "limits.", at: token.range)
    }
    return .int(digits: significant.isEmpty ? "0" : String(significant), radix: 10)
  }

  private static let maximumDecimalDigits = 4300
}
