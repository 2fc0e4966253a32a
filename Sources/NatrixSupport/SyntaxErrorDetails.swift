/// Where CPython says that a syntax error is: the attributes of the exception.

package struct SyntaxErrorDetails: Sendable {
  /// Lines from 1, offsets in characters from 1; 0 when they are not known.
  package var line = 0
  package var offset = 0
  package var endLine = 0
  package var endOffset = 0
  /// The line in which it is, its end included.
  package var text: String?

  package init(_ diagnostic: Diagnostic) {
    guard let file = diagnostic.file else { return }
    if let quotation = diagnostic.quotation {
      line = quotation.line
      endLine = quotation.line
      offset = quotation.startColumn + 1
      endOffset = quotation.endColumn + 1
      text = quotation.text
      return
    }
    guard !diagnostic.range.isNone else { return }
    let start = file.position(of: diagnostic.range.start)
    let end = file.position(of: diagnostic.range.end)
    line = start.line
    endLine = end.line
    offset = characters(file.line(start.line), start.column) + 1
    endOffset = characters(file.line(end.line), end.column) + 1
    text = String(decoding: file.line(start.line), as: UTF8.self) + "\n"
  }

  /// Code points in the first `count` bytes; what lies beyond counts byte for byte.
  private func characters(_ bytes: ArraySlice<UInt8>, _ count: Int) -> Int {
    let beyond = max(0, count - bytes.count)
    return bytes.prefix(count).count { $0 & 0xC0 != 0x80 } + beyond
  }
}
