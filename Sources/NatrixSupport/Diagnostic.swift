/// What the compiler tells a person about a program: collected as values, never thrown.

package struct Diagnostic: Sendable {
  package enum Severity: Sendable { case error, warning, note }

  package var severity: Severity
  /// CPython's exception class for it (`SyntaxError`, `IndentationError`, `TabError`), or a
  /// stable kebab-case identifier for what only a compiler reports (`unknown-import`).
  package var kind: String
  package var message: String
  package var file: SourceFile?
  package var range: SourceRange
  /// Shown in place of the file's own line, for errors inside an f-string's expressions.
  package var quotation: Quotation?
  /// Of a syntax error in a text without a file: what CPython shows of the text, and the offset that it gives for the end
  /// where it knows none.
  package var shown: SourceRange?
  package var unknownEnd: Int?
  /// CPython's exception has the place as attributes but not among its arguments (errors of its symbol table).
  package var hasBareArguments = false

  package init(
    _ severity: Severity = .error, kind: String, message: String, file: SourceFile?,
    range: SourceRange
  ) {
    self.severity = severity
    self.kind = kind
    self.message = message
    self.file = file
    self.range = range
  }
}

/// A diagnostic can be the failure of a `Result`.
extension Diagnostic: Error {}

/// A line that stands in no file as it is shown, and what to mark in it.
package struct Quotation: Sendable {
  /// The line number to give.
  package var line: Int
  package var text: String
  /// Characters from 0; equal ones mark a single character.
  package var startColumn: Int
  package var endColumn: Int

  package init(line: Int, text: String, startColumn: Int, endColumn: Int) {
    self.line = line
    self.text = text
    self.startColumn = startColumn
    self.endColumn = endColumn
  }
}

/// Collects diagnostics in the order in which they are found.
package final class DiagnosticEngine {
  package private(set) var diagnostics: [Diagnostic] = []
  package init() {}
  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
  package func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
  package func clear() { diagnostics.removeAll() }
}
