/// Diagnostics as text. Errors that CPython has too look as there; the others as compilers do.
///
///       File "x.py", line 1                x.py:1:5: warning: 'y' is never defined
///         x = (1 2)                            x = y
///              ^^^                                 ^
///     SyntaxError: invalid syntax. …

package enum DiagnosticRenderer {
  /// The lines for one diagnostic, the last one ended too. With `color`, what is wrong is red.
  package static func render(_ diagnostic: Diagnostic, color: Bool = false) -> String {
    let plain = plainText(diagnostic)
    guard color else { return plain }
    let red = diagnostic.severity == .error ? "\u{1B}[1;31m" : "\u{1B}[1;35m"
    let lines = plain.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let isMark = !line.isEmpty && line.allSatisfy { $0 == "^" || $0 == " " || $0 == "\t" }
      let isMessage = !line.hasPrefix(" ") && !line.isEmpty
      return isMark || isMessage ? red + line + "\u{1B}[0m" : String(line)
    }
    return lines.joined(separator: "\n")
  }

  private static func plainText(_ diagnostic: Diagnostic) -> String {
    switch diagnostic.kind {
    case "SyntaxError", "IndentationError", "TabError": return syntaxError(diagnostic)
    case "ValueError", "RecursionError", "MemoryError":
      // CPython raises these about a text as a whole.
      return "\(diagnostic.kind): \(diagnostic.message)\n"
    default: return compilerStyle(diagnostic)  // kinds of the compiler's own
    }
  }

  // MARK: CPython's form

  private static func syntaxError(_ diagnostic: Diagnostic) -> String {
    let last = "\(diagnostic.kind): \(diagnostic.message)\n"
    guard let file = diagnostic.file else { return last }
    if let quotation = diagnostic.quotation {
      return head(file.path, quotation.line)
        + excerpt(quotation.text, quotation.startColumn, quotation.endColumn) + last
    }
    guard !diagnostic.range.isNone else { return head(file.path, 0) + last }
    let start = file.position(of: diagnostic.range.start)
    let end = file.position(of: diagnostic.range.end)
    let line = String(decoding: file.line(start.line), as: UTF8.self)
    let startColumn = codePoints(file.line(start.line), start.column)
    // As in CPython, an end on another line is still counted along the first.
    let endColumn = codePoints(file.line(start.line), end.column)
    return head(file.path, start.line) + excerpt(line, startColumn, endColumn) + last
  }

  private static func head(_ path: String, _ line: Int) -> String {
    "  File \"\(path)\", line \(line)\n"
  }

  /// A line without its indentation, and carets from column to column; one if they are equal.
  private static func excerpt(_ line: String, _ start: Int, _ end: Int) -> String {
    var scalars = Array(line.unicodeScalars)
    if scalars.last == "\n" { scalars.removeLast() }
    let indentation = scalars.prefix { $0 == " " || $0 == "\u{C}" }.count
    let shown = scalars.dropFirst(indentation)
    var text = "    " + string(shown) + "\n"
    let first = start - indentation
    guard first >= 0 else { return text }
    let padding = shown.prefix(first).map { $0.properties.isWhitespace ? $0 : " " }
    let carets = end == start ? 1 : max(0, end - start)
    text += "    " + string(padding[...])
    text += String(repeating: "^", count: carets) + "\n"
    return text
  }

  // MARK: The compiler's form

  private static func compilerStyle(_ diagnostic: Diagnostic) -> String {
    let severity: String
    switch diagnostic.severity {
    case .error: severity = "error"
    case .warning: severity = "warning"
    case .note: severity = "note"
    }
    guard let file = diagnostic.file else { return "\(severity): \(diagnostic.message)\n" }
    guard !diagnostic.range.isNone else {
      return "\(file.path): \(severity): \(diagnostic.message)\n"
    }
    let start = file.position(of: diagnostic.range.start)
    let end = file.position(of: diagnostic.range.end)
    let bytes = file.line(start.line)
    let column = codePoints(bytes, start.column)
    let endColumn =
      end.line == start.line ? codePoints(bytes, end.column) : codePoints(bytes, bytes.count)
    return "\(file.path):\(start.line):\(column + 1): \(severity): \(diagnostic.message)\n"
      + excerpt(String(decoding: bytes, as: UTF8.self), column, endColumn)
  }

  // MARK: Columns

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars)
    return String(result)
  }
}
