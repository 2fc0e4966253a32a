/// Expressions: from the comma-separated list down to the unary operators.
///
/// The mistakes that rules look for in the second pass are in Mistakes+Expressions.swift.

import NatrixSupport

extension Parser {
  /// `a, *b, c` where a tuple needs no parentheses.
  func starExpressions() -> Expression? {
    let begin = start
    guard let first = starExpression() else { return nil }
    guard kind == .comma else { return first }
    return tuple(after: first, begin, starExpression)
  }

  /// `a, b` without stars.
  func expressions() -> Expression? {
    let begin = start
    guard let first = expression() else { return nil }
    guard kind == .comma else { return first }
    return tuple(after: first, begin, expression)
  }

  /// The rest of a tuple, from the comma after its first element on.
  private func tuple(after first: Expression, _ begin: Int, _ element: () -> Expression?)
    -> Expression?
  {
    var elements = [first]
    var finish = end
    while kind == .comma {
      advance()
      finish = end
      let mark = position
      guard let next = element() else {
        reset(to: mark)
        break
      }
      elements.append(next)
      finish = end
    }
    return make(.tuple(elts: elements, ctx: .load), begin, finish)
  }

  /// `*a` or an expression.
  func starExpression() -> Expression? {
    remembered(.starExpression) {
      guard self.kind == .star else { return self.expression() }
      return self.starred(self.bitwiseOr)
    }
  }

  private func starred(_ operand: () -> Expression?) -> Expression? {
    let begin = start
    advance()
    guard let value = operand() else { return nil }
    return make(.starred(value: value, ctx: .load), begin, end)
  }

  /// `*a` in a call, where it may be any expression.
  func starredArgument() -> Expression? {
    guard kind == .star else { return nil }
    return starred(expression)
  }

  /// An element of a display: `*a` or `a := b`.
  func starNamedExpression() -> Expression? {
    guard kind == .star else { return namedExpression() }
    return starred(bitwiseOr)
  }

  func starNamedExpressions() -> [Expression]? {
    guard let first = starNamedExpression() else { return nil }
    var elements = [first]
    while kind == .comma {
      advance()
      let mark = position
      guard let next = starNamedExpression() else {
        reset(to: mark)
        break
      }
      elements.append(next)
    }
    return elements
  }

  /// `name := value`; nil where there is none. After `:=` nothing else is tried.
  func assignmentExpression() -> (isMatch: Bool, value: Expression?) {
    guard kind == .name, nextIs(.colonEqual) else { return (false, nil) }
    let target = token
    advance()
    advance()
    guard let value = expression() else { return (true, nil) }
    let name = make(
      .name(id: identifier(target), ctx: .store), Int(target.start), Int(target.end))
    return (true, make(.namedExpr(target: name, value: value), Int(target.start), end))
  }

  func namedExpression() -> Expression? {
    guard explains else { return plainNamedExpression() }
    return remembered(
      looksForMistakes ? .namedExpression : .namedExpressionQuietly, plainNamedExpression)
  }

  private func plainNamedExpression() -> Expression? {
    let assignment = assignmentExpression()
    if assignment.isMatch { return assignment.value }
    let mark = position
    if looksForMistakes {
      mistakenNamedExpression(mark)
      reset(to: mark)
    }
    guard let value = expression(), kind != .colonEqual else { return nil }
    return value
  }

  /// What calls and generator expressions hold: `name := value` or an expression.
  func argumentExpression() -> Expression? {
    let assignment = assignmentExpression()
    if assignment.isMatch { return assignment.value }
    guard let value = expression(), kind != .colonEqual else { return nil }
    return value
  }

  func yieldExpression() -> Expression? {
    guard kind == .kwYield else { return nil }
    let begin = start
    advance()
    let mark = position
    if kind == .kwFrom {
      advance()
      if let value = expression() { return make(.yieldFrom(value: value), begin, end) }
      reset(to: mark)
    }
    let value = starExpressions()
    if value == nil { reset(to: mark) }
    return make(.yield(value: value), begin, end)
  }

  func yieldOrStarExpressions() -> Expression? {
    kind == .kwYield ? yieldExpression() : starExpressions()
  }

  /// A conditional expression, a disjunction or a lambda.
  func expression() -> Expression? {
    guard explains else { return plainExpression() }
    return remembered(.expression) {
      let mark = self.position
      if self.looksForMistakes {
        self.mistakenExpression(mark)
        self.reset(to: mark)
      }
      return self.plainExpression()
    }
  }

  private func plainExpression() -> Expression? {
    if kind == .kwLambda { return nested(lambda) }
    let begin = start
    guard let body = disjunction() else { return nil }
    guard kind == .kwIf else { return body }
    let mark = position
    advance()
    if let test = disjunction(), eat(.kwElse), let orelse = nested(expression) {
      return make(.ifExp(test: test, body: body, orelse: orelse), begin, end)
    }
    reset(to: mark)
    return body
  }

  /// An expression in which no mistakes are looked for.
  func expressionWithoutMistakes() -> Expression? {
    let saved = looksForMistakes
    looksForMistakes = false
    defer { looksForMistakes = saved }
    return remembered(.expressionQuietly, plainExpression)
  }

  func disjunction() -> Expression? {
    guard explains else { return plainDisjunction() }
    return remembered(.disjunction, plainDisjunction)
  }

  private func plainDisjunction() -> Expression? {
    boolean(.kwOr, .or) { self.boolean(.kwAnd, .and) { self.inversion() } }
  }

  @inline(__always)
  private func boolean(_ word: TokenKind, _ op: BooleanOperator, _ operand: () -> Expression?)
    -> Expression?
  {
    let begin = start
    guard let first = operand() else { return nil }
    guard kind == word else { return first }
    var values = [first]
    var finish = end
    while kind == word {
      let mark = position
      advance()
      guard let next = operand() else {
        reset(to: mark)
        break
      }
      values.append(next)
      finish = end
    }
    guard values.count > 1 else { return first }
    return make(.boolOp(op: op, values: values), begin, finish)
  }

  private func inversion() -> Expression? {
    guard kind == .kwNot else { return comparison() }
    let begin = start
    advance()
    guard let operand = nested(inversion) else { return nil }
    return make(.unaryOp(op: .not, operand: operand), begin, end)
  }

  private func comparison() -> Expression? {
    let begin = start
    guard let left = bitwiseOr() else { return nil }
    guard var op = comparisonOperator() else { return left }
    var ops: [ComparisonOperator] = []
    var comparators: [Expression] = []
    var finish = end
    while true {
      let mark = position
      if op.width == 2 { advance() }
      advance()
      guard let right = bitwiseOr() else {
        reset(to: mark)
        break
      }
      ops.append(op.op)
      comparators.append(right)
      finish = end
      guard let next = comparisonOperator() else { break }
      op = next
    }
    guard !ops.isEmpty else { return left }
    return make(.compare(left: left, ops: ops, comparators: comparators), begin, finish)
  }

  /// The comparison operator that stands here, and how many tokens it has.
  @inline(__always)
  private func comparisonOperator() -> (op: ComparisonOperator, width: Int)? {
    switch kind {
    case .less: return (.lt, 1)
    case .greater: return (.gt, 1)
    case .equalEqual: return (.eq, 1)
    case .lessEqual: return (.ltE, 1)
    case .greaterEqual: return (.gtE, 1)
    case .notEqual: return spells(token, "!=") ? (.notEq, 1) : nil
    case .kwIn: return (.in, 1)
    case .kwIs: return peek() == .kwNot ? (.isNot, 2) : (.is, 1)
    case .kwNot:
      touchNext()
      return peek() == .kwIn ? (.notIn, 2) : nil
    default: return nil  // any of the many other kinds
    }
  }

  func bitwiseOr() -> Expression? {
    guard explains else { return binary(1) }
    return remembered(.bitwiseOr) { self.binary(1) }
  }

  /// Binary operators that bind at least as tightly as `minimum`, by precedence climbing.
  private func binary(_ minimum: Int) -> Expression? {
    let begin = start
    guard var left = factor() else { return nil }
    while let (op, precedence) = binaryOperator(), precedence >= minimum {
      let mark = position
      advance()
      guard let right = binary(precedence + 1) else {
        reset(to: mark)
        break
      }
      left = make(.binOp(left: left, op: op, right: right), begin, end)
    }
    return left
  }

  @inline(__always)
  private func binaryOperator() -> (BinaryOperator, Int)? {
    switch kind {
    case .pipe: return (.bitOr, 1)
    case .caret: return (.bitXor, 2)
    case .ampersand: return (.bitAnd, 3)
    case .leftShift: return (.lShift, 4)
    case .rightShift: return (.rShift, 4)
    case .plus: return (.add, 5)
    case .minus: return (.sub, 5)
    case .star: return (.mult, 6)
    case .slash: return (.div, 6)
    case .doubleSlash: return (.floorDiv, 6)
    case .percent: return (.mod, 6)
    case .at: return (.matMult, 6)
    default: return nil  // any of the many other kinds
    }
  }

  private func factor() -> Expression? {
    let op: UnaryOperator
    switch kind {
    case .plus: op = .uAdd
    case .minus: op = .uSub
    case .tilde: op = .invert
    default: return power()  // any of the many other kinds
    }
    let begin = start
    advance()
    guard let operand = nested(factor) else { return nil }
    return make(.unaryOp(op: op, operand: operand), begin, end)
  }

  private func power() -> Expression? {
    let begin = start
    guard let base = awaitPrimary() else { return nil }
    guard kind == .doubleStar else { return base }
    let mark = position
    advance()
    guard let exponent = nested(factor) else {
      reset(to: mark)
      return base
    }
    return make(.binOp(left: base, op: .pow, right: exponent), begin, end)
  }

  private func awaitPrimary() -> Expression? {
    guard kind == .kwAwait else { return primary() }
    let begin = start
    advance()
    guard let value = primary() else { return nil }
    return make(.await(value: value), begin, end)
  }

  private func lambda() -> Expression? {
    let begin = start
    advance()
    guard let parameters = parameters(.lambda), eat(.colon), let body = expression() else {
      return nil
    }
    return make(.lambda(args: parameters, body: body), begin, end)
  }
}
