/// What the program never does. Unlike types these are relied upon without a check, so they follow from what the program's
/// code looks like: an attribute that is stored in anything but the `self` of a method may be stored in a class or a
/// module, whatever inference thinks of it.

import CPrimitives
import NatrixIR

extension Solver {
  func facts() -> ProgramFacts {
    var survey = Survey(self)
    for module in program.modules where !module.isLibrary {
      for function in module.functions { survey.look(at: program.functions[function.index]) }
    }
    return survey.facts()
  }
}

/// What the program's own code does with names.
private struct Survey {
  private let solver: Solver
  private let program: Program
  /// Names stored in or deleted from objects that may be classes, modules or instances of any class.
  private var stored: Set<String> = []
  /// The same under names that are not known.
  private var storesAny = false
  private var changesClass = false
  private var classStores: Set<String> = []
  /// By module: its namespace is used as a dict.
  private var isDynamic: [Bool]
  /// Functions whose first parameter is an instance of this class.
  private var classOfMethod: [Int: ClassID] = [:]
  /// A text of the program is `__class__` or `__dict__`.
  private var mentionsClass: Bool
  /// `sys.modules[…].__dict__`, `f.__globals__` and the like.
  private var reachesGlobals = false

  init(_ solver: Solver) {
    self.solver = solver
    program = solver.program
    let functions = solver.program.functions
    let texts: Set<Constant> = [.string("__class__"), .string("__dict__")]
    mentionsClass = solver.program.modules.contains { module in
      !module.isLibrary
        && module.functions.contains { id in
          functions[id.index].generic.values.contains { value in value.constant.map { texts.contains($0) } ?? false }
        }
    }
    isDynamic = solver.program.modules.map { $0.isLibrary || functions[$0.body.index].runsInNamespace }
    for (index, info) in solver.classes.all.enumerated() where info.nativeBase != "type" {
      let graph = program.functions[info.body.index].generic
      for value in graph.values where value.primitive?.id == .store_name {
        guard let name = value.nameAttribute, !Survey.takesClass.contains(name),
          let function = Survey.method(value.inputs[1], graph)
        else { continue }
        classOfMethod[function.index] = ClassID(index)
      }
    }
  }

  /// Special methods whose first parameter is a class.
  private static let takesClass: Set<String> = ["__new__", "__init_subclass__", "__class_getitem__", "__prepare__"]

  /// A `def`, bare or as a property.
  private static func method(_ value: ValueID, _ graph: Graph) -> FunctionID? {
    let instruction = graph[value]
    if instruction.primitive?.id == .make_function { return instruction.function }
    guard instruction.primitive?.id == .call_values, instruction.inputs.count == 2,
      graph[instruction.inputs[0]].primitive?.id == .load_name,
      graph[instruction.inputs[0]].nameAttribute == "property"
    else { return nil }
    return method(instruction.inputs[1], graph)
  }

  // MARK: looking

  mutating func look(at function: Function) {
    let graph = function.generic
    var users: [Int: [ValueID]] = [:]
    for block in graph.blocks {
      for value in block.instructions {
        for input in graph[value].inputs { users[input.index, default: []].append(value) }
      }
    }
    for block in graph.blocks {
      for value in block.instructions { look(at: value, in: function, users) }
    }
  }

  private mutating func look(at value: ValueID, in function: Function, _ users: [Int: [ValueID]]) {
    let graph = function.generic
    let instruction = graph[value]
    let module = Int(solver.moduleOf[function.id.index])
    let name = instruction.nameAttribute ?? ""
    if instruction.opcode == .loadMethod { lookAtLoad(name) }
    switch instruction.primitive?.id {
    case .store_attr, .delete_attr:
      if name == "__class__" || name == "__dict__" { changesClass = true }
      if let own = classOfSelf(instruction.inputs[0], function) {
        noteShadow(name, of: own)
      } else {
        noteStore(name, in: instruction.inputs[0], function)
      }
    case .load_attr, .import_from:
      lookAtLoad(name)
      if name == "__dict__", !isOnlyRead(value, graph, users) {
        changesClass = true
        lookAtUnnamedStore(instruction.inputs[0], function)
      }
      // A module that is taken out of sys.modules may run again.
      if name == "modules", !isOnlyRead(value, graph, users) { reachesGlobals = true }
    case .import_star, .import_star_into: isDynamic[module] = true
    case .load_global, .load_name, .load_class_cell:
      lookAtName(name, value, function, users)
    case .call_namespace:
      let callee = graph[instruction.inputs[0]].nameAttribute
      let isModule = function.kind == .module
      if callee == "globals" || isModule && callee != "dir", !isOnlyRead(value, graph, users) {
        isDynamic[module] = true
      }
    case .call_evaluator: pessimise()
    default: break
    }
  }

  private mutating func lookAtLoad(_ name: String) {
    switch name {
    case "__globals__", "f_globals", "f_builtins", "__builtins__", "reload": reachesGlobals = true
    // object.__setattr__(x, name, value), type.__setattr__
    case "__setattr__", "__delattr__": storesAny = true
    default: break
    }
  }

  private mutating func lookAtName(
    _ name: String, _ value: ValueID, _ function: Function, _ users: [Int: [ValueID]]
  ) {
    let graph = function.generic
    switch name {
    case "exec", "eval", "__builtins__": pessimise()
    case "globals":
      let isCalled = (users[value.index] ?? []).allSatisfy {
        graph[$0].primitive?.id == .call_namespace
      }
      if !isCalled { reachesGlobals = true }
    case "vars":
      for user in users[value.index] ?? [] where graph[user].primitive?.id != .call_namespace {
        if !isOnlyRead(user, graph, users) {
          changesClass = true
          if graph[user].inputs.count == 2 {
            lookAtUnnamedStore(graph[user].inputs[1], function)
          } else {
            pessimise()
          }
        }
      }
    case "setattr", "delattr":
      for user in users[value.index] ?? [] { lookAtSetter(user, value, function) }
    default: break
    }
  }

  /// `setattr(object, name, value)`.
  private mutating func lookAtSetter(_ call: ValueID, _ callee: ValueID, _ function: Function) {
    let graph = function.generic
    let instruction = graph[call]
    guard instruction.primitive?.id == .call_values || instruction.opcode == .callBuiltin,
      instruction.inputs.first == callee, instruction.inputs.count > 2
    else {
      storesAny = true
      return
    }
    let (object, name) = (instruction.inputs[1], instruction.inputs[2])
    let own = classOfSelf(object, function)
    if case .string(let points)? = graph[name].constant {
      var text = String.UnicodeScalarView()
      for point in points { text.append(Unicode.Scalar(point) ?? "?") }
      if String(text) == "__class__" { changesClass = true }
      if let own { noteShadow(String(text), of: own) } else { noteStore(String(text), in: object, function) }
    } else {
      if mentionsClass { changesClass = true }
      lookAtUnnamedStore(object, function)
    }
  }

  /// An attribute is stored whose name is not known.
  private mutating func lookAtUnnamedStore(_ object: ValueID, _ function: Function) {
    if let own = classOfSelf(object, function) { return noteShadows(of: own) }
    guard let classes = instances(object, function) else {
      storesAny = true
      reachesGlobals = true
      return
    }
    for id in classes { noteShadows(of: id) }
  }

  /// The classes of which a value is an instance, when it can be nothing else.
  private func instances(_ value: ValueID, _ function: Function) -> [ClassID]? {
    guard !solver.isExhausted, !solver.escaped[function.id.index], !solver.isReached[function.id.index] else { return nil }
    var result: [ClassID] = []
    for number in solver.instancesOf[function.id.index] {
      let instance = solver.instances[Int(number)]
      let instruction = function.generic[value]
      if instruction.opcode == .parameter {
        guard let index = instruction.integer, !solver.sawUnknown[Int(instance.parameters[index])] else { return nil }
      }
      let type = solver.types[Int(instance.base) + value.index]
      guard type != .any else { return nil }
      for atom in solver.pool.kinds(type) {
        guard case .instance(let id) = solver.pool[atom].atom else { return nil }
        result.append(id)
      }
    }
    return result
  }

  /// The class of which the value is the `self` of a method.
  private func classOfSelf(_ value: ValueID, _ function: Function) -> ClassID? {
    let instruction = function.generic[value]
    guard instruction.opcode == .parameter, instruction.integer == 0 else { return nil }
    return classOfMethod[function.id.index]
  }

  private mutating func noteStore(_ name: String, in object: ValueID, _ function: Function) {
    stored.insert(name)
    if mayBeClass(object, function) { classStores.insert(name) }
  }

  private func mayBeClass(_ value: ValueID, _ function: Function) -> Bool {
    guard !solver.isExhausted, !solver.escaped[function.id.index], !solver.isReached[function.id.index] else { return true }
    for number in solver.instancesOf[function.id.index] {
      let instance = solver.instances[Int(number)]
      let instruction = function.generic[value]
      if instruction.opcode == .parameter {
        guard let index = instruction.integer, !solver.sawUnknown[Int(instance.parameters[index])] else { return true }
      }
      let type = solver.types[Int(instance.base) + value.index]
      guard type != .any else { return true }
      for atom in solver.pool.kinds(type) {
        switch solver.pool[atom].atom {
        case .classObject, .native, .builtin: return true
        default: continue
        }
      }
    }
    return false
  }

  /// A method stores an attribute in its instance, which hides a method of that name.
  private mutating func noteShadow(_ name: String, of id: ClassID) {
    if stored.contains(name) { return }
    for own in [id] + solver.classes[id].descendants {
      for owner in solver.classes[own].mro where solver.classNodes[owner.index].members[name] != nil {
        stored.insert(name)
        return
      }
    }
  }

  private mutating func noteShadows(of id: ClassID) {
    for own in [id] + solver.classes[id].descendants {
      for owner in solver.classes[own].mro { stored.formUnion(solver.classNodes[owner.index].memberNames) }
    }
  }

  /// Nothing can change the dict through this value.
  private func isOnlyRead(_ value: ValueID, _ graph: Graph, _ users: [Int: [ValueID]]) -> Bool {
    (users[value.index] ?? []).allSatisfy { user in
      let instruction = graph[user]
      switch instruction.primitive?.id {
      case .subscript, .get_iter, .contains_truth, .truth_of, .format_value, .format_part, .dict_extend, .dict_merge, .star_dict:
        return true
      case .call_values:
        let callee = graph[instruction.inputs[0]]
        return callee.primitive?.id == .load_global && Survey.readers.contains(callee.nameAttribute ?? "")
      default: break
      }
      switch instruction.opcode {
      case .loadMethod: return ["items", "keys", "values", "get", "copy"].contains(instruction.nameAttribute ?? "")
      case .callBuiltinMethod: return true  // of the loaded method above
      case .callBuiltin: return true
      default: return false
      }
    }
  }

  private static let readers: Set<String> = ["dict", "sorted", "list", "tuple", "set", "len", "str", "repr", "print"]

  private mutating func pessimise() {
    storesAny = true
    changesClass = true
    reachesGlobals = true
  }

  // MARK: concluding

  /// Modules of the library that patch what they are given.
  private static let patching: Set<String> = ["unittest.mock", "code", "doctest", "pdb", "runpy", "importlib.util"]

  mutating func facts() -> ProgramFacts {
    if program.traits.usesEvaluator || solver.isExhausted
      || program.modules.contains(where: { Survey.patching.contains($0.name) })
      || program.moduleNames.contains(where: { Survey.patching.contains($0) })
    {
      pessimise()
    }
    var facts = ProgramFacts()
    facts.reboundNames = stored
    facts.classStores = classStores
    facts.reboundAny = storesAny
    facts.changesClass = changesClass
    for (index, module) in program.modules.enumerated() {
      guard !isDynamic[index], !reachesGlobals else {
        facts.bindOnce.append([])
        facts.builtins.append([])
        continue
      }
      facts.bindOnce.append(boundOnce(module))
      facts.builtins.append(
        Set(zip(module.globals, solver.isStored[index]).filter { !$1 && !stored.contains($0) && !$0.hasPrefix("__") }.map(\.0)))
    }
    return facts
  }

  private func boundOnce(_ module: Module) -> Set<String> {
    var counts = [Int](repeating: 0, count: module.globals.count)
    for id in module.functions {
      let graph = program.functions[id.index].generic
      let loops = id == module.body ? graph.blocksInLoops() : []
      for block in graph.blockIDs {
        for value in graph[block].instructions {
          let instruction = graph[value]
          switch instruction.primitive?.id {
          case .store_global, .delete_global:
            guard let position = instruction.integer else { continue }
            let isOnce = id == module.body && !loops[block.index] && instruction.primitive?.id == .store_global
            counts[position] += isOnce ? 1 : 2
          default: continue
          }
        }
      }
    }
    let parts = Set(
      program.moduleNames.filter { $0.hasPrefix(module.name + ".") }
        .map { String($0.dropFirst(module.name.count + 1).prefix { $0 != "." }) })
    return Set(
      zip(module.globals, counts)
        .filter { $1 == 1 && !stored.contains($0) && !parts.contains($0) && !Signatures.builtinNames.contains($0) }
        .map(\.0))
  }
}

extension Graph {
  /// Blocks that can come back to themselves.
  func blocksInLoops() -> [Bool] {
    // Strongly connected components, by Tarjan's algorithm without recursion.
    let count = blocks.count
    var result = [Bool](repeating: false, count: count)
    var number = [Int](repeating: -1, count: count)
    var low = [Int](repeating: 0, count: count)
    var isOpen = [Bool](repeating: false, count: count)
    var open: [Int] = []
    var next = 0
    var stack: [(block: Int, pending: [BlockID])] = []
    func enter(_ block: Int) {
      number[block] = next
      low[block] = next
      next += 1
      open.append(block)
      isOpen[block] = true
      stack.append((block, allSuccessors(of: BlockID(block))))
    }
    for root in 0..<count where number[root] < 0 && !blocks[root].instructions.isEmpty {
      enter(root)
      while let top = stack.last {
        if let target = top.pending.last {
          stack[stack.count - 1].pending.removeLast()
          if target.index == top.block { result[top.block] = true }
          if number[target.index] < 0 {
            enter(target.index)
          } else if isOpen[target.index] {
            low[top.block] = min(low[top.block], number[target.index])
          }
          continue
        }
        stack.removeLast()
        if let outer = stack.last { low[outer.block] = min(low[outer.block], low[top.block]) }
        guard low[top.block] == number[top.block] else { continue }
        var component: [Int] = []
        while let member = open.popLast() {
          isOpen[member] = false
          component.append(member)
          if member == top.block { break }
        }
        if component.count > 1 { for member in component { result[member] = true } }
      }
    }
    return result
  }
}
