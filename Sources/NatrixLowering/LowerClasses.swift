/// `class` statements, and the bodies of classes and modules.
///
///     class C(B, k=1): body    →    C = build_class(function of the body, "C", (B,), {"k": 1})

import NatrixIR
import NatrixProgram
import NatrixSupport
import NatrixSyntax

extension FunctionLowering {
  func lowerClass(_ definition: ClassDefinition, _ statement: Statement) {
    let decorators = definition.decoratorList.map(value)
    let made: ValueID
    if let typeScope = module.bound.typeScopes[ObjectIdentifier(statement)] {
      made = inTypeScope(typeScope, definition.typeParams, statement, definition.name, []) {
        inner, _, parameters in
        let result = inner.buildClass(definition, statement, typeParameters: parameters)
        inner.emit(.store_attr, [result, parameters], [.name("__type_params__")])
        return result
      }
    } else {
      made = buildClass(definition, statement, typeParameters: nil)
    }
    store(definition.name, decorate(made, decorators, definition.decoratorList))
  }

  private func buildClass(
    _ definition: ClassDefinition, _ statement: Statement, typeParameters: ValueID?
  ) -> ValueID {
    let inner = scopeMade(by: statement)
    let qualifiedName = qualified(definition.name)
    let attributes = module.instanceAttributes(of: definition.body, inner)
    let shown = classStatement(definition, inner)
    let body = lowerNested(
      statement, inner, .classBody, name: definition.name, qualifiedName: qualifiedName,
      range: statement.range, firstLine: definition.decoratorList.first?.range.start
    ) { function in
      function.docstring = module.docstring(of: definition.body)
      function.instanceAttributes = attributes
      function.classStatement = shown
    } body: { lowering in
      lowering.lowerClassBody(definition.body, qualifiedName)
    }
    let function = makeFunction(body)
    var bases: ValueID
    if let typeParameters {
      let list = lowerList(definition.bases)
      emit(.list_add, [list, emit(.generic_base, [typeParameters])])
      bases = emit(.list_to_tuple, [list])
    } else {
      bases = positionalTuple(definition.bases, function)
    }
    let keywords =
      definition.keywords.isEmpty ? absent : keywordDict(definition.keywords, function)
    return emit(
      .build_class,
      [
        function, text(definition.name), bases, keywords,
        constant(.tuple(attributes.map { .string($0) })),
      ])
  }

  private func lowerClassBody(_ body: [Statement], _ qualifiedName: String) {
    let space = append(Instruction(.parameter, attributes: [.integer(0)]))
    namespace = space
    prepareCells()
    emit(.store_name, [space, loadGlobal("__name__")], [.name("__module__")])
    emit(.store_name, [space, text(qualifiedName)], [.name("__qualname__")])
    if hasAnnotations(body) { emit(.annotations_of, [space]) }
    let doc = module.docstring(of: body)
    if doc != .none { emit(.store_name, [space, constant(doc)], [.name("__doc__")]) }
    lower(body)
    guard let cell = classCell else { return returnValue(none) }
    emit(.store_name, [space, cell], [.name("__classcell__")])
    returnValue(cell)
  }

  /// What eval, exec or an interpreter runs: names are looked up in a namespace, the parameter, before the globals.
  func lowerNamespaceBody(_ module: NatrixSyntax.Module) {
    position = .none
    namespace = append(Instruction(.parameter, attributes: [.integer(0)]))
    switch module.mode {
    case .eval:
      if case .expr(let expression)? = module.body.first?.kind { returnValue(value(expression)) }
    case .single:
      isInteractive = true
      if hasAnnotations(module.body) { emit(.annotations_of, [localsDict()]) }
      lower(module.body)
    case .exec, .stub: lowerModuleBody(module.body)
    }
  }

  func lowerModuleBody(_ body: [Statement]) {
    position = .none
    if hasAnnotations(body) {
      emit(.annotations_of, [localsDict()])
    }
    let doc = module.docstring(of: body)
    if doc != .none { storeMangled("__doc__", constant(doc)) }
    lower(body)
  }

  /// Whether the body itself, not a function or class in it, annotates a name.
  private func hasAnnotations(_ body: [Statement]) -> Bool {
    body.contains { statement in
      switch statement.kind {
      case .annAssign: true
      case .for(_, _, let body, let orelse), .asyncFor(_, _, let body, let orelse),
        .while(_, let body, let orelse), .if(_, let body, let orelse):
        hasAnnotations(body) || hasAnnotations(orelse)
      case .with(_, let body), .asyncWith(_, let body): hasAnnotations(body)
      case .match(_, let cases): cases.contains { hasAnnotations($0.body) }
      case .try(let body, let handlers, let orelse, let finalbody),
        .tryStar(let body, let handlers, let orelse, let finalbody):
        hasAnnotations(body) || handlers.contains { hasAnnotations($0.body) }
          || hasAnnotations(orelse) || hasAnnotations(finalbody)
      case .functionDef, .asyncFunctionDef, .classDef, .return, .delete, .assign, .typeAlias,
        .augAssign, .raise, .assert, .import, .importFrom, .global, .nonlocal, .expr, .pass,
        .break, .continue:
        false
      }
    }
  }
}

extension Expression {
  func isName(_ name: String) -> Bool {
    if case .name(name, _) = kind { true } else { false }
  }
}
