/// `natrix annotate --profile`: the program is run, and its lines are told what they took.

import Glibc
import NatrixEmit
import NatrixReport

extension Pipeline {
  /// Builds the program so that it can be measured, runs it, and adds the figures. The program's output goes to standard error:
  /// standard output is the annotation's. Gives how it ended, as waitpid tells it.
  package static func measure(_ annotated: inout AnnotatedFile, options: Options, arguments: [String]) throws -> Int32 {
    var options = options
    options.profiles = true
    options.countsExits = true
    let cache = try BuildCache(for: options)
    defer { cache.discard() }
    let program = try Pipeline(options: options).buildCached(.file(annotated.path), in: cache)
    let statistics = "/tmp/natrix-statistics-\(getpid())"
    TemporaryFiles.add(statistics)
    defer { TemporaryFiles.remove(statistics) }
    setenv("NATRIX_STATS", statistics, 1)
    let output = fcntl(1, F_DUPFD_CLOEXEC, 3)
    dup2(2, 1)
    defer {
      dup2(output, 1)
      close(output)
    }
    let (profile, status) = try profiledRun(program, arguments: [annotated.path] + arguments, name: Path.name(of: annotated.path))
    unsetenv("NATRIX_STATS")
    guard let profile else { throw DriverError("the program was run, but it has made no profile") }
    var emission = EmitOptions()
    emission.folder = System.absolute("")
    let figures = (try? System.read(statistics)).flatMap { RunStatistics(json: $0) }
    annotated.add(profile, figures, file: emission.shown(path: annotated.path))
    return status
  }
}
