/// Calls of functions as values: `f(x)` where inference knows the functions that `f` can be goes to their fast versions, by
/// the code that the function object has.
///
///     r = call_values f, x        k = kindIndex f, adder.<lambda>, multiply
///                            →    branch k == 0 …
///                                 r1 = callFast &adder.<lambda>, x

import NatrixIR
import NatrixInference
import NatrixSupport

extension Plans {
  /// The functions that values of the type are, None and unbound left aside.
  func functions(_ type: Type) -> [FunctionID]? {
    guard !type.isAny else { return nil }
    var found: [FunctionID] = []
    for atom in type.atoms where atom != .absent && atom != Atom.none {
      guard case .function(let id) = atom, !program[id].isComprehension else { return nil }
      found.append(id)
    }
    return (1...Speculation.mostKinds).contains(found.count) ? found : nil
  }

  /// The callee is the first input.
  func functionsPlan(_ value: ValueID, _ instruction: Instruction) -> Plan? {
    guard speculation.does(.directFunctions), let arguments = CallArguments(instruction, in: graph),
      let targets = functionTargets(inputType(0, of: value), arguments, at: value)
    else { return nil }
    return Plan(
      kind: .callFunctions(targets.map(\.target)), result: common(targets.map(\.signature.result)),
      operands: operands(instruction, targets))
  }

  func functionTargets(
    _ type: Type, _ arguments: CallArguments, at value: ValueID
  ) -> [(target: MethodTarget, signature: FastSignature)]? {
    guard let functions = functions(type), functions.count == 1 || speculation.does(.choices) else { return nil }
    // A function that the arguments do not fit is left to the generic version, for its error.
    let targets = functions.compactMap { reach($0, hasReceiver: false, arguments, at: value) }
    return targets.count == functions.count ? targets : nil
  }

  /// `object.name(…)` where `name` is an attribute that holds functions.
  mutating func planStoredFunction(_ value: ValueID, _ instruction: Instruction) -> Bool {
    let load = instruction.inputs[0]
    guard speculation.does(.directFunctions), instruction.opcode != .callBuiltinMethod,
      let arguments = CallArguments(instruction, in: graph),
      let own = onlySelf(of: load, for: value),
      let place = speculation.slot(graph[load].nameAttribute ?? "", of: inputType(0, of: load)),
      let targets = functionTargets(type(load), arguments, at: value)
    else { return false }
    all[load.index] = Plan(kind: .loadSlot(place))
    all[own.index] = Plan(kind: .noSelf)
    all[value.index] = Plan(
      kind: .callFunctions(targets.map(\.target)), result: common(targets.map(\.signature.result)),
      operands: operands(instruction, targets))
    gains += 1
    return true
  }
}

extension TwinBuilder {
  /// Makes sure that a function object is of that function.
  mutating func checkCode(_ callee: ValueID, _ id: FunctionID) {
    guard !isKnown(callee, .callee(id)) else { return }
    emit(Instruction(.guardCallee, [callee, state()], attributes: [.code(id)], position: generic[current].position))
    remember(callee, .callee(id))
  }

  mutating func callFunctions(_ value: ValueID, _ instruction: Instruction, _ targets: [MethodTarget]) {
    let callee = self.value(instruction.inputs[0], as: .object)
    if targets.count == 1 {
      checkCode(callee, targets[0].function)
      call(value, targets[0], callee, receiver: nil, [])
      return
    }
    let index = kindIndex(callee, targets.map(\.function))
    callOneOf(value, targets, index, []) { _, _ in (callee, nil) }
  }
}
