/// Which attributes the instances of a class will have, as far as its module shows: sizes the instances, so that their
/// attributes have slots. A guess: what does not fit goes to a dict.

import NatrixIR
import NatrixProgram
import NatrixSyntax

extension ModuleLowering {
  /// The names that the body annotates (fields of data classes, usually), the attributes that methods assign to their
  /// first parameter, and those that nothing but other code of the module assigns, in order of appearance.
  func instanceAttributes(of body: [Statement], _ scope: Scope) -> [String] {
    var names: [String] = []
    var seen = Set(body.compactMap(\.propertyName).map { scope.mangled($0) })
    func add(_ attribute: String) {
      let mangled = scope.mangled(attribute)
      if seen.insert(mangled).inserted { names.append(mangled) }
    }
    for statement in body {
      if case .annAssign(let target, let annotation, _, _) = statement.kind,
        case .name(let name, _) = target.kind, !annotation.isClassVariable
      {
        add(name)
      }
      storesToReceiver(of: statement, add)
    }
    if !names.isEmpty { attributesOfOthers.forEach(add) }
    return names
  }

  /// Attributes that the module assigns, but no method to its own instance: `node.mark = 1`. Any class may be meant, so a
  /// few such names are a slot each in all of them, and many are none. The name of a property means that.
  func findAttributesOfOthers() -> [String] {
    var stored: [String] = []
    var seen: Set<String> = []
    var own: Set<String> = []
    walk(bound.syntax.body, nested: true) { target in
      if case .attribute(_, let name, _) = target.kind, seen.insert(name).inserted { stored.append(name) }
    } statement: { statement in
      if case .classDef(let definition) = statement.kind {
        for member in definition.body {
          storesToReceiver(of: member) { own.insert($0) }
          if let property = member.propertyName { own.insert(property) }
        }
      }
    }
    let others = stored.filter { !own.contains($0) && !$0.hasPrefix("__") }
    return others.count <= 4 ? others : []
  }

  /// What a method assigns to attributes of its first parameter.
  private func storesToReceiver(of statement: Statement, _ add: (String) -> Void) {
    let method: FunctionDefinition
    switch statement.kind {
    case .functionDef(let definition), .asyncFunctionDef(let definition): method = definition
    default: return
    }
    guard let receiver = (method.args.posonlyargs + method.args.args).first?.arg,
      !method.decoratorList.contains(where: { $0.isName("staticmethod") || $0.isName("classmethod") })
    else { return }
    walk(method.body, nested: false) { target in
      if case .attribute(let object, let name, _) = target.kind, object.isName(receiver) { add(name) }
    } statement: { _ in
    }
  }

  /// Visits every statement, and every place it assigns to; with `nested` also inside functions and classes.
  private func walk(
    _ body: [Statement], nested: Bool, target visit: (Expression) -> Void, statement each: (Statement) -> Void
  ) {
    func target(_ expression: Expression) {
      switch expression.kind {
      case .list(let elts, _), .tuple(let elts, _): elts.forEach(target)
      case .starred(let inner, _): target(inner)
      default: visit(expression)
      }
    }
    for statement in body {
      each(statement)
      switch statement.kind {
      case .assign(let targets, _): targets.forEach(target)
      case .augAssign(let assigned, _, _), .for(let assigned, _, _, _), .asyncFor(let assigned, _, _, _): target(assigned)
      case .annAssign(let assigned, _, let given, _): if given != nil { target(assigned) }
      case .with(let items, _), .asyncWith(let items, _): items.compactMap(\.optionalVars).forEach(target)
      default: break  // no other statement assigns to attributes
      }
      guard nested || !statement.isDefinition else { continue }
      for inner in statement.bodies { walk(inner, nested: nested, target: visit, statement: each) }
    }
  }
}

extension ModuleLowering {
  /// Whether a statement at the top level is `from dataclasses import field`, or `import dataclasses` when that is the name.
  fileprivate func importsDataclasses(as name: String) -> Bool {
    bound.syntax.body.contains { statement in
      switch statement.kind {
      case .importFrom("dataclasses", let names, 0): names.contains { $0.name == name && $0.asname == nil }
      case .import(let names): names.contains { $0.name == "dataclasses" && $0.asname == nil && name == "dataclasses" }
      default: false
      }
    }
  }
}

extension FunctionLowering {
  /// What the statement shows of the layout of the class's instances.
  func classStatement(_ definition: ClassDefinition, _ inner: Scope) -> ClassStatement {
    var result = ClassStatement()
    result.runsOnce = runsOnce && scope.kind == .module
    result.bases = definition.bases.map(\.dottedBase)
    result.properties = definition.body.compactMap(\.propertyName).map { inner.mangled($0) }
    result.customStores = definition.decoratorList.contains(where: \.isFrozen)
    for statement in definition.body {
      switch statement.kind {
      case .functionDef(let method) where ["__setattr__", "__delattr__"].contains(method.name):
        result.customStores = true
      case .assign(let targets, let value) where targets.contains(where: { $0.isName("__slots__") }):
        if result.slots != nil { result.hasUnknownSlots = true }
        result.slots = slots(value, inner)
        if result.slots == nil { result.hasUnknownSlots = true }
      case .annAssign(let target, _, _, _) where target.isName("__slots__"): result.hasUnknownSlots = true
      default: break
      }
    }
    result.fields = dataFields(definition, inner)
    return result
  }

  /// The fields of a class whose only decorator is `dataclass`, with nothing that makes its `__init__` do more than store
  /// them; nil otherwise.
  private func dataFields(_ definition: ClassDefinition, _ inner: Scope) -> [DataField]? {
    guard definition.bases.isEmpty, definition.keywords.isEmpty, definition.decoratorList.count == 1,
      definition.decoratorList[0].isPlainDataclass
    else { return nil }
    var fields: [DataField] = []
    for statement in definition.body {
      switch statement.kind {
      case .functionDef(let method)
      where ["__init__", "__post_init__", "__new__", "__del__", "__setattr__"].contains(method.name):
        return nil
      case .annAssign(let target, let annotation, let given, _):
        guard case .name(let name, _) = target.kind, annotation.isPlainAnnotation else { return nil }
        var fallback: DataField.Fallback?
        var importedName: String?
        if let given {
          if case .constant(let value, _) = given.kind {
            guard let constant = IRConstant(plain: value) else { return nil }
            fallback = .constant(constant)
          } else {
            guard let (found, imported) = fieldDefault(given, inner) else { return nil }
            fallback = found
            importedName = imported
          }
        }
        if fallback == nil, fields.last?.fallback != nil { return nil }
        guard !fields.contains(where: { $0.name == inner.mangled(name) }) else { return nil }
        fields.append(DataField(inner.mangled(name), fallback: fallback, importedName: importedName))
      default: break
      }
    }
    return fields.isEmpty ? nil : fields
  }

  /// What `field(default=…)` or `field(default_factory=list)` says, of an ordinary parameter, and the imported name that says so.
  private func fieldDefault(_ given: Expression, _ inner: Scope) -> (DataField.Fallback?, importedName: String)? {
    guard case .call(let function, let arguments, let keywords) = given.kind, arguments.isEmpty else { return nil }
    let name: String
    switch function.kind {
    case .name("field", _): name = "field"
    case .attribute(let owner, "field", _) where owner.isName("dataclasses"): name = "dataclasses"
    default: return nil
    }
    guard [.globalExplicit, .globalImplicit].contains(inner.bindings[name]), module.importsDataclasses(as: name) else { return nil }
    var fallback: DataField.Fallback?
    for keyword in keywords {
      switch keyword.arg {
      case "compare", "repr", "hash", "metadata": continue
      case "default":
        guard case .constant(let value, _) = keyword.value.kind, let constant = IRConstant(plain: value) else { return nil }
        fallback = .constant(constant)
      case "default_factory":
        // At run time the class's __init__ is compared: other factories of these names are found out.
        switch keyword.value.kind {
        case .name("list", _): fallback = .factory(.list)
        case .name("dict", _): fallback = .factory(.dict)
        case .name("set", _): fallback = .factory(.set)
        default: return nil
        }
      default: return nil
      }
    }
    return (fallback, name)
  }

  /// The members that a constant `__slots__` makes, in the order in which they lie; nil when it is something else.
  private func slots(_ value: Expression, _ inner: Scope) -> [String]? {
    let items: [Expression]
    switch value.kind {
    case .tuple(let elts, _), .list(let elts, _): items = elts
    case .constant: items = [value]
    default: return nil
    }
    var names: [String] = []
    for item in items {
      guard case .constant(.string(let characters), _) = item.kind else { return nil }
      let name = String(String.UnicodeScalarView(characters.compactMap(Unicode.Scalar.init)))
      if name == "__dict__" { return nil }
      if name != "__weakref__" { names.append(name) }
    }
    names.sort { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
    guard Set(names).count == names.count else { return nil }
    return names.map { inner.mangled($0) }
  }
}

extension Statement {
  /// The name of the property that a decorated method makes or extends.
  fileprivate var propertyName: String? {
    guard case .functionDef(let definition) = kind else { return nil }
    let isProperty = definition.decoratorList.contains { decorator in
      switch decorator.kind {
      case .name("property", _): true
      case .attribute(let object, let part, _):
        object.isName(definition.name) && ["setter", "getter", "deleter"].contains(part)
      default: false
      }
    }
    return isProperty ? definition.name : nil
  }
}

extension IRConstant {
  /// A constant that can be a default; nil for what needs to be made.
  fileprivate init?(plain value: NatrixSyntax.Constant) {
    switch value {
    case .none: self = .none
    case .true: self = .true
    case .false: self = .false
    case .int(let digits, 10) where digits.utf8.count < 18: self = .integer(digits)
    case .float(let number): self = .float(number.bitPattern)
    case .string(let characters): self = .string(characters)
    case .int, .ellipsis, .imaginary, .bytes: return nil
    }
  }
}

extension Expression {
  /// `Base`, `module.Base`, and what `Generic[T]` is a form of; nil for other expressions.
  fileprivate var dottedBase: String? {
    switch kind {
    case .name(let name, _): name
    case .attribute(let module, let name, _):
      if case .name(let first, _) = module.kind { "\(first).\(name)" } else { nil }
    case .subscript(let generic, _, _): generic.dottedBase
    default: nil
    }
  }

  /// `dataclass`, `dataclasses.dataclass`, perhaps called with arguments that say nothing about `__init__`.
  fileprivate var isPlainDataclass: Bool {
    switch kind {
    case .name(let name, _): name == "dataclass"
    case .attribute(let module, let name, _): name == "dataclass" && module.isName("dataclasses")
    case .call(let function, let arguments, let keywords):
      arguments.isEmpty && function.isPlainDataclass
        && keywords.allSatisfy { ["frozen", "order", "eq", "repr", "unsafe_hash"].contains($0.arg) }
    default: false
    }
  }

  /// Whether this annotation, by what it mentions, makes an ordinary field.
  fileprivate var isPlainAnnotation: Bool {
    switch kind {
    case .name(let name, _): !["ClassVar", "InitVar", "KW_ONLY"].contains(name)
    case .attribute(let module, let name, _): module.isPlainAnnotation && !["ClassVar", "InitVar", "KW_ONLY"].contains(name)
    case .constant(.none, _): true
    case .subscript(let generic, _, _): generic.isPlainAnnotation
    case .binOp(let left, _, let right): left.isPlainAnnotation && right.isPlainAnnotation
    default: false
    }
  }

  /// Whether this decorator is `dataclass(frozen=True)`.
  fileprivate var isFrozen: Bool {
    guard case .call(_, _, let keywords) = kind else { return false }
    return keywords.contains { keyword in
      if case .constant(.true, _) = keyword.value.kind { keyword.arg == "frozen" } else { false }
    }
  }

  /// Whether this annotation says that the name is the class's own: ClassVar, ClassVar[int], typing.ClassVar[int].
  fileprivate var isClassVariable: Bool {
    switch kind {
    case .name(let name, _): name == "ClassVar"
    case .attribute(_, let name, _): name == "ClassVar"
    case .subscript(let generic, _, _): generic.isClassVariable
    default: false
    }
  }
}
