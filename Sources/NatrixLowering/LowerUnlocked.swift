/// `with natrix.nogil:`, whose loops run without the interpreter's lock in extension modules, where they can.
///
///     with natrix.nogil: body      →     natrix.nogil;  unlocked_begin;  body;  unlocked_end
///
/// The manager does nothing by itself, so nothing is called and nothing caught; the pass unlocked-loops does the rest.

import NatrixSyntax

extension FunctionLowering {
  /// Of a module that says `import natrix`.
  func isUnlocked(_ item: WithItem) -> Bool {
    guard item.optionalVars == nil, case .attribute(let owner, "nogil", _) = item.contextExpr.kind,
      case .name("natrix", _) = owner.kind
    else { return false }
    return module.importsSupport
  }

  func lowerUnlocked(_ item: WithItem, _ body: [Statement]) {
    _ = value(item.contextExpr)
    emit(.unlocked_begin, [])
    lower(body)
    if !isDead { emit(.unlocked_end, []) }
  }
}

extension ModuleLowering {
  func findSupport() -> Bool {
    bound.syntax.body.contains { statement in
      guard case .import(let names) = statement.kind else { return false }
      return names.contains { $0.name == "natrix" && $0.asname == nil }
    }
  }
}
