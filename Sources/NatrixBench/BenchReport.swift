/// What `natrix bench` measured, as it is written to JSON and read back as a baseline.

import NatrixReport

/// One run of a program by one system; or, of a function, the mean of one calibrated loop.
package struct Run: Codable, Sendable {
  /// Seconds from start to end; of a function, seconds a call.
  package var wall: Double
  /// Processor seconds of the program itself, and of the kernel for it.
  package var user: Double
  package var system: Double
  /// The most memory it had in use, in bytes; 0 of a function.
  package var peak: Double

  package init(wall: Double, user: Double, system: Double, peak: Double) {
    self.wall = wall
    self.user = user
    self.system = system
    self.peak = peak
  }
}

/// What one system made of one program.
package struct SystemResult: Codable, Sendable {
  /// As it is shown: "natrix", "CPython 3.11.2".
  package var name: String
  package var runs: [Run] = []
  /// Why there are no runs that count: it failed, or its output is not the reference's.
  package var failure: String?
  /// Median seconds of a program that does nothing.
  package var startup: Double?
  /// Seconds to compile from nothing, and the executable's bytes.
  package var compileTime: Double?
  package var executableSize: Double?

  package init(name: String, runs: [Run] = [], failure: String? = nil) {
    self.name = name
    self.runs = runs
    self.failure = failure
  }

  package var counts: Bool { failure == nil && !runs.isEmpty }
  package var walls: [Double] { runs.map(\.wall) }
  package var time: Estimate { Estimate(Statistics.median(walls), Statistics.interval(ofMedian: walls)) }
  package var userTime: Double { Statistics.median(runs.map(\.user)) }
  package var peak: Double { Statistics.median(runs.map(\.peak)) }
}

/// One program with certain arguments, by all systems.
package struct ProgramResult: Codable, Sendable {
  package var name: String
  package var arguments: [String] = []
  /// The function that was timed, if it was not the whole program.
  package var function: String?
  /// The size that `--scale` gave it.
  package var size: Double?
  /// The first is natrix, the second the reference when there is one.
  package var results: [SystemResult] = []

  package init(name: String, arguments: [String] = [], function: String? = nil, size: Double? = nil) {
    self.name = name
    self.arguments = arguments
    self.function = function
    self.size = size
  }

  /// As it is shown.
  package var title: String {
    let called = function.map { "\(name): \($0)()" } ?? name
    return ([called] + arguments).joined(separator: " ")
  }

  /// The interpreter that outputs and times are compared with: the first that is not natrix.
  package var reference: SystemResult? { results.first { $0.name != "natrix" && $0.counts } }

  /// How many times as fast as the reference; nil for the reference itself and where it cannot be said.
  package func speedUp(of result: SystemResult) -> Estimate? {
    guard let reference, result.counts, result.name != reference.name else { return nil }
    let count = min(reference.runs.count, result.runs.count)
    let interval = Statistics.interval(rounds: count) { drawn in
      Statistics.median(drawn.map { reference.walls[$0] }) / Statistics.median(drawn.map { result.walls[$0] })
    }
    return Estimate(Statistics.median(reference.walls) / Statistics.median(result.walls), interval)
  }
}

/// The machine it was measured on.
package struct Machine: Codable, Sendable {
  package var processor: String
  package var cores: Int
  package var system: String

  package init(processor: String, cores: Int, system: String) {
    self.processor = processor
    self.cores = cores
    self.system = system
  }
}

package struct BenchReport: Codable, Sendable {
  package var natrix: String
  package var machine: Machine
  package var programs: [ProgramResult] = []
  /// Whether the measuring was broken off.
  package var isPartial = false

  package init(natrix: String, machine: Machine, programs: [ProgramResult] = []) {
    self.natrix = natrix
    self.machine = machine
    self.programs = programs
  }

  /// All systems that have figures, natrix first.
  package var systems: [String] {
    var names: [String] = []
    for result in programs.flatMap(\.results) where !names.contains(result.name) { names.append(result.name) }
    return names
  }

  /// The geometric mean of a system's speed-ups over the programs for which there is one; nil when there is none.
  package func meanSpeedUp(of system: String) -> Double? {
    let ratios = programs.compactMap { program -> Double? in
      program.results.first { $0.name == system }.flatMap { program.speedUp(of: $0)?.value }
    }
    return ratios.isEmpty ? nil : Statistics.geometricMean(ratios)
  }

  /// Whether natrix failed on a program, or any system printed something else than the reference.
  package var hasFailures: Bool { programs.contains { $0.results.contains { $0.failure != nil } } }
}
