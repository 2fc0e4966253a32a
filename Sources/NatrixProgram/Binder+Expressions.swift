/// The binder's walk over expressions.

import NatrixSupport
import NatrixSyntax

extension Binder {
  func visit(_ expression: Expression) {
    let range = expression.range
    switch expression.kind {
    case .name(let id, let context):
      switch context {
      case .load: use(id, at: range)
      case .store: assign(id, at: range)
      case .del:
        define(id, [.assigned, .deleted], at: range)
        if id == "__debug__" { reportPlacement("cannot delete __debug__", range) }
      }
    case .constant: break
    case .boolOp(_, let values): visitAll(values)
    case .namedExpr(let target, let value): visitNamed(target, value, range)
    case .binOp(let left, _, let right):
      visit(left)
      visit(right)
    case .unaryOp(_, let operand): visit(operand)
    case .lambda(let args, let body):
      visitDefaults(args)
      let new = makeScope(.lambda, "<lambda>", range)
      scopes[ObjectIdentifier(expression)] = new
      inside(new) {
        visitParameters(args, range)
        visit(body)
      }
    case .ifExp(let test, let body, let orelse):
      visit(test)
      visit(body)
      visit(orelse)
    case .dict(let keys, let values):
      for case let key? in keys { visit(key) }
      visitAll(values)
    case .set(let elts), .list(let elts, .load), .tuple(let elts, .load):
      for element in elts { visitElement(element) }
    case .list(let elts, _), .tuple(let elts, _):
      checkStars(elts, range)
      for element in elts { visitElement(element) }
    case .listComp(let elt, let generators):
      visitComprehension(expression, .listComprehension, "<listcomp>", [elt], generators)
    case .setComp(let elt, let generators):
      visitComprehension(expression, .setComprehension, "<setcomp>", [elt], generators)
    case .dictComp(let key, let value, let generators):
      visitComprehension(expression, .dictComprehension, "<dictcomp>", [key, value], generators)
    case .generatorExp(let elt, let generators):
      visitComprehension(expression, .generatorExpression, "<genexpr>", [elt], generators)
    case .await(let value): visitAwait(value, range)
    case .yield(let value):
      checkYield(range)
      if let value { visit(value) }
      visitYield(range)
    case .yieldFrom(let value):
      checkYield(range)
      if scope.kind == .function, scope.isAsync {
        reportPlacement("'yield from' inside async function", range)
      }
      visit(value)
      visitYield(range)
    case .compare(let left, _, let comparators):
      visit(left)
      visitAll(comparators)
    case .call(let function, let args, let keywords):
      visit(function)
      for argument in args { visitElement(argument) }
      visitKeywords(keywords, call: range)
      noteConsumer(function, args, keywords)
    case .formattedValue(let value, _, let spec), .interpolation(let value, _, _, let spec):
      visit(value)
      if let spec { visit(spec) }
    case .joinedStr(let values), .templateStr(let values): visitAll(values)
    case .attribute(let value, let attr, let context):
      visit(value)
      switch context {
      case .load: break
      case .store: checkStore(attr, range)
      case .del:
        if attr == "__debug__" { reportPlacement("cannot delete __debug__", range) }
      }
    case .subscript(let value, let slice, _):
      visit(value)
      visit(slice)
    case .starred(let value, let context):
      visit(value)
      if context == .load { reportPlacement("can't use starred expression here", range) }
    case .slice(let lower, let upper, let step):
      for case let part? in [lower, upper, step] { visit(part) }
    }
  }

  private func visitAll(_ expressions: [Expression]) {
    for expression in expressions { visit(expression) }
  }

  /// An element of a display or an argument, which may be starred.
  func visitElement(_ expression: Expression) {
    if case .starred(let value, .load) = expression.kind {
      visit(value)
    } else {
      visit(expression)
    }
  }

  /// A starred target stands only inside a list or tuple.
  func checkTarget(_ target: Expression) {
    if case .starred = target.kind {
      reportPlacement("starred assignment target must be in a list or tuple", target.range)
    }
  }

  private func checkStars(_ elements: [Expression], _ range: SourceRange) {
    var stars = 0
    for case .starred in elements.map(\.kind) { stars += 1 }
    if stars > 1 { reportPlacement("multiple starred expressions in assignment", range) }
  }

  func visitKeywords(_ keywords: [Keyword], call: SourceRange? = nil) {
    var seen: Set<String> = []
    for keyword in keywords {
      if let name = keyword.arg {
        if name == "__debug__" {
          reportPlacement("cannot assign to __debug__", call ?? keyword.range)
        }
        if !seen.insert(name).inserted {
          reportPlacement("keyword argument repeated: \(name)", keyword.range)
        }
      }
      visit(keyword.value)
    }
  }

  // MARK: Functions in expressions

  private func comprehensionWord(_ kind: Scope.Kind) -> String {
    switch kind {
    case .listComprehension: "list comprehension"
    case .setComprehension: "set comprehension"
    case .dictComprehension: "dict comprehension"
    default: "generator expression"
    }
  }

  private func visitYield(_ range: SourceRange) {
    if lazyAnnotationDepth > 0 {
      reportSymbol("'yield expression' can not be used within an annotation", range)
    }
    if scope.kind.isComprehension {
      reportSymbol("'yield' inside \(comprehensionWord(scope.kind))", range)
    }
    scope.hasYield = true
  }

  private func checkYield(_ range: SourceRange) {
    if !isInFunction { reportPlacement("'yield' outside function", range) }
  }

  private func visitAwait(_ value: Expression, _ range: SourceRange) {
    if lazyAnnotationDepth > 0 {
      reportSymbol("'await expression' can not be used within an annotation", range)
    }
    visit(value)
    if scope.kind.isComprehension {
      scope.hasAwait = true
    } else if !isInFunction {
      reportPlacement("'await' outside function", range)
    } else if !(scope.kind == .function && scope.isAsync) {
      reportPlacement("'await' outside async function", range)
    }
  }

  private func visitNamed(_ target: Expression, _ value: Expression, _ range: SourceRange) {
    if lazyAnnotationDepth > 0 {
      reportSymbol("'named expression' can not be used within an annotation", range)
    }
    if scope.comprehensionIterationDepth > 0 {
      reportSymbol(
        "assignment expression cannot be used in a comprehension iterable expression", range)
    }
    if scope.kind.isComprehension, case .name(let id, _) = target.kind {
      extendNamed(id, target.range)
    }
    visit(value)
    visit(target)
  }

  /// A name assigned by `:=` in a comprehension belongs to the function around it.
  private func extendNamed(_ name: String, _ range: SourceRange) {
    var current: Scope? = scope
    while let candidate = current {
      let mangled = candidate.mangled(name)
      if candidate.kind.isComprehension {
        if candidate.flags[mangled]?.contains(.comprehensionTarget) == true {
          reportSymbol(
            "assignment expression cannot rebind comprehension iteration variable '\(name)'", range)
        }
      } else if candidate.kind == .classBody {
        reportSymbol(
          "assignment expression within a comprehension cannot be used in a class body", range)
        return
      } else if candidate.kind == .module {
        define(name, .global, at: range)
        define(name, .global, in: candidate, at: range)
        return
      } else {
        let isGlobal = candidate.flags[mangled]?.contains(.global) == true
        define(name, isGlobal ? .global : .nonlocal, at: range)
        scope.directives.append((mangled, range))
        define(name, .assigned, in: candidate, at: range)
        return
      }
      current = candidate.parent
    }
  }

  private func visitComprehension(
    _ expression: Expression, _ kind: Scope.Kind, _ name: String, _ elements: [Expression],
    _ generators: [Comprehension]
  ) {
    scope.comprehensionIterationDepth += 1
    visit(generators[0].iter)
    scope.comprehensionIterationDepth -= 1
    let new = makeScope(kind, name, expression.range)
    new.comprehensionIterationDepth = 0
    scopes[ObjectIdentifier(expression)] = new
    let lazy = lazyAnnotationDepth
    inside(new) {
      lazyAnnotationDepth = lazy
      define(".0", .parameter, at: expression.range)
      scope.parameters = [".0"]
      for (index, generator) in generators.enumerated() {
        if generator.isAsync { scope.hasAwait = true }
        scope.isInComprehensionTarget = true
        visit(generator.target)
        scope.isInComprehensionTarget = false
        checkTarget(generator.target)
        if index > 0 {
          scope.comprehensionIterationDepth += 1
          visit(generator.iter)
          scope.comprehensionIterationDepth -= 1
        }
        generator.ifs.forEach(visit)
      }
      if elements.count == 2 {
        visit(elements[1])
        visit(elements[0])
      } else {
        visit(elements[0])
      }
    }
    guard new.hasAwait, kind != .generatorExpression else { return }
    let isAllowed = scope.kind.isComprehension || (scope.kind == .function && scope.isAsync)
    if !isAllowed {
      reportPlacement(
        "asynchronous comprehension outside of an asynchronous function", expression.range)
    }
    if scope.kind.isComprehension { scope.hasAwait = true }
  }
}
