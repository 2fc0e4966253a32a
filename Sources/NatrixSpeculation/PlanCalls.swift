/// Plans of calls: of builtins on numbers, of the program's functions and methods, of constructors.

import NatrixIR
import NatrixInference
import NatrixSupport

extension Plan {
  /// A call of known functions.
  var isDirectCall: Bool {
    switch kind {
    case .callFast, .callMethod, .callMethods, .callFunctions, .callStar, .itemMethod, .callClassMember: true
    default: false
    }
  }
}

extension TwinBuilder {
  /// What a call of known functions is to give: an object where nothing wants a number, whatever the functions give.
  func wantedResult(of call: ValueID) -> Representation {
    representations[call] == .object && plans[call].isDirectCall ? .object : plans[call].result
  }
}

extension Plans {
  /// `len(x)`, `abs(x)`, `min(x, y)`, `ord(c)`, … Inputs: the callee, the arguments.
  func builtinPlan(_ instruction: Instruction) -> Plan {
    let arguments = Array(instruction.inputs.dropFirst())
    func numbers(_ ints: PrimitiveID, _ floats: PrimitiveID?) -> Plan {
      if arguments.allSatisfy({ isInt($0) }) {
        return Plan(kind: .builtin(ints), result: .i64, operands: [.object] + arguments.map { _ in .i64 })
      }
      guard let floats, arguments.allSatisfy({ type($0) == .float }) else { return .copy }
      return Plan(kind: .builtin(floats), result: .f64, operands: [.object] + arguments.map { _ in .f64 })
    }
    if let plan = complexCall(instruction) { return plan }
    switch (instruction.nameAttribute, arguments.count) {
    case ("len", 1):
      guard let kind = ContainerKind(type(arguments[0])) else { return .copy }
      return Plan(kind: .length(kind), result: .i64)
    case ("abs", 1): return numbers(.abs_i64, .abs_f64)
    case ("min", 2): return numbers(.min_i64, .min_f64)
    case ("max", 2): return numbers(.max_i64, .max_f64)
    case ("int", 1):
      if type(arguments[0]) == .float {
        return Plan(kind: .builtin(.i64_of_f64), result: .i64, operands: [.object, .f64])
      }
      return numbers(.same_i64, nil)
    case ("float", 1):
      guard isNumber(arguments[0]) || isMixed(type(arguments[0])) else { return .copy }
      return Plan(kind: .builtin(.same_f64), result: .f64, operands: [.object, .f64])
    case ("round", 1):
      if type(arguments[0]) == .float {
        return Plan(kind: .builtin(.round_f64), result: .i64, operands: [.object, .f64])
      }
      return numbers(.same_i64, nil)
    case ("ord", 1):
      guard type(arguments[0]) == .str else { return .copy }
      return Plan(kind: .ord, result: .i64)
    case ("hash", 1): return hashPlan(instruction)
    case ("isinstance", 2): return instancePlan(arguments[1])
    case ("chr", 1):
      guard isInt(arguments[0]) else { return .copy }
      return Plan(kind: .builtin(.str_chr), operands: [.object, .i64])
    default: return .copy
    }
  }

  func callPlan(_ value: ValueID, _ instruction: Instruction) -> Plan {
    guard speculation.does(.directCalls), let target = instruction.function,
      let (number, signature) = callable(target, with: instruction.inputs.count - 1, at: value)
    else { return .copy }
    return Plan(kind: .callFast(target, number), result: signature.result, operands: [.object] + signature.parameters)
  }

  /// The fast version of a function that can be called from here with so many positional arguments.
  func callable(
    _ target: FunctionID, with count: Int, at call: ValueID
  ) -> (version: Int, signature: FastSignature)? {
    let signatures = speculation.signatures[target.index]
    guard !signatures.isEmpty, !program[target].kind.isResumable, program[target].signature.isSimple,
      speculation.moduleOfFunction[target.index] == speculation.moduleOfFunction[id.index],
      let number = speculation.version(of: target, calledBy: call, in: id, version), number < signatures.count
    else { return nil }
    let signature = signatures[number]
    let missing = signature.parameters.count - count
    guard missing == 0 || missing > 0 && missing <= (speculation.defaults[target]?.count ?? 0) else { return nil }
    return (number, signature)
  }

  func constructorPlan(_ value: ValueID, _ instruction: Instruction) -> Plan? {
    guard speculation.does(.directConstructors) else { return nil }
    if let (body, fields) = speculation.dataClass(type(instruction.inputs[0])), let arguments = CallArguments(instruction, in: graph) {
      return fields.bind(arguments).map { Plan(kind: .constructFields(body, $0)) }
    }
    guard let (body, initialiser) = speculation.constructor(of: type(instruction.inputs[0])), let initialiser,
      let arguments = CallArguments(instruction, in: graph),
      let (target, signature) = reach(initialiser, body: body, hasReceiver: true, arguments, at: value),
      signature.result == .object,
      !speculation.usesOwnObject.contains(initialiser) || speculation.isMadeOnce(initialiser)
    else { return nil }
    let isPlain = speculation.plainInitialisers[initialiser]?[body] != nil
    guard isPlain || speculation.result(of: initialiser, target.version).only == Atom.none else { return nil }
    return Plan(kind: .construct(body, target), operands: isPlain ? [] : operands(instruction, [(target, signature)]))
  }

  /// An operator on an instance whose class has a method for it; the other operand is no instance of a class derived from
  /// it, which would be asked first.
  func special(_ name: String, _ value: ValueID) -> Plan? {
    guard speculation.does(.specialMethods) else { return nil }
    let left = inputType(0, of: value)
    let right = inputType(1, of: value)
    guard let id = speculation.instanceClass(left), left.onlyInstance == id,
      var target = speculation.method(name, of: left), let body = target.body,
      let (number, signature) = callable(target.function, with: 2, at: value), signature.result == .object,
      !speculation.result(of: target.function, number).contains(.notImplemented),
      isAskedSecond(right, id)
    else { return nil }
    target.version = number
    return Plan(kind: .special(target, body), operands: signature.parameters)
  }

  /// `x[i]` and `x[i] = v` of an instance whose class has a method for it.
  func itemMethod(_ name: String, _ value: ValueID) -> Plan? {
    guard speculation.does(.specialMethods) else { return nil }
    let type = inputType(0, of: value)
    guard let id = speculation.instanceClass(type), type.onlyInstance == id,
      var target = speculation.method(name, of: type), let body = target.body,
      let (number, signature) = callable(target.function, with: graph[value].inputs.count, at: value)
    else { return nil }
    target.version = number
    return Plan(kind: .itemMethod(target, body), result: signature.result, operands: signature.parameters)
  }

  /// Whether a right operand of the type is certainly no instance of a class derived from the left one's.
  func isAskedSecond(_ right: Type, _ id: ClassID?) -> Bool { speculation.types.isAskedSecond(right, id) }

  /// `has_layout`, in front of code that stands for a method: a guard where nothing else is expected.
  func instanceTestPlan(_ value: ValueID, _ instruction: Instruction) -> Plan {
    guard let body = instruction.function, speculation.layouts[body] != nil,
      let id = speculation.instanceClass(inputType(0, of: value)), speculation.types.classes[id].body == body
    else { return .copy }
    return Plan(kind: .isInstance(body), result: .bool)
  }

  /// The class of a left operand.
  func instanceTested(_ operand: ValueID) -> ClassID? { speculation.instanceClass(type(operand)) }

  /// An attribute that is a property of the object's class.
  func propertyPlan(_ value: ValueID, _ instruction: Instruction) -> Plan? {
    let type = receiverType(of: value)
    guard speculation.does(.directMethods), let name = instruction.nameAttribute,
      let id = speculation.instanceClass(type),
      !speculation.types.classes[id].isOpaque,
      case .property(let getter, _)? = speculation.types.classes.member(name, of: id)?.member,
      speculation.isFixed(name, of: id), let (number, signature) = reachable(getter, with: 1, at: value)
    else { return nil }
    let body = speculation.types.classes[id].body
    return Plan(
      kind: .property(MethodTarget(function: getter, body: body, version: number), body), result: signature.result,
      operands: signature.parameters)
  }

  // MARK: Methods

  /// Calls of methods, with the loads before them.
  mutating func findMethods() {
    for block in graph.blockIDs {
      for value in graph[block].instructions {
        let instruction = graph[value]
        // The view that a fused loop is over needs no method.
        if all[value.index].iteratedLoop != nil { continue }
        let arguments: Int
        switch instruction.opcode {
        case .callKnownMethod: arguments = instruction.inputs.count - 2
        case .callBuiltinMethod: arguments = instruction.inputs.count - 3
        case .primitive where instruction.primitive?.id == .call_values:
          _ = planNative(value, instruction)
          continue
        case .primitive where instruction.primitive?.id == .call_loaded: arguments = instruction.inputs.count - 2
        case .primitive where instruction.primitive?.id == .call_loaded_keywords:
          if planSuper(value, instruction) || planMethods(value, instruction) || planClassMember(value, instruction) { continue }
          _ = planStoredFunction(value, instruction)
          continue
        default: continue
        }
        guard graph[instruction.inputs[0]].opcode == .loadMethod,
          graph[instruction.inputs[1]].opcode == .methodSelf, graph[instruction.inputs[1]].inputs == [instruction.inputs[0]]
        else { continue }
        if planListMethod(value, instruction, arguments) || planDataMethod(value, instruction, arguments)
          || planNative(value, instruction)
        { continue }
        if planSuper(value, instruction) || planMethods(value, instruction) || planClassMember(value, instruction) { continue }
        if planStoredFunction(value, instruction) { continue }
        planMethod(value, instruction, arguments)
      }
    }
  }

  /// A method of a class of the program that is looked up and compared.
  private mutating func planMethod(_ value: ValueID, _ instruction: Instruction, _ arguments: Int) {
    let load = instruction.inputs[0]
    guard speculation.does(.directMethods),
      var target = speculation.method(graph[load].nameAttribute ?? "", of: receiverType(of: load)),
      let (number, signature) = callable(target.function, with: arguments + 1, at: value)
    else { return }
    target.version = number
    target.body = nil
    let skipped = instruction.inputs.count - arguments
    all[value.index] = Plan(
      kind: .callMethod(target), result: signature.result,
      operands: [Representation](repeating: .object, count: skipped) + signature.parameters.dropFirst())
    gains += 1
  }

  /// `list.append(item)` and `list.pop()`. Inputs: the callable, its self, the receiver, the arguments.
  private mutating func planListMethod(_ value: ValueID, _ instruction: Instruction, _ arguments: Int) -> Bool {
    let load = instruction.inputs[0]
    let own = instruction.inputs[1]
    guard speculation.does(.inlineContainers), instruction.opcode == .callBuiltinMethod, ContainerKind(inputType(0, of: load)) == .list,
      users[load.index].allSatisfy({ $0 == own || $0 == value }), users[own.index] == [value]
    else { return false }
    switch (graph[load].nameAttribute, arguments) {
    case ("append", 1): all[value.index] = Plan(kind: .append)
    case ("pop", 0): all[value.index] = Plan(kind: .takeLast)
    default: return false
    }
    all[load.index] = Plan(kind: .kindMethod(.list))
    all[own.index] = Plan(kind: .methodSelf)
    gains += 1
    return true
  }

  /// `math.sqrt(x)` and the like. Inputs: the callable, perhaps its self, the arguments.
  private mutating func planNative(_ value: ValueID, _ instruction: Instruction) -> Bool {
    let skipped = instruction.primitive?.id == .call_values ? 1 : 2
    let arguments = instruction.inputs.dropFirst(skipped)
    guard speculation.does(.inlineBuiltins), instruction.primitive?.id == .call_loaded || skipped == 1,
      case .builtin(let name)? = type(instruction.inputs[0]).only, let function = NativeFunction.all[name],
      arguments.count == function.arguments.count
    else { return false }
    for (argument, wanted) in zip(arguments, function.arguments) {
      switch wanted {
      case .f64: guard isNumber(argument) || isMixed(type(argument)) else { return false }
      case .i64: guard isInt(argument) else { return false }
      default: break
      }
    }
    if function.wantsAtoms {
      let item = type(arguments[arguments.startIndex + 1])
      guard item == .int || item == .float || item == .str else { return false }
    }
    all[value.index] = Plan(
      kind: .native(function, skipped), result: Primitive.row(function.primitive).result,
      operands: [Representation](repeating: .object, count: skipped) + function.arguments)
    gains += 1
    return true
  }
}
