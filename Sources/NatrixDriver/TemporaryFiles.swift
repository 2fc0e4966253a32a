/// Files that must not outlive the compiler: removed when it ends, whichever way it ends (Ctrl-C included).

import Glibc

/// The registry is C memory, because the signal handler walks it.
package enum TemporaryFiles {
  private static let capacity = 64
  nonisolated(unsafe) private static let slots: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = {
    let memory = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: capacity)
    memory.initialize(repeating: nil, count: capacity)
    return memory
  }()
  nonisolated(unsafe) private static var installed = false

  /// Registers a file (or empty folder) to be removed on exit.
  package static func add(_ path: String) {
    installHandlers()
    for index in 0..<capacity where slots[index] == nil {
      slots[index] = strdup(path)
      return
    }
  }

  /// The one folder that goes with all that is in it: its path as arguments of `rm -rf`, for the signal handler.
  nonisolated(unsafe) private static var tree: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?

  /// Registers a folder to be removed on exit with all that is in it.
  static func add(tree path: String) {
    installHandlers()
    let words = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: 5)
    for (index, word) in ["rm", "-rf", "--", path].enumerated() { words[index] = strdup(word) }
    words[4] = nil
    tree = words
  }

  static func remove(tree path: String) {
    System.removeFolder(path)
    tree = nil
  }

  /// Removes it now, if it is still there, and forgets it.
  package static func remove(_ path: String) {
    if unlink(path) != 0 { rmdir(path) }
    for index in 0..<capacity {
      if let slot = slots[index], strcmp(slot, path) == 0 {
        slots[index] = nil
        free(slot)
      }
    }
  }

  private static func removeAll() {
    if let tree {
      var child = pid_t()
      if posix_spawn(&child, "/bin/rm", nil, nil, tree, environ) == 0 { waitpid(child, nil, 0) }
    }
    for index in 0..<capacity {
      if let slot = slots[index] { unlink(slot) }
    }
    for index in 0..<capacity {
      if let slot = slots[index] { rmdir(slot) }
    }
  }

  static func installHandlers() {
    if installed { return }
    installed = true
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number) { TemporaryFiles.end(by: $0) }
    }
  }

  /// Ends the program as the signal does by itself, after removing the files. May be called by a signal handler.
  static func end(by number: Int32) {
    removeAll()
    signal(number, SIG_DFL)
    raise(number)
  }
}
