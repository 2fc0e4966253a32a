/// Ctrl-C for commands that keep what they have so far.

import Glibc

package enum Interrupts {
  nonisolated(unsafe) private static var count: sig_atomic_t = 0

  /// The first signal that arrived.
  nonisolated(unsafe) private static var number: Int32 = 0

  /// The child that is waited for (0: none). A signal that is sent to this process alone does not reach it by itself.
  nonisolated(unsafe) private static var child = pid_t()

  /// From now on the first Ctrl-C (or SIGTERM, SIGHUP) only sets `arrived`, and ends the child that is waited for; the second ends
  /// the program as usual.
  package static func hold() {
    TemporaryFiles.installHandlers()
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { number in
        Interrupts.count += 1
        if Interrupts.count > 1 { TemporaryFiles.end(by: number) }
        Interrupts.number = number
        if Interrupts.child > 0 { kill(Interrupts.child, SIGTERM) }
      }
    }
  }

  /// Waits for a child, which Ctrl-C ends.
  package static func wait(for process: ChildProcess) -> ProcessResult {
    child = process.identifier
    if arrived { kill(child, SIGTERM) }
    defer { child = 0 }
    return process.wait()
  }

  package static var arrived: Bool { count > 0 }

  /// The exit status that tells which signal arrived.
  package static var status: Int32 { 128 + number }
}
