/// One line on the terminal that says what a long build is doing; nothing when standard error is no terminal.

package final class Progress {
  private let enabled: Bool
  private let start = System.monotonicSeconds
  private var shown = false

  package init(enabled: Bool = System.isErrorTerminal) { self.enabled = enabled }

  /// Shows a step after the first third of a second: quick builds stay silent.
  package func show(_ step: String, _ done: Int? = nil, of total: Int? = nil) {
    guard enabled, System.monotonicSeconds - start > 0.3 else { return }
    var line = "natrix: \(step)"
    if let done, let total, total > 1 { line += " \(done)/\(total)" }
    System.printError("\r\u{1b}[K\(line)")
    shown = true
  }

  /// Removes the line.
  package func clear() {
    if shown { System.printError("\r\u{1b}[K") }
    shown = false
  }
}
