/// Calls: which instance of which function takes the arguments, and what comes back.

import NatrixIR

extension Solver {
  /// What calling a value of the type gives.
  func call(_ callee: TypeRef, _ arguments: Arguments, at node: Node) -> TypeRef {
    guard callee != .any else {
      escape(arguments, at: node)
      return .any
    }
    var result = TypeRef.never
    for atom in pool.kinds(callee) { result = pool.join(result, call(kind: atom, arguments, at: node)) }
    return result
  }

  func call(kind atom: AtomRef, _ arguments: Arguments, at node: Node) -> TypeRef {
    guard depth < 40 else { return .any }
    depth += 1
    defer { depth -= 1 }
    let key = pool[atom]
    switch key.atom {
    case .function(let function):
      var environment: Int32 = -1
      if case .instance(let maker) = key.detail { environment = maker }
      return call(function: function, environment: environment, arguments, at: node)
    case .boundMethod(let function, _):
      guard case .receiver(let receiver) = key.detail else { return .any }
      return call(function: function, bind(receiver, arguments), at: node)
    case .classObject(let id): return instantiate(id, arguments, at: node)
    case .builtin(let name): return callBuiltin(name, arguments, at: node)
    case .builtinMethod(let name):
      guard case .receiver(let receiver) = key.detail else { return .any }
      return callMethod(name, receiver, arguments, at: node)
    case .instance: return callMember("__call__", atom, arguments, at: node) ?? .any
    case .absent, .none: return .never
    case .native(let name): return callWrapper(name, key.detail, arguments, at: node)
    default:
      escape(arguments, at: node)
      return .any
    }
  }

  private func bind(_ receiver: AtomRef, _ arguments: Arguments) -> Arguments {
    var bound = arguments
    bound.positional.insert(pool.single(receiver), at: 0)
    if !bound.nodes.isEmpty { bound.nodes.insert(-1, at: 0) }
    return bound
  }

  /// A call of a function of the program: its parameters take the arguments.
  func call(
    function: FunctionID, environment: Int32 = -1, _ arguments: Arguments, at node: Node
  ) -> TypeRef {
    guard !isLibrary(function) else {
      escape(arguments, at: node)
      return .any
    }
    guard accepts(program.functions[function.index], arguments) else { return .never }
    guard let number = chooseInstance(of: function, environment: environment, arguments, at: node) else { return .never }
    let instance = instances[Int(number)]
    bindParameters(function, instance, arguments)
    return result(of: number, by: node)
  }

  /// Whether so many arguments fit; a call of one of several functions mostly means those that they fit.
  private func accepts(_ code: Function, _ arguments: Arguments) -> Bool {
    let signature = code.signature
    let positional = code.positionalCount
    if arguments.positional.count > positional, signature.variadic == nil { return false }
    if arguments.star != nil || arguments.doubleStar != nil { return true }
    let required = positional - code.defaultCount
    guard arguments.positional.count < required else { return true }
    let names = signature.all.prefix(positional)
    let missing = names[arguments.positional.count..<required]
    return missing.allSatisfy { name in arguments.keywords.contains { $0.name == name } }
  }

  func result(of number: Int32, by node: Node) -> TypeRef {
    let instance = instances[Int(number)]
    switch program.functions[instance.function.index].kind {
    case .generator, .coroutine, .asyncGenerator:
      return pool.type(.generator(instance.function), .instance(number))
    case .module, .function, .lambda, .comprehension, .classBody: return read(instance.result, by: node)
    }
  }

  private func bindParameters(_ function: FunctionID, _ instance: Instance, _ arguments: Arguments) {
    let code = program.functions[function.index]
    let signature = code.signature
    let names = signature.all
    let positional = code.positionalCount
    let fixed = positional + signature.keywordOnly.count
    var isGiven = [Bool](repeating: false, count: names.count)
    for (index, type) in arguments.positional.enumerated() {
      if index < positional {
        put(type, into: instance.parameters[index])
        if index < isGiven.count { isGiven[index] = true }
      }
    }
    if signature.variadic != nil { bindRest(Array(arguments.positional.dropFirst(positional)), arguments.star, instance, fixed) }
    if let star = arguments.star {
      for index in min(arguments.positional.count, positional)..<positional {
        put(star, into: instance.parameters[index])
        isGiven[index] = true
      }
    }
    for (name, type) in arguments.keywords {
      if let index = names.prefix(fixed).firstIndex(of: name), index >= signature.positionalOnly.count {
        put(type, into: instance.parameters[index])
        isGiven[index] = true
      } else if signature.keywords != nil {
        put(type, into: keywordValue(instance, names.count - 1))
      }
    }
    if let rest = arguments.doubleStar {
      for index in 0..<fixed where !isGiven[index] { put(rest, into: instance.parameters[index]) }
      if signature.keywords != nil { put(rest, into: keywordValue(instance, names.count - 1)) }
    }
    for index in 0..<min(fixed, isGiven.count) where !isGiven[index] || arguments.doubleStar != nil {
      if let value = defaultCell(function, index) { flow(value, into: instance.parameters[index]) }
    }
  }

  /// What `*args` takes.
  private func bindRest(_ rest: [TypeRef], _ star: TypeRef?, _ instance: Instance, _ index: Int) {
    let site = site(instance.parameters[index], 1)
    guard let star else { return setItems(rest, of: site) }
    loosen(site)
    for type in rest + [star] { put(type, into: sites[Int(site)].item) }
  }

  private func keywordValue(_ instance: Instance, _ index: Int) -> Node {
    sites[Int(site(instance.parameters[index], 2))].value
  }

  /// `*args` is a tuple, `**kwargs` a dict with strings as keys.
  func prepareVariadics(of number: Int32) {
    let instance = instances[Int(number)]
    let signature = program.functions[instance.function.index].signature
    var index = signature.positionalCount + signature.keywordOnly.count
    if signature.variadic != nil {
      put(pool.type(.container("tuple", SiteID(Int(site(instance.parameters[index], 1))))), into: instance.parameters[index])
      index += 1
    }
    if signature.keywords != nil {
      let site = site(instance.parameters[index], 2)
      put(str, into: sites[Int(site)].item)
      put(pool.type(.container("dict", SiteID(Int(site)))), into: instance.parameters[index])
    }
  }

  // MARK: functions as values

  /// The cell of a parameter's default.
  func defaultCell(_ function: FunctionID, _ index: Int) -> Node? {
    let code = program.functions[function.index]
    if defaults[function.index].isEmpty {
      let count = code.signature.positionalCount + code.signature.keywordOnly.count
      defaults[function.index] = (0..<count).map { _ in makeNode() }
    }
    return defaults[function.index].indices.contains(index) ? defaults[function.index][index] : nil
  }

  func makeFunction(_ instruction: Instruction, _ base: Node, at node: Node) -> TypeRef {
    guard let id = instruction.function else { return .any }
    let code = program.functions[id.index]
    let given = base + Node(instruction.inputs[0].index)
    if code.defaultCount > 0 {
      let first = code.signature.positionalCount - code.defaultCount
      for index in 0..<code.defaultCount {
        guard let cell = defaultCell(id, first + index) else { continue }
        put(item(index, of: types[Int(given)], by: node), into: cell)
      }
    }
    let keywordDefaults = base + Node(instruction.inputs[1].index)
    if let made = self.instruction(keywordDefaults), made.primitive?.id == .build_dict {
      for pair in stride(from: 0, to: made.inputs.count - 1, by: 2) {
        guard let name = text(base + Node(made.inputs[pair].index)),
          let place = code.signature.keywordOnly.firstIndex(of: name),
          let cell = defaultCell(id, code.signature.positionalCount + place)
        else { continue }
        let value = base + Node(made.inputs[pair + 1].index)
        depend(node, on: value)
        put(types[Int(value)], into: cell)
      }
    }
    let cells = instruction.inputs.dropFirst(3).map { types[Int(base + Node($0.index))] }
    for (cell, type) in zip(closure(of: id, environment: -1), cells) { put(type, into: cell) }
    let maker = owner[Int(node)]
    guard maker != generalOf[instances[Int(maker)].function.index], !cells.isEmpty || code.isComprehension else {
      return pool.type(.function(id))
    }
    for (cell, type) in zip(closure(of: id, environment: maker), cells) { put(type, into: cell) }
    return pool.type(.function(id), .instance(maker))
  }

  /// What the closure cells of a function may be that an instance has made (-1: that any has made).
  func closure(of function: FunctionID, environment: Int32) -> [Node] {
    let key = UInt64(function.index) << 32 | UInt64(UInt32(bitPattern: environment))
    if let known = closures[key] { return known }
    let made = program.functions[function.index].freeVariables.map { _ in makeNode() }
    closures[key] = made
    return made
  }

  /// Item `index` of tuples; of other containers any item.
  /// Tuples of other lengths than `count` are not meant.
  func item(_ index: Int, of type: TypeRef, count: ClosedRange<Int>? = nil, by node: Node) -> TypeRef {
    guard type != .any else { return .any }
    var result = TypeRef.never
    for atom in pool.kinds(type) {
      let one: TypeRef
      switch pool[atom].atom {
      case .container("tuple", let site):
        depend(node, on: sites[site.index].item)
        if let items = sites[site.index].items {
          if let count, !count.contains(items.count) { continue }
          let place = index < 0 ? index + items.count : index
          one = items.indices.contains(place) ? read(items[place], by: node) : .never
        } else {
          one = siteItems(Int32(site.index), by: node)
        }
      case .instance(let id):
        if let fields = tupleFields(of: id) {
          guard fields.indices.contains(index), count?.contains(fields.count) ?? true else { continue }
          one = read(attributeCell(id, fields[index]), by: node)
        } else {
          one = items(of: pool.single(atom), by: node)
        }
      default: one = items(of: pool.single(atom), by: node)
      }
      result = pool.join(result, one)
    }
    return result
  }

  /// What goes to unknown code. Functions are often given with their arguments: `submit(f, a, b)`,
  /// `Thread(target=f, args=(a, b))`.
  func escape(_ arguments: Arguments, at node: Node) {
    for type in arguments.all { escape(type) }
    for (index, type) in arguments.positional.enumerated() where type != .any && type != .never {
      let rest = Array(arguments.positional[(index + 1)...])
      guard !rest.isEmpty else { break }
      for atom in pool.kinds(type) { callLater(atom, rest, at: node) }
    }
    if let target = arguments.keyword("target"), target != .any, let given = arguments.keyword("args") {
      let passed = starArguments(given, absent, by: node)
      for atom in pool.kinds(target) { callLater(atom, passed.positional, at: node) }
    }
  }

  private func callLater(_ atom: AtomRef, _ given: [TypeRef], at node: Node) {
    let function: FunctionID
    var own = 0
    switch pool[atom].atom {
    case .function(let id): function = id
    case .boundMethod(let id, _):
      function = id
      own = 1
    default: return
    }
    let code = program.functions[function.index]
    let count = code.signature.positionalCount - own
    guard given.count <= count, !isLibrary(function) else { return }
    var all = given
    let missing = count - code.defaultCount - given.count
    if missing > 0 { all = [TypeRef](repeating: .any, count: missing) + all }
    _ = call(kind: atom, Arguments(positional: all), at: node)
  }

  /// Something goes where inference does not follow it: functions may be called from there.
  func escape(_ type: TypeRef) {
    guard type != .any, type != .never else { return }
    for atom in pool.kinds(type) {
      switch pool[atom].atom {
      case .function(let function), .boundMethod(let function, _): escaped[function.index] = true
      case .container(let name, let site):
        if name != "tuple" {
          put(.any, into: sites[site.index].item)
          put(.any, into: sites[site.index].value)
        }
      default: break
      }
    }
  }

  // MARK: keywords and stars

  private enum StarPart {
    case item(Node)
    case spread(Node?, TypeRef)
  }

  /// `f(a, *b, c)`: what its tuple is made of, when it is made for the call.
  private func parts(of tuple: Node) -> [StarPart]? {
    guard let made = instruction(tuple), made.primitive?.id == .list_to_tuple, let base = base(of: tuple),
      let list = instruction(base + Node(made.inputs[0].index)), list.primitive?.id == .build_list,
      let shape = shapes[instances[Int(owner[Int(tuple)])].function.index]
    else { return nil }
    var result = list.inputs.map { StarPart.item(base + Node($0.index)) }
    let value = made.inputs[0].index
    for user in shape.users[Int(shape.start[value])..<Int(shape.start[value + 1])] {
      guard let use = instruction(base + Node(user)), use.inputs.first?.index == value else { return nil }
      switch use.primitive?.id {
      case .list_add: result.append(.item(base + Node(use.inputs[1].index)))
      case .list_extend, .list_extend_arguments: result.append(.spread(base + Node(use.inputs[1].index), .never))
      case .list_to_tuple: break
      default: return nil
      }
    }
    return result
  }

  /// The items of tuples that have all the same length.
  private func fixedItems(of type: TypeRef, by node: Node) -> [TypeRef]? {
    guard type != .any, type != .never else { return nil }
    var result: [TypeRef]?
    for atom in pool.kinds(type) {
      guard case .container("tuple", let site) = pool[atom].atom else { return nil }
      depend(node, on: sites[site.index].item)
      guard let items = sites[site.index].items else { return nil }
      let found = items.map { read($0, by: node) }
      guard result == nil || result?.count == found.count else { return nil }
      result = result.map { zip($0, found).map { pool.join($0, $1) } } ?? found
    }
    return result
  }

  /// The names of keyword arguments: a constant tuple.
  func keywordNames(_ node: Node) -> [String] {
    guard case .tuple(let names)? = constant(node) else { return [] }
    return names.map { name in
      guard case .string(let points) = name else { return "" }
      var result = String.UnicodeScalarView()
      for point in points { result.append(Unicode.Scalar(point) ?? "?") }
      return String(result)
    }
  }

  func arguments(_ inputs: ArraySlice<ValueID>, keywords: [String] = [], base: Node) -> Arguments {
    var arguments = Arguments()
    let plain = inputs.count - keywords.count
    for (index, input) in inputs.enumerated() {
      let node = base + Node(input.index)
      if index < plain {
        arguments.positional.append(types[Int(node)])
        arguments.nodes.append(node)
      } else {
        arguments.keywords.append((keywords[index - plain], types[Int(node)]))
      }
    }
    return arguments
  }

  /// `f(*tuple, **dict)`.
  func starArguments(_ tuple: TypeRef, _ mapping: TypeRef, _ given: Node? = nil, by node: Node) -> Arguments {
    var arguments = Arguments()
    for part in given.flatMap(parts) ?? [.spread(nil, tuple)] {
      switch part {
      case .item(let item):
        depend(node, on: item)
        if arguments.star == nil {
          arguments.positional.append(types[Int(item)])
        } else {
          arguments.star = arguments.star.map { pool.join($0, types[Int(item)]) }
        }
      case .spread(let source, let type):
        if let source { depend(node, on: source) }
        let type = source.map { types[Int($0)] } ?? type
        if arguments.star == nil, let items = fixedItems(of: type, by: node) {
          arguments.positional += items
        } else {
          arguments.star = pool.join(arguments.star ?? .never, items(of: type, by: node))
        }
      }
    }
    let given = pool.filter(mapping) { $0.atom != .absent }
    if given != .never { arguments.doubleStar = dictValues(of: given, by: node) }
    return arguments
  }
}
