/// Decides what each name of each scope means, once every scope knows its own names.
///
/// Scopes are walked from the outside in with the set of names that enclosing functions bind; a name found there is
/// free here, a cell where it is bound, and free in every function between.

import NatrixSupport

struct Resolver {
  /// Comprehensions are lowered where they stand, when they can be.
  var inlinesComprehensions = false
  /// In the order in which CPython would meet them.
  var errors: [BindingError] = []

  mutating func resolve(_ module: Scope) {
    let declared = declaredGlobal(in: module.children)
    for name in module.names {
      let flags = module.flags[name] ?? []
      if flags.contains(.nonlocal) {
        report(module, name, "nonlocal declaration not allowed at module level")
      }
      module.bindings[name] =
        flags.contains(.global) || declared.contains(name) ? .globalExplicit : flags.isBound ? .local : .globalImplicit
    }
    for child in module.children { resolve(child, enclosing: []) }
  }

  /// The names that a `global` statement anywhere in the module makes global: the module's own code then addresses them
  /// as such too, which `exec` with two dicts tells.
  private func declaredGlobal(in scopes: [Scope]) -> Set<String> {
    var names: Set<String> = []
    for scope in scopes {
      for name in scope.names where scope.flags[name]?.contains(.global) == true { names.insert(name) }
      names.formUnion(declaredGlobal(in: scope.children))
    }
    return names
  }

  private mutating func report(_ scope: Scope, _ name: String, _ message: String) {
    let range = scope.directives.first { $0.name == name }?.range ?? scope.range
    errors.append(BindingError(message: message, range: range))
  }

  /// `enclosing`: the scopes whose variables can be seen from here, outermost first.
  private mutating func resolve(_ scope: Scope, enclosing: [Scope]) {
    scope.isInlined = inlinesComprehensions && scope.canBeInlined
    for name in scope.names {
      let flags = scope.flags[name] ?? []
      if flags.contains(.global) {
        if flags.contains(.nonlocal) {
          report(scope, name, "name '\(name)' is nonlocal and global")
        }
        scope.bindings[name] = .globalExplicit
      } else if flags.contains(.nonlocal) {
        if !takeFree(name, in: scope, enclosing) {
          report(scope, name, "no binding for nonlocal '\(name)' found")
        }
        scope.bindings[name] = .free
      } else if flags.isBound {
        // A child that was resolved may have made it a cell already only for enclosing scopes, never for this one.
        scope.bindings[name] = .local
      } else {
        scope.bindings[name] = takeFree(name, in: scope, enclosing) ? .free : .globalImplicit
      }
    }
    for child in scope.children { resolve(child, enclosing: enclosing + [scope]) }
  }

  /// Finds the function that binds the name and threads the cell through all scopes in between.
  private func takeFree(_ name: String, in scope: Scope, _ enclosing: [Scope]) -> Bool {
    for index in enclosing.indices.reversed() {
      let candidate = enclosing[index]
      if candidate.kind == .classBody {
        guard name == "__class__" else { continue }
        candidate.needsClassCell = true
        pass(name, through: enclosing[(index + 1)...], to: scope)
        return true
      }
      let flags = candidate.flags[name] ?? []
      if flags.contains(.global) { return false }
      guard flags.isBound else { continue }
      if scope.isInlined, enclosing[(index + 1)...].allSatisfy(\.isInlined) {
        if !candidate.sharedWithInlined.contains(name) { candidate.sharedWithInlined.append(name) }
      } else {
        candidate.bindings[name] = .cell
        if !candidate.cells.contains(name) { candidate.cells.append(name) }
      }
      pass(name, through: enclosing[(index + 1)...], to: scope)
      return true
    }
    return false
  }

  private func pass(_ name: String, through between: ArraySlice<Scope>, to scope: Scope) {
    for passing in between + [scope] where !passing.freeVariables.contains(name) {
      // Sorted, as `co_freevars` and `__closure__` have them.
      let place = passing.freeVariables.firstIndex { name.utf8.lexicographicallyPrecedes($0.utf8) }
      passing.freeVariables.insert(name, at: place ?? passing.freeVariables.count)
    }
  }
}
