/// A module as a C library: `libNAME.so`, `libNAME.a`, `NAME.h` and `NAME.pc`.

import NatrixProgram
import NatrixSupport

extension Pipeline {
  /// Makes the library of a `.py` file in the folder.
  package func buildLibrary(_ path: String, folder: String) throws {
    guard path.hasSuffix(".py") else { throw DriverError("'\(path)' is not a .py file") }
    guard System.isFile(path) else { throw DriverError("cannot read '\(path)': no such file") }
    let name = Path.stem(of: path)
    try Path.checkModuleName(name)
    guard name.unicodeScalars.allSatisfy(\.isASCII) else {
      throw DriverError("'\(name)' cannot begin the names of C functions", hint: "give the file a name of ASCII letters")
    }
    for file in ["lib\(name).so", "lib\(name).a", "\(name).h", "\(name).pc"] { try checkWritable(Path.join(folder, file)) }
    guard System.isFile(runtime.library) else {
      throw DriverError("the runtime of libraries is missing: \(runtime.library)", hint: "make runtime-pic")
    }
    let cache = try BuildCache(for: options)
    defer { cache.discard() }
    let progress = Progress()
    defer { progress.clear() }
    let toolchain = try Toolchain(options: options, runtime: runtime, cache: cache)
    let graph = ModuleGraph(finder: finder(for: SourceInput(path: path, bytes: [])), diagnostics: diagnostics)
    graph.load(extension: [name])
    try failOnErrors()
    guard !graph.reachesEvaluator else {
      throw DriverError("\(path) can reach eval, exec or compile, which libraries do not have", hint: "make an executable of it")
    }
    guard let module = graph.modules.first(where: { $0.name == name && $0.origin == .own }) else {
      throw DriverError("there is no module '\(name)' in \(path)")
    }
    let text = LibraryText(prefix: name, interface: LibraryInterface(module.syntax))
    try cache.whileInUse {
      progress.show("compiling \(name)")
      let objects = try compile(graph, with: toolchain, cache: cache, progress: progress)
      let functions = try toolchain.compile(
        [Toolchain.Source(name: "library_\(name).c", text: text.source, level: 2)], progress: progress,
        include: [Path.join(runtime.folder, "library")])
      progress.show("linking")
      let all = functions + objects
      try toolchain.linkShared(
        all, nativeModules: graph.nativeModules, exports: name + "_", flags: ["-Wl,-soname,lib\(name).so"],
        output: Path.join(folder, "lib\(name).so"))
      try toolchain.archive(
        all, keep: text.symbols, exports: name + "_", output: Path.join(folder, "lib\(name).a"))
    }
    try System.writeResult(Array(text.header.utf8), to: Path.join(folder, name + ".h"))
    let libraries = runtime.requirements(of: graph.nativeModules).libraries + ["-lgc", "-lgmp", "-lm", "-lpthread"]
    let place = System.absolute(folder)
    let configuration = text.packageConfiguration(libraries: libraries, folder: place.hasSuffix("/") ? String(place.dropLast()) : place)
    try System.writeResult(Array(configuration.utf8), to: Path.join(folder, name + ".pc"))
  }
}
