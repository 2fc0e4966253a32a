/// `match`: its cases and their patterns.

import NatrixSupport

extension Parser {
  /// A match statement; nil where `match` is only a name.
  func matchStatement() -> Statement? {
    let mark = position
    let begin = start
    advance()
    if let subject = matchSubject(), eat(.colon), eat(.newline), eat(.indent) {
      var cases: [MatchCase] = []
      while isSoft("case") {
        let caseMark = position
        guard let matchCase = matchCase() else {
          reset(to: caseMark)
          break
        }
        cases.append(matchCase)
      }
      if !cases.isEmpty, eat(.dedent) {
        return Statement(
          .match(subject: subject, cases: cases), range: SourceRange(begin, endOfText))
      }
    }
    reset(to: mark)
    if looksForMistakes { mistakenMatch(mark) }
    return nil
  }

  func matchSubject() -> Expression? {
    let mark = position
    let begin = start
    if let first = starNamedExpression(), eat(.comma) {
      let restMark = position
      let rest = starNamedExpressions() ?? []
      if rest.isEmpty { reset(to: restMark) }
      return make(.tuple(elts: [first] + rest, ctx: .load), begin, end)
    }
    reset(to: mark)
    return namedExpression()
  }

  private func matchCase() -> MatchCase? {
    let mark = position
    if looksForMistakes {
      mistakenCase(mark)
      reset(to: mark)
    }
    advance()
    guard let pattern = patterns() else { return nil }
    guard let condition = caseGuard(), eat(.colon), let body = block() else { return nil }
    return MatchCase(pattern: pattern, guard: condition.test, body: body)
  }

  /// `if test`, or nothing. Nil is an error.
  func caseGuard() -> (test: Expression?, Void)? {
    guard kind == .kwIf else { return (nil, ()) }
    let mark = position
    advance()
    guard let test = namedExpression() else {
      reset(to: mark)
      return (nil, ())
    }
    return (test, ())
  }

  /// A case's pattern: also a sequence without brackets.
  func patterns() -> Pattern? {
    let mark = position
    let begin = start
    if let first = maybeStarPattern() {
      guard kind == .comma else {
        if case .matchStar = first.kind { return nil }
        return first
      }
      advance()
      var elements = [first]
      appendPatterns(&elements)
      return Pattern(.matchSequence(patterns: elements), range: SourceRange(begin, end))
    }
    reset(to: mark)
    return nil
  }

  /// More elements of a sequence after a comma.
  private func appendPatterns(_ elements: inout [Pattern]) {
    while true {
      let mark = position
      guard let next = maybeStarPattern() else {
        reset(to: mark)
        return
      }
      elements.append(next)
      guard eat(.comma) else { return }
    }
  }

  private func maybeStarPattern() -> Pattern? {
    guard kind == .star else { return pattern() }
    let begin = start
    advance()
    guard let token = take(.name) else { return nil }
    let name = spells(token, "_") ? nil : identifier(token)
    return Pattern(.matchStar(name: name), range: SourceRange(begin, end))
  }

  /// `pattern | pattern as name`.
  func pattern() -> Pattern? {
    nested(self.asPattern)
  }

  private func asPattern() -> Pattern? {
    let begin = start
    guard let alternatives = orPattern() else { return nil }
    guard kind == .kwAs else { return alternatives }
    let mark = position
    advance()
    if let token = take(.name) {
      if spells(token, "_") {
        if looksForMistakes { return fail("cannot use '_' as a target", at: token.range) }
      } else if kind != .dot, kind != .leftParen, kind != .equal {
        return Pattern(
          .matchAs(pattern: alternatives, name: identifier(token)),
          range: SourceRange(begin, end))
      }
    } else if looksForMistakes, let value = expression() {
      return fail("invalid pattern target", at: value.range)
    }
    reset(to: mark)
    return alternatives
  }

  private func orPattern() -> Pattern? {
    let begin = start
    guard let first = closedPattern() else { return nil }
    var alternatives = [first]
    while kind == .pipe {
      let mark = position
      advance()
      guard let next = closedPattern() else {
        reset(to: mark)
        break
      }
      alternatives.append(next)
    }
    guard alternatives.count > 1 else { return first }
    return Pattern(.matchOr(patterns: alternatives), range: SourceRange(begin, end))
  }

  private func closedPattern() -> Pattern? {
    guard explains else { return plainClosedPattern() }
    return remembered(.closedPattern, plainClosedPattern)
  }

  private func plainClosedPattern() -> Pattern? {
    let begin = start
    switch kind {
    case .number, .minus:
      guard let value = literalNumber() else { return nil }
      return Pattern(.matchValue(value: value), range: value.range)
    case .string:
      guard let value = strings() else { return nil }
      return Pattern(.matchValue(value: value), range: value.range)
    case .kwNone, .kwTrue, .kwFalse:
      let value: Constant = kind == .kwNone ? .none : kind == .kwTrue ? .true : .false
      advance()
      return Pattern(.matchSingleton(value: value), range: SourceRange(begin, end))
    case .name: return namePattern()
    case .leftParen: return groupPattern()
    case .leftBracket: return bracketPattern()
    case .leftBrace: return mappingPattern()
    default: return nil  // any of the many other kinds
    }
  }

  // MARK: Literals

  /// `1`, `-1`, `-1 + 2j`.
  private func literalNumber() -> Expression? {
    let begin = start
    guard let real = signedNumber() else { return nil }
    let op: BinaryOperator
    switch kind {
    case .plus: op = .add
    case .minus: op = .sub
    default: return real  // any of the many other kinds
    }
    if isImaginary(real) {
      return fail("real number required in complex literal", at: real.range)
    }
    advance()
    guard kind == .number, let imaginary = number() else { return nil }
    guard isImaginary(imaginary) else {
      return fail("imaginary number required in complex literal", at: imaginary.range)
    }
    return make(.binOp(left: real, op: op, right: imaginary), begin, end)
  }

  private func signedNumber() -> Expression? {
    let begin = start
    guard eat(.minus) else { return kind == .number ? number() : nil }
    guard kind == .number, let operand = number() else { return nil }
    return make(.unaryOp(op: .uSub, operand: operand), begin, end)
  }

  private func isImaginary(_ value: Expression) -> Bool {
    switch value.kind {
    case .constant(.imaginary, _): return true
    case .unaryOp(_, let operand): return isImaginary(operand)
    default: return false  // nothing else is read as a number here
    }
  }

  // MARK: Names and classes

  private func namePattern() -> Pattern? {
    let begin = start
    let first = token
    advance()
    if spells(first, "_") { return Pattern(.matchAs(pattern: nil, name: nil), range: first.range) }
    if kind != .dot, kind != .leftParen {
      guard kind != .equal else { return nil }
      return Pattern(.matchAs(pattern: nil, name: identifier(first)), range: first.range)
    }
    var value = make(.name(id: identifier(first), ctx: .load), begin, end)
    while eat(.dot) {
      guard let name = name() else { return nil }
      value = make(.attribute(value: value, attr: name, ctx: .load), begin, end)
    }
    if kind == .leftParen { return classPattern(value, begin) }
    guard kind != .equal else { return nil }
    return Pattern(.matchValue(value: value), range: value.range)
  }

  private func classPattern(_ cls: Expression, _ begin: Int) -> Pattern? {
    advance()
    var positional: [Pattern] = []
    var names: [String] = []
    var keywords: [Pattern] = []
    var firstAfterKeyword: Pattern?
    var lastAfterKeyword: Pattern?
    while kind != .rightParen {
      if kind == .name, peek() == .equal {
        if lastAfterKeyword != nil { break }
        let name = identifier(token)
        advance()
        advance()
        guard let value = pattern() else { return nil }
        names.append(name)
        keywords.append(value)
      } else {
        guard keywords.isEmpty || looksForMistakes, let value = pattern() else { return nil }
        if keywords.isEmpty {
          positional.append(value)
        } else {
          if firstAfterKeyword == nil { firstAfterKeyword = value }
          lastAfterKeyword = value
        }
      }
      guard eat(.comma) else { break }
    }
    if let first = firstAfterKeyword, let last = lastAfterKeyword {
      return fail(
        "positional patterns follow keyword patterns", at: first.range.union(last.range))
    }
    guard eat(.rightParen) else { return nil }
    return Pattern(
      .matchClass(cls: cls, patterns: positional, kwdAttrs: names, kwdPatterns: keywords),
      range: SourceRange(begin, end))
  }

  // MARK: Brackets

  private func groupPattern() -> Pattern? {
    let begin = start
    advance()
    var elements: [Pattern] = []
    if !eat(.rightParen) {
      guard let first = maybeStarPattern() else { return nil }
      if kind == .rightParen {
        if case .matchStar = first.kind { return nil }
        advance()
        return first
      }
      guard eat(.comma) else { return nil }
      elements.append(first)
      appendPatterns(&elements)
      guard eat(.rightParen) else { return nil }
    }
    return Pattern(.matchSequence(patterns: elements), range: SourceRange(begin, end))
  }

  private func bracketPattern() -> Pattern? {
    let begin = start
    advance()
    var elements: [Pattern] = []
    appendPatterns(&elements)
    guard eat(.rightBracket) else { return nil }
    return Pattern(.matchSequence(patterns: elements), range: SourceRange(begin, end))
  }

  private func mappingPattern() -> Pattern? {
    let begin = start
    advance()
    var keys: [Expression] = []
    var values: [Pattern] = []
    var rest: String?
    while kind != .rightBrace {
      if eat(.doubleStar) {
        guard kind == .name, !spells(tokens[position], "_"), let token = take(.name) else { return nil }
        rest = identifier(token)
        _ = eat(.comma)
        break
      }
      guard let key = mappingKey(), eat(.colon), let value = pattern() else { return nil }
      keys.append(key)
      values.append(value)
      guard eat(.comma) else { break }
    }
    guard eat(.rightBrace) else { return nil }
    return Pattern(
      .matchMapping(keys: keys, patterns: values, rest: rest), range: SourceRange(begin, end))
  }

  private func mappingKey() -> Expression? {
    let begin = start
    switch kind {
    case .number, .minus: return literalNumber()
    case .string: return strings()
    case .kwNone: return constant(.none)
    case .kwTrue: return constant(.true)
    case .kwFalse: return constant(.false)
    case .name:
      guard peek() == .dot else {
        advance()
        return nil
      }
      let token = token
      advance()
      var value = make(.name(id: identifier(token), ctx: .load), begin, end)
      while eat(.dot) {
        guard let name = name() else { return nil }
        value = make(.attribute(value: value, attr: name, ctx: .load), begin, end)
      }
      return value
    default: return nil  // any of the many other kinds
    }
  }
}
