/// The parser: hand-written recursive descent over an array of tokens.
///
/// A text is parsed once, without looking for reasons when something does not fit. Only if that
/// fails it is parsed again with `explains` set: rules then try their alternatives in the order in
/// which CPython 3.11 does, and with `looksForMistakes` also its known mistakes, so that the same one
/// is found first. Results are then remembered by position, because the search for mistakes
/// parses much of the text several times.
///
/// A rule that does not match returns nil and leaves the position anywhere: whoever tries
/// something else resets it. After `raise` the position stands on a token that matches nothing, and
/// stays there, so that every rule fails.

import NatrixSupport

/// An error of the parser, in the shape that diagnostics take.
struct SyntaxError: Error {
  var kind = "SyntaxError"
  var message: String
  var range: SourceRange
  /// Only the line is shown, without a mark in it.
  var hidesColumn = false
  /// It came out of the lexer: no prefix says that it stands in an f-string.
  var isLexical = false
  /// Errors of the lexer that stand further on do not replace it.
  var isFinal = false
  /// It came out of CPython's tokenizer, which gives the line without its end.
  var isTokenizers = false
  /// The offset that CPython gives for its end where it knows none; nil: that of the range.
  var unknownEnd: Int?
  /// What of the text CPython's tokenizer has at hand when this is raised: that becomes the error's `text`.
  var shown: SourceRange?
  /// Where the error stands in an f-string's expression, CPython shows that instead of the line.
  var quotation: Quotation?
}

final class Parser {
  let file: SourceFile
  let text: UnsafeBufferPointer<UInt8>
  let tokens: ContiguousArray<Token>
  let lexicalError: LexicalError?
  /// The expression of an f-string's field that this parser reads, if it reads one.
  let field: Field?

  private(set) var position = 0
  private(set) var kind: TokenKind = .endMarker
  /// The last token that was looked at; where errors without a place of their own stand.
  var furthest = 0
  private(set) var error: SyntaxError?

  /// Not the first pass: the reason is looked for.
  var explains = false
  /// Known mistakes are among the alternatives; switched off for a while inside some of them.
  var looksForMistakes = false
  /// More text may come: what is wrong at its end is told as such.
  var mayGoOn = false
  var memo: [MemoKey: MemoEntry] = [:]
  var warnings: [SyntaxWarning]
  /// The first token whose strings were not read yet; whether the string at hand was.
  var firstUnread = 0
  var isReadAgain = false
  var nesting = 0

  static let maximumDepth: Int32 = 2_990
  static let maximumNesting = 2_990

  struct Field {
    /// The field's text without its braces.
    var range: SourceRange
    var prefix: String
  }

  init(
    file: SourceFile, text: UnsafeBufferPointer<UInt8>, lexer: Lexer, field: Field? = nil
  ) {
    self.file = file
    self.text = text
    self.lexicalError = lexer.error
    self.warnings = lexer.warnings
    self.field = field
    var tokens = lexer.tokens
    let end = tokens.last?.end ?? 0
    tokens.append(Token(kind: .stopped, level: 0, start: end, end: end))
    self.tokens = tokens
    reset(to: 0)
    raiseIfLexicalError()
  }

  // MARK: Tokens

  @inline(__always)
  func advance() {
    guard error == nil else { return }
    position += 1
    kind = tokens[position].kind
    if position > furthest {
      furthest = position
      if kind == .error { raiseIfLexicalError() }
    }
  }

  private func raiseIfLexicalError() {
    if kind == .error { raiseLexicalError() }
  }

  private func raiseLexicalError() {
    guard let lexicalError else { return }
    var error = SyntaxError(lexicalError)
    error.isFinal = true
    raise(error)
  }

  @inline(__always)
  func reset(to mark: Int) {
    guard error == nil else { return }
    position = mark
    kind = tokens[mark].kind
  }

  /// The kind of a token after the current one.
  @inline(__always)
  func peek(_ distance: Int = 1) -> TokenKind {
    let index = position + distance
    return index < tokens.count ? tokens[index].kind : .stopped
  }

  /// Whether the token after the current one is of that kind. CPython reads it to find out, so it counts as looked at.
  @inline(__always)
  func nextIs(_ wanted: TokenKind) -> Bool {
    if explains { touchNext() }
    return peek() == wanted
  }

  @inline(__always)
  var token: Token { tokens[position] }
  @inline(__always)
  var start: Int { Int(tokens[position].start) }
  /// Where the token before the current one ends.
  @inline(__always)
  var end: Int { position > 0 ? Int(tokens[position - 1].end) : 0 }

  /// The end of the last token that is more than a line end or an indentation.
  var endOfText: Int {
    var index = position - 1
    while index > 0 {
      switch tokens[index].kind {
      case .newline, .indent, .dedent, .endMarker: index -= 1
      default: return Int(tokens[index].end)  // any of the many other kinds
      }
    }
    return index == 0 ? Int(tokens[0].end) : 0
  }

  /// Goes past a token if it is of that kind.
  @inline(__always)
  func eat(_ wanted: TokenKind) -> Bool {
    guard kind == wanted else { return false }
    advance()
    return true
  }

  /// The token, if it is of that kind; goes past it.
  @inline(__always)
  func take(_ wanted: TokenKind) -> Token? {
    guard kind == wanted else { return nil }
    let result = tokens[position]
    advance()
    return result
  }

  /// CPython's `&&`: this token and no other, in both passes.
  func demand(_ wanted: TokenKind, _ spelling: String) -> Bool {
    if eat(wanted) { return true }
    raise(error("expected '\(spelling)'", at: token, hasColumn: false))
    return false
  }

  func spells(_ token: Token, _ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard Int(token.end - token.start) == count else { return false }
    for index in 0..<count where text[Int(token.start) + index] != word.utf8Start[index] {
      return false
    }
    return true
  }

  /// Whether the current token is that soft keyword.
  func isSoft(_ word: StaticString) -> Bool { kind == .name && spells(token, word) }

  /// The text of a name token, NFKC-normalised.
  func identifier(_ token: Token) -> String {
    let bytes = UnsafeBufferPointer(rebasing: text[Int(token.start)..<Int(token.end)])
    let name = String(decoding: bytes, as: UTF8.self)
    for byte in bytes where byte >= 128 { return normalizedIdentifier(name) }
    return name
  }

  func name() -> String? {
    guard let token = take(.name) else { return nil }
    return identifier(token)
  }

  // MARK: Nodes

  func make(_ kind: Expression.Kind, _ start: Int, _ end: Int) -> Expression {
    let node = Expression(kind, range: SourceRange(start, end))
    if node.depth > Parser.maximumDepth { raiseTooDeep() }
    return node
  }

  /// Runs a rule that can contain itself; too deep is an error.
  func nested<Result>(_ rule: () -> Result?) -> Result? {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting < Parser.maximumNesting else {
      raiseTooDeep()
      return nil
    }
    return rule()
  }

  private func raiseTooDeep() {
    raise(
      SyntaxError(
        kind: "RecursionError", message: "maximum recursion depth exceeded during compilation",
        range: token.range, isLexical: true, isFinal: true))
  }

  // MARK: Errors

  func raise(_ newError: SyntaxError) {
    guard error == nil else { return }
    error = finished(newError)
    position = tokens.count - 1
    kind = .stopped
  }

  /// Raises an error with a place of its own.
  func raise(_ message: String, at range: SourceRange) {
    raise(SyntaxError(message: message, range: range))
  }

  /// The same as the end of a rule.
  func fail<Result>(_ message: String, at range: SourceRange) -> Result? {
    raise(message, at: range)
    return nil
  }

  /// Raises an error at the last token that was looked at, as the end of a rule.
  func failHere<Result>(_ message: String, kind: String = "SyntaxError") -> Result? {
    raise(lastTokenError(message, kind: kind))
    return nil
  }

  /// An error at the last token that was looked at.
  func lastTokenError(_ message: String, kind: String = "SyntaxError") -> SyntaxError {
    error(message, kind: kind, at: tokens[furthest], hasColumn: true)
  }

  /// An error at a token. Indentation and the end of the text have no columns of their own: CPython
  /// shows at most the end of the text.
  func error(_ message: String, kind: String = "SyntaxError", at token: Token, hasColumn: Bool)
    -> SyntaxError
  {
    var result = SyntaxError(kind: kind, message: message, range: token.range)
    guard hasNoColumn(token) else { return result }
    let isAtEnd = Int(token.end) >= text.count && token.kind != .indent
    // Else the last byte of the indentation is the place.
    let line = Int(file.lineStarts[file.position(of: token.end).line - 1])
    let offset = isAtEnd ? text.count - 1 : Int(token.end) > line ? Int(token.end) - 1 : line
    result.range = SourceRange(max(0, offset), max(0, offset))
    result.hidesColumn = !hasColumn || (!isAtEnd && Int(token.end) == line)
    result.unknownEnd = hasColumn ? -1 : 0
    return result
  }

  /// Indentation, the end of the text, and a line end that stands for it.
  func hasNoColumn(_ token: Token) -> Bool {
    switch token.kind {
    case .indent, .dedent, .endMarker: true
    case .newline: field == nil && Int(token.start) >= text.count
    default: false  // every other token stands somewhere
    }
  }

  /// Takes over an error as it is; for those of an f-string's inner parser.
  func adopt(_ inner: SyntaxError) {
    guard error == nil else { return }
    error = inner
    position = tokens.count - 1
    kind = .stopped
  }

  /// Puts another error in the place of the one that was raised.
  func replaceError(_ other: SyntaxError) {
    error = finished(other)
  }

  private func finished(_ error: SyntaxError) -> SyntaxError {
    var result = error
    if result.shown == nil { result.shown = shownText(of: error) }
    return field == nil ? result : result.quoted(by: self)
  }

  /// Starts again, this time to explain what is wrong.
  func restartToExplain(lookingForMistakes: Bool) {
    explains = true
    looksForMistakes = lookingForMistakes
    memo.removeAll()
    reset(to: 0)
  }

  /// Notes that a rule looks at the token after the current one.
  func touchNext() {
    guard error == nil, position + 1 > furthest else { return }
    furthest = min(position + 1, tokens.count - 2)
    if tokens[furthest].kind == .error { raiseLexicalError() }
  }

  func lineNumber(_ token: Token) -> Int { file.position(of: token.start).line }

  /// What to report when nothing matched, and no rule knew why: `lastToken` is the furthest one of
  /// the first pass.
  func raiseGeneric(lastToken: Token) {
    switch lastToken.kind {
    case .indent:
      var error = lastTokenError("unexpected indent", kind: "IndentationError")
      error.isFinal = true
      raise(error)
    case .dedent:
      var error = lastTokenError("unexpected unindent", kind: "IndentationError")
      error.isFinal = true
      raise(error)
    default:  // any other kind of token
      raise(error("invalid syntax", at: lastToken, hasColumn: false))
    }
  }
}
