/// Ctrl-C for commands that keep what they have so far.

import Glibc

package enum Interrupts {
  nonisolated(unsafe) private static var count: sig_atomic_t = 0

  /// From now on the first Ctrl-C only sets `arrived`; the second ends the program as usual.
  package static func hold() {
    TemporaryFiles.installHandlers()
    signal(SIGINT) { number in
      Interrupts.count += 1
      if Interrupts.count > 1 { TemporaryFiles.end(by: number) }
    }
  }

  package static var arrived: Bool { count > 0 }
}
