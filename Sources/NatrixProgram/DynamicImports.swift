/// Imports of names that are computed at run time: `importlib.import_module(f"plugins.{name}")`, `__import__(name)`.
///
/// A program that does so gets the modules that the name could mean: the submodules of its own packages, and what string
/// literals of its text name (`"json"`, `"plugins.upper"`, `f"plugins.{name}"` for all in `plugins`).

import NatrixSupport

extension ModuleGraph {
  private static let importers = [
    "import_module", "__import__", "import_fresh_module", "find_spec", "iter_modules",
    "walk_packages", "run_module",
  ]

  #if arch(arm64)
    private static let machine = "aarch64"
  #else
    private static let machine = "x86_64"
  #endif

  /// Modules of the library, and which others they import by computed names.
  private static let importsOfLibrary = [
    ("sysconfig", "_sysconfigdata__\(machine)-linux-gnu"), ("dbm", "dbm.dumb"), ("xml.dom.domreg", "xml.dom.minidom"),
  ]

  func followImportsOfLibrary() {
    for (importer, imported) in ModuleGraph.importsOfLibrary {
      guard modules.contains(where: { $0.name == importer && $0.origin != .own }) else { continue }
      guess { takeGuess(imported) }
    }
  }

  func followDynamicImports() {
    guard mentions(ModuleGraph.importers) else { return }
    var literals: Set<String> = []
    for module in modules where module.origin == .own { collectNames(module.file.text, into: &literals) }
    guess {
      for literal in literals.sorted() { follow(literal) }
      for package in modules where package.origin == .own && package.isPackage {
        takeSubmodules(of: package.name, startingWith: "")
      }
    }
  }

  /// The texts that a program hands to eval or exec stand in its own text, most often: what they import is taken in.
  func followEvaluatedImports() {
    guard reachesEvaluator else { return }
    var names: Set<String> = []
    for module in modules where module.origin == .own {
      collectImports(module.file.text, behind: "import ", into: &names)
      collectImports(module.file.text, behind: "from ", into: &names)
    }
    guess {
      for name in names.sorted() { takeGuess(name) }
    }
  }

  /// The dotted names behind a keyword, wherever it stands.
  private func collectImports(_ text: [UInt8], behind keyword: String, into names: inout Set<String>) {
    let wanted = Array(keyword.utf8)
    var index = 0
    while index + wanted.count < text.count {
      defer { index += 1 }
      guard text[index] == wanted[0], text[index..<(index + wanted.count)].elementsEqual(wanted),
        index == 0 || !isNamePart(text[index - 1]) || (index > 1 && text[index - 1] == 110 && text[index - 2] == 92)
      else { continue }
      let name = text[(index + wanted.count)...].prefix(while: isNamePart)
      if let first = name.first, first > 57 { names.insert(String(decoding: name, as: UTF8.self)) }
    }
  }

  private func follow(_ literal: String) {
    guard !literal.hasPrefix(".") else { return }  // relative to a package, all of whose modules are taken
    let parts = literal.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let last = parts.last else { return }
    if last.hasSuffix("*") || last.isEmpty {
      takeSubmodules(
        of: parts.dropLast().joined(separator: "."), startingWith: String(last.filter { $0 != "*" }))
    } else {
      takeGuess(literal)
    }
  }

  /// The texts of string literals that can be (the beginning of) a module's name; `*` stands for what is inserted.
  private func collectNames(_ text: [UInt8], into names: inout Set<String>) {
    var index = 0
    while index < text.count {
      let quote = text[index]
      index += 1
      guard quote == 34 || quote == 39 else { continue }
      var end = index
      var insertion: Int?
      while end < text.count, end - index < 80, text[end] != quote, text[end] != 10 {
        if insertion == nil, text[end] == 123 || text[end] == 37 { insertion = end }
        end += 1
      }
      guard end < text.count, text[end] == quote else { continue }
      let content = text[index..<(insertion ?? end)]
      if content.allSatisfy({ isNamePart($0) }), let first = content.first, first < 48 || first > 57 {
        names.insert(String(decoding: content, as: UTF8.self) + (insertion == nil ? "" : "*"))
      }
    }
  }

  private func isNamePart(_ byte: UInt8) -> Bool {
    byte == 46 || byte == 95 || (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      || byte >= 128
  }
}
