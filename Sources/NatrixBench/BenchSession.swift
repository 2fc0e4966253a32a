/// Measuring: builds each program, checks that all systems say the same, and runs them in interleaved rounds.
///
/// In each round every system runs once, each time beginning with another one, so that what disturbs the machine hits all
/// alike. Rounds go on until the medians are known to one per cent, or the time for the program is used up.

import Glibc
import NatrixDriver
import NatrixReport

package struct BenchSettings: Sendable {
  /// natrix first, then the reference.
  package var systems: [BenchedSystem] = []
  package var options = Options()
  /// Rounds of each program; nil: until the medians are stable.
  package var runs: Int?
  /// Seconds for the rounds of one program.
  package var seconds = 20.0
  /// Seconds after which a run counts as hanging.
  package var timeout = 600
  package var arguments: [String] = []
  /// What programs read from standard input.
  package var input: String?
  /// Sizes to run each program at, as arguments; nil: as it is.
  package var sizes: [Double]?
  /// Time this function instead of the program, with arguments as they stand in a call.
  package var function: String?
  package var functionArguments = ""

  package init() {}
}

package struct BenchSession {
  private let settings: BenchSettings
  private let workplace: Workplace
  private let progress = Progress()
  /// Rounds below which nothing is said of noise, and above which nothing more is learnt.
  private static let rounds = 5...100
  private static let precision = 0.01

  package init(_ settings: BenchSettings) throws {
    self.settings = settings
    workplace = try Workplace(input: settings.input, timeout: settings.timeout)
  }

  /// Measures the programs one after the other; `finished` hears of each. What a person breaks off with Ctrl-C is reported
  /// as far as it got.
  package func measure(_ files: [String], version: String, finished: (ProgramResult) -> Void) throws -> BenchReport {
    Interrupts.hold()
    defer { progress.clear() }
    var report = BenchReport(natrix: version, machine: Machine.this)
    var startups: [String: Double] = [:]
    if settings.function == nil {
      do {
        startups = try measureStartups()
      } catch where Interrupts.arrived {}
    }
    for file in files where !Interrupts.arrived {
      let built: Target?
      do {
        built = try build(file)
      } catch where Interrupts.arrived {
        break // Ctrl-C ends the C compiler, too
      }
      guard let target = built else {
        if Interrupts.arrived { break }
        var failed = ProgramResult(name: Path.name(of: file), arguments: settings.arguments)
        failed.results = [SystemResult(name: "natrix", failure: "does not compile")]
        report.programs.append(failed)
        continue
      }
      for size in settings.sizes.map({ $0.map(Optional.some) }) ?? [nil] where !Interrupts.arrived {
        var program = try measure(target, size: size)
        for index in program.results.indices { program.results[index].startup = startups[program.results[index].name] }
        guard program.results.contains(where: \.counts) || !Interrupts.arrived else { continue }
        report.programs.append(program)
        progress.clear()
        finished(program)
      }
    }
    report.isPartial = Interrupts.arrived
    return report
  }

  // MARK: building

  /// A program to measure: its source, and what natrix made of it.
  private struct Target {
    var file: String
    /// What interpreters run: the program, or the driver of a function.
    var script: String
    var executable: String
    var compileTime: Double
  }

  /// nil when it does not compile; the reasons were printed.
  private func build(_ file: String) throws -> Target? {
    guard System.isFile(file) else {
      throw DriverError(System.isFolder(file) ? "'\(file)' is a folder" : "there is no file '\(file)'")
    }
    progress.show("compiling \(Path.name(of: file))")
    let file = System.absolute(file)
    var script = file
    var options = settings.options
    if let function = settings.function {
      try Path.checkModuleName(Path.stem(of: file))
      let driver = FunctionDriver(module: Path.stem(of: file), function: function, arguments: settings.functionArguments)
      script = workplace.path("bench_driver.py")
      try System.write(Array(driver.source.utf8), to: script)
      options.searchPaths.insert(Path.folder(of: file), at: 0)
    }
    let executable = workplace.path(Path.stem(of: file))
    let start = System.monotonicSeconds
    guard try compile(.file(script), options, to: executable) else { return nil }
    return Target(
      file: file, script: script, executable: executable, compileTime: System.monotonicSeconds - start)
  }

  /// Compiles from nothing: with a cache of its own.
  private func compile(_ source: ProgramSource, _ options: Options, to executable: String) throws -> Bool {
    let cache = workplace.path("cache")
    let before = System.environment("NATRIX_CACHE")
    setenv("NATRIX_CACHE", cache, 1)
    defer {
      if let before { setenv("NATRIX_CACHE", before, 1) } else { unsetenv("NATRIX_CACHE") }
      System.removeFolder(cache)
    }
    do {
      try Pipeline(options: options).build(source, output: executable)
      return true
    } catch is DiagnosticsReported {
      return false
    }
  }

  /// Median seconds of a program that does nothing, by system.
  private func measureStartups() throws -> [String: Double] {
    let executable = workplace.path("nothing")
    progress.show("measuring start-up")
    guard try compile(.code("pass"), settings.options, to: executable) else { return [:] }
    var walls: [String: [Double]] = [:]
    for _ in 0..<10 {
      for system in settings.systems {
        let command: [String]
        switch system.kind {
        case .natrix: command = [executable]
        case .interpreter(let path): command = [path, "-c", "pass"]
        case .command: continue
        }
        guard let outcome = try workplace.run(command) else { return [:] }
        walls[system.name, default: []].append(outcome.run.wall)
      }
    }
    return walls.mapValues(Statistics.median)
  }

  // MARK: measuring

  private func measure(_ target: Target, size: Double?) throws -> ProgramResult {
    let arguments = argumentsFor(size)
    var program = ProgramResult(
      name: Path.name(of: target.file), arguments: settings.function == nil ? arguments : [],
      function: settings.function, size: size)
    program.results = settings.systems.map { SystemResult(name: $0.name) }
    program.results[0].compileTime = target.compileTime
    program.results[0].executableSize = System.stamp(of: target.executable).map { Double($0.size) }
    try warmUp(&program, target, arguments)
    try runRounds(&program, target, arguments)
    return program
  }

  private func argumentsFor(_ size: Double?) -> [String] {
    guard let size else { return settings.arguments }
    let text = NumberText.fixed(size, 0)
    let placed = settings.arguments.map { $0.replacing("{n}", with: text) }
    return placed == settings.arguments ? placed + [text] : placed
  }

  /// Runs every system once, and holds what they say against the reference.
  private func warmUp(_ program: inout ProgramResult, _ target: Target, _ arguments: [String]) throws {
    var outcomes: [(outcome: Outcome, answer: String)?] = []
    for system in settings.systems {
      progress.show("\(program.title): \(system.name), trying")
      guard let outcome = try run(system, target, arguments) else { return }
      outcomes.append((outcome, answer(of: outcome)))
    }
    let reference = settings.systems.firstIndex { $0.kind != .natrix }
    for index in outcomes.indices {
      guard let (outcome, answer) = outcomes[index] else { continue }
      if outcome.status == 124 {
        program.results[index].failure = "took longer than \(settings.timeout) s"
      } else if settings.function != nil, outcome.status != 0 {
        program.results[index].failure = "ended with status \(outcome.status): \(outcome.lastError ?? "")"
      } else if let reference, index != reference, let (expected, right) = outcomes[reference] {
        program.results[index].failure = difference(
          outcome, answer, from: expected, right, settings.systems[reference].name)
      }
    }
  }

  /// What a run says: its standard output, or the function's result.
  private func answer(of outcome: Outcome) -> String {
    var text = String(decoding: outcome.output, as: UTF8.self)
    if settings.function != nil, let reading = reading(), !reading.result.contains(" at 0x") { text += reading.result }
    return text
  }

  private func difference(
    _ outcome: Outcome, _ answer: String, from expected: Outcome, _ right: String, _ reference: String
  ) -> String? {
    if outcome.status != expected.status {
      let reason = outcome.lastError.map { ": \($0)" } ?? ""
      return "ended with status \(outcome.status), \(reference) with \(expected.status)\(reason)"
    }
    if answer == right { return nil }
    let lines = answer.split(separator: "\n", omittingEmptySubsequences: false)
    let rightLines = right.split(separator: "\n", omittingEmptySubsequences: false)
    let place = zip(lines, rightLines).enumerated().first { $1.0 != $1.1 }?.offset ?? min(lines.count, rightLines.count)
    let line = place < lines.count ? "'\(lines[place].prefix(60))'" : "nothing"
    let rightLine = place < rightLines.count ? "'\(rightLines[place].prefix(60))'" : "nothing"
    return "other output than \(reference)'s: line \(place + 1) is \(line), not \(rightLine)"
  }

  private func runRounds(_ program: inout ProgramResult, _ target: Target, _ arguments: [String]) throws {
    let start = System.monotonicSeconds
    var round = 0
    let count = settings.systems.count
    while !Interrupts.arrived, goesOn(program, round, since: start) {
      var runs: [Int: Run] = [:]
      for step in 0..<count {
        let index = (round + step) % count
        guard program.results[index].failure == nil else { continue }
        progress.show("\(program.title): \(settings.systems[index].name), round \(round + 1)")
        guard let outcome = try run(settings.systems[index], target, arguments) else { return }
        runs[index] = try measured(outcome)
      }
      // Only whole rounds count.
      for (index, run) in runs { program.results[index].runs.append(run) }
      round += 1
    }
  }

  private func goesOn(_ program: ProgramResult, _ round: Int, since start: Double) -> Bool {
    if let runs = settings.runs { return round < runs }
    if round < 3 { return true }
    if round >= BenchSession.rounds.upperBound || System.monotonicSeconds - start > settings.seconds { return false }
    if round < BenchSession.rounds.lowerBound { return true }
    return program.results.contains { result in
      guard result.counts else { return false }
      let time = result.time
      return time.interval.upperBound - time.interval.lowerBound > 2 * BenchSession.precision * time.value
    }
  }

  private func run(_ system: BenchedSystem, _ target: Target, _ arguments: [String]) throws -> Outcome? {
    let command = system.command(for: target.script, executable: target.executable)
    guard settings.function != nil else { return try workplace.run(command + arguments) }
    unlink(workplace.path("reading"))
    let folder = Path.folder(of: target.file)
    let path = [folder] + [System.environment("PYTHONPATH")].compactMap { $0 }
    return try workplace.run(
      command + [workplace.path("reading")], environment: [("PYTHONPATH", path.joined(separator: ":"))])
  }

  private func measured(_ outcome: Outcome) throws -> Run {
    guard settings.function != nil else { return outcome.run }
    guard let reading = reading() else { throw DriverError("the function's driver ended early: \(outcome.lastError ?? "")") }
    return Run(wall: reading.seconds, user: 0, system: 0, peak: 0)
  }

  private func reading() -> (seconds: Double, result: String)? {
    guard let bytes = try? System.read(workplace.path("reading")) else { return nil }
    return FunctionDriver.reading(String(decoding: bytes, as: UTF8.self))
  }
}

extension Machine {
  /// The one this program runs on.
  static var this: Machine {
    func first(_ key: String, in path: String) -> String? {
      let text = (try? System.read(path)).map { String(decoding: $0, as: UTF8.self) } ?? ""
      let line = text.split(separator: "\n").first { $0.hasPrefix(key) }
      return line.map { $0.drop { $0 != ":" && $0 != "=" }.dropFirst().trimmed }
    }
    let processor = first("model name", in: "/proc/cpuinfo") ?? "unknown processor"
    let system = first("PRETTY_NAME", in: "/etc/os-release") ?? "Linux"
    return Machine(processor: processor, cores: sysconf(Int32(_SC_NPROCESSORS_ONLN)), system: system)
  }
}

extension Substring {
  /// Without the spaces and quotes around it.
  fileprivate var trimmed: String {
    let kept = drop { $0 == " " || $0 == "\"" || $0 == "\t" }
    let end = kept.lastIndex { $0 != " " && $0 != "\"" } ?? kept.startIndex
    return kept.isEmpty ? "" : String(kept[...end])
  }
}
