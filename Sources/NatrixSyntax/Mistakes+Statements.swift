/// The known mistakes in statements that the second pass looks for, in CPython 3.11's order.
///
/// Most are a missing colon or a missing block after the head of a compound statement.

import NatrixSupport

extension Parser {
  /// Behind a head's colon: raises if no block follows.
  private func expectBlock(after head: String, _ word: Token) {
    guard eat(.newline), kind != .indent else { return }
    raise(
      lastTokenError(
        "expected an indented block after \(head) on line \(lineNumber(word))",
        kind: "IndentationError"))
  }

  /// At a head's end: a line end there means that the colon was forgotten.
  private func expectColon(after head: String, _ word: Token) {
    if kind == .newline {
      // It is the last token that was looked at: CPython points at it.
      raiseAtLastToken("expected ':'")
    } else if eat(.colon) {
      expectBlock(after: head, word)
    }
  }

  func mistakenAssignment(_ mark: Int) {
    let only = "only single target (not "
    if let target = annotationTarget(), eat(.colon), expression() != nil {
      // e.g. `(a, b): int`
      return raise("\(only)\(noun(target))) can be annotated", at: target.range)
    }
    reset(to: mark)
    if let first = starNamedExpression(), eat(.comma) {
      while true {
        let item = position
        guard starNamedExpressions() != nil else {
          reset(to: item)
          break
        }
      }
      if eat(.colon), expression() != nil {
        // e.g. `a, b: int`
        return raise("\(only)tuple) can be annotated", at: first.range)
      }
    }
    reset(to: mark)
    if let target = expression(), eat(.colon), expression() != nil {
      // e.g. `f(): int`
      return raise("illegal target for annotation", at: target.range)
    }
    reset(to: mark)
    _ = assignmentTargets()
    let behindTargets = position
    if let value = starExpressions(), kind == .equal {
      // e.g. `f() = 1`
      raiseInvalidTarget(value, .assignment)
    }
    reset(to: behindTargets)
    if kind == .kwYield, let value = yieldExpression(), kind == .equal {
      // e.g. `x = yield = 1`
      return raise("assignment to yield expression not possible", at: value.range)
    }
    reset(to: mark)
    if let target = starExpressions(), augmentedOperator() != nil {
      advance()
      if yieldOrStarExpressions() != nil {
        // e.g. `f() += 1`
        return raise(
          "'\(noun(target))' is an illegal expression for augmented assignment", at: target.range)
      }
    }
    reset(to: mark)
  }

  /// A list or tuple, maybe in more parentheses.
  private func annotationTarget() -> Expression? {
    let mark = position
    if kind == .leftBracket { return listDisplay() }
    guard kind == .leftParen else { return nil }
    if let tuple = parenthesizedTuple() { return tuple }
    reset(to: mark)
    advance()
    guard let inner = annotationTarget(), eat(.rightParen) else { return nil }
    return inner
  }

  func mistakenForTarget(_ mark: Int) {
    _ = eat(.kwAsync)
    guard eat(.kwFor), let value = starExpressions() else { return reset(to: mark) }
    // e.g. `for f() in a: pass`
    raiseInvalidTarget(value, .loop)
    reset(to: mark)
  }

  // MARK: Functions and classes

  func mistakenFunction(_ mark: Int) {
    _ = eat(.kwAsync)
    let word = token
    guard eat(.kwDef), eat(.name), typeParameters() != nil, eat(.leftParen) else {
      return reset(to: mark)
    }
    guard functionParameters() != nil else { return reset(to: mark) }
    if eat(.arrow), expression() == nil { return reset(to: mark) }
    // e.g. `def f():` and nothing below
    if eat(.colon) { expectBlock(after: "function definition", word) }
    reset(to: mark)
  }

  func mistakenClass(_ mark: Int) {
    let word = token
    guard classHead() != nil else { return reset(to: mark) }
    expectColon(after: "class definition", word)
    reset(to: mark)
  }

  // MARK: Branches and loops

  /// `if`, `elif` and `while`.
  func mistakenCondition(_ name: String, _ mark: Int) {
    let word = token
    advance()
    if namedExpression() != nil { expectColon(after: "'\(name)' statement", word) }
    reset(to: mark)
  }

  /// `else` and `finally`.
  func mistakenWordBlock(_ name: String, _ mark: Int) {
    let word = token
    advance()
    if eat(.colon) { expectBlock(after: "'\(name)' statement", word) }
    reset(to: mark)
  }

  func mistakenFor(_ mark: Int) {
    _ = eat(.kwAsync)
    let word = token
    if eat(.kwFor), starTargets() != nil, eat(.kwIn), starExpressions() != nil {
      expectColon(after: "'for' statement", word)
    }
    reset(to: mark)
  }

  // MARK: with

  func mistakenWithBlock(_ mark: Int) {
    _ = eat(.kwAsync)
    let word = token
    guard eat(.kwWith) else { return reset(to: mark) }
    let items = position
    if looseWithItems(expression), eat(.colon) { expectBlock(after: "'with' statement", word) }
    reset(to: items)
    if eat(.leftParen), looseWithItems(expressions) {
      _ = eat(.comma)
      if eat(.rightParen), eat(.colon) { expectBlock(after: "'with' statement", word) }
    }
    reset(to: mark)
  }

  func mistakenWith(_ mark: Int) {
    _ = eat(.kwAsync)
    guard eat(.kwWith) else { return reset(to: mark) }
    let items = position
    if looseWithItems(expression), kind == .newline { return raiseAtLastToken("expected ':'") }
    reset(to: items)
    if eat(.leftParen), looseWithItems(expressions) {
      _ = eat(.comma)
      if eat(.rightParen), kind == .newline { return raiseAtLastToken("expected ':'") }
    }
    reset(to: mark)
  }

  private func looseWithItems(_ context: () -> Expression?) -> Bool {
    var count = 0
    while true {
      let mark = position
      if count > 0, !eat(.comma) { return true }
      guard context() != nil else {
        reset(to: mark)
        return count > 0
      }
      let behind = position
      if !(eat(.kwAs) && starTarget() != nil) { reset(to: behind) }
      count += 1
    }
  }

  func mistakenWithItem(_ mark: Int) {
    if expression() != nil, eat(.kwAs), let value = expression(),
      kind == .comma || kind == .rightParen || kind == .colon
    {
      // e.g. `with a as f(): pass`
      raiseInvalidTarget(value, .assignment)
    }
    reset(to: mark)
  }

  // MARK: try

  func mistakenTry(_ mark: Int) {
    let word = token
    advance()
    if eat(.colon) {
      let behind = position
      expectBlock(after: "'try' statement", word)
      reset(to: behind)
      if block() != nil, kind != .kwExcept, kind != .kwFinally {
        // e.g. `try: pass` and nothing below
        return raiseAtLastToken("expected 'except' or 'finally' block")
      }
      reset(to: behind)
      while true {
        let mark = position
        guard block() != nil else {
          reset(to: mark)
          break
        }
      }
      let handlers = position
      mixedHandlers(isStar: false)
      reset(to: handlers)
      mixedHandlers(isStar: true)
    }
    reset(to: mark)
  }

  /// Handlers of one sort, and then the head of one of the other sort.
  private func mixedHandlers(isStar: Bool) {
    var count = 0
    while kind == .kwExcept {
      let mark = position
      guard exceptHandler(isStar: isStar) != nil else {
        reset(to: mark)
        break
      }
      count += 1
    }
    guard count > 0, kind == .kwExcept else { return }
    let word = token
    advance()
    let star = token
    if !isStar {
      guard eat(.star), exceptHead() else { return }
    } else {
      let mark = position
      if !exceptHead() { reset(to: mark) }
    }
    guard kind == .colon else { return }
    // e.g. `try: …  except A: …  except* B: …`
    raise(
      "cannot have both 'except' and 'except*' on the same 'try'",
      at: isStar ? word.range : word.range.union(star.range))
  }

  func mistakenExceptBlock(isStar: Bool, _ mark: Int) {
    let word = token
    advance()
    if isStar {
      if eat(.star), exceptHead(), eat(.colon) {
        expectBlock(after: "'except*' statement", word)
      }
    } else {
      if exceptHead(), eat(.colon) { expectBlock(after: "'except' statement", word) }
      reset(to: mark)
      advance()
      if eat(.colon) { expectBlock(after: "'except' statement", word) }
    }
    reset(to: mark)
  }

  /// `type as name`.
  private func exceptHead() -> Bool {
    guard expression() != nil else { return false }
    let mark = position
    if !(eat(.kwAs) && eat(.name)) { reset(to: mark) }
    return true
  }

  func mistakenExcept(_ mark: Int) {
    advance()
    let isStar = eat(.star)
    let behind = position
    if let type = expression(), eat(.comma), expressions() != nil {
      let list = position
      if !(eat(.kwAs) && eat(.name)) { reset(to: list) }
      if eat(.colon) {
        // e.g. `except A, B as c:`
        return raise(
          "multiple exception types must be parenthesized",
          at: SourceRange(Int(type.range.start), Int(tokens[position - 1].end) - 1))
      }
    }
    reset(to: behind)
    if exceptHead(), kind == .newline { return raiseAtLastToken("expected ':'") }
    reset(to: behind)
    if isStar {
      if kind == .newline || kind == .colon {
        // e.g. `except*:`
        return raiseAtLastToken("expected one or more exception types")
      }
    } else if kind == .newline {
      return raiseAtLastToken("expected ':'")
    }
    reset(to: mark)
  }

  // MARK: match

  func mistakenMatch(_ mark: Int) {
    let word = token
    advance()
    if matchSubject() != nil { expectColon(after: "'match' statement", word) }
    reset(to: mark)
  }

  func mistakenCase(_ mark: Int) {
    let word = token
    advance()
    if patterns() != nil, caseGuard() != nil {
      expectColon(after: "'case' statement", word)
    }
    reset(to: mark)
  }
}
