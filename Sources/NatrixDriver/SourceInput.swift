/// The main source text: where it comes from, and what identifies it in the cache.

import NatrixSupport

struct SourceInput {
  /// As tracebacks show it.
  var path: String
  var bytes: [UInt8]
  /// Where its imports are looked for first.
  var folder: String
  /// Files that it was read from.
  var dependencies: [String]
  /// Distinguishes it in the cache, together with the stamps of the dependencies.
  var identity: String
  var displayName: String
  /// With `-m`, the name that the main module has as a module.
  var importName: String?

  init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    folder = Path.folder(of: path)
    dependencies = [path]
    identity = System.absolute(path)
    displayName = Path.name(of: path)
  }

  /// `library`: folders where `-m` looks after the program's own.
  init(_ source: ProgramSource, options: Options, library: [String] = []) throws {
    switch source {
    case .file(let path):
      try self.init(readingProgram: path)
    case .code(let text):
      self.init(path: "<string>", bytes: Array(text.utf8))
      useText()
    case .standardInput:
      self.init(path: "<stdin>", bytes: try System.readStandardInput())
      useText()
    case .module(let name):
      let found = try SourceInput.file(ofModule: name, options: options, library)
      try self.init(readingProgram: found.path)
      importName = found.isPackage ? name + ".__main__" : name
      folder = ""
      identity = "-m \(name)\u{1f}" + identity
    }
  }

  /// Nothing on disk identifies it: its content does.
  private mutating func useText() {
    folder = ""
    dependencies = []
    identity = path + "\u{1f}" + System.absolute(".") + "\u{1f}" + String(decoding: bytes, as: UTF8.self)
  }

  private init(readingProgram path: String) throws {
    switch System.kind(of: path) {
    case nil: throw DriverError("cannot read '\(path)': no such file")
    case .folder:
      let main = Path.join(path, "__main__.py")
      guard System.isFile(main) else {
        throw DriverError("cannot compile '\(path)': it is a folder without __main__.py")
      }
      try self.init(readingProgram: main)
      return
    case .file, .other: break
    }
    do {
      self.init(path: path, bytes: try System.read(path))
    } catch let error as SystemError {
      throw DriverError("cannot read '\(path)': \(error.reason)")
    }
  }

  private static func file(
    ofModule name: String, options: Options, _ library: [String]
  ) throws -> (path: String, isPackage: Bool) {
    let relative = name.split(separator: ".").joined(separator: "/")
    let pythonPath = (System.environment("PYTHONPATH") ?? "").split(separator: ":").map(String.init)
    var packages = false
    for folder in [""] + options.searchPaths + pythonPath + library where !relative.isEmpty {
      let base = folder.isEmpty ? relative : Path.join(folder, relative)
      if System.isFile(base + "/__main__.py") { return (base + "/__main__.py", true) }
      packages = packages || System.isFolder(base)
      if System.isFile(base + "/__init__.py") { break }
      if System.isFile(base + ".py") { return (base + ".py", false) }
    }
    throw packages
      ? DriverError("no module named '\(name).__main__'; '\(name)' is a package and cannot be run")
      : DriverError("no module named '\(name)'", hint: "add its folder with --path")
  }

  /// The file itself, or every .py file below a folder.
  static func pythonFiles(_ path: String) throws -> [String] {
    switch System.kind(of: path) {
    case nil: throw DriverError("cannot read '\(path)': no such file or folder")
    case .folder:
      return try System.list(path).flatMap { name -> [String] in
        let entry = Path.join(path, name)
        if System.isFolder(entry) { return try pythonFiles(entry) }
        return name.hasSuffix(".py") ? [entry] : []
      }
    case .file, .other: return [path]
    }
  }
}

/// The pure-Python standard library whose modules are compiled into programs: that of the host's Python 3.11.
enum StandardLibrary {
  static var folder: String? {
    if let folder = System.environment("NATRIX_STDLIB") { return folder }
    let candidates = ["/usr/lib/python3.11", "/usr/local/lib/python3.11"]
    return candidates.first { System.isFile(Path.join($0, "os.py")) }
  }
}
