/// Type expressions of builtins, evaluated for a call.

import NatrixIR

/// What a call passes.
struct Arguments {
  /// By position; of a method of a builtin type the receiver stands first.
  var positional: [TypeRef] = []
  /// The values' nodes where there are such, for constants.
  var nodes: [Node] = []
  var keywords: [(name: String, type: TypeRef)] = []
  /// Items of `*iterable`, values of `**mapping`.
  var star: TypeRef?
  var doubleStar: TypeRef?

  func keyword(_ name: String) -> TypeRef? { keywords.first { $0.name == name }?.type }

  var all: [TypeRef] { positional + keywords.map(\.type) + [star, doubleStar].compactMap { $0 } }
}

extension Solver {
  /// `offset`: the argument `$1` is the positional one of this index.
  func evaluate(
    _ expression: TypeExpression, _ arguments: Arguments = Arguments(), offset: Int = 0, at node: Node
  ) -> TypeRef {
    switch expression {
    case .atom(let atom): return pool.type(atom)
    case .any: return .any
    case .never: return .never
    case .argument(let number, let missing):
      let place = number - offset
      if arguments.positional.indices.contains(place) { return arguments.positional[place] }
      if let star = arguments.star { return star }
      return missing.map { evaluate($0, arguments, offset: offset, at: node) } ?? .never
    case .keyword(let name): return arguments.keyword(name) ?? .never
    case .items(let inner): return items(of: evaluate(inner, arguments, offset: offset, at: node), by: node)
    case .values(let inner): return dictValues(of: evaluate(inner, arguments, offset: offset, at: node), by: node)
    case .call(let callee, let given):
      let callee = evaluate(callee, arguments, offset: offset, at: node)
      guard callee != .never, callee != none else { return .never }
      var passed = Arguments()
      passed.positional = given.map { evaluate($0, arguments, offset: offset, at: node) }
      return call(callee, passed, at: node)
    case .container(let name, let contents, let slot):
      let site = site(node, slot)
      for (index, content) in contents.enumerated() {
        let type = evaluate(content, arguments, offset: offset, at: node)
        put(type, into: index == 0 ? sites[Int(site)].item : sites[Int(site)].value)
      }
      return pool.type(.container(name, SiteID(Int(site))))
    case .iterator(let name, let content, let slot):
      let site = site(node, slot)
      put(evaluate(content, arguments, offset: offset, at: node), into: sites[Int(site)].item)
      return pool.type(.iterator(name, SiteID(Int(site))))
    case .fixedTuple(let contents, let slot):
      let site = site(node, slot)
      setItems(contents.map { evaluate($0, arguments, offset: offset, at: node) }, of: site)
      return pool.type(.container("tuple", SiteID(Int(site))))
    case .union(let parts):
      return parts.reduce(.never) { pool.join($0, evaluate($1, arguments, offset: offset, at: node)) }
    }
  }

  /// The result of a builtin that has a line in the table. `offset` 0: the arguments begin with the receiver.
  func apply(_ signature: BuiltinSignature, _ arguments: Arguments, offset: Int, at node: Node) -> TypeRef {
    for effect in signature.effects {
      switch effect {
      case .items(let place, let value):
        let type = evaluate(value, arguments, offset: offset, at: node)
        let target = evaluate(.argument(place, missing: nil), arguments, offset: offset, at: node)
        forSites(of: target) { put(type, into: sites[$0].item) }
      case .values(let place, let value):
        let type = evaluate(value, arguments, offset: offset, at: node)
        let target = evaluate(.argument(place, missing: nil), arguments, offset: offset, at: node)
        forSites(of: target) { put(type, into: sites[$0].value) }
      case .evaluate(let value): _ = evaluate(value, arguments, offset: offset, at: node)
      }
    }
    return evaluate(signature.result, arguments, offset: offset, at: node)
  }

  func forSites(of type: TypeRef, _ body: (Int) -> Void) {
    guard type != .any else { return }
    for atom in pool.kinds(type) {
      switch pool[atom].atom {
      case .container(_, let site): body(site.index)
      case .instance(let id):
        if let site = classNodes[id.index].contents { body(Int(site)) }
      default: break
      }
    }
  }

  // MARK: contents

  /// What iterating over a value of the type gives.
  func items(of type: TypeRef, by node: Node) -> TypeRef {
    guard type != .any else { return .any }
    var result = TypeRef.never
    for atom in pool.kinds(type) { result = pool.join(result, items(ofKind: atom, by: node)) }
    return result
  }

  private func items(ofKind atom: AtomRef, by node: Node) -> TypeRef {
    let key = pool[atom]
    switch key.atom {
    case .container(_, let site), .iterator(_, let site): return siteItems(Int32(site.index), by: node)
    case .generator:
      guard case .instance(let instance) = key.detail else { return .any }
      return read(instances[Int(instance)].yields, by: node)
    case .str: return str
    case .bytes, .native("bytearray"), .native("range"), .native("memoryview"): return int
    case .native("file"), .native("io.StringIO"): return str
    case .native("binary_file"), .native("io.BytesIO"): return bytes
    case .absent, .none, .bool, .int, .bigInt, .float: return .never
    case .instance(let id): return instanceItems(id, atom, by: node)
    default: return .any
    }
  }

  func siteItems(_ site: Int32, by node: Node) -> TypeRef {
    let site = sites[Int(site)]
    var result = read(site.item, by: node)
    for item in site.items ?? [] { result = pool.join(result, read(item, by: node)) }
    return result
  }

  private func instanceItems(_ id: ClassID, _ atom: AtomRef, by node: Node) -> TypeRef {
    if let fields = tupleFields(of: id) {
      return fields.reduce(.never) { pool.join($0, read(attributeCell(id, $1), by: node)) }
    }
    if hasMember("__next__", id, by: node), !hasMember("__iter__", id, by: node) {
      return callMember("__next__", atom, Arguments(), at: node) ?? .any
    }
    if let iterator = callMember("__iter__", atom, Arguments(), at: node) {
      return next(of: iterator, by: node)
    }
    if let item = callMember("__getitem__", atom, Arguments(positional: [int]), at: node) { return item }
    if let container = container(of: id) { return items(ofKind: container, by: node) }
    return .any
  }

  /// What `iter(value)` gives.
  func iterator(of type: TypeRef, by node: Node) -> TypeRef {
    guard type != .any else { return .any }
    var result = TypeRef.never
    for atom in pool.kinds(type) {
      let key = pool[atom]
      switch key.atom {
      case .container(let name, let site): result = pool.join(result, pool.type(.iterator(name, site)))
      case .iterator, .generator, .native("file"), .native("binary_file"): result = pool.join(result, pool.single(atom))
      case .str: result = pool.join(result, pool.type(.iterator("str", SiteID(Int(textSite)))))
      case .bytes: result = pool.join(result, pool.type(.iterator("bytes", SiteID(Int(numberSite)))))
      case .native("range"): result = pool.join(result, pool.type(.iterator("range", SiteID(Int(numberSite)))))
      case .native("bytearray"):
        result = pool.join(result, pool.type(.iterator("bytearray", SiteID(Int(numberSite)))))
      case .instance(let id):
        if let made = callMember("__iter__", atom, Arguments(), at: node) {
          result = pool.join(result, made)
        } else if hasMember("__next__", id, by: node) {
          result = pool.join(result, pool.single(atom))
        } else if let container = container(of: id) {
          result = pool.join(result, iterator(of: pool.single(container), by: node))
        } else {
          result = pool.join(result, iterator(ofSequence: atom, by: node))
        }
      case .absent, .none, .int, .bigInt, .float, .bool: break
      default: return .any
      }
    }
    return result
  }

  /// The iterator that `iter` makes over `__getitem__`.
  private func iterator(ofSequence atom: AtomRef, by node: Node) -> TypeRef {
    let items = items(ofKind: atom, by: node)
    guard items != .any else { return .any }
    let site = site(node, 1)
    put(items, into: sites[Int(site)].item)
    return pool.type(.iterator("sequence", SiteID(Int(site))))
  }

  /// What `next(iterator)` gives.
  func next(of type: TypeRef, by node: Node) -> TypeRef {
    guard type != .any else { return .any }
    var result = TypeRef.never
    for atom in pool.kinds(type) {
      if case .instance = pool[atom].atom {
        result = pool.join(result, callMember("__next__", atom, Arguments(), at: node) ?? .any)
      } else {
        result = pool.join(result, items(ofKind: atom, by: node))
      }
    }
    return result
  }

  /// The values of dicts.
  func dictValues(of type: TypeRef, by node: Node) -> TypeRef {
    guard type != .any else { return .any }
    var result = TypeRef.never
    for atom in pool.kinds(type) {
      if case .container(_, let site) = pool[atom].atom {
        result = pool.join(result, read(sites[site.index].value, by: node))
      } else if case .instance(let id) = pool[atom].atom, let site = classNodes[id.index].contents {
        result = pool.join(result, read(sites[Int(site)].value, by: node))
      } else if pool[atom].atom != .none {
        return .any
      }
    }
    return result
  }
}
