/// The compiler from end to end, on one page.
///
///     let graph   = load(source)              // parse the main file and what it imports
///     var program = lower(graph)              // one IR graph for each function
///     run(PassList, on: &program)
///     let files   = emit(program)             // C
///     let objects = toolchain.compile(files)  // and those of library modules compiled earlier
///     try toolchain.link(objects, output)

import Glibc
import NatrixEmit
import NatrixInference
import NatrixIR
import NatrixLowering
import NatrixPasses
import NatrixProgram
import NatrixReport
import NatrixSpeculation
import NatrixSupport
import NatrixSyntax

/// The program has errors, and they were printed.
package struct DiagnosticsReported: Error {
  package init() {}
}

package struct Pipeline {
  let options: Options
  let runtime: RuntimeLocation
  let diagnostics = DiagnosticEngine()

  package init(options: Options) throws {
    let passes = PassRunner().passNames + Pipeline.speculationNames
    if let unknown = options.disabledPasses.subtracting(passes).sorted().first {
      throw DriverError("there is no pass '\(unknown)'", hint: "the passes are: " + passes.joined(separator: ", "))
    }
    guard let runtime = RuntimeLocation.find(variant: options.variant) else {
      throw DriverError(
        "the runtime was not found", hint: "set NATRIX_RUNTIME to its folder, or install natrix again")
    }
    self.options = options
    self.runtime = runtime
  }

  /// Names that `--disable-pass` takes besides those of the pass list; none of them changes library code.
  static let speculationNames = ["speculation", "inline-comprehensions"] + SpeculationPart.allCases.map(\.rawValue) + PassList.fastNames

  // MARK: executables

  /// Makes the executable `output`.
  package func build(_ source: ProgramSource, output: String) throws {
    try checkWritable(output)
    let cache = try BuildCache(for: options)
    defer { cache.discard() }
    try withBuilt(source, in: cache) { try System.writeResult(System.read($0), to: output, mode: 0o777) }
  }

  /// Does something with the executable in the cache. Who clears the cache meanwhile may remove it before: then it is built again.
  package func withBuilt(_ source: ProgramSource, in cache: BuildCache, _ body: (String) throws -> Void) throws {
    for _ in 1...5 {
      let program = try buildCached(source, in: cache)
      do {
        return try body(program)
      } catch let error as SystemError where error.code == ENOENT && !System.isFile(program) {
        continue
      }
    }
    try body(buildCached(source, in: cache))
  }

  /// The executable in the cache, built when it is not there or not current.
  package func buildCached(_ source: ProgramSource, in cache: BuildCache) throws -> String {
    let input = try SourceInput(
      source, options: options, library: [runtime.libraryFolder] + [StandardLibrary.folder].compactMap { $0 })
    let key = cacheKey(input)
    if options.keepC == nil, !options.verbose, let program = cache.program(for: key) {
      return program
    }
    let progress = Progress()
    defer { progress.clear() }
    let toolchain = try Toolchain(options: options, runtime: runtime, cache: cache)
    let graph = try load(input)
    let output: String = try cache.whileInUse {
      progress.show("compiling \(input.displayName)")
      let objects = try compile(graph, with: toolchain, cache: cache, progress: progress)
      let program = Path.join(cache.work, key)
      progress.show("linking")
      try toolchain.link(
        objects, nativeModules: graph.nativeModules, evaluator: traits(of: graph).usesEvaluator,
        sources: graph.modules.filter { $0.origin == .own }.map(\.file), output: program)
      return try cache.add(program: program, for: key, dependencies: input.dependencies + graph.dependencies)
    }
    cache.pruneWhenDue()
    return output
  }

  /// The objects of the program's modules and, last, of its tables.
  func compile(
    _ graph: ModuleGraph, extensionName: String? = nil, with toolchain: Toolchain, cache: BuildCache, progress: Progress
  ) throws -> [String] {
    let library = libraryObjects(graph, toolchain, cache)
    var ready: [String: String] = [:]
    if options.keepC == nil {
      for module in graph.modules where module.origin != .own {
        ready[module.name] = library.object(of: module)
      }
    }
    let rest = graph.modules.filter { ready[$0.name] == nil }
    let sources = try cSources(rest, of: graph, extensionName: extensionName)
    let objects = try toolchain.compile(sources.map(\.source), progress: progress)
    var objectsOf: [String: [String]] = [:]
    for (source, object) in zip(sources, objects) {
      if let module = source.module { objectsOf[module, default: []].append(object) }
    }
    // Modules of the library are one file each.
    for module in rest where module.origin != .own {
      if let object = objectsOf[module.name]?.first { library.remember(object, of: module) }
    }
    for (module, object) in ready { objectsOf[module] = [object] }
    return graph.modules.flatMap { objectsOf[$0.name] ?? [] } + objects.suffix(1)
  }

  /// The C of some of the program's modules, which each file is of, and last the program's tables.
  func cSources(
    _ modules: [ParsedModule], of graph: ModuleGraph, extensionName: String? = nil
  ) throws -> [(source: Toolchain.Source, module: String?)] {
    var emission = EmitOptions()
    emission.folder = System.absolute("")
    emission.lineDirectives = options.tellsLines
    emission.linesEverywhere = options.tellsLines
    emission.profiles = options.profiles
    emission.countsExits = options.countsExits
    emission.stressesExits = options.stressesExits
    emission.extensionName = extensionName
    emission.isLibrary = options.isLibrary
    let files = emit(try lowerAndOptimise(modules, of: graph), options: emission)
    try failOnErrors()
    let own = Set(graph.modules.filter { $0.origin == .own }.map(\.name))
    return files.map { file in
      let level = file.module.map { own.contains($0) ? options.optimisation : LibraryObjects.level(options) }
      return (Toolchain.Source(name: file.name, text: file.text, level: level ?? options.optimisation), file.module)
    }
  }

  // MARK: extension modules

  /// Makes `name.abi3.so`, for CPython, in the folder.
  package func buildExtension(_ source: ExtensionSource, folder: String) throws {
    let output = Path.join(folder, source.fileName)
    try checkWritable(output)
    let cache = try BuildCache(for: options)
    defer { cache.discard() }
    let bridge = try ExtensionBridge(runtime)
    let progress = Progress()
    defer { progress.clear() }
    let toolchain = try Toolchain(options: options, runtime: runtime, cache: cache)
    var finder = finder(for: SourceInput(path: "", bytes: []))
    finder.hosted = HostedModules(own: source.modules, library: ExtensionSource.compiledLibrary)
    let graph = ModuleGraph(finder: finder, diagnostics: diagnostics)
    graph.load(extension: source.modules.keys.sorted())
    try failOnErrors()
    try cache.whileInUse {
      progress.show("compiling \(source.name)")
      let objects = try compile(graph, extensionName: source.name, with: toolchain, cache: cache, progress: progress)
      let own = try bridge.compile(with: toolchain, progress: progress)
      progress.show("linking")
      try toolchain.linkShared(objects + own, nativeModules: graph.nativeModules, exports: "PyInit_", output: output)
    }
    try writeStub(of: source, in: graph, to: Path.join(folder, source.name + ".pyi"))
  }

  /// Compiles modules of the library, with all that they import, into a folder that later builds look at, and the header of
  /// executables' and extension modules' C. What is there from earlier and still right is kept, the rest goes.
  package func precompile(_ names: [String], into folder: String) throws {
    let cache = BuildCache(at: folder)
    let progress = Progress()
    defer { progress.clear() }
    let toolchain = try Toolchain(options: options, runtime: runtime, cache: cache)
    let graph = ModuleGraph(
      finder: finder(for: SourceInput(path: "", bytes: [])), diagnostics: diagnostics)
    for name in names { graph.require(name) }
    try failOnErrors()
    var extensions = options
    extensions.isExtension = true
    let others = try Toolchain(options: extensions, runtime: runtime, cache: cache)
    try PrecompiledHeader(library: folder).make(for: [
      (toolchain, options.optimisation), (toolchain, LibraryObjects.level(options)), (others, options.optimisation),
    ])
    try cache.whileInUse {
      let objects = try compile(graph, with: toolchain, cache: cache, progress: progress)
      libraryObjects(graph, toolchain, cache).prune(keeping: objects, of: graph.modules)
    }
  }

  /// Links the program that interprets others (`natrix run --interpret`), with the native modules, those left out whose
  /// libraries are not installed. Modules in Python are interpreted, too: what looks at its callers finds them.
  package func buildInterpreter(_ output: String) throws {
    let progress = Progress()
    defer { progress.clear() }
    let cache = try BuildCache(for: options)
    defer { cache.discard() }
    let toolchain = try Toolchain(options: options, runtime: runtime, cache: cache)
    var program = Program()
    program.nativeModules = runtime.nativeModules.filter { $0 != "builtins" && $0 != "sys" }.filter { name in
      let requirements = runtime.requirements(of: [name])
      return !requirements.isPart && (requirements.libraries.isEmpty || toolchain.canLink(requirements.libraries))
    }
    program.traits.usesEvaluator = true
    program.traits.usesFrames = true
    program.traits.countsRecursion = true
    try cache.whileInUse {
      let tables = try toolchain.compile(
        [Toolchain.Source(name: "interpreter.c", text: emitInterpreter(program).text, level: 0)], progress: progress)
      try toolchain.link(
        tables, nativeModules: program.nativeModules, evaluator: true, sources: [], output: output)
    }
  }

  /// The arguments of that program for a source.
  package func interpreterArguments(_ source: ProgramSource) throws -> [String] {
    let folders = options.searchPaths + (System.environment("PYTHONPATH") ?? "").split(separator: ":").map(String.init)
    let library = [runtime.libraryFolder] + [StandardLibrary.folder].compactMap { $0 }
    let paths = ["--library", library.joined(separator: ":"), "--path", folders.joined(separator: ":")]
    switch source {
    case .file(let name): return paths + [name]
    case .standardInput: return paths + ["-"]
    case .code(let text): return paths + ["-c", text]
    case .module(let name): return paths + ["-m", name]
    }
  }

  /// The program that interprets others.
  package func interpreter() throws -> String {
    guard System.isFile(runtime.interpreter) else {
      throw DriverError("the interpreter was not built: there is no '\(runtime.interpreter)'", hint: "make interpreter")
    }
    return runtime.interpreter
  }

  /// Everything but the files' contents that decides what the executable is.
  private func cacheKey(_ input: SourceInput) -> String {
    var hash = ContentHash()
    hash.add(options.fingerprint)
    for path in [System.executablePath, runtime.library] {
      hash.add(path)
      if let stamp = System.stamp(of: path) { hash.add("\(stamp)") }
    }
    hash.add(input.identity)
    return hash.digest
  }

  func checkWritable(_ output: String) throws {
    if System.isFolder(output) {
      throw DriverError("cannot write '\(output)': it is a folder", hint: "name a file with -o")
    }
    let folder = Path.folder(of: output)
    guard folder.isEmpty || System.isFolder(folder) else {
      throw DriverError("cannot write '\(output)': there is no folder '\(folder)'")
    }
    guard access(folder.isEmpty ? "." : folder, W_OK) == 0 else {
      throw DriverError("cannot write '\(output)': \(String(cString: strerror(errno)))")
    }
  }

  // MARK: stages

  func load(_ input: SourceInput) throws -> ModuleGraph {
    let graph = ModuleGraph(finder: finder(for: input), diagnostics: diagnostics)
    switch decodeSource(bytes: input.bytes, path: input.path) {
    case .failure(let diagnostic): diagnostics.report(diagnostic)
    case .success(let file): graph.load(main: file, importName: input.importName)
    }
    try failOnErrors()
    return graph
  }

  func finder(for input: SourceInput) -> ModuleFinder {
    let pythonPath = (System.environment("PYTHONPATH") ?? "").split(separator: ":").map(String.init)
    return ModuleFinder(
      ownFolders: [input.folder] + options.searchPaths + pythonPath,
      nativeModules: Set(runtime.nativeModules),
      runtimeFolder: runtime.libraryFolder,
      standardFolder: StandardLibrary.folder,
      files: FileAccess(
        isFile: System.isFile, isFolder: System.isFolder,
        read: { try? System.read($0) }, list: System.list))
  }

  /// Some of the graph's modules, or all.
  private func lowerAndOptimise(
    _ modules: [ParsedModule]? = nil, of graph: ModuleGraph, remarks: Bool = false
  ) throws -> Program {
    var program = try lowered(modules ?? graph.modules, of: graph, placesConstants: remarks)
    program.wantsRemarks = remarks
    let runner = PassRunner(disabled: options.disabledPasses)
    runner.run(PassList.optimise, on: &program)
    if options.optimisation > 0 && !options.disabledPasses.contains("speculation") {
      inlineCalls(in: &program)
      // Every function that can leave its fast version does so when exits are stressed, those that run once, too.
      let parts = options.disabledPasses.union(options.stressesExits ? [SpeculationPart.calledOnce.rawValue] : [])
      Speculation.run(on: &program, types: inferTypes(of: program), disabled: parts)
    }
    runner.runOnVersions(PassList.optimiseFast, on: &program)
    runner.run(PassList.makeExplicit, on: &program)
    return program
  }

  /// Puts code where it is called (NatrixSpeculation/Inlining.swift).
  func inlineCalls(in program: inout Program) {
    guard Inlining.mayApply(to: program, disabled: options.disabledPasses) else { return }
    let changed = Inlining.run(on: &program, types: inferTypes(of: program), disabled: options.disabledPasses)
    PassRunner(disabled: options.disabledPasses).run(PassList.afterInlining, on: &program, only: changed)
  }

  /// `placesConstants`: for remarks that tell which constants meet.
  func lowered(_ modules: [ParsedModule], of graph: ModuleGraph, placesConstants: Bool = false) throws -> Program {
    // Who looks at frames sees those of comprehensions, too.
    let inlines = !options.disabledPasses.contains("inline-comprehensions") && !traits(of: graph).usesFrames
    let bound = modules.compactMap {
      bind(
        $0.syntax, name: $0.name, isPackage: $0.isPackage, inlinesComprehensions: inlines && $0.origin == .own,
        into: diagnostics)
    }
    try failOnErrors()
    let library = modules.filter { $0.origin != .own }.map(\.name)
    var program = lower(
      bound, nativeModules: graph.nativeModules, libraryModules: Set(library), placesConstants: placesConstants)
    for (index, module) in zip(program.modules.indices, bound) where !library.contains(module.name) {
      program.modules[index].warnings = syntaxWarnings(of: module).map {
        let diagnostic = Diagnostic(kind: $0.category.name, message: $0.message, file: module.file, range: $0.range)
        return Warning(
          message: $0.message, isDeprecation: $0.category == .deprecation,
          place: SyntaxErrorDetails(diagnostic, hasFile: true))
      }
    }
    if let main = program.modules.firstIndex(where: { $0.name == "__main__" }) {
      program.modules[main].importName = modules.first { $0.name == "__main__" }?.importName
    }
    program.moduleNames = graph.modules.map(\.name)
    program.namespacePackages = graph.namespacePackages
    program.traits = traits(of: graph)
    for module in program.modules where !module.isLibrary {
      // A view that a temporary refers to keeps a buffer from being resized. A body's frame stays to the end.
      let clearsBody = module.file.mentions("memoryview")
      for id in module.functions where program[id].lifetimes == .loose {
        if options.optimisation == 0 || (clearsBody && id == module.body) { program[id].lifetimes = .temporaries }
      }
    }
    return program
  }

  func traits(of graph: ModuleGraph) -> ProgramTraits {
    // What looks at callers: by frames, or through what warnings and log records tell of them.
    let telling = [
      "_getframe", "currentframe", "inspect.stack", "getouterframes", "extract_stack",
      "print_stack", "format_stack", "walk_stack", "warnings.warn", "stacklevel", "%(lineno)",
      "%(funcName)", "%(filename)", "%(module)", "%(pathname)",
    ]
    var traits = ProgramTraits()
    traits.usesFrames = graph.needsFrames || graph.mentions(telling)
    // In an extension module eval, exec and compile are the host's.
    traits.usesEvaluator = !options.isExtension && (options.linksEvaluator || graph.reachesEvaluator)
    traits.isExtension = options.isExtension
    traits.usesCodeNames = graph.mentions(["co_names", "getclosurevars"])
    traits.replacesCode = graph.mentions(["__code__"])
    traits.changesDefaults = graph.mentions(["__defaults__", "__kwdefaults__"])
    traits.countsRecursion = graph.mentions(["RecursionError"])
    traits.hasEvents = graph.mentions(["thread", "signal", "__del__", "weakref", "concurrent"])
    return traits
  }

  /// The library's objects for this program's kind of code.
  private func libraryObjects(
    _ graph: ModuleGraph, _ toolchain: Toolchain, _ cache: BuildCache
  ) -> LibraryObjects {
    LibraryObjects(
      cache: cache, toolchain: toolchain, options: options, runtime: runtime,
      variant: traits(of: graph).variantOfLibrary + (options.profiles ? " profiles" : "") + (options.countsExits ? " counts" : ""))
  }

  /// Prints what was reported, and ends here if any of it is an error.
  func failOnErrors() throws {
    guard !diagnostics.diagnostics.isEmpty else { return }
    Report.print(diagnostics)
    if diagnostics.hasErrors { throw DiagnosticsReported() }
    diagnostics.clear()
  }

  // MARK: looking inside

  /// Reports the errors of files (or of all .py files in folders). True when there are none.
  package func check(_ paths: [String], syntaxOnly: Bool, firstOnly: Bool = false) throws -> Bool {
    var clean = true
    for path in try paths.flatMap(SourceInput.pythonFiles) {
      let engine = DiagnosticEngine()
      switch decodeSource(bytes: try System.read(path), path: path) {
      case .failure(let diagnostic): engine.report(diagnostic)
      case .success(let file): checkFile(file, engine, syntaxOnly: syntaxOnly)
      }
      if firstOnly { Report.printFirst(engine, of: path) } else { Report.print(engine) }
      clean = clean && !engine.hasErrors
    }
    return clean
  }

  private func checkFile(_ file: SourceFile, _ engine: DiagnosticEngine, syntaxOnly: Bool) {
    guard let syntax = parse(file, diagnostics: engine, mode: .exec) else { return }
    let module = ParsedModule(
      name: "__main__", file: file, isPackage: false, origin: .own, syntax: syntax)
    let bound = bind(
      syntax, name: "__main__", isPackage: false, collectingUses: !syntaxOnly, into: engine)
    guard let bound else { return }
    if !syntaxOnly {
      for warning in syntaxWarnings(of: bound) {
        engine.report(
          Diagnostic(
            .warning, kind: warning.category.name, message: warning.message, file: file, range: warning.range))
      }
      checkNames(bound, into: engine)
      let input = SourceInput(path: file.path, bytes: [])
      ModuleGraph(finder: finder(for: input), diagnostics: engine).checkImports(of: module)
    }
  }

  package func dumpSyntax(_ path: String, attributes: Bool, indent: Int?) throws -> String {
    let input = try SourceInput(path == "-" ? .standardInput : .file(path), options: options)
    switch decodeSource(bytes: input.bytes, path: input.path) {
    case .failure(let diagnostic): diagnostics.report(diagnostic)
    case .success(let file):
      if let syntax = parse(file, diagnostics: diagnostics, mode: .exec) {
        return dumpAST(syntax, file: file, attributes: attributes, indent: indent)
      }
    }
    try failOnErrors()
    return ""
  }

  /// The IR of the main module's functions after the pass `after` (nil: after all; "lowering": before any).
  package func disassemble(_ path: String, after: String?, function: String?) throws -> String {
    let graph = try load(try SourceInput(.file(path), options: options))
    var program = try lowered(graph.modules, of: graph)
    let runner = PassRunner(disabled: options.disabledPasses, stopAfter: after)
    if let after, after != "lowering", !runner.passNames.contains(after) {
      throw DriverError(
        "there is no pass '\(after)'",
        hint: "the passes are: lowering, " + runner.passNames.joined(separator: ", "))
    }
    if after != "lowering" { runner.run(on: &program) }
    guard let main = program.modules.first else { return "" }
    let chosen = main.functions.filter { ExploredFunction.isName(function, of: program[$0]) }
    if chosen.isEmpty {
      let names = main.functions.map { program[$0].qualifiedName }
      throw DriverError(
        "there is no function '\(function ?? "")'", hint: "functions: " + names.joined(separator: ", "))
    }
    return chosen.map { print($0, of: program) }.joined(separator: "\n")
  }

  func inferTypes(of program: Program) -> TypeTable {
    infer(program, stubs: Stubs(runtime.stubs(of: program.nativeModules)))
  }

  /// What is inferred: the main module's functions with the types of their values, and what instances hold.
  package func describeTypes(_ path: String, function: String?) throws -> String {
    let graph = try load(try SourceInput(.file(path), options: options))
    var program = try lowered(graph.modules, of: graph)
    PassRunner(disabled: options.disabledPasses, stopAfter: PassList.optimise.last?.name).run(on: &program)
    let table = inferTypes(of: program)
    guard let main = program.modules.first else { return "" }
    let chosen = main.functions.filter { function == nil || program[$0].qualifiedName == function }
    return chosen.map { table.dump($0, of: program) }.joined(separator: "\n") + "\n"
      + table.dumpClasses(of: program) + table.dumpFacts(of: program)
  }

  /// The program as it is compiled, with the remarks of what gave up.
  func programWithRemarks(_ path: String) throws -> Program {
    let graph = try load(try SourceInput(.file(path), options: options))
    return try lowerAndOptimise(of: graph, remarks: true)
  }

  /// What did not become fast in the program's own modules, and why: `file:line: text`.
  package func remarks(_ path: String, function: String?) throws -> String {
    let program = try programWithRemarks(path)
    var text = ""
    for module in program.modules where !module.isLibrary {
      let chosen = module.functions.filter { ExploredFunction.isName(function, of: program[$0]) }
      let remarks = chosen.flatMap { program[$0].remarks }
      var seen: Set<String> = []
      for remark in remarks.sorted(by: { $0.position.range.start < $1.position.range.start }) {
        let line = module.file.position(of: remark.position.range.start).line
        let shown = "\(module.file.path):\(line): \(remark.because)\n"
        if seen.insert(shown).inserted { text += shown }
      }
    }
    return text
  }

  /// The generated C of the main module (or of all).
  package func emitText(_ path: String, all: Bool) throws -> String {
    let graph = try load(try SourceInput(.file(path), options: options))
    let files = emit(try lowerAndOptimise(of: graph))
    let shown = all ? files : files.filter { $0.module == files.first?.module }
    return shown.map { "// ---- \($0.name)\n" + $0.text }
      .joined(separator: "\n")
  }
}

extension ProgramTraits {
  /// Those that the code of library modules depends on, as flags in a text.
  fileprivate var variantOfLibrary: String {
    (usesFrames ? "frames " : "") + (usesCodeNames ? "names " : "") + (replacesCode ? "code" : "")
  }
}
