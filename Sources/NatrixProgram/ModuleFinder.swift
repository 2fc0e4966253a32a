/// What an import's name means, decided at compile time.
///
/// In this order: the program's own files (beside the main file, `--path`, `PYTHONPATH`), modules that the runtime
/// implements in C, those that it brings in Python, the pure-Python standard library of the host.

import NatrixSupport

/// The file system as the front end sees it: the driver supplies it.
package struct FileAccess {
  package var isFile: (String) -> Bool
  package var isFolder: (String) -> Bool
  package var read: (String) -> [UInt8]?
  /// Names in a folder, sorted.
  package var list: (String) -> [String]

  package init(
    isFile: @escaping (String) -> Bool, isFolder: @escaping (String) -> Bool,
    read: @escaping (String) -> [UInt8]?, list: @escaping (String) -> [String]
  ) {
    self.isFile = isFile
    self.isFolder = isFolder
    self.read = read
    self.list = list
  }
}

/// Whose a module is: own modules are inferred with the program and their errors are the user's.
package enum ModuleOrigin: Sendable { case own, runtime, standardLibrary }

/// What an extension module has compiled into it.
package struct HostedModules {
  package var own: [String: (path: String, isPackage: Bool)]
  package var library: Set<String>

  package init(own: [String: (path: String, isPackage: Bool)], library: Set<String>) {
    self.own = own
    self.library = library
  }
}

package struct ModuleFinder {
  package enum Location: Equatable {
    case source(path: String, isPackage: Bool, origin: ModuleOrigin)
    /// A folder without `__init__.py`.
    case namespacePackage(origin: ModuleOrigin)
    case native
  }

  /// Inside of the runtime's folder: modules that take what is native from the runtime and the rest from the host.
  private static let sharedFolder = "hosted"

  /// Folders of the program's own modules, first to last.
  package var ownFolders: [String]
  package var nativeModules: Set<String>
  package var runtimeFolder: String
  package var standardFolder: String?
  package var files: FileAccess
  /// Of an extension module: the own modules that are compiled into it, and those of the library that may be. All others
  /// are the host interpreter's, found when the module runs.
  package var hosted: HostedModules?

  package init(
    ownFolders: [String], nativeModules: Set<String>, runtimeFolder: String,
    standardFolder: String?, files: FileAccess
  ) {
    self.ownFolders = ownFolders
    self.nativeModules = nativeModules
    self.runtimeFolder = runtimeFolder
    self.standardFolder = standardFolder
    self.files = files
  }

  /// Where the module of this dotted name is.
  package func find(_ name: String) -> Location? {
    if let hosted {
      if let own = hosted.own[name] { return .source(path: own.path, isPackage: own.isPackage, origin: .own) }
      let relative = name.split(separator: ".").joined(separator: "/")
      if let shared = look(in: runtimeFolder + "/" + ModuleFinder.sharedFolder, relative, .runtime) { return shared }
      guard hosted.library.contains(name) else { return nil }
      return findInLibrary(name)
    }
    let relative = name.split(separator: ".").joined(separator: "/")
    for folder in ownFolders {
      if let found = look(in: folder, relative, .own) { return found }
    }
    return findInLibrary(name)
  }

  private func findInLibrary(_ name: String) -> Location? {
    let relative = name.split(separator: ".").joined(separator: "/")
    if nativeModules.contains(name) { return .native }
    if let found = look(in: runtimeFolder, relative, .runtime) { return found }
    if let standardFolder, let found = look(in: standardFolder, relative, .standardLibrary) {
      return found
    }
    return nil
  }

  /// The folders of an own package that there are.
  func ownFolders(of package: String) -> [String] {
    let relative = package.split(separator: ".").joined(separator: "/")
    return ownFolders.map { $0.isEmpty ? relative : $0 + "/" + relative }.filter(files.isFolder)
  }

  /// Names of the modules in an own package (of the top-level ones for an empty name), sorted.
  package func ownSubmodules(of package: String) -> [String] {
    let relative = package.split(separator: ".").joined(separator: "/")
    var names: Set<String> = []
    for folder in package.isEmpty ? Array(ownFolders.prefix(1)) : ownFolders {
      let parts = [folder.isEmpty ? "." : folder, relative].filter { !$0.isEmpty }
      let path = parts.joined(separator: "/")
      for entry in files.list(path) {
        if entry.hasSuffix(".py") {
          names.insert(String(entry.dropLast(3)))
        } else if files.isFile(path + "/" + entry + "/__init__.py") {
          names.insert(entry)
        }
      }
    }
    return names.subtracting(["__init__", "__main__"]).filter { !$0.contains(".") && !$0.contains("-") }.sorted()
  }

  private func look(in folder: String, _ relative: String, _ origin: ModuleOrigin) -> Location? {
    let base = folder.isEmpty ? relative : folder + "/" + relative
    let package = base + "/__init__.py"
    if files.isFile(package) { return .source(path: package, isPackage: true, origin: origin) }
    let module = base + ".py"
    if files.isFile(module) { return .source(path: module, isPackage: false, origin: origin) }
    if origin == .own, files.isFolder(base) { return .namespacePackage(origin: origin) }
    return nil
  }

  /// The known module whose name is nearest to a wrong one, for "did you mean".
  package func suggestion(for name: String) -> String? {
    var names = Set(nativeModules.filter { !$0.hasPrefix("_") })
    for folder in ownFolders + [runtimeFolder] + [standardFolder].compactMap({ $0 }) {
      for entry in files.list(folder) {
        if entry.hasSuffix(".py") {
          names.insert(String(entry.dropLast(3)))
        } else if !entry.contains(".") {
          names.insert(entry)
        }
      }
    }
    let limit = max(1, name.count / 3)
    var best: (name: String, distance: Int)?
    for candidate in names.sorted() where abs(candidate.count - name.count) <= limit {
      let distance = editDistance(Array(name.unicodeScalars), Array(candidate.unicodeScalars))
      if distance <= limit, distance < best?.distance ?? Int.max { best = (candidate, distance) }
    }
    return best?.name
  }
}

/// Levenshtein distance: insertions, deletions and substitutions.
package func editDistance<Element: Equatable>(_ left: [Element], _ right: [Element]) -> Int {
  var row = Array(0...right.count)
  for (i, a) in left.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, b) in right.enumerated() {
      let above = row[j + 1]
      let substituted = diagonal + (a == b ? 0 : 1)
      row[j + 1] = min(substituted, above + 1, row[j] + 1)
      diagonal = above
    }
  }
  return row[right.count]
}
