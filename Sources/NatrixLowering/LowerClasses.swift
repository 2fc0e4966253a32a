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
    let attributes = instanceAttributes(of: definition.body, inner)
    let body = lowerNested(
      statement, inner, .classBody, name: definition.name, qualifiedName: qualifiedName,
      range: statement.range, firstLine: definition.decoratorList.first?.range.start
    ) { function in
      function.docstring = docstring(of: definition.body)
      function.instanceAttributes = attributes
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
    let doc = docstring(of: body)
    if doc != .none { emit(.store_name, [space, constant(doc)], [.name("__doc__")]) }
    lower(body)
    guard scope.needsClassCell, let cell = cells["__class__"] else { return returnValue(none) }
    emit(.store_name, [space, cell], [.name("__classcell__")])
    returnValue(cell)
  }

  func lowerModuleBody(_ body: [Statement]) {
    position = .none
    if hasAnnotations(body) {
      emit(.annotations_of, [emit(.globals_dict)])
    }
    let doc = docstring(of: body)
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

  // MARK: Attributes of instances

  /// The attributes that methods assign to their first parameter, and the names that the body annotates (fields of data
  /// classes, usually), in order of appearance.
  private func instanceAttributes(of body: [Statement], _ scope: Scope) -> [String] {
    var names: [String] = []
    var seen: Set<String> = []
    func add(_ attribute: String) {
      let mangled = scope.mangled(attribute)
      if seen.insert(mangled).inserted { names.append(mangled) }
    }
    for statement in body {
      let method: FunctionDefinition
      switch statement.kind {
      case .functionDef(let definition), .asyncFunctionDef(let definition): method = definition
      case .annAssign(let target, let annotation, _, _):
        if case .name(let name, _) = target.kind, !annotation.isClassVariable { add(name) }
        continue
      default: continue
      }
      guard let receiver = (method.args.posonlyargs + method.args.args).first?.arg else { continue }
      if method.decoratorList.contains(where: { $0.isName("staticmethod") || $0.isName("classmethod") }) {
        continue
      }
      collectStores(method.body, to: receiver, add)
    }
    return names
  }

  private func collectStores(
    _ body: [Statement], to receiver: String, _ add: (String) -> Void
  ) {
    func target(_ expression: Expression) {
      switch expression.kind {
      case .attribute(let object, let name, _): if object.isName(receiver) { add(name) }
      case .list(let elts, _), .tuple(let elts, _): elts.forEach(target)
      case .starred(let inner, _): target(inner)
      default: break
      }
    }
    for statement in body {
      switch statement.kind {
      case .assign(let targets, _): targets.forEach(target)
      case .augAssign(let assigned, _, _): target(assigned)
      case .annAssign(let assigned, _, let given, _): if given != nil { target(assigned) }
      case .for(let assigned, _, let body, let orelse),
        .asyncFor(let assigned, _, let body, let orelse):
        target(assigned)
        collectStores(body, to: receiver, add)
        collectStores(orelse, to: receiver, add)
      case .while(_, let body, let orelse), .if(_, let body, let orelse):
        collectStores(body, to: receiver, add)
        collectStores(orelse, to: receiver, add)
      case .with(let items, let body), .asyncWith(let items, let body):
        items.compactMap(\.optionalVars).forEach(target)
        collectStores(body, to: receiver, add)
      case .match(_, let cases):
        for matchCase in cases { collectStores(matchCase.body, to: receiver, add) }
      case .try(let body, let handlers, let orelse, let finalbody),
        .tryStar(let body, let handlers, let orelse, let finalbody):
        collectStores(body, to: receiver, add)
        for handler in handlers { collectStores(handler.body, to: receiver, add) }
        collectStores(orelse, to: receiver, add)
        collectStores(finalbody, to: receiver, add)
      case .functionDef, .asyncFunctionDef, .classDef, .return, .delete, .typeAlias, .raise,
        .assert, .import, .importFrom, .global, .nonlocal, .expr, .pass, .break, .continue:
        break
      }
    }
  }
}

extension Expression {
  /// Whether this annotation says that the name is the class's own: ClassVar, ClassVar[int], typing.ClassVar[int].
  fileprivate var isClassVariable: Bool {
    switch kind {
    case .name(let name, _): name == "ClassVar"
    case .attribute(_, let name, _): name == "ClassVar"
    case .subscript(let generic, _, _): generic.isClassVariable
    default: false
    }
  }

  func isName(_ name: String) -> Bool {
    if case .name(name, _) = kind { true } else { false }
  }
}
