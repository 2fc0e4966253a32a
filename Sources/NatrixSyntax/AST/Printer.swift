/// The tree as text, exactly as `ast.dump(ast.parse(source))` of CPython 3.11 writes it.
///
///     x = 1   →   Module(body=[Assign(targets=[Name(id='x', ctx=Store())], …)], type_ignores=[])
///
/// What 3.11 does not know (type parameters, aliases, templates) appears as in 3.14, and only where
/// a program uses it.

import NatrixSupport

/// The text of a module's tree, with positions if `attributes` is set; on one line if `indent` is
/// nil.
package func dumpAST(_ module: Module, file: SourceFile, attributes: Bool, indent: Int?) -> String {
  describeAST(module, file: file, attributes: attributes).text(indent: indent, level: 0).text
}

/// The tree as classes and fields of the module `ast`.
package func describeAST(_ module: Module, file: SourceFile, attributes: Bool) -> SyntaxNode {
  let printer = ASTPrinter(file: file, showsAttributes: attributes)
  switch module.mode {
  case .eval:
    var body = SyntaxNode.none
    if case .expr(let value)? = module.body.first?.kind { body = printer.expression(value) }
    return .node("Expression", [("body", body)])
  case .single:
    return .node("Interactive", [("body", .list(module.body.map(printer.statement)))])
  case .exec, .stub:
    return .node(
      "Module", [("body", .list(module.body.map(printer.statement))), ("type_ignores", .list([]))])
  }
}

/// A node as Python sees it: its class and its fields, or a plain value. Fields that are None are left out.
package indirect enum SyntaxNode {
  case node(String, [(name: String, value: SyntaxNode)])
  case list([SyntaxNode])
  case none
  case integer(Int)
  /// Code points.
  case string([UInt32])
  case constant(Constant)

  /// The text, and whether it is simple enough to stand beside others on a line.
  func text(indent: Int?, level: Int) -> (text: String, isSimple: Bool) {
    let level = level + 1
    var prefix = ""
    var separator = ", "
    if let indent {
      prefix = "\n" + String(repeating: " ", count: indent * level)
      separator = "," + prefix
    }
    switch self {
    case .none: return ("None", true)
    case .integer(let number): return ("\(number)", true)
    case .string(let points): return (pythonRepr(codePoints: points), true)
    case .constant(let value): return (pythonRepr(constant: value), true)
    case .list(let elements):
      guard !elements.isEmpty else { return ("[]", true) }
      let inner = elements.map { $0.text(indent: indent, level: level).text }
      return ("[" + prefix + inner.joined(separator: separator) + "]", false)
    case .node(let name, let fields):
      var areSimple = true
      var arguments: [String] = []
      for field in fields {
        let value = field.value.text(indent: indent, level: level)
        areSimple = areSimple && value.isSimple
        arguments.append(field.name + "=" + value.text)
      }
      if areSimple, arguments.count <= 3 {
        return (name + "(" + arguments.joined(separator: ", ") + ")", arguments.isEmpty)
      }
      return (name + "(" + prefix + arguments.joined(separator: separator) + ")", false)
    }
  }
}

private struct ASTPrinter {
  let file: SourceFile
  let showsAttributes: Bool

  typealias Field = (name: String, value: SyntaxNode)

  private func node(_ name: String, _ fields: [Field], _ range: SourceRange) -> SyntaxNode {
    guard showsAttributes else { return .node(name, fields) }
    let start = file.position(of: range.start)
    let end = file.position(of: range.end)
    return .node(
      name,
      fields + [
        ("lineno", .integer(start.line)), ("col_offset", .integer(start.column)),
        ("end_lineno", .integer(end.line)), ("end_col_offset", .integer(end.column)),
      ])
  }

  private func list(_ expressions: [Expression]) -> SyntaxNode { .list(expressions.map(expression)) }

  private func optional(_ name: String, _ value: Expression?) -> [Field] {
    value.map { [(name, expression($0))] } ?? []
  }

  private func name(_ name: String) -> SyntaxNode { .string(name.unicodeScalars.map(\.value)) }

  private func optional(_ field: String, _ text: String?) -> [Field] {
    text.map { [(field, name($0))] } ?? []
  }

  private func body(_ statements: [Statement]) -> SyntaxNode { .list(statements.map(statement)) }

  // MARK: Statements

  func statement(_ statement: Statement) -> SyntaxNode {
    let (name, fields) = parts(statement)
    return node(name, fields, statement.range)
  }

  private func parts(_ statement: Statement) -> (String, [Field]) {
    switch statement.kind {
    case .functionDef(let function): return ("FunctionDef", self.function(function))
    case .asyncFunctionDef(let function): return ("AsyncFunctionDef", self.function(function))
    case .classDef(let definition):
      return (
        "ClassDef",
        [
          ("name", name(definition.name)), ("bases", list(definition.bases)),
          ("keywords", keywords(definition.keywords)), ("body", body(definition.body)),
          ("decorator_list", list(definition.decoratorList)),
        ] + typeParams(definition.typeParams)
      )
    case .return(let value): return ("Return", optional("value", value))
    case .delete(let targets): return ("Delete", [("targets", list(targets))])
    case .assign(let targets, let value):
      return ("Assign", [("targets", list(targets)), ("value", expression(value))])
    case .typeAlias(let name, let params, let value):
      return (
        "TypeAlias",
        [
          ("name", expression(name)), ("type_params", .list(params.map(typeParam))),
          ("value", expression(value)),
        ]
      )
    case .augAssign(let target, let op, let value):
      return (
        "AugAssign",
        [
          ("target", expression(target)), ("op", .node(op.rawValue, [])),
          ("value", expression(value)),
        ]
      )
    case .annAssign(let target, let annotation, let value, let isSimple):
      return (
        "AnnAssign",
        [("target", expression(target)), ("annotation", expression(annotation))]
          + optional("value", value) + [("simple", .integer(isSimple ? 1 : 0))]
      )
    case .for(let target, let iter, let body, let orelse):
      return ("For", loop(target, iter, body, orelse))
    case .asyncFor(let target, let iter, let body, let orelse):
      return ("AsyncFor", loop(target, iter, body, orelse))
    case .while(let test, let body, let orelse): return ("While", branch(test, body, orelse))
    case .if(let test, let body, let orelse): return ("If", branch(test, body, orelse))
    case .with(let items, let body): return ("With", with(items, body))
    case .asyncWith(let items, let body): return ("AsyncWith", with(items, body))
    case .match(let subject, let cases):
      return ("Match", [("subject", expression(subject)), ("cases", .list(cases.map(matchCase)))])
    case .raise(let exc, let cause):
      return ("Raise", optional("exc", exc) + optional("cause", cause))
    case .try(let body, let handlers, let orelse, let finalbody):
      return ("Try", attempt(body, handlers, orelse, finalbody))
    case .tryStar(let body, let handlers, let orelse, let finalbody):
      return ("TryStar", attempt(body, handlers, orelse, finalbody))
    case .assert(let test, let msg):
      return ("Assert", [("test", expression(test))] + optional("msg", msg))
    case .import(let names): return ("Import", [("names", aliases(names))])
    case .importFrom(let module, let names, let level):
      return (
        "ImportFrom",
        optional("module", module) + [("names", aliases(names)), ("level", .integer(level))]
      )
    case .global(let names): return ("Global", [("names", .list(names.map(name)))])
    case .nonlocal(let names): return ("Nonlocal", [("names", .list(names.map(name)))])
    case .expr(let value): return ("Expr", [("value", expression(value))])
    case .pass: return ("Pass", [])
    case .break: return ("Break", [])
    case .continue: return ("Continue", [])
    }
  }

  private func function(_ function: FunctionDefinition) -> [Field] {
    [
      ("name", name(function.name)), ("args", arguments(function.args)),
      ("body", body(function.body)), ("decorator_list", list(function.decoratorList)),
    ] + optional("returns", function.returns) + typeParams(function.typeParams)
  }

  private func loop(
    _ target: Expression, _ iter: Expression, _ block: [Statement], _ orelse: [Statement]
  ) -> [Field] {
    [
      ("target", expression(target)), ("iter", expression(iter)), ("body", body(block)),
      ("orelse", body(orelse)),
    ]
  }

  private func branch(_ test: Expression, _ block: [Statement], _ orelse: [Statement]) -> [Field] {
    [("test", expression(test)), ("body", body(block)), ("orelse", body(orelse))]
  }

  private func with(_ items: [WithItem], _ block: [Statement]) -> [Field] {
    let items = items.map { item in
      SyntaxNode.node(
        "withitem",
        [("context_expr", expression(item.contextExpr))]
          + optional("optional_vars", item.optionalVars))
    }
    return [("items", .list(items)), ("body", body(block))]
  }

  private func attempt(
    _ block: [Statement], _ handlers: [ExceptHandler], _ orelse: [Statement],
    _ finalbody: [Statement]
  ) -> [Field] {
    let handlers = handlers.map { handler in
      node(
        "ExceptHandler",
        optional("type", handler.type) + optional("name", handler.name)
          + [("body", body(handler.body))], handler.range)
    }
    return [
      ("body", body(block)), ("handlers", .list(handlers)), ("orelse", body(orelse)),
      ("finalbody", body(finalbody)),
    ]
  }

  private func aliases(_ names: [Alias]) -> SyntaxNode {
    .list(
      names.map { alias in
        node(
          "alias", [("name", name(alias.name))] + optional("asname", alias.asname), alias.range)
      })
  }

  private func matchCase(_ matchCase: MatchCase) -> SyntaxNode {
    .node(
      "match_case",
      [("pattern", pattern(matchCase.pattern))] + optional("guard", matchCase.guard)
        + [("body", body(matchCase.body))])
  }

  private func typeParams(_ params: [TypeParameter]) -> [Field] {
    params.isEmpty ? [] : [("type_params", .list(params.map(typeParam)))]
  }

  private func typeParam(_ param: TypeParameter) -> SyntaxNode {
    let kind: String
    switch param.kind {
    case .typeVar: kind = "TypeVar"
    case .paramSpec: kind = "ParamSpec"
    case .typeVarTuple: kind = "TypeVarTuple"
    }
    return node(
      kind,
      [("name", name(param.name))] + optional("bound", param.bound)
        + optional("default_value", param.defaultValue), param.range)
  }

  // MARK: Patterns

  private func pattern(_ pattern: Pattern) -> SyntaxNode {
    let (name, fields) = parts(pattern)
    return node(name, fields, pattern.range)
  }

  private func parts(_ pattern: Pattern) -> (String, [Field]) {
    func list(_ patterns: [Pattern]) -> SyntaxNode { .list(patterns.map(self.pattern)) }
    switch pattern.kind {
    case .matchValue(let value): return ("MatchValue", [("value", expression(value))])
    case .matchSingleton(let value):
      return ("MatchSingleton", [("value", .constant(value))])
    case .matchSequence(let patterns): return ("MatchSequence", [("patterns", list(patterns))])
    case .matchMapping(let keys, let patterns, let rest):
      return (
        "MatchMapping",
        [("keys", self.list(keys)), ("patterns", list(patterns))] + optional("rest", rest)
      )
    case .matchClass(let cls, let patterns, let kwdAttrs, let kwdPatterns):
      return (
        "MatchClass",
        [
          ("cls", expression(cls)), ("patterns", list(patterns)),
          ("kwd_attrs", .list(kwdAttrs.map(name))), ("kwd_patterns", list(kwdPatterns)),
        ]
      )
    case .matchStar(let name): return ("MatchStar", optional("name", name))
    case .matchAs(let pattern, let name):
      var fields: [Field] = []
      if let pattern { fields.append(("pattern", self.pattern(pattern))) }
      return ("MatchAs", fields + optional("name", name))
    case .matchOr(let patterns): return ("MatchOr", [("patterns", list(patterns))])
    }
  }

  // MARK: Expressions

  func expression(_ expression: Expression) -> SyntaxNode {
    let (name, fields) = parts(expression)
    return node(name, fields, expression.range)
  }

  private func parts(_ value: Expression) -> (String, [Field]) {
    switch value.kind {
    case .boolOp(let op, let values):
      return ("BoolOp", [("op", .node(op.rawValue, [])), ("values", list(values))])
    case .namedExpr(let target, let value):
      return ("NamedExpr", [("target", expression(target)), ("value", expression(value))])
    case .binOp(let left, let op, let right):
      return (
        "BinOp",
        [
          ("left", expression(left)), ("op", .node(op.rawValue, [])),
          ("right", expression(right)),
        ]
      )
    case .unaryOp(let op, let operand):
      return ("UnaryOp", [("op", .node(op.rawValue, [])), ("operand", expression(operand))])
    case .lambda(let args, let body):
      return ("Lambda", [("args", arguments(args)), ("body", expression(body))])
    case .ifExp(let test, let body, let orelse):
      return (
        "IfExp",
        [("test", expression(test)), ("body", expression(body)), ("orelse", expression(orelse))]
      )
    case .dict(let keys, let values):
      let keys = keys.map { key in key.map(expression) ?? .none }
      return ("Dict", [("keys", .list(keys)), ("values", list(values))])
    case .set(let elts): return ("Set", [("elts", list(elts))])
    case .listComp(let elt, let generators):
      return ("ListComp", [("elt", expression(elt)), ("generators", clauses(generators))])
    case .setComp(let elt, let generators):
      return ("SetComp", [("elt", expression(elt)), ("generators", clauses(generators))])
    case .dictComp(let key, let value, let generators):
      return (
        "DictComp",
        [
          ("key", expression(key)), ("value", expression(value)),
          ("generators", clauses(generators)),
        ]
      )
    case .generatorExp(let elt, let generators):
      return ("GeneratorExp", [("elt", expression(elt)), ("generators", clauses(generators))])
    case .await(let value): return ("Await", [("value", expression(value))])
    case .yield(let value): return ("Yield", optional("value", value))
    case .yieldFrom(let value): return ("YieldFrom", [("value", expression(value))])
    case .compare(let left, let ops, let comparators):
      return (
        "Compare",
        [
          ("left", expression(left)),
          ("ops", .list(ops.map { .node($0.rawValue, []) })),
          ("comparators", list(comparators)),
        ]
      )
    case .call(let function, let args, let keywords):
      return (
        "Call",
        [
          ("func", expression(function)), ("args", list(args)),
          ("keywords", self.keywords(keywords)),
        ]
      )
    case .formattedValue(let value, let conversion, let spec):
      return (
        "FormattedValue",
        [("value", expression(value)), ("conversion", self.conversion(conversion))]
          + optional("format_spec", spec)
      )
    case .interpolation(let value, let source, let conversion, let spec):
      return (
        "Interpolation",
        [
          ("value", expression(value)), ("str", .string(source)),
          ("conversion", self.conversion(conversion)),
        ] + optional("format_spec", spec)
      )
    case .joinedStr(let values): return ("JoinedStr", [("values", list(values))])
    case .templateStr(let values): return ("TemplateStr", [("values", list(values))])
    case .constant(let value, let hasUPrefix):
      return (
        "Constant",
        [("value", .constant(value))]
          + (hasUPrefix ? [("kind", .string([117]))] : [])
      )
    case .attribute(let value, let attr, let ctx):
      return (
        "Attribute",
        [("value", expression(value)), ("attr", name(attr)), ("ctx", context(ctx))]
      )
    case .subscript(let value, let slice, let ctx):
      return (
        "Subscript",
        [("value", expression(value)), ("slice", expression(slice)), ("ctx", context(ctx))]
      )
    case .starred(let value, let ctx):
      return ("Starred", [("value", expression(value)), ("ctx", context(ctx))])
    case .name(let id, let ctx): return ("Name", [("id", name(id)), ("ctx", context(ctx))])
    case .list(let elts, let ctx): return ("List", [("elts", list(elts)), ("ctx", context(ctx))])
    case .tuple(let elts, let ctx):
      return ("Tuple", [("elts", list(elts)), ("ctx", context(ctx))])
    case .slice(let lower, let upper, let step):
      return (
        "Slice", optional("lower", lower) + optional("upper", upper) + optional("step", step)
      )
    }
  }

  private func context(_ context: ExpressionContext) -> SyntaxNode {
    switch context {
    case .load: return .node("Load", [])
    case .store: return .node("Store", [])
    case .del: return .node("Del", [])
    }
  }

  private func conversion(_ conversion: Conversion?) -> SyntaxNode {
    .integer(conversion.map { Int($0.rawValue) } ?? -1)
  }

  private func clauses(_ generators: [Comprehension]) -> SyntaxNode {
    .list(
      generators.map { clause in
        .node(
          "comprehension",
          [
            ("target", expression(clause.target)), ("iter", expression(clause.iter)),
            ("ifs", list(clause.ifs)), ("is_async", .integer(clause.isAsync ? 1 : 0)),
          ])
      })
  }

  private func keywords(_ keywords: [Keyword]) -> SyntaxNode {
    .list(
      keywords.map { keyword in
        node(
          "keyword", optional("arg", keyword.arg) + [("value", expression(keyword.value))],
          keyword.range)
      })
  }

  private func arguments(_ arguments: Arguments) -> SyntaxNode {
    func list(_ names: [Argument]) -> SyntaxNode { .list(names.map(argument)) }
    func one(_ field: String, _ name: Argument?) -> [Field] {
      name.map { [(field, argument($0))] } ?? []
    }
    let kwDefaults = arguments.kwDefaults.map { $0.map(expression) ?? .none }
    var fields: [Field] = [
      ("posonlyargs", list(arguments.posonlyargs)), ("args", list(arguments.args)),
    ]
    fields += one("vararg", arguments.vararg)
    fields += [
      ("kwonlyargs", list(arguments.kwonlyargs)), ("kw_defaults", .list(kwDefaults)),
    ]
    fields += one("kwarg", arguments.kwarg)
    fields.append(("defaults", self.list(arguments.defaults)))
    return .node("arguments", fields)
  }

  private func argument(_ argument: Argument) -> SyntaxNode {
    node(
      "arg", [("arg", name(argument.arg))] + optional("annotation", argument.annotation),
      argument.range)
  }
}
