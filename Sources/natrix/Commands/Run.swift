// natrix run: python3's drop-in.

import ArgumentParser
import Glibc
import NatrixDriver

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compile a program (cached) and run it.",
    usage: "natrix run [options] (FILE | - | -c CODE | -m MODULE) [arguments …]")

  @OptionGroup var compile: CompileOptions
  @Option(name: .customShort("c"), help: ArgumentHelp("Run this source text.", valueName: "code"))
  var code: String?
  @Option(name: .customShort("m"), help: ArgumentHelp("Run this module or package.", valueName: "module"))
  var module: String?
  @Flag(help: "Collect garbage at every allocation, ever more rarely in a long run (looks for memory errors).")
  var stressGc = false
  @Flag(help: "Interpret the program: nothing is compiled, it starts at once.")
  var interpret = false
  @Argument(parsing: .captureForPassthrough, help: "The program and its arguments.")
  var words: [String] = []

  func run() throws {
    if code == nil, module == nil, let first = words.first, first == "--help" || first == "-h" {
      print(Run.helpMessage())
      return
    }
    try reporting {
      var arguments = words
      let source = try ProgramSource.chosen(code: code, module: module, words: &arguments)
      let pipeline = try Pipeline(options: compile.options)
      if interpret {
        let own = try pipeline.interpreterArguments(source)
        if stressGc { setenv("NX_GC_STRESS", "auto", 0) }
        let interpreter = try pipeline.interpreter()
        throw ChildProcess.become(interpreter, [interpreter] + own + arguments)
      }
      let cache = try BuildCache(for: compile.options)
      let program = try pipeline.buildCached(source, in: cache)
      if stressGc { setenv("NX_GC_STRESS", "auto", 0) }
      if cache.isTransient {
        let status = try ChildProcess.foreground(program, [source.argumentZero] + arguments)
        cache.discard()
        ChildProcess.end(as: status)
      }
      throw ChildProcess.become(program, [source.argumentZero] + arguments)
    }
  }
}

extension ProgramSource {
  /// The source that the command line names; takes the file off `words`.
  static func chosen(code: String?, module: String?, words: inout [String]) throws -> ProgramSource {
    if let code { return .code(code) }
    if let module { return .module(module) }
    guard !words.isEmpty else {
      throw DriverError("no program given", hint: "natrix run FILE, -c CODE, -m MODULE, or - for standard input")
    }
    let first = words.removeFirst()
    return first == "-" ? .standardInput : .file(first)
  }

  /// `sys.argv[0]` as CPython sets it.
  var argumentZero: String {
    switch self {
    case .file(let path): path
    case .code: "-c"
    case .standardInput: "-"
    case .module: "-m"
    }
  }
}
