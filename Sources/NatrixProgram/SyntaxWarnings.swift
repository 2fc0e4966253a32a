/// What CPython's compiler warns of: literals compared by identity, called, or indexed in a way that cannot work, and
/// assertions of tuples.
///
/// The walk goes the compiler's way through the tree, since that is the order of the warnings: it looks twice at the test of
/// a `while`, and at a `finally` once for each way out of its `try`.

import NatrixSupport
import NatrixSyntax

/// The warnings of a module: the parser's, then the compiler's.
package func syntaxWarnings(of module: BoundModule) -> [SyntaxWarning] {
  var walk = WarningWalk(hasLazyAnnotations: module.hasLazyAnnotations)
  walk.visit(module.syntax.body)
  return module.syntax.warnings + walk.warnings
}

private struct WarningWalk {
  var warnings: [SyntaxWarning] = []
  let hasLazyAnnotations: Bool
  /// What a jump out of the statement at hand leaves, innermost last.
  private enum Enclosing {
    case loop
    case finally([Statement])
  }
  private var enclosing: [Enclosing] = []
  private var isInFunction = false
  /// `finally` in `finally` is looked at exponentially often.
  private var budget = 2_000_000

  init(hasLazyAnnotations: Bool) { self.hasLazyAnnotations = hasLazyAnnotations }

  private mutating func warn(_ message: String, _ range: SourceRange) {
    warnings.append(SyntaxWarning(message, at: range))
  }

  // MARK: Statements

  mutating func visit(_ body: [Statement]) {
    for statement in body { visit(statement) }
  }

  private mutating func visit(_ statement: Statement) {
    budget -= 1
    if budget < 0 { return }
    switch statement.kind {
    case .functionDef(let function), .asyncFunctionDef(let function): visit(function)
    case .classDef(let definition):
      visit(definition.decoratorList)
      scope(isFunction: false) { $0.visit(definition.body) }
      visit(definition.bases)
      visit(definition.keywords.map(\.value))
    case .return(let value):
      visit(value)
      leave(toLoop: false)
    case .break, .continue: leave(toLoop: true)
    case .assign(let targets, let value):
      visit(value)
      visit(targets)
    case .augAssign(let target, _, let value):
      for part in target.parts { visit(part) }
      visit(value)
    case .annAssign(let target, let annotation, let value, let isSimple):
      visit(value)
      if value != nil { visit(target) }
      let isEvaluated = isSimple || !isInFunction
      if isEvaluated && !isInFunction && !hasLazyAnnotations { visit(annotation) }
    case .for(let target, let iter, let body, let orelse), .asyncFor(let target, let iter, let body, let orelse):
      visit(iter)
      inside(.loop) {
        $0.visit(target)
        $0.visit(body)
      }
      visit(orelse)
    case .while(let test, let body, let orelse):
      visit(test)
      inside(.loop) { $0.visit(body) }
      visit(test)
      visit(orelse)
    case .if(let test, let body, let orelse):
      visit(test)
      visit(body)
      visit(orelse)
    case .with(let items, let body), .asyncWith(let items, let body):
      for item in items {
        visit(item.contextExpr)
        visit(item.optionalVars)
      }
      visit(body)
    case .match(let subject, let cases):
      visit(subject)
      for matchCase in cases {
        visit(matchCase.pattern.expressions)
        visit(matchCase.guard)
        visit(matchCase.body)
      }
    case .try(let body, let handlers, let orelse, let finalbody),
      .tryStar(let body, let handlers, let orelse, let finalbody):
      func guarded(_ walk: inout WarningWalk) {
        walk.visit(body)
        walk.visit(orelse)
        for handler in handlers {
          walk.visit(handler.type)
          walk.visit(handler.body)
        }
      }
      if finalbody.isEmpty { return guarded(&self) }
      inside(.finally(finalbody), guarded)
      visit(finalbody)
      visit(finalbody)
    case .assert(let test, let message):
      if case .tuple(let elements, _) = test.kind, !elements.isEmpty {
        warn("assertion is always true, perhaps remove parentheses?", statement.range)
      }
      visit(test)
      visit(message)
    case .expr(let value): visit(value)
    case .delete, .raise, .typeAlias: visit(statement.expressions)
    case .import, .importFrom, .global, .nonlocal, .pass: break
    }
  }

  private mutating func visit(_ function: FunctionDefinition) {
    visit(function.decoratorList)
    visitDefaults(function.args)
    if !hasLazyAnnotations {
      let arguments = function.args
      let inOrder = arguments.args + arguments.posonlyargs + [arguments.vararg].compactMap { $0 }
        + arguments.kwonlyargs + [arguments.kwarg].compactMap { $0 }
      visit(inOrder.compactMap(\.annotation))
      visit(function.returns)
    }
    scope(isFunction: true) { $0.visit(function.body) }
  }

  private mutating func visitDefaults(_ arguments: Arguments) {
    visit(arguments.defaults)
    visit(arguments.kwDefaults.compactMap { $0 })
  }

  private mutating func scope(isFunction: Bool, _ body: (inout WarningWalk) -> Void) {
    let outside = (enclosing, isInFunction)
    (enclosing, isInFunction) = ([], isFunction)
    body(&self)
    (enclosing, isInFunction) = outside
  }

  private mutating func inside(_ block: Enclosing, _ body: (inout WarningWalk) -> Void) {
    enclosing.append(block)
    body(&self)
    enclosing.removeLast()
  }

  /// The `finally` bodies on the way out of a loop or a function.
  private mutating func leave(toLoop: Bool) {
    let all = enclosing
    defer { enclosing = all }
    while let block = enclosing.popLast() {
      switch block {
      case .loop: if toLoop { return }
      case .finally(let body): visit(body)
      }
    }
  }

  // MARK: Expressions

  private mutating func visit(_ expression: Expression?) {
    if let expression { visit(expression) }
  }

  private mutating func visit(_ expressions: [Expression]) {
    for expression in expressions { visit(expression) }
  }

  private mutating func visit(_ expression: Expression) {
    switch expression.kind {
    case .name, .constant: return
    case .unaryOp(.not, let operand):
      if case .compare(let left, let operators, let comparators) = operand.kind, operators.count == 1 {
        let opposite: [ComparisonOperator: ComparisonOperator] = [.is: .isNot, .isNot: .is]
        check(comparison: expression, left, operators.map { opposite[$0] ?? $0 }, comparators)
        return visit([left] + comparators)
      }
    case .compare(let left, let operators, let comparators):
      check(comparison: expression, left, operators, comparators)
    case .call(let function, _, _): check(callee: function, expression.range)
    case .subscript(let value, let slice, .load): check(subscripted: value, slice, expression.range)
    case .namedExpr(let target, let value):
      visit(value)
      return visit(target)
    case .lambda(let arguments, let body):
      visitDefaults(arguments)
      return scope(isFunction: true) { $0.visit(body) }
    case .dict(let keys, let values):
      for (key, value) in zip(keys, values) {
        visit(key)
        visit(value)
      }
      return
    case .listComp(let element, let generators), .setComp(let element, let generators),
      .generatorExp(let element, let generators):
      return visit(generators, [element])
    case .dictComp(let key, let value, let generators): return visit(generators, [key, value])
    default: break  // what only consists of its parts
    }
    visit(expression.parts)
  }

  /// The first iterable is the outer scope's, and comes last.
  private mutating func visit(_ generators: [Comprehension], _ elements: [Expression]) {
    for (index, generator) in generators.enumerated() {
      if index > 0 { visit(generator.iter) }
      visit(generator.target)
      visit(generator.ifs)
    }
    visit(elements)
    visit(generators.first?.iter)
  }

  // MARK: What is wrong

  private mutating func check(
    comparison: Expression, _ left: Expression, _ operators: [ComparisonOperator], _ comparators: [Expression]
  ) {
    var left = left
    for (symbol, right) in zip(operators, comparators) {
      defer { left = right }
      guard symbol == .is || symbol == .isNot else { continue }
      guard isLiteral(left) || isLiteral(right) else { continue }
      let (name, other) = symbol == .is ? ("is", "==") : ("is not", "!=")
      return warn("\"\(name)\" with a literal. Did you mean \"\(other)\"?", comparison.range)
    }
  }

  private func isLiteral(_ expression: Expression) -> Bool {
    switch FoldedConstant(expression) {
    case nil, .none?, .bool?, .ellipsis?: false
    case .int?, .float?, .complex?, .string?, .bytes?, .tuple?: true
    }
  }

  private mutating func check(callee: Expression, _ range: SourceRange) {
    if case .lambda = callee.kind { return }
    guard let type = typeName(callee) else { return }
    warn("'\(type)' object is not callable; perhaps you missed a comma?", range)
  }

  private mutating func check(subscripted value: Expression, _ slice: Expression, _ range: SourceRange) {
    let type = typeName(value)
    switch type {
    case nil, "dict"?: return
    case "str"?, "bytes"?, "tuple"?, "list"?:
      guard let type, let index = typeName(slice), index != "int", index != "bool", index != "slice" else { return }
      warn(
        "\(type) indices must be integers or slices, not \(index); perhaps you missed a comma?", range)
    case let type?:
      warn("'\(type)' object is not subscriptable; perhaps you missed a comma?", range)
    }
  }

  /// The type of what an expression gives, as far as CPython infers it.
  private func typeName(_ expression: Expression) -> String? {
    if let constant = FoldedConstant(expression) { return constant.typeName }
    switch expression.kind {
    case .tuple: return "tuple"
    case .list, .listComp: return "list"
    case .dict, .dictComp: return "dict"
    case .set, .setComp: return "set"
    case .generatorExp: return "generator"
    case .lambda: return "function"
    case .joinedStr, .formattedValue: return "str"
    default: return nil  // only run time tells
    }
  }
}
