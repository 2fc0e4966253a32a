/// The front door: text in, tree out.

import NatrixSupport

/// Parses a file. Reports what is wrong and returns nil if it is no Python: the errors after the first, as far as what
/// follows can be understood without it, and last the first one, which is CPython's.
/// `mayGoOn`: more text may come, so that what is wrong at the end is "incomplete input". `closesBlocks`: the end of a text
/// for `single` does.
package func parse(
  _ file: SourceFile, diagnostics: DiagnosticEngine, mode: ParseMode = .exec, mayGoOn: Bool = false,
  closesBlocks: Bool = true
) -> Module? {
  var errors: [SyntaxError] = []
  var warnings: [SyntaxWarning] = []
  let body: [Statement]? = file.text.withUnsafeBufferPointer { text -> [Statement]? in
    var lexer = Lexer(text)
    lexer.mode = mode
    lexer.closesBlocks = closesBlocks
    lexer.tokenizeFile()
    let parser = Parser(file: file, text: text, lexer: lexer)
    parser.mayGoOn = mayGoOn
    let body = parser.run { parser.body(mode) }
    if let body {
      warnings = parser.warnings.sorted { $0.range.start < $1.range.start }
      return body
    }
    errors = [parser.error ?? SyntaxError(message: "invalid syntax", range: SourceRange(0, 0))]
    if mode == .exec, lexer.error == nil { recover(file, text, lexer, &errors) }
    return nil
  }
  if let body { return Module(file: file, mode: mode, body: body, warnings: warnings) }
  for error in errors.dropFirst() + errors.prefix(1) {
    diagnostics.report(Diagnostic(error, in: file))
  }
  return nil
}

/// Looks for more errors behind the first: statements at the left margin are parsed on their own, each from the first
/// one behind an error to the end or the next error.
private func recover(
  _ file: SourceFile, _ text: UnsafeBufferPointer<UInt8>, _ lexer: Lexer, _ errors: inout [SyntaxError]
) {
  let maximumCount = 20
  while errors.count < maximumCount, let error = errors.last, !error.isLexical,
    let start = lexer.statementAtMargin(behind: error.range.start)
  {
    var rest = lexer
    rest.tokens.removeFirst(start)
    let parser = Parser(file: file, text: text, lexer: rest)
    if parser.run({ parser.fileBody() }) != nil { return }
    guard let next = parser.error, next.range.start > error.range.start else { return }
    errors.append(next)
  }
}

extension Lexer {
  /// The first token behind a place that begins a statement at the left margin, and not a part of the one before.
  fileprivate func statementAtMargin(behind offset: UInt32) -> Int? {
    var isLineStart = false
    for (index, token) in tokens.enumerated() {
      defer { isLineStart = token.kind == .newline || token.kind == .dedent }
      guard token.start > offset, isLineStart, token.level == 0 else { continue }
      guard token.start == 0 || base[Int(token.start) - 1] == 10 else { continue }
      switch token.kind {
      case .kwElif, .kwElse, .kwExcept, .kwFinally, .rightParen, .rightBracket, .rightBrace, .newline,
        .indent, .dedent, .endMarker, .error, .stopped:
        continue
      default: return index
      }
    }
    return nil
  }
}

extension Diagnostic {
  fileprivate init(_ error: SyntaxError, in file: SourceFile) {
    self.init(kind: error.kind, message: error.message, file: file, range: error.range)
    quotation = error.quotation
    unknownEnd = error.unknownEnd
    shown = error.shown
    if error.hidesColumn {
      let line = file.position(of: error.range.start).line
      quotation = Quotation(
        line: line, text: String(decoding: file.line(line), as: UTF8.self), startColumn: -1,
        endColumn: -1)
    }
  }
}

extension Parser {
  /// Runs a start rule; if it does not match, once more to find out why. Then `error` is set.
  func run<Result>(_ rule: () -> Result?) -> Result? {
    if let result = rule(), error == nil { return result }
    if mayGoOn, hasReadAll {
      replaceError(lastTokenError("incomplete input"))
      return nil
    }
    if error == nil {
      restartToExplain(lookingForMistakes: false)
      _ = rule()
      let lastToken = tokens[furthest]
      if error == nil {
        restartToExplain(lookingForMistakes: true)
        _ = rule()
      }
      if error == nil { raiseGeneric(lastToken: lastToken) }
    }
    preferLexicalError()
    return nil
  }

  /// Errors of the lexer further on are more telling than those of the parser, and so are brackets
  /// that were left open on earlier lines.
  private func preferLexicalError() {
    guard let error, !error.isFinal, var lexical = lexicalError else { return }
    if lexical.isQuiet {
      guard let open = lexical.openBracket else { return }
      lexical = .unclosedBracket(open.byte, open.offset)
    }
    if lexical.isUnclosedBracket {
      let line = file.position(of: tokens[furthest].start).line
      guard line > file.position(of: lexical.range.start).line else { return }
    }
    furthest = tokens.count - 2
    replaceError(SyntaxError(lexical))
  }
}

extension SyntaxError {
  /// The same error as CPython shows it for the expression in an f-string's field: the expression in
  /// parentheses takes the place of the line.
  func quoted(by parser: Parser) -> SyntaxError {
    guard let field = parser.field, quotation == nil else { return self }
    var result = self
    if !isLexical { result.message = field.prefix + message }
    let position = parser.file.position(of: range.start)
    let first = parser.file.position(of: field.range.start).line
    let lines = parser.file.string(field.range).split(
      separator: "\n", omittingEmptySubsequences: false)
    let index = position.line - first
    guard index >= 0, index < lines.count else { return result }
    var text = String(lines[index])
    let hasLineEnd = !isTokenizers && parser.isReading(position.line)
    let lineStart = index == 0 ? Int(field.range.start) - 1 : Int(range.start) - position.column
    if index == 0 { text = "(" + text }
    if index == lines.count - 1 { text += ")" }
    if hasLineEnd { text += "\n" }
    func column(_ offset: UInt32) -> Int {
      let count = max(0, Int(offset) - lineStart)
      return String(decoding: Array(text.utf8).prefix(count), as: UTF8.self).unicodeScalars.count
    }
    let end = parser.file.position(of: range.end)
    result.quotation = Quotation(
      line: position.line, text: text, startColumn: column(range.start),
      endColumn: end.line == position.line ? column(range.end) : end.column)
    return result
  }
}
