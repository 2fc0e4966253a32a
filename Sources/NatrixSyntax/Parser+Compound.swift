/// Compound statements: those with blocks.
///
/// In the second pass each of them looks for a missing colon or a missing block before it is tried
/// (Mistakes+Statements.swift).

import NatrixSupport

extension Parser {
  func compoundStatement() -> Statement? {
    guard explains else { return plainCompoundStatement() }
    return remembered(.compoundStatement, plainCompoundStatement)
  }

  private func plainCompoundStatement() -> Statement? {
    switch kind {
    case .kwDef: return functionDefinition(decorators: [])
    case .at: return decorated()
    case .kwAsync:
      switch peek() {
      case .kwDef: return functionDefinition(decorators: [])
      case .kwWith: return withStatement()
      case .kwFor: return forStatement()
      default:  // any of the many other kinds
        advance()
        return nil
      }
    case .kwIf: return ifStatement()
    case .kwClass: return classDefinition(decorators: [])
    case .kwWith: return withStatement()
    case .kwFor: return forStatement()
    case .kwTry: return tryStatement()
    case .kwWhile: return whileStatement()
    case .name where isSoft("match"): return matchStatement()
    default: return nil  // any of the many other kinds
    }
  }

  private func statement(_ kind: Statement.Kind, _ begin: Int) -> Statement {
    Statement(kind, range: SourceRange(begin, endOfText))
  }

  // MARK: Functions and classes

  private func decorated() -> Statement? {
    var decorators: [Expression] = []
    while eat(.at) {
      guard let decorator = namedExpression(), eat(.newline) else { return nil }
      decorators.append(decorator)
    }
    switch kind {
    case .kwClass: return classDefinition(decorators: decorators)
    case .kwDef, .kwAsync: return functionDefinition(decorators: decorators)
    default: return nil  // any of the many other kinds
    }
  }

  private func functionDefinition(decorators: [Expression]) -> Statement? {
    let mark = position
    if looksForMistakes {
      mistakenFunction(mark)
      reset(to: mark)
    }
    let begin = start
    let isAsync = eat(.kwAsync)
    guard eat(.kwDef), let name = name(), let typeParams = typeParameters(),
      demand(.leftParen, "(")
    else { return nil }
    guard let parameters = functionParameters() else { return nil }
    var returns: Expression?
    let arrow = position
    if eat(.arrow) {
      returns = expression()
      if returns == nil { reset(to: arrow) }
    }
    guard demand(.colon, ":"), let body = block() else { return nil }
    let definition = FunctionDefinition(
      name: name, args: parameters, body: body, decoratorList: decorators, returns: returns,
      typeParams: typeParams)
    return statement(isAsync ? .asyncFunctionDef(definition) : .functionDef(definition), begin)
  }

  /// `parameters )`.
  func functionParameters() -> Arguments? {
    guard let parameters = parameters(.function) else { return nil }
    guard eat(.rightParen) else { return nil }
    return parameters
  }

  private func classDefinition(decorators: [Expression]) -> Statement? {
    let mark = position
    if looksForMistakes {
      mistakenClass(mark)
      reset(to: mark)
    }
    let begin = start
    guard let head = classHead(), eat(.colon), let body = block() else { return nil }
    return statement(
      .classDef(
        ClassDefinition(
          name: head.name, bases: head.arguments.args, keywords: head.arguments.keywords,
          body: body, decoratorList: decorators, typeParams: head.typeParams)), begin)
  }

  /// `class name[parameters](arguments)`.
  func classHead() -> (name: String, typeParams: [TypeParameter], arguments: CallArguments)? {
    guard eat(.kwClass), let name = name(), let typeParams = typeParameters() else { return nil }
    var arguments = CallArguments()
    if kind == .leftParen {
      let mark = position
      advance()
      let inner = position
      if let found = self.arguments() { arguments = found } else { reset(to: inner) }
      if !eat(.rightParen) { reset(to: mark) }
    }
    return (name, typeParams, arguments)
  }

  // MARK: Branches and loops

  private func ifStatement() -> Statement? {
    let mark = position
    if looksForMistakes {
      mistakenCondition("if", mark)
      reset(to: mark)
    }
    let begin = start
    advance()
    guard let test = namedExpression(), eat(.colon), let body = block(),
      let orelse = elseOrElif()
    else { return nil }
    return statement(.if(test: test, body: body, orelse: orelse), begin)
  }

  private func elseOrElif() -> [Statement]? {
    switch kind {
    case .kwElif:
      guard let branch = nested(ifStatementForElif) else { return nil }
      return [branch]
    case .kwElse: return elseBlock()
    default: return []  // any of the many other kinds
    }
  }

  private func ifStatementForElif() -> Statement? {
    let mark = position
    if looksForMistakes {
      mistakenCondition("elif", mark)
      reset(to: mark)
    }
    let begin = start
    advance()
    guard let test = namedExpression(), eat(.colon), let body = block(),
      let orelse = elseOrElif()
    else { return nil }
    return statement(.if(test: test, body: body, orelse: orelse), begin)
  }

  /// A block after `else`; empty where there is no `else`.
  private func elseBlock() -> [Statement]? {
    guard kind == .kwElse else { return [] }
    return wordBlock("else")
  }

  /// `else: block` or `finally: block`.
  private func wordBlock(_ word: String) -> [Statement]? {
    let mark = position
    if looksForMistakes {
      mistakenWordBlock(word, mark)
      reset(to: mark)
    }
    advance()
    guard demand(.colon, ":") else { return nil }
    return block()
  }

  private func whileStatement() -> Statement? {
    let mark = position
    if looksForMistakes {
      mistakenCondition("while", mark)
      reset(to: mark)
    }
    let begin = start
    advance()
    guard let test = namedExpression(), eat(.colon), let body = block(), let orelse = elseBlock()
    else { return nil }
    return statement(.while(test: test, body: body, orelse: orelse), begin)
  }

  private func forStatement() -> Statement? {
    let mark = position
    if looksForMistakes {
      mistakenFor(mark)
      reset(to: mark)
    }
    let begin = start
    let isAsync = eat(.kwAsync)
    guard eat(.kwFor) else { return nil }
    guard let target = starTargets(), eat(.kwIn) else {
      reset(to: mark)
      if looksForMistakes { mistakenForTarget(mark) }
      return nil
    }
    guard let iterable = starExpressions(), eat(.colon), let body = block(),
      let orelse = elseBlock()
    else { return nil }
    return statement(
      isAsync
        ? .asyncFor(target: target, iter: iterable, body: body, orelse: orelse)
        : .for(target: target, iter: iterable, body: body, orelse: orelse), begin)
  }

  // MARK: with

  private func withStatement() -> Statement? {
    let mark = position
    if looksForMistakes {
      mistakenWithBlock(mark)
      reset(to: mark)
    }
    let begin = start
    let isAsync = eat(.kwAsync)
    guard eat(.kwWith) else { return nil }
    guard let items = withItems(), eat(.colon) else {
      reset(to: mark)
      if looksForMistakes { mistakenWith(mark) }
      return nil
    }
    guard let body = block() else { return nil }
    return statement(
      isAsync ? .asyncWith(items: items, body: body) : .with(items: items, body: body), begin)
  }

  private func withItems() -> [WithItem]? {
    let mark = position
    if kind == .leftParen {
      advance()
      if let items = withItemList(allowsTrailingComma: true), eat(.rightParen), kind == .colon {
        return items
      }
      reset(to: mark)
    }
    return withItemList(allowsTrailingComma: false)
  }

  private func withItemList(allowsTrailingComma: Bool) -> [WithItem]? {
    guard let first = withItem() else { return nil }
    var items = [first]
    while kind == .comma {
      let mark = position
      advance()
      guard let next = withItem() else {
        if !allowsTrailingComma || kind == .stopped { reset(to: mark) } else { reset(to: mark + 1) }
        break
      }
      items.append(next)
    }
    return items
  }

  private func withItem() -> WithItem? {
    let mark = position
    if let context = expression() {
      let afterContext = position
      guard eat(.kwAs) else { return WithItem(contextExpr: context, optionalVars: nil) }
      if let target = starTarget(),
        kind == .comma || kind == .rightParen || kind == .colon
      {
        return WithItem(contextExpr: context, optionalVars: target)
      }
      reset(to: mark)
      if looksForMistakes { mistakenWithItem(mark) }
      reset(to: afterContext)
      return WithItem(contextExpr: context, optionalVars: nil)
    }
    return nil
  }

  // MARK: try

  private func tryStatement() -> Statement? {
    let mark = position
    if looksForMistakes {
      mistakenTry(mark)
      reset(to: mark)
    }
    let begin = start
    advance()
    guard demand(.colon, ":"), let body = block() else { return nil }
    if kind == .kwFinally {
      guard let finalbody = wordBlock("finally") else { return nil }
      return statement(
        .try(body: body, handlers: [], orelse: [], finalbody: finalbody), begin)
    }
    guard kind == .kwExcept else { return nil }
    let isStar = peek() == .star
    var handlers: [ExceptHandler] = []
    while kind == .kwExcept {
      let handlerMark = position
      guard let handler = exceptHandler(isStar: isStar) else {
        reset(to: handlerMark)
        break
      }
      handlers.append(handler)
    }
    guard !handlers.isEmpty, let orelse = elseBlock() else { return nil }
    var finalbody: [Statement] = []
    if kind == .kwFinally {
      guard let block = wordBlock("finally") else { return nil }
      finalbody = block
    }
    return statement(
      isStar
        ? .tryStar(body: body, handlers: handlers, orelse: orelse, finalbody: finalbody)
        : .try(body: body, handlers: handlers, orelse: orelse, finalbody: finalbody), begin)
  }

  func exceptHandler(isStar: Bool) -> ExceptHandler? {
    let mark = position
    let begin = start
    if looksForMistakes {
      mistakenExceptBlock(isStar: isStar, mark)
      reset(to: mark)
    }
    advance()
    if isStar ? eat(.star) : kind != .star {
      if !isStar, eat(.colon) {
        if let body = block() {
          return ExceptHandler(
            type: nil, name: nil, body: body, range: SourceRange(begin, endOfText))
        }
      } else if let clause = exceptClause(), eat(.colon), let body = block() {
        return ExceptHandler(
          type: clause.type, name: clause.name, body: body, range: SourceRange(begin, endOfText))
      }
    }
    reset(to: mark)
    if looksForMistakes { mistakenExcept(mark) }
    return nil
  }

  /// `type as name`, or `A, B` without a name.
  private func exceptClause() -> (type: Expression, name: String?)? {
    let begin = start
    guard let type = expression() else { return nil }
    if eat(.kwAs) {
      guard let name = name() else { return nil }
      return (type, name)
    }
    guard kind == .comma else { return (type, nil) }
    var types = [type]
    while eat(.comma), kind != .colon {
      guard let next = expression() else { return nil }
      types.append(next)
    }
    guard kind == .colon else { return nil }
    return (make(.tuple(elts: types, ctx: .load), begin, end), nil)
  }
}
