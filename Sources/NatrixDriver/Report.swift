/// Diagnostics on standard error.

import NatrixSupport

enum Report {
  /// Prints all of them; what CPython would report comes last.
  static func print(_ engine: DiagnosticEngine) {
    let color = System.isErrorTerminal && System.environment("NO_COLOR") == nil
    for diagnostic in engine.diagnostics {
      System.printError(DiagnosticRenderer.render(diagnostic, color: color) + "\n")
    }
  }
}
