/// Which generator functions have something to do when they are abandoned.
///
/// CPython closes a generator when its last reference goes. A `for` loop over a call that makes a generator holds the only
/// reference to it, so leaving the loop by `break`, `return` or an exception closes it there and then:
///
///     def lines():                         for x in lines():
///         try: yield 1; yield 2                break           # "closed" is printed here
///         finally: print("closed")
///
/// Lowering does that for calls of the names found here; at run time the loop asks whether the call really made a
/// generator (`fresh_generator`). A generator that loops over such a generator is one, too.

import NatrixProgram
import NatrixSyntax

struct CleanupGenerators {
  /// What a loop may call: the names of the functions.
  fileprivate(set) var names: Set<String> = []
  /// The names of all generator functions.
  fileprivate(set) var generators: Set<String> = []
  /// The functions themselves, by their statements.
  fileprivate(set) var functions: Set<ObjectIdentifier> = []
}

/// The generator functions with `try` or `with` in them, and those that loop over them.
func findCleanupGenerators(_ modules: [BoundModule]) -> CleanupGenerators {
  var candidates: [(function: ObjectIdentifier, name: String, summary: BodySummary)] = []
  for bound in modules {
    collect(bound.syntax.body) { statement, definition in
      guard bound.scopes[ObjectIdentifier(statement)]?.hasYield == true else { return }
      var summary = BodySummary()
      summary.scan(definition.body)
      candidates.append((ObjectIdentifier(statement), definition.name, summary))
    }
  }
  var found = CleanupGenerators()
  found.generators = Set(candidates.map(\.name))
  var size = -1
  while size != found.functions.count {
    size = found.functions.count
    for (function, name, summary) in candidates
    where summary.hasProtection || !summary.consumed.isDisjoint(with: found.names) {
      found.functions.insert(function)
      found.names.insert(name)
    }
  }
  return found
}

/// The name at the end of what a call calls: `f` of `f()`, `m.f()`.
func calledName(_ expression: Expression) -> String? {
  guard case .call(let function, _, _) = expression.kind else { return nil }
  switch function.kind {
  case .name(let id, _): return id
  case .attribute(_, let attribute, _): return attribute
  default: return nil
  }
}

private struct BodySummary {
  var hasProtection = false
  /// What its loops and `yield from` run over.
  var consumed: Set<String> = []

  mutating func scan(_ body: [Statement]) {
    for statement in body {
      switch statement.kind {
      case .try, .tryStar, .with, .asyncWith: hasProtection = true
      case .for(_, let iter, _, _), .asyncFor(_, let iter, _, _):
        if let name = calledName(iter) { consumed.insert(name) }
      case .expr(let value), .assign(_, let value): delegate(value)
      case .return(let value): if let value { delegate(value) }
      default: break
      }
      if !statement.isDefinition { statement.bodies.forEach { scan($0) } }
    }
  }

  private mutating func delegate(_ value: Expression) {
    if case .yieldFrom(let inner) = value.kind, let name = calledName(inner) { consumed.insert(name) }
  }
}

/// Every `def` in the statements, also in other functions and in classes.
private func collect(_ body: [Statement], _ take: (Statement, FunctionDefinition) -> Void) {
  for statement in body {
    switch statement.kind {
    case .functionDef(let definition), .asyncFunctionDef(let definition): take(statement, definition)
    default: break
    }
    for part in statement.bodies { collect(part, take) }
  }
}
