/// A report as text: tables for the terminal, Markdown and CSV.

import NatrixReport

package enum BenchTables {
  // MARK: the terminal

  /// One program's figures.
  package static func terminal(_ program: ProgramResult, isUnicode: Bool) -> String {
    let rounds = program.results.map(\.runs.count).max() ?? 0
    var text = "\(program.title)  (\(rounds) interleaved runs)\n"
    let counted = program.results.filter(\.counts)
    let slowest = counted.map(\.time.value).max() ?? 1
    let rows = counted.map { result -> [String] in
      let length = Int((result.time.value / slowest * 24).rounded(.up))
      let bar = String(repeating: isUnicode ? "█" : "#", count: length)
      return cells(result, of: program) + [bar]
    }
    text += aligned([columns(of: program) + [""]] + rows, indent: "  ")
    for result in program.results {
      if let failure = result.failure { text += "  \(result.name): \(failure); not ranked\n" }
    }
    if let first = program.results.first, let time = first.compileTime, let size = first.executableSize {
      text += "  compiled in \(NumberText.seconds(time)), executable \(NumberText.bytes(size))\n"
    }
    return text
  }

  /// What can be said of all programs together; empty for one.
  package static func summary(_ report: BenchReport) -> String {
    var text = ""
    let programs = report.programs.filter { $0.reference != nil }
    if programs.count > 1, let reference = programs.first?.reference?.name {
      text += "geometric mean of the speed-ups over \(reference), \(programs.count) programs\n"
      let means = report.systems.compactMap { name in report.meanSpeedUp(of: name).map { [name, ratio($0)] } }
      text += aligned(means, indent: "  ")
    }
    for growth in growths(report) { text += growth + "\n" }
    return text
  }

  /// How the cost of programs measured at several sizes grows, start-up left out.
  package static func growths(_ report: BenchReport) -> [String] {
    names(of: report).compactMap { name in
      let sized = report.programs.filter { $0.name == name && $0.size != nil }
      guard sized.count > 1 else { return nil }
      let parts = report.systems.compactMap { system -> String? in
        let points = sized.compactMap { program -> (size: Double, value: Double)? in
          guard let size = program.size, let result = program.results.first(where: { $0.name == system && $0.counts })
          else { return nil }
          let work = result.time.value - (result.startup ?? 0)
          return work > 0 ? (size, work) : nil
        }
        return points.count > 1 ? "\(system) n^\(NumberText.fixed(Statistics.exponent(points), 2))" : nil
      }
      return "growth of \(name): " + parts.joined(separator: ", ")
    }
  }

  package static func comparison(_ comparisons: [Comparison], threshold: Double) -> String {
    var text = "against the baseline (1 = as then, more is slower)\n"
    let rows = comparisons.map { one in
      [one.program, NumberText.short(one.ratio.value), interval(one.ratio), one.isRegression ? "REGRESSION" : ""]
    }
    text += aligned(rows, indent: "  ")
    let count = comparisons.filter(\.isRegression).count
    let limit = NumberText.short(threshold * 100)
    text += count == 0 ? "no program is more than \(limit) % slower\n" : "\(count) more than \(limit) % slower\n"
    return text
  }

  // MARK: files

  package static func markdown(_ report: BenchReport) -> String {
    var text = ""
    for program in report.programs {
      text += "### \(program.title)\n\n"
      let header = columns(of: program)
      text += "| " + header.joined(separator: " | ") + " |\n"
      text += "|---" + String(repeating: "|---:", count: header.count - 1) + "|\n"
      for result in program.results {
        let row = result.counts ? cells(result, of: program) : [result.name, result.failure ?? "not measured"]
        text += "| " + row.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
      }
      text += "\n"
    }
    text += summary(report)
    return text + "\nMeasured on \(report.machine.processor), \(report.machine.cores) cores, \(report.machine.system).\n"
  }

  /// One line a run.
  package static func csv(_ report: BenchReport) -> String {
    var text = "program,arguments,function,system,run,wall_seconds,user_seconds,system_seconds,peak_bytes\n"
    for program in report.programs {
      for result in program.results {
        for (number, run) in result.runs.enumerated() {
          let fields = [
            program.name, program.arguments.joined(separator: " "), program.function ?? "", result.name, "\(number + 1)",
            "\(run.wall)", "\(run.user)", "\(run.system)", NumberText.fixed(run.peak, 0),
          ]
          text += fields.map(quoted).joined(separator: ",") + "\n"
        }
      }
    }
    return text
  }

  private static func quoted(_ field: String) -> String {
    guard field.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }

  // MARK: cells

  static func columns(of program: ProgramResult) -> [String] {
    if program.function != nil { return ["system", "a call", "± 95 %", "speed-up", "95 %"] }
    return ["system", "time", "± 95 %", "user", "peak", "start-up", "speed-up", "95 %"]
  }

  static func cells(_ result: SystemResult, of program: ProgramResult) -> [String] {
    let time = result.time
    let half = (time.interval.upperBound - time.interval.lowerBound) / 2
    var cells = [result.name, NumberText.seconds(time.value), NumberText.fixed(half / time.value * 100, 1) + " %"]
    if program.function == nil {
      cells += [NumberText.seconds(result.userTime), NumberText.bytes(result.peak)]
      cells.append(result.startup.map(NumberText.seconds) ?? "")
    }
    if let speedUp = program.speedUp(of: result) {
      cells += [ratio(speedUp.value), interval(speedUp)]
    } else {
      cells += [result.name == program.reference?.name ? ratio(1) : "", ""]
    }
    return cells
  }

  static func ratio(_ value: Double) -> String { NumberText.short(value) + "x" }

  private static func interval(_ estimate: Estimate) -> String {
    "\(NumberText.short(estimate.interval.lowerBound)) … \(NumberText.short(estimate.interval.upperBound))"
  }

  /// The programs' names, each once.
  static func names(of report: BenchReport) -> [String] {
    var names: [String] = []
    for program in report.programs where !names.contains(program.name) { names.append(program.name) }
    return names
  }

  /// Columns under each other: the first and the last to the left, figures to the right.
  private static func aligned(_ rows: [[String]], indent: String) -> String {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
    var text = ""
    for row in rows {
      var line = indent
      for (column, cell) in row.enumerated() {
        let space = String(repeating: " ", count: widths[column] - cell.count)
        let isText = column == 0 || column == count - 1
        line += (isText ? cell + space : space + cell) + "  "
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    return text
  }
}
