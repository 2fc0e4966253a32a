/// Text to tokens, with CPython's rules for indentation and brackets and its errors.
///
///     if x:\n  y\n   →   if name colon newline indent name newline dedent endMarker
///
/// The whole text is turned into an array of tokens. The first error ends it with a token of
/// kind `error`: the parser reports it only if it gets that far, as CPython does.

import NatrixSupport

/// Why the lexer stopped.
struct LexicalError {
  var kind = "SyntaxError"
  var message: String
  /// Empty: a single caret stands there.
  var range: SourceRange
  /// The text ended inside a string or behind a backslash.
  var isAtEnd = false
  /// The text ended inside brackets; `range` is that of the innermost one.
  var isUnclosedBracket = false
  /// It counts only if the parser reaches it; errors found before it stand.
  var isQuiet = false
  /// The offset that CPython gives for its end where it knows none; nil: that of the range.
  var unknownEnd: Int?
  /// The innermost bracket that is open at a quiet error.
  var openBracket: (byte: UInt8, offset: Int)?
}

extension LexicalError {
  static func unclosedBracket(_ byte: UInt8, _ offset: Int) -> LexicalError {
    LexicalError(
      message: "'\(Character(UnicodeScalar(byte)))' was never closed",
      range: SourceRange(offset, offset), isUnclosedBracket: true, unknownEnd: 0)
  }
}

struct Lexer {
  let base: UnsafePointer<UInt8>
  /// The text's end; reading there gives 0.
  let limit: Int
  var position: Int
  var tokens: ContiguousArray<Token> = []
  var error: LexicalError?
  /// Numbers that a keyword touches.
  var warnings: [SyntaxWarning] = []
  /// Only a file's last line always has an end; texts for `eval` and `single` are taken as they are.
  var mode = ParseMode.exec
  /// Whether the end of a text for `single` closes its blocks, which a person may still be typing.
  var closesBlocks = true

  /// Columns of the open blocks, counted with tabs to 8 and to 1.
  var indents: [(column: Int, alternative: Int)] = [(0, 0)]
  var brackets: [(byte: UInt8, offset: Int)] = []
  /// Once an f-string did not scan with nested quotes, the rest is read with the old rule.
  var nestsQuotes = true

  static let maximumLevel = 200
  static let maximumIndent = 100

  init(_ text: UnsafeBufferPointer<UInt8>, from start: Int = 0, to end: Int? = nil) {
    // An empty buffer may have no address; nothing is read from it then.
    base = text.baseAddress ?? UnsafePointer(bitPattern: 1).unsafelyUnwrapped
    limit = end ?? text.count
    position = start
  }

  @inline(__always)
  func byte(_ offset: Int) -> UInt8 { offset < limit ? base[offset] : 0 }

  mutating func append(_ kind: TokenKind, _ start: Int, _ end: Int) {
    tokens.append(
      Token(
        kind: kind, level: UInt8(truncatingIfNeeded: brackets.count), start: UInt32(start),
        end: UInt32(end)))
  }

  /// Reads the whole text of a file.
  mutating func tokenizeFile() {
    tokens.reserveCapacity(limit / 4 + 8)
    while error == nil, lineStart() {}
    if let error {
      append(.error, Int(error.range.start), Int(error.range.end))
    }
  }

  /// Reads an expression that stands in `{…}` of an f-string: as if it were in parentheses.
  mutating func tokenizeField() {
    append(.leftParen, position - 1, position)
    brackets.append((UInt8(ascii: "("), position - 1))
    _ = lineTokens(isBlank: false)
    if let error, !error.isUnclosedBracket {
      append(.error, Int(error.range.start), Int(error.range.end))
      return
    }
    error = nil
    brackets.removeAll()
    append(.rightParen, limit, limit + 1)
    append(.newline, limit + 1, limit + 1)
    append(.endMarker, limit + 1, limit + 1)
  }

  /// Reads indentation and then tokens up to a line's end; false at the end of the text.
  private mutating func lineStart() -> Bool {
    var column = 0
    var alternative = 0
    var continuedColumn = 0
    indentation: while true {
      switch byte(position) {
      case UInt8(ascii: " "):
        column += 1
        alternative += 1
      case UInt8(ascii: "\t"):
        column = (column / 8 + 1) * 8
        alternative += 1
      case 12:
        column = 0
        alternative = 0
      case UInt8(ascii: "\\"):
        // The first backslash settles the indentation of what follows.
        if continuedColumn == 0 { continuedColumn = column }
        guard continueLine() else { return false }
        continue
      default:
        break indentation
      }
      position += 1
    }
    let first = byte(position)
    let isBlank = first == UInt8(ascii: "#") || (first == 10 && position < limit)
    if !isBlank, brackets.isEmpty {
      if continuedColumn != 0 {
        column = continuedColumn
        alternative = continuedColumn
      }
      if position >= limit, mode == .exec || mode == .stub {
        // The end of the text closes every block.
        column = 0
        alternative = 0
      }
      guard indent(column, alternative) else { return false }
    }
    return lineTokens(isBlank: isBlank)
  }

  private mutating func indent(_ column: Int, _ alternative: Int) -> Bool {
    let current = indents[indents.count - 1]
    if column == current.column {
      guard alternative == current.alternative else { return failTabs() }
      return true
    }
    if column > current.column {
      guard indents.count < Lexer.maximumIndent else {
        fail(
          "IndentationError", "too many levels of indentation", at: lineBegin(position),
          lineBegin(position))
        error?.unknownEnd = 0
        return false
      }
      guard alternative > current.alternative else { return failTabs() }
      indents.append((column, alternative))
      append(.indent, lineBegin(position), position)
      return true
    }
    let tokensBefore = tokens.count
    while indents.count > 1, column < indents[indents.count - 1].column {
      indents.removeLast()
      append(.dedent, position, position)
    }
    guard column == indents[indents.count - 1].column else {
      let end = min(lineEnd(position), limit - 1)
      tokens.removeLast(tokens.count - tokensBefore)
      fail(
        "IndentationError", "unindent does not match any outer indentation level", at: end, end)
      error?.unknownEnd = -1
      return false
    }
    guard alternative == indents[indents.count - 1].alternative else { return failTabs() }
    return true
  }

  private mutating func failTabs() -> Bool {
    fail(
      "TabError", "inconsistent use of tabs and spaces in indentation", at: lineBegin(position),
      lineBegin(position))
    error?.unknownEnd = 0
    return false
  }

  /// Reads tokens up to and including a line's end outside brackets; false at the text's end.
  private mutating func lineTokens(isBlank: Bool) -> Bool {
    // A line end's token begins where a comment before it does.
    var comment: Int?
    while true {
      let start = position
      let c = byte(start)
      switch c {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), 12:
        position += 1
      case UInt8(ascii: "#"):
        comment = start
        while position < limit, base[position] != 10 { position += 1 }
      case 10:
        position += 1
        if isBlank { return true }
        if !brackets.isEmpty {
          comment = nil
          continue
        }
        append(.newline, comment ?? start, start)
        return true
      case UInt8(ascii: "\\"):
        guard continueLine() else { return false }
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "_"), 128...255:
        guard nameOrString() else { return false }
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard number() else { return false }
      case UInt8(ascii: "."):
        if isDigit(byte(start + 1)) {
          guard number() else { return false }
        } else if byte(start + 1) == UInt8(ascii: "."), byte(start + 2) == UInt8(ascii: ".") {
          position += 3
          append(.ellipsis, start, position)
        } else {
          position += 1
          append(.dot, start, position)
        }
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        guard string(from: start, prefix: start) else { return false }
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        guard openBracket(c) else { return false }
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        guard closeBracket(c) else { return false }
      case 0 where start >= limit:
        endOfText()
        return false
      default:
        guard operatorToken(c) else { return false }
      }
    }
  }

  private mutating func endOfText() {
    if let open = brackets.last {
      error = .unclosedBracket(open.byte, open.offset)
      return
    }
    // As at a prompt, where the end of the text ends a statement: there every text that is not empty has such a line end.
    let needsNewline =
      switch mode {
      case .exec, .stub: tokens.last.map { $0.kind != .newline && $0.kind != .dedent } ?? false
      case .eval: false
      case .single: !tokens.isEmpty
      }
    if needsNewline {
      append(.newline, limit, limit)
      let isIndented = indents.count > 1 && closesBlocks
      while indents.count > 1, closesBlocks {
        indents.removeLast()
        append(.dedent, limit, limit)
      }
      if isIndented, mode == .single { append(.newline, limit, limit) }
    }
    append(.endMarker, limit, limit)
  }

  // MARK: Names, brackets and operators

  @inline(__always)
  private func isNameByte(_ c: UInt8) -> Bool {
    (c >= UInt8(ascii: "a") && c <= UInt8(ascii: "z"))
      || (c >= UInt8(ascii: "A") && c <= UInt8(ascii: "Z"))
      || (c >= UInt8(ascii: "0") && c <= UInt8(ascii: "9")) || c == UInt8(ascii: "_") || c >= 128
  }

  private mutating func nameOrString() -> Bool {
    let start = position
    var end = start
    var isASCII = true
    while true {
      let c = byte(end)
      guard isNameByte(c) else { break }
      if c >= 128 { isASCII = false }
      end += 1
    }
    let next = byte(end)
    if end - start <= 2, next == UInt8(ascii: "'") || next == UInt8(ascii: "\""),
      StringPrefix(base + start, count: end - start) != nil
    {
      return string(from: end, prefix: start)
    }
    position = end
    if !isASCII {
      guard checkIdentifier(start, end) else { return false }
      append(.name, start, end)
      return true
    }
    append(TokenKind.keyword(base + start, count: end - start) ?? .name, start, end)
    return true
  }

  private mutating func checkIdentifier(_ start: Int, _ end: Int) -> Bool {
    let bytes = UnsafeBufferPointer(start: base + start, count: end - start)
    var offset = start
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      let width = UTF8.width(scalar)
      let isGood =
        offset == start
        ? scalar == "_" || scalar.properties.isXIDStart : scalar.properties.isXIDContinue
      if !isGood {
        return failAfter(offset + width, Lexer.badCharacter(scalar))
      }
      offset += width
    }
    return true
  }

  static func badCharacter(_ scalar: Unicode.Scalar) -> String {
    var hex = String(scalar.value, radix: 16, uppercase: true)
    while hex.utf8.count < 4 { hex = "0" + hex }
    if isPrintable(scalar) { return "invalid character '\(Character(scalar))' (U+\(hex))" }
    return "invalid non-printable character U+\(hex)"
  }

  /// What `str.isprintable` says of one character.
  static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      return false
    case .spaceSeparator: return scalar == " "
    default: return true  // the remaining general categories of Unicode, which is not our enum
    }
  }

  private mutating func openBracket(_ c: UInt8) -> Bool {
    guard brackets.count < Lexer.maximumLevel else {
      return failAfter(position + 1, "too many nested parentheses")
    }
    let kind: TokenKind =
      c == UInt8(ascii: "(") ? .leftParen : c == UInt8(ascii: "[") ? .leftBracket : .leftBrace
    brackets.append((c, position))
    append(kind, position, position + 1)
    position += 1
    return true
  }

  private mutating func closeBracket(_ c: UInt8) -> Bool {
    let character = Character(UnicodeScalar(c))
    guard let open = brackets.popLast() else {
      return failAfter(position + 1, "unmatched '\(character)'")
    }
    let kind: TokenKind
    let wanted: UInt8
    switch c {
    case UInt8(ascii: ")"): (kind, wanted) = (.rightParen, UInt8(ascii: "("))
    case UInt8(ascii: "]"): (kind, wanted) = (.rightBracket, UInt8(ascii: "["))
    default: (kind, wanted) = (.rightBrace, UInt8(ascii: "{"))
    }
    guard open.byte == wanted else {
      var message =
        "closing parenthesis '\(character)' does not match opening parenthesis "
        + "'\(Character(UnicodeScalar(open.byte)))'"
      if lineBegin(open.offset) != lineBegin(position) {
        message += " on line \(lineNumber(open.offset))"
      }
      return failAfter(position + 1, message)
    }
    append(kind, position, position + 1)
    position += 1
    return true
  }

  private mutating func operatorToken(_ c: UInt8) -> Bool {
    let second = byte(position + 1)
    let third = byte(position + 2)
    let isAssignment = second == UInt8(ascii: "=")
    var kind: TokenKind
    var width = 1
    func pick(_ plain: TokenKind, _ assigned: TokenKind) -> TokenKind {
      if isAssignment { width = 2 }
      return isAssignment ? assigned : plain
    }
    func pickDoubled(
      _ plain: TokenKind, _ assigned: TokenKind, _ doubled: TokenKind, _ doubledAssigned: TokenKind
    ) -> TokenKind {
      guard second == c else { return pick(plain, assigned) }
      width = third == UInt8(ascii: "=") ? 3 : 2
      return width == 3 ? doubledAssigned : doubled
    }
    switch c {
    case UInt8(ascii: ":"): kind = pick(.colon, .colonEqual)
    case UInt8(ascii: ","): kind = .comma
    case UInt8(ascii: ";"): kind = .semicolon
    case UInt8(ascii: "="): kind = pick(.equal, .equalEqual)
    case UInt8(ascii: "@"): kind = pick(.at, .atEqual)
    case UInt8(ascii: "+"): kind = pick(.plus, .plusEqual)
    case UInt8(ascii: "%"): kind = pick(.percent, .percentEqual)
    case UInt8(ascii: "|"): kind = pick(.pipe, .pipeEqual)
    case UInt8(ascii: "&"): kind = pick(.ampersand, .ampersandEqual)
    case UInt8(ascii: "^"): kind = pick(.caret, .caretEqual)
    case UInt8(ascii: "~"): kind = .tilde
    case UInt8(ascii: "!"): kind = pick(.stray, .notEqual)
    case UInt8(ascii: "-"):
      if second == UInt8(ascii: ">") {
        kind = .arrow
        width = 2
      } else {
        kind = pick(.minus, .minusEqual)
      }
    case UInt8(ascii: "*"): kind = pickDoubled(.star, .starEqual, .doubleStar, .doubleStarEqual)
    case UInt8(ascii: "/"):
      kind = pickDoubled(.slash, .slashEqual, .doubleSlash, .doubleSlashEqual)
    case UInt8(ascii: "<"):
      if second == UInt8(ascii: ">") {
        kind = .notEqual
        width = 2
      } else {
        kind = pickDoubled(.less, .lessEqual, .leftShift, .leftShiftEqual)
      }
    case UInt8(ascii: ">"):
      kind = pickDoubled(.greater, .greaterEqual, .rightShift, .rightShiftEqual)
    default:
      let scalar = UnicodeScalar(c)
      guard Lexer.isPrintable(scalar) else {
        return failAfter(position + 1, Lexer.badCharacter(scalar))
      }
      kind = .stray
    }
    append(kind, position, position + width)
    position += width
    return true
  }

  /// A backslash: the line goes on after the line end that must follow.
  private mutating func continueLine() -> Bool {
    let next = position + 1
    guard byte(next) == 10, next < limit else {
      // CPython counts from the line on which the last token began.
      var column = next
      if let last = tokens.last, last.kind == .string, Int(last.end) > lineBegin(position),
        Int(last.start) < lineBegin(position)
      {
        column = lineEnd(position)
      }
      if column >= limit { column = limit - 1 }
      fail(
        "SyntaxError", "unexpected character after line continuation character", at: column, column)
      error?.unknownEnd = 0
      error?.isQuiet = true
      error?.openBracket = brackets.last
      return false
    }
    guard next + 1 < limit else {
      if brackets.isEmpty {
        fail("SyntaxError", "unexpected EOF while parsing", at: next, next)
        error?.unknownEnd = -1
        error?.isAtEnd = true
        error?.isQuiet = true
        return false
      }
      endOfText()
      return false
    }
    position = next + 1
    return true
  }

  // MARK: Errors

  /// Records an error whose caret stands under the last character before `end`.
  @discardableResult
  mutating func failAfter(_ end: Int, _ message: String) -> Bool {
    var start = max(end - 1, lineBegin(min(end, limit)))
    while start > 0, start < limit, base[start] & 0xC0 == 0x80 { start -= 1 }
    return fail("SyntaxError", message, at: start, start)
  }

  @discardableResult
  mutating func fail(_ kind: String, _ message: String, at start: Int, _ end: Int) -> Bool {
    error = LexicalError(
      kind: kind, message: message, range: SourceRange(start, end), isQuiet: kind != "SyntaxError")
    return false
  }

  func lineBegin(_ offset: Int) -> Int {
    var start = offset
    while start > 0, base[start - 1] != 10 { start -= 1 }
    return start
  }

  func lineEnd(_ offset: Int) -> Int {
    var end = offset
    while end < limit, base[end] != 10 { end += 1 }
    return end
  }

  func lineNumber(_ offset: Int) -> Int {
    var line = 1
    for index in 0..<min(offset, limit) where base[index] == 10 { line += 1 }
    return line
  }

  @inline(__always)
  func isDigit(_ c: UInt8) -> Bool { c >= UInt8(ascii: "0") && c <= UInt8(ascii: "9") }

  /// Whether a byte can go on a name that a number must not touch.
  @inline(__always)
  func isPotentialNameByte(_ c: UInt8) -> Bool { isNameByte(c) }
}
