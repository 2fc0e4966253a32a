/// What becomes of each instruction in a fast graph, decided from types before anything is built.

import NatrixIR
import NatrixInference
import NatrixSupport

/// How one instruction is done.
struct Plan {
  enum Kind {
    /// As in the generic graph, on objects.
    case copy
    /// Not at all: what it gives is virtual, or known without it.
    case skip
    /// By this primitive, on the inputs in the representations that it takes.
    case operation(PrimitiveID)
    /// The same; the result is a condition that the generic graph has as an object, or as a truth.
    case condition(PrimitiveID)
    /// The same of values that are ints or floats (PlanMixed.swift).
    case mixed(PrimitiveID)
    /// An operation of complex numbers (PlanComplex.swift).
    case complex(ComplexOperation)
    /// The condition that the input is one.
    case truth
    /// The condition that the input, a number, is not zero.
    case nonzero(Representation)
    /// `container[key]`, `container[key] = value` and `len(container)` of a container of this kind.
    case get(ContainerKind)
    case set(ContainerKind)
    case length(ContainerKind)
    /// `list.append(item)`, `list.pop()`; their load is not made.
    case append, takeLast, kindMethod(ContainerKind)
    /// An operation of a dict, set or string by its own function; the inputs that it takes, and their kinds (PlanData.swift).
    case data(PrimitiveID, [DataOperand])
    /// `a + b` of strings that is only added to another one, and the whole chain of them (PlanData.swift).
    case concatLater, concatChain([ValueID])
    /// A tuple that is only a key, and the operation by it (PlanTupleKeys.swift): the inputs before it, and the tuple.
    case tupleLater, tupleKey(PrimitiveID, [DataOperand], ValueID)
    /// `m[i, j]` and `m[i, j] = v` of a buffer of the host's (PlanHosted.swift): the pair, which is not made.
    case hostedPair, getHosted(ValueID), setHosted(ValueID)
    /// Whether a container is not empty.
    case filled(ContainerKind)
    case ord
    /// `hash` of ints and strings, or of a tuple of such (PlanHashes.swift).
    case hash
    /// A cut to some low bits, and what it cuts: done with it (PlanMasks.swift).
    case masked, wrapped
    /// A property's getter, of instances of the class with this body.
    case property(MethodTarget, FunctionID)
    /// A condition of two strings.
    case strings(PrimitiveID)
    /// A call of a function of a module of the runtime; how many inputs stand before the arguments.
    case native(NativeFunction, Int)
    /// An operator that a method of the left operand's class (that with this body) implements.
    case special(MethodTarget, FunctionID)
    /// Access to an item that a method of the object's class (that with this body) implements.
    case itemMethod(MethodTarget, FunctionID)
    /// A call of a builtin function on numbers, the callee compared before.
    case builtin(PrimitiveID)
    /// `divmod` of two ints whose pair is only taken apart, and an item of the pair (PlanCounts.swift).
    case divmod, divmodItem(ValueID, Int)
    /// The question whether a callee is a builtin, answered by a guard: the other way is not taken.
    case isBuiltin
    /// The question whether a callee is this function, in the same way.
    case isFunction(FunctionID)
    /// The question whether an object is an instance of the class with this body, and whether an operator's left operand is
    /// asked first, answered in the same way.
    case isInstance(FunctionID), isLeftFirst
    /// `isinstance` of builtin classes, as bits, and of a class of the program's (PlanInstances.swift).
    case testKinds(Int), testClass
    /// An empty list that this fused loop fills.
    case presized(Presized, Int)
    /// A step of a generator of this function (PlanGenerators.swift).
    case resume(FunctionID)
    /// A call of a fast version.
    case callFast(FunctionID, Int)
    /// An attribute of an instance with a static layout.
    case loadSlot(SlotPlace), storeSlot(SlotPlace)
    /// The same of instances of one of several classes (PlanChoices.swift).
    case loadSlots([SlotPlace]), storeSlots([SlotPlace])
    /// A method that the receiver's class, one of several, has; and the call.
    case fixedMethods([FunctionID]), callMethods([MethodTarget])
    /// `super()` in a method of instances of these classes, its attribute, and the call (PlanSuper.swift).
    case superObject([FunctionID]), superMethod, callSuper(MethodTarget?), callNativeInit
    /// A call of one of several functions, by its code (PlanFunctions.swift); what belongs before the arguments is absent.
    case callFunctions([MethodTarget]), noSelf
    /// A static or class method, or a method by its class (that with this body), and the call (PlanClassMembers.swift).
    case classMember(FunctionID, isClass: Bool), callClassMember(MethodTarget, FirstArgument)
    /// A call with stars (PlanStar.swift).
    case callStar([StarTarget])
    /// `with`: the class's body and the manager, `__enter__`, `__exit__` (PlanContexts.swift).
    case contextExit(FunctionID, ValueID), contextEnter(MethodTarget), contextLeave(MethodTarget, ValueID)
    /// A method found by the receiver's layout (that of the class with this body), its self, and the call.
    case fixedMethod(FunctionID), methodSelf, callMethod(MethodTarget)
    /// An instance of the class with this body, and its `__init__`.
    case construct(FunctionID, MethodTarget)
    /// An instance of the data class with this body, its fields stored.
    case constructFields(FunctionID, [FieldSource])
    /// Of a fused loop: the call of `range` or the like; `get_iter`, `iter_next`, `is_stop`, and taking the item apart.
    case loopCall(Int), loopStart(Int), loopNext(Int), loopTest(Int), loopUnpack(Int)
  }

  var kind = Kind.copy
  /// What it gives without a guard.
  var result = Representation.object
  /// In which representation an input is wanted; objects where nothing is said.
  var operands: [Representation] = []

  static let copy = Plan()
}

enum ContainerKind: String {
  case list, tuple, str, bytes, bytearray, array, dict, set, frozenset, defaultdict
  case orderedDict = "OrderedDict"
  /// A list or buffer of the interpreter around an extension module (PlanHosted.swift).
  case hosted

  /// Whether storing, asking whether a key is there and `get` are those of dict.
  var isDict: Bool { self == .dict || self == .defaultdict || self == .orderedDict }

  var isSet: Bool { self == .set || self == .frozenset }

  var guardID: PrimitiveID {
    switch self {
    case .list: .guard_list
    case .tuple: .guard_tuple
    case .str: .guard_str
    case .bytes: .guard_bytes
    case .bytearray: .guard_bytearray
    case .array: .guard_array
    case .hosted: .guard_hosted
    case .dict: .guard_dict
    case .defaultdict: .guard_defaultdict
    case .orderedDict: .guard_ordered_dict
    case .set: .guard_set
    case .frozenset: .guard_frozenset
    }
  }
  var lengthID: PrimitiveID {
    switch self {
    case .list: .list_length
    case .tuple: .tuple_length
    case .str: .str_length
    case .bytes: .bytes_length
    case .bytearray: .bytearray_length
    case .array: .array_length
    case .hosted: .host_length
    case .dict, .defaultdict, .orderedDict: .dict_length
    case .set, .frozenset: .set_length
    }
  }
  var getID: PrimitiveID? {
    switch self {
    case .list: .list_get
    case .tuple: .tuple_get
    case .str: .str_get
    case .bytes: .bytes_get
    case .bytearray: .bytearray_get
    case .array, .dict, .defaultdict, .orderedDict, .set, .frozenset, .hosted: nil
    }
  }
  /// Of a loop over it: whether there is an item at an index, and that item.
  var itemIDs: (has: PrimitiveID, item: PrimitiveID)? {
    switch self {
    case .list: (.list_has, .list_item)
    case .tuple: (.tuple_has, .tuple_item)
    case .str: (.str_has, .str_item)
    case .bytes: (.bytes_has, .bytes_item)
    case .bytearray: (.bytearray_has, .bytearray_item)
    case .array, .dict, .defaultdict, .orderedDict, .set, .frozenset, .hosted: nil
    }
  }

  init?(_ type: Type) {
    switch type.only {
    case .str: self = .str
    case .bytes: self = .bytes
    case .native("bytearray"): self = .bytearray
    case .native("array.array"): self = .array
    default:
      // Several sites of one kind of container are one kind all the same.
      guard !type.isAny else { return nil }
      var found: ContainerKind?
      for atom in type.atoms where atom != .absent {
        guard case .container(let name, _) = atom,
          let kind = name == "array.array" ? .array : HostedItems(container: name) != nil ? .hosted : ContainerKind(rawValue: name),
          found == nil || found == kind
        else { return nil }
        found = kind
      }
      guard let found else { return nil }
      self = found
    }
  }
}

/// The plans of a function's instructions.
struct Plans {
  var all: [Plan]
  var loops: [FusedLoop] = []
  var masks: [ValueID: MaskedTree] = [:]
  /// Loads of globals whose object only states want (PlanGlobals.swift).
  var knownCallees: [ValueID: FunctionID?] = [:]
  /// Loads of globals that are constant numbers: their users have the numbers (ConstantGlobals.swift).
  var constantLoads: [ValueID: Constant] = [:]
  let graph: Graph
  let id: FunctionID
  /// The number of the version, and what inference knows of it (nil: of the function as a whole).
  let version: Int
  private let known: FunctionVersion?
  let speculation: Speculation
  let program: Program
  private(set) var users: [[ValueID]]
  let home: [BlockID?]
  /// Machine operations planned.
  var gains = 0

  subscript(value: ValueID) -> Plan { all[value.index] }

  var isWorthwhile: Bool { gains > 0 }

  init(_ function: Function, _ version: Int, _ speculation: Speculation, _ program: Program) {
    self.version = version
    known = speculation.known(function.id, version)
    graph = function.generic
    id = function.id
    self.speculation = speculation
    self.program = program
    all = [Plan](repeating: .copy, count: graph.values.count)
    users = [[ValueID]](repeating: [], count: graph.values.count)
    home = graph.definingBlocks()
    for block in graph.blocks {
      for value in block.instructions {
        for input in graph[value].inputs { users[input.index].append(value) }
      }
    }
    if speculation.does(.fusedLoops) { findLoops() }
    findPresizedLists()
    if speculation.does(.maskedArithmetic) { findMasks() }
    findMethods()
    findContexts()
    findDivmods()
    // Outside of its loops, what runs once gains nothing.
    let repeated = function.runsOnce ? Loops(graph) : nil
    for block in graph.blockIDs {
      let pays = repeated.map { $0.contains(block) } ?? true
      for value in graph[block].instructions {
        guard case .copy = all[value.index].kind else { continue }
        all[value.index] = plan(value)
        switch all[value.index].kind {
        case .copy, .skip, .isBuiltin, .isFunction, .isInstance, .isLeftFirst: break
        default: gains += pays ? 1 : 0
        }
      }
    }
    gains += loops.count
    if speculation.does(.tupleKeys) { findTupleKeys() }
    findHostedPairs()
    findKnownCallees()
  }

  func type(_ value: ValueID) -> Type {
    if graph[value].opcode == .constant {
      switch graph[value].constant {
      case .integer(let digits): return Int(digits) == nil ? .any : .int
      case .float: return .float
      case .complex: return Type(.complex)
      default: break
      }
    }
    if let known { return known.values[value.index] }
    return speculation.types.type(of: value, in: id)
  }

  /// The type of an input as the instruction sees it, narrowed by the tests before it.
  func inputType(_ index: Int, of value: ValueID) -> Type {
    let input = graph[value].inputs[index]
    if graph[input].opcode == .constant { return type(input) }
    if let known { return known.operands[value.index]?[index] ?? known.values[input.index] }
    return speculation.types.type(ofInput: index, of: value, graph[value], in: id)
  }

  func isInt(_ index: Int, of value: ValueID) -> Bool { inputType(index, of: value) == .int }
  private func isNumber(_ index: Int, of value: ValueID) -> Bool {
    isInt(index, of: value) || inputType(index, of: value) == .float
  }

  func isInt(_ value: ValueID) -> Bool { type(value) == .int }
  func isNumber(_ value: ValueID) -> Bool { type(value) == .int || type(value) == .float }

  // MARK: Instructions

  private func plan(_ value: ValueID) -> Plan {
    let instruction = graph[value]
    switch instruction.opcode {
    case .primitive: return primitivePlan(value, instruction)
    case .callBuiltin: return speculation.does(.inlineBuiltins) ? builtinPlan(instruction) : .copy
    case .callKnown: return callPlan(value, instruction)
    case .return:
      let signatures = speculation.signatures[id.index]
      let result = version < signatures.count ? signatures[version].result : .object
      return Plan(operands: [result])
    case .copy: return Plan()
    default: return .copy
    }
  }

  private func primitivePlan(_ value: ValueID, _ instruction: Instruction) -> Plan {
    let inputs = instruction.inputs
    if let plan = dataPlan(value, instruction) { return plan }
    switch instruction.primitive?.id {
    case .add: return special("__add__", value) ?? arithmetic(value, .add_i64, .add_f64, .add)
    case .iadd: return arithmetic(value, .add_i64, .add_f64, .add)
    case .sub: return special("__sub__", value) ?? arithmetic(value, .sub_i64, .sub_f64, .sub)
    case .isub: return arithmetic(value, .sub_i64, .sub_f64, .sub)
    case .mul: return special("__mul__", value) ?? arithmetic(value, .mul_i64, .mul_f64, .mul)
    case .imul: return arithmetic(value, .mul_i64, .mul_f64, .mul)
    case .floordiv: return special("__floordiv__", value) ?? arithmetic(value, .floordiv_i64, .floordiv_f64)
    case .ifloordiv: return arithmetic(value, .floordiv_i64, .floordiv_f64)
    case .mod: return special("__mod__", value) ?? arithmetic(value, .mod_i64, .mod_f64)
    case .imod: return arithmetic(value, .mod_i64, .mod_f64)
    case .truediv: return special("__truediv__", value) ?? arithmetic(value, .truediv_i64, .truediv_f64, .div)
    case .itruediv: return arithmetic(value, .truediv_i64, .truediv_f64, .div)
    case .pow, .ipow: return power(value)
    case .lshift, .ilshift: return arithmetic(value, .lshift_i64, nil)
    case .rshift, .irshift: return arithmetic(value, .rshift_i64, nil)
    case .and, .iand: return arithmetic(value, .and_i64, nil)
    case .or, .ior: return arithmetic(value, .or_i64, nil)
    case .xor, .ixor: return arithmetic(value, .xor_i64, nil)
    case .negative: return complexPlan(value, .negative) ?? unary(value, .neg_i64, .neg_f64)
    case .invert: return unary(value, .invert_i64, nil)
    case .lt, .lt_truth: return special("__lt__", value) ?? comparison(value, .lt_i64, .lt_f64)
    case .le, .le_truth: return special("__le__", value) ?? comparison(value, .le_i64, .le_f64)
    case .eq, .eq_truth:
      return equality(value, .eq_str) ?? special("__eq__", value) ?? complexPlan(value, .eq) ?? comparison(value, .eq_i64, .eq_f64)
    case .ne, .ne_truth:
      return equality(value, .ne_str) ?? special("__ne__", value) ?? complexPlan(value, .ne) ?? comparison(value, .ne_i64, .ne_f64)
    case .gt, .gt_truth: return special("__gt__", value) ?? comparison(value, .gt_i64, .gt_f64)
    case .ge, .ge_truth: return special("__ge__", value) ?? comparison(value, .ge_i64, .ge_f64)
    case .truth_of:
      if case .copy = all[inputs[0].index].kind {} else if all[inputs[0].index].result == .bool { return Plan(kind: .truth, result: .bool) }
      guard isNumber(inputs[0]) else { return .copy }
      let kind = speculation.representation(type(inputs[0]))
      return Plan(kind: .nonzero(kind), result: .bool, operands: [kind])
    case .subscript where speculation.instanceClass(inputType(0, of: value)) != nil: return itemMethod("__getitem__", value) ?? .copy
    case .store_subscript where speculation.instanceClass(inputType(0, of: value)) != nil: return itemMethod("__setitem__", value) ?? .copy
    case .subscript where speculation.does(.inlineContainers):
      guard isInt(inputs[1]), let kind = ContainerKind(inputType(0, of: value)) else { return .copy }
      if kind == .array || kind == .hosted {
        let item = speculation.representation(type(value))
        return item == .object ? .copy : Plan(kind: .get(kind), result: item, operands: [.object, .i64])
      }
      guard let id = kind.getID else { return .copy }
      return Plan(kind: .get(kind), result: Primitive.row(id).result, operands: [.object, .i64])
    case .store_subscript where speculation.does(.inlineContainers):
      guard isInt(inputs[1]) else { return .copy }
      switch ContainerKind(type(inputs[0])) {
      case .hosted where isNumber(inputs[2]):
        return Plan(kind: .set(.hosted), operands: [.object, .i64, speculation.representation(type(inputs[2]))])
      case .list: return Plan(kind: .set(.list), operands: [.object, .i64, .object])
      case .bytearray where isInt(inputs[2]): return Plan(kind: .set(.bytearray), operands: [.object, .i64, .i64])
      case .array where isNumber(inputs[2]):
        return Plan(kind: .set(.array), operands: [.object, .i64, speculation.representation(type(inputs[2]))])
      default: return .copy
      }
    case .iter_next, .iter_next_unpacked: return generatorPlan(value) ?? .copy
    case .is_builtin: return Plan(kind: .isBuiltin, result: .bool)
    case .has_code: return instruction.function.map { Plan(kind: .isFunction($0), result: .bool) } ?? .copy
    case .hash_tuple: return hashPlan(instruction)
    case .has_layout: return instanceTestPlan(value, instruction)
    case .left_first: return isAskedSecond(inputType(1, of: value), instanceTested(inputs[0])) ? Plan(kind: .isLeftFirst, result: .bool) : .copy
    case .call_star: return starPlan(value, instruction) ?? .copy
    case .call_values, .call_keywords:
      return constructorPlan(value, instruction) ?? functionsPlan(value, instruction) ?? .copy
    case .load_attr:
      if let plan = propertyPlan(value, instruction) ?? complexPart(value, instruction.nameAttribute) { return plan }
      guard let place = speculation.slot(instruction.nameAttribute ?? "", of: receiverType(of: value)) else {
        return slotsPlan(value, instruction) ?? .copy
      }
      return Plan(kind: .loadSlot(place))
    case .store_attr:
      guard let place = speculation.slot(instruction.nameAttribute ?? "", of: inputType(0, of: value)), !place.customStores
      else { return slotsPlan(value, instruction, stores: true) ?? .copy }
      return Plan(kind: .storeSlot(place))
    default: return .copy
    }
  }

  private func arithmetic(
    _ value: ValueID, _ ints: PrimitiveID, _ floats: PrimitiveID?, _ complex: ComplexOperation? = nil
  ) -> Plan {
    if isCounting(value, ints) {
      return Plan(kind: .operation(ints), result: Primitive.row(ints).result, operands: [.i64, .i64])
    }
    guard let floats, isNumber(0, of: value), isNumber(1, of: value) else {
      if let plan = complex.flatMap({ complexPlan(value, $0) }) { return plan }
      if let plan = mixedArithmetic(value, floats, always: floats == .truediv_f64) { return plan }
      switch ints {
      case .add_i64: return mixedOperation(value, .add_mixed) ?? .copy
      case .sub_i64: return mixedOperation(value, .sub_mixed) ?? .copy
      case .mul_i64: return mixedOperation(value, .mul_mixed) ?? .copy
      default: return .copy
      }
    }
    return Plan(kind: .operation(floats), result: .f64, operands: [.f64, .f64])
  }

  /// An int to the power of a constant that is not negative is an int.
  private func power(_ value: ValueID) -> Plan {
    if isInt(0, of: value), case .integer(let digits)? = graph[graph[value].inputs[1]].constant, let exponent = Int(digits), exponent >= 0 {
      return Plan(kind: .operation(.pow_i64), result: .i64, operands: [.i64, .i64])
    }
    if let plan = mixedPower(value) { return plan }
    guard isNumber(0, of: value), isNumber(1, of: value), !(isInt(0, of: value) && isInt(1, of: value)) else { return .copy }
    return Plan(kind: .operation(.pow_f64), result: .f64, operands: [.f64, .f64])
  }

  private func unary(_ value: ValueID, _ ints: PrimitiveID, _ floats: PrimitiveID?) -> Plan {
    if isInt(0, of: value) { return Plan(kind: .operation(ints), result: .i64, operands: [.i64]) }
    if ints == .neg_i64, let plan = mixedOperation(value, .neg_mixed) { return plan }
    guard let floats, inputType(0, of: value) == .float else { return .copy }
    return Plan(kind: .operation(floats), result: .f64, operands: [.f64])
  }

  /// Of two strings.
  private func equality(_ value: ValueID, _ id: PrimitiveID) -> Plan? {
    guard speculation.does(.stringComparisons), inputType(0, of: value) == .str, inputType(1, of: value) == .str else { return nil }
    return Plan(kind: .strings(id), result: .bool)
  }

  private func comparison(_ value: ValueID, _ ints: PrimitiveID, _ floats: PrimitiveID) -> Plan {
    if isCounting(value, ints) {
      return Plan(kind: .condition(ints), result: .bool, operands: [.i64, .i64])
    }
    guard isNumber(0, of: value), isNumber(1, of: value) else { return mixedComparison(value, floats) ?? .copy }
    return Plan(kind: .condition(floats), result: .bool, operands: [.f64, .f64])
  }
}
