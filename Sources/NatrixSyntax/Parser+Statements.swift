/// Modules, blocks and simple statements.

import NatrixSupport

extension Parser {
  /// A whole file.
  func fileBody() -> [Statement]? {
    var statements: [Statement] = []
    while kind != .endMarker {
      guard self.statements(into: &statements) else { return nil }
    }
    return statements
  }

  /// The start rule of a mode.
  func body(_ mode: ParseMode) -> [Statement]? {
    switch mode {
    case .exec, .stub: fileBody()
    case .eval: evalBody()
    case .single: singleBody()
    }
  }

  /// One compound statement or one line of simple ones, for an interactive prompt.
  func singleBody() -> [Statement]? {
    var list: [Statement] = []
    guard kind != .endMarker else { return nil }
    if kind == .newline { return [] }
    let mark = position
    if let statement = compoundStatement() {
      list.append(statement)
      guard kind == .newline else { return nil }
    } else {
      reset(to: mark)
      guard simpleStatements(into: &list, consumesNewline: false) else { return nil }
    }
    guard isAtEnd(behind: Int(token.end)) else {
      var error = error("multiple statements found while compiling a single statement", at: token, hasColumn: true)
      error.isFinal = true
      raise(error)
      return nil
    }
    return list
  }

  /// Whether nothing but space and comments follows.
  private func isAtEnd(behind offset: Int) -> Bool {
    var index = offset
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), 10, 12: index += 1
      case UInt8(ascii: "#"): while index < text.count, text[index] != 10 { index += 1 }
      default: return false
      }
    }
    return true
  }

  /// One expression and nothing else, for `eval`.
  func evalBody() -> [Statement]? {
    guard let value = expressions() else { return nil }
    while eat(.newline) {}
    guard kind == .endMarker else { return nil }
    return [Statement(.expr(value: value), range: value.range)]
  }

  /// A compound statement, or a line of simple ones.
  func statements(into list: inout [Statement]) -> Bool {
    let mark = position
    if let statement = compoundStatement() {
      list.append(statement)
      return true
    }
    reset(to: mark)
    return simpleStatements(into: &list)
  }

  private func simpleStatements(into list: inout [Statement], consumesNewline: Bool = true) -> Bool {
    while true {
      guard let statement = simpleStatement() else { return false }
      list.append(statement)
      switch kind {
      case .newline:
        if consumesNewline { advance() }
        return true
      case .semicolon:
        advance()
        if kind == .newline {
          if consumesNewline { advance() }
          return true
        }
      default:  // any of the many other kinds
        return false
      }
    }
  }

  /// What follows the colon of a compound statement: an indented block, or statements on the line.
  func block() -> [Statement]? {
    guard explains else { return plainBlock() }
    return remembered(.block) {
      let mark = self.position
      if let body = self.plainBlock() { return body }
      self.reset(to: mark)
      if self.looksForMistakes, self.eat(.newline), self.kind != .indent {
        return self.failHere("expected an indented block", kind: "IndentationError")
      }
      return nil
    }
  }

  private func plainBlock() -> [Statement]? {
    var body: [Statement] = []
    guard eat(.newline) else {
      guard simpleStatements(into: &body) else { return nil }
      return body
    }
    guard eat(.indent) else { return nil }
    repeat {
      let mark = position
      guard statements(into: &body) else {
        reset(to: mark)
        break
      }
    } while kind != .dedent
    guard !body.isEmpty, eat(.dedent) else { return nil }
    return body
  }

  // MARK: Simple statements

  func simpleStatement() -> Statement? {
    guard explains else { return plainSimpleStatement() }
    return remembered(.simpleStatement, plainSimpleStatement)
  }

  private func plainSimpleStatement() -> Statement? {
    let begin = start
    switch kind {
    case .kwReturn:
      advance()
      let mark = position
      let value = starExpressions()
      if value == nil { reset(to: mark) }
      return statement(.return(value: value), begin)
    case .kwImport: return importStatement()
    case .kwFrom: return importFromStatement()
    case .kwRaise: return raiseStatement()
    case .kwPass:
      advance()
      return statement(.pass, begin)
    case .kwDel: return deleteStatement()
    case .kwAssert: return assertStatement()
    case .kwBreak:
      advance()
      return statement(.break, begin)
    case .kwContinue:
      advance()
      return statement(.continue, begin)
    case .kwGlobal:
      guard let names = nameList() else { return nil }
      return statement(.global(names: names), begin)
    case .kwNonlocal:
      guard let names = nameList() else { return nil }
      return statement(.nonlocal(names: names), begin)
    case .name where isSoft("type") && peek() == .name:
      if let alias = typeAlias() { return alias }
      reset(to: position)
      return nil
    default:  // everything else begins with an expression
      return expressionStatement()
    }
  }

  private func statement(_ kind: Statement.Kind, _ begin: Int) -> Statement {
    Statement(kind, range: SourceRange(begin, end))
  }

  private func expressionStatement() -> Statement? {
    let begin = start
    let mark = position
    if explains {
      // Assignments come first: their mistakes are looked for first.
      var isCut = false
      if let assignment = assignmentPiecewise(&isCut) { return assignment }
      reset(to: mark)
      if !isCut {
        if looksForMistakes { mistakenAssignment(mark) }
        reset(to: mark)
      }
      guard let value = yieldOrStarExpressions() else { return nil }
      return statement(.expr(value: value), begin)
    }
    guard let value = yieldOrStarExpressions() else { return nil }
    switch kind {
    case .equal: return assignment(value, begin)
    case .colon: return annotated(value, begin, mark)
    default:  // any of the many other kinds
      guard let op = augmentedOperator() else { return statement(.expr(value: value), begin) }
      guard isSingleTarget(value), turnIntoTarget(value) else { return nil }
      advance()
      guard let right = yieldOrStarExpressions() else { return nil }
      return statement(.augAssign(target: value, op: op, value: right), begin)
    }
  }

  private func isSingleTarget(_ value: Expression) -> Bool {
    switch value.kind {
    case .name, .attribute, .subscript: return true
    default: return false  // no other expression is a single target
    }
  }

  private func assignment(_ first: Expression, _ begin: Int) -> Statement? {
    var targets: [Expression] = []
    var last = first
    while kind == .equal {
      guard turnIntoTarget(last) else { return nil }
      targets.append(last)
      advance()
      guard let next = yieldOrStarExpressions() else { return nil }
      last = next
    }
    return statement(.assign(targets: targets, value: last), begin)
  }

  private func annotated(_ target: Expression, _ begin: Int, _ mark: Int) -> Statement? {
    guard isSingleTarget(target), turnIntoTarget(target) else { return nil }
    return annotation(target, begin, isParenthesized: tokens[mark].kind == .leftParen)
  }

  /// `: annotation = value` after a target.
  private func annotation(_ target: Expression, _ begin: Int, isParenthesized: Bool) -> Statement? {
    guard eat(.colon), let annotation = expression() else { return nil }
    var value: Expression?
    let mark = position
    if eat(.equal) {
      value = yieldOrStarExpressions()
      if value == nil { reset(to: mark) }
    }
    var isSimple = false
    if case .name = target.kind { isSimple = !isParenthesized }
    return statement(
      .annAssign(target: target, annotation: annotation, value: value, isSimple: isSimple), begin)
  }

  /// Assignments as CPython tries them: each form from the start.
  private func assignmentPiecewise(_ isCut: inout Bool) -> Statement? {
    let begin = start
    let mark = position
    if kind == .name, nextIs(.colon) {
      let token = token
      advance()
      let target = make(.name(id: identifier(token), ctx: .store), begin, end)
      if let result = annotation(target, begin, isParenthesized: false) { return result }
      reset(to: mark)
    }
    if kind == .leftParen {
      advance()
      if let target = singleTarget(), eat(.rightParen), kind == .colon,
        let result = annotation(target, begin, isParenthesized: true)
      {
        return result
      }
      reset(to: mark)
    }
    if let target = singleAttributeOrSubscript(), kind == .colon,
      let result = annotation(target, begin, isParenthesized: false)
    {
      return result
    }
    reset(to: mark)
    if let targets = assignmentTargets(), !targets.isEmpty, let value = yieldOrStarExpressions(),
      kind != .equal
    {
      return statement(.assign(targets: targets, value: value), begin)
    }
    reset(to: mark)
    if let target = singleTarget(), let op = augmentedOperator() {
      isCut = true
      advance()
      guard let value = yieldOrStarExpressions() else { return nil }
      return statement(.augAssign(target: target, op: op, value: value), begin)
    }
    return nil
  }

  /// `(star_targets '=')*`.
  func assignmentTargets() -> [Expression]? {
    var targets: [Expression] = []
    while true {
      let mark = position
      guard let target = starTargets(), eat(.equal) else {
        reset(to: mark)
        return targets
      }
      targets.append(target)
    }
  }

  func augmentedOperator() -> BinaryOperator? {
    switch kind {
    case .plusEqual: return .add
    case .minusEqual: return .sub
    case .starEqual: return .mult
    case .atEqual: return .matMult
    case .slashEqual: return .div
    case .percentEqual: return .mod
    case .ampersandEqual: return .bitAnd
    case .pipeEqual: return .bitOr
    case .caretEqual: return .bitXor
    case .leftShiftEqual: return .lShift
    case .rightShiftEqual: return .rShift
    case .doubleStarEqual: return .pow
    case .doubleSlashEqual: return .floorDiv
    default: return nil  // any of the many other kinds
    }
  }

  private func raiseStatement() -> Statement? {
    let begin = start
    advance()
    let mark = position
    guard let exception = expression() else {
      reset(to: mark)
      return statement(.raise(exc: nil, cause: nil), begin)
    }
    let causeMark = position
    if eat(.kwFrom) {
      if let cause = expression() { return statement(.raise(exc: exception, cause: cause), begin) }
      reset(to: causeMark)
    }
    return statement(.raise(exc: exception, cause: nil), begin)
  }

  private func deleteStatement() -> Statement? {
    let begin = start
    let mark = position
    advance()
    if let targets = deleteTargets(), kind == .semicolon || kind == .newline {
      return statement(.delete(targets: targets), begin)
    }
    reset(to: mark)
    if looksForMistakes {
      advance()
      if let value = starExpressions() { raiseInvalidTarget(value, .deletion) }
    }
    return nil
  }

  private func assertStatement() -> Statement? {
    let begin = start
    advance()
    guard let test = expression() else { return nil }
    var message: Expression?
    let mark = position
    if eat(.comma) {
      message = expression()
      if message == nil { reset(to: mark) }
    }
    return statement(.assert(test: test, msg: message), begin)
  }

  private func nameList() -> [String]? {
    advance()
    var names: [String] = []
    repeat {
      guard let name = name() else { return nil }
      names.append(name)
    } while eat(.comma)
    return names
  }

  private func typeAlias() -> Statement? {
    let begin = start
    advance()
    let token = token
    advance()
    let name = make(
      .name(id: identifier(token), ctx: .store), Int(token.start), Int(token.end))
    guard let parameters = typeParameters(), eat(.equal), let value = expression() else {
      return nil
    }
    return statement(.typeAlias(name: name, typeParams: parameters, value: value), begin)
  }

  // MARK: Imports

  private func importStatement() -> Statement? {
    let begin = start
    advance()
    var names: [Alias] = []
    repeat {
      let nameStart = start
      guard let name = dottedName() else { return nil }
      var asname: String?
      if eat(.kwAs) {
        guard let found = self.name() else { return nil }
        asname = found
      }
      names.append(Alias(name: name, asname: asname, range: SourceRange(nameStart, end)))
    } while eat(.comma)
    return statement(.import(names: names), begin)
  }

  private func dottedName() -> String? {
    guard var result = name() else { return nil }
    while kind == .dot {
      let mark = position
      advance()
      guard let part = name() else {
        reset(to: mark)
        break
      }
      result += "." + part
    }
    return result
  }

  private func importFromStatement() -> Statement? {
    let begin = start
    advance()
    var level = 0
    while true {
      if eat(.dot) {
        level += 1
      } else if eat(.ellipsis) {
        level += 3
      } else {
        break
      }
    }
    let module = kind == .name ? dottedName() : nil
    guard module != nil || level > 0, eat(.kwImport) else { return nil }
    guard let names = importedNames() else { return nil }
    return statement(.importFrom(module: module, names: names, level: level), begin)
  }

  private func importedNames() -> [Alias]? {
    if kind == .star {
      let range = token.range
      advance()
      return [Alias(name: "*", asname: nil, range: range)]
    }
    if eat(.leftParen) {
      guard let names = importedAliases() else { return nil }
      _ = eat(.comma)
      guard eat(.rightParen) else { return nil }
      return names
    }
    guard let names = importedAliases() else { return nil }
    guard kind == .comma else { return names }
    advance()
    if looksForMistakes, kind == .newline {
      return failHere("trailing comma not allowed without surrounding parentheses")
    }
    return nil
  }

  private func importedAliases() -> [Alias]? {
    var names: [Alias] = []
    while true {
      guard let token = take(.name) else { return nil }
      var asname: String?
      if eat(.kwAs) {
        guard let found = name() else { return nil }
        asname = found
      }
      names.append(
        Alias(name: identifier(token), asname: asname, range: SourceRange(Int(token.start), end)))
      guard kind == .comma, peek() == .name else { return names }
      advance()
    }
  }
}
