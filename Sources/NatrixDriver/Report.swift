/// Diagnostics on standard error.

import NatrixSupport

enum Report {
  /// Prints all of them; what CPython would report comes last.
  static func print(_ engine: DiagnosticEngine) {
    for diagnostic in engine.diagnostics {
      System.printError(DiagnosticRenderer.render(diagnostic))
    }
  }

  /// For tools that check many files at once: a file's name and, of its errors, the one that CPython would report.
  static func printFirst(_ engine: DiagnosticEngine, of path: String) {
    guard let error = engine.diagnostics.last(where: { $0.severity == .error }) else { return }
    System.printError("==> \(path)\n" + DiagnosticRenderer.render(error))
  }
}
