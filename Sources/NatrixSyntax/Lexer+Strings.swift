/// Where string literals end. An f-string is one token, whatever is nested in it:
///
///     f"{d["key"]:{width}}"   →   string
///
/// The parser reads the fields inside by itself (Parser+Strings.swift).

/// The letters before a string's quotes.
struct StringPrefix: OptionSet {
  let rawValue: UInt8
  static let raw = StringPrefix(rawValue: 1)
  static let bytes = StringPrefix(rawValue: 2)
  static let unicode = StringPrefix(rawValue: 4)
  static let format = StringPrefix(rawValue: 8)
  static let template = StringPrefix(rawValue: 16)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Nil when the letters are no prefix.
  init?(_ letters: UnsafePointer<UInt8>, count: Int) {
    var prefix: StringPrefix = []
    for index in 0..<count {
      let letter: StringPrefix
      switch letters[index] | 0x20 {
      case UInt8(ascii: "r"): letter = .raw
      case UInt8(ascii: "b"): letter = .bytes
      case UInt8(ascii: "u"): letter = .unicode
      case UInt8(ascii: "f"): letter = .format
      case UInt8(ascii: "t"): letter = .template
      default: return nil
      }
      guard !prefix.contains(letter) else { return nil }
      prefix.insert(letter)
    }
    let kinds = prefix.subtracting(.raw)
    guard kinds.rawValue & (kinds.rawValue &- 1) == 0 else { return nil }
    guard prefix != [.unicode, .raw] else { return nil }
    self = prefix
  }
}

/// What ended an expression in a field of an f-string.
struct FieldEnd {
  var offset: Int
  /// `=` is not among them: the text before `!`, `:` or `}` may end with it.
  var equalSign: Int?
}

extension Lexer {
  /// Reads a string whose quote stands at `quote` and whose prefix begins at `prefix`.
  mutating func string(from quote: Int, prefix start: Int) -> Bool {
    let c = base[quote]
    let size = byte(quote + 1) == c && byte(quote + 2) == c ? 3 : 1
    let prefix = StringPrefix(base + start, count: quote - start) ?? []
    if size == 1, byte(quote + 1) == c {
      position = quote + 2
      append(.string, start, position)
      return true
    }
    if prefix.contains(.format) || prefix.contains(.template), nestsQuotes {
      if let end = endOfFormat(
        quote + size, quote: c, size: size, isRaw: prefix.contains(.raw), nesting: 0)
      {
        position = end
        append(.string, start, end)
        return true
      }
      // An error anyway: which one, CPython 3.11 says from the old reading.
      nestsQuotes = false
    }
    var index = quote + size
    var run = 0
    while run < size {
      guard index < limit, size == 3 || base[index] != 10 else {
        return failUnterminated(start, detectedAt: index, size: size)
      }
      let byte = base[index]
      if byte == c {
        run += 1
      } else {
        run = 0
        if byte == UInt8(ascii: "\\") { index += 1 }
      }
      index += 1
    }
    guard index <= limit else { return failUnterminated(start, detectedAt: limit, size: size) }
    position = index
    append(.string, start, index)
    return true
  }

  private mutating func failUnterminated(_ start: Int, detectedAt end: Int, size: Int) -> Bool {
    // The last line end belongs to the line before it.
    let detected = end >= limit && limit > 0 && base[limit - 1] == 10 ? limit - 1 : end
    let line = lineNumber(detected)
    defer { error?.isAtEnd = end >= limit }
    return fail(
      "SyntaxError",
      size == 3
        ? "unterminated triple-quoted string literal (detected at line \(line))"
        : "unterminated string literal (detected at line \(line))", at: start, start)
  }

  /// The offset after the closing quotes of an f- or t-string, or nil if it does not scan.
  func endOfFormat(_ start: Int, quote: UInt8, size: Int, isRaw: Bool, nesting: Int) -> Int? {
    guard nesting < 100 else { return nil }
    var index = start
    while index < limit {
      let c = base[index]
      switch c {
      case quote:
        if size == 1 { return index + 1 }
        if byte(index + 1) == quote, byte(index + 2) == quote { return index + 3 }
        index += 1
      case 10 where size == 1:
        return nil
      case UInt8(ascii: "\\"):
        let next = byte(index + 1)
        if next == UInt8(ascii: "{") || next == UInt8(ascii: "}") {
          index += 1
        } else if !isRaw, next == UInt8(ascii: "N"), byte(index + 2) == UInt8(ascii: "{") {
          index += 3
          while index < limit, base[index] != UInt8(ascii: "}"), base[index] != 10,
            base[index] != quote
          {
            index += 1
          }
        } else {
          index += 2
        }
      case UInt8(ascii: "{"):
        if byte(index + 1) == UInt8(ascii: "{") {
          index += 2
        } else {
          guard
            let end = endOfField(
              index + 1, quote: quote, size: size, isRaw: isRaw, nesting: nesting + 1)
          else { return nil }
          index = end
        }
      default:
        index += 1
      }
    }
    return nil
  }

  /// The offset after the `}` of a field whose expression begins at `start`.
  private func endOfField(_ start: Int, quote: UInt8, size: Int, isRaw: Bool, nesting: Int)
    -> Int?
  {
    guard nesting < 100 else { return nil }
    guard let expression = endOfExpression(start, nesting: nesting) else { return nil }
    var index = expression.offset
    if byte(index) == UInt8(ascii: "!") {
      index += 1
      while index < limit, base[index] != UInt8(ascii: "}"), base[index] != UInt8(ascii: ":") {
        guard base[index] != quote else { return nil }
        index += 1
      }
    }
    guard byte(index) == UInt8(ascii: ":") else {
      return byte(index) == UInt8(ascii: "}") ? index + 1 : nil
    }
    index += 1
    while index < limit {
      switch base[index] {
      case UInt8(ascii: "}"): return index + 1
      case UInt8(ascii: "{"):
        guard
          let end = endOfField(
            index + 1, quote: quote, size: size, isRaw: isRaw, nesting: nesting + 1)
        else { return nil }
        index = end
      case UInt8(ascii: "\\"):
        let next = byte(index + 1)
        if !isRaw, next == UInt8(ascii: "N"), byte(index + 2) == UInt8(ascii: "{") {
          while index < limit, base[index] != UInt8(ascii: "}") { index += 1 }
          index += 1
        } else {
          index += next == UInt8(ascii: "{") || next == UInt8(ascii: "}") ? 1 : 2
        }
      case 10 where size == 1: return nil
      case quote where size == 1: return nil
      case quote where byte(index + 1) == quote && byte(index + 2) == quote: return nil
      default: index += 1
      }
    }
    return nil
  }

  /// Where the expression of a field ends: at a `!`, `:`, `=` or `}` outside brackets and
  /// strings. Nil if a string or bracket in it does not end.
  func endOfExpression(_ start: Int, nesting: Int) -> FieldEnd? {
    var index = start
    var open: [UInt8] = []
    while index < limit {
      let c = base[index]
      switch c {
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        var letters = index
        while letters > start, index - letters < 2,
          StringPrefix(base + letters - 1, count: index - letters + 1) != nil
        {
          letters -= 1
        }
        let hasNameBefore = letters > start && isPotentialNameByte(base[letters - 1])
        let prefix =
          hasNameBefore ? [] : StringPrefix(base + letters, count: index - letters) ?? []
        guard let end = endOfNestedString(index, prefix: prefix, nesting: nesting) else {
          return nil
        }
        index = end
      case UInt8(ascii: "#"):
        while index < limit, base[index] != 10 { index += 1 }
        guard index < limit else { return nil }
      case UInt8(ascii: "\\"):
        guard byte(index + 1) == 10 else { return nil }
        index += 2
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        open.append(c)
        index += 1
      case UInt8(ascii: ")"):
        guard open.popLast() == UInt8(ascii: "(") else { return nil }
        index += 1
      case UInt8(ascii: "]"):
        guard open.popLast() == UInt8(ascii: "[") else { return nil }
        index += 1
      case UInt8(ascii: "}"):
        if open.isEmpty { return FieldEnd(offset: index, equalSign: nil) }
        guard open.popLast() == UInt8(ascii: "{") else { return nil }
        index += 1
      case UInt8(ascii: "!") where open.isEmpty:
        if byte(index + 1) == UInt8(ascii: "=") {
          index += 2
        } else {
          return FieldEnd(offset: index, equalSign: nil)
        }
      case UInt8(ascii: ":") where open.isEmpty:
        return FieldEnd(offset: index, equalSign: nil)
      case UInt8(ascii: "=") where open.isEmpty:
        if byte(index + 1) == UInt8(ascii: "=") {
          index += 2
          continue
        }
        var after = index + 1
        while isSpace(byte(after)), after < limit { after += 1 }
        switch byte(after) {
        case UInt8(ascii: "!"), UInt8(ascii: ":"), UInt8(ascii: "}"):
          return FieldEnd(offset: after, equalSign: index)
        default: return nil
        }
      case UInt8(ascii: "<"), UInt8(ascii: ">"):
        index += byte(index + 1) == UInt8(ascii: "=") ? 2 : 1
      default:
        index += 1
      }
    }
    return nil
  }

  private func endOfNestedString(_ quote: Int, prefix: StringPrefix, nesting: Int) -> Int? {
    let c = base[quote]
    let size = byte(quote + 1) == c && byte(quote + 2) == c ? 3 : 1
    if size == 1, byte(quote + 1) == c { return quote + 2 }
    if prefix.contains(.format) || prefix.contains(.template) {
      return endOfFormat(
        quote + size, quote: c, size: size, isRaw: prefix.contains(.raw), nesting: nesting + 1)
    }
    var index = quote + size
    while index < limit {
      switch base[index] {
      case c:
        if size == 1 { return index + 1 }
        if byte(index + 1) == c, byte(index + 2) == c { return index + 3 }
        index += 1
      case UInt8(ascii: "\\"): index += 2
      case 10 where size == 1: return nil
      default: index += 1
      }
    }
    return nil
  }

  /// The white space of the grammar.
  func isSpace(_ c: UInt8) -> Bool { c == 32 || (c >= 9 && c <= 13) }
}
