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

/// Collects diagnostics in the order in which they are found.
package final class DiagnosticEngine {
  package private(set) var diagnostics: [Diagnostic] = []
  package init() {}
  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
  package func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
}
