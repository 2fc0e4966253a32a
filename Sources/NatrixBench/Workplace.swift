/// The folder in which programs are measured, and the launcher that runs them there.

import Glibc
import NatrixDriver
import NatrixReport

/// What came of running a command once.
struct Outcome {
  var run: Run
  /// The exit status, 128 + the number of the signal that ended it, or 124 when it took too long.
  var status: Int32
  var output: [UInt8]
  var errors: [UInt8]

  /// The last line that it wrote to standard error.
  var lastError: String? {
    String(decoding: errors, as: UTF8.self).split(separator: "\n").last.map(String.init)
  }
}

final class Workplace {
  let folder: String
  private let launcher: String
  private let input: String
  private let timeout: Int

  init(input: String?, timeout: Int) throws {
    guard let launcher = RuntimeLocation.find()?.launcher, System.isFile(launcher) else {
      throw DriverError("what runs programs to measure them was not built", hint: "make launcher")
    }
    var template = Array("/tmp/natrix-bench-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw SystemError("/tmp") }
    folder = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    self.launcher = launcher
    self.input = input ?? "/dev/null"
    self.timeout = timeout
  }

  deinit { remove() }

  func path(_ name: String) -> String { Path.join(folder, name) }

  /// Removes the folder with all that is in it.
  func remove() { System.removeFolder(folder) }

  /// Runs a command to its end. nil when a person broke it off.
  func run(_ command: [String], environment: [(String, String)] = []) throws -> Outcome? {
    for (name, value) in environment { setenv(name, value, 1) }
    defer { for (name, _) in environment { unsetenv(name) } }
    let files = ["result", "output", "errors"].map { path($0) }
    let words = [files[0], String(timeout), input, files[1], files[2]] + command
    let launched = Interrupts.wait(for: try ChildProcess(launcher, words))
    if Interrupts.arrived { return nil }
    guard launched.status == 0 else {
      throw DriverError("cannot run \(launched.output.split(separator: "\n").first.map(String.init) ?? command[0])")
    }
    let line = String(decoding: try System.read(files[0]), as: UTF8.self)
    let numbers = line.split(whereSeparator: { $0 == " " || $0 == "\n" }).compactMap { Double($0) }
    guard numbers.count == 5 else { throw DriverError("what ran '\(command[0])' wrote '\(line)'") }
    let run = Run(wall: numbers[1] / 1e9, user: numbers[2] / 1e6, system: numbers[3] / 1e6, peak: numbers[4] * 1024)
    return Outcome(
      run: run, status: Int32(numbers[0]), output: try System.read(files[1]), errors: try System.read(files[2]))
  }
}
