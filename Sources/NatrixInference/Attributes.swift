/// Attributes of objects, classes and modules, and the calls of special methods.

import NatrixIR

extension Solver {
  // MARK: loading

  func loadAttribute(_ object: TypeRef, _ name: String, at node: Node) -> TypeRef {
    guard object != .any else { return .any }
    var result = TypeRef.never
    for atom in pool.kinds(object) {
      result = pool.join(result, loadAttribute(of: atom, name, at: node))
      if result == .any { break }
    }
    if result == .never, object != .never {
      // Somebody whom inference does not see stores it.
      let cell = sites[Int(site(node, 21))].item
      return readHedged(cell, by: node)
    }
    return result
  }

  private func loadAttribute(of atom: AtomRef, _ name: String, at node: Node) -> TypeRef {
    let key = pool[atom]
    switch key.atom {
    case .instance(let id): return instanceAttribute(id, atom, name, at: node)
    case .classObject(let id): return classAttribute(id, atom, name, at: node)
    case .module(let module): return moduleAttribute(name, of: module, by: node)
    case .absent, .none: return .never
    case .builtin(let builtin): return builtinAttribute(builtin, name)
    case .int, .bigInt, .bool:
      if name == "real" || name == "imag" || name == "numerator" || name == "denominator" { return int }
      return method("int", name, atom)
    case .float: return name == "real" || name == "imag" ? float : method("float", name, atom)
    case .complex: return name == "real" || name == "imag" ? float : method("complex", name, atom)
    case .str: return method("str", name, atom)
    case .bytes: return method("bytes", name, atom)
    case .container(let type, _):
      if name == "shape", HostedItems(container: type) != nil {
        return evaluate(.container("tuple", [.atom(.int)], slot: 63), at: node)
      }
      return method(type, name, atom)
    case .iterator, .generator: return method("generator", name, atom)
    case .function(let function):
      if name == "__name__" || name == "__qualname__" || name == "__doc__" { return str }
      return read(functionAttribute(function, name), by: node)
    case .native(let type): return nativeAttribute(type, key.detail, atom, name, at: node)
    case .boundMethod, .builtinMethod: return name == "__name__" ? str : .any
    case .ellipsis, .notImplemented: return .any
    }
  }

  private func method(_ type: String, _ name: String, _ atom: AtomRef) -> TypeRef {
    if Solver.tabulated.contains(type), !name.hasPrefix("__"), signatures[type + "." + name] == nil { return .never }
    return pool.type(.builtinMethod(type + "." + name), .receiver(atom))
  }

  /// Types of which the table has all methods.
  private static let tabulated: Set<String> = [
    "int", "float", "complex", "str", "bytes", "bytearray", "list", "tuple", "set", "frozenset", "range",
  ]

  private func builtinAttribute(_ builtin: String, _ name: String) -> TypeRef {
    if name == "__name__" || name == "__qualname__" { return str }
    let full = builtin + "." + name
    if let constant = stubs.constants[full] { return evaluate(constant, at: watch("=" + full)) }
    return pool.type(.builtin(Signatures.alias[full] ?? full))
  }

  private func nativeAttribute(
    _ type: String, _ detail: Detail, _ atom: AtomRef, _ name: String, at node: Node
  ) -> TypeRef {
    if case .superOf(let start, let receiver) = detail {
      return superAttribute(start, receiver, name, at: node)
    }
    if case .wraps(let inner, _) = detail {
      if type == "property", name == "setter" || name == "getter" || name == "deleter" {
        return method("property", name, atom)
      }
      if name == "__wrapped__" || name == "__name__" { return name == "__name__" ? str : pool.single(inner) }
    }
    if type == "range" { return name == "start" || name == "stop" || name == "step" ? int : method(type, name, atom) }
    let full = type + "." + name
    if let constant = signatures.constant(full) ?? stubs.constants[full] {
      return evaluate(constant, at: watch("=" + full))
    }
    if signatures[full] != nil || stubs.functions[full] != nil || type == "file" || type == "binary_file" {
      return method(type, name, atom)
    }
    return .any
  }

  func functionAttribute(_ function: FunctionID, _ name: String) -> Node {
    watch("\(function.index).\(name)")
  }

  /// The cell that something waits at until it exists.
  func watch(_ name: String) -> Node {
    if let known = watches[name] { return known }
    let made = makeNode()
    watches[name] = made
    return made
  }

  private func instanceAttribute(
    _ id: ClassID, _ atom: AtomRef, _ name: String, at node: Node
  ) -> TypeRef {
    var result = TypeRef.never
    var isData = false
    let found = member(name, of: id, by: node)
    if let found {
      let type = read(found, by: node)
      if type == .any {
        result = .any
      } else {
        for kind in pool.kinds(type) {
          if case .native("property") = pool[kind].atom { isData = true }
          result = pool.join(result, bound(kind, to: atom, classNodes[id.index].isEnum ? id : nil, at: node))
        }
      }
    }
    if isData { return result }
    let cell = attributeCell(id, name)
    result = pool.join(result, read(cell, by: node))
    result = pool.join(result, dynamicAttribute(of: id, by: node))
    if classNodes[id.index].isEnum {
      if name == "value" || name == "_value_" { return read(classNodes[id.index].values, by: node) }
      if name == "name" || name == "_name_" { return str }
    }
    if found != nil || result != .never { return result }
    switch name {
    case "__class__": return pool.type(.classObject(id))
    case "__dict__": return pool.type(.container("dict", SiteID(Int(dynamicSite(of: id)))))
    case "__doc__", "__module__": return str
    default: break
    }
    if let getter = callMember("__getattr__", atom, Arguments(positional: [str]), at: node) { return getter }
    if classes[id].nativeBase == "tuple", name == "_replace" || name == "_asdict" {
      return method("namedtuple", name, atom)
    }
    if name == "args", isException(classes[id].nativeBase ?? "") {
      return evaluate(.container("tuple", [.any], slot: 61), at: node)
    }
    if let container = container(of: id), let native = classes[id].nativeBase { return method(native, name, container) }
    if classes[id].isOpaque || classes[id].nativeBase != nil {
      return tupleFields(of: id)?.contains(name) == true ? .never : readHedged(cell, by: node)
    }
    return .never
  }

  /// What an object in the class's namespace becomes when it is looked up through an instance (or a class).
  func bound(_ kind: AtomRef, to receiver: AtomRef, _ enumeration: ClassID?, at node: Node) -> TypeRef {
    let key = pool[kind]
    let own: ClassID?
    var isClass = false
    switch pool[receiver].atom {
    case .instance(let id): own = id
    case .classObject(let id):
      own = id
      isClass = true
    default: own = nil
    }
    guard let own else { return .any }
    switch key.atom {
    case .function(let function):
      return isClass ? pool.single(kind) : pool.type(.boundMethod(function, own), .receiver(receiver))
    case .native("property"), .native("functools.cached_property"):
      guard !isClass, case .wraps(let getter, _) = key.detail else { return pool.single(kind) }
      return call(kind: getter, Arguments(positional: [pool.single(receiver)]), at: node)
    case .native("staticmethod"):
      guard case .wraps(let inner, _) = key.detail else { return .any }
      return pool.single(inner)
    case .native("classmethod"):
      guard case .wraps(let inner, _) = key.detail, case .function(let function) = pool[inner].atom else {
        return .any
      }
      return pool.type(
        .boundMethod(function, own), .receiver(pool.atom(.classObject(own))))
    case .native("functools.lru_cache"):
      guard !isClass, case .wraps(let inner, _) = key.detail, case .function(let function) = pool[inner].atom else {
        return pool.single(kind)
      }
      return pool.type(.boundMethod(function, own), .receiver(receiver))
    case .native("dataclasses.Field"): return isClass ? .any : .never
    default:
      return enumeration.map { pool.type(.instance($0)) } ?? pool.single(kind)
    }
  }

  private func classAttribute(_ id: ClassID, _ atom: AtomRef, _ name: String, at node: Node) -> TypeRef {
    if let found = member(name, of: id, by: node) {
      let type = read(found, by: node)
      guard type != .any else { return .any }
      var result = TypeRef.never
      for kind in pool.kinds(type) {
        result = pool.join(result, bound(kind, to: atom, classNodes[id.index].isEnum ? id : nil, at: node))
      }
      return result
    }
    switch name {
    case "__name__", "__qualname__", "__module__", "__doc__": return str
    case "__mro__", "__bases__": return evaluate(.container("tuple", [.any], slot: 62), at: node)
    case "__init__": return pool.type(.builtin("object.__init__"))
    case "_make" where classes[id].nativeBase == "tuple": return pool.single(atom)
    default: return .any
    }
  }

  private func superAttribute(
    _ start: ClassID, _ receiver: AtomRef, _ name: String, at node: Node
  ) -> TypeRef {
    let own: ClassID
    switch pool[receiver].atom {
    case .instance(let id), .classObject(let id): own = id
    default: return .any
    }
    let order = classes[own].mro
    guard let place = order.firstIndex(of: start) else { return .any }
    for owner in order[(place + 1)...] {
      guard let cell = classNodes[owner.index].members[name] else { continue }
      let type = read(cell, by: node)
      guard type != .any else { return .any }
      var result = TypeRef.never
      for kind in pool.kinds(type) {
        if name == "__new__" {
          result = pool.join(result, pool.single(kind))
        } else {
          result = pool.join(result, bound(kind, to: receiver, nil, at: node))
        }
      }
      return result
    }
    depend(node, on: watch(name))
    if let container = container(of: own), let native = classes[own].nativeBase, case .instance = pool[receiver].atom {
      return method(native, name, container)
    }
    return pool.type(.builtinMethod("object." + name), .receiver(receiver))
  }

  /// What attributes of instances hold whose names are not known: `setattr(x, name, value)`, `x.__dict__`.
  func dynamicSite(of id: ClassID) -> Int32 {
    if let known = classNodes[id.index].dynamic { return known }
    let made = Int32(makeSite())
    classNodes[id.index].dynamic = made
    put(str, into: sites[Int(made)].item)
    wake(watch("@dynamic \(id.index)"))
    return made
  }

  private func dynamicAttribute(of id: ClassID, by node: Node) -> TypeRef {
    if let site = classNodes[id.index].dynamic { return read(sites[Int(site)].value, by: node) }
    depend(node, on: watch("@dynamic \(id.index)"))
    return .never
  }

  /// `getattr(self, "visit_" + name)`: the methods whose names begin so; nil when there are none.
  func methods(of object: TypeRef, named name: Node, at node: Node) -> TypeRef? {
    guard object != .any, let prefix = prefix(of: name), !prefix.isEmpty else { return nil }
    var result: TypeRef?
    for atom in pool.kinds(object) {
      guard case .instance(let id) = pool[atom].atom else { return nil }
      for owner in classes[id].mro {
        for name in classNodes[owner.index].memberNames where name.hasPrefix(prefix) {
          guard let found = member(name, of: id, by: node) else { continue }
          let type = read(found, by: node)
          guard type != .any else { return nil }
          for kind in pool.kinds(type) {
            result = pool.join(result ?? .never, bound(kind, to: atom, nil, at: node))
          }
        }
      }
    }
    return result
  }

  /// The text with which a text begins that is put together.
  private func prefix(of node: Node) -> String? {
    guard let made = instruction(node), let base = base(of: node), let first = made.inputs.first else { return nil }
    switch made.primitive?.id {
    case .add, .build_string: return text(base + Node(first.index))
    case .mod, .percent_items, .percent_item: return text(base + Node(first.index)).map { String($0.prefix { $0 != "%" }) }
    default: return nil
    }
  }

  // MARK: storing

  func storeAttribute(_ object: TypeRef, _ name: String, _ value: TypeRef, at node: Node) {
    guard object != .any else {
      escape(value)
      return
    }
    for atom in pool.kinds(object) {
      switch pool[atom].atom {
      case .instance(let id):
        if callSetter(id, atom, name, value, at: node) { continue }
        put(value, into: attributeCell(id, name))
      case .classObject(let id):
        let cell = memberCell(id, name)
        put(value, into: cell)
      case .module(let module): storeModuleAttribute(name, of: module, value)
      case .function(let function): put(value, into: functionAttribute(function, name))
      default: escape(value)
      }
    }
  }

  private func callSetter(
    _ id: ClassID, _ atom: AtomRef, _ name: String, _ value: TypeRef, at node: Node
  ) -> Bool {
    guard let found = member(name, of: id, by: node) else { return false }
    let type = read(found, by: node)
    guard type != .any else { return false }
    var isProperty = false
    for kind in pool.kinds(type) {
      guard case .native("property") = pool[kind].atom, case .wraps(_, let setter) = pool[kind].detail else {
        continue
      }
      isProperty = true
      if let setter {
        _ = call(kind: setter, Arguments(positional: [pool.single(atom), value]), at: node)
      }
    }
    return isProperty
  }

  // MARK: members and attributes

  /// The cell of what a class or a base has under a name.
  func member(_ name: String, of id: ClassID, by node: Node) -> Node? {
    for owner in classes[id].mro {
      if let cell = classNodes[owner.index].members[name] { return cell }
    }
    depend(node, on: watch(name))
    return nil
  }

  func hasMember(_ name: String, _ id: ClassID, by node: Node) -> Bool { member(name, of: id, by: node) != nil }

  /// The cell of what the class's own namespace holds, made if it is not there.
  func memberCell(_ id: ClassID, _ name: String) -> Node {
    if let known = classNodes[id.index].members[name] { return known }
    let made = makeNode()
    classNodes[id.index].members[name] = made
    if let waiting = watches[name] { wake(waiting) }
    return made
  }

  func attributeCell(_ id: ClassID, _ name: String) -> Node {
    if let known = classNodes[id.index].attributes[name] { return known }
    let made = makeNode()
    classNodes[id.index].attributes[name] = made
    classNodes[id.index].attributeNames.append(name)
    return made
  }

  /// Calls a special method of an instance; nil when its class has none by that name.
  func callMember(_ name: String, _ atom: AtomRef, _ arguments: Arguments, at node: Node) -> TypeRef? {
    guard case .instance(let id) = pool[atom].atom else { return nil }
    guard let cell = member(name, of: id, by: node) else { return nil }
    let type = read(cell, by: node)
    guard type != .any else { return .any }
    var result = TypeRef.never
    for kind in pool.kinds(type) {
      result = pool.join(result, call(bound(kind, to: atom, nil, at: node), arguments, at: node))
    }
    return result
  }

  /// The receiver of a function that stands in a class body.
  func receiver(of function: FunctionID) -> TypeRef? {
    for (index, nodes) in classNodes.enumerated() {
      guard let cell = nodes.members[program.functions[function.index].name] else { continue }
      let type = types[Int(cell)]
      guard type != .any else { continue }
      for kind in pool.kinds(type) {
        let key = pool[kind]
        if key.atom == .function(function) { return pool.type(.instance(ClassID(index))) }
        guard case .wraps(let getter, let setter) = key.detail else { continue }
        let isOne = pool[getter].atom == .function(function) || setter.map { pool[$0].atom == .function(function) } ?? false
        guard isOne else { continue }
        switch key.atom {
        case .native("classmethod"): return pool.type(.classObject(ClassID(index)))
        case .native("staticmethod"): return nil
        default: return pool.type(.instance(ClassID(index)))
        }
      }
    }
    return nil
  }
}
