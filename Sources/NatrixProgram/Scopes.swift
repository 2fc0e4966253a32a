/// Scopes: which variables the module, a function, class, lambda or comprehension has, and what each name in it means.
///
/// `def f(x): return lambda: x + y`   →   f: x is a cell;  the lambda: x is free, y global

import NatrixSupport
import NatrixSyntax

/// What a name means in one scope.
package enum Binding: Sendable {
  /// A variable of this scope: of a function an SSA variable, of a class or module an entry in the namespace.
  case local
  /// A variable of this function that functions inside it use too.
  case cell
  /// A variable of an enclosing function.
  case free
  case globalExplicit, globalImplicit
}

/// How a scope uses a name; the bits are independent of each other.
package struct SymbolFlags: OptionSet, Sendable {
  package let rawValue: Int
  package init(rawValue: Int) { self.rawValue = rawValue }
  package static let global = SymbolFlags(rawValue: 1)
  package static let nonlocal = SymbolFlags(rawValue: 2)
  package static let assigned = SymbolFlags(rawValue: 4)
  package static let parameter = SymbolFlags(rawValue: 8)
  package static let used = SymbolFlags(rawValue: 16)
  package static let annotated = SymbolFlags(rawValue: 32)
  package static let comprehensionTarget = SymbolFlags(rawValue: 64)
  package static let deleted = SymbolFlags(rawValue: 128)
  /// By an import; a later `global` is no error.
  package static let imported = SymbolFlags(rawValue: 256)

  /// Bound by this scope itself.
  package var isBound: Bool {
    !isDisjoint(with: [.assigned, .parameter, .annotated, .imported]) && isDisjoint(with: [.global, .nonlocal])
  }
}

package final class Scope {
  package enum Kind: Sendable {
    case module, function, lambda, classBody
    case listComprehension, setComprehension, dictComprehension, generatorExpression
    /// The parameters in brackets of a generic function, class or alias.
    case typeParameters

    package var isComprehension: Bool {
      switch self {
      case .listComprehension, .setComprehension, .dictComprehension, .generatorExpression: true
      case .module, .function, .lambda, .classBody, .typeParameters: false
      }
    }
    /// Variables live in the function's frame rather than in a namespace.
    package var isFunctionLike: Bool { self != .module && self != .classBody }
  }

  package let kind: Kind
  package let name: String
  package unowned let parent: Scope?
  /// The class whose name mangles `__x` here.
  package let privateClass: String?
  package let range: SourceRange
  package internal(set) var children: [Scope] = []
  /// Every name that the scope mentions (mangled), in order of first appearance.
  package internal(set) var names: [String] = []
  package internal(set) var flags: [String: SymbolFlags] = [:]
  package internal(set) var bindings: [String: Binding] = [:]
  /// Cells that the function takes from around it, those only passed on included.
  package internal(set) var freeVariables: [String] = []
  package internal(set) var cells: [String] = []
  /// Parameters in the order of `Signature.all`.
  package internal(set) var parameters: [String] = []
  package internal(set) var isAsync = false
  package internal(set) var hasYield = false
  /// An `async for` or `await` stands in a comprehension.
  package internal(set) var hasAwait = false
  /// Of a class body: a method mentions `__class__` or `super`.
  package internal(set) var needsClassCell = false
  package internal(set) var hasStarImport = false
  /// The builtin function that takes what this generator expression gives, at once and by nothing else.
  package internal(set) var consumer: String?
  /// A comprehension whose code stands in the function around it (Inlining.swift).
  package internal(set) var isInlined = false
  /// Variables that only inlined comprehensions use too: to CPython they are shared ones.
  package internal(set) var sharedWithInlined: [String] = []
  var directives: [(name: String, range: SourceRange)] = []
  var comprehensionIterationDepth = 0
  var isInComprehensionTarget = false

  init(
    _ kind: Kind, name: String, parent: Scope?, privateClass: String?, range: SourceRange
  ) {
    self.kind = kind
    self.name = name
    self.parent = parent
    self.privateClass = privateClass
    self.range = range
    parent?.children.append(self)
  }

  /// What an already mangled name means here.
  package func binding(_ name: String) -> Binding { bindings[name] ?? .globalImplicit }

  package func mangled(_ name: String) -> String { mangle(name, in: privateClass) }

  /// Makes cells of the function's variables that are none yet, so that each stays where it is until it is unbound.
  package func keepVariablesInCells() {
    for name in locals where bindings[name] == .local {
      bindings[name] = .cell
      cells.append(name)
    }
  }

  /// The variables of a function-like scope: parameters, then the others in order of appearance.
  package var locals: [String] {
    let known = Set(parameters)
    return parameters
      + names.filter { name in
        guard !known.contains(name) else { return false }
        switch bindings[name] {
        case .local, .cell: return true
        case .free, .globalExplicit, .globalImplicit, nil: return false
        }
      }
  }
}

/// `__name` inside `class _Klass` is `_Klass__name`; names that end in `__` or are dotted stay.
package func mangle(_ name: String, in privateClass: String?) -> String {
  guard let privateClass, name.utf8.starts(with: [95, 95]) else { return name }
  let bytes = name.utf8
  if bytes.count >= 2, bytes.reversed().starts(with: [95, 95]) { return name }
  if bytes.contains(46) { return name }
  let stripped = privateClass.drop { $0 == "_" }
  if stripped.isEmpty { return name }
  return "_" + stripped + name
}

/// A parsed module with the scopes of everything in it.
package struct BoundModule {
  package let name: String
  package let isPackage: Bool
  package let syntax: Module
  package let scope: Scope
  /// By the identity of the statement (def, class) or expression (lambda, comprehension) that makes the scope.
  package let scopes: [ObjectIdentifier: Scope]
  /// By the identity of the generic def, class or alias statement.
  package let typeScopes: [ObjectIdentifier: Scope]
  /// `from __future__ import annotations`.
  package let hasLazyAnnotations: Bool
  /// Every load of a name, when they were asked for.
  package let uses: [NameUse]
  package var file: SourceFile { syntax.file }
}
