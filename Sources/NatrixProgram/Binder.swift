/// Makes the scopes of a module and finds what is wrong with its names and with the placing of its statements.
///
/// One walk over the tree enters every use of a name into the scope that it stands in; `Resolver` then decides what each
/// means. Errors have the words and places of CPython 3.11. CPython finds them in several passes and stops at the first
/// one, so the binder keeps the errors of each kind of pass apart and reports the one that CPython would have met last.

import NatrixSupport
import NatrixSyntax

/// Resolves the names of a module. Nil when there is an error, which is reported. `lazyAnnotations`: as if the text began
/// with `from __future__ import annotations`. `inlinesComprehensions`: they are to be lowered where they stand.
package func bind(
  _ syntax: Module, name: String, isPackage: Bool, collectingUses: Bool = false,
  lazyAnnotations: Bool = false, inlinesComprehensions: Bool = false, into diagnostics: DiagnosticEngine
) -> BoundModule? {
  let binder = Binder(syntax)
  binder.hasLazyAnnotations = lazyAnnotations
  binder.isCollectingUses = collectingUses
  binder.bindModule()
  var resolver = Resolver()
  resolver.inlinesComprehensions = inlinesComprehensions
  if binder.symbolErrors.isEmpty { resolver.resolve(binder.moduleScope) }
  let scopeErrors = binder.futureErrors + binder.symbolErrors + resolver.errors
  let errors = scopeErrors + binder.placementErrors.compactMap { $0 }
  if let first = errors.first {
    // The same mistake may be met in several passes.
    let others = errors.dropFirst().filter { $0.range.start != first.range.start }
      .sorted { $0.range.start < $1.range.start }
    for error in others.prefix(20) + [first] {
      var diagnostic = Diagnostic(
        kind: "SyntaxError", message: error.message, file: syntax.file, range: error.range)
      diagnostic.hasBareArguments = !scopeErrors.isEmpty
      diagnostics.report(diagnostic)
    }
    return nil
  }
  return BoundModule(
    name: name, isPackage: isPackage, syntax: syntax, scope: binder.moduleScope,
    scopes: binder.scopes, typeScopes: binder.typeScopes,
    hasLazyAnnotations: binder.hasLazyAnnotations, uses: binder.uses)
}

struct BindingError {
  var message: String
  var range: SourceRange
}

/// What encloses a statement inside its function, innermost last.
enum EnclosingBlock { case loop, tryBody, handler, groupHandler, finally, with }

final class Binder {
  let syntax: Module
  let moduleScope: Scope
  var scope: Scope
  var scopes: [ObjectIdentifier: Scope] = [:]
  var typeScopes: [ObjectIdentifier: Scope] = [:]
  var hasLazyAnnotations = false
  /// The future imports that stand where they may.
  var futureImports: Set<ObjectIdentifier> = []
  /// Depth of `from __future__ import annotations` annotations.
  var lazyAnnotationDepth = 0
  var blocks: [EnclosingBlock] = []
  var isCollectingUses = false
  var uses: [NameUse] = []
  /// How many `try` around here catch NameError.
  var nameGuards = 0
  /// The returns with a value in async functions.
  var valueReturns: [(scope: Scope, range: SourceRange, place: Int)] = []
  /// Where the pattern walk is: CPython reports some errors at the pattern that it has visited last.
  var lastPattern: SourceRange = .none

  /// The errors of the future pass, of the symbol table, of code generation, in CPython's order.
  var futureErrors: [BindingError] = []
  var symbolErrors: [BindingError] = []
  var placementErrors: [BindingError?] = []

  init(_ syntax: Module) {
    self.syntax = syntax
    moduleScope = Scope(
      .module, name: "<module>", parent: nil, privateClass: nil, range: syntax.range)
    scope = moduleScope
  }

  func bindModule() {
    checkFutureImports()
    visit(syntax.body)
    for (scope, range, place) in valueReturns where scope.hasYield {
      placementErrors[place] = BindingError(message: "'return' with value in async generator", range: range)
    }
  }

  // MARK: Errors

  func reportSymbol(_ message: String, _ range: SourceRange) {
    symbolErrors.append(BindingError(message: message, range: range))
  }

  func reportPlacement(_ message: String, _ range: SourceRange) {
    placementErrors.append(BindingError(message: message, range: range))
  }

  /// A place in the order of errors for one that may be found later.
  func reservePlacement() -> Int {
    placementErrors.append(nil)
    return placementErrors.count - 1
  }

  // MARK: from __future__

  private static let features: Set<String> = [
    "nested_scopes", "generators", "division", "absolute_import", "with_statement",
    "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations",
  ]

  private func checkFutureImports() {
    var mayFollow = true
    var isFirst = true
    var lastLine = 0
    for statement in syntax.body {
      // On later lines they are found when code is made.
      let line = syntax.file.position(of: statement.range.start).line
      if !mayFollow, line > lastLine { return }
      lastLine = line
      if case .importFrom("__future__", let names, 0) = statement.kind {
        if !mayFollow {
          futureErrors.append(
            BindingError(
              message: "from __future__ imports must occur at the beginning of the file",
              range: SourceRange(Int(statement.range.start) - 1, Int(statement.range.start) - 1)))
          return
        }
        futureImports.insert(ObjectIdentifier(statement))
        let start = SourceRange(Int(statement.range.start), Int(statement.range.start))
        for alias in names {
          if alias.name == "braces" {
            futureErrors.append(BindingError(message: "not a chance", range: start))
            return
          }
          guard Binder.features.contains(alias.name) else {
            futureErrors.append(
              BindingError(
                message: "future feature \(alias.name) is not defined", range: start))
            return
          }
          if alias.name == "annotations" { hasLazyAnnotations = true }
        }
      } else if isFirst, case .expr(let value) = statement.kind,
        case .constant(.string, _) = value.kind
      {
        // a docstring may stand before them
      } else {
        mayFollow = false
      }
      isFirst = false
    }
  }

  // MARK: Names

  /// Enters what happens to a name into the current scope.
  func define(_ name: String, _ flag: SymbolFlags, at range: SourceRange) {
    define(name, flag, in: scope, at: range)
  }

  func define(_ name: String, _ flag: SymbolFlags, in scope: Scope, at range: SourceRange) {
    let mangled = scope.mangled(name)
    guard var flags = scope.flags[mangled] else {
      scope.names.append(mangled)
      var flags = flag
      if scope.isInComprehensionTarget, flag.contains(.assigned) {
        flags.insert(.comprehensionTarget)
      }
      scope.flags[mangled] = flags
      return
    }
    if flag.contains(.parameter), flags.contains(.parameter) {
      reportSymbol("duplicate argument '\(name)' in function definition", range)
    }
    if scope.isInComprehensionTarget, flag.contains(.assigned) {
      if !flags.isDisjoint(with: [.global, .nonlocal]) {
        reportSymbol(
          "comprehension inner loop cannot rebind assignment expression target '\(mangled)'", range)
      }
      flags.insert(.comprehensionTarget)
    }
    flags.formUnion(flag)
    scope.flags[mangled] = flags
  }

  func use(_ name: String, at range: SourceRange) {
    define(name, .used, at: range)
    if isCollectingUses, lazyAnnotationDepth == 0 {
      uses.append(NameUse(name: name, range: range, scope: scope, isGuarded: nameGuards > 0))
    }
    if name == "super", scope.kind.isFunctionLike, scope.kind != .typeParameters {
      define("__class__", .used, at: range)
    }
  }

  /// A store or deletion of a name; `range` is where CPython complains about `__debug__`.
  func assign(_ name: String, at range: SourceRange) {
    define(name, .assigned, at: range)
    checkStore(name, range)
  }

  func checkStore(_ name: String, _ range: SourceRange) {
    if name == "__debug__" { reportPlacement("cannot assign to __debug__", range) }
  }

  /// Walks the inside of a new scope. Enclosing loops and handlers do not count inside.
  func inside(_ new: Scope, _ body: () -> Void) {
    let (outer, outerBlocks, outerLazy) = (scope, blocks, lazyAnnotationDepth)
    scope = new
    blocks = []
    lazyAnnotationDepth = 0
    body()
    scope = outer
    blocks = outerBlocks
    lazyAnnotationDepth = outerLazy
  }

  func makeScope(_ kind: Scope.Kind, _ name: String, _ range: SourceRange) -> Scope {
    Scope(
      kind, name: name, parent: scope,
      privateClass: kind == .classBody ? name : scope.privateClass, range: range)
  }

  /// Walks what stands in a block; too many of them are an error of CPython's.
  func inBlock(_ block: EnclosingBlock, at range: SourceRange, _ body: () -> Void) {
    if blocks.count >= 20 { reportPlacement("too many statically nested blocks", range) }
    blocks.append(block)
    body()
    blocks.removeLast()
  }

  /// Functions whose statements may `return` and whose expressions may `yield`.
  var isInFunction: Bool {
    scope.kind.isFunctionLike && scope.kind != .typeParameters
  }
}
