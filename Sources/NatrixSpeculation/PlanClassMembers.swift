/// Calls of static and class methods, and of methods by their class, where class and method are known: nothing is loaded and bound.
///
///     m = loadMethod Point, .make          guard_class Point, Point
///     r = call_loaded m, methodSelf m, x   r = callFast &Point.make, Point, x
///
/// Where control leaves before the call, the method is loaded then.

import NatrixIR
import NatrixInference
import NatrixSupport

/// What a function that is found by a class takes as its first argument.
enum FirstArgument {
  /// Nothing that is not written: of static methods, and of methods by their class.
  case none
  /// The receiver itself, a class; the class of the receiver, an instance.
  case receiver, classOfReceiver
}

extension Plans {
  mutating func planClassMember(_ value: ValueID, _ instruction: Instruction) -> Bool {
    let load = instruction.inputs[0]
    let receiver = receiverType(of: load)
    guard speculation.does(.classMembers), instruction.opcode != .callBuiltinMethod, let own = onlySelf(of: load, for: value),
      let arguments = CallArguments(instruction, in: graph), let name = graph[load].nameAttribute
    else { return false }
    let id: ClassID
    var isClass = false
    if case .classObject(let found)? = receiver.only, isPlainClass(found) {
      id = found
      isClass = true
    } else if let found = speculation.instanceClass(receiver) {
      id = found
    } else {
      return false
    }
    let info = speculation.types.classes[id]
    guard !info.isOpaque, let layout = speculation.layouts[info.body], !layout.names.contains(name), speculation.isFixed(name, of: id),
      let member = speculation.types.classes.member(name, of: id)?.member
    else { return false }
    let function: FunctionID
    let first: FirstArgument
    switch member {
    case .staticMethod(let found): (function, first) = (found, .none)
    case .classMethod(let found): (function, first) = (found, isClass ? .receiver : .classOfReceiver)
    case .method(let found) where isClass: (function, first) = (found, .none)
    case .method, .property, .value: return false
    }
    guard let (target, signature) = reach(function, hasReceiver: first != .none, arguments, at: value),
      !speculation.usesOwnObject.contains(function) || speculation.isMadeOnce(function)
    else { return false }
    all[value.index] = Plan(
      kind: .callClassMember(target, first), result: signature.result, operands: operands(instruction, [(target, signature)]))
    all[load.index] = Plan(kind: .classMember(info.body, isClass: isClass))
    all[own.index] = Plan(kind: .methodSelf)
    gains += 1
    return true
  }

  /// One whose calls do nothing particular: that is what `guard_class` asks.
  private func isPlainClass(_ id: ClassID) -> Bool {
    let info = speculation.types.classes[id]
    guard !info.isOpaque, info.isStatic, info.nativeBase == nil, speculation.layouts[info.body] != nil,
      ["__new__", "__del__"].allSatisfy({ speculation.types.classes.member($0, of: id) == nil })
    else { return false }
    return info.mro.allSatisfy { !program[speculation.types.classes[$0].body].generic.names("abstractmethod") }
  }
}

extension Graph {
  /// Whether it loads something of that name.
  fileprivate func names(_ name: String) -> Bool {
    blocks.contains { block in block.instructions.contains { self[$0].nameAttribute == name } }
  }
}

extension TwinBuilder {
  mutating func checkOwner(_ instruction: Instruction, _ body: FunctionID, isClass: Bool) {
    let receiver = value(instruction.inputs[0], as: .object)
    guard isClass else { return checkLayout(receiver, body) }
    emit(
      Instruction(
        .primitive, [receiver, state()], attributes: [.primitive(.guard_class), .code(body)], position: instruction.position))
  }

  mutating func callClassMember(_ value: ValueID, _ instruction: Instruction, _ target: MethodTarget, _ first: FirstArgument) {
    let receiver = self.value(generic[instruction.inputs[0]].inputs[0], as: .object)
    let none = constant(.absent, .object)
    switch first {
    case .none: call(value, target, none, receiver: nil, [])
    case .receiver: call(value, target, none, receiver: receiver, [])
    case .classOfReceiver: call(value, target, none, receiver: emit(.exception_class, [receiver]), [])
    }
  }

  /// The method as the generic version has loaded it, and what it is bound to: nothing beside it.
  mutating func virtualMember(_ original: ValueID) -> ValueID? {
    switch plans[original].kind {
    case .classMember:
      let receiver = value(generic[original].inputs[0], as: .object)
      let name = generic[original].nameAttribute ?? ""
      return emit(Instruction(.virtual, [receiver], attributes: [.primitive(.bound_method), .name(name)]))
    case .methodSelf:
      guard case .classMember = plans[generic[original].inputs[0]].kind else { return nil }
      return constant(.absent, .object)
    default: return nil
    }
  }
}
