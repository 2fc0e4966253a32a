/// What each plan becomes in the fast graph.

import NatrixIR
import NatrixInference
import NatrixSupport

extension TwinBuilder {
  mutating func carryOut(_ value: ValueID) {
    let plan = plans[value]
    let instruction = generic[value]
    switch plan.kind {
    case .skip: return
    case .copy: copy(value, instruction, plan)
    case .operation(let id): define(value, operate(id, instruction.inputs))
    case .condition(let id): define(value, operate(id, instruction.inputs))
    case .mixed(let id): operateMixed(value, id, instruction.inputs)
    case .complex(let operation): operateComplex(value, instruction, operation)
    case .truth: takeCondition(value, instruction.inputs[0])
    case .nonzero(let representation):
      let number = self.value(instruction.inputs[0], as: representation)
      let zero = representation == .i64 ? integer(0) : constant(.float(0), .f64)
      define(value, emit(representation == .i64 ? .ne_i64 : .ne_f64, [number, zero]))
    case .get(let kind): get(value, instruction, kind)
    case .set(let kind): set(instruction, kind)
    case .length(let kind):
      checkCallee(instruction.inputs[0], name: "len")
      let container = self.value(instruction.inputs[1], as: .object)
      check(container, kind.guardID)
      define(value, emit(kind.lengthID, [container], guarded: kind == .hosted))
    case .builtin(let id):
      checkCallee(instruction.inputs[0], name: instruction.nameAttribute ?? "")
      define(value, operate(id, Array(instruction.inputs.dropFirst())))
    case .divmod: divide(value, instruction)
    case .divmodItem(let call, let index): divmodItem(value, of: call, index)
    case .kindMethod(let kind): checkKind(instruction.inputs[0], kind.guardID)
    case .data(let id, let operands): operateOnData(value, instruction, id, operands)
    case .tupleLater: tupleLater(value, instruction)
    case .tupleKey(let id, let operands, let tuple): operateByItems(value, instruction, id, operands, tuple)
    case .hostedPair: pairLater(value, instruction)
    case .getHosted(let pair): getHosted(value, instruction, pair)
    case .setHosted(let pair): setHosted(instruction, pair)
    case .concatLater: concatLater(value, instruction)
    case .concatChain(let parts): concatChain(value, instruction, parts)
    case .filled(let kind):
      let container = self.value(instruction.inputs[0], as: .object)
      checkKind(instruction.inputs[0], kind.guardID)
      define(value, emit(.ne_i64, [emit(kind.lengthID, [container]), integer(0)]))
    case .resume(let function): resumeGenerator(value, instruction, function)
    case .presized(let kind, let loop): makePresized(value, instruction, kind, loop)
    case .isBuiltin:
      checkCallee(instruction.inputs[0], name: instruction.nameAttribute ?? "")
      define(value, constant(.true, .bool))
    case .isFunction(let id):
      _ = callee(instruction.inputs[0], id)
      define(value, constant(.true, .bool))
    case .isInstance(let body):
      checkLayout(self.value(instruction.inputs[0], as: .object), body)
      define(value, constant(.true, .bool))
    case .testKinds(let kinds): testKinds(value, instruction, kinds)
    case .testClass: testClass(value, instruction)
    case .isLeftFirst:
      if representations[instruction.inputs[1]] == .object, generic[instruction.inputs[1]].opcode != .constant {
        checkOperand(instruction.inputs[1])
      }
      define(value, constant(.true, .bool))
    case .append: append(value, instruction)
    case .takeLast:
      define(value, emit(.list_take_last, [self.value(instruction.inputs[2], as: .object)], guarded: true))
    case .ord:
      checkCallee(instruction.inputs[0], name: "ord")
      let text = self.value(instruction.inputs[1], as: .object)
      check(text, .guard_str)
      define(value, emit(.str_ord, [text], guarded: true))
    case .hash: hash(value, instruction)
    case .wrapped: return
    case .masked: cutBits(value)
    case .property(let target, let body):
      guard !speculation.usesOwnObject.contains(target.function) || speculation.isMadeOnce(target.function) else {
        return copy(value, instruction, .copy)
      }
      let object = self.value(instruction.inputs[0], as: .object)
      checkLayout(object, body)
      call(value, target, constant(.absent, .object), receiver: object, [])
    case .strings(let id):
      var operands: [ValueID] = []
      for input in instruction.inputs {
        let text = self.value(input, as: .object)
        if generic[input].opcode != .constant { check(text, .guard_str) }
        operands.append(text)
      }
      define(value, emit(id, operands))
    case .native(let function, let skipped): callNative(value, instruction, function, skipped)
    case .special(let target, let body): callSpecial(value, instruction, target, body)
    case .itemMethod(let target, let body):
      let object = self.value(instruction.inputs[0], as: .object)
      checkLayout(object, body)
      call(
        value, target, methodObject(target, of: object), receiver: object, Array(instruction.inputs.dropFirst()),
        isDefined: instruction.representation != .none)
    case .loadSlot(let place): loadSlot(value, instruction, place)
    case .storeSlot(let place): storeSlot(instruction, place)
    case .loadSlots(let places): loadSlots(value, instruction, places)
    case .storeSlots(let places): storeSlots(instruction, places)
    case .fixedMethods(let bodies): _ = kindIndex(self.value(instruction.inputs[0], as: .object), bodies)
    case .callMethods(let targets): callMethods(value, instruction, targets)
    case .callFunctions(let targets): callFunctions(value, instruction, targets)
    case .noSelf: define(value, constant(.absent, .object))
    case .callStar(let targets): callStar(value, instruction, targets)
    case .contextExit(let body, let manager): checkLayout(self.value(manager, as: .object), body)
    case .contextEnter(let target): enterContext(value, instruction, target)
    case .contextLeave(let target, let manager): leaveContext(value, instruction, target, manager)
    case .classMember(let body, let isClass): checkOwner(instruction, body, isClass: isClass)
    case .callClassMember(let target, let first): callClassMember(value, instruction, target, first)
    case .superObject(let bodies): checkReceiver(ofSuper: instruction, bodies)
    case .superMethod: return
    case .callSuper(let target): callSuper(value, instruction, target)
    case .callNativeInit: callNativeInit(value, instruction)
    case .fixedMethod(let body): fixMethod(instruction, body)
    case .methodSelf: return
    case .callMethod(let target): callMethod(value, instruction, target)
    case .construct(let body, let initialiser): construct(value, instruction, body, initialiser)
    case .constructFields(let body, let fields): constructFields(value, instruction, body, fields)
    case .callFast(let id, let version): callFast(value, instruction, id, version)
    case .loopCall(let loop): callOfLoop(loop)
    case .loopUnpack(let loop): unpackItem(loop)
    case .loopStart(let loop): startLoop(loop)
    case .loopNext(let loop): stepLoop(loop)
    case .loopTest(let loop): define(value, testLoop(loop))
    }
  }

  /// The same operation as in the generic graph, on objects (or, of `return` and phis, what is wanted).
  private mutating func copy(_ value: ValueID, _ instruction: Instruction, _ plan: Plan) {
    if let number = plans.constantLoads[value] { return lookAtConstant(value, number, instruction) }
    if let known = plans.knownCallees[value] {
      if let function = known { _ = checkMade(function) } // else the load has to be done, and fails
      return define(value, globalNow(instruction))
    }
    if copyAsGuard(value, instruction) { return }
    var made = instruction
    made.inputs = instruction.inputs.enumerated().map { index, input in
      let wanted = index < plan.operands.count ? plan.operands[index] : genericRepresentation(input)
      return self.value(input, as: wanted)
    }
    if instruction.opcode == .parameter {
      made.representation = signature.parameters[instruction.integer ?? 0]
    }
    let result = emit(made)
    if instruction.representation != .none { define(value, result) }
  }

  private func genericRepresentation(_ input: ValueID) -> Representation {
    switch generic[input].representation {
    case .bool: .bool
    case .none: .none
    case .object, .i64, .f64: .object
    }
  }

  /// A primitive on operands in the representations of its row.
  private mutating func operate(_ id: PrimitiveID, _ inputs: [ValueID]) -> ValueID {
    let row = Primitive.row(id)
    let wanted = row.parameters.compactMap(\.inputRepresentation)
    let isComparison = row.result == .bool
    var operands: [ValueID] = []
    // Narrowed types are those of the instruction's own inputs.
    let isWhole = inputs.count == generic[current].inputs.count
    for (index, (input, representation)) in zip(inputs, wanted).enumerated() {
      if isComparison, representation == .f64, case .integer(let digits)? = generic[input].constant,
        let number = Int(digits), Int(exactly: Double(number)) != number
      {
        operands.append(emit(.exact_f64, [converted(.integer(digits), as: .i64)], guarded: true))
      } else if isComparison, representation == .f64, representations[input] == .i64,
        generic[input].opcode != .constant
      {
        operands.append(emit(.exact_f64, [mapped(input)], guarded: true))
      } else if isWhole, representation == .f64, representations[input] == .object,
        generic[input].opcode != .constant, plans.inputType(index, of: current) == .int
      {
        let number = value(input, as: .i64)
        operands.append(
          isComparison ? emit(.exact_f64, [number], guarded: true) : emit(.f64_of_i64, [number]))
      } else if representation == .f64, let number = mixedOperand(input, index, isWhole: isWhole) {
        operands.append(number)
      } else {
        operands.append(value(input, as: representation))
      }
    }
    checkDivisor(of: id, operands)
    return emit(id, operands, guarded: row.failure == .guard)
  }

  private mutating func get(_ value: ValueID, _ instruction: Instruction, _ kind: ContainerKind) {
    let isFloat = plans[value].result == .f64
    let arrays: PrimitiveID = isFloat ? .array_get_f64 : .array_get_i64
    let id = kind == .hosted ? (isFloat ? .host_get_f64 : .host_get_i64) : kind.getID ?? arrays
    let container = self.value(instruction.inputs[0], as: .object)
    check(container, kind.guardID)
    let index = self.value(instruction.inputs[1], as: .i64)
    if kind == .array, let typecode = plans.typecode(of: value) { guardTypecode(container, typecode) }
    checkIndex(container, index, kind)
    define(value, emit(id, [container, index], guarded: true))
  }

  private mutating func set(_ instruction: Instruction, _ kind: ContainerKind) {
    let container = self.value(instruction.inputs[0], as: .object)
    check(container, kind.guardID)
    let index = self.value(instruction.inputs[1], as: .i64)
    let representation = plans[current].operands[2]
    let item = self.value(instruction.inputs[2], as: representation)
    let id: PrimitiveID
    switch (kind, representation) {
    case (.bytearray, _): id = .bytearray_set
    case (.array, .f64): id = .array_set_f64
    case (.array, _): id = .array_set_i64
    case (.hosted, .f64): id = .host_set_f64
    case (.hosted, _): id = .host_set_i64
    default: id = .list_set
    }
    if kind == .array, let typecode = plans.typecode(of: current) { guardTypecode(container, typecode) }
    checkIndex(container, index, kind, stores: true)
    emit(id, [container, index, item], guarded: true)
  }

  private mutating func append(_ value: ValueID, _ instruction: Instruction) {
    let list = self.value(instruction.inputs[2], as: .object)
    let item = self.value(instruction.inputs[3], as: .object)
    emit(
      Instruction(
        .primitive, [list, item], attributes: [.primitive(.list_add)], position: instruction.position))
    define(value, constant(.none, .object))
  }

  // MARK: Calls

  /// Makes sure that a callee is the builtin of that name.
  mutating func checkCallee(_ callee: ValueID, name: String) {
    if plans.knownCallees[callee] != nil { return }
    emit(
      Instruction(
        .guardCallee, [value(callee, as: .object), state()], attributes: [.name(name)],
        position: generic[current].position))
  }

  private mutating func callNative(
    _ value: ValueID, _ instruction: Instruction, _ function: NativeFunction, _ skipped: Int
  ) {
    let callee = self.value(instruction.inputs[0], as: .object)
    let arguments = Array(instruction.inputs.dropFirst(skipped))
    if let native = function.native {
      emit(
        Instruction(.guardCallee, [callee, state()], attributes: [.name("(" + native)], position: instruction.position))
    }
    let row = Primitive.row(function.primitive)
    if function.native == nil {
      define(value, emit(function.primitive, [callee], guarded: true))
    } else if row.failure != .null {
      define(value, operate(function.primitive, arguments))
    } else {
      let inputs = arguments.map { self.value($0, as: .object) }
      define(
        value, emit(Instruction(.primitive, inputs, attributes: [.primitive(function.primitive)], position: instruction.position)))
    }
  }

  /// An operator by its method: what the class of the left operand has under that name stays.
  private mutating func callSpecial(
    _ value: ValueID, _ instruction: Instruction, _ target: MethodTarget, _ body: FunctionID
  ) {
    let left = self.value(instruction.inputs[0], as: .object)
    checkLayout(left, body)
    if representations[instruction.inputs[1]] == .object, generic[instruction.inputs[1]].opcode != .constant {
      checkOperand(instruction.inputs[1])
    }
    let isTruth = instruction.representation == .bool
    let result = call(
      value, target, methodObject(target, of: left), receiver: left, [instruction.inputs[1]], isDefined: !isTruth)
    if isTruth { define(value, emit(.truth_of, [result])) }
  }

  /// The other operand is what it was taken for, so that no reflected method of it comes first.
  private mutating func checkOperand(_ operand: ValueID) {
    let object = value(operand, as: .object)
    let type = plans.inputType(1, of: current)
    if let id = type.onlyInstance {
      checkLayout(object, speculation.types.classes[id].body)
    } else if type.isStr {
      check(object, .guard_str)
    } else if type.only == Atom.none {
      emit(.guard_none, [object], guarded: true)
    } else {
      emit(type.isInt ? .unbox_i64 : .unbox_f64, [object], guarded: true)
    }
  }

  /// Makes sure that a callee is that function; it, as a call wants it.
  private mutating func callee(_ original: ValueID, _ id: FunctionID) -> ValueID {
    if plans.knownCallees[original] != nil { return checkMade(id) }
    let callee = value(original, as: .object)
    if !isKnown(callee, .callee(id)) {
      emit(Instruction(.guardCallee, [callee, state()], attributes: [.code(id)], position: generic[current].position))
      remember(callee, .callee(id))
    }
    return callee
  }

  private mutating func callFast(
    _ value: ValueID, _ instruction: Instruction, _ id: FunctionID, _ version: Int
  ) {
    let callee = self.callee(instruction.inputs[0], id)
    let target = MethodTarget(function: id, body: nil, version: version)
    call(value, target, callee, receiver: nil, Array(instruction.inputs.dropFirst()))
  }
}
