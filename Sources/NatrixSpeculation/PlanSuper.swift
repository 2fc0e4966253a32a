/// `super().name(…)`: what comes behind the function's class in the method resolution order of the receiver's class is known
/// when that class is. No super object is made.
///
///     t = call_super super, class, self       guard_layout self, Circle
///     m = loadMethod t, .__init__         →
///     r = call_loaded m, methodSelf m, x      r = callFast &Shape.__init__, self, x

import NatrixIR
import NatrixInference
import NatrixSupport

extension Speculation {
  /// The class in whose body a function's `def` stands.
  static func ownersOfMethods(_ program: Program, _ classes: ClassTable) -> [FunctionID: ClassID] {
    var owners: [FunctionID: ClassID] = [:]
    for info in classes.all {
      let start = program[info.body].qualifiedName + "."
      for member in info.members.values {
        guard case .method(let function) = member, program[function].qualifiedName == start + program[function].name
        else { continue }
        owners[function] = info.id
      }
    }
    return owners
  }

  /// What `super().name` is in a method of the class `owner`, for instances of the class `id`. `.some(nil)`: nothing, and
  /// `object` has none that does anything.
  fileprivate func next(_ name: String, after owner: ClassID, of id: ClassID) -> FunctionID?? {
    let info = types.classes[id]
    guard !info.isOpaque, isFixed(name, of: id), let place = info.mro.firstIndex(of: owner) else { return nil }
    for later in info.mro.dropFirst(place + 1) {
      guard !types.classes[later].isOpaque else { return nil }
      guard let member = types.classes[later].members[name] else { continue }
      guard case .method(let function) = member else { return nil }
      return .some(function)
    }
    return info.nativeBase == nil && name == "__init__" ? .some(nil) : nil
  }
}

extension Speculation {
  private static func isException(_ name: String) -> Bool {
    !name.contains(".") && ["Error", "Exception", "Warning"].contains { name.hasSuffix($0) }
  }

  /// Whether the next `__init__` is that of a builtin class of exceptions.
  fileprivate func endsInException(_ id: ClassID, after owner: ClassID) -> Bool {
    let info = types.classes[id]
    guard !info.isOpaque, isFixed("__init__", of: id), let native = info.nativeBase, Speculation.isException(native),
      let place = info.mro.firstIndex(of: owner)
    else { return false }
    return info.mro.dropFirst(place + 1).allSatisfy {
      !types.classes[$0].isOpaque && types.classes[$0].members["__init__"] == nil
    }
  }
}

extension Plans {
  mutating func planSuper(_ value: ValueID, _ instruction: Instruction) -> Bool {
    let load = instruction.inputs[0]
    guard speculation.does(.superMethods), let own = onlySelf(of: load, for: value),
      let arguments = CallArguments(instruction, in: graph)
    else { return false }
    let object = graph[load].inputs[0]
    guard graph[object].primitive?.id == .call_super,
      instruction.opcode != .callBuiltinMethod, let owner = speculation.ownersOfMethods[id],
      graph[graph[object].inputs[0]].nameAttribute == "super", graph[graph[object].inputs[0]].primitive?.id == .load_global,
      speculation.types.facts.builtins[speculation.moduleOfFunction[id.index]].contains("super"),
      users[object.index] == [load]
    else { return false }
    let receiver = inputType(2, of: object)
    let classes = speculation.instanceClass(receiver).map { [$0] } ?? speculation.instanceClasses(receiver) ?? []
    let isNative = !classes.isEmpty && graph[load].nameAttribute == "__init__" && instruction.primitive?.id == .call_loaded
      && classes.allSatisfy { speculation.endsInException($0, after: owner) }
    let found = isNative ? [.some(nil)] : classes.map { speculation.next(graph[load].nameAttribute ?? "", after: owner, of: $0) }
    // Those of all classes are one.
    guard let first = found.first, let function = first, found.allSatisfy({ $0 == first }) else { return false }
    var plan = Plan(kind: .callSuper(nil))
    if let function {
      guard let found = reach(function, hasReceiver: true, arguments, at: value),
        !speculation.usesOwnObject.contains(function) || speculation.isMadeOnce(function)
      else { return false }
      plan = Plan(
        kind: .callSuper(found.target), result: found.signature.result, operands: operands(instruction, [found]))
    } else if isNative {
      plan = Plan(kind: .callNativeInit)
    } else if !arguments.positional.isEmpty || !arguments.keywords.isEmpty {
      return false
    }
    let bodies = classes.map { speculation.types.classes[$0].body }
    all[object.index] = Plan(kind: .superObject(bodies))
    all[load.index] = Plan(kind: .superMethod)
    all[own.index] = Plan(kind: .methodSelf)
    all[value.index] = plan
    gains += 1
    return true
  }
}

extension TwinBuilder {
  mutating func checkReceiver(ofSuper instruction: Instruction, _ bodies: [FunctionID]) {
    let object = value(instruction.inputs[2], as: .object)
    if bodies.count == 1 { checkLayout(object, bodies[0]) } else { _ = kindIndex(object, bodies) }
  }

  mutating func callSuper(_ value: ValueID, _ instruction: Instruction, _ target: MethodTarget?) {
    guard let target else { return define(value, constant(.none, .object)) }
    let superObject = generic[instruction.inputs[0]].inputs[0]
    let receiver = self.value(generic[superObject].inputs[2], as: .object)
    call(value, target, constant(.absent, .object), receiver: receiver, [])
  }

  /// Inputs: the callable, its self, the arguments.
  mutating func callNativeInit(_ value: ValueID, _ instruction: Instruction) {
    let superObject = generic[instruction.inputs[0]].inputs[0]
    let receiver = self.value(generic[superObject].inputs[2], as: .object)
    let items = instruction.inputs.dropFirst(2).map { self.value($0, as: .object) }
    emit(
      Instruction(
        .primitive, [receiver] + items, attributes: [.primitive(.exception_init_native)], position: instruction.position))
    define(value, constant(.none, .object))
  }

  /// What the generic version has: the super object, and the method bound by it.
  mutating func virtualSuper(_ original: ValueID) -> ValueID? {
    switch plans[original].kind {
    case .superObject:
      let inputs = generic[original].inputs.dropFirst().map { value($0, as: .object) }
      return emit(Instruction(.virtual, inputs, attributes: [.primitive(.made_super)]))
    case .superMethod:
      guard let object = virtualSuper(generic[original].inputs[0]) else { return nil }
      let name = generic[original].nameAttribute ?? ""
      return emit(Instruction(.virtual, [object], attributes: [.primitive(.bound_method), .name(name)]))
    case .methodSelf:
      guard case .superMethod = plans[generic[original].inputs[0]].kind else { return nil }
      return constant(.absent, .object)
    default: return nil
    }
  }
}
