/// Where the runtime that programs link with lies: beside an installed natrix, or in the checkout it was built in.

package struct RuntimeLocation {
  /// The folder with include/, core/, primitives/, lib/ and the stubs.
  package let folder: String
  /// libnatrix.a.
  package let library: String

  /// Looks at $NATRIX_RUNTIME, <prefix>/lib/natrix, and the folders above the program.
  package static func find(variant: String = "") -> RuntimeLocation? {
    if let folder = System.environment("NATRIX_RUNTIME"), let found = at(folder, variant) {
      return found
    }
    var folder = Path.folder(of: System.executablePath)
    if let found = at(Path.join(Path.folder(of: folder), "lib/natrix"), variant) { return found }
    while !folder.isEmpty && folder != "/" {
      if let found = at(Path.join(folder, "runtime"), variant) { return found }
      folder = Path.folder(of: folder)
    }
    return nil
  }

  private static func at(_ given: String, _ variant: String) -> RuntimeLocation? {
    let folder = System.absolute(given)
    guard System.isFile(Path.join(folder, "include/natrix.h")) else { return nil }
    let name = variant.isEmpty ? "libnatrix.a" : "libnatrix-\(variant).a"
    let installed = Path.join(folder, name)
    let built = Path.join(Path.folder(of: folder), "build/" + name)
    return RuntimeLocation(
      folder: folder, library: System.isFile(installed) ? installed : built)
  }

  package var includeFlags: [String] {
    ["include", "core", "primitives/include"].map { "-I" + Path.join(folder, $0) }
  }

  /// Names of the modules that the runtime implements in C: one stub each under modules/.
  package var nativeModules: [String] {
    System.list(Path.join(folder, "modules")).filter { $0.hasSuffix(".pyi") }
      .map { String($0.dropLast(4)) }
  }

  /// The stubs of modules in C, as far as there are any.
  func stubs(of modules: [String]) -> [(name: String, text: String)] {
    modules.compactMap { module in
      let bytes = try? System.read(Path.join(folder, "modules/\(module).pyi"))
      return bytes.map { (module, String(decoding: $0, as: UTF8.self)) }
    }
  }

  /// What native modules link with besides the runtime: the `# link:`, `# package:`, `# keep:` and `# loads libraries`
  /// lines of their stubs.
  func requirements(of modules: [String]) -> NativeRequirements {
    var found = NativeRequirements()
    for module in modules {
      guard let bytes = try? System.read(Path.join(folder, "modules/\(module).pyi")) else { continue }
      for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
        guard line.hasPrefix("#") else { break }
        let words = line.dropFirst().split(separator: " ").map(String.init)
        if words.starts(with: ["part", "of:"]) { found.isPart = true }
        if words == ["loads", "libraries"] { found.loadsLibraries = true }
        if words.first == "link:" { found.libraries += words.dropFirst() }
        if words.first == "package:" { found.packages += words.dropFirst() }
        if words.count == 4, words[0] == "keep:", words[2] == "where" {
          found.optional.append((words[1], words[3]))
        }
      }
    }
    return found
  }

  /// The compiler's front end as one object, for programs that reach eval, exec or compile.
  var frontEnd: String { Path.join(Path.folder(of: library), "frontend.o") }

  /// The program that interprets others.
  var interpreter: String { Path.join(Path.folder(of: library), "natrix-interpreter") }

  /// The program that runs commands and writes down what they took.
  package var launcher: String { Path.join(Path.folder(of: library), "natrix-launch") }

  /// What was compiled with natrix itself: modules of the library, headers.
  var compiledLibrary: String { Path.join(Path.folder(of: library), "library") }

  /// Python modules that come with the runtime.
  package var libraryFolder: String { Path.join(folder, "lib") }
}

/// Libraries that a program's native modules need, as arguments of the linker, and the packages that have them.
struct NativeRequirements {
  var libraries: [String] = []
  var packages: [String] = []
  /// Loads shared libraries at run time, or the C library does for it, which must be a shared one then.
  var loadsLibraries = false
  /// The stub is of a part of another module (`# part of: NAME`).
  var isPart = false
  /// Symbols of the runtime that a module uses when they are there, and the text that shows in programs that need them.
  var optional: [(symbol: String, text: String)] = []
}
