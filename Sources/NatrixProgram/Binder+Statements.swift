/// The binder's walk over statements.

import NatrixSupport
import NatrixSyntax

extension Binder {
  func visit(_ statements: [Statement]) {
    for statement in statements { visit(statement) }
  }

  func visit(_ statement: Statement) {
    let range = statement.range
    switch statement.kind {
    case .functionDef(let definition): visitFunction(definition, statement, isAsync: false)
    case .asyncFunctionDef(let definition): visitFunction(definition, statement, isAsync: true)
    case .classDef(let definition): visitClass(definition, statement)
    case .return(let value): visitReturn(value, range)
    case .delete(let targets): targets.forEach(visit)
    case .assign(let targets, let value):
      visit(value)
      targets.forEach(visit)
      targets.forEach(checkTarget)
    case .typeAlias(let name, let typeParams, let value):
      visit(name)
      inTypeScope(statement, aliasName(name), typeParams) {
        visitLazy(value, name: aliasName(name))
      }
    case .augAssign(let target, _, let value):
      // CPython 3.11 does not mind an attribute `__debug__` here.
      if case .attribute(let object, _, _) = target.kind { visit(object) } else { visit(target) }
      visit(value)
    case .annAssign(let target, let annotation, let value, let isSimple):
      visitAnnotatedAssignment(target, annotation, value, isSimple, range)
    case .for(let target, let iter, let body, let orelse):
      visitFor(target, iter, body, orelse, range)
    case .asyncFor(let target, let iter, let body, let orelse):
      checkAsync("async for", range)
      visitFor(target, iter, body, orelse, range)
    case .while(let test, let body, let orelse):
      visit(test)
      inBlock(.loop, at: range) { visit(body) }
      visit(orelse)
    case .if(let test, let body, let orelse):
      visit(test)
      visit(body)
      visit(orelse)
    case .with(let items, let body): visitWith(items[...], body, range)
    case .asyncWith(let items, let body):
      checkAsync("async with", range)
      visitWith(items[...], body, range)
    case .match(let subject, let cases): visitMatch(subject, cases)
    case .raise(let exc, let cause):
      if let exc { visit(exc) }
      if let cause { visit(cause) }
    case .try(let body, let handlers, let orelse, let finalbody):
      visitTry(body, handlers, orelse, finalbody, range, isGroup: false)
    case .tryStar(let body, let handlers, let orelse, let finalbody):
      visitTry(body, handlers, orelse, finalbody, range, isGroup: true)
    case .assert(let test, let msg):
      visit(test)
      if let msg { visit(msg) }
    case .import(let names):
      for alias in names {
        if let asname = alias.asname {
          bindImport(asname, range)
        } else {
          bindImport(String(alias.name.prefix { $0 != "." }), range)
        }
      }
    case .importFrom(let module, let names, _):
      if module == "__future__", !futureImports.contains(ObjectIdentifier(statement)) {
        reportPlacement("from __future__ imports must occur at the beginning of the file", range)
      }
      visitImportFrom(names, range)
    case .global(let names): declare(names, .global, "global", range)
    case .nonlocal(let names): declare(names, .nonlocal, "nonlocal", range)
    case .expr(let value): visit(value)
    case .pass: break
    case .break:
      leaveLoop(range, "'break' outside loop")
    case .continue:
      leaveLoop(range, "'continue' not properly in loop")
    }
  }

  // MARK: Definitions

  private func visitFunction(
    _ definition: FunctionDefinition, _ statement: Statement, isAsync: Bool
  ) {
    let range = statement.range
    define(definition.name, .assigned, at: range)
    visitDefaults(definition.args)
    definition.decoratorList.forEach(visit)
    inTypeScope(statement, definition.name, definition.typeParams) {
      visitAnnotations(definition.args)
      if let returns = definition.returns { visitAnnotation(returns) }
      let new = makeScope(.function, definition.name, range)
      new.isAsync = isAsync
      scopes[ObjectIdentifier(statement)] = new
      inside(new) {
        visitParameters(definition.args, range)
        visit(definition.body)
      }
    }
    checkStore(definition.name, range)
  }

  func visitDefaults(_ args: Arguments) {
    args.defaults.forEach(visit)
    for case let value? in args.kwDefaults { visit(value) }
  }

  private func visitAnnotations(_ args: Arguments) {
    for argument in args.posonlyargs + args.args {
      if let annotation = argument.annotation { visitAnnotation(annotation) }
    }
    if let annotation = args.vararg?.annotation { visitAnnotation(annotation) }
    if let annotation = args.kwarg?.annotation { visitAnnotation(annotation) }
    for argument in args.kwonlyargs {
      if let annotation = argument.annotation { visitAnnotation(annotation) }
    }
  }

  /// With `from __future__ import annotations` an annotation is text: its names are no uses.
  func visitAnnotation(_ annotation: Expression) {
    guard hasLazyAnnotations else { return visitElement(annotation) }
    let hidden = makeScope(.function, "_annotation", annotation.range)
    scope.children.removeLast()
    inside(hidden) {
      lazyAnnotationDepth = 1
      visitElement(annotation)
    }
  }

  func visitParameters(_ args: Arguments, _ range: SourceRange) {
    let positional = args.posonlyargs + args.args + args.kwonlyargs
    for argument in positional + [args.vararg, args.kwarg].compactMap({ $0 }) {
      define(argument.arg, .parameter, at: argument.range)
      checkStore(argument.arg, range)
      scope.parameters.append(scope.mangled(argument.arg))
    }
  }

  private func visitClass(_ definition: ClassDefinition, _ statement: Statement) {
    let range = statement.range
    define(definition.name, .assigned, at: range)
    definition.decoratorList.forEach(visit)
    inTypeScope(statement, definition.name, definition.typeParams) {
      definition.bases.forEach(visitElement)
      visitKeywords(definition.keywords)
      let new = makeScope(.classBody, definition.name, range)
      scopes[ObjectIdentifier(statement)] = new
      inside(new) { visit(definition.body) }
    }
    checkStore(definition.name, range)
  }

  /// The scope of the parameters in brackets, when there are any.
  private func inTypeScope(
    _ statement: Statement, _ name: String, _ parameters: [TypeParameter], _ body: () -> Void
  ) {
    guard !parameters.isEmpty else { return body() }
    let new = makeScope(.typeParameters, name, statement.range)
    typeScopes[ObjectIdentifier(statement)] = new
    inside(new) {
      for parameter in parameters {
        if scope.flags[scope.mangled(parameter.name)]?.contains(.assigned) == true {
          reportSymbol("duplicate type parameter '\(parameter.name)'", parameter.range)
        }
        define(parameter.name, .assigned, at: parameter.range)
      }
      for parameter in parameters {
        for case let value? in [parameter.bound, parameter.defaultValue] {
          visitLazy(value, name: parameter.name)
        }
      }
      body()
    }
  }

  private func aliasName(_ target: Expression) -> String {
    if case .name(let id, _) = target.kind { return id }
    return "<alias>"
  }

  /// What is evaluated only when asked for: a function without parameters.
  private func visitLazy(_ value: Expression, name: String) {
    let new = makeScope(.lambda, name, value.range)
    scopes[ObjectIdentifier(value)] = new
    inside(new) { visit(value) }
  }

  // MARK: Simple statements

  private func visitReturn(_ value: Expression?, _ range: SourceRange) {
    if !isInFunction {
      reportPlacement("'return' outside function", range)
    } else if blocks.contains(where: { $0 == .groupHandler }) {
      reportPlacement(
        "'break', 'continue' and 'return' cannot appear in an except* block", range)
    }
    if let value {
      // Whether it is a generator is known at the end of the function only.
      if scope.isAsync { valueReturns.append((scope, range, reservePlacement())) }
      visit(value)
    }
  }

  private func leaveLoop(_ range: SourceRange, _ message: String) {
    for block in blocks.reversed() {
      switch block {
      case .loop: return
      case .groupHandler:
        return reportPlacement(
          "'break', 'continue' and 'return' cannot appear in an except* block", range)
      case .tryBody, .handler, .finally, .with: continue
      }
    }
    reportPlacement(message, range)
  }

  private func visitAnnotatedAssignment(
    _ target: Expression, _ annotation: Expression, _ value: Expression?, _ isSimple: Bool,
    _ range: SourceRange
  ) {
    if case .name(let id, _) = target.kind {
      let flags = scope.flags[scope.mangled(id)] ?? []
      if isSimple, scope.kind != .module, !flags.isDisjoint(with: [.global, .nonlocal]) {
        let word = flags.contains(.global) ? "global" : "nonlocal"
        reportSymbol("annotated name '\(id)' can't be \(word)", range)
      }
      if isSimple {
        define(id, [.annotated, .assigned], at: target.range)
      } else if value != nil {
        define(id, .assigned, at: target.range)
      }
      checkStore(id, target.range)
    } else {
      visit(target)
    }
    visitAnnotation(annotation)
    if let value {
      visit(value)
    }
  }

  private func visitImportFrom(_ names: [Alias], _ range: SourceRange) {
    for alias in names {
      guard alias.name != "*" else {
        scope.hasStarImport = true
        if scope.kind != .module {
          reportSymbol("import * only allowed at module level", alias.range)
        }
        continue
      }
      bindImport(alias.asname ?? alias.name, range)
    }
  }

  private func bindImport(_ name: String, _ range: SourceRange) {
    define(name, .imported, at: range)
    checkStore(name, range)
  }

  private func declare(
    _ names: [String], _ flag: SymbolFlags, _ word: String, _ range: SourceRange
  ) {
    for name in names {
      let mangled = scope.mangled(name)
      let flags = scope.flags[mangled] ?? []
      if !flags.isDisjoint(with: [.parameter, .assigned, .used, .annotated]) {
        let message =
          if flags.contains(.parameter) {
            "name '\(name)' is parameter and \(word)"
          } else if flags.contains(.used) {
            "name '\(name)' is used prior to \(word) declaration"
          } else if flags.contains(.annotated) {
            "annotated name '\(name)' can't be \(word)"
          } else {
            "name '\(name)' is assigned to before \(word) declaration"
          }
        reportSymbol(message, range)
      }
      define(name, flag, at: range)
      scope.directives.append((mangled, range))
    }
  }

  // MARK: Compound statements

  private func visitFor(
    _ target: Expression, _ iter: Expression, _ body: [Statement], _ orelse: [Statement],
    _ range: SourceRange
  ) {
    visit(target)
    checkTarget(target)
    visit(iter)
    inBlock(.loop, at: range) { visit(body) }
    visit(orelse)
  }

  private func visitWith(_ items: ArraySlice<WithItem>, _ body: [Statement], _ range: SourceRange) {
    guard let item = items.first else { return visit(body) }
    visit(item.contextExpr)
    inBlock(.with, at: range) {
      if let target = item.optionalVars {
        visit(target)
        checkTarget(target)
      }
      visitWith(items.dropFirst(), body, range)
    }
  }

  private func visitTry(
    _ body: [Statement], _ handlers: [ExceptHandler], _ orelse: [Statement],
    _ finalbody: [Statement], _ range: SourceRange, isGroup: Bool
  ) {
    func protected() {
      guard !handlers.isEmpty else { return visit(body) }
      let isNameGuard = handlers.contains { catchesNameError($0.type) }
      if isNameGuard { nameGuards += 1 }
      inBlock(.tryBody, at: range) { visit(body) }
      if isNameGuard { nameGuards -= 1 }
      visit(orelse)
      for (index, handler) in handlers.enumerated() {
        if handler.type == nil, index < handlers.count - 1 {
          reportPlacement("default 'except:' must be last", handler.range)
        }
        inBlock(isGroup ? .groupHandler : .handler, at: range) {
          if let type = handler.type { visit(type) }
          if let name = handler.name { assign(name, at: handler.range) }
          visit(handler.body)
        }
      }
    }
    guard !finalbody.isEmpty else { return protected() }
    inBlock(.tryBody, at: range) { protected() }
    inBlock(.finally, at: range) { visit(finalbody) }
  }

  private func catchesNameError(_ type: Expression?) -> Bool {
    switch type?.kind {
    case nil: true
    case .name(let id, _):
      id == "NameError" || id == "Exception" || id == "BaseException"
    case .tuple(let elts, _): elts.contains(where: catchesNameError)
    default: false
    }
  }

  private func checkAsync(_ what: String, _ range: SourceRange) {
    if scope.kind != .function || !scope.isAsync {
      reportPlacement("'\(what)' outside async function", range)
    }
  }
}
