/// String literals: adjacent ones are one; f-strings and t-strings are taken apart here.
///
///     "a" f"b{c!r:>{d}}"   →   JoinedStr(["ab", FormattedValue(c, 'r', JoinedStr([">", …]))])
///
/// As in CPython 3.11 every part of an f-string has the range of the whole literal; only the
/// expressions in its fields have their own.

import NatrixSupport

extension Parser {
  /// One or more adjacent string tokens.
  func strings() -> Expression? {
    guard explains else { return plainStrings() }
    return remembered(.strings, plainStrings)
  }

  private func plainStrings() -> Expression? {
    var literal = StringLiteral(parser: self, first: token)
    let first = position
    while kind == .string { advance() }
    guard error == nil else { return nil }
    let last = position
    literal.range = SourceRange(Int(tokens[first].start), end)
    for index in first..<last {
      isReadAgain = index < firstUnread
      guard literal.append(tokens[index]) else { return nil }
      firstUnread = max(firstUnread, index + 1)
    }
    return literal.finish()
  }
}

/// The parts of a string literal, as they are read.
struct StringLiteral {
  let parser: Parser
  var range = SourceRange.none
  /// The range of the token that is being read.
  private var tokenRange = SourceRange.none
  private let hasUPrefix: Bool
  private let isBytes: Bool
  private let isTemplate: Bool
  private var isJoined = false
  private var bytes: [UInt8] = []
  /// Text that may still grow by what follows.
  private var pending: [UInt32] = []
  private var values: [Expression] = []

  private var text: UnsafeBufferPointer<UInt8> { parser.text }

  init(parser: Parser, first: Token) {
    self.parser = parser
    let letters = StringLiteral.prefix(first, parser.text)
    isBytes = letters.prefix.contains(.bytes)
    isTemplate = letters.prefix.contains(.template)
    hasUPrefix = letters.prefix.contains(.unicode) && parser.text[Int(first.start)] == 0x75
  }

  private static func prefix(_ token: Token, _ text: UnsafeBufferPointer<UInt8>) -> (
    prefix: StringPrefix, quote: Int
  ) {
    var quote = Int(token.start)
    while text[quote] != UInt8(ascii: "'"), text[quote] != UInt8(ascii: "\"") { quote += 1 }
    guard let base = text.baseAddress else { return ([], quote) }
    let count = quote - Int(token.start)
    return (StringPrefix(base + Int(token.start), count: count) ?? [], quote)
  }

  /// Adds one token's text; false after an error.
  mutating func append(_ token: Token) -> Bool {
    let (prefix, quote) = StringLiteral.prefix(token, text)
    guard prefix.contains(.template) == isTemplate else {
      parser.raise("cannot mix t-string literals with string or bytes literals", at: range)
      return false
    }
    let isTriple =
      Int(token.end) - quote >= 6 && text[quote + 1] == text[quote]
      && text[quote + 2] == text[quote]
    let size = isTriple ? 3 : 1
    let start = quote + size
    let end = Int(token.end) - size
    let isRaw = prefix.contains(.raw)
    let isFormat = prefix.contains(.format) || isTemplate
    tokenRange = token.range
    if prefix.contains(.bytes) {
      guard appendBytes(token, start, end, isRaw: isRaw) else { return false }
    } else if !isFormat {
      guard appendText(start, end, isRaw: isRaw) else { return false }
    }
    guard prefix.contains(.bytes) == isBytes else {
      parser.raiseAtLastToken("cannot mix bytes and nonbytes literals")
      return false
    }
    if isFormat {
      isJoined = true
      var index = start
      return appendFormat(&index, end, isRaw: isRaw, level: 0)
    }
    return true
  }

  mutating func finish() -> Expression? {
    if isBytes {
      return Expression(.constant(value: .bytes(bytes), hasUPrefix: false), range: range)
    }
    guard isJoined else {
      return Expression(.constant(value: .string(pending), hasUPrefix: hasUPrefix), range: range)
    }
    flush()
    return parser.make(
      isTemplate ? .templateStr(values: values) : .joinedStr(values: values), Int(range.start),
      Int(range.end))
  }

  private mutating func flush() {
    guard !pending.isEmpty else { return }
    values.append(
      Expression(.constant(value: .string(pending), hasUPrefix: hasUPrefix), range: range))
    pending = []
  }

  // MARK: Plain parts

  private mutating func appendText(_ start: Int, _ end: Int, isRaw: Bool) -> Bool {
    let part = UnsafeBufferPointer(rebasing: text[start..<end])
    if isRaw || !part.contains(UInt8(ascii: "\\")) {
      appendPlain(part)
      return true
    }
    var invalid: String?
    defer { parser.warnOfEscape(invalid, at: tokenRange) }
    if let message = decodeEscapes(part, into: &pending, invalid: &invalid) {
      parser.raiseAtLastToken("(unicode error) 'unicodeescape' codec can't decode \(message)")
      return false
    }
    return true
  }

  private mutating func appendPlain(_ part: UnsafeBufferPointer<UInt8>) {
    pending.reserveCapacity(pending.count + part.count)
    var isASCII = true
    for byte in part where byte >= 128 {
      isASCII = false
      break
    }
    if isASCII {
      for byte in part { pending.append(UInt32(byte)) }
    } else {
      for scalar in String(decoding: part, as: UTF8.self).unicodeScalars {
        pending.append(scalar.value)
      }
    }
  }

  private mutating func appendBytes(_ token: Token, _ start: Int, _ end: Int, isRaw: Bool) -> Bool {
    let part = UnsafeBufferPointer(rebasing: text[start..<end])
    for byte in part where byte >= 128 {
      parser.raiseAtLastToken("bytes can only contain ASCII literal characters")
      return false
    }
    if isRaw {
      bytes.append(contentsOf: part)
      return true
    }
    var invalid: String?
    defer { parser.warnOfEscape(invalid, at: tokenRange) }
    if let message = decodeByteEscapes(part, into: &bytes, invalid: &invalid) {
      parser.raiseAtLastToken("(value error) \(message)")
      return false
    }
    return true
  }

  // MARK: Fields

  private func isSpace(_ c: UInt8) -> Bool { c == 32 || (c >= 9 && c <= 13) }

  /// Reads literal text and fields up to `end`; in a format spec (`level` > 0) up to its `}`.
  private mutating func appendFormat(_ index: inout Int, _ end: Int, isRaw: Bool, level: Int)
    -> Bool
  {
    while true {
      guard appendLiteral(&index, end, isRaw: isRaw, level: level) else { return false }
      if index >= end || text[index] == UInt8(ascii: "}") { return true }
      guard appendField(&index, end, isRaw: isRaw, level: level) else { return false }
    }
  }

  /// Text up to a field's brace or, in a format spec, the closing one.
  private mutating func appendLiteral(_ index: inout Int, _ end: Int, isRaw: Bool, level: Int)
    -> Bool
  {
    while true {
      let begin = index
      var isDoubled = false
      scan: while index < end {
        var c = text[index]
        if !isRaw, c == UInt8(ascii: "\\"), index + 1 < end {
          index += 1
          c = text[index]
          if c == UInt8(ascii: "N") {
            index += 1
            if index < end, text[index] == UInt8(ascii: "{") {
              while index < end, text[index] != UInt8(ascii: "}") { index += 1 }
              index = min(index + 1, end)
            }
            continue
          }
          if c == UInt8(ascii: "\\") {
            index += 1
            continue
          }
          if c == UInt8(ascii: "{") { parser.warnOfEscape("{", at: tokenRange) }
        }
        guard c == UInt8(ascii: "{") || c == UInt8(ascii: "}") else {
          index += 1
          continue
        }
        if level == 0 {
          if index + 1 < end, text[index + 1] == c {
            isDoubled = true
            index += 1
            break scan
          }
          if c == UInt8(ascii: "}") {
            parser.raiseInString("single '}' is not allowed", self.isTemplate)
            return false
          }
        }
        break
      }
      if begin < index {
        guard appendText(begin, index, isRaw: isRaw) else { return false }
      }
      guard isDoubled else { return true }
      index += 1
    }
  }

  /// A field, from its `{` to after its `}`.
  private mutating func appendField(_ index: inout Int, _ end: Int, isRaw: Bool, level: Int) -> Bool
  {
    guard level < 3 else {
      parser.raiseInString("expressions nested too deeply", isTemplate)
      return false
    }
    let begin = index + 1
    let lexer = Lexer(text, from: begin, to: end)
    guard let field = lexer.endOfExpression(begin, nesting: 0) else {
      explainField(begin, end)
      return false
    }
    let expressionEnd = field.equalSign ?? field.offset
    guard let value = expression(begin, expressionEnd) else { return false }
    index = field.offset
    if field.equalSign != nil {
      appendPlain(UnsafeBufferPointer(rebasing: text[begin..<field.offset]))
    }
    var conversion: Conversion?
    if index < end, text[index] == UInt8(ascii: "!") {
      guard let found = self.conversion(&index, end) else { return false }
      conversion = found
    }
    var spec: Expression?
    if index < end, text[index] == UInt8(ascii: ":") {
      index += 1
      var inner = StringLiteral(self)
      guard inner.appendFormat(&index, end, isRaw: isRaw, level: level + 1) else { return false }
      // The spec itself and the text at its end have the range of their own token.
      inner.range = tokenRange
      inner.flush()
      spec = parser.make(
        .joinedStr(values: inner.values), Int(tokenRange.start), Int(tokenRange.end))
    }
    guard index < end, text[index] == UInt8(ascii: "}") else {
      parser.raiseInString("expecting '}'", isTemplate)
      return false
    }
    index += 1
    if field.equalSign != nil, spec == nil, conversion == nil { conversion = .repr }
    flush()
    let kind: Expression.Kind =
      isTemplate
      ? .interpolation(
        value: value, source: source(begin, expressionEnd), conversion: conversion,
        formatSpec: spec)
      : .formattedValue(value: value, conversion: conversion, formatSpec: spec)
    values.append(parser.make(kind, Int(range.start), Int(range.end)))
    return true
  }

  /// An empty literal for the format spec of one of `outer`'s fields.
  private init(_ outer: StringLiteral) {
    parser = outer.parser
    range = outer.range
    tokenRange = outer.tokenRange
    hasUPrefix = outer.hasUPrefix
    isBytes = false
    isTemplate = outer.isTemplate
  }

  /// The text of an interpolation without the white space and `=` at its end.
  private func source(_ begin: Int, _ end: Int) -> [UInt32] {
    var end = end
    while end > begin, isSpace(text[end - 1]) { end -= 1 }
    let part = UnsafeBufferPointer(rebasing: text[begin..<end])
    return String(decoding: part, as: UTF8.self).unicodeScalars.map(\.value)
  }

  private func conversion(_ index: inout Int, _ end: Int) -> Conversion? {
    index += 1
    guard index < end else {
      parser.raiseInString("expecting '}'", isTemplate)
      return nil
    }
    let letter = text[index]
    index += 1
    let isAlone =
      index >= end || text[index] == UInt8(ascii: "}") || text[index] == UInt8(ascii: ":")
    guard let conversion = Conversion(rawValue: letter) else {
      parser.raiseInString(
        "invalid conversion character: expected 's', 'r', or 'a'", isTemplate)
      return nil
    }
    guard isAlone else {
      parser.raiseInString("expecting '}'", isTemplate)
      return nil
    }
    return conversion
  }

  /// Parses the expression of a field.
  private func expression(_ begin: Int, _ end: Int) -> Expression? {
    var isEmpty = true
    for index in begin..<end where !isSpace(text[index]) { isEmpty = false }
    guard !isEmpty else {
      parser.raiseInString(
        text[end] == UInt8(ascii: "}")
          ? "empty expression not allowed"
          : "expression required before '\(Character(UnicodeScalar(text[end])))'", isTemplate)
      return nil
    }
    var lexer = Lexer(text, from: begin, to: end)
    lexer.tokenizeField()
    let inner = Parser(
      file: parser.file, text: text, lexer: lexer,
      field: Parser.Field(
        range: SourceRange(begin, end), prefix: isTemplate ? "t-string: " : "f-string: "))
    inner.nesting = parser.nesting + 50
    guard inner.nesting < Parser.maximumNesting else {
      parser.raiseInString("expressions nested too deeply", isTemplate)
      return nil
    }
    defer { inner.warnings.forEach(parser.warn) }
    return inner.run({ inner.starExpressions() })
      ?? {
        if let error = inner.error { parser.adopt(error) }
        return nil
      }()
  }

  /// Says what is wrong with a field whose end was not found.
  private func explainField(_ begin: Int, _ end: Int) {
    var open: [UInt8] = []
    var quote: (byte: UInt8, size: Int)?
    var index = begin
    func at(_ offset: Int) -> UInt8 { offset < end ? text[offset] : 0 }
    while index < end {
      let c = text[index]
      if c == UInt8(ascii: "\\") {
        return parser.raiseAtLastToken(
          "\(isTemplate ? "t" : "f")-string expression part cannot include a backslash")
      }
      if let current = quote {
        if c == current.byte {
          if current.size == 1 {
            quote = nil
          } else if at(index + 1) == c, at(index + 2) == c {
            index += 2
            quote = nil
          }
        }
        index += 1
        continue
      }
      if c == UInt8(ascii: "<") || c == UInt8(ascii: ">") {
        index += at(index + 1) == UInt8(ascii: "=") ? 2 : 1
        continue
      }
      switch c {
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        let isTriple = at(index + 1) == c && at(index + 2) == c
        quote = (c, isTriple ? 3 : 1)
        if isTriple { index += 2 }
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        open.append(c)
      case UInt8(ascii: "#"):
        return parser.raiseAtLastToken(
          "\(isTemplate ? "t" : "f")-string expression part cannot include '#'")
      case UInt8(ascii: "!"), UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "}"):
        if open.isEmpty {
          if c == UInt8(ascii: "!") || c == UInt8(ascii: "="), at(index + 1) == UInt8(ascii: "=") {
            index += 1
            break
          }
          // What stands before it is looked at first.
          guard expression(begin, index) != nil else { return }
          return parser.raiseInString("expecting '}'", isTemplate)
        }
        if c == UInt8(ascii: "}"), !closes(c, &open) { return }
      case UInt8(ascii: ")"), UInt8(ascii: "]"):
        guard closes(c, &open) else { return }
      default: break  // any other byte
      }
      index += 1
    }
    if quote != nil { return parser.raiseInString("unterminated string", isTemplate) }
    if let last = open.last {
      return parser.raiseInString(
        "unmatched '\(Character(UnicodeScalar(last)))'", isTemplate)
    }
    parser.raiseInString("expecting '}'", isTemplate)
  }

  private func closes(_ c: UInt8, _ open: inout [UInt8]) -> Bool {
    let character = Character(UnicodeScalar(c))
    guard let last = open.popLast() else {
      parser.raiseInString("unmatched '\(character)'", isTemplate)
      return false
    }
    let wanted =
      last == UInt8(ascii: "(")
      ? UInt8(ascii: ")") : last == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: "}")
    guard wanted == c else {
      parser.raiseInString(
        "closing parenthesis '\(character)' does not match opening parenthesis "
          + "'\(Character(UnicodeScalar(last)))'", isTemplate)
      return false
    }
    return true
  }
}

extension Parser {
  /// Raises an error at the last token that was looked at.
  func raiseAtLastToken(_ message: String) {
    raise(lastTokenError(message))
  }

  /// The same for what is wrong inside an f-string.
  func raiseInString(_ message: String, _ isTemplate: Bool) {
    raiseAtLastToken(isTemplate ? "t-string: \(message)" : "f-string: \(message)")
  }
}
