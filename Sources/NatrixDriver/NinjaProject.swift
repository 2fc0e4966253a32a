/// A program as a folder of C with a `build.ninja`, so that what builds other C builds it, here or on another machine:
///
///     build.ninja   one edge for each file of C, one for the executable; $CC is the compiler (`ccache gcc`, `distcc gcc`)
///     c/            the program's C, that of library modules too
///     runtime/      headers and libnatrix.a, as far as programs need them
///
/// Writing it again touches only what has changed, and removes the C of modules that are gone.

import NatrixEmit
import NatrixSupport

struct NinjaProject {
  let folder: String
  let toolchain: Toolchain
  /// Where everything is once the folder is there: paths are relative to it.
  private let runtime = RuntimeLocation(folder: "runtime", library: "runtime/libnatrix.a")

  init(_ folder: String, _ toolchain: Toolchain) {
    self.folder = folder
    self.toolchain = toolchain
  }

  /// `name`: of the executable. `link`: what the linker is told behind the objects, when everything is in its place.
  func write(_ sources: [Toolchain.Source], evaluator: Bool, name: String, link: (RuntimeLocation) throws -> [String]) throws {
    let libraries = try link(runtime)
    try copyRuntime(evaluator: evaluator)
    let c = Path.join(folder, "c")
    try System.makeFolder(c)
    let names = Set(sources.map(\.name))
    for old in System.list(c) where old.hasSuffix(".c") && !names.contains(old) { TemporaryFiles.remove(Path.join(c, old)) }
    for source in sources { try update(Path.join(c, source.name), Array(source.text.utf8)) }
    try update(Path.join(folder, "build.ninja"), Array(text(sources, evaluator: evaluator, name, libraries).utf8))
  }

  private func text(_ sources: [Toolchain.Source], evaluator: Bool, _ name: String, _ link: [String]) -> String {
    let flags = toolchain.codeFlags(level: 0).filter { $0 != "-O0" } + runtime.includeFlags
    var text = """
      # Written by natrix build --emit-ninja: writing it again overwrites it. CC="ccache gcc" ninja -C … builds with another compiler.
      ninja_required_version = 1.5
      cc = $${CC:-\(NinjaProject.escaped(toolchain.compiler.given))}
      flags = \(flags.map(NinjaProject.escaped).joined(separator: " "))

      rule c
        command = $cc $flags $level -MMD -MF $out.d -c $in -o $out
        depfile = $out.d
        deps = gcc
        description = C $in

      rule link
        command = $cc -o $out $in $libraries
        description = link $out


      """
    var objects: [String] = []
    for source in sources {
      let object = "o/" + Path.stem(of: source.name) + ".o"
      objects.append(object)
      text += "build \(object): c c/\(source.name)\n  level = -O\(source.level)\n"
    }
    let inputs = runtime.library + (evaluator ? " " + runtime.frontEnd : "")
    text += "\nbuild \(NinjaProject.path(name)): link \(objects.joined(separator: " ")) | \(inputs)\n"
    text += "  libraries = \(link.map(NinjaProject.escaped).joined(separator: " "))\n"
    return text + "\ndefault \(NinjaProject.path(name))\n"
  }

  /// In a variable of ninja's that a shell reads.
  private static func escaped(_ word: String) -> String { word.split(separator: "$", omittingEmptySubsequences: false).joined(separator: "$$") }

  private static func path(_ name: String) -> String {
    name.reduce(into: "") { result, character in
      if "$ :".contains(character) { result.append("$") }
      result.append(character)
    }
  }

  /// The headers of programs, and the libraries.
  private func copyRuntime(evaluator: Bool) throws {
    let own = toolchain.runtime
    for part in ["include", "core", "primitives/include"] {
      let target = Path.join(folder, "runtime/" + part)
      try System.makeFolder(target)
      for name in System.list(Path.join(own.folder, part)) where [".h", ".def"].contains(where: name.hasSuffix) {
        try update(Path.join(target, name), System.read(Path.join(Path.join(own.folder, part), name)))
      }
    }
    try update(Path.join(folder, runtime.library), System.read(own.library))
    if evaluator { try update(Path.join(folder, runtime.frontEnd), System.read(own.frontEnd)) }
  }

  /// What has these contents already stays as old as it is.
  private func update(_ path: String, _ bytes: [UInt8]) throws {
    if let stamp = System.stamp(of: path), stamp.size == bytes.count, try System.read(path) == bytes { return }
    try System.writeResult(bytes, to: path)
  }
}

extension Pipeline {
  /// Writes the program to `folder` as C that ninja builds; returns how many files of C.
  package func emitNinja(_ source: ProgramSource, into folder: String, name: String) throws -> Int {
    let input = try SourceInput(
      source, options: options, library: [runtime.libraryFolder] + [StandardLibrary.folder].compactMap { $0 })
    let cache = try BuildCache(for: options)
    defer { cache.discard() }
    // What is built elsewhere uses the C library of the place.
    var options = options
    if options.linkage == .automatic { options.linkage = .dynamic }
    let toolchain = try Toolchain(options: options, runtime: runtime, cache: cache)
    let progress = Progress()
    defer { progress.clear() }
    let graph = try load(input)
    progress.show("compiling \(input.displayName)")
    let sources = try cSources(graph.modules, of: graph)
    let evaluator = traits(of: graph).usesEvaluator
    do {
      try System.makeFolder(folder)
    } catch let error as SystemError {
      throw DriverError("cannot make the folder '\(folder)': \(error.reason)")
    }
    let requirements = toolchain.requirements(
      nativeModules: graph.nativeModules, sources: graph.modules.filter { $0.origin == .own }.map(\.file))
    try NinjaProject(folder, toolchain).write(sources.map(\.source), evaluator: evaluator, name: name) {
      try toolchain.libraryArguments(requirements, evaluator: evaluator, runtime: $0)
    }
    return sources.count
  }
}
