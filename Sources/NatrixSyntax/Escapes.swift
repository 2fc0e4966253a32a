/// Backslash escapes in string and bytes literals, and what is wrong with broken ones.

/// Decodes a literal's text. Returns CPython's words for the first broken escape, if there is one. `invalid` becomes what
/// follows the first backslash that is none of an escape: one character, or the digits of an octal escape that is too large.
func decodeEscapes(
  _ part: UnsafeBufferPointer<UInt8>, into result: inout [UInt32], invalid: inout String?
) -> String? {
  var index = 0
  // CPython first writes characters beyond ASCII as \UXXXXXXXX; its positions count those.
  var extra = 0
  func broken(_ start: Int, _ end: Int, _ reason: String, _ extraBefore: Int? = nil) -> String {
    let from = start + (extraBefore ?? extra)
    let to = end + extra - 1
    return from == to
      ? "byte 0x5c in position \(from): \(reason)" : "bytes in position \(from)-\(to): \(reason)"
  }
  while index < part.count {
    let c = part[index]
    if c >= 128 {
      let (scalar, width) = decodeScalar(part, index)
      result.append(scalar)
      index += width
      extra += 10 - width
      continue
    }
    guard c == UInt8(ascii: "\\") else {
      result.append(UInt32(c))
      index += 1
      continue
    }
    let start = index
    guard index + 1 < part.count, part[index + 1] < 128 else {
      // At the end of a piece of an f-string, or before a character that no escape has.
      result.append(UInt32(c))
      index += 1
      extra += 5
      continue
    }
    let escape = part[index + 1]
    index += 2
    switch escape {
    case UInt8(ascii: "x"), UInt8(ascii: "u"), UInt8(ascii: "U"):
      let (width, form) =
        escape == UInt8(ascii: "x")
        ? (2, "\\xXX") : escape == UInt8(ascii: "u") ? (4, "\\uXXXX") : (8, "\\UXXXXXXXX")
      var value: UInt32 = 0
      var count = 0
      while count < width, index < part.count, let digit = hexDigit(part[index]) {
        value = value << 4 | digit
        index += 1
        count += 1
      }
      guard count == width else { return broken(start, index, "truncated \(form) escape") }
      guard value <= 0x10FFFF else { return broken(start, index, "illegal Unicode character") }
      result.append(value)
    case UInt8(ascii: "N"):
      var end = index
      guard end < part.count, part[end] == UInt8(ascii: "{") else {
        return broken(start, index, "malformed \\N character escape")
      }
      let extraBefore = extra
      while end < part.count, part[end] != UInt8(ascii: "}") {
        if part[end] >= 0xC0 { extra += 10 - scalarWidth(part[end]) }
        end += 1
      }
      guard end < part.count, end > index + 1 else {
        return broken(start, end, "malformed \\N character escape", extraBefore)
      }
      let name = String(
        decoding: UnsafeBufferPointer(rebasing: part[(index + 1)..<end]), as: UTF8.self)
      guard let scalar = unicodeScalar(named: name) else {
        return broken(start, end + 1, "unknown Unicode character name", extraBefore)
      }
      result.append(scalar)
      index = end + 1
    default:  // the single-letter escapes, which bytes literals have too
      if let simple = simpleEscape(part, &index, escape) {
        if simple >= 0 { result.append(UInt32(simple)) }
        noteOctal(simple, escape, part, index, &invalid)
      } else {
        if invalid == nil { invalid = String(UnicodeScalar(escape)) }
        result.append(UInt32(UInt8(ascii: "\\")))
        index = start + 1
      }
    }
  }
  return nil
}

/// The same for a bytes literal.
func decodeByteEscapes(
  _ part: UnsafeBufferPointer<UInt8>, into result: inout [UInt8], invalid: inout String?
) -> String? {
  var index = 0
  while index < part.count {
    let c = part[index]
    guard c == UInt8(ascii: "\\"), index + 1 < part.count else {
      result.append(c)
      index += 1
      continue
    }
    let start = index
    let escape = part[index + 1]
    index += 2
    if escape == UInt8(ascii: "x") {
      guard index + 1 < part.count, let high = hexDigit(part[index]),
        let low = hexDigit(part[index + 1])
      else { return "invalid \\x escape at position \(start)" }
      result.append(UInt8(high << 4 | low))
      index += 2
    } else if let simple = simpleEscape(part, &index, escape) {
      if simple >= 0 { result.append(UInt8(truncatingIfNeeded: simple)) }
      noteOctal(simple, escape, part, index, &invalid)
    } else {
      if invalid == nil { invalid = String(UnicodeScalar(escape)) }
      result.append(UInt8(ascii: "\\"))
      index = start + 1
    }
  }
  return nil
}

/// An octal escape of more than a byte is as good as none.
private func noteOctal(
  _ value: Int, _ letter: UInt8, _ part: UnsafeBufferPointer<UInt8>, _ end: Int, _ invalid: inout String?
) {
  guard value > 0o377, letter >= UInt8(ascii: "4"), letter <= UInt8(ascii: "7"), invalid == nil else { return }
  invalid = String(decoding: part[(end - 3)..<end], as: UTF8.self)
}

/// The character of a one-letter or octal escape; -1 for an escaped line end; nil when the backslash
/// means itself. `index` stands behind the letter.
private func simpleEscape(_ part: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ letter: UInt8)
  -> Int?
{
  switch letter {
  case 10: return -1
  case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): return Int(letter)
  case UInt8(ascii: "a"): return 7
  case UInt8(ascii: "b"): return 8
  case UInt8(ascii: "f"): return 12
  case UInt8(ascii: "n"): return 10
  case UInt8(ascii: "r"): return 13
  case UInt8(ascii: "t"): return 9
  case UInt8(ascii: "v"): return 11
  case UInt8(ascii: "0")...UInt8(ascii: "7"):
    var value = Int(letter) - 48
    var count = 1
    while count < 3, index < part.count, part[index] >= 48, part[index] <= 55 {
      value = value * 8 + Int(part[index]) - 48
      index += 1
      count += 1
    }
    return value
  default: return nil  // no other letter is an escape
  }
}

private func hexDigit(_ c: UInt8) -> UInt32? {
  switch c {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): return UInt32(c) - 48
  case UInt8(ascii: "a")...UInt8(ascii: "f"): return UInt32(c) - 87
  case UInt8(ascii: "A")...UInt8(ascii: "F"): return UInt32(c) - 55
  default: return nil  // no digit
  }
}

private func scalarWidth(_ first: UInt8) -> Int { first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2 }

/// One character of valid UTF-8.
private func decodeScalar(_ part: UnsafeBufferPointer<UInt8>, _ index: Int) -> (UInt32, Int) {
  let c = UInt32(part[index])
  func next(_ offset: Int) -> UInt32 {
    index + offset < part.count ? UInt32(part[index + offset]) & 0x3F : 0
  }
  if c < 0xE0 { return ((c & 0x1F) << 6 | next(1), 2) }
  if c < 0xF0 { return ((c & 0x0F) << 12 | next(1) << 6 | next(2), 3) }
  return ((c & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
}

/// The character that `\N{name}` means. The standard library knows names only by character, so
/// all of them are looked through: some 20 ms, in the rare programs that use such an escape.
func unicodeScalar(named name: String) -> UInt32? {
  let wanted = name.uppercased()
  let ideograph = "CJK UNIFIED IDEOGRAPH-"
  if wanted.hasPrefix(ideograph) {
    guard let value = UInt32(wanted.dropFirst(ideograph.count), radix: 16),
      let scalar = Unicode.Scalar(value), scalar.properties.isUnifiedIdeograph
    else { return nil }
    return value
  }
  if let value = variationSelector(wanted) ?? characterAlias(wanted) { return value }
  for value in UInt32(0)...0x10FFFF {
    // Planes without names in between.
    if value >= 0x32000, value < 0xE0000 { continue }
    guard let scalar = Unicode.Scalar(value) else { continue }
    if scalar.properties.name == wanted { return value }
  }
  return nil
}

/// `VS1` to `VS256`.
private func variationSelector(_ name: String) -> UInt32? {
  guard name.hasPrefix("VS"), let number = UInt32(name.dropFirst(2)), number >= 1, number <= 256,
    name == "VS\(number)"
  else { return nil }
  return number <= 16 ? 0xFE00 + number - 1 : 0xE0100 + number - 17
}

private func characterAlias(_ name: String) -> UInt32? {
  CharacterAliases.names.withUTF8Buffer { bytes in
    for line in bytes.split(separator: 10) {
      guard let mark = line.firstIndex(of: UInt8(ascii: "=")) else { continue }
      guard line[(mark + 1)...].elementsEqual(name.utf8) else { continue }
      return UInt32(String(decoding: line[..<mark], as: UTF8.self), radix: 16)
    }
    return nil
  }
}
