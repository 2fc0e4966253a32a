/// The modules of a program: the main file and everything that it imports, directly or not, parsed.

import NatrixSupport
import NatrixSyntax

package struct ParsedModule {
  /// Dotted name; `__main__` for the main file.
  package var name: String
  package var file: SourceFile
  package var isPackage: Bool
  package var origin: ModuleOrigin
  package var syntax: Module

  package init(
    name: String, file: SourceFile, isPackage: Bool, origin: ModuleOrigin, syntax: Module
  ) {
    self.name = name
    self.file = file
    self.isPackage = isPackage
    self.origin = origin
    self.syntax = syntax
  }
}

package final class ModuleGraph {
  /// In the order in which they were found, the main module first.
  package private(set) var modules: [ParsedModule] = []
  /// Names of the modules in C that are imported, sorted.
  package var nativeModules: [String] { natives.sorted() }
  /// Folders without `__init__.py` that are imported as packages, sorted.
  package var namespacePackages: [String] { namespaces.sorted() }
  /// Every file that was read, and every folder where modules were looked for.
  package private(set) var dependencies: [String] = []

  private let finder: ModuleFinder
  private let diagnostics: DiagnosticEngine
  private var natives: Set<String> = []
  private var namespaces: Set<String> = []
  /// `builtins` is there from the start of every program.
  private var known: Set<String> = ["builtins"]
  /// Functions that nothing mentions so far, by name.
  private var waiting: [String: [(unit: CodeUnit, module: ParsedModule)]] = [:]
  private var mentioned: Set<String> = []
  private var prefixes: Set<String> = []
  private var suffixes: Set<String> = []
  private var queue: [(module: ParsedModule, isMain: Bool)] = []

  package init(finder: ModuleFinder, diagnostics: DiagnosticEngine) {
    self.finder = finder
    self.diagnostics = diagnostics
    self.dependencies = finder.ownFolders.map { $0.isEmpty ? "." : $0 }
  }

  /// Parses the main file and follows its imports. Errors are reported; what could be parsed is in `modules`.
  /// `packageName`: for `-m package.module`, the package that relative imports of the main module start from.
  package func load(main file: SourceFile, name: String = "__main__", isPackage: Bool = false) {
    known.insert(name)
    guard let syntax = parse(file, diagnostics: diagnostics, mode: .exec) else { return }
    add(
      ParsedModule(name: name, file: file, isPackage: isPackage, origin: .own, syntax: syntax),
      isMain: true)
    followImports()
  }

  /// Reports the imports of one module that cannot be found, without following them.
  package func checkImports(of module: ParsedModule) {
    for unit in module.codeUnits(isMain: true) {
      for wanted in unit.requests where !wanted.isOptional && !wanted.name.isEmpty {
        if !known.contains(wanted.name), finder.find(wanted.name) == nil {
          reportMissing(wanted.name, module, wanted.range)
        }
      }
    }
  }

  /// Adds modules that the runtime imports itself.
  package func require(_ name: String) {
    request(name, from: nil, range: .none, isOptional: true)
    followImports()
  }

  private func add(_ module: ParsedModule, isMain: Bool) {
    modules.append(module)
    queue.append((module, isMain))
  }

  private func followImports() {
    while !queue.isEmpty {
      let (module, isMain) = queue.removeFirst()
      for unit in module.codeUnits(isMain: isMain) {
        if unit.isAlwaysReachable || mentions(unit.name) {
          follow(unit, of: module)
        } else {
          waiting[unit.name, default: []].append((unit, module))
        }
      }
    }
  }

  private func mentions(_ name: String) -> Bool {
    mentioned.contains(name) || prefixes.contains { name.hasPrefix($0) }
      || suffixes.contains { name.hasSuffix($0) }
  }

  /// Takes in what a reachable piece of code imports and, with the names that it mentions, the pieces that these reach.
  private func follow(_ unit: CodeUnit, of module: ParsedModule) {
    var reached: [(CodeUnit, ParsedModule)] = [(unit, module)]
    while let (unit, module) = reached.popLast() {
      for name in unit.mentions.names where mentioned.insert(name).inserted {
        reached += waiting.removeValue(forKey: name) ?? []
      }
      let newPrefixes = unit.mentions.prefixes.filter { prefixes.insert($0).inserted }
      let newSuffixes = unit.mentions.suffixes.filter { suffixes.insert($0).inserted }
      if !newPrefixes.isEmpty || !newSuffixes.isEmpty {
        for name in waiting.keys.sorted() where mentions(name) {
          reached += waiting.removeValue(forKey: name) ?? []
        }
      }
      for wanted in unit.requests where !wanted.name.isEmpty { follow(wanted, of: module) }
    }
  }

  private func follow(_ wanted: ImportRequest, of module: ParsedModule) {
    let optional = wanted.isOptional || module.origin != .own
    request(wanted.name, from: module, range: wanted.range, isOptional: optional)
    for name in wanted.names where name != "*" {
      // Only a submodule if the package has one of that name.
      let submodule = wanted.name + "." + name
      if !known.contains(submodule), isPackage(wanted.name), finder.find(submodule) != nil {
        request(submodule, from: module, range: wanted.range, isOptional: true)
      }
    }
  }

  private func isPackage(_ name: String) -> Bool {
    switch finder.find(name) {
    case .source(_, let isPackage, _)?: isPackage
    case .namespacePackage?: true
    case .native?, nil: false
    }
  }

  /// Makes the module and the packages it is in part of the program.
  private func request(
    _ name: String, from importer: ParsedModule?, range: SourceRange, isOptional: Bool
  ) {
    var prefix = ""
    for component in name.split(separator: ".") {
      prefix = prefix.isEmpty ? String(component) : prefix + "." + component
      if known.contains(prefix) { continue }
      guard let location = finder.find(prefix) else {
        if !isOptional { reportMissing(prefix, importer, range) }
        return
      }
      known.insert(prefix)
      take(prefix, location, importer, range)
    }
  }

  private func take(
    _ name: String, _ location: ModuleFinder.Location, _ importer: ParsedModule?,
    _ range: SourceRange
  ) {
    switch location {
    case .native: natives.insert(name)
    case .namespacePackage: namespaces.insert(name)
    case .source(let path, let isPackage, let origin):
      dependencies.append(path)
      guard let bytes = finder.files.read(path) else {
        diagnostics.report(
          Diagnostic(
            kind: "unreadable-module", message: "cannot read '\(path)'", file: importer?.file,
            range: range))
        return
      }
      switch decodeSource(bytes: bytes, path: path) {
      case .failure(let diagnostic): diagnostics.report(diagnostic)
      case .success(let file):
        guard let syntax = parse(file, diagnostics: diagnostics, mode: .exec) else { return }
        add(
          ParsedModule(
            name: name, file: file, isPackage: isPackage, origin: origin, syntax: syntax),
          isMain: false)
      }
    }
  }

  private func reportMissing(_ name: String, _ importer: ParsedModule?, _ range: SourceRange) {
    var message = "no module named '\(name)'"
    if let suggestion = finder.suggestion(for: name) {
      message += "; did you mean '\(suggestion)'?"
    } else {
      message += "; add its folder with --path, or import it in a 'try' that catches ImportError"
    }
    diagnostics.report(
      Diagnostic(kind: "unknown-import", message: message, file: importer?.file, range: range))
  }
}
