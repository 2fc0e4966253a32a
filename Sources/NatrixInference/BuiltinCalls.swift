/// Calls of builtins that a line in the table cannot say.

import NatrixIR

extension Solver {
  func callBuiltin(_ name: String, _ arguments: Arguments, at node: Node) -> TypeRef {
    if let special = callSpecial(name, arguments, at: node) { return special }
    if let signature = signatures[name] {
      if arguments.positional.first == .never { return .never }
      reachTexts(name, arguments, at: node)
      if let dot = name.firstIndex(of: "."), Signatures.builtinNames.contains(String(name[..<dot])),
        !BuiltinCalls.ofTypes.contains(name)
      {
        return apply(signature, arguments, offset: 0, at: node)
      }
      return apply(signature, arguments, offset: 1, at: node)
    }
    escape(arguments, at: node)
    if let result = stubs.functions[name] { return evaluate(result, arguments, offset: 1, at: node) }
    return isException(name) ? pool.type(.native(name)) : .any
  }

  /// `print`, `str`, `len`, … call methods of instances.
  private func reachTexts(_ name: String, _ arguments: Arguments, at node: Node) {
    let methods: [String]
    switch name {
    case "print", "str", "format": methods = ["__str__", "__repr__"]
    case "repr": methods = ["__repr__"]
    case "len": methods = ["__len__"]
    case "hash": methods = ["__hash__"]
    case "bool": methods = ["__bool__", "__len__"]
    case "int", "float": methods = ["__\(name)__"]
    default: return
    }
    for type in arguments.positional where type != .any {
      for atom in pool.kinds(type) {
        guard case .instance = pool[atom].atom else { continue }
        for method in methods {
          if callMember(method, atom, Arguments(), at: node) != nil { break }
        }
      }
    }
  }

  private func callSpecial(_ name: String, _ arguments: Arguments, at node: Node) -> TypeRef? {
    let first = arguments.positional.first ?? arguments.star ?? .never
    let second = arguments.positional.count > 1 ? arguments.positional[1] : nil
    switch name {
    case "abs": return absolute(first, at: node)
    case "round":
      return second == nil || second == none ? (first == .never ? .never : int) : rounded(first)
    case "pow":
      let exponent = arguments.nodes.count > 1 ? arguments.nodes[1] : nil
      return binary(.pow, first, second ?? .never, exponent: exponent, at: node)
    case "divmod": return quotients(first, second ?? .never, at: node)
    case "sum": return sum(items(of: first, by: node), second ?? arguments.keyword("start"), at: node)
    case "min", "max": return extreme(arguments, at: node)
    case "zip": return zipped(arguments, at: node)
    case "map": return mapped(arguments, at: node)
    case "iter":
      if second == nil { return iterator(of: first, by: node) }
      return iteratorOf("callable", call(first, Arguments(), at: node), at: node)
    case "next": return pool.join(next(of: first, by: node), second ?? .never)
    case "reversed":
      if let instance = reversedInstance(first, at: node) { return instance }
      return iteratorOf("reversed", items(of: first, by: node), at: node)
    case "type":
      guard arguments.positional.count == 1 else { return .any }
      return typeOf(first)
    case "super": return superObject(first, second ?? .never)
    case "getattr":
      guard arguments.nodes.count > 1 else { return .any }
      let third = arguments.positional.count > 2 ? arguments.positional[2] : .never
      guard let attribute = text(arguments.nodes[1]) else {
        guard let found = methods(of: first, named: arguments.nodes[1], at: node) else { return .any }
        return pool.join(found, third)
      }
      return pool.join(loadAttribute(first, attribute, at: node), third)
    case "setattr":
      guard arguments.nodes.count > 2 else { return none }
      guard let attribute = text(arguments.nodes[1]) else {
        storeUnnamed(first, arguments.positional[2])
        return none
      }
      storeAttribute(first, attribute, arguments.positional[2], at: node)
      return none
    case "property": return wrap("property", first, second ?? arguments.keyword("fset"))
    case "functools.cached_property": return wrap(name, first, nil)
    case "staticmethod", "classmethod": return wrap(name, first, nil)
    case "functools.lru_cache", "functools.cache":
      guard first != .never, first != none, first != int else { return pool.type(.builtin(name)) }
      return wrap("functools.lru_cache", first, nil)
    case "contextlib.contextmanager": return wrap("contextlib.contextmanager", first, nil)
    case "functools.wraps", "typing.runtime_checkable": return pool.type(.builtin("identity"))
    case "identity", "abc.abstractmethod", "typing.final", "typing.override", "typing.no_type_check",
      "functools.total_ordering", "atexit.register", "enum.unique":
      return first
    case "typing.cast": return second ?? .never
    case "typing.TypeVar": return pool.type(.native("typing.TypeVar"))
    case "dataclasses.dataclass": return dataclass(first)
    case "dataclasses.field":
      let value = arguments.keyword("default")
        ?? arguments.keyword("default_factory").map { call($0, Arguments(), at: node) } ?? .never
      put(value, into: sites[Int(site(node, 7))].item)
      return pool.type(.native("dataclasses.Field"), .call(node))
    case "dict", "collections.OrderedDict", "collections.Counter":
      return dictionary(name, arguments, at: node)
    case "open":
      let mode = arguments.nodes.count > 1 ? text(arguments.nodes[1]) : nil
      return pool.type(.native(mode?.contains("b") == true ? "binary_file" : "file"))
    case "sorted":
      let content = items(of: first, by: node)
      if let key = arguments.keyword("key"), key != none {
        _ = call(key, Arguments(positional: [content]), at: node)
      } else {
        compareInstances(content, at: node)
      }
      let site = site(node, 9)
      put(content, into: sites[Int(site)].item)
      return pool.type(.container("list", SiteID(Int(site))))
    case "itertools.groupby":
      let content = items(of: first, by: node)
      let key = second ?? arguments.keyword("key") ?? none
      let (pair, group) = (site(node, 10), site(node, 11))
      put(content, into: sites[Int(group)].item)
      let kind = key == none ? content : call(key, Arguments(positional: [content]), at: node)
      setItems([kind, pool.type(.iterator("group", SiteID(Int(group))))], of: pair)
      return iteratorOf("groupby", pool.type(.container("tuple", SiteID(Int(pair)))), at: node)
    case "array.array":
      let code = text(arguments.nodes.first)
      let site = site(node, 12)
      switch code {
      case "d", "f": put(float, into: sites[Int(site)].item)
      case "u": put(str, into: sites[Int(site)].item)
      case nil: put(.any, into: sites[Int(site)].item)
      default: put(int, into: sites[Int(site)].item)
      }
      // Its items' machine type, where a dict has the type of its values.
      if let code { put(pool.type(.native(code)), into: sites[Int(site)].value) }
      return pool.type(.container("array.array", SiteID(Int(site))))
    case "collections.namedtuple": return namedTuple(arguments, at: node)
    case "functools.partial": return partial(arguments, at: node)
    case "operator.itemgetter", "operator.attrgetter":
      return pool.type(.native(name), .call(node))
    case "reveal_type": return first
    default: return nil
    }
  }

  private func storeUnnamed(_ object: TypeRef, _ value: TypeRef) {
    guard object != .any else { return escape(value) }
    for atom in pool.kinds(object) {
      if case .instance(let id) = pool[atom].atom { put(value, into: sites[Int(dynamicSite(of: id))].value) }
    }
  }

  // MARK: numbers

  private func absolute(_ type: TypeRef, at node: Node) -> TypeRef {
    guard type != .any else { return .any }
    var result = TypeRef.never
    for atom in pool.kinds(type) {
      let one = pool[atom].atom == .complex ? float : unary("__abs__", pool.single(atom), at: node)
      result = pool.join(result, one)
    }
    return result
  }

  private func rounded(_ type: TypeRef) -> TypeRef {
    type == bool ? int : type
  }

  private func quotients(_ left: TypeRef, _ right: TypeRef, at node: Node) -> TypeRef {
    let quotient = binary(.floordiv, left, right, at: node)
    let rest = binary(.mod, left, right, at: node)
    guard quotient != .never else { return .never }
    let site = site(node, 6)
    setItems([quotient, rest], of: site)
    return pool.type(.container("tuple", SiteID(Int(site))))
  }

  private func sum(_ items: TypeRef, _ start: TypeRef?, at node: Node) -> TypeRef {
    guard let start else {
      if items == float || items == int { return items }
      if items == bool { return int }
      if items == .never { return .never }
      return pool.filter(binary(.add, items, items, at: node)) { $0.atom != .bool }
    }
    let once = binary(.add, start, items, at: node)
    return pool.join(once == .never ? start : once, binary(.add, once, items, at: node))
  }

  private func extreme(_ arguments: Arguments, at node: Node) -> TypeRef {
    var result = arguments.positional.count == 1 && arguments.star == nil
      ? items(of: arguments.positional[0], by: node)
      : arguments.positional.reduce(arguments.star ?? .never) { pool.join($0, $1) }
    if let key = arguments.keyword("key"), key != none {
      _ = call(key, Arguments(positional: [result]), at: node)
    } else {
      compareInstances(result, at: node)
    }
    result = pool.join(result, arguments.keyword("default") ?? .never)
    return result
  }

  /// Sorting calls `__lt__`.
  func compareInstances(_ type: TypeRef, at node: Node) {
    guard type != .any else { return }
    for atom in pool.kinds(type) {
      if case .instance = pool[atom].atom { _ = callMember("__lt__", atom, Arguments(positional: [type]), at: node) }
    }
  }

  // MARK: iterators

  private func iteratorOf(_ name: String, _ item: TypeRef, at node: Node) -> TypeRef {
    let site = site(node, 1)
    put(item, into: sites[Int(site)].item)
    return pool.type(.iterator(name, SiteID(Int(site))))
  }

  private func zipped(_ arguments: Arguments, at node: Node) -> TypeRef {
    let tuple = site(node, 2)
    if let star = arguments.star {
      put(items(of: star, by: node), into: sites[Int(tuple)].item)
    } else {
      setItems(arguments.positional.map { items(of: $0, by: node) }, of: tuple)
    }
    return iteratorOf("zip", pool.type(.container("tuple", SiteID(Int(tuple)))), at: node)
  }

  private func mapped(_ arguments: Arguments, at node: Node) -> TypeRef {
    guard let function = arguments.positional.first else { return .any }
    var passed = Arguments()
    passed.positional = arguments.positional.dropFirst().map { items(of: $0, by: node) }
    if passed.positional.contains(.never) { return iteratorOf("map", .never, at: node) }
    return iteratorOf("map", call(function, passed, at: node), at: node)
  }

  private func reversedInstance(_ type: TypeRef, at node: Node) -> TypeRef? {
    guard type != .any, pool.kinds(type).count == 1 else { return nil }
    return callMember("__reversed__", pool.kinds(type)[0], Arguments(), at: node)
  }

  // MARK: classes

  private func typeOf(_ type: TypeRef) -> TypeRef {
    guard type != .any else { return .any }
    var result = TypeRef.never
    for atom in pool.kinds(type) {
      let one: TypeRef
      switch pool[atom].atom {
      case .instance(let id): one = pool.type(.classObject(id))
      case .int, .bigInt: one = pool.type(.builtin("int"))
      case .bool: one = pool.type(.builtin("bool"))
      case .float: one = pool.type(.builtin("float"))
      case .str: one = pool.type(.builtin("str"))
      case .bytes: one = pool.type(.builtin("bytes"))
      case .container(let name, _): one = pool.type(.builtin(name))
      default: one = .any
      }
      result = pool.join(result, one)
    }
    return result
  }

  func superObject(_ classType: TypeRef, _ receiver: TypeRef) -> TypeRef {
    guard classType != .any, receiver != .any else { return .any }
    var result = TypeRef.never
    for atom in pool.kinds(classType) {
      guard case .classObject(let id) = pool[atom].atom else { continue }
      for own in pool.kinds(receiver) {
        result = pool.join(result, pool.type(.native("super"), .superOf(id, own)))
      }
    }
    return result
  }

  private func dataclass(_ type: TypeRef) -> TypeRef {
    guard type != .never else { return pool.type(.builtin("dataclasses.dataclass")) }
    guard type != .any else { return .any }
    for atom in pool.kinds(type) {
      guard case .classObject(let id) = pool[atom].atom, !classes[id].isDataclass else { continue }
      classes[id].isDataclass = true
      wake(watch("@dataclass"))
    }
    return type
  }

  // MARK: containers

  private func dictionary(_ name: String, _ arguments: Arguments, at node: Node) -> TypeRef {
    let site = site(node, 8)
    let kind = name.split(separator: ".").last.map(String.init) ?? name
    if let given = arguments.positional.first {
      if kind == "Counter", !isMapping(given) {
        put(items(of: given, by: node), into: sites[Int(site)].item)
      } else {
        merge(given, into: site, by: node)
      }
    }
    if kind == "Counter" { put(int, into: sites[Int(site)].value) }
    for (_, type) in arguments.keywords {
      put(str, into: sites[Int(site)].item)
      put(type, into: sites[Int(site)].value)
    }
    if let rest = arguments.doubleStar {
      put(str, into: sites[Int(site)].item)
      put(rest, into: sites[Int(site)].value)
    }
    return pool.type(.container(kind, SiteID(Int(site))))
  }

  private func isMapping(_ type: TypeRef) -> Bool {
    guard type != .any, let first = pool.kinds(type).first, case .container(let name, _) = pool[first].atom else {
      return false
    }
    return isDict(name)
  }

  /// `dict.update`: a mapping, or pairs.
  func merge(_ source: TypeRef, into site: Int32, by node: Node) {
    guard source != .any else {
      put(.any, into: sites[Int(site)].item)
      put(.any, into: sites[Int(site)].value)
      return
    }
    for atom in pool.kinds(source) {
      let one = pool.single(atom)
      if case .container(let name, let other) = pool[atom].atom, isDict(name) {
        put(read(sites[other.index].item, by: node), into: sites[Int(site)].item)
        put(read(sites[other.index].value, by: node), into: sites[Int(site)].value)
      } else if pool[atom].atom != .none {
        let pairs = items(of: one, by: node)
        put(item(0, of: pairs, by: node), into: sites[Int(site)].item)
        put(item(1, of: pairs, by: node), into: sites[Int(site)].value)
      }
    }
  }

  // MARK: methods of builtin types

  /// A method of a builtin type called on a receiver of that type.
  func callMethod(_ full: String, _ receiver: AtomRef, _ arguments: Arguments, at node: Node) -> TypeRef {
    guard let dot = full.lastIndex(of: ".") else { return .any }
    var type = String(full[..<dot])
    let name = String(full[full.index(after: dot)...])
    if name == "_replace", case .instance(let id) = pool[receiver].atom {
      for (field, type) in arguments.keywords { put(type, into: attributeCell(id, field)) }
    }
    if type == "generator" { return generatorMethod(name, receiver, arguments, at: node) }
    if type == "property" { return propertyMethod(name, receiver, arguments) }
    if isDict(type) {
      if name == "update" || name == "subtract" || name == "__init__" {
        if case .container(let kind, let site) = pool[receiver].atom, let given = arguments.positional.first {
          if kind == "Counter", !isMapping(given) {
            put(items(of: given, by: node), into: sites[site.index].item)
          } else {
            merge(given, into: Int32(site.index), by: node)
          }
        }
        return none
      }
      type = "dict"
    }
    var given = arguments
    given.positional.insert(pool.single(receiver), at: 0)
    if full == "list.sort", arguments.keyword("key") == nil {
      compareInstances(items(of: pool.single(receiver), by: node), at: node)
    }
    if let signature = signatures[type + "." + name] { return apply(signature, given, offset: 0, at: node) }
    escape(arguments, at: node)
    if let result = stubs.functions[type + "." + name] { return evaluate(result, given, offset: 0, at: node) }
    switch name {
    case "__init__", "__setattr__", "__init_subclass__": return none
    case "__enter__": return pool.single(receiver)
    case "__repr__", "__str__", "__format__": return str
    case "__eq__", "__ne__", "__lt__": return bool
    case "__hash__": return int
    case "_replace": return pool.single(receiver)
    default: return .any
    }
  }

  private func generatorMethod(
    _ name: String, _ receiver: AtomRef, _ arguments: Arguments, at node: Node
  ) -> TypeRef {
    switch name {
    case "send":
      if case .instance(let number) = pool[receiver].detail, let sent = arguments.positional.first {
        put(sent, into: instances[Int(number)].sent)
      }
      return items(of: pool.single(receiver), by: node)
    case "__next__", "throw": return items(of: pool.single(receiver), by: node)
    case "close": return none
    default: return .any
    }
  }

  private func propertyMethod(_ name: String, _ receiver: AtomRef, _ arguments: Arguments) -> TypeRef {
    guard case .wraps(let getter, let setter) = pool[receiver].detail,
      let given = arguments.positional.first, given != .any, let function = pool.kinds(given).first
    else { return .any }
    return pool.type(
      .native("property"),
      .wraps(name == "getter" ? function : getter, name == "setter" ? function : setter))
  }

  // MARK: wrappers

  private func wrap(_ name: String, _ type: TypeRef, _ second: TypeRef?) -> TypeRef {
    guard type != .any, second != .any else { return .any }
    let setter = second.flatMap { pool.kinds($0).first { pool[$0].atom != .none } }
    var result = TypeRef.never
    for atom in pool.kinds(type) { result = pool.join(result, pool.type(.native(name), .wraps(atom, setter))) }
    return result
  }

  private func partial(_ arguments: Arguments, at node: Node) -> TypeRef {
    let tuple = site(node, 3)
    setItems(arguments.positional, of: tuple)
    for (_, type) in arguments.keywords { put(type, into: sites[Int(site(node, 4))].item) }
    return pool.type(.native("functools.partial"), .call(node))
  }

  /// Calls of objects that the library makes out of functions.
  func callWrapper(_ name: String, _ detail: Detail, _ arguments: Arguments, at node: Node) -> TypeRef {
    switch (name, detail) {
    case ("functools.lru_cache", .wraps(let inner, _)), ("staticmethod", .wraps(let inner, _)):
      return call(kind: inner, arguments, at: node)
    case ("contextlib.contextmanager", .wraps(let inner, _)):
      let made = call(kind: inner, arguments, at: node)
      guard made != .any, let generator = pool.kinds(made).first else { return made }
      return pool.type(.native("contextlib.context"), .wraps(generator, nil))
    case ("functools.partial", .call(let made)):
      guard let items = sites[Int(site(made, 3))].items, !items.isEmpty else { return .never }
      var passed = arguments
      passed.positional = items.dropFirst().map { read($0, by: node) } + arguments.positional
      passed.nodes = []
      return call(read(items[0], by: node), passed, at: node)
    case ("operator.itemgetter", .call(let made)), ("operator.attrgetter", .call(let made)):
      return getter(name, made, arguments.positional.first ?? .never, at: node)
    default:
      escape(arguments, at: node)
      return .any
    }
  }

  private func getter(_ name: String, _ made: Node, _ object: TypeRef, at node: Node) -> TypeRef {
    guard let instruction = instruction(made), let base = base(of: made) else { return .any }
    let count = instruction.opcode == .primitive && instruction.primitive?.id == .call_loaded ? 2 : 1
    let keys = instruction.inputs.dropFirst(count)
    let found = keys.map { key -> TypeRef in
      let key = base + Node(key.index)
      if name == "operator.attrgetter" { return text(key).map { loadAttribute(object, $0, at: node) } ?? .any }
      return subscripted(object, types[Int(key)], keyNode: key, at: node)
    }
    if found.count == 1 { return found[0] }
    let tuple = site(node, 5)
    setItems(found, of: tuple)
    return pool.type(.container("tuple", SiteID(Int(tuple))))
  }

  // MARK: with

  func entered(_ manager: TypeRef, at node: Node) -> TypeRef {
    guard manager != .any else { return .any }
    var result = TypeRef.never
    for atom in pool.kinds(manager) {
      let one: TypeRef
      switch pool[atom].atom {
      case .instance: one = callMember("__enter__", atom, Arguments(), at: node) ?? .any
      case .native("file"), .native("binary_file"), .native("io.StringIO"), .native("io.BytesIO"):
        one = pool.single(atom)
      case .native("contextlib.context"):
        guard case .wraps(let generator, _) = pool[atom].detail else { return .any }
        one = items(of: pool.single(generator), by: node)
      default: one = .any
      }
      result = pool.join(result, one)
    }
    return result
  }

  func left(_ manager: TypeRef, at node: Node) {
    guard manager != .any else { return }
    for atom in pool.kinds(manager) {
      if case .instance = pool[atom].atom {
        _ = callMember("__exit__", atom, Arguments(positional: [.any, .any, .any]), at: node)
      }
    }
  }
}

enum BuiltinCalls {
  /// Functions of types that take no receiver.
  static let ofTypes: Set<String> = [
    "int.from_bytes", "float.fromhex", "bytes.fromhex", "bytearray.fromhex", "dict.fromkeys", "str.maketrans",
  ]
}
