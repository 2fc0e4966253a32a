/// Plans of attributes and methods of objects that are instances of one of several known classes, and of calls of one of
/// several known functions.

import NatrixIR
import NatrixInference
import NatrixSupport

extension Speculation {
  /// As many kinds at most are told apart.
  static let mostKinds = 8

  /// The classes of whose instances values of the type are, None and unbound left aside, when there are several.
  func instanceClasses(_ type: Type) -> [ClassID]? {
    guard does(.choices), !type.isAny else { return nil }
    var classes: [ClassID] = []
    for atom in type.atoms where atom != .absent && atom != Atom.none {
      guard case .instance(let id) = atom, let one = instanceClass(Type(.instance(id))) else { return nil }
      classes.append(one)
    }
    return (2...Speculation.mostKinds).contains(classes.count) ? classes : nil
  }

  func slots(_ name: String, of type: Type) -> [SlotPlace]? {
    guard let classes = instanceClasses(type) else { return nil }
    let places = classes.compactMap { slot(name, of: Type(.instance($0))) }
    return places.count == classes.count ? places : nil
  }

  /// Where a place is in memory, for comparison with others.
  func word(of place: SlotPlace) -> [Int] {
    [place.index, layouts[place.body]?.isException == true ? 1 : 0]
  }

  /// The representations that a call passes and gets. Version -1 is the function as anybody calls it.
  func signature(of target: MethodTarget) -> FastSignature {
    if target.version >= 0 { return signatures[target.function.index][target.version] }
    return FastSignature(
      parameters: [Representation](repeating: .object, count: parameterCounts[target.function.index]), result: .object)
  }
}

extension Plans {
  /// As `callable`, or else the function as anybody calls it.
  func reachable(
    _ target: FunctionID, with count: Int, at call: ValueID
  ) -> (version: Int, signature: FastSignature)? {
    if let known = callable(target, with: count, at: call) { return known }
    guard speculation.does(.choices), program[target].signature.isSimple,
      speculation.moduleOfFunction[target.index] == speculation.moduleOfFunction[id.index]
    else { return nil }
    let plain = MethodTarget(function: target, body: nil, version: -1)
    let signature = speculation.signature(of: plain)
    let missing = signature.parameters.count - count
    guard missing == 0 || missing > 0 && missing <= (speculation.defaults[target]?.count ?? 0) else { return nil }
    return (-1, signature)
  }

  func slotsPlan(_ value: ValueID, _ instruction: Instruction, stores: Bool = false) -> Plan? {
    let object = stores ? inputType(0, of: value) : receiverType(of: value)
    guard let places = speculation.slots(instruction.nameAttribute ?? "", of: object) else { return nil }
    if stores { return places.contains(where: \.customStores) ? nil : Plan(kind: .storeSlots(places)) }
    return Plan(kind: .loadSlots(places))
  }

  /// A method that each of the receiver's classes has.
  mutating func planMethods(_ value: ValueID, _ instruction: Instruction) -> Bool {
    let load = instruction.inputs[0]
    let receiver = receiverType(of: load)
    guard speculation.does(.directMethods), let arguments = CallArguments(instruction, in: graph),
      let own = onlySelf(of: load, for: value),
      let classes = speculation.instanceClass(receiver).map({ [$0] }) ?? speculation.instanceClasses(receiver)
    else { return false }
    var targets: [(target: MethodTarget, signature: FastSignature)] = []
    for id in classes {
      guard let method = speculation.method(graph[load].nameAttribute ?? "", of: Type(.instance(id))),
        let body = method.body,
        let target = reach(method.function, body: body, hasReceiver: true, arguments, at: value)
      else { return false }
      targets.append(target)
    }
    let operands = operands(instruction, targets)
    let result = common(targets.map(\.signature.result))
    if classes.count == 1, let body = targets[0].target.body {
      all[value.index] = Plan(kind: .callMethod(targets[0].target), result: result, operands: operands)
      all[load.index] = Plan(kind: .fixedMethod(body))
    } else {
      all[value.index] = Plan(kind: .callMethods(targets.map(\.target)), result: result, operands: operands)
      all[load.index] = Plan(kind: .fixedMethods(targets.compactMap(\.target.body)))
    }
    all[own.index] = Plan(kind: .methodSelf)
    gains += 1
    return true
  }

  /// The `methodSelf` of a load that only this call uses.
  func onlySelf(of load: ValueID, for call: ValueID) -> ValueID? {
    guard graph[load].opcode == .loadMethod,
      let own = users[load.index].first(where: { graph[$0].opcode == .methodSelf }),
      users[load.index].allSatisfy({ $0 == own || $0 == call }), users[own.index] == [call]
    else { return nil }
    return own
  }

  /// That of all, when they agree.
  func common(_ representations: [Representation]) -> Representation {
    let first = representations.first ?? .object
    return representations.allSatisfy { $0 == first } ? first : .object
  }
}
