/// What CPython gives as the `text` of a SyntaxError in a text without a file: it is what its tokenizer has read of it when
/// the error is raised, so mostly the line, with its end if the tokenizer is still on it, but of a string or a line that
/// goes on behind a backslash all the lines so far.

import NatrixSupport

extension SyntaxError {
  init(_ lexical: LexicalError) {
    self.init(kind: lexical.kind, message: lexical.message, range: lexical.range, isLexical: true)
    unknownEnd = lexical.unknownEnd
    isTokenizers = lexical.unknownEnd == nil
  }
}

extension Parser {
  func shownText(of error: SyntaxError) -> SourceRange {
    let line = file.position(of: error.range.start).line
    if error.isTokenizers { return lines(line, line, hasEnd: false) }
    let current = tokenizerLine
    return isReading(line) ? lines(firstLine(joinedTo: current), current, hasEnd: true) : lines(line, line, hasEnd: false)
  }

  /// Whether the tokenizer is still on this line, whose end it then has, too.
  func isReading(_ line: Int) -> Bool { tokenizerLine <= line }

  /// Whether the tokenizer has met the end of the text: in its last tokens, in brackets or in a string.
  var hasReadAll: Bool {
    let token = tokens[min(furthest, tokens.count - 2)]
    switch token.kind {
    case .error: break
    case .string: return false
    default: return Int(token.end) >= text.count  // to find their ends, the tokenizer looks at what follows
    }
    return lexicalError?.isUnclosedBracket == true || lexicalError?.isAtEnd == true
  }

  /// The line of the last token that was read.
  private var tokenizerLine: Int {
    let token = tokens[min(furthest, tokens.count - 2)]
    var place = Int(token.end)
    switch token.kind {
    case .newline: place = Int(token.start)
    case .indent, .dedent: break
    case .endMarker: break
    case .error: if lexicalError?.isUnclosedBracket == true { place = text.count }
    default: place = max(place - 1, Int(token.start))  // all that stand on lines of their own
    }
    if place >= text.count { place = text.count - 1 }
    return file.position(of: UInt32(max(place, 0))).line
  }

  /// The first of the lines that lead to this one without an end between tokens.
  private func firstLine(joinedTo line: Int) -> Int {
    var first = line
    while first > 1 {
      let end = Int(file.lineStarts[first - 1]) - 1
      guard isInToken(end) else { break }
      first -= 1
    }
    return first
  }

  /// Whether a line end stands in a string or behind a backslash.
  private func isInToken(_ end: Int) -> Bool {
    // The last token that begins before it.
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if Int(tokens[middle].start) < end { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return false }
    let token = tokens[low - 1]
    if token.kind == .string, Int(token.end) > end { return true }
    guard text[end - 1] == UInt8(ascii: "\\"), token.kind != .newline else { return false }
    return (Int(token.end)..<end - 1).allSatisfy { text[$0] != UInt8(ascii: "#") }
  }

  private func lines(_ first: Int, _ last: Int, hasEnd: Bool) -> SourceRange {
    let start = Int(file.lineStarts[first - 1])
    var end = last < file.lineStarts.count ? Int(file.lineStarts[last]) : text.count
    if !hasEnd, end > start, text[end - 1] == 10 { end -= 1 }
    return SourceRange(start, max(start, end))
  }
}
