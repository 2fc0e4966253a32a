/// Diagnostics on standard error.

import NatrixSupport

enum Report {
  /// Prints all of them; what CPython would report comes last.
  static func print(_ engine: DiagnosticEngine) {
    for diagnostic in engine.diagnostics {
      System.printError(DiagnosticRenderer.render(diagnostic))
    }
  }
}
