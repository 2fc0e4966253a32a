// Options that several commands share, and how failures reach the person.

import ArgumentParser
import Glibc
import NatrixDriver
import NatrixSupport

struct CompileOptions: ParsableArguments {
  @Option(
    name: .customShort("O", allowingJoined: true),
    help: ArgumentHelp("Optimisation of the C compiler, 0 to 3.", valueName: "level"))
  var optimisation = 2
  @Flag(name: .customShort("g"), help: "Keep debug information with Python lines.")
  var debug = false
  @Option(name: .customLong("cc"), help: "The C compiler, maybe behind a launcher (default: $CC, cc, gcc or clang).")
  var compiler: String?
  @Flag(name: .customLong("static"), help: "Link everything into one file that needs no libraries, whatever it calls.")
  var isStatic = false
  @Flag(name: .customLong("dynamic"), help: "Use the system's C library where the program runs.")
  var isDynamic = false
  @Flag(help: "Leave symbols out of the executable.")
  var strip = false
  @Option(help: ArgumentHelp("Keep the generated C in this folder.", valueName: "dir"))
  var keepC: String?
  @Flag(name: .customShort("B"), help: "Leave nothing in the build cache (also: NATRIX_DONTWRITECACHE=1).")
  var dontWriteCache = false
  @Flag(name: .shortAndLong, help: "Show the commands that are run.")
  var verbose = false
  @Option(
    name: .customLong("path"),
    help: ArgumentHelp("Also find modules in this folder (repeatable; before PYTHONPATH).", valueName: "dir"))
  var paths: [String] = []
  @Option(name: .customLong("disable-pass"), help: ArgumentHelp("Leave this pass out (repeatable).", valueName: "pass"))
  var disabledPasses: [String] = []
  @Flag(name: .customLong("eval"), help: "Link eval, exec and compile even if nothing in the program seems to call them.")
  var linksEvaluator = false
  @Flag(help: "Count where guards of fast code fail, for NATRIX_STATS.") var stats = false
  @Flag(help: .hidden) var stressExits = false
  @Option(help: .hidden) var variant = ""

  var options: Options {
    var options = Options()
    options.optimisation = optimisation
    options.debug = debug
    options.compiler = compiler
    options.linkage = isStatic ? .static : isDynamic ? .dynamic : .automatic
    options.strip = strip
    options.keepC = keepC
    options.verbose = verbose
    if dontWriteCache { options.writesCache = false }
    options.searchPaths = paths
    options.disabledPasses = Set(disabledPasses)
    options.variant = variant
    options.linksEvaluator = linksEvaluator
    options.stressesExits = stressExits
    options.countsExits = stats
    return options
  }

  func validate() throws {
    guard !isStatic || !isDynamic else { throw ValidationError("--static and --dynamic: only one of the two") }
    guard (0...3).contains(optimisation) else {
      throw ValidationError("-O takes a level from 0 to 3, not \(optimisation)")
    }
  }
}

/// Runs a command's body and turns its failures into messages and exit statuses: 1 for an error in the program,
/// 2 for one of the driver.
func reporting(_ body: () throws -> Void) throws {
  do {
    try body()
  } catch let error as DriverError {
    System.printError("natrix: error: \(error.message)\n")
    if let hint = error.hint { System.printError("natrix: hint: \(hint)\n") }
    throw ExitCode(2)
  } catch let error as SystemError {
    System.printError("natrix: error: \(error)\n")
    throw ExitCode(2)
  } catch is DiagnosticsReported {
    throw ExitCode(1)
  }
}
