// natrix bench: what compiling gains, measured and drawn.

import ArgumentParser
import Glibc
import NatrixBench
import NatrixDriver

struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compile programs and measure them beside the interpreters that are installed.",
    usage: "natrix bench [options] FILE … [-- arguments …]",
    discussion: """
      natrix bench app.py                          against python3, pypy3 and what else is on PATH
      natrix bench app.py --html app.html -- 1000  with an argument, and a page with charts
      natrix bench app.py --scale 1000,2000,4000   at several sizes: how the cost grows
      natrix bench app.py --function parse --call '"1 + 2"'
                                                   one function, inside the process
      natrix bench *.py --baseline before.json     fails when a program became slower

      Exits with 1 when a program fails, prints something else than python3, or is a regression.
      """)

  @OptionGroup var compile: CompileOptions
  @Option(
    name: .customLong("with"),
    help: ArgumentHelp(
      "Also measure this: an interpreter, or a command with {file}, {stem} and {folder} (repeatable).",
      valueName: "[name=]command"))
  var others: [String] = []
  @Option(help: ArgumentHelp("Compare with this interpreter (default: python3).", valueName: "command"))
  var reference: String?
  @Flag(help: "Leave out other interpreters than the reference.")
  var only = false
  @Option(help: "Rounds (default: until the medians are known to 1 %).")
  var runs: Int?
  @Option(help: "Seconds for the rounds of one program.")
  var seconds = 20.0
  @Option(help: ArgumentHelp("Seconds after which a run is ended as hanging.", valueName: "seconds"))
  var timeout = 600
  @Option(help: ArgumentHelp("What programs read from standard input.", valueName: "file"))
  var input: String?
  @Option(help: ArgumentHelp("Sizes, by commas: the last argument, or where {n} stands.", valueName: "sizes"))
  var scale: String?
  @Option(help: ArgumentHelp("Time this function of the module instead of the program.", valueName: "name"))
  var function: String?
  @Option(help: ArgumentHelp("Its arguments as they stand in a call.", valueName: "arguments"))
  var call = ""
  @Option(help: ArgumentHelp("Write the figures as JSON (- for standard output).", valueName: "file"))
  var json: String?
  @Option(help: ArgumentHelp("Write every run as CSV.", valueName: "file"))
  var csv: String?
  @Option(help: ArgumentHelp("Write the tables as Markdown.", valueName: "file"))
  var markdown: String?
  @Option(help: ArgumentHelp("Write one page with charts.", valueName: "file"))
  var html: String?
  @Option(help: ArgumentHelp("Compare with what --json wrote earlier.", valueName: "file"))
  var baseline: String?
  @Option(help: "How much slower than the baseline is a regression, in per cent.")
  var threshold = 5.0
  @Argument(help: "Programs; what follows -- are their arguments.")
  var files: [String] = []
  @Argument(parsing: .postTerminator, help: .hidden)
  var arguments: [String] = []

  func validate() throws {
    if files.isEmpty { throw ValidationError("no program given: natrix bench FILE …") }
    if let runs, runs < 1 { throw ValidationError("--runs takes a number from 1") }
    if timeout < 1 { throw ValidationError("--timeout takes a number from 1") }
    if function != nil, scale != nil { throw ValidationError("--function and --scale do not go together") }
    if function == nil, !call.isEmpty { throw ValidationError("--call is for --function") }
  }

  func run() throws {
    try reporting {
      let earlier = try baseline.map { try BenchReport(file: $0) }
      let session = try BenchSession(try settings())
      let isUnicode = (System.environment("LC_ALL") ?? System.environment("LC_CTYPE") ?? System.environment("LANG") ?? "C.UTF-8")
        .lowercased().contains("utf")
      let toOutput = [json, csv, markdown, html].contains("-")
      let report = try session.measure(files, version: Natrix.configuration.version) { program in
        if !toOutput { show(BenchTables.terminal(program, isUnicode: isUnicode) + "\n") }
      }
      if report.programs.isEmpty, report.isPartial { throw ExitCode(Interrupts.status) }
      if !toOutput { show(BenchTables.summary(report)) }
      try write(report.json, to: json)
      try write(BenchTables.csv(report), to: csv)
      try write(BenchTables.markdown(report), to: markdown)
      try write(BenchPage.html(report), to: html)
      var isBad = report.hasFailures
      if let earlier {
        let comparisons = report.compared(with: earlier, threshold: threshold / 100)
        show(BenchTables.comparison(comparisons, threshold: threshold / 100))
        isBad = isBad || comparisons.contains(where: \.isRegression)
      }
      if report.isPartial { throw ExitCode(Interrupts.status) }
      if isBad { throw ExitCode(1) }
    }
  }

  private func settings() throws -> BenchSettings {
    var settings = BenchSettings()
    settings.systems = try systems()
    settings.options = compile.options
    settings.runs = runs
    settings.seconds = seconds
    settings.timeout = timeout
    settings.arguments = arguments
    if let input, !System.isFile(input) { throw DriverError("there is no file '\(input)'") }
    settings.input = input.map(System.absolute)
    settings.sizes = try scale.map { text in
      try text.split(separator: ",").map { part in
        guard let size = Double(part), size > 0 else { throw DriverError("--scale: '\(part)' is no size") }
        return size
      }
    }
    settings.function = function
    settings.functionArguments = call
    return settings
  }

  private func systems() throws -> [BenchedSystem] {
    var found: [BenchedSystem] = []
    if let reference {
      guard let path = System.find(command: reference), let system = BenchedSystem.interpreter(at: path) else {
        throw DriverError("'\(reference)' is no Python interpreter")
      }
      found.append(system)
    }
    if !(only && reference != nil) { found += BenchedSystem.interpreters() }
    if only { found = Array(found.prefix(1)) }
    found += try others.map(BenchedSystem.named)
    if found.isEmpty { System.printError("natrix: warning: no Python was found to compare with\n") }
    var systems = [BenchedSystem.natrix]
    for system in found where !systems.contains(where: { $0.name == system.name }) { systems.append(system) }
    return systems
  }

  private func show(_ text: String) {
    print(text, terminator: "")
    fflush(nil)
  }

  private func write(_ text: @autoclosure () throws -> String, to file: String?) throws {
    guard let file else { return }
    if file == "-" { return show(try text()) }
    try System.writeResult(Array(try text().utf8), to: file)
  }
}
