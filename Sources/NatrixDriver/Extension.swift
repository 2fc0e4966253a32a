/// What `natrix ext` compiles, and the part of it that is C against CPython's headers.

import NatrixProgram
import NatrixSupport

/// A module or package that becomes one extension module.
package struct ExtensionSource {
  /// As it is imported.
  package let name: String
  /// By dotted name: the modules compiled into it.
  let modules: [String: (path: String, isPackage: Bool)]

  /// A `.py` file, or a folder with `__init__.py`.
  package init(_ given: String) throws {
    let path = given.hasSuffix("/") ? String(given.dropLast()) : given
    let stem = Path.stem(of: path)
    switch System.kind(of: path) {
    case nil: throw DriverError("cannot read '\(path)': no such file or folder")
    case .folder:
      guard System.isFile(Path.join(path, "__init__.py")) else {
        throw DriverError(
          "cannot compile '\(path)': it is a folder without __init__.py", hint: "name its .py files instead")
      }
      name = Path.name(of: System.absolute(path))
      modules = ExtensionSource.package(path, name)
    case .file, .other:
      guard path.hasSuffix(".py") else { throw DriverError("'\(path)' is not a .py file") }
      name = stem
      modules = [stem: (path, false)]
    }
    try Path.checkModuleName(name)
  }

  package var fileName: String { name + ".abi3.so" }

  private static func package(_ folder: String, _ name: String) -> [String: (path: String, isPackage: Bool)] {
    var found = [name: (path: Path.join(folder, "__init__.py"), isPackage: true)]
    for entry in System.list(folder) {
      let path = Path.join(folder, entry)
      if System.isFile(Path.join(path, "__init__.py")) {
        found.merge(package(path, name + "." + entry)) { first, _ in first }
      } else if entry.hasSuffix(".py"), entry != "__init__.py" {
        found[name + "." + entry.dropLast(3)] = (path, false)
      }
    }
    return found
  }

  /// Modules of the library that are compiled in, or are the runtime's own in C: those whose objects nobody compares
  /// with the host's. The others are imported from the host when the module runs.
  static let compiledLibrary: Set<String> = [
    "__future__", "math", "cmath", "itertools", "bisect", "_bisect", "heapq", "_heapq", "functools", "_functools",
    "_functional", "_containers", "operator", "_operator", "natrix", "dataclasses", "_dataclasses", "_natrix",
    "_natrix_extern", "_re", "_counting", "array",
  ]
}

extension Pipeline {
  /// What type checkers read, beside the module of one file; never over a person's own.
  func writeStub(of source: ExtensionSource, in graph: ModuleGraph, to path: String) throws {
    guard let module = graph.modules.first(where: { $0.name == source.name && $0.origin == .own }), !module.isPackage else { return }
    if let there = try? System.read(path), !String(decoding: there, as: UTF8.self).hasPrefix(StubText.mark) { return }
    if System.isFile(module.file.path + "i"), module.file.path + "i" != path { return }
    try System.writeResult(Array(StubText(module.syntax).text.utf8), to: path)
  }
}

/// The C of `runtime/ext`, which speaks to CPython through the limited API.
struct ExtensionBridge {
  private let files: [String]
  private let include: String
  private let runtime: RuntimeLocation

  init(_ runtime: RuntimeLocation) throws {
    self.runtime = runtime
    guard let include = ExtensionBridge.headers else {
      throw DriverError(
        "CPython's headers were not found: there is no Python.h",
        hint: "install them (apt-get install python3-dev), or set NATRIX_PYTHON_INCLUDE to their folder")
    }
    guard System.isFile(runtime.library) else {
      throw DriverError("the runtime of extension modules is missing: \(runtime.library)", hint: "make runtime-pic")
    }
    self.include = include
    let folder = Path.join(runtime.folder, "ext")
    files = System.list(folder).filter { $0.hasSuffix(".c") || $0.hasSuffix(".h") }.map { Path.join(folder, $0) }
  }

  /// The folder with Python.h: which version it is of does not matter.
  private static var headers: String? {
    if let given = System.environment("NATRIX_PYTHON_INCLUDE") {
      return System.isFile(Path.join(given, "Python.h")) ? System.absolute(given) : nil
    }
    for root in ["/usr/include", "/usr/local/include"] {
      let versions = System.list(root).filter { $0.hasPrefix("python3") && System.isFile(Path.join(root, $0 + "/Python.h")) }
      if let version = versions.max(by: { ($0.count, $0) < ($1.count, $1) }) { return Path.join(root, version) }
    }
    return nil
  }

  func compile(with toolchain: Toolchain, progress: Progress) throws -> [String] {
    var hash = ContentHash()
    var sources: [(name: String, text: String)] = []
    for file in files {
      let bytes = try System.read(file)
      hash.add(bytes)
      if file.hasSuffix(".c") { sources.append((Path.name(of: file), String(decoding: bytes, as: UTF8.self))) }
    }
    let mark = "#define NX_BRIDGE \"\(hash.digest)\"\n"
    return try toolchain.compile(
      sources.map { Toolchain.Source(name: "ext_" + $0.name, text: mark + $0.text, level: 2) }, progress: progress,
      include: [include, Path.join(runtime.folder, "ext")])
  }
}
