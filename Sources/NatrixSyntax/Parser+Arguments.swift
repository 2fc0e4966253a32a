/// What stands between the parentheses of a call, of a `def`, and of a `lambda`; type parameters.

import NatrixSupport

/// A call's arguments as far as they were read.
struct CallArguments {
  var args: [Expression] = []
  var keywords: [Keyword] = []
  var hasTrailingComma = false
}

/// `def` and `lambda` differ in what ends their parameters and in annotations.
enum ParameterStyle {
  case function, lambda

  var terminator: TokenKind { self == .function ? .rightParen : .colon }
}

extension Parser {
  // MARK: Calls

  func arguments() -> CallArguments? {
    guard explains else {
      guard var result = callArguments() else { return nil }
      if eat(.comma) { result.hasTrailingComma = true }
      return result
    }
    return remembered(.arguments) {
      let mark = self.position
      if var result = self.callArguments() {
        if self.eat(.comma) { result.hasTrailingComma = true }
        if self.kind == .rightParen { return result }
      }
      self.reset(to: mark)
      if self.looksForMistakes { self.mistakenArguments(mark) }
      return nil
    }
  }

  /// Positional arguments, then keywords and `*`, then keywords and `**`.
  func callArguments() -> CallArguments? {
    var result = CallArguments()
    /// Behind the last argument that was read.
    var mark = position
    var item = position
    while !isKeywordArgument {
      guard let value = kind == .star ? starredArgument() : argumentExpression(), kind != .equal
      else { break }
      result.args.append(value)
      mark = position
      guard eat(.comma) else { return result }
      item = position
    }
    reset(to: item)
    while let keyword = keywordOrStarred() {
      switch keyword {
      case .left(let star): result.args.append(star)
      case .right(let named): result.keywords.append(named)
      }
      mark = position
      guard eat(.comma) else { return result }
      item = position
    }
    reset(to: item)
    while let keyword = keywordOrDoubleStarred() {
      result.keywords.append(keyword)
      mark = position
      guard eat(.comma) else { return result }
    }
    reset(to: mark)
    return result.args.isEmpty && result.keywords.isEmpty ? nil : result
  }

  private var isKeywordArgument: Bool {
    kind == .doubleStar || (kind == .name && nextIs(.equal))
  }

  private enum Either {
    case left(Expression)
    case right(Keyword)
  }

  private func keywordOrStarred() -> Either? {
    lookForMistakenKeyword()
    if let keyword = keyword() { return .right(keyword) }
    if kind == .star, let value = starredArgument() { return .left(value) }
    return nil
  }

  private func keywordOrDoubleStarred() -> Keyword? {
    lookForMistakenKeyword()
    if let keyword = keyword() { return keyword }
    guard kind == .doubleStar else { return nil }
    let begin = start
    advance()
    guard let value = expression() else { return nil }
    return Keyword(arg: nil, value: value, range: SourceRange(begin, end))
  }

  private func lookForMistakenKeyword() {
    guard looksForMistakes else { return }
    let mark = position
    mistakenKeyword(mark)
    reset(to: mark)
  }

  private func keyword() -> Keyword? {
    guard kind == .name, nextIs(.equal) else { return nil }
    let mark = position
    let token = token
    advance()
    advance()
    guard let value = expression() else {
      reset(to: mark)
      return nil
    }
    return Keyword(
      arg: identifier(token), value: value, range: SourceRange(Int(token.start), end))
  }

  // MARK: Parameters

  /// The parameters of a function, without parentheses; none at all are also some.
  func parameters(_ style: ParameterStyle) -> Arguments? {
    let mark = position
    if looksForMistakes {
      mistakenParameters(style, mark)
      reset(to: mark)
    }
    var result = Arguments()
    var hasSlash = false
    while true {
      let item = position
      if kind == .name {
        guard let parameter = parameter(style) else { return stop(result, item) }
        var value: Expression?
        if kind == .equal {
          guard let found = defaultValue(style) else { return stop(result, item) }
          value = found
        } else if !result.defaults.isEmpty {
          return stop(result, item)
        }
        guard kind == .comma || kind == style.terminator else { return stop(result, item) }
        result.args.append(parameter)
        if let value { result.defaults.append(value) }
      } else if kind == .slash, !hasSlash, !result.args.isEmpty {
        advance()
        guard kind == .comma || kind == style.terminator else { return stop(result, item) }
        hasSlash = true
        result.posonlyargs = result.args
        result.args = []
      } else {
        guard kind == .star || kind == .doubleStar else { return stop(result, item) }
        var starred = result
        guard starParameters(style, &starred) else { return stop(result, item) }
        return starred
      }
      guard eat(.comma) else { return result }
    }
  }

  private func stop(_ result: Arguments, _ mark: Int) -> Arguments? {
    reset(to: mark)
    return result
  }

  /// `*args, c=1, **kwargs` or `*, c` or `**kwargs`.
  private func starParameters(_ style: ParameterStyle, _ result: inout Arguments) -> Bool {
    let mark = position
    if looksForMistakes {
      mistakenStarParameters(style, mark)
      reset(to: mark)
    }
    if eat(.star) {
      if kind != .comma {
        guard let rest = parameter(style, allowsStarAnnotation: true),
          kind == .comma || kind == style.terminator
        else { return false }
        result.vararg = rest
      } else if peek() != .name {
        advance()
        return false
      }
      while kind == .comma {
        advance()
        guard kind == .name else { break }
        let item = position
        guard let parameter = parameter(style) else { return stopStar(item) }
        var value: Expression?
        if kind == .equal {
          guard let found = defaultValue(style) else { return stopStar(item) }
          value = found
        }
        guard kind == .comma || kind == style.terminator else { return stopStar(item) }
        result.kwonlyargs.append(parameter)
        result.kwDefaults.append(value)
      }
    }
    if kind == .doubleStar {
      let item = position
      if looksForMistakes {
        mistakenDoubleStarParameter(style, item)
        reset(to: item)
      }
      advance()
      guard let rest = parameter(style), kind == .comma || kind == style.terminator else {
        return stopStar(item)
      }
      result.kwarg = rest
      _ = eat(.comma)
    }
    return true
  }

  private func stopStar(_ mark: Int) -> Bool {
    reset(to: mark)
    return true
  }

  func parameter(_ style: ParameterStyle, allowsStarAnnotation: Bool = false) -> Argument? {
    guard let token = take(.name) else { return nil }
    var annotation: Expression?
    if style == .function, kind == .colon {
      let mark = position
      advance()
      annotation = allowsStarAnnotation && kind == .star ? starAnnotation() : expression()
      if annotation == nil { reset(to: mark) }
    }
    return Argument(
      arg: identifier(token), annotation: annotation, range: SourceRange(Int(token.start), end))
  }

  private func starAnnotation() -> Expression? {
    let begin = start
    advance()
    guard let value = bitwiseOr() else { return nil }
    return make(.starred(value: value, ctx: .load), begin, end)
  }

  func defaultValue(_ style: ParameterStyle) -> Expression? {
    let mark = position
    let equal = token
    guard eat(.equal) else { return nil }
    if let value = expression() { return value }
    reset(to: mark)
    if looksForMistakes {
      advance()
      // CPython 3.11 does not think of a lambda's colon.
      if kind == .rightParen || kind == .comma {
        return fail("expected default value expression", at: equal.range)
      }
    }
    return nil
  }

  // MARK: Type parameters

  /// `[T: bound = default, *Ts, **P]` after a name; empty where there is no bracket.
  func typeParameters() -> [TypeParameter]? {
    guard kind == .leftBracket else { return [] }
    let open = token
    advance()
    if kind == .rightBracket {
      return fail(
        "Type parameter list cannot be empty",
        at: SourceRange(Int(open.start), Int(token.end)))
    }
    var result: [TypeParameter] = []
    while kind != .rightBracket {
      guard let parameter = typeParameter() else { return nil }
      result.append(parameter)
      guard eat(.comma) else { break }
    }
    guard eat(.rightBracket) else { return nil }
    return result
  }

  private func typeParameter() -> TypeParameter? {
    let begin = start
    var parameterKind = TypeParameter.Kind.typeVar
    if eat(.star) {
      parameterKind = .typeVarTuple
    } else if eat(.doubleStar) {
      parameterKind = .paramSpec
    }
    guard let name = name() else { return nil }
    var bound: Expression?
    if kind == .colon {
      if parameterKind != .typeVar {
        let colon = token
        advance()
        guard let value = expression() else { return nil }
        let isTuple: Bool
        if case .tuple = value.kind { isTuple = true } else { isTuple = false }
        let noun = parameterKind == .typeVarTuple ? "TypeVarTuple" : "ParamSpec"
        return fail("cannot use \(isTuple ? "constraints" : "bound") with \(noun)", at: colon.range)
      }
      advance()
      guard let value = expression() else { return nil }
      bound = value
    }
    var defaultValue: Expression?
    if eat(.equal) {
      let value = parameterKind == .typeVarTuple ? starExpression() : expression()
      guard let value else { return nil }
      defaultValue = value
    }
    return TypeParameter(
      kind: parameterKind, name: name, bound: bound, defaultValue: defaultValue,
      range: SourceRange(begin, end))
  }
}
