/// Atoms and what follows them: attributes, calls, subscripts; displays and comprehensions.

import NatrixSupport

extension Parser {
  func primary() -> Expression? {
    guard explains else { return plainPrimary() }
    return remembered(.primary, plainPrimary)
  }

  private func plainPrimary() -> Expression? {
    let begin = start
    guard var left = atom() else { return nil }
    while true {
      let mark = position
      switch kind {
      case .dot:
        advance()
        guard let token = take(.name) else {
          reset(to: mark)
          return left
        }
        left = make(
          .attribute(value: left, attr: identifier(token), ctx: .load), begin, Int(token.end))
      case .leftParen:
        guard let call = call(left, begin) else {
          reset(to: mark)
          return left
        }
        left = call
      case .leftBrace where looksForMistakes:
        // CPython tries a generator expression here, and with it mistakes in any brackets.
        mistakenComprehension(mark)
        reset(to: mark)
        return left
      case .leftBracket:
        if looksForMistakes {
          mistakenComprehension(mark)
          reset(to: mark)
        }
        advance()
        guard let slice = slices(), eat(.rightBracket) else {
          reset(to: mark)
          return left
        }
        left = make(.subscript(value: left, slice: slice, ctx: .load), begin, end)
      default:  // any of the many other kinds
        return left
      }
    }
  }

  private func call(_ function: Expression, _ begin: Int) -> Expression? {
    let mark = position
    if explains {
      // `f(x for x in y)` comes first, with its own search for mistakes.
      if let generator = generatorExpression() {
        return make(.call(func: function, args: [generator], keywords: []), begin, end)
      }
      reset(to: mark)
    }
    advance()
    if eat(.rightParen) {
      return make(.call(func: function, args: [], keywords: []), begin, end)
    }
    guard let arguments = arguments() else { return nil }
    if !explains, kind == .kwFor || kind == .kwAsync, arguments.args.count == 1,
      arguments.keywords.isEmpty, !arguments.hasTrailingComma
    {
      return callWithGenerator(function, arguments.args[0], begin, mark)
    }
    guard eat(.rightParen) else { return nil }
    return make(
      .call(func: function, args: arguments.args, keywords: arguments.keywords), begin, end)
  }

  private func callWithGenerator(
    _ function: Expression, _ element: Expression, _ begin: Int, _ mark: Int
  ) -> Expression? {
    if case .starred = element.kind { return nil }
    guard let generators = comprehensionClauses(), eat(.rightParen) else { return nil }
    let generator = make(
      .generatorExp(elt: element, generators: generators), Int(tokens[mark].start), end)
    return make(.call(func: function, args: [generator], keywords: []), begin, end)
  }

  // MARK: Subscripts

  func slices() -> Expression? {
    let begin = start
    guard let first = sliceOrStarred() else { return nil }
    if kind != .comma {
      if case .starred = first.kind {} else { return first }
    }
    var elements = [first]
    var finish = end
    while kind == .comma {
      advance()
      finish = end
      let next = position
      guard let element = sliceOrStarred() else {
        reset(to: next)
        break
      }
      elements.append(element)
      finish = end
    }
    return make(.tuple(elts: elements, ctx: .load), begin, finish)
  }

  private func sliceOrStarred() -> Expression? {
    kind == .star ? starredArgument() : slice()
  }

  private func slice() -> Expression? {
    let begin = start
    let mark = position
    var lower: Expression?
    if kind != .colon {
      lower = explains ? expression() : namedExpression()
      if lower == nil || kind != .colon {
        guard explains else { return lower }
        reset(to: mark)
        return namedExpression()
      }
      // `x[a := 1:2]` is no slice.
      if isAssignmentExpression(at: mark) { return lower }
    }
    advance()
    func part() -> Expression? {
      let partMark = position
      switch kind {
      case .colon, .comma, .rightBracket: return nil
      default:  // any of the many other kinds
        guard let value = expression() else {
          reset(to: partMark)
          return nil
        }
        return value
      }
    }
    let upper = part()
    var step: Expression?
    if eat(.colon) { step = part() }
    return make(.slice(lower: lower, upper: upper, step: step), begin, end)
  }

  // MARK: Atoms

  func atom() -> Expression? {
    switch kind {
    case .name:
      let token = token
      advance()
      return make(.name(id: identifier(token), ctx: .load), Int(token.start), Int(token.end))
    case .number: return number()
    case .string: return strings()
    case .kwNone: return constant(.none)
    case .kwTrue: return constant(.true)
    case .kwFalse: return constant(.false)
    case .ellipsis: return constant(.ellipsis)
    case .leftParen: return remembered(.atom, parenthesized)
    case .leftBracket: return remembered(.atom, bracketed)
    case .leftBrace: return remembered(.atom, braced)
    default: return nil  // any of the many other kinds
    }
  }

  func constant(_ value: Constant) -> Expression? {
    let range = token.range
    advance()
    return Expression(.constant(value: value, hasUPrefix: false), range: range)
  }

  /// A tuple, a group or a generator expression.
  private func parenthesized() -> Expression? {
    guard explains else { return parenthesizedAtOnce() }
    let mark = position
    if let tuple = parenthesizedTuple() { return tuple }
    reset(to: mark)
    if let group = group() { return group }
    reset(to: mark)
    return generatorExpression()
  }

  private func parenthesizedAtOnce() -> Expression? {
    let begin = start
    advance()
    switch kind {
    case .rightParen:
      advance()
      return make(.tuple(elts: [], ctx: .load), begin, end)
    case .kwYield:
      guard let value = yieldExpression(), eat(.rightParen) else { return nil }
      return value
    default:  // any of the many other kinds
      break
    }
    guard let first = starNamedExpression() else { return nil }
    switch kind {
    case .rightParen:
      if case .starred = first.kind { return nil }
      advance()
      return first
    case .comma:
      advance()
      let mark = position
      let rest = starNamedExpressions() ?? []
      if rest.isEmpty { reset(to: mark) }
      guard eat(.rightParen) else { return nil }
      return make(.tuple(elts: [first] + rest, ctx: .load), begin, end)
    case .kwFor, .kwAsync:
      if case .starred = first.kind { return nil }
      guard let generators = comprehensionClauses(), eat(.rightParen) else { return nil }
      return make(.generatorExp(elt: first, generators: generators), begin, end)
    default:  // any of the many other kinds
      return nil
    }
  }

  func parenthesizedTuple() -> Expression? {
    guard kind == .leftParen else { return nil }
    let begin = start
    advance()
    if eat(.rightParen) { return make(.tuple(elts: [], ctx: .load), begin, end) }
    guard let first = starNamedExpression(), eat(.comma) else { return nil }
    let mark = position
    let rest = starNamedExpressions() ?? []
    if rest.isEmpty { reset(to: mark) }
    guard eat(.rightParen) else { return nil }
    return make(.tuple(elts: [first] + rest, ctx: .load), begin, end)
  }

  private func group() -> Expression? {
    let mark = position
    advance()
    let value = kind == .kwYield ? yieldExpression() : namedExpression()
    if let value, eat(.rightParen) { return value }
    reset(to: mark)
    if looksForMistakes { mistakenGroup(mark) }
    return nil
  }

  func generatorExpression() -> Expression? {
    let mark = position
    let begin = start
    guard eat(.leftParen) else { return nil }
    if let element = argumentExpression(), let generators = comprehensionClauses(),
      eat(.rightParen)
    {
      return make(.generatorExp(elt: element, generators: generators), begin, end)
    }
    reset(to: mark)
    if looksForMistakes { mistakenComprehension(mark) }
    return nil
  }

  private func bracketed() -> Expression? {
    guard explains else {
      let begin = start
      advance()
      if eat(.rightBracket) { return make(.list(elts: [], ctx: .load), begin, end) }
      guard let first = starNamedExpression() else { return nil }
      if kind == .kwFor || kind == .kwAsync {
        if case .starred = first.kind { return nil }
        guard let generators = comprehensionClauses(), eat(.rightBracket) else { return nil }
        return make(.listComp(elt: first, generators: generators), begin, end)
      }
      guard let elements = remaining(after: first), eat(.rightBracket) else { return nil }
      return make(.list(elts: elements, ctx: .load), begin, end)
    }
    let mark = position
    if let list = listDisplay() { return list }
    reset(to: mark)
    let begin = start
    advance()
    if let element = namedExpression(), let generators = comprehensionClauses(),
      eat(.rightBracket)
    {
      return make(.listComp(elt: element, generators: generators), begin, end)
    }
    reset(to: mark)
    if looksForMistakes { mistakenComprehension(mark) }
    return nil
  }

  func listDisplay() -> Expression? {
    let begin = start
    guard eat(.leftBracket) else { return nil }
    let mark = position
    let elements = starNamedExpressions() ?? []
    if elements.isEmpty { reset(to: mark) }
    guard eat(.rightBracket) else { return nil }
    return make(.list(elts: elements, ctx: .load), begin, end)
  }

  private func remaining(after first: Expression) -> [Expression]? {
    var elements = [first]
    while eat(.comma) {
      let mark = position
      guard let next = starNamedExpression() else {
        reset(to: mark)
        break
      }
      elements.append(next)
    }
    return elements
  }

  // MARK: Sets and dictionaries

  private func braced() -> Expression? {
    let mark = position
    let begin = start
    guard explains else { return bracedAtOnce() }
    if let set = setDisplay() { return set }
    reset(to: mark)
    if let dict = dictDisplay() { return dict }
    reset(to: mark)
    advance()
    if let element = namedExpression(), let generators = comprehensionClauses(), eat(.rightBrace) {
      return make(.setComp(elt: element, generators: generators), begin, end)
    }
    reset(to: mark)
    if looksForMistakes { mistakenComprehension(mark) }
    reset(to: mark)
    advance()
    if let key = expression(), eat(.colon), let value = expression(),
      let generators = comprehensionClauses(), eat(.rightBrace)
    {
      return make(.dictComp(key: key, value: value, generators: generators), begin, end)
    }
    reset(to: mark)
    if looksForMistakes { mistakenDictComprehension(mark) }
    return nil
  }

  private func setDisplay() -> Expression? {
    let begin = start
    advance()
    guard let elements = starNamedExpressions(), eat(.rightBrace) else { return nil }
    return make(.set(elts: elements), begin, end)
  }

  private func dictDisplay() -> Expression? {
    let mark = position
    let begin = start
    advance()
    if eat(.rightBrace) { return make(.dict(keys: [], values: []), begin, end) }
    if let pairs = dictItems(), eat(.rightBrace) {
      return make(.dict(keys: pairs.keys, values: pairs.values), begin, end)
    }
    reset(to: mark)
    if eat(.rightBrace) { return make(.dict(keys: [], values: []), begin, end) }
    // CPython looks for these mistakes in its first pass already.
    advance()
    mistakenDictItems(position)
    return nil
  }

  func dictItems() -> (keys: [Expression?], values: [Expression])? {
    guard let first = dictItem() else { return nil }
    var keys = [first.key]
    var values = [first.value]
    while kind == .comma {
      advance()
      let mark = position
      guard let next = dictItem() else {
        reset(to: mark)
        break
      }
      keys.append(next.key)
      values.append(next.value)
    }
    return (keys, values)
  }

  func dictItem() -> (key: Expression?, value: Expression)? {
    if eat(.doubleStar) {
      guard let value = bitwiseOr() else { return nil }
      return (nil, value)
    }
    guard let key = expression(), eat(.colon), let value = expression() else { return nil }
    return (key, value)
  }

  private func bracedAtOnce() -> Expression? {
    let begin = start
    advance()
    let mark = position
    switch kind {
    case .rightBrace:
      advance()
      return make(.dict(keys: [], values: []), begin, end)
    case .doubleStar:
      guard let pairs = dictItems(), eat(.rightBrace) else { return nil }
      return make(.dict(keys: pairs.keys, values: pairs.values), begin, end)
    default:  // any of the many other kinds
      break
    }
    guard let first = starNamedExpression() else { return nil }
    if kind == .colon {
      if case .starred = first.kind { return nil }
      if isAssignmentExpression(at: mark) { return nil }
      advance()
      guard let value = expression() else { return nil }
      if kind == .kwFor || kind == .kwAsync {
        guard let generators = comprehensionClauses(), eat(.rightBrace) else { return nil }
        return make(.dictComp(key: first, value: value, generators: generators), begin, end)
      }
      var keys: [Expression?] = [first]
      var values = [value]
      if eat(.comma), kind != .rightBrace {
        guard let more = dictItems() else { return nil }
        keys += more.keys
        values += more.values
      }
      guard eat(.rightBrace) else { return nil }
      return make(.dict(keys: keys, values: values), begin, end)
    }
    if kind == .kwFor || kind == .kwAsync {
      if case .starred = first.kind { return nil }
      guard let generators = comprehensionClauses(), eat(.rightBrace) else { return nil }
      return make(.setComp(elt: first, generators: generators), begin, end)
    }
    guard let elements = remaining(after: first), eat(.rightBrace) else { return nil }
    return make(.set(elts: elements), begin, end)
  }

  /// Whether `name :=` stands there, without parentheses.
  private func isAssignmentExpression(at mark: Int) -> Bool {
    tokens[mark].kind == .name && tokens[mark + 1].kind == .colonEqual
  }

  // MARK: Comprehensions

  func comprehensionClauses() -> [Comprehension]? {
    guard let first = comprehensionClause() else { return nil }
    var clauses = [first]
    while kind == .kwFor || kind == .kwAsync {
      let mark = position
      guard let next = comprehensionClause() else {
        reset(to: mark)
        break
      }
      clauses.append(next)
    }
    return clauses
  }

  private func comprehensionClause() -> Comprehension? {
    let mark = position
    let isAsync = eat(.kwAsync)
    if eat(.kwFor), let target = starTargets(), eat(.kwIn) {
      // From here on it is a clause or nothing.
      guard let iterable = disjunction() else { return nil }
      var conditions: [Expression] = []
      while kind == .kwIf {
        let conditionMark = position
        advance()
        guard let condition = disjunction() else {
          reset(to: conditionMark)
          break
        }
        conditions.append(condition)
      }
      return Comprehension(target: target, iter: iterable, ifs: conditions, isAsync: isAsync)
    }
    reset(to: mark)
    if looksForMistakes { mistakenForTarget(mark) }
    return nil
  }
}
