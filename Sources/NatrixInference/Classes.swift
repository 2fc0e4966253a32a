/// Class statements: their bases and members, and what calling them makes.

import NatrixIR

/// What the solver keeps of a class besides `ClassInfo`.
struct ClassNodes {
  var members: [String: Node] = [:]
  var memberNames: [String] = []
  var attributes: [String: Node] = [:]
  var attributeNames: [String] = []
  var isEnum = false
  /// Of an enum: what its members were defined as.
  var values: Node
  /// Fields in order: of dataclasses and named tuples.
  var fields: [String] = []
  var isNamedTuple = false
  /// Attributes stored under names that are not known, as a dict.
  var dynamic: Int32?
  /// Of a class derived from a builtin container: what its instances hold.
  var contents: Int32?
}

extension Solver {
  func buildClass(_ instruction: Instruction, _ base: Node, at node: Node) -> TypeRef {
    let input = { (index: Int) in self.types[Int(base + Node(instruction.inputs[index].index))] }
    guard input(0) != .any, let first = pool.kinds(input(0)).first, case .function(let body) = pool[first].atom
    else { return input(0) == .never ? .never : .any }
    let number = Int(owner[Int(node)])
    let maker = instances[number].function
    let key = UInt64(maker.index) << 32 | UInt64(node - base)
    if let known = classAtSite[key] { return pool.type(.classObject(known)) }
    let tuple = input(2)
    guard let bases = bases(tuple, by: node) else { return .never }
    let id = ClassID(classes.all.count)
    classAtSite[key] = id
    classOfBody[body.index] = id
    var info = ClassInfo(
      id: id, name: text(base + Node(instruction.inputs[1].index)) ?? program.functions[body.index].name,
      module: module(of: maker), body: body, maker: maker, site: ValueID(Int(node - base)))
    var nodes = ClassNodes(values: makeNode())
    for type in bases { add(type, to: &info, &nodes) }
    if pool.filter(input(3), { $0.atom != .absent }) != .never { readKeywords(base + Node(instruction.inputs[3].index), base, &info) }
    info.isStatic = isStatic(node, base, maker)
    let graph = program.functions[body.index].generic
    for block in graph.reversePostorder() {
      for value in graph[block].instructions where graph[value].primitive?.id == .store_name {
        guard let name = graph[value].nameAttribute, nodes.members[name] == nil else { continue }
        nodes.members[name] = makeNode()
        nodes.memberNames.append(name)
        if name == "__slots__" { info.hasSlots = true }
      }
    }
    if case .tuple(let names)? = constant(base + Node(instruction.inputs[4].index)) {
      for case .string(let points) in names {
        var text = String.UnicodeScalarView()
        for point in points { text.append(Unicode.Scalar(point) ?? "?") }
        info.attributes.append(String(text))
      }
    }
    for ancestor in info.bases.reversed() {
      let inherited = classes[ancestor].attributes
      info.attributes = inherited + info.attributes.filter { !inherited.contains($0) }
      nodes.isEnum = nodes.isEnum || classNodes[ancestor.index].isEnum
      nodes.isNamedTuple = nodes.isNamedTuple || classNodes[ancestor.index].isNamedTuple
    }
    if let native = info.nativeBase, Solver.containers.contains(native), !nodes.isNamedTuple { nodes.contents = Int32(makeSite()) }
    nodes.fields = info.bases.flatMap { classNodes[$0.index].fields } + annotatedNames(graph)
    info.mro = linearise(info)
    if info.mro.isEmpty {
      info.isOpaque = true
      info.mro = [id]
    }
    classes.all.append(info)
    classNodes.append(nodes)
    for ancestor in info.mro.dropFirst() { classes[ancestor].descendants.append(id) }
    for name in nodes.memberNames {
      if let waiting = watches[name] { wake(waiting) }
    }
    _ = instance(of: body)
    return pool.type(.classObject(id))
  }

  private static let containers: Set<String> = [
    "list", "tuple", "dict", "set", "frozenset", "deque", "OrderedDict", "defaultdict", "Counter",
  ]

  /// An instance of a class derived from a builtin container, as that container.
  func container(of id: ClassID) -> AtomRef? {
    guard let site = classNodes[id.index].contents, let native = classes[id].nativeBase else { return nil }
    return pool.atom(.container(native, SiteID(Int(site))))
  }

  /// The base classes; nil while one of them has not been seen yet.
  private func bases(_ tuple: TypeRef, by node: Node) -> [TypeRef]? {
    if tuple == .never { return nil }
    guard tuple != .any, let atom = pool.kinds(tuple).first, case .container("tuple", let site) = pool[atom].atom,
      let items = sites[site.index].items
    else { return tuple == .any ? [.any] : [] }
    let all = items.map { read($0, by: node) }
    let isWaiting = zip(items, all).contains { $1 == .never && !sawUnknown[Int($0)] }
    return isWaiting ? nil : all.map { $0 == .never ? .any : $0 }
  }

  private func add(_ base: TypeRef, to info: inout ClassInfo, _ nodes: inout ClassNodes) {
    guard base != .any, pool.kinds(base).count == 1 else {
      info.isOpaque = true
      return
    }
    switch pool[pool.kinds(base)[0]].atom {
    case .classObject(let id):
      info.bases.append(id)
      info.nativeBase = info.nativeBase ?? classes[id].nativeBase
      info.isOpaque = info.isOpaque || classes[id].isOpaque
      info.isDataclass = info.isDataclass || classes[id].isDataclass
      info.hasPlainMetaclass = info.hasPlainMetaclass && classes[id].hasPlainMetaclass
    case .builtin("object"), .builtin("typing.Generic"): break
    case .builtin("abc.ABC"), .builtin("typing.Protocol"): info.hasPlainMetaclass = false
    case .builtin("typing.NamedTuple"):
      info.nativeBase = "tuple"
      nodes.isNamedTuple = true
      info.isOpaque = true
    case .builtin(let name) where name.hasPrefix("enum."):
      nodes.isEnum = true
      info.nativeBase = name == "enum.IntEnum" || name == "enum.IntFlag" ? "int" : nil
      info.isOpaque = true
    case .builtin(let name) where Signatures.builtinNames.contains(name) || isException(name): info.nativeBase = name
    case .builtin("collections.deque"): info.nativeBase = "deque"
    case .builtin("collections.OrderedDict"): info.nativeBase = "OrderedDict"
    case .builtin("collections.defaultdict"): info.nativeBase = "defaultdict"
    case .builtin("collections.Counter"): info.nativeBase = "Counter"
    default: info.isOpaque = true
    }
  }

  private func readKeywords(_ node: Node, _ base: Node, _ info: inout ClassInfo) {
    info.hasPlainMetaclass = false
    guard let made = instruction(node), made.primitive?.id == .build_dict, made.inputs.count == 2,
      text(base + Node(made.inputs[0].index)) == "metaclass"
    else {
      info.isOpaque = true
      return
    }
    let value = types[Int(base + Node(made.inputs[1].index))]
    if value != pool.type(.builtin("abc.ABCMeta")) { info.isOpaque = true }
  }

  /// At the module's top level, outside of loops.
  private func isStatic(_ node: Node, _ base: Node, _ maker: FunctionID) -> Bool {
    guard program.functions[maker.index].kind == .module else { return false }
    if loopsOfModules[maker.index] == nil {
      let graph = program.functions[maker.index].generic
      var values = [Bool](repeating: false, count: graph.values.count)
      for (block, isLoop) in zip(graph.blocks, graph.blocksInLoops()) where isLoop {
        for value in block.instructions { values[value.index] = true }
      }
      loopsOfModules[maker.index] = values
    }
    return loopsOfModules[maker.index].map { !$0[Int(node - base)] } ?? false
  }

  /// Names that a class body annotates, in order; those of class variables not.
  private func annotatedNames(_ graph: Graph) -> [String] {
    var names: [String] = []
    for block in graph.reversePostorder() {
      for value in graph[block].instructions where graph[value].primitive?.id == .store_subscript {
        let inputs = graph[value].inputs
        guard graph[inputs[0]].primitive?.id == .load_name, graph[inputs[0]].nameAttribute == "__annotations__",
          case .string(let points)? = graph[inputs[1]].constant
        else { continue }
        var name = String.UnicodeScalarView()
        for point in points { name.append(Unicode.Scalar(point) ?? "?") }
        if !names.contains(String(name)), !isClassVariable(graph[inputs[2]], graph) { names.append(String(name)) }
      }
    }
    return names
  }

  private func isClassVariable(_ annotation: Instruction, _ graph: Graph) -> Bool {
    if annotation.nameAttribute == "ClassVar" { return true }
    return annotation.primitive?.id == .subscript && isClassVariable(graph[annotation.inputs[0]], graph)
  }

  /// C3; empty when there is no order.
  private func linearise(_ info: ClassInfo) -> [ClassID] {
    var lists = info.bases.map { classes[$0].mro } + [info.bases]
    var result = [info.id]
    while true {
      lists.removeAll { $0.isEmpty }
      if lists.isEmpty { return result }
      let next = lists.lazy.compactMap(\.first).first { head in !lists.contains { $0.dropFirst().contains(head) } }
      guard let next else { return [] }
      result.append(next)
      for index in lists.indices where lists[index].first == next { lists[index].removeFirst() }
    }
  }

  func isException(_ name: String) -> Bool {
    name.hasSuffix("Error") || name.hasSuffix("Exception") || name.hasSuffix("Warning")
      || ["StopIteration", "StopAsyncIteration", "KeyboardInterrupt", "SystemExit", "GeneratorExit"].contains(name)
  }

  func tupleFields(of id: ClassID) -> [String]? {
    classNodes[id.index].isNamedTuple ? classNodes[id.index].fields : nil
  }

  /// `namedtuple(name, fields)`: a class without a body.
  func namedTuple(_ arguments: Arguments, at node: Node) -> TypeRef {
    guard let number = Int(exactly: owner[Int(node)]), number >= 0, arguments.nodes.count > 1,
      let fields = fieldNames(arguments.nodes[1])
    else { return .any }
    let (maker, base) = (instances[number].function, instances[number].base)
    let key = UInt64(maker.index) << 32 | UInt64(node - base)
    if let known = classAtSite[key] { return pool.type(.classObject(known)) }
    let id = ClassID(classes.all.count)
    classAtSite[key] = id
    var info = ClassInfo(
      id: id, name: text(arguments.nodes[0]) ?? "namedtuple", module: module(of: maker), body: maker, maker: maker,
      site: ValueID(Int(node - base)))
    info.nativeBase = "tuple"
    info.isOpaque = true
    info.mro = [id]
    info.attributes = fields
    classes.all.append(info)
    var nodes = ClassNodes(values: makeNode())
    nodes.fields = fields
    nodes.isNamedTuple = true
    classNodes.append(nodes)
    return pool.type(.classObject(id))
  }

  /// "x y", "x, y", ("x", "y") or ["x", "y"].
  private func fieldNames(_ node: Node) -> [String]? {
    if let text = text(node) { return text.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init) }
    if case .tuple? = constant(node) { return keywordNames(node) }
    guard let instruction = instruction(node), instruction.primitive?.id == .build_list, let base = base(of: node)
    else { return nil }
    let names = instruction.inputs.map { text(base + Node($0.index)) }
    return names.contains(nil) ? nil : names.compactMap { $0 }
  }

  // MARK: instances

  func instantiate(_ id: ClassID, _ arguments: Arguments, at node: Node) -> TypeRef {
    let made = pool.atom(.instance(id))
    if classNodes[id.index].isEnum { return pool.single(made) }
    depend(node, on: watch("@dataclass"))
    var result = pool.single(made)
    if let cell = member("__new__", of: id, by: node) {
      var given = arguments
      given.positional.insert(pool.type(.classObject(id)), at: 0)
      given.nodes = []
      result = call(read(cell, by: node), given, at: node)
    }
    if let cell = member("__init__", of: id, by: node) {
      let type = read(cell, by: node)
      if type != .any {
        for kind in pool.kinds(type) {
          _ = call(bound(kind, to: made, nil, at: node), arguments, at: node)
        }
      }
    } else if classes[id].isDataclass || classNodes[id.index].isNamedTuple {
      fillFields(id, arguments, at: node)
      _ = callMember("__post_init__", made, Arguments(), at: node)
    } else if let container = container(of: id), let native = classes[id].nativeBase {
      _ = callMethod(native + ".__init__", container, arguments, at: node)
    } else if classes[id].isOpaque || classes[id].nativeBase != nil {
      escape(arguments, at: node)
    }
    return result
  }

  private func fillFields(_ id: ClassID, _ arguments: Arguments, at node: Node) {
    for (index, field) in classNodes[id.index].fields.enumerated() {
      let cell = attributeCell(id, field)
      if arguments.positional.indices.contains(index) {
        put(arguments.positional[index], into: cell)
      } else if let given = arguments.keyword(field) {
        put(given, into: cell)
      } else if let star = arguments.star ?? arguments.doubleStar {
        put(star, into: cell)
      } else if let value = member(field, of: id, by: node) {
        put(defaultValue(read(value, by: node), by: node), into: cell)
      }
    }
  }

  /// The default that a dataclass's member stands for: `field(default_factory=…)` is not itself one.
  private func defaultValue(_ type: TypeRef, by node: Node) -> TypeRef {
    guard type != .any else { return .any }
    var result = TypeRef.never
    for kind in pool.kinds(type) {
      if case .native("dataclasses.Field") = pool[kind].atom, case .call(let made) = pool[kind].detail {
        result = pool.join(result, read(sites[Int(site(made, 7))].item, by: node))
      } else {
        result = pool.join(result, pool.single(kind))
      }
    }
    return result
  }
}
