/// Where CPython says that a syntax error is: the attributes of the exception.

package struct SyntaxErrorDetails: Sendable {
  /// Lines from 1, offsets in characters from 1; 0 when they are not known.
  package var line = 0
  package var offset = 0
  package var endLine = 0
  package var endOffset = 0
  /// The line in which it is, mostly with its end.
  package var text: String?

  /// `hasFile`: the text is a file's, of which CPython shows the line as it stands there. `inBytes`: the error was found
  /// behind the parser, where CPython counts bytes.
  package init(_ diagnostic: Diagnostic, hasFile: Bool, inBytes: Bool = false) {
    guard let file = diagnostic.file else { return }
    let shown = hasFile ? nil : diagnostic.shown
    if let quotation = diagnostic.quotation {
      line = quotation.line
      endLine = quotation.line
      offset = quotation.startColumn + 1
      endOffset = quotation.endColumn + 1
      text = quotation.startColumn < 0 ? shown.map(file.string) ?? quotation.text + "\n" : quotation.text
    } else if !diagnostic.range.isNone {
      let start = file.position(of: diagnostic.range.start)
      let end = file.position(of: diagnostic.range.end)
      line = start.line
      endLine = end.line
      let bytes = shown.map { file.text[Int($0.start)..<Int($0.end)] } ?? file.line(start.line)
      offset = inBytes ? start.column + 1 : characterOffset(in: bytes, start.column)
      endOffset = inBytes ? end.column + 1 : characterOffset(in: bytes, end.column)
      text = String(decoding: bytes, as: UTF8.self) + (shown == nil ? "\n" : "")
    }
    if let unknownEnd = diagnostic.unknownEnd { endOffset = unknownEnd }
  }

  /// A byte's column as CPython counts it: in the text that it shows, whatever line the column is of, and at most one
  /// behind the text.
  private func characterOffset(in text: ArraySlice<UInt8>, _ column: Int) -> Int {
    let count = min(column, text.count) + 1
    return codePoints(text, count)
  }
}

/// Code points in the first `count` bytes; what lies beyond counts byte for byte.
package func codePoints(_ bytes: ArraySlice<UInt8>, _ count: Int) -> Int {
  var result = max(0, count - bytes.count)
  for byte in bytes.prefix(count) where byte & 0xC0 != 0x80 { result += 1 }
  return result
}
