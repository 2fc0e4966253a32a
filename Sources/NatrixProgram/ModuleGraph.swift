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
  /// Of a main file that runs as a module (`-m`): the name it has as one, which relative imports start from.
  package var importName: String?

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

extension ParsedModule {
  /// Whether a statement at the top level binds the name: a `def`, an assignment or an import.
  fileprivate func defines(_ name: String) -> Bool {
    syntax.body.contains { statement in
      switch statement.kind {
      case .functionDef(let function), .asyncFunctionDef(let function): return function.name == name
      case .classDef(let definition): return definition.name == name
      case .importFrom(_, let names, _): return names.contains { ($0.asname ?? $0.name) == name }
      case .assign(let targets, _):
        return targets.contains { if case .name(name, _) = $0.kind { true } else { false } }
      default: return false
      }
    }
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
  private struct Piece {
    var unit: CodeUnit
    var module: ParsedModule
    init(_ unit: CodeUnit, of module: ParsedModule) {
      self.unit = unit
      self.module = module
    }
  }
  /// Functions that nothing mentions so far, by name.
  private var waiting: [String: [Piece]] = [:]
  /// What reachable code mentions: variables by module, and names that may be of any module.
  private var variables: [String: Set<String>] = [:]
  private var selectors: Set<String> = []
  private var openModules: Set<String> = []
  private var prefixes: Set<String> = []
  private var suffixes: Set<String> = []
  /// The program's own functions may be found without their names.
  private var ownIsOpen = false
  /// A reachable piece of code has eval, exec or compile as a variable that its module does not define.
  private var evaluatorIsNamed = false
  /// What a program says that makes reachable library functions evaluate texts.
  private var requestsOfEvaluation: [[String]] = []
  /// Modules of encodings that the program names, not yet taken in.
  private var encodingModules: Set<String> = []
  private var queue: [(module: ParsedModule, isMain: Bool)] = []
  /// Modules that are only imported if a name computed at run time happens to be theirs: broken ones are left out.
  private var isGuessing = false
  /// Modules that every run imports: what they import plainly must be there.
  private var certain: Set<String> = []

  package init(finder: ModuleFinder, diagnostics: DiagnosticEngine) {
    self.finder = finder
    self.diagnostics = diagnostics
    self.dependencies = finder.ownFolders.map { $0.isEmpty ? "." : $0 }
  }

  /// Parses the main file and follows its imports. Errors are reported; what could be parsed is in `modules`.
  /// `importName`: with `-m`, the main module's own name.
  package func load(main file: SourceFile, importName: String? = nil) {
    known.insert("__main__")
    certain.insert("__main__")
    guard let syntax = parse(file, diagnostics: diagnostics, mode: .exec) else { return }
    var module = ParsedModule(
      name: "__main__", file: file, isPackage: false, origin: .own, syntax: syntax)
    module.importName = importName
    add(module, isMain: true)
    if let importName, let dot = importName.lastIndex(of: ".") {
      request(String(importName[..<dot]), from: nil, range: .none, .ignored)
    }
    followImports()
    followDynamicImports()
    followEvaluatedImports()
    followImportsOfLibrary()
  }

  /// Parses the modules of an extension, all of whose functions may be called, and what they import of the library.
  package func load(extension names: [String]) {
    ownIsOpen = true
    for name in names { request(name, from: nil, range: .none, .error) }
    followImports()
    followImportsOfLibrary()
  }

  /// Whether a module of the library that cannot do without `sys._getframe` is there. The others that mention it are
  /// prepared for a Python without it, or are the runtime's own.
  package var needsFrames: Bool {
    let needing: Set<String> = ["bdb", "doctest", "pdb", "test.support.warnings_helper"]
    return modules.contains { needing.contains($0.name) }
  }

  /// Whether a module of the program's own has one of these words in its text.
  package func mentions(_ words: [String]) -> Bool {
    modules.contains { module in
      module.origin == .own && words.contains(where: module.file.mentions)
    }
  }

  /// Whether reachable code may call the builtins eval, exec or compile.
  package var reachesEvaluator: Bool {
    evaluatorIsNamed || requestsOfEvaluation.contains(where: mentions)
      || (mentions(["builtins"]) && ModuleGraph.evaluators.contains { $0 != "compile" && selectors.contains($0) })
  }
  private static let evaluators = ["eval", "exec", "compile"]

  /// Functions of the library that are often there and evaluate texts only for programs that have one of these words:
  /// annotations that are texts, the plural rules of a catalogue of translations.
  private static let evaluatingOnRequest = [
    "_signatures.get_annotations": ["eval_str"],
    "gettext.c2py": ["gettext", "translation"],
  ]

  /// Reports the imports of one module that cannot be found, without following them.
  package func checkImports(of module: ParsedModule) {
    for unit in module.codeUnits(isMain: true) {
      if module.origin == .own { encodingModules.formUnion(unit.mentions.encodingModules) }
      for wanted in unit.requests where !wanted.isOptional && !wanted.name.isEmpty {
        if !known.contains(wanted.name), finder.find(wanted.name) == nil {
          reportMissing(wanted.name, module, wanted.range, isCertain: !wanted.isConditional)
        }
      }
    }
  }

  /// Adds modules that the runtime imports itself.
  package func require(_ name: String) {
    request(name, from: nil, range: .none, .ignored)
    followImports()
  }

  private func add(_ module: ParsedModule, isMain: Bool) {
    modules.append(module)
    queue.append((module, isMain))
  }

  private func followImports() {
    followQueue()
    while !encodingModules.isEmpty, EncodingModules.users.contains(where: selectors.contains) {
      let wanted = encodingModules
      encodingModules = []
      for name in wanted.sorted() { request(name, from: nil, range: .none, .ignored) }
      followQueue()
    }
  }

  private func followQueue() {
    while !queue.isEmpty {
      let (module, isMain) = queue.removeFirst()
      for unit in module.codeUnits(isMain: isMain) {
        let piece = Piece(unit, of: module)
        if unit.isAlwaysReachable || isMentioned(piece) {
          follow(piece)
        } else {
          waiting[unit.name, default: []].append(piece)
        }
      }
    }
  }

  private func isMentioned(_ piece: Piece) -> Bool {
    let name = piece.unit.name
    return (ownIsOpen && piece.module.origin == .own) || selectors.contains(name) || variables[piece.module.name]?.contains(name) == true
      || prefixes.contains { name.hasPrefix($0) } || suffixes.contains { name.hasSuffix($0) }
  }

  /// Takes in what a reachable piece of code imports and, with the names that it mentions, the pieces that these reach.
  private func follow(_ piece: Piece) {
    var reached: [Piece] = [piece]
    while let piece = reached.popLast() {
      let mentions = piece.unit.mentions
      if piece.module.origin == .own { encodingModules.formUnion(mentions.encodingModules) }
      if !evaluatorIsNamed {
        let named = ModuleGraph.evaluators.filter(mentions.variables.contains)
        if !named.isEmpty && !named.allSatisfy(piece.module.defines) {
          let place = "\(piece.module.name).\(piece.unit.name)"
          if piece.module.origin != .own, let words = ModuleGraph.evaluatingOnRequest[place] {
            requestsOfEvaluation.append(words)
          } else {
            evaluatorIsNamed = true
          }
        }
      }
      // What `import *` brings may be any module's.
      let isOpen = piece.unit.requests.contains { $0.names.contains("*") }
      if isOpen { openModules.insert(piece.module.name) }
      let own = openModules.contains(piece.module.name) ? [] : mentions.variables
      let general = own.isEmpty ? mentions.selectors + mentions.variables : mentions.selectors
      for name in own where variables[piece.module.name, default: []].insert(name).inserted {
        release(name, into: &reached)
      }
      for name in general where selectors.insert(name).inserted { release(name, into: &reached) }
      let newPrefixes = mentions.prefixes.filter { prefixes.insert($0).inserted }
      let newSuffixes = mentions.suffixes.filter { suffixes.insert($0).inserted }
      let opens = !ownIsOpen && piece.module.origin == .own && mentions.goesThroughNames
      ownIsOpen = ownIsOpen || opens
      if opens || !newPrefixes.isEmpty || !newSuffixes.isEmpty {
        for name in waiting.keys.sorted() { release(name, into: &reached) }
      }
      for wanted in piece.unit.requests where !wanted.name.isEmpty {
        follow(wanted, of: piece.module)
      }
    }
  }

  /// Moves the pieces of this name that are mentioned by now.
  private func release(_ name: String, into reached: inout [Piece]) {
    guard let pieces = waiting[name] else { return }
    reached += pieces.filter(isMentioned)
    let rest = pieces.filter { !isMentioned($0) }
    waiting[name] = rest.isEmpty ? nil : rest
  }

  private func follow(_ wanted: ImportRequest, of module: ParsedModule) {
    let failure: FailureOfImport =
      wanted.isOptional || module.origin != .own
      ? .ignored
      : wanted.isConditional || makesModules || !certain.contains(module.name) ? .warning : .error
    request(wanted.name, from: module, range: wanted.range, failure)
    let names = wanted.names.contains("*") ? exportedNames(of: wanted.name) : wanted.names
    for name in names {
      // Only a submodule if the package has one of that name.
      let submodule = wanted.name + "." + name
      if !known.contains(submodule), isPackage(wanted.name), finder.find(submodule) != nil {
        request(submodule, from: module, range: wanted.range, .ignored)
      }
    }
  }

  /// The program puts modules into `sys.modules` or finds them itself: what it imports may be there.
  private lazy var makesModules = mentions(["sys.modules", "meta_path", "import modules", "path_hooks"])

  /// What a package says in `__all__`, as far as it does so in literals: `from package import *` imports submodules of
  /// these names.
  private func exportedNames(of name: String) -> [String] {
    guard let module = modules.first(where: { $0.name == name && $0.isPackage }) else { return [] }
    var names: [String] = []
    for statement in module.syntax.body {
      let value: Expression
      switch statement.kind {
      case .assign(let targets, let assigned):
        guard case .name("__all__", _)? = targets.first?.kind else { continue }
        value = assigned
      case .augAssign(let target, _, let added):
        guard case .name("__all__", _) = target.kind else { continue }
        value = added
      default: continue
      }
      switch value.kind {
      case .list(let elements, _), .tuple(let elements, _):
        for element in elements {
          if case .constant(.string(let text), _) = element.kind {
            names.append(String(String.UnicodeScalarView(text.compactMap(Unicode.Scalar.init))))
          }
        }
      default: continue
      }
    }
    return names
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
    _ name: String, from importer: ParsedModule?, range: SourceRange, _ failure: FailureOfImport
  ) {
    var prefix = ""
    for component in name.split(separator: ".") {
      prefix = prefix.isEmpty ? String(component) : prefix + "." + component
      if known.contains(prefix) { continue }
      guard let location = finder.find(prefix) else {
        if failure != .ignored { reportMissing(prefix, importer, range, isCertain: failure == .error) }
        return
      }
      known.insert(prefix)
      if failure == .error { certain.insert(prefix) }
      take(prefix, location, importer, range)
    }
  }

  private func take(
    _ name: String, _ location: ModuleFinder.Location, _ importer: ParsedModule?,
    _ range: SourceRange
  ) {
    switch location {
    case .native: natives.insert(name)
    case .namespacePackage:
      namespaces.insert(name)
      dependencies += finder.ownFolders(of: name)
    case .source(let path, let isPackage, let origin):
      dependencies.append(path)
      // What a package lacks today it may have tomorrow.
      if isPackage, origin == .own { dependencies += finder.ownFolders(of: name) }
      guard let bytes = finder.files.read(path) else {
        diagnostics.report(
          Diagnostic(
            kind: "unreadable-module", message: "cannot read '\(path)'", file: importer?.file,
            range: range))
        return
      }
      // What programs show of the runtime's own modules does not depend on where natrix is installed.
      let shown = origin == .runtime ? "<natrix>" + path.dropFirst(finder.runtimeFolder.count) : path
      switch decodeSource(bytes: bytes, path: shown) {
      case .failure(let diagnostic): if !isGuessing { diagnostics.report(diagnostic) }
      case .success(let file):
        let engine = isGuessing ? DiagnosticEngine() : diagnostics
        guard let syntax = parse(file, diagnostics: engine, mode: .exec), !(isGuessing && engine.hasErrors)
        else { return }
        add(
          ParsedModule(
            name: name, file: file, isPackage: isPackage, origin: origin, syntax: syntax),
          isMain: false)
      }
    }
  }

  // MARK: What may be imported (see DynamicImports.swift)

  func guess(_ body: () -> Void) {
    isGuessing = true
    body()
    followImports()
    isGuessing = false
  }

  func takeGuess(_ name: String) {
    if finder.find(name) != nil { request(name, from: nil, range: .none, .ignored) }
  }

  /// The modules of an own package, or of the program's folders when the name is empty, with their own.
  func takeSubmodules(of package: String, startingWith prefix: String) {
    if package.isEmpty && prefix.isEmpty { return }
    for name in finder.ownSubmodules(of: package) where name.hasPrefix(prefix) {
      let full = package.isEmpty ? name : package + "." + name
      guard full.split(separator: ".").count < 8 else { continue }
      takeGuess(full)
      if isPackage(full) { takeSubmodules(of: full, startingWith: "") }
    }
  }

  private func reportMissing(
    _ name: String, _ importer: ParsedModule?, _ range: SourceRange, isCertain: Bool
  ) {
    if finder.hosted != nil { return }
    var message = "no module named '\(name)'"
    if !isCertain {
      message += ": importing it raises ModuleNotFoundError"
    } else if let suggestion = finder.suggestion(for: name) {
      message += "; did you mean '\(suggestion)'?"
    } else {
      message += "; add its folder with --path, or import it in a 'try' that catches ImportError"
    }
    diagnostics.report(
      Diagnostic(
        isCertain ? .error : .warning, kind: "unknown-import", message: message,
        file: importer?.file, range: range))
  }
}

/// What becomes of an import that cannot be found.
enum FailureOfImport { case ignored, warning, error }
