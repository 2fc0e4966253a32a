/// Bytes of a file to text: encoding declarations, byte order marks, line ends.
///
///     # -*- coding: latin-1 -*-\r\nx = "\xe9"\r\n   →   UTF-8 with \n

import NatrixSupport

/// Decodes a file as CPython does; the failure says what is wrong with its encoding.
package func decodeSource(bytes: [UInt8], path: String) -> Result<SourceFile, Diagnostic> {
  func failure(_ message: String, kind: String = "SyntaxError") -> Result<SourceFile, Diagnostic> {
    .failure(
      Diagnostic(
        kind: kind, message: message, file: SourceFile(path: path, text: []), range: .none))
  }
  var content = bytes[...]
  let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
  if hasMark { content = content.dropFirst(3) }
  if content.contains(0) {
    return failure("source code string cannot contain null bytes", kind: "ValueError")
  }
  let declared = declaredEncoding(content)
  if hasMark, let declared, declared != "utf-8" {
    return failure("encoding problem: \(declared) with BOM")
  }
  switch SourceEncoding(declared ?? "utf-8") {
  case .utf8?:
    let text = normalizedLines(content)
    let file = SourceFile(path: path, text: text)
    if let broken = firstInvalidUTF8(text) {
      if declared == nil, !hasMark { return .failure(undeclared(file, broken.offset)) }
      return .failure(
        Diagnostic(
          kind: "SyntaxError", message: broken.message, file: file,
          range: SourceRange(broken.offset, broken.offset)))
    }
    return .success(file)
  case .latin1?:
    var text: [UInt8] = []
    text.reserveCapacity(content.count + 16)
    for byte in content {
      if byte < 128 {
        text.append(byte)
      } else {
        text.append(0xC0 | byte >> 6)
        text.append(0x80 | byte & 0x3F)
      }
    }
    return .success(SourceFile(path: path, text: normalizedLines(text[...])))
  case .ascii?:
    for (position, byte) in content.enumerated() where byte >= 128 {
      return failure(
        "'ascii' codec can't decode byte 0x\(String(byte, radix: 16)) in position \(position): "
          + "ordinal not in range(128)")
    }
    return .success(SourceFile(path: path, text: normalizedLines(content)))
  case .charmap(let table)?:
    var text: [UInt8] = []
    text.reserveCapacity(content.count + content.count / 4)
    for (position, byte) in content.enumerated() {
      if byte < 128 {
        text.append(byte)
      } else if table[Int(byte) - 128] == "\u{fffe}" {
        return failure(
          "'charmap' codec can't decode byte 0x\(String(byte, radix: 16)) in position \(position): "
            + "character maps to <undefined>")
      } else {
        text.append(contentsOf: String(table[Int(byte) - 128]).utf8)
      }
    }
    return .success(SourceFile(path: path, text: normalizedLines(text[...])))
  case nil:
    return failure("unknown encoding: \(declared ?? "")")
  }
}

/// What CPython says of a file that is no UTF-8 and does not say what else it is.
private func undeclared(_ file: SourceFile, _ offset: Int) -> Diagnostic {
  let line = file.position(of: UInt32(offset)).line
  return Diagnostic(
    kind: "SyntaxError",
    message:
      "Non-UTF-8 code starting with '\\x\(String(file.text[offset], radix: 16))' in file \(file.path) "
      + "on line \(line), but no encoding declared; see https://peps.python.org/pep-0263/ for details",
    file: nil, range: .none)
}

private enum SourceEncoding {
  case utf8, latin1, ascii
  /// An 8-bit encoding: its characters from 128 on.
  case charmap([Unicode.Scalar])

  /// The codec that Python's registry has under that name, if it is one of ours.
  init?(_ name: String) {
    var key = ""
    for character in name.lowercased().unicodeScalars {
      key.unicodeScalars.append(character == "-" || character == "." ? "_" : character)
    }
    while key.hasSuffix("_") { key.removeLast() }
    switch key {
    case "utf_8", "utf8", "u8", "utf", "utf8_ucs2", "utf8_ucs4", "cp65001": self = .utf8
    case "latin_1", "latin1", "latin", "l1", "iso_8859_1", "iso8859_1", "iso8859", "8859", "cp819":
      self = .latin1
    case "ascii", "us_ascii", "646", "us": self = .ascii
    default:
      let isNamed = { (names: StaticString) in
        names.description.split(separator: " ").contains(Substring(key))
      }
      guard let table = SourceCharmaps.tables.first(where: { isNamed($0.names) }) else { return nil }
      self = .charmap(Array(table.upper.description.unicodeScalars))
    }
  }
}

/// The encoding that one of the first two lines declares.
private func declaredEncoding(_ content: ArraySlice<UInt8>) -> String? {
  var start = content.startIndex
  for _ in 0..<2 {
    var end = start
    while end < content.endIndex, content[end] != 10, content[end] != 13 { end += 1 }
    var index = start
    while index < end, content[index] == 32 || content[index] == 9 || content[index] == 12 {
      index += 1
    }
    if index < end {
      guard content[index] == UInt8(ascii: "#") else { return nil }
      if let name = encodingName(content[index..<end]) { return name }
    }
    guard end < content.endIndex else { return nil }
    let isPair = content[end] == 13 && end + 1 < content.endIndex && content[end + 1] == 10
    start = end + (isPair ? 2 : 1)
  }
  return nil
}

private func encodingName(_ comment: ArraySlice<UInt8>) -> String? {
  let word = Array("coding".utf8)
  var index = comment.startIndex
  while index + word.count < comment.endIndex {
    defer { index += 1 }
    guard comment[index..<(index + word.count)].elementsEqual(word) else { continue }
    var begin = index + word.count
    guard comment[begin] == UInt8(ascii: ":") || comment[begin] == UInt8(ascii: "=") else {
      continue
    }
    repeat {
      begin += 1
    } while begin < comment.endIndex && (comment[begin] == 32 || comment[begin] == 9)
    var end = begin
    while end < comment.endIndex, isEncodingByte(comment[end]) { end += 1 }
    guard begin < end else { continue }
    return normalizedEncoding(String(decoding: comment[begin..<end], as: UTF8.self))
  }
  return nil
}

private func isEncodingByte(_ c: UInt8) -> Bool {
  (c | 0x20 >= UInt8(ascii: "a") && c | 0x20 <= UInt8(ascii: "z"))
    || (c >= UInt8(ascii: "0") && c <= UInt8(ascii: "9")) || c == UInt8(ascii: "-")
    || c == UInt8(ascii: "_") || c == UInt8(ascii: ".")
}

/// The two spellings that CPython knows without asking its codecs.
private func normalizedEncoding(_ name: String) -> String {
  var key = ""
  for scalar in name.lowercased().unicodeScalars.prefix(12) {
    key.unicodeScalars.append(scalar == "_" ? "-" : scalar)
  }
  if key == "utf-8" || key.hasPrefix("utf-8-") { return "utf-8" }
  for latin in ["latin-1", "iso-8859-1", "iso-latin-1"]
  where key == latin || key.hasPrefix(latin + "-") {
    return "iso-8859-1"
  }
  return name
}

/// `\r\n` and `\r` become `\n`, and the last line gets one.
package func normalizedLines(_ content: ArraySlice<UInt8>, endingLastLine: Bool = true) -> [UInt8] {
  var text: [UInt8]
  if content.contains(13) {
    text = []
    text.reserveCapacity(content.count + 1)
    var index = content.startIndex
    while index < content.endIndex {
      if content[index] == 13 {
        text.append(10)
        if index + 1 < content.endIndex, content[index + 1] == 10 { index += 1 }
      } else {
        text.append(content[index])
      }
      index += 1
    }
  } else {
    text = Array(content)
  }
  if endingLastLine, let last = text.last, last != 10 { text.append(10) }
  return text
}

/// The first byte that is no UTF-8, and CPython's words for it.
private func firstInvalidUTF8(_ text: [UInt8]) -> (offset: Int, message: String)? {
  var index = 0
  func broken(_ reason: String) -> (offset: Int, message: String) {
    // Positions count from where the name or string began, which is mostly the byte itself.
    let byte = String(text[index], radix: 16)
    return (
      index, "(unicode error) 'utf-8' codec can't decode byte 0x\(byte) in position 0: \(reason)"
    )
  }
  while index < text.count {
    let c = text[index]
    if c < 0x80 {
      index += 1
      continue
    }
    let width = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2
    guard c >= 0xC2, c <= 0xF4 else { return broken("invalid start byte") }
    for offset in 1..<width {
      guard index + offset < text.count else { return broken("unexpected end of data") }
      let next = text[index + offset]
      var low: UInt8 = 0x80
      var high: UInt8 = 0xBF
      if offset == 1 {
        switch c {
        case 0xE0: low = 0xA0
        case 0xED: high = 0x9F
        case 0xF0: low = 0x90
        case 0xF4: high = 0x8F
        default: break  // no other first byte narrows the second
        }
      }
      guard next >= low, next <= high else {
        let isCut = next < 0x80 && !(next >= 48 && next <= 122)
        return broken(isCut ? "unexpected end of data" : "invalid continuation byte")
      }
    }
    index += width
  }
  return nil
}
