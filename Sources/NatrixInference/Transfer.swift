/// What each instruction gives, and what it puts where.

import CPrimitives
import NatrixIR
import NatrixSupport

extension Solver {
  func visit(_ node: Node) {
    let number = Int(owner[Int(node)])
    guard number >= 0 else { return }
    let function = instances[number].function
    let base = instances[number].base
    let value = Int(node - base)
    if let refinement = shapes[function.index]?.refinement(value) {
      set(node, refined(refinement, base, node))
      return
    }
    var instruction = program.functions[function.index].generic.values[value]
    if let inputs = shapes[function.index]?.renamed[value] { instruction.inputs = inputs }
    if let type = transfer(instruction, function, number, base, node) { set(node, type) }
  }

  private func transfer(
    _ instruction: Instruction, _ function: FunctionID, _ number: Int, _ base: Node, _ node: Node
  ) -> TypeRef? {
    let inputs = instruction.inputs
    func x(_ index: Int) -> TypeRef { types[Int(base) + inputs[index].index] }
    switch instruction.opcode {
    case .constant: return instruction.constant.map { constantType($0, node) }
    case .parameter:
      if program.functions[function.index].takesNamespace { return pool.type(.native("namespace")) }
      guard let index = instruction.integer else { return .any }
      return read(instances[number].parameters[index], by: node)
    case .phi:
      for input in inputs { set(node, types[Int(base) + input.index]) }
      return nil
    case .copy: return x(0)
    case .primitive:
      guard let primitive = instruction.primitive else { return .any }
      return transfer(primitive.id, instruction, function, number, base, node)
    case .loadMethod:
      guard let name = instruction.nameAttribute else { return .any }
      return loadAttribute(x(0), name, at: node)
    case .methodSelf: return pool.join(absent, .any)
    case .callKnown:
      let arguments = arguments(inputs.dropFirst(), base: base)
      if x(0) == .any, let target = instruction.function { return call(function: target, arguments, at: node) }
      return call(x(0), arguments, at: node)
    case .callKnownMethod:
      let arguments = arguments(inputs.dropFirst(2), base: base)
      if x(0) == .any, let target = instruction.function { return callGuessed(target, arguments, at: node) }
      return call(x(0), arguments, at: node)
    case .callBuiltin: return call(x(0), arguments(inputs.dropFirst(), base: base), at: node)
    case .callBuiltinMethod: return call(x(0), arguments(inputs.dropFirst(3), base: base), at: node)
    case .unpack: return bool
    case .unpackItem: return unpacked(instruction, base, node)
    case .yield:
      put(x(0), into: instances[number].yields)
      return pool.join(none, read(instances[number].sent, by: node))
    case .resumed: return .any
    case .return:
      put(x(0), into: instances[number].result)
      return nil
    // The generic graph has no fast code.
    case .jump, .branch, .fail, .check, .traceback, .suspend, .unreachable, .state, .virtual, .guardCallee, .kindIndex, .callFast, .exit:
      return nil
    }
  }

  /// A method of an unknown object, of which the module's classes have one by the name.
  private func callGuessed(_ target: FunctionID, _ arguments: Arguments, at node: Node) -> TypeRef {
    for type in arguments.all { escape(type) }
    guard !isLibrary(target), let known = instancesOf[target.index].first else { return .any }
    let cell = sites[Int(site(node, 20))].item
    put(result(of: known, by: node), into: cell)
    return readHedged(cell, by: node)
  }

  private func constantType(_ constant: Constant, _ node: Node, slot: Int = 0) -> TypeRef {
    switch constant {
    case .none: return none
    case .true, .false: return bool
    case .ellipsis: return pool.type(.ellipsis)
    case .notImplemented: return pool.type(.notImplemented)
    case .absent: return absent
    case .integer(let digits): return Int(digits) == nil ? bigInt : int
    case .float: return float
    case .complex: return complex
    case .string: return str
    case .bytes: return bytes
    case .tuple(let items):
      let site = constantSite(constant)
      setItems(items.map { constantType($0, node) }, of: site)
      return pool.type(.container("tuple", SiteID(Int(site))))
    case .frozenSet(let items):
      let site = constantSite(constant)
      for item in items { put(constantType(item, node), into: sites[Int(site)].item) }
      return pool.type(.container("frozenset", SiteID(Int(site))))
    }
  }

  /// Constant tuples of equal types share their site.
  private func constantSite(_ constant: Constant) -> Int32 {
    let key = kindText(constant)
    if let known = constantSites[key] { return known }
    let made = Int32(makeSite())
    constantSites[key] = made
    return made
  }

  private func kindText(_ constant: Constant) -> String {
    switch constant {
    case .none: "n"
    case .true, .false: "b"
    case .ellipsis: "e"
    case .notImplemented: "N"
    case .absent: "a"
    case .integer(let digits): Int(digits) == nil ? "I" : "i"
    case .float: "f"
    case .complex: "c"
    case .string: "s"
    case .bytes: "y"
    case .tuple(let items):
      items.count > 32 ? "(" + Set(items.map(kindText)).sorted().joined() + "…\(items.count))" : "(" + items.map(kindText).joined() + ")"
    case .frozenSet(let items): "{" + Set(items.map(kindText)).sorted().joined() + "}"
    }
  }

  private func unpacked(_ instruction: Instruction, _ base: Node, _ node: Node) -> TypeRef {
    guard let unpack = instruction.inputs.first, let index = instruction.integer else { return .any }
    let operation = self.instruction(base + Node(unpack.index))
    guard let operation, let source = operation.inputs.first else { return .any }
    let cell = base + Node(source.index)
    depend(node, on: cell)
    let type = types[Int(cell)]
    let numbers = operation.attributes.compactMap { attribute -> Int? in
      if case .integer(let value) = attribute { return value }
      return nil
    }
    guard numbers.count > 1 else {
      let count = numbers.first ?? index + 1
      return item(index, of: type, count: count...count, by: node)
    }
    let (before, after) = (numbers[0], numbers[1])
    let count = before + after...Int.max
    if index < before { return item(index, of: type, count: count, by: node) }
    if index > before { return item(index - before - 1 - after, of: type, count: count, by: node) }
    let site = site(node, 1)
    put(items(of: type, by: node), into: sites[Int(site)].item)
    return pool.type(.container("list", SiteID(Int(site))))
  }

  // MARK: primitives

  private func transfer(
    _ id: PrimitiveID, _ instruction: Instruction, _ function: FunctionID, _ number: Int, _ base: Node, _ node: Node
  ) -> TypeRef? {
    let inputs = instruction.inputs
    func x(_ index: Int) -> TypeRef { types[Int(base) + inputs[index].index] }
    func at(_ index: Int) -> Node { base + Node(inputs[index].index) }
    func operate(_ op: Operator, inPlace: Bool = false) -> TypeRef {
      binary(op, x(0), x(1), inPlace: inPlace, exponent: at(1), at: node)
    }
    switch id {
    case .add: return operate(.add)
    case .sub: return operate(.sub)
    case .mul: return operate(.mul)
    case .matmul: return operate(.matmul)
    case .truediv: return operate(.truediv)
    case .floordiv: return operate(.floordiv)
    case .mod: return operate(.mod)
    case .pow: return operate(.pow)
    case .lshift: return operate(.lshift)
    case .rshift: return operate(.rshift)
    case .and: return operate(.and)
    case .xor: return operate(.xor)
    case .or: return operate(.or)
    case .iadd: return operate(.add, inPlace: true)
    case .isub: return operate(.sub, inPlace: true)
    case .imul: return operate(.mul, inPlace: true)
    case .imatmul: return operate(.matmul, inPlace: true)
    case .itruediv: return operate(.truediv, inPlace: true)
    case .ifloordiv: return operate(.floordiv, inPlace: true)
    case .imod: return operate(.mod, inPlace: true)
    case .ipow: return operate(.pow, inPlace: true)
    case .ilshift: return operate(.lshift, inPlace: true)
    case .irshift: return operate(.rshift, inPlace: true)
    case .iand: return operate(.and, inPlace: true)
    case .ixor: return operate(.xor, inPlace: true)
    case .ior: return operate(.or, inPlace: true)
    case .negative: return unary("__neg__", x(0), at: node)
    case .positive: return unary("__pos__", x(0), at: node)
    case .invert: return unary("__invert__", x(0), at: node)
    case .lt: return operate(.lt)
    case .le: return operate(.le)
    case .eq: return operate(.eq)
    case .ne: return operate(.ne)
    case .gt: return operate(.gt)
    case .ge: return operate(.ge)
    case .lt_truth: return operate(.lt) == .never ? nil : bool
    case .le_truth: return operate(.le) == .never ? nil : bool
    case .eq_truth: return operate(.eq) == .never ? nil : bool
    case .ne_truth: return operate(.ne) == .never ? nil : bool
    case .gt_truth: return operate(.gt) == .never ? nil : bool
    case .ge_truth: return operate(.ge) == .never ? nil : bool
    case .contains_truth:
      reachMember("__contains__", of: x(1), Arguments(positional: [x(0)]), at: node)
      return bool
    case .truth_of:
      reachMember("__bool__", of: x(0), Arguments(), at: node)
      return bool
    case .is_same, .has_code, .has_layout, .left_first, .not_of, .is_stop, .is_async_stop, .match_sequence, .match_mapping, .exception_matches: return bool
    case .bool_of: return bool
    case .load_attr: return loadAttribute(x(0), instruction.nameAttribute ?? "", at: node)
    case .store_attr:
      storeAttribute(x(0), instruction.nameAttribute ?? "", x(1), at: node)
      return nil
    case .delete_attr, .delete_subscript: return nil
    case .subscript: return subscripted(x(0), x(1), keyNode: at(1), at: node)
    case .subscript_slice: return sliced(x(0), at(1), at(2), at: node)
    case .subscript_step: return subscripted(x(0), sliceType, keyNode: nil, at: node)
    case .store_slice:
      storeSubscript(x(0), sliceType, x(3), at: node)
      return nil
    case .store_subscript:
      storeSubscript(x(0), x(1), x(2), at: node)
      return nil
    case .call_values: return call(x(0), arguments(inputs.dropFirst(), base: base), at: node)
    case .call_keywords:
      return call(x(0), arguments(inputs.dropFirst(2), keywords: keywordNames(at(1)), base: base), at: node)
    case .call_loaded: return call(x(0), arguments(inputs.dropFirst(2), base: base), at: node)
    case .call_loaded_keywords:
      return call(x(0), arguments(inputs.dropFirst(3), keywords: keywordNames(at(1)), base: base), at: node)
    case .call_star: return call(x(0), starArguments(x(1), x(2), at(1), by: node), at: node)
    case .call_super:
      guard x(0) == pool.type(.builtin("super")) else { return x(0) == .never ? .never : .any }
      return superObject(x(1), x(2))
    case .call_namespace:
      return evaluate(.container("dict", [.atom(.str), .any], slot: 1), at: node)
    case .call_evaluator: return .any
    case .hash_tuple: return int
    case .build_tuple:
      let site = site(node)
      setItems(inputs.map { types[Int(base) + $0.index] }, of: site)
      return pool.type(.container("tuple", SiteID(Int(site))))
    case .build_list: return built("list", inputs, base, node)
    case .build_set, .build_constant_set: return built("set", inputs, base, node)
    case .member_set: return built("frozenset", inputs, base, node)
    case .build_dict:
      let site = site(node)
      for index in stride(from: 0, to: inputs.count - 1, by: 2) {
        put(x(index), into: sites[Int(site)].item)
        put(x(index + 1), into: sites[Int(site)].value)
      }
      return pool.type(.container("dict", SiteID(Int(site))))
    case .build_slice: return sliceType
    case .build_string: return str
    case .percent_items, .percent_item:
      for index in inputs.indices.dropFirst() { reachText(x(index), at: node) }
      return str
    case .format_value, .format_part:
      reachText(x(0), at: node)
      return str
    case .build_interpolation, .build_template: return .any
    case .list_add, .set_include:
      forSites(of: x(0)) { put(x(1), into: sites[$0].item) }
      return nil
    case .list_extend, .list_fill, .list_extend_arguments, .set_extend:
      let content = items(of: x(1), by: node)
      forSites(of: x(0)) { put(content, into: sites[$0].item) }
      return nil
    case .list_to_tuple:
      let site = site(node)
      loosen(site)
      put(items(of: x(0), by: node), into: sites[Int(site)].item)
      return pool.type(.container("tuple", SiteID(Int(site))))
    case .star_tuple:
      if let only = onlyContainers("tuple", x(0)) { return only }
      let site = site(node)
      loosen(site)
      put(items(of: x(0), by: node), into: sites[Int(site)].item)
      return pool.type(.container("tuple", SiteID(Int(site))))
    case .star_dict:
      if let only = onlyContainers("dict", x(0)) { return only }
      let site = site(node)
      merge(x(0), into: site, by: node)
      return pool.type(.container("dict", SiteID(Int(site))))
    case .dict_include:
      forSites(of: x(0)) {
        put(x(1), into: sites[$0].item)
        put(x(2), into: sites[$0].value)
      }
      return nil
    case .dict_discard: return nil
    case .dict_extend, .dict_merge:
      forSites(of: x(0)) { merge(x(1), into: Int32($0), by: node) }
      return nil
    default: return transferRest(id, instruction, function, number, base, node)
    }
  }

  /// The type itself when it is nothing but containers of that name, or not known yet.
  private func onlyContainers(_ name: String, _ type: TypeRef) -> TypeRef? {
    guard type != .any else { return nil }
    let isOnly = pool.kinds(type).allSatisfy { atom in
      if case .container(name, _) = pool[atom].atom { true } else { false }
    }
    return isOnly ? type : nil
  }

  private func built(_ name: String, _ inputs: [ValueID], _ base: Node, _ node: Node) -> TypeRef {
    let site = site(node)
    for input in inputs { put(types[Int(base) + input.index], into: sites[Int(site)].item) }
    return pool.type(.container(name, SiteID(Int(site))))
  }

  private func reachMember(_ name: String, of type: TypeRef, _ arguments: Arguments, at node: Node) {
    guard type != .any else { return }
    for atom in pool.kinds(type) {
      if case .instance = pool[atom].atom { _ = callMember(name, atom, arguments, at: node) }
    }
  }

  private func reachText(_ type: TypeRef, at node: Node) {
    guard type != .any else { return }
    for atom in pool.kinds(type) {
      guard case .instance = pool[atom].atom else { continue }
      if callMember("__format__", atom, Arguments(positional: [str]), at: node) != nil { continue }
      if callMember("__str__", atom, Arguments(), at: node) != nil { continue }
      _ = callMember("__repr__", atom, Arguments(), at: node)
    }
  }

  private func transferRest(
    _ id: PrimitiveID, _ instruction: Instruction, _ function: FunctionID, _ number: Int, _ base: Node, _ node: Node
  ) -> TypeRef? {
    let inputs = instruction.inputs
    func x(_ index: Int) -> TypeRef { types[Int(base) + inputs[index].index] }
    func at(_ index: Int) -> Node { base + Node(inputs[index].index) }
    let name = instruction.nameAttribute ?? ""
    switch id {
    // ---- iteration
    case .get_iter: return iterator(of: x(0), by: node)
    case .iter_next, .iter_next_unpacked: return next(of: x(0), by: node)
    case .fresh_generator: return x(1)
    case .delegate_iter: return iterator(of: x(0), by: node)
    case .await_iter: return x(0)
    case .delegate_send: return next(of: x(0), by: node)
    case .delegate_throw: return next(of: x(0), by: node)
    case .delegate_result: return delegated(function, base, node)
    case .async_iter: return asyncIterator(of: x(0), at: node)
    case .async_next: return pool.type(.native("async_next"), .cell(at(0)))
    case .async_wrap: return x(0)
    // ---- names
    case .load_global: return loadGlobal(instruction.integer ?? 0, name, in: function, by: node)
    case .store_global:
      let module = module(of: function)
      if !program.modules[module].isLibrary, let position = instruction.integer {
        put(x(0), into: globals[module][position])
      }
      return nil
    case .load_name: return loadName(name, function, by: node)
    case .load_class_cell:
      if let id = classOfBody[function.index], let cell = classNodes[id.index].members[name] {
        return pool.join(read(cell, by: node), cellContents(x(1), by: node))
      }
      return cellContents(x(1), by: node)
    case .store_name:
      if let id = classOfBody[function.index] {
        put(x(1), into: memberCell(id, name))
        if name == "__classcell__" { storeCell(x(1), pool.type(.classObject(id))) }
        if classNodes[id.index].isEnum, !name.hasPrefix("_") { put(x(1), into: classNodes[id.index].values) }
      }
      return nil
    case .check_local, .check_free: return pool.filter(x(0)) { $0.atom != .absent }
    case .make_cell:
      let cell = sites[Int(site(node))].item
      if x(0) != absent { put(x(0), into: cell) }
      return pool.type(.native("cell"), .cell(cell))
    case .load_cell, .peek_cell: return cellContents(x(0), by: node)
    case .store_cell:
      storeCell(x(0), x(1))
      return nil
    case .closure:
      let cells = closure(of: function, environment: instances[number].environment)
      guard let index = instruction.integer, cells.indices.contains(index) else { return .any }
      return read(cells[index], by: node)
    case .globals_dict: return evaluate(.container("dict", [.atom(.str), .any], slot: 1), at: node)
    // ---- functions and classes
    case .make_function: return makeFunction(instruction, base, at: node)
    case .build_class: return buildClass(instruction, base, at: node)
    case .annotations_of: return evaluate(.container("dict", [.atom(.str), .any], slot: 1), at: node)
    case .make_type_param, .make_type_alias, .generic_base: return .any
    // ---- imports
    case .import_name: return importName(name, level: instruction.integer ?? 0, from: x(0), in: function)
    case .import_from: return loadAttribute(x(0), name, at: node)
    case .import_star:
      importAll(x(0), into: function)
      return nil
    // ---- exceptions
    case .catch, .catch_owned: return caught(function, base, node)
    case .get_handled, .group_match, .group_rest, .group_finish: return .any
    case .context_exit: return pool.type(.native("context_exit"), .cell(at(0)))
    case .context_enter: return entered(x(0), at: node)
    case .context_leave:
      if x(0) != .any, let atom = pool.kinds(x(0)).first, case .cell(let manager) = pool[atom].detail {
        left(read(manager, by: node), at: node)
      }
      return .any
    case .async_context_enter: return called("__aenter__", of: x(0), at: node)
    case .async_context_exit: return .any
    case .raise_exception:
      raised(x(0), at: node)
      return nil
    // ---- match
    case .length_of: return int
    case .match_keys, .match_rest, .match_class: return matched(id, instruction, base, node)
    // Conditions of loops and errors, and what has no result.
    default: return instruction.representation == .object ? .any : nil
    }
  }

  private func loadName(_ name: String, _ function: FunctionID, by node: Node) -> TypeRef {
    if name == "__annotations__" { return evaluate(.container("dict", [.atom(.str), .any], slot: 1), at: node) }
    if let id = classOfBody[function.index], let cell = classNodes[id.index].members[name] {
      return read(cell, by: node)
    }
    let module = module(of: function)
    guard !program.modules[module].isLibrary else { return .any }
    if let cell = global(name, of: module) { return read(cell, by: node) }
    return builtin(name)
  }

  private func cellContents(_ type: TypeRef, by node: Node) -> TypeRef {
    guard type != .any else { return .any }
    var result = TypeRef.never
    for atom in pool.kinds(type) {
      if case .cell(let cell) = pool[atom].detail { result = pool.join(result, read(cell, by: node)) }
    }
    return result
  }

  private func storeCell(_ type: TypeRef, _ value: TypeRef) {
    guard type != .any, value != absent else { return }
    for atom in pool.kinds(type) {
      if case .cell(let cell) = pool[atom].detail { put(value, into: cell) }
    }
  }

  private func delegated(_ function: FunctionID, _ base: Node, _ node: Node) -> TypeRef {
    guard let iterator = shapes[function.index]?.delegates[Int(node - base)] else { return .any }
    let cell = base + Node(iterator.index)
    depend(node, on: cell)
    let type = types[Int(cell)]
    guard type != .any else { return .any }
    var result = TypeRef.never
    for atom in pool.kinds(type) {
      switch (pool[atom].atom, pool[atom].detail) {
      case (.generator, .instance(let number)):
        result = pool.join(result, read(instances[Int(number)].result, by: node))
      case (.iterator, _): result = pool.join(result, none)
      case (.native("async_next"), .cell(let source)):
        result = pool.join(result, items(of: read(source, by: node), by: node))
      default: return .any
      }
    }
    return result
  }

  /// A method of instances called, nothing else known.
  private func called(_ name: String, of type: TypeRef, at node: Node) -> TypeRef {
    guard type != .any else { return .any }
    var result = TypeRef.never
    for atom in pool.kinds(type) {
      guard case .instance = pool[atom].atom else { return .any }
      result = pool.join(result, callMember(name, atom, Arguments(), at: node) ?? .any)
    }
    return result
  }

  private func asyncIterator(of type: TypeRef, at node: Node) -> TypeRef {
    guard type != .any else { return .any }
    let made = pool.filter(type) { if case .generator = $0.atom { true } else { false } }
    return made == type ? type : pool.join(made, called("__aiter__", of: pool.filter(type) {
      if case .generator = $0.atom { false } else { true }
    }, at: node))
  }
}
