/// `def`, `lambda`, decorators, defaults, annotations, type parameters, `type` statements.
///
///     @d                       →   t1 = d;  t2 = (1,);  f = t1(make_function(code, defaults t2))
///     def f(a=1): …

import NatrixIR
import NatrixProgram
import NatrixSupport
import NatrixSyntax

extension FunctionLowering {
  /// The scope that a statement or expression makes; the binder has seen every one.
  func scopeMade(by node: AnyObject) -> Scope {
    guard let scope = module.bound.scopes[ObjectIdentifier(node)] else {
      preconditionFailure("lowering: a scope that was not bound in \(module.bound.name)")
    }
    return scope
  }

  /// What names of functions and classes defined here are qualified by.
  private var qualifiedPrefix: String {
    let own = module.program.functions[codeAtHand.index].qualifiedName
    switch scope.kind {
    case .module: return ""
    case .classBody: return own + "."
    case .typeParameters:
      // As if it were not there.
      return own.hasSuffix("<type>") ? String(own.dropLast(6)) : own
    default: return own + ".<locals>."
    }
  }

  func qualified(_ name: String) -> String {
    if scope.kind != .typeParameters, scope.bindings[scope.mangled(name)] == .globalExplicit {
      return name
    }
    return qualifiedPrefix + name
  }

  /// Lowers a function nested in this one, once; gives its number.
  func lowerNested(
    _ node: AnyObject, _ scope: Scope, _ kind: Function.Kind, name: String, qualifiedName: String,
    range: SourceRange, firstLine: UInt32? = nil, configure: (inout Function) -> Void = { _ in },
    body: (FunctionLowering) -> Void
  ) -> FunctionID {
    let key = ObjectIdentifier(scope)
    if let known = module.functionIDs[key] { return known }
    let id = module.program.reserve(kind, name: name, qualifiedName: qualifiedName)
    module.functionIDs[key] = id
    module.functions.append(id)
    module.program.functions[id.index].range = range
    module.program.functions[id.index].firstLine =
      module.bound.file.position(of: firstLine ?? range.start).line
    module.program.functions[id.index].freeVariables = scope.freeVariables
    if scope.kind != .classBody {
      let parameters = Set(scope.parameters)
      let shared = Set(scope.cells + scope.sharedWithInlined)
      module.program.functions[id.index].locals =
        scope.locals.filter { parameters.contains($0) || !shared.contains($0) }
      // As CPython lists them: parameters first, the others sorted.
      let others = shared.filter { !parameters.contains($0) }
      module.program.functions[id.index].cellVariables =
        scope.parameters.filter(shared.contains)
        + others.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
    configure(&module.program.functions[id.index])
    if module.program.collectionPoints.bodies.contains(ObjectIdentifier(node)) {
      module.program.functions[id.index].lifetimes = .exact
      if scope.kind == .function { scope.keepVariablesInCells() }
    }
    let inner = FunctionLowering(module, id: id, scope: scope, kind: kind)
    inner.position = Position(range)
    body(inner)
    inner.finish()
    return id
  }

  /// The parameters as variables, then the cells.
  func bindParameters() {
    for (index, name) in scope.parameters.enumerated() {
      let parameter = append(
        Instruction(.parameter, attributes: [.integer(index)], name: name))
      write(name, parameter)
    }
    prepareCells()
  }

  /// A function object; the cells are those that the function needs of this one's.
  func makeFunction(
    _ function: FunctionID, defaults: ValueID? = nil, keywordDefaults: ValueID? = nil,
    annotations: ValueID? = nil, cells given: [String: ValueID] = [:]
  ) -> ValueID {
    let closure = module.program.functions[function.index].freeVariables.map { name in
      if name == "__class__", let classCell { return classCell }
      guard let cell = given[name] ?? cells[name] else {
        preconditionFailure("lowering: \(scope.name) has no cell for \(name)")
      }
      return cell
    }
    return emit(
      .make_function,
      [defaults ?? absent, keywordDefaults ?? absent, annotations ?? absent] + closure,
      [.code(function)])
  }

  private func signature(_ args: Arguments, in scope: Scope) -> Signature {
    var result = Signature()
    result.positionalOnly = args.posonlyargs.map { scope.mangled($0.arg) }
    result.positional = args.args.map { scope.mangled($0.arg) }
    result.keywordOnly = args.kwonlyargs.map { scope.mangled($0.arg) }
    result.variadic = args.vararg.map { scope.mangled($0.arg) }
    result.keywords = args.kwarg.map { scope.mangled($0.arg) }
    for argument in args.posonlyargs + args.args {
      if let hint = argument.annotation?.hint { result.hints[scope.mangled(argument.arg)] = hint }
    }
    return result
  }

  // MARK: def

  func lowerFunction(
    _ definition: FunctionDefinition, _ statement: Statement, isAsync: Bool
  ) {
    let decorators = definition.decoratorList.map(value)
    let defaults = lowerDefaults(definition.args)
    let keywordDefaults = lowerKeywordDefaults(definition.args)
    var function: ValueID
    if let typeScope = module.bound.typeScopes[ObjectIdentifier(statement)] {
      let given = [defaults, keywordDefaults].compactMap { $0 }
      function = inTypeScope(
        typeScope, definition.typeParams, statement, definition.name, given
      ) { inner, passed, parameters in
        let made = inner.makeDefinition(
          definition, statement, isMadeOnce: false, defaults: defaults == nil ? nil : passed[0],
          keywordDefaults: keywordDefaults == nil ? nil : passed[passed.count - 1])
        inner.emit(.set_type_params, [made, parameters])
        return made
      }
    } else {
      function = makeDefinition(
        definition, statement, isMadeOnce: runsOnce && (decorators.isEmpty || scope.kind == .classBody), defaults: defaults,
        keywordDefaults: keywordDefaults)
    }
    function = decorate(function, decorators, definition.decoratorList)
    store(definition.name, function)
  }

  /// Whether what is lowered here is code of the module's top level, or of the body of a class there, outside of loops.
  var runsOnce: Bool {
    let isTop = scope.kind == .module && namespace == nil
    let isBody = module.program.functions[id.index].classStatement?.runsOnce == true
    return (isTop || isBody)
      && !contexts.contains { if case .loop = $0.kind { true } else { false } }
  }

  func decorate(
    _ plain: ValueID, _ decorators: [ValueID], _ expressions: [Expression]
  ) -> ValueID {
    var result = plain
    for (decorator, expression) in zip(decorators, expressions).reversed() {
      result = at(expression.range) { emit(.call_values, [decorator, result]) }
    }
    return result
  }

  private func makeDefinition(
    _ definition: FunctionDefinition, _ statement: Statement, isMadeOnce: Bool, defaults: ValueID?,
    keywordDefaults: ValueID?
  ) -> ValueID {
    let annotations = lowerAnnotations(definition.args, definition.returns)
    let inner = scopeMade(by: statement)
    let kind: Function.Kind =
      switch (inner.isAsync, inner.hasYield) {
      case (false, false): .function
      case (false, true): .generator
      case (true, false): .coroutine
      case (true, true): .asyncGenerator
      }
    let function = lowerNested(
      statement, inner, kind, name: definition.name,
      qualifiedName: qualified(definition.name), range: statement.range,
      firstLine: definition.decoratorList.first?.range.start
    ) { function in
      function.signature = signature(definition.args, in: inner)
      function.defaultCount = definition.args.defaults.count
      function.docstring = module.docstring(of: definition.body)
      function.isMadeOnce = isMadeOnce
      function.isStatic = isMadeOnce && inner.freeVariables.isEmpty
      function.hasCleanup =
        (kind == .generator || kind == .asyncGenerator)
        && module.program.cleanupGenerators.functions.contains(ObjectIdentifier(statement))
    } body: { lowering in
      lowering.bindParameters()
      lowering.lower(definition.body)
    }
    return makeFunction(
      function, defaults: defaults, keywordDefaults: keywordDefaults, annotations: annotations)
  }

  private func lowerDefaults(_ args: Arguments) -> ValueID? {
    args.defaults.isEmpty ? nil : tuple(args.defaults.map(value))
  }

  private func lowerKeywordDefaults(_ args: Arguments) -> ValueID? {
    var items: [ValueID] = []
    for (argument, fallback) in zip(args.kwonlyargs, args.kwDefaults) {
      if let fallback { items += [text(scope.mangled(argument.arg)), value(fallback)] }
    }
    return items.isEmpty ? nil : emit(.build_dict, items)
  }

  private func lowerAnnotations(_ args: Arguments, _ returns: Expression?) -> ValueID? {
    var items: [ValueID] = []
    func add(_ argument: Argument) {
      guard let annotation = argument.annotation else { return }
      items += [text(scope.mangled(argument.arg)), annotationValue(annotation)]
    }
    args.args.forEach(add)
    args.posonlyargs.forEach(add)
    if let variadic = args.vararg { add(variadic) }
    args.kwonlyargs.forEach(add)
    if let keywords = args.kwarg { add(keywords) }
    if let returns { items += [text("return"), annotationValue(returns)] }
    return items.isEmpty ? nil : emit(.build_dict, items)
  }

  // MARK: lambda

  func lowerLambda(_ args: Arguments, _ body: Expression, _ whole: Expression) -> ValueID {
    let defaults = lowerDefaults(args)
    let keywordDefaults = lowerKeywordDefaults(args)
    let inner = scopeMade(by: whole)
    let function = lowerNested(
      whole, inner, inner.hasYield ? .generator : .lambda, name: "<lambda>",
      qualifiedName: qualified("<lambda>"), range: whole.range
    ) { function in
      function.signature = signature(args, in: inner)
      function.defaultCount = args.defaults.count
    } body: { lowering in
      lowering.bindParameters()
      lowering.returnValue(lowering.value(body))
    }
    return makeFunction(function, defaults: defaults, keywordDefaults: keywordDefaults)
  }

  // MARK: Type parameters

  /// Runs something in a function of its own that has the type parameters as variables, and calls it at once. `given`
  /// are values of this function that it needs; the body gets them as they arrive inside, and the tuple of parameters.
  func inTypeScope(
    _ typeScope: Scope, _ parameters: [TypeParameter], _ statement: Statement, _ name: String,
    _ given: [ValueID],
    _ body: (FunctionLowering, _ passed: [ValueID], _ parameters: ValueID) -> ValueID
  ) -> ValueID {
    let outerNamespace = namespace
    let function = lowerNested(
      statement, typeScope, .function, name: "<generic parameters of \(name)>",
      qualifiedName: qualifiedPrefix + "<type>", range: statement.range
    ) { function in
      let count = given.count + (outerNamespace == nil ? 0 : 1)
      function.signature.positionalOnly = (0..<count).map { ".\($0)" }
    } body: { inner in
      var passed = given.indices.map { index in
        inner.append(Instruction(.parameter, attributes: [.integer(index)]))
      }
      if outerNamespace != nil {
        inner.namespace = inner.append(
          Instruction(.parameter, attributes: [.integer(passed.count)]))
      }
      inner.prepareCells()
      let made = inner.makeTypeParameters(parameters)
      let result = body(inner, passed, made)
      inner.returnValue(result)
      passed = []
    }
    let object = makeFunction(function)
    return emit(.call_values, [object] + given + [outerNamespace].compactMap { $0 })
  }

  private func makeTypeParameters(_ parameters: [TypeParameter]) -> ValueID {
    var made: [ValueID] = []
    for parameter in parameters {
      let kind =
        switch parameter.kind {
        case .typeVar: 0
        case .paramSpec: 1
        case .typeVarTuple: 2
        }
      func evaluated(_ expression: Expression?) -> ValueID {
        guard let expression else { return absent }
        return emit(.call_values, [makeFunction(lowerLazy(expression, parameter.name))])
      }
      let bound = evaluated(parameter.bound)
      let fallback = evaluated(parameter.defaultValue)
      let object = emit(.make_type_param, [text(parameter.name), bound, fallback], [.integer(kind)])
      store(parameter.name, object)
      made.append(object)
    }
    return emit(.build_tuple, made)
  }

  /// A function without parameters that evaluates an expression.
  private func lowerLazy(_ expression: Expression, _ name: String) -> FunctionID {
    lowerNested(
      expression, scopeMade(by: expression), .function, name: name,
      qualifiedName: qualified(name), range: expression.range
    ) { lowering in
      lowering.prepareCells()
      lowering.returnValue(lowering.value(expression))
    }
  }

  /// `type Name[T] = value`: the value is evaluated when it is asked for.
  func lowerTypeAlias(
    _ target: Expression, _ parameters: [TypeParameter], _ aliased: Expression,
    _ statement: Statement
  ) {
    guard case .name(let name, _) = target.kind else { return }
    let made: ValueID
    if let typeScope = module.bound.typeScopes[ObjectIdentifier(statement)] {
      made = inTypeScope(typeScope, parameters, statement, name, []) { inner, _, own in
        let function = inner.makeFunction(inner.lowerLazy(aliased, name))
        return inner.emit(.make_type_alias, [inner.text(name), own, function])
      }
    } else {
      let function = makeFunction(lowerLazy(aliased, name))
      made = emit(.make_type_alias, [text(name), constant(.tuple([])), function])
    }
    store(name, made)
  }
}
