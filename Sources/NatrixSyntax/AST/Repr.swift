/// Python's `repr` of constants.

/// `repr` of a literal's value.
package func pythonRepr(constant: Constant) -> String {
  switch constant {
  case .none: return "None"
  case .true: return "True"
  case .false: return "False"
  case .ellipsis: return "Ellipsis"
  case .int(let digits, let radix): return decimal(digits, radix: radix)
  case .float(let value): return pythonRepr(float: value)
  case .imaginary(let value):
    let text = pythonRepr(float: value)
    return (text.hasSuffix(".0") ? String(text.dropLast(2)) : text) + "j"
  case .string(let codePoints): return pythonRepr(codePoints: codePoints)
  case .bytes(let bytes): return pythonRepr(bytes: bytes)
  }
}

/// `repr` of a float: the shortest digits that read back, with an exponent below 1e-4 and from 1e16
/// on.
package func pythonRepr(float value: Double) -> String {
  guard value.isFinite else {
    return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf"
  }
  // Swift's digits are the same shortest ones, only the layout differs.
  var mantissa = "\(value.magnitude)"
  var exponent = 0
  if let mark = mantissa.firstIndex(of: "e") {
    exponent = Int(mantissa[mantissa.index(after: mark)...]) ?? 0
    mantissa = String(mantissa[..<mark])
  }
  let parts = mantissa.split(separator: ".", omittingEmptySubsequences: false)
  let whole = String(parts[0])
  let fraction = parts.count > 1 ? String(parts[1]) : ""
  var digits = Array((whole + fraction).utf8)
  // The value is 0.digits × 10^point.
  var point = whole.utf8.count + exponent
  while digits.count > 1, digits[0] == 48 {
    digits.removeFirst()
    point -= 1
  }
  while digits.count > 1, digits.last == 48 { digits.removeLast() }
  if digits == [48] { point = 1 }
  let text = String(decoding: digits, as: UTF8.self)
  let sign = value.sign == .minus ? "-" : ""
  let scientific = point - 1
  if scientific < -4 || scientific >= 16 {
    let rest = text.dropFirst().isEmpty ? "" : "." + text.dropFirst()
    let size = scientific.magnitude < 10 ? "0\(scientific.magnitude)" : "\(scientific.magnitude)"
    return sign + text.prefix(1) + rest + (scientific < 0 ? "e-" : "e+") + size
  }
  if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + text }
  if point >= digits.count {
    return sign + text + String(repeating: "0", count: point - digits.count) + ".0"
  }
  return sign + text.prefix(point) + "." + text.dropFirst(point)
}

package func pythonRepr(string: String) -> String {
  pythonRepr(codePoints: string.unicodeScalars.map(\.value))
}

/// `repr` of a string.
package func pythonRepr(codePoints: [UInt32]) -> String {
  let hasSingle = codePoints.contains(39)
  let quote: UInt32 = hasSingle && !codePoints.contains(34) ? 34 : 39
  var result = String.UnicodeScalarView()
  func escape(_ letter: Unicode.Scalar, _ value: UInt32, _ width: Int) {
    result.append("\\")
    result.append(letter)
    let hex = String(value, radix: 16)
    for _ in 0..<max(0, width - hex.utf8.count) { result.append("0") }
    result.append(contentsOf: hex.unicodeScalars)
  }
  func append(_ text: String) { result.append(contentsOf: text.unicodeScalars) }
  let mark = Unicode.Scalar(UInt8(quote))
  result.append(mark)
  for value in codePoints {
    switch value {
    case quote, 92:
      result.append("\\")
      result.append(Unicode.Scalar(UInt8(value)))
    case 9: append("\\t")
    case 10: append("\\n")
    case 13: append("\\r")
    case 32...126: result.append(Unicode.Scalar(UInt8(value)))
    case 0..<32, 127: escape("x", value, 2)
    default:  // beyond ASCII
      if let scalar = Unicode.Scalar(value), Lexer.isPrintable(scalar) {
        result.append(scalar)
      } else if value < 0x100 {
        escape("x", value, 2)
      } else if value < 0x10000 {
        escape("u", value, 4)
      } else {
        escape("U", value, 8)
      }
    }
  }
  result.append(mark)
  return String(result)
}

package func pythonRepr(bytes: [UInt8]) -> String {
  let quote: UInt8 = bytes.contains(39) && !bytes.contains(34) ? 34 : 39
  var result: [UInt8] = [UInt8(ascii: "b"), quote]
  let hex = Array("0123456789abcdef".utf8)
  for byte in bytes {
    switch byte {
    case quote, 92: result += [92, byte]
    case 9: result += Array("\\t".utf8)
    case 10: result += Array("\\n".utf8)
    case 13: result += Array("\\r".utf8)
    case 32...126: result.append(byte)
    default:  // not printable
      result += [92, UInt8(ascii: "x"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
    }
  }
  result.append(quote)
  return String(decoding: result, as: UTF8.self)
}

/// Digits of any radix as decimal ones.
private func decimal(_ digits: String, radix: Int) -> String {
  guard radix != 10 else { return digits }
  if let small = UInt64(digits, radix: radix) { return "\(small)" }
  // Little-endian limbs of nine decimal digits.
  var limbs: [UInt64] = [0]
  for byte in digits.utf8 {
    var carry = UInt64(byte < 58 ? byte - 48 : (byte | 0x20) - 87)
    for index in limbs.indices {
      let value = limbs[index] * UInt64(radix) + carry
      limbs[index] = value % 1_000_000_000
      carry = value / 1_000_000_000
    }
    if carry > 0 { limbs.append(carry) }
  }
  var result = "\(limbs[limbs.count - 1])"
  for limb in limbs.dropLast().reversed() {
    let text = "\(limb)"
    result += String(repeating: "0", count: 9 - text.utf8.count) + text
  }
  return result
}
