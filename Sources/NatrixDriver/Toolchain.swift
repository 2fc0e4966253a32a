/// The C compiler: finding it, compiling what was emitted (cached by content, in parallel), linking.

import Glibc
import NatrixSupport

package struct Toolchain {
  let compiler: CompilerCommand
  let options: Options
  let runtime: RuntimeLocation
  let cache: BuildCache

  package init(options: Options, runtime: RuntimeLocation, cache: BuildCache) throws {
    self.options = options
    self.runtime = runtime
    self.cache = cache
    compiler = try CompilerCommand(options.compiler)
    guard System.isFile(runtime.library) else {
      throw DriverError(
        "the runtime library is missing: \(runtime.library)", hint: "build it with 'make'")
    }
  }

  func codeFlags(level: Int) -> [String] {
    var flags = ["-std=gnu11", "-O\(level)", "-w", "-fno-strict-aliasing", "-fwrapv"]
    flags += ["-fno-math-errno", "-ffunction-sections", "-fdata-sections", "-fno-plt"]
    // Addresses known at link time: tests of an object's kind compare with a constant, and the start relocates nothing.
    flags += options.isExtension || options.isLibrary ? ["-fPIC", "-fno-semantic-interposition"] : ["-fno-pie"]
    // Nothing unwinds the stack; debuggers have their own section.
    flags += ["-fno-unwind-tables", "-fno-asynchronous-unwind-tables"]
    if options.debug { flags.append("-g") } else if options.profiles { flags.append("-g1") }
    if options.variant == "ubsan" { flags += ["-fsanitize=undefined", "-fno-sanitize-recover=undefined"] }
    return flags + options.extraFlags
  }

  /// Identifies compiler, flags and headers for the names of cached objects.
  func compileFingerprint(level: Int) -> String {
    var hash = ContentHash()
    compiler.identity.forEach { hash.add($0) }
    codeFlags(level: level).forEach { hash.add($0) }
    for header in headersOfPrograms() { hash.add(header) }
    return hash.digest
  }

  /// The texts of natrix.h and of the headers of the runtime that it includes, directly or not. Other headers of the
  /// runtime have no say in what a program's C becomes.
  private func headersOfPrograms() -> [[UInt8]] {
    let folders = ["include", "core", "primitives/include"].map { Path.join(runtime.folder, $0) }
    var texts: [[UInt8]] = []
    var seen: Set<String> = []
    var waiting = ["natrix.h"]
    while let name = waiting.popLast() {
      guard seen.insert(name).inserted else { continue }
      for folder in folders {
        guard let text = try? System.read(Path.join(folder, name)) else { continue }
        texts.append(text)
        for line in String(decoding: text, as: UTF8.self).split(separator: "\n")
        where line.hasPrefix("#include \"") {
          if let included = line.split(separator: "\"").dropFirst().first {
            waiting.append(String(included.split(separator: "/").last ?? included))
          }
        }
        break
      }
    }
    return texts
  }

  /// A file of C and the level, 0 to 3, at which it is to be optimised.
  struct Source {
    var name: String
    var text: String
    var level: Int
  }

  /// Compiles the C files; the paths of their objects, in order. `include`: more folders of headers.
  func compile(_ files: [Source], progress: Progress, include: [String] = []) throws -> [String] {
    var fingerprints: [Int: String] = [:]
    for level in Set(files.map(\.level)) { fingerprints[level] = compileFingerprint(level: level) }
    var objects: [String] = []
    var jobs: [Job] = []
    for file in files {
      var hash = ContentHash()
      hash.add(fingerprints[file.level] ?? "")
      hash.add(file.name)
      include.forEach { hash.add($0) }
      hash.add(withoutComments(file.text))
      let object = Path.join(cache.work, hash.digest + ".o")
      objects.append(object)
      if let folder = options.keepC {
        try System.makeFolder(folder)
        try System.write(Array(file.text.utf8), to: Path.join(folder, file.name))
      }
      if cache.object(hash.digest + ".o") != nil { continue }
      // The file's own name stands in the object: it is the same each time.
      let source = Path.join(cache.work, hash.digest + ".c")
      jobs.append(Job(object: object, source: source, text: file.text, level: file.level, include: include))
    }
    // The longest first: the processors are done at about the same time.
    try run(jobs.sorted { $0.text.utf8.count > $1.text.utf8.count }, progress: progress)
    return objects
  }

  /// The lines of C that are no comments: those name Python lines, which move when others are edited.
  private func withoutComments(_ text: String) -> [UInt8] {
    var kept: [UInt8] = []
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let isComment = line.drop { $0 == UInt8(ascii: " ") }.starts(with: "//".utf8)
      if !isComment { kept.append(contentsOf: line) }
      kept.append(UInt8(ascii: "\n"))
    }
    return kept
  }

  private struct Job {
    var object: String
    var source: String
    var text: String
    var level: Int
    var include: [String]
  }

  private func run(_ jobs: [Job], progress: Progress) throws {
    let header = PrecompiledHeader(library: runtime.compiledLibrary)
    var headers: [Int: String] = [:]
    for level in Set(jobs.map(\.level)) { headers[level] = header.folder(for: self, level: level) }
    for job in jobs { try System.write(Array(job.text.utf8), to: job.source) }
    progress.show("compiling C", 0, of: jobs.count)
    // Each object is kept as soon as it is there: what an interrupted build has done is done.
    let results = try compile(jobs.map { ($0, headers[$0.level]) }) { index, count in
      progress.show("compiling C", count, of: jobs.count)
      try keep(jobs[index])
    }
    for (job, result) in zip(jobs, results) where result.status != 0 {
      // A compiled header that is damaged, or that this process cannot map where it was made, is an error to gcc.
      let again = headers[job.level] == nil ? [result] : try compile([(job, nil)]) { _, _ in try keep(job) }
      if again[0].status != 0 { throw compileFailure(job.source, job.text, again[0]) }
    }
  }

  private func keep(_ job: Job) throws {
    unlink(job.source)
    try cache.add(object: job.object)
  }

  /// Compiles each job, with the folder of its compiled header if there is one; tells which have succeeded, and how many are done.
  private func compile(_ jobs: [(job: Job, header: String?)], onSuccess: (Int, Int) throws -> Void) throws -> [ProcessResult] {
    var commands: [[String]] = []
    for (job, header) in jobs {
      // In the folder of the source, which is another one each time: what ccache and distcc look at is the same.
      var files = ["-c", Path.name(of: job.source), "-o", Path.name(of: job.object)]
      // Debug information names that folder otherwise.
      if options.debug || options.profiles { files.append("-fdebug-prefix-map=\(cache.work)=.") }
      let include = (header.map { ["-I" + $0] } ?? []) + runtime.includeFlags + job.include.map { "-I" + $0 }
      let arguments = codeFlags(level: job.level) + include + files
      show(arguments, in: cache.work)
      commands.append(compiler.arguments(arguments))
    }
    return try ChildProcess.runAll(compiler.path, commands, in: cache.work, limit: processorCount) { index, result, count in
      if result.status == 0 { try onSuccess(index, count) }
    }
  }

  /// Compiles one file as the program's own are, with more flags.
  func compileOnce(_ source: String, to object: String, flags: [String]) throws {
    let arguments = codeFlags(level: options.optimisation) + flags + runtime.includeFlags + ["-c", source, "-o", object]
    show(arguments)
    let result = try ChildProcess(compiler.path, compiler.arguments(arguments)).wait()
    if result.status != 0 {
      throw DriverError("the C compiler '\(compiler.text)' failed with status \(result.status):\n\(result.output.prefix(2000))")
    }
  }

  /// Compiles natrix.h as the C of programs begins with it.
  func precompileHeader(to output: String, level: Int) throws {
    let header = Path.join(runtime.folder, "include/natrix.h")
    let arguments = codeFlags(level: level) + runtime.includeFlags + ["-x", "c-header", header, "-o", output]
    show(arguments)
    try runTool(compiler.path, compiler.arguments(arguments))
  }

  var isGCC: Bool {
    let answer = try? ChildProcess(compiler.path, compiler.arguments(["--version"])).wait()
    return answer?.output.contains("Free Software Foundation") == true
  }

  /// With --verbose, a command as it can be run again.
  private func show(_ arguments: [String], in folder: String? = nil) {
    guard options.verbose else { return }
    let command = ([compiler.text] + arguments).joined(separator: " ")
    System.printError((folder.map { "cd \($0) && " } ?? "") + command + "\n")
  }

  private var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  private func compileFailure(_ source: String, _ text: String, _ result: ProcessResult) -> Error {
    if result.output.contains("No space left on device") {
      return DriverError("the disk is full", hint: "the cache is \(cache.folder)")
    }
    if result.status > 128 {
      return DriverError(
        "the C compiler '\(compiler.text)' was ended by signal \(result.status - 128)",
        hint: result.output.isEmpty ? nil : result.output)
    }
    let kept = "/tmp/natrix-failed.c"
    try? System.write(Array(text.utf8), to: kept)
    let lines = result.output.split(separator: "\n").prefix(20).joined(separator: "\n")
    return DriverError(
      "the C compiler '\(compiler.text)' failed with status \(result.status) on \(source):\n\(lines)",
      hint: "if the compiler itself works, this is a bug in natrix; the C code is kept in \(kept)")
  }

  /// Whether the linker finds these libraries (arguments such as `-lpcre2-8`).
  func canLink(_ libraries: [String]) -> Bool {
    let arguments = ["-shared", "-nostdlib", "-o", "/dev/null", "-Wl,-Bstatic"] + libraries
    return (try? ChildProcess(compiler.path, compiler.arguments(arguments)).wait().status) == 0
  }

  /// Links objects, the runtime and what its native modules need into a shared library that shows nothing but the
  /// functions whose names begin with `exports`. The collector is the system's: all such libraries of a process have the same one. So are
  /// big integers: Debian's libgmp.a cannot be part of a shared library.
  func linkShared(
    _ objects: [String], nativeModules: [String], exports prefix: String, flags: [String] = [], output: String
  ) throws {
    let requirements = runtime.requirements(of: nativeModules)
    let exports = Path.join(cache.work, "exports.map")
    let temporary = "\(output).\(System.processName).tmp"
    TemporaryFiles.add(temporary)
    defer { TemporaryFiles.remove(temporary) }
    try System.write(Array("{ global: \(prefix)*; local: *; };\n".utf8), to: exports)
    var arguments = ["-shared", "-o", temporary] + flags + objects + [runtime.library, "-Wl,--version-script=" + exports]
    if options.strip { arguments.append("-s") } else if !options.debug { arguments.append("-Wl,-S") }
    arguments += ["-Wl,--gc-sections", "-Wl,-O1", "-Wl,-z,noexecstack", "-Wl,-z,nodelete", "-Wl,-Bstatic"]
    arguments += requirements.libraries + ["-Wl,-Bdynamic", "-lgmp", "-lgc", "-lm", "-lpthread"]
    try runLinker(arguments, requirements, of: objects, temporary, output)
  }

  /// The same as a library for linking: one object in an archive, with no other symbols defined.
  func archive(_ objects: [String], keep symbols: [String], exports prefix: String, output: String) throws {
    let object = Path.join(cache.work, "library.o"), temporary = "\(output).\(System.processName).tmp"
    TemporaryFiles.add(temporary)
    defer { TemporaryFiles.remove(temporary) }
    let roots = symbols.map { "-Wl,-u," + $0 }
    let link = compiler.arguments(["-r", "-nostdlib", "-o", object] + roots + objects + [runtime.library])
    try runTool(compiler.path, link)
    guard let objcopy = System.find(command: "objcopy"), let ar = System.find(command: "ar") else {
      throw DriverError("objcopy and ar were not found", hint: "install binutils")
    }
    try runTool(objcopy, ["--wildcard", "--keep-global-symbol=\(prefix)*"] + (options.debug ? [] : ["--strip-debug"]) + [object])
    try runTool(ar, ["rcs", temporary, object])
    guard rename(temporary, output) == 0 else { throw SystemError(output) }
  }

  private func runTool(_ path: String, _ arguments: [String]) throws {
    if options.verbose { System.printError(([path] + arguments).joined(separator: " ") + "\n") }
    let result = try ChildProcess(path, arguments).wait()
    if result.status != 0 {
      throw DriverError("\(Path.name(of: path)) failed with status \(result.status):\n\(result.output.prefix(2000))")
    }
  }

  /// Links objects, the runtime and what its native modules need into the executable `output`. `sources` are the program's
  /// own: what they mention decides on symbols that native modules can do without. `evaluator`: with the front end.
  func link(
    _ objects: [String], nativeModules: [String], evaluator: Bool, sources: [SourceFile], output: String
  ) throws {
    let requirements = requirements(nativeModules: nativeModules, sources: sources)
    let temporary = "\(output).\(System.processName).tmp"
    TemporaryFiles.add(temporary)
    defer { TemporaryFiles.remove(temporary) }
    let libraries = try libraryArguments(requirements, evaluator: evaluator, runtime: runtime)
    try runLinker(["-o", temporary] + objects + libraries, requirements, of: objects, temporary, output)
  }

  /// What native modules need, and those of their symbols that the program's own sources mention.
  func requirements(nativeModules: [String], sources: [SourceFile]) -> NativeRequirements {
    var requirements = runtime.requirements(of: nativeModules)
    for (symbol, text) in requirements.optional
    where sources.contains(where: { $0.mentions(text) }) {
      requirements.libraries.append("-Wl,-u," + symbol)
    }
    return requirements
  }

  /// What the linker is told behind the objects of an executable; the runtime lies at `place`.
  func libraryArguments(_ requirements: NativeRequirements, evaluator: Bool, runtime place: RuntimeLocation) throws -> [String] {
    var arguments = [place.library]
    if evaluator {
      guard System.isFile(runtime.frontEnd) else {
        throw DriverError(
          "the program can reach eval, exec or compile, but \(runtime.frontEnd) is not there", hint: "make evaluator")
      }
      arguments += [place.frontEnd, "-static-libgcc"]
    }
    let isStatic = linksStatically(requirements, evaluator: evaluator)
    // Without this one the collector finds its roots by trying addresses until one faults.
    arguments += isStatic ? ["-static", "-Wl,-u,dl_iterate_phdr"] : ["-no-pie"]
    // The runtime is built with debug information: left out unless asked for.
    if options.strip { arguments.append("-s") } else if !options.tellsLines { arguments.append("-Wl,-S") }
    if options.variant == "ubsan" { arguments.append("-fsanitize=undefined") }
    // The collector and big integers are linked in, so that a program runs where they are not installed.
    // It maps memory through the runtime (core/gc.c).
    arguments += ["-Wl,--gc-sections", "-Wl,-O1", "-Wl,--wrap=mmap", "-Wl,-Bstatic"]
    arguments += requirements.libraries + ["-lgc", "-lgmp"]
    if !isStatic { arguments.append("-Wl,-Bdynamic") }
    return arguments + ["-lm", "-lpthread", "-ldl"]
  }

  /// An executable with the C library in it starts in two thirds of the time and runs on other distributions. Not one that
  /// loads libraries, asks the name service (which does), is debugged (debuggers know threads by the shared one), or has the
  /// front end in it, which is linked for the shared one; nor before version 2.34 of the C library, which has threads in a library of their own that must be linked as a whole.
  private func linksStatically(_ requirements: NativeRequirements, evaluator: Bool) -> Bool {
    guard options.linkage == .automatic else { return options.linkage == .static }
    guard !evaluator, !requirements.loadsLibraries, !options.tellsLines, options.variant.isEmpty else { return false }
    guard !cLibraryVersion.lexicographicallyPrecedes([2, 34]) else { return false }
    return ["libc.a", "libm.a"].allSatisfy(hasLibrary)
  }

  /// Of the C library of this system: [2, 36].
  private var cLibraryVersion: [Int] {
    var answer = [CChar](repeating: 0, count: 64)
    guard confstr(Int32(_CS_GNU_LIBC_VERSION), &answer, answer.count) > 0 else { return [] }
    return String(cString: answer).drop { !$0.isNumber }.split(separator: ".").compactMap { Int($0) }
  }

  /// Whether the compiler knows where this file is among its libraries.
  private func hasLibrary(_ name: String) -> Bool {
    let answer = try? ChildProcess(compiler.path, compiler.arguments(["-print-file-name=" + name])).wait()
    return answer?.status == 0 && answer?.output.hasPrefix("/") == true
  }

  /// Runs the linker, which writes to `temporary`; what it made is then `output`.
  private func runLinker(
    _ arguments: [String], _ requirements: NativeRequirements, of objects: [String], _ temporary: String, _ output: String
  ) throws {
    show(arguments)
    let result = try ChildProcess(compiler.path, compiler.arguments(arguments)).wait()
    if result.status != 0 {
      if cache.removeDamaged(objects) { throw EntryLost() }
      if result.output.contains("No space left on device") {
        throw DriverError("the disk is full: cannot write \(output)")
      }
      let lines = result.output.split(separator: "\n").prefix(20).joined(separator: "\n")
      throw DriverError(
        "linking failed with status \(result.status):\n\(lines)",
        hint: lines.contains("cannot find -l")
          ? "install the libraries: apt-get install "
            + (["libgc-dev", "libgmp-dev"] + requirements.packages).joined(separator: " ") : nil)
    }
    guard rename(temporary, output) == 0 else { throw SystemError(output) }
  }
}
