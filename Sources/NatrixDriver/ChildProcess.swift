/// Child processes: the C compiler, several at once, with what they print.

import Glibc

/// A finished child.
package struct ProcessResult {
  /// Exit status, or 128 + the signal's number.
  package var status: Int32
  package var output: String
}

/// A child whose standard output and error go to a file that is read at its end.
package struct ChildProcess {
  package let identifier: pid_t
  private let log: Int32

  /// `folder`: where it runs.
  package init(_ command: String, _ arguments: [String], in folder: String? = nil) throws {
    var template = Array("/tmp/natrix-log-XXXXXX".utf8CString)
    log = mkstemp(&template)
    guard log >= 0 else { throw SystemError("/tmp") }
    unlink(template)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, log, 1)
    posix_spawn_file_actions_adddup2(&actions, log, 2)
    var words: [UnsafeMutablePointer<CChar>?] = ([command] + arguments).map { strdup($0) }
    words.append(nil)
    defer { words.forEach { free($0) } }
    var child = pid_t()
    // Children begin where their parent is.
    let here = folder == nil ? -1 : open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    defer { if here >= 0 { close(here) } }
    if let folder, chdir(folder) != 0 {
      close(log)
      throw SystemError(folder)
    }
    let code = posix_spawn(&child, command, &actions, nil, words, environ)
    if here >= 0 { _ = fchdir(here) }
    guard code == 0 else {
      close(log)
      throw SystemError(command, code)
    }
    identifier = child
  }

  /// Waits for its end.
  package func wait() -> ProcessResult {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
    return finish(status)
  }

  /// What it printed, given the status that waitpid told.
  package func finish(_ status: Int32) -> ProcessResult {
    lseek(log, 0, SEEK_SET)
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 14)
    while true {
      let count = Glibc.read(log, &chunk, chunk.count)
      if count <= 0 { break }
      bytes.append(contentsOf: chunk[0..<count])
    }
    close(log)
    let signalNumber = status & 0x7f
    let code = signalNumber == 0 ? (status >> 8) & 0xff : 128 + signalNumber
    return ProcessResult(status: code, output: String(decoding: bytes, as: UTF8.self))
  }

  /// Runs the command with each of the arguments, at most `limit` at a time; results in their order. `finished` hears of each as it
  /// ends: which it is, its result, and how many have ended.
  package static func runAll(
    _ command: String, _ jobs: [[String]], in folder: String? = nil, limit: Int,
    finished: (_ index: Int, _ result: ProcessResult, _ count: Int) throws -> Void
  ) throws -> [ProcessResult] {
    var results = [ProcessResult?](repeating: nil, count: jobs.count)
    var running: [pid_t: (index: Int, child: ChildProcess)] = [:]
    var next = 0
    var done = 0
    // After an error the others are of no use; none stays behind.
    defer {
      for (identifier, entry) in running {
        kill(identifier, SIGTERM)
        _ = entry.child.wait()
      }
    }
    while done < jobs.count {
      while next < jobs.count, running.count < limit {
        let child = try ChildProcess(command, jobs[next], in: folder)
        running[child.identifier] = (next, child)
        next += 1
      }
      var status: Int32 = 0
      let identifier = waitpid(-1, &status, 0)
      guard let entry = running.removeValue(forKey: identifier) else { continue }
      let result = entry.child.finish(status)
      results[entry.index] = result
      done += 1
      try finished(entry.index, result, done)
    }
    return results.compactMap { $0 }
  }

  /// Runs a program in this process's place, as far as anybody can tell, and returns the status that waitpid tells: signals that
  /// come from the terminal reach it, others are passed on.
  package static func foreground(_ path: String, _ arguments: [String]) throws -> Int32 {
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    words.append(nil)
    defer { words.forEach { free($0) } }
    var child = pid_t()
    let code = posix_spawn(&child, path, nil, nil, words, environ)
    guard code == 0 else { throw SystemError(path, code) }
    ChildProcess.successor = child
    for number in [SIGINT, SIGQUIT] { signal(number, SIG_IGN) }
    for number in [SIGTERM, SIGHUP, SIGUSR1, SIGUSR2] { signal(number) { kill(ChildProcess.successor, $0) } }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    return status
  }

  nonisolated(unsafe) private static var successor = pid_t()

  /// A status that waitpid tells, as a shell shows it.
  package static func shown(_ status: Int32) -> Int32 { status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + status & 0x7f }

  /// Ends this process as another has ended.
  package static func end(as status: Int32) -> Never {
    let number = status & 0x7f
    if number != 0 {
      var limit = rlimit(rlim_cur: 0, rlim_max: 0)
      // The core is the other's.
      setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
      signal(number, SIG_DFL)
      raise(number)
    }
    exit((status >> 8) & 0xff)
  }

  /// Replaces this process by a program. Returns only when that failed.
  package static func become(_ path: String, _ arguments: [String]) -> SystemError {
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    words.append(nil)
    execv(path, words)
    return SystemError(path)
  }
}
