/// What can stand on the left of an assignment, after `for`, `as` and `del`.
///
/// Contexts are set when a target is recognised: an expression that was read as a load becomes
/// a store or a deletion.

import NatrixSupport

extension Parser {
  /// `a, *b, (c.d, e[0])`.
  func starTargets() -> Expression? {
    let begin = start
    guard let first = starTarget() else { return nil }
    guard kind == .comma else { return first }
    var elements = [first]
    var finish = end
    while kind == .comma {
      advance()
      finish = end
      let mark = position
      guard let next = starTarget() else {
        reset(to: mark)
        break
      }
      elements.append(next)
      finish = end
    }
    return make(.tuple(elts: elements, ctx: .store), begin, finish)
  }

  func starTarget() -> Expression? {
    guard kind == .star else { return target(.store) }
    let begin = start
    advance()
    guard kind != .star, let value = starTarget() else { return nil }
    return make(.starred(value: value, ctx: .store), begin, end)
  }

  /// One target without a star: a name, an attribute, a subscript, or several in brackets.
  private func target(_ context: ExpressionContext) -> Expression? {
    let mark = position
    if kind == .name {
      switch peek() {
      case .dot, .leftParen, .leftBracket: break
      default:  // any of the many other kinds
        let token = token
        advance()
        return make(.name(id: identifier(token), ctx: context), Int(token.start), Int(token.end))
      }
    }
    guard kind != .leftParen, kind != .leftBracket else {
      return rememberedSlowly(context == .del ? .deleteTarget : .storeTarget) {
        self.compoundTarget(mark, context)
      }
    }
    return compoundTarget(mark, context)
  }

  private func compoundTarget(_ mark: Int, _ context: ExpressionContext) -> Expression? {
    if let value = attributeOrSubscript(context) { return value }
    reset(to: mark)
    switch kind {
    case .name:
      let token = token
      advance()
      return make(.name(id: identifier(token), ctx: context), Int(token.start), Int(token.end))
    case .leftParen:
      advance()
      if let inner = target(context), eat(.rightParen) { return inner }
      reset(to: mark)
      return sequence(.rightParen, context)
    case .leftBracket:
      return sequence(.rightBracket, context)
    default:  // any of the many other kinds
      return nil
    }
  }

  private func sequence(_ close: TokenKind, _ context: ExpressionContext) -> Expression? {
    let begin = start
    advance()
    var elements: [Expression] = []
    var hasComma = false
    while kind != close {
      guard let element = context == .del ? target(.del) : starTarget() else { return nil }
      elements.append(element)
      guard eat(.comma) else { break }
      hasComma = true
    }
    if close == .rightParen, elements.count == 1, !hasComma { return nil }
    guard eat(close) else { return nil }
    if close == .rightParen {
      return make(.tuple(elts: elements, ctx: context), begin, end)
    }
    return make(.list(elts: elements, ctx: context), begin, end)
  }

  /// `a.b`, `a().b[c]`: a primary whose last part is an attribute or a subscript.
  private func attributeOrSubscript(_ context: ExpressionContext) -> Expression? {
    let begin = start
    guard let value = primary() else { return nil }
    switch value.kind {
    case .attribute(let object, let attr, _) where isTrailer(value, begin):
      return make(.attribute(value: object, attr: attr, ctx: context), begin, end)
    case .subscript(let object, let slice, _) where isTrailer(value, begin):
      return make(.subscript(value: object, slice: slice, ctx: context), begin, end)
    default:  // no other expression is such a target
      return nil
    }
  }

  /// Whether the attribute or subscript stands there itself, and not in parentheses: then it begins
  /// where the target does.
  private func isTrailer(_ value: Expression, _ begin: Int) -> Bool {
    Int(value.range.start) == begin && Int(value.range.end) == end
  }

  /// The target of an annotation or an augmented assignment.
  func singleTarget() -> Expression? {
    let mark = position
    if let value = attributeOrSubscript(.store) { return value }
    reset(to: mark)
    switch kind {
    case .name:
      let token = token
      advance()
      return make(.name(id: identifier(token), ctx: .store), Int(token.start), Int(token.end))
    case .leftParen:
      advance()
      guard let inner = singleTarget(), eat(.rightParen) else { return nil }
      return inner
    default:  // any of the many other kinds
      return nil
    }
  }

  func singleAttributeOrSubscript() -> Expression? { attributeOrSubscript(.store) }

  func deleteTargets() -> [Expression]? {
    guard let first = target(.del) else { return nil }
    var targets = [first]
    while eat(.comma) {
      let mark = position
      guard let next = target(.del) else {
        reset(to: mark)
        break
      }
      targets.append(next)
    }
    return targets
  }

  // MARK: From loads

  /// Turns an expression that was read as a load into a store, if it can be a target. `begin` is
  /// where it stands, with its parentheses.
  func turnIntoTarget(_ value: Expression) -> Bool {
    switch value.kind {
    case .name(let id, _):
      value.kind = .name(id: id, ctx: .store)
      return true
    case .attribute(let object, let attr, _):
      value.kind = .attribute(value: object, attr: attr, ctx: .store)
      return true
    case .subscript(let object, let slice, _):
      value.kind = .subscript(value: object, slice: slice, ctx: .store)
      return true
    case .starred(let inner, _):
      if case .starred = inner.kind { return false }
      guard turnIntoTarget(inner) else { return false }
      value.kind = .starred(value: inner, ctx: .store)
      return true
    case .tuple(let elements, _):
      for element in elements where !turnIntoTarget(element) { return false }
      value.kind = .tuple(elts: elements, ctx: .store)
      return true
    case .list(let elements, _):
      for element in elements where !turnIntoTarget(element) { return false }
      value.kind = .list(elts: elements, ctx: .store)
      return true
    default:  // every other expression is only a value
      return false
    }
  }
}
