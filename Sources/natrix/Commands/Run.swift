// natrix run: python3's drop-in.

import ArgumentParser
import Glibc
import NatrixDriver
import NatrixReport

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
  @Flag(help: "Sample where the time goes: a table on standard error, and a flame graph.")
  var profile = false
  @Option(help: ArgumentHelp("What the profile is written as: svg, folded or json.", valueName: "format"))
  var profileFormat: ProfileFormat?
  @Option(name: .shortAndLong, help: ArgumentHelp("Where the profile is written (default: the program's name with .profile.svg; -: standard output).", valueName: "file"))
  var output: String?
  @Argument(parsing: .captureForPassthrough, help: "The program and its arguments.")
  var words: [String] = []

  func validate() throws {
    if !profile, profileFormat != nil { throw ValidationError("--profile-format needs --profile") }
    if !profile, output != nil { throw ValidationError("-o says where a profile is written: it needs --profile (natrix build makes executables)") }
    if profile, interpret { throw ValidationError("what is interpreted cannot be profiled: leave out --interpret") }
    #if !(arch(x86_64) && os(Linux))
      if profile { throw ValidationError("profiles are made on x86-64 Linux only; perf works on what natrix build -g makes") }
    #endif
    if profile, compile.strip { throw ValidationError("a profile needs the symbols that --strip removes") }
  }

  func run() throws {
    if code == nil, module == nil, let first = words.first, first == "--help" || first == "-h" {
      print(Run.helpMessage())
      return
    }
    try reporting {
      var arguments = words
      let source = try ProgramSource.chosen(code: code, module: module, words: &arguments)
      var options = compile.options
      options.profiles = profile
      let pipeline = try Pipeline(options: options)
      if interpret {
        let own = try pipeline.interpreterArguments(source)
        if stressGc { setenv("NX_GC_STRESS", "auto", 0) }
        let interpreter = try pipeline.interpreter()
        throw ChildProcess.become(interpreter, [interpreter] + own + arguments)
      }
      let cache = try BuildCache(for: compile.options)
      try pipeline.withBuilt(source, in: cache) { program in
        if stressGc { setenv("NX_GC_STRESS", "auto", 0) }
        if profile { try runProfiled(program, source, arguments, cache) }
        if cache.isTransient {
          let status = try ChildProcess.foreground(program, [source.argumentZero] + arguments)
          cache.discard()
          ChildProcess.end(as: status)
        }
        throw ChildProcess.become(program, [source.argumentZero] + arguments)
      }
    }
  }

  /// Runs the program, writes what was found, and ends as the program did.
  private func runProfiled(_ program: String, _ source: ProgramSource, _ arguments: [String], _ cache: BuildCache) throws -> Never {
    let name = source.shownName
    let (profile, status) = try Pipeline.profiledRun(program, arguments: [source.argumentZero] + arguments, name: Path.name(of: name))
    cache.discard()
    guard let profile else { ChildProcess.end(as: status) }
    let format = profileFormat ?? .svg
    let path = output ?? "\(Path.stem(of: name)).profile.\(format.rawValue)"
    let text = try format.text(of: profile)
    System.printError(profile.table())
    if path == "-" {
      print(text, terminator: "")
      fflush(nil)
    } else {
      try System.writeResult(Array(text.utf8), to: path)
      System.printError("wrote \(path)\n")
    }
    ChildProcess.end(as: status)
  }
}

enum ProfileFormat: String, ExpressibleByArgument {
  case svg, folded, json

  func text(of profile: Profile) throws -> String {
    switch self {
    case .svg: FlameGraph.svg(profile)
    case .folded: profile.folded
    case .json: try profile.json
    }
  }
}

extension ProgramSource {
  /// What files about the program are named after.
  var shownName: String {
    switch self {
    case .file(let path): path
    case .module(let name): name
    case .code: "command"
    case .standardInput: "stdin"
    }
  }

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
