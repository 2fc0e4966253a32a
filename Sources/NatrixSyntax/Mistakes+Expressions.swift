/// The known mistakes in expressions that the second pass looks for, in CPython 3.11's order.
///
/// Each function begins at `mark`, raises if it finds its mistake, and else leaves the position
/// anywhere. The smallest trigger stands beside each message.

import NatrixSupport

/// Where a target was wanted.
enum TargetUse { case assignment, loop, deletion }

extension Parser {
  func mistakenExpression(_ mark: Int) {
    if kind != .name || (peek() != .string && !isSoftKeyword) {
      if let first = disjunction(), let second = expressionWithoutMistakes(),
        !isLegacyStatement(first), tokens[position - 1].level != 0
      {
        // e.g. `(a b)`
        return raise(
          "invalid syntax. Perhaps you forgot a comma?", at: first.range.union(second.range))
      }
      reset(to: mark)
    }
    if let first = disjunction(), eat(.kwIf), let condition = disjunction(), kind != .kwElse,
      kind != .colon
    {
      // e.g. `x = a if b`
      return raise(
        "expected 'else' after 'if' expression", at: first.range.union(condition.range))
    }
    reset(to: mark)
    mistakenLegacyStatement()
    reset(to: mark)
  }

  /// CPython 3.11 takes every beginning of a soft keyword for one here.
  private var isSoftKeyword: Bool {
    guard kind == .name else { return false }
    let word = file.string(token.range)
    return "_" == word || "case".hasPrefix(word) || "match".hasPrefix(word)
  }

  private func isLegacyStatement(_ value: Expression) -> Bool {
    guard case .name(let id, _) = value.kind else { return false }
    return id == "print" || id == "exec"
  }

  private func mistakenLegacyStatement() {
    guard kind == .name, peek() != .leftParen else { return }
    let token = token
    advance()
    guard let value = starExpressions() else { return }
    let name = identifier(token)
    guard name == "print" || name == "exec" else { return }
    // e.g. `print 1`
    raise(
      "Missing parentheses in call to '\(name)'. Did you mean \(name)(...)?",
      at: token.range.union(value.range))
  }

  func mistakenNamedExpression(_ mark: Int) {
    if let value = expression(), eat(.colonEqual), expression() != nil {
      // e.g. `(a.b := 1)`
      return raise("cannot use assignment expressions with \(noun(value))", at: value.range)
    }
    reset(to: mark)
    if kind == .name, nextIs(.equal) {
      let token = token
      advance()
      advance()
      if let value = bitwiseOr(), kind != .equal, kind != .colonEqual {
        // e.g. `if a = 1:`
        return raise(
          "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
          at: token.range.union(value.range))
      }
    }
    reset(to: mark)
    switch kind {
    case .kwTrue, .kwNone, .kwFalse: return
    case .leftBracket:
      if listDisplay() != nil { return }
    case .leftParen:
      if parenthesizedTuple() != nil { return }
      reset(to: mark)
      if generatorExpression() != nil { return }
    default: break  // nothing else is left out
    }
    reset(to: mark)
    if let value = bitwiseOr(), eat(.equal), bitwiseOr() != nil, kind != .equal,
      kind != .colonEqual
    {
      // e.g. `if f() = 1:`
      return raise(
        "cannot assign to \(noun(value)) here. Maybe you meant '==' instead of '='?",
        at: value.range)
    }
    reset(to: mark)
  }

  func mistakenGroup(_ mark: Int) {
    guard eat(.leftParen) else { return }
    if kind == .star {
      if let value = starredArgument(), eat(.rightParen) {
        // e.g. `(*a)`
        return raise("cannot use starred expression here", at: value.range)
      }
    } else if kind == .doubleStar {
      let star = token
      advance()
      if expression() != nil, eat(.rightParen) {
        // e.g. `(**a)`
        return raise("cannot use double starred expression here", at: star.range)
      }
    }
    reset(to: mark)
  }

  func mistakenComprehension(_ mark: Int) {
    let open = kind
    guard open == .leftBracket || open == .leftParen || open == .leftBrace else { return }
    advance()
    let inner = position
    if kind == .star {
      if let value = starredArgument(), comprehensionClauses() != nil {
        // e.g. `[*a for a in b]`
        return raise("iterable unpacking cannot be used in comprehension", at: value.range)
      }
      reset(to: inner)
    }
    guard open != .leftParen else { return }
    if let first = starNamedExpression(), kind == .comma {
      let comma = token
      advance()
      let rest = position
      let message = "did you forget parentheses around the comprehension target?"
      if let others = starNamedExpressions(), let last = others.last,
        comprehensionClauses() != nil
      {
        // e.g. `[a, b for a, b in c]`
        return raise(message, at: first.range.union(last.range))
      }
      reset(to: rest)
      if comprehensionClauses() != nil {
        // e.g. `[a, for a in b]`
        return raise(message, at: first.range.union(comma.range))
      }
    }
    reset(to: mark)
  }

  func mistakenDictComprehension(_ mark: Int) {
    guard eat(.leftBrace) else { return }
    let star = token
    if eat(.doubleStar), bitwiseOr() != nil, comprehensionClauses() != nil, eat(.rightBrace) {
      // e.g. `{**a for a in b}`
      raise("dict unpacking cannot be used in dict comprehension", at: star.range)
    }
    reset(to: mark)
  }

  /// At the first item of a dictionary.
  func mistakenDictItems(_ mark: Int) {
    if dictItem() != nil {
      while kind == .comma {
        let comma = position
        advance()
        if dictItem() == nil {
          reset(to: comma)
          break
        }
      }
      if eat(.comma) {
        let item = position
        if let key = expression(), kind != .colon {
          // e.g. `{1: 2, 3}`
          let last = Int(key.range.end) - 1
          var error = SyntaxError(
            message: "':' expected after dictionary key", range: SourceRange(last, last))
          error.unknownEnd = 0
          return raise(error)
        }
        reset(to: item)
        mistakenDictValue()
      }
    }
    reset(to: mark)
    mistakenDictValue()
    reset(to: mark)
  }

  private func mistakenDictValue() {
    guard expression() != nil, kind == .colon else { return }
    let colon = token
    advance()
    let star = token
    if kind == .star {
      advance()
      if bitwiseOr() != nil {
        // e.g. `{1: *a}`
        raise(
          "cannot use a starred expression in a dictionary value",
          at: SourceRange(
            Int(star.start), Int(tokens[furthest].end) - 1))
      }
    } else if kind == .rightBrace || kind == .comma {
      // e.g. `{1:}`
      raise("expression expected after dictionary key and ':'", at: colon.range)
    }
  }

  // MARK: Calls

  func mistakenArguments(_ mark: Int) {
    let parenthesize = "Generator expression must be parenthesized"
    if let arguments = callArguments(), eat(.comma), kind == .star {
      // e.g. `f(**a, *b)`
      return raise(
        "iterable argument unpacking follows keyword argument unpacking",
        at: range(of: arguments))
    }
    reset(to: mark)
    if let element = expression(), let clauses = comprehensionClauses(), eat(.comma) {
      let rest = position
      if callArguments() == nil {
        reset(to: rest)
        if !(expression() != nil && comprehensionClauses() != nil) { reset(to: rest) }
      }
      // e.g. `f(a for a in b, 1)`
      return raise(parenthesize, at: element.range.union(lastRange(clauses)))
    }
    reset(to: mark)
    if kind == .name, nextIs(.equal) {
      let name = token
      advance()
      let equal = token
      advance()
      if expression() != nil, comprehensionClauses() != nil {
        // e.g. `f(a=b for b in c)`
        return raise(
          "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
          at: name.range.union(equal.range))
      }
    }
    reset(to: mark)
    if let arguments = callArguments(), let clauses = comprehensionClauses(),
      arguments.args.count > 1, let last = arguments.args.last
    {
      // e.g. `f(1, a for a in b)`
      return raise(parenthesize, at: last.range.union(lastRange(clauses)))
    }
    reset(to: mark)
    if callArguments() != nil, eat(.comma), let element = expression(),
      let clauses = comprehensionClauses()
    {
      // e.g. `f(a=1, b for b in c)`
      return raise(parenthesize, at: element.range.union(lastRange(clauses)))
    }
    reset(to: mark)
    if let arguments = callArguments(), eat(.comma), callArguments() != nil {
      let isUnpacking = arguments.keywords.last.map { $0.arg == nil } ?? false
      // e.g. `f(a=1, 2)`
      return raiseAtLastToken(
        isUnpacking
          ? "positional argument follows keyword argument unpacking"
          : "positional argument follows keyword argument")
    }
    reset(to: mark)
  }

  private func range(of arguments: CallArguments) -> SourceRange {
    var result = SourceRange.none
    for value in arguments.args { result = result.union(value.range) }
    for keyword in arguments.keywords { result = result.union(keyword.range) }
    return result
  }

  private func lastRange(_ clauses: [Comprehension]) -> SourceRange {
    guard let last = clauses.last else { return .none }
    return (last.ifs.last ?? last.iter).range
  }

  func mistakenKeyword(_ mark: Int) {
    if kind == .kwTrue || kind == .kwFalse || kind == .kwNone, nextIs(.equal) {
      let word = token
      advance()
      // e.g. `f(True=1)`
      return raise("cannot assign to \(file.string(word.range))", at: word.range.union(token.range))
    }
    if kind == .name, nextIs(.equal) {
      let name = token
      advance()
      let equal = token
      advance()
      if expression() != nil, comprehensionClauses() != nil {
        return raise(
          "invalid syntax. Maybe you meant '==' or ':=' instead of '='?",
          at: name.range.union(equal.range))
      }
      return reset(to: mark)
    }
    if let value = expression(), kind == .equal {
      // e.g. `f(a.b=1)`
      return raise(
        "expression cannot contain assignment, perhaps you meant \"==\"?",
        at: value.range.union(token.range))
    }
    reset(to: mark)
  }

  // MARK: Parameters

  private func terminates(_ style: ParameterStyle) -> Bool {
    kind == .comma || kind == style.terminator
  }

  /// A parameter without default, with its comma.
  private func plainParameter(_ style: ParameterStyle) -> Argument? {
    let mark = position
    if let parameter = parameter(style), terminates(style) {
      _ = eat(.comma)
      return parameter
    }
    reset(to: mark)
    return nil
  }

  private func parameterWithDefault(_ style: ParameterStyle) -> Argument? {
    let mark = position
    if let parameter = parameter(style), defaultValue(style) != nil, terminates(style) {
      _ = eat(.comma)
      return parameter
    }
    reset(to: mark)
    return nil
  }

  private func anyParameter(_ style: ParameterStyle) -> Argument? {
    let mark = position
    if let parameter = parameter(style) {
      let behind = position
      if defaultValue(style) == nil { reset(to: behind) }
      if terminates(style) {
        _ = eat(.comma)
        return parameter
      }
    }
    reset(to: mark)
    return nil
  }

  /// `a, b, /` with its comma; with or without defaults.
  private func slashed(_ style: ParameterStyle, withDefault: Bool) -> Bool {
    let mark = position
    var plain = 0
    var defaults = 0
    while plainParameter(style) != nil { plain += 1 }
    if withDefault { while parameterWithDefault(style) != nil { defaults += 1 } }
    if (withDefault ? defaults : plain) > 0, eat(.slash), terminates(style) {
      _ = eat(.comma)
      return true
    }
    reset(to: mark)
    return false
  }

  func mistakenParameters(_ style: ParameterStyle, _ mark: Int) {
    while plainParameter(style) != nil {}
    let behindPlain = position
    var hasDefaults = slashed(style, withDefault: true)
    if !hasDefaults {
      while parameterWithDefault(style) != nil { hasDefaults = true }
    }
    if hasDefaults, let parameter = plainParameter(style) {
      // e.g. `def f(a=1, b): pass`
      return raise("non-default argument follows default argument", at: parameter.range)
    }
    reset(to: behindPlain)
    if kind == .leftParen {
      let open = token
      advance()
      var count = 0
      if style == .function {
        while plainParameter(style) != nil { count += 1 }
      } else {
        while true {
          let item = position
          guard take(.name) != nil else { break }
          count += 1
          if kind == .comma, peek() == .name { advance() } else if kind != .comma { break }
          if position == item { break }
        }
      }
      if count > 0 {
        _ = eat(.comma)
        if kind == .rightParen {
          // e.g. `def f((a, b)): pass`
          return raise(
            style == .function
              ? "Function parameters cannot be parenthesized"
              : "Lambda expression parameters cannot be parenthesized",
            at: open.range.union(token.range))
        }
      }
    }
    reset(to: mark)
    if kind == .slash, nextIs(.comma) {
      // e.g. `def f(/, a): pass`
      return raise("at least one argument must precede /", at: token.range)
    }
    let hasSlash = slashed(style, withDefault: false) || slashed(style, withDefault: true)
    let behindSlash = position
    if hasSlash {
      while anyParameter(style) != nil {}
      if kind == .slash {
        // e.g. `def f(a, /, b, /): pass`
        return raise("/ may appear only once", at: token.range)
      }
      reset(to: behindSlash)
    }
    while anyParameter(style) != nil {}
    if eat(.star) {
      var isStar = false
      if eat(.comma) { isStar = true } else if plainParameter(style) != nil { isStar = true }
      if isStar {
        while anyParameter(style) != nil {}
        if kind == .slash {
          // e.g. `def f(*a, /): pass`
          return raise("/ must be ahead of *", at: token.range)
        }
      }
    }
    reset(to: mark)
    var count = 0
    while anyParameter(style) != nil { count += 1 }
    if count > 0, eat(.slash), kind == .star {
      // e.g. `def f(a, /*): pass`
      return raise("expected comma between / and *", at: token.range)
    }
    reset(to: mark)
  }

  func mistakenStarParameters(_ style: ParameterStyle, _ mark: Int) {
    let star = token
    guard eat(.star) else { return reset(to: mark) }
    if kind == style.terminator
      || (kind == .comma && (peek() == style.terminator || peek() == .doubleStar))
    {
      // e.g. `def f(*): pass`
      let message = "named arguments must follow bare *"
      if style == .function { return raise(message, at: star.range) }
      if kind == .comma { advance() }
      return raiseAtLastToken(message)
    }
    let behind = position
    if parameter(style) != nil, kind == .equal {
      // e.g. `def f(*a=1): pass`
      return raise("var-positional argument cannot have default value", at: token.range)
    }
    reset(to: behind)
    if plainParameter(style) != nil || eat(.comma) {
      while anyParameter(style) != nil {}
      if kind == .star {
        let second = token
        advance()
        if plainParameter(style) != nil || eat(.comma) {
          // e.g. `def f(*a, *b): pass`
          return raise("* argument may appear only once", at: second.range)
        }
      }
    }
    reset(to: mark)
  }

  func mistakenDoubleStarParameter(_ style: ParameterStyle, _ mark: Int) {
    guard eat(.doubleStar), parameter(style) != nil else { return reset(to: mark) }
    if kind == .equal {
      // e.g. `def f(**a=1): pass`
      return raise("var-keyword argument cannot have default value", at: token.range)
    }
    guard eat(.comma) else { return reset(to: mark) }
    let message = "arguments cannot follow var-keyword argument"
    let following = token
    if let parameter = parameter(style) {
      // e.g. `def f(**a, b): pass`
      return raise(message, at: parameter.range)
    }
    if following.kind == .star || following.kind == .doubleStar || following.kind == .slash {
      return raise(message, at: following.range)
    }
    reset(to: mark)
  }

  // MARK: Targets

  /// Raises for the part of an expression that cannot be a target.
  func raiseInvalidTarget(_ value: Expression, _ use: TargetUse) {
    guard let wrong = invalidTarget(value, use) else { return }
    raise(
      "cannot \(use == .deletion ? "delete" : "assign to") \(noun(wrong))", at: wrong.range)
  }

  private func invalidTarget(_ value: Expression, _ use: TargetUse) -> Expression? {
    switch value.kind {
    case .name, .attribute, .subscript: return nil
    case .list(let elements, _), .tuple(let elements, _):
      for element in elements {
        if let wrong = invalidTarget(element, use) { return wrong }
      }
      return nil
    case .starred(let inner, _):
      return use == .deletion ? value : invalidTarget(inner, use)
    case .compare(let left, let ops, _) where use == .loop:
      return ops.first == .in ? invalidTarget(left, use) : nil
    default: return value  // every other expression is only a value
    }
  }

  /// CPython's words for a kind of expression.
  func noun(_ value: Expression) -> String {
    switch value.kind {
    case .attribute: return "attribute"
    case .subscript: return "subscript"
    case .starred: return "starred"
    case .name: return "name"
    case .list: return "list"
    case .tuple: return "tuple"
    case .lambda: return "lambda"
    case .call: return "function call"
    case .boolOp, .binOp, .unaryOp: return "expression"
    case .generatorExp: return "generator expression"
    case .yield, .yieldFrom: return "yield expression"
    case .await: return "await expression"
    case .listComp: return "list comprehension"
    case .setComp: return "set comprehension"
    case .dictComp: return "dict comprehension"
    case .dict: return "dict literal"
    case .set: return "set display"
    case .joinedStr, .formattedValue: return "f-string expression"
    case .templateStr, .interpolation: return "t-string expression"
    case .constant(.none, _): return "None"
    case .constant(.false, _): return "False"
    case .constant(.true, _): return "True"
    case .constant(.ellipsis, _): return "ellipsis"
    case .constant: return "literal"
    case .compare: return "comparison"
    case .ifExp: return "conditional expression"
    case .namedExpr: return "named expression"
    case .slice: return "slice"
    }
  }
}
