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
    /// The condition that the input, a number, is not zero.
    case nonzero(Representation)
    /// `container[key]`, `container[key] = value` and `len(container)` of a container of this kind.
    case get(ContainerKind)
    case set(ContainerKind)
    case length(ContainerKind)
    /// `list.append(item)`, `list.pop()`.
    case append, takeLast
    /// A call of a builtin function on numbers, the callee compared before.
    case builtin(PrimitiveID)
    /// A call of a fast version.
    case callFast(FunctionID)
    /// An attribute of an instance with a static layout.
    case loadSlot(SlotPlace), storeSlot(SlotPlace)
    /// A method found by the receiver's layout (that of the class with this body), its self, and the call.
    case fixedMethod(FunctionID), methodSelf, callMethod(MethodTarget)
    /// An instance of the class with this body, and its `__init__`.
    case construct(FunctionID, FunctionID)
    /// An instance of the data class with this body, its fields stored.
    case constructFields(FunctionID)
    /// Of a fused loop: the call of `range`; `get_iter`, `iter_next` and `is_stop`.
    case loopRange(Int), loopStart(Int), loopNext(Int), loopTest(Int)
  }

  var kind = Kind.copy
  /// What it gives without a guard.
  var result = Representation.object
  /// In which representation an input is wanted; objects where nothing is said.
  var operands: [Representation] = []

  static let copy = Plan()
}

enum ContainerKind: String {
  case list, tuple, str, bytes, bytearray, dict

  var guardID: PrimitiveID {
    switch self {
    case .list: .guard_list
    case .tuple: .guard_tuple
    case .str: .guard_str
    case .bytes: .guard_bytes
    case .bytearray: .guard_bytearray
    case .dict: .guard_dict
    }
  }
  var lengthID: PrimitiveID {
    switch self {
    case .list: .list_length
    case .tuple: .tuple_length
    case .str: .str_length
    case .bytes: .bytes_length
    case .bytearray: .bytearray_length
    case .dict: .dict_length
    }
  }
  var getID: PrimitiveID? {
    switch self {
    case .list: .list_get
    case .tuple: .tuple_get
    case .str: .str_get
    case .bytes: .bytes_get
    case .bytearray: .bytearray_get
    case .dict: nil
    }
  }

  init?(_ type: Type) {
    switch type.only {
    case .str: self = .str
    case .bytes: self = .bytes
    case .native("bytearray"): self = .bytearray
    case .container("list", _): self = .list
    case .container("tuple", _): self = .tuple
    case .container("dict", _): self = .dict
    default:
      // Several sites of one kind of container are one kind all the same.
      guard !type.isAny else { return nil }
      var found: ContainerKind?
      for atom in type.atoms where atom != .absent {
        guard case .container(let name, _) = atom, let kind = ContainerKind(rawValue: name), found == nil || found == kind
        else { return nil }
        found = kind
      }
      guard let found else { return nil }
      self = found
    }
  }
}

/// A loop over a range or a list whose iterator nothing else sees.
struct FusedLoop {
  enum Source {
    /// Start, stop and step: values of the generic graph, nil for the usual 0 and 1.
    case range(call: ValueID, start: ValueID?, stop: ValueID, step: ValueID?)
    case list(ValueID)
  }
  var source: Source
  var iterator: ValueID
  var next: ValueID
  var header: BlockID
  /// Where the item is looked at.
  var body: BlockID
}

/// The plans of a function's instructions.
struct Plans {
  private(set) var all: [Plan]
  private(set) var loops: [FusedLoop] = []
  private let graph: Graph
  private let id: FunctionID
  private let speculation: Speculation
  private let program: Program
  private var users: [[ValueID]]
  private let home: [BlockID?]
  /// Machine operations planned.
  private(set) var gains = 0

  subscript(value: ValueID) -> Plan { all[value.index] }

  var isWorthwhile: Bool { gains > 0 }

  init(_ function: Function, _ speculation: Speculation, _ program: Program) {
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
    findLoops()
    findMethods()
    for block in graph.blockIDs {
      for value in graph[block].instructions {
        guard case .copy = all[value.index].kind else { continue }
        all[value.index] = plan(value)
        switch all[value.index].kind {
        case .copy, .skip: break
        default: gains += 1
        }
      }
    }
    gains += loops.count
  }

  func type(_ value: ValueID) -> Type {
    if graph[value].opcode == .constant {
      switch graph[value].constant {
      case .integer(let digits): return Int(digits) == nil ? .any : .int
      case .float: return .float
      default: break
      }
    }
    return speculation.types.type(of: value, in: id)
  }

  private func isInt(_ value: ValueID) -> Bool { type(value) == .int }
  private func isNumber(_ value: ValueID) -> Bool { type(value) == .int || type(value) == .float }

  // MARK: Instructions

  private func plan(_ value: ValueID) -> Plan {
    let instruction = graph[value]
    let inputs = instruction.inputs
    switch instruction.opcode {
    case .primitive: return primitivePlan(value, instruction)
    case .callBuiltin: return builtinPlan(instruction)
    case .callBuiltinMethod: return methodPlan(instruction)
    case .callKnown: return callPlan(instruction)
    case .return:
      let result = speculation.signatures[id.index]?.result ?? .object
      return Plan(operands: [result])
    case .copy: return Plan()
    default:
      _ = inputs
      return .copy
    }
  }

  private func primitivePlan(_ value: ValueID, _ instruction: Instruction) -> Plan {
    let inputs = instruction.inputs
    switch instruction.primitive?.id {
    case .add, .iadd: return arithmetic(inputs, .add_i64, .add_f64)
    case .sub, .isub: return arithmetic(inputs, .sub_i64, .sub_f64)
    case .mul, .imul: return arithmetic(inputs, .mul_i64, .mul_f64)
    case .floordiv, .ifloordiv: return arithmetic(inputs, .floordiv_i64, .floordiv_f64)
    case .mod, .imod: return arithmetic(inputs, .mod_i64, .mod_f64)
    case .truediv, .itruediv: return arithmetic(inputs, .truediv_i64, .truediv_f64)
    case .pow, .ipow: return power(inputs)
    case .lshift, .ilshift: return arithmetic(inputs, .lshift_i64, nil)
    case .rshift, .irshift: return arithmetic(inputs, .rshift_i64, nil)
    case .and, .iand: return arithmetic(inputs, .and_i64, nil)
    case .or, .ior: return arithmetic(inputs, .or_i64, nil)
    case .xor, .ixor: return arithmetic(inputs, .xor_i64, nil)
    case .negative: return unary(inputs[0], .neg_i64, .neg_f64)
    case .invert: return unary(inputs[0], .invert_i64, nil)
    case .lt, .lt_truth: return comparison(inputs, .lt_i64, .lt_f64)
    case .le, .le_truth: return comparison(inputs, .le_i64, .le_f64)
    case .eq, .eq_truth: return comparison(inputs, .eq_i64, .eq_f64)
    case .ne, .ne_truth: return comparison(inputs, .ne_i64, .ne_f64)
    case .gt, .gt_truth: return comparison(inputs, .gt_i64, .gt_f64)
    case .ge, .ge_truth: return comparison(inputs, .ge_i64, .ge_f64)
    case .truth_of:
      guard isNumber(inputs[0]) else { return .copy }
      let kind = speculation.representation(type(inputs[0]))
      return Plan(kind: .nonzero(kind), result: .bool, operands: [kind])
    case .subscript:
      guard isInt(inputs[1]), let kind = ContainerKind(type(inputs[0])), let id = kind.getID else { return .copy }
      return Plan(kind: .get(kind), result: Primitive.row(id).result, operands: [.object, .i64])
    case .store_subscript:
      guard isInt(inputs[1]) else { return .copy }
      switch ContainerKind(type(inputs[0])) {
      case .list: return Plan(kind: .set(.list), operands: [.object, .i64, .object])
      case .bytearray where isInt(inputs[2]): return Plan(kind: .set(.bytearray), operands: [.object, .i64, .i64])
      default: return .copy
      }
    case .call_values: return constructorPlan(instruction) ?? conversionPlan(instruction)
    case .load_attr:
      guard let place = speculation.slot(instruction.nameAttribute ?? "", of: type(inputs[0])) else { return .copy }
      return Plan(kind: .loadSlot(place))
    case .store_attr:
      guard let place = speculation.slot(instruction.nameAttribute ?? "", of: type(inputs[0])), !place.customStores
      else { return .copy }
      return Plan(kind: .storeSlot(place))
    default: return .copy
    }
  }

  private func arithmetic(_ inputs: [ValueID], _ ints: PrimitiveID, _ floats: PrimitiveID?) -> Plan {
    if isInt(inputs[0]) && isInt(inputs[1]) {
      return Plan(kind: .operation(ints), result: Primitive.row(ints).result, operands: [.i64, .i64])
    }
    guard let floats, isNumber(inputs[0]), isNumber(inputs[1]) else { return .copy }
    return Plan(kind: .operation(floats), result: .f64, operands: [.f64, .f64])
  }

  /// An int to the power of a constant that is not negative is an int.
  private func power(_ inputs: [ValueID]) -> Plan {
    if isInt(inputs[0]), case .integer(let digits)? = graph[inputs[1]].constant, let exponent = Int(digits), exponent >= 0 {
      return Plan(kind: .operation(.pow_i64), result: .i64, operands: [.i64, .i64])
    }
    guard isNumber(inputs[0]), isNumber(inputs[1]), !(isInt(inputs[0]) && isInt(inputs[1])) else { return .copy }
    return Plan(kind: .operation(.pow_f64), result: .f64, operands: [.f64, .f64])
  }

  private func unary(_ input: ValueID, _ ints: PrimitiveID, _ floats: PrimitiveID?) -> Plan {
    if isInt(input) { return Plan(kind: .operation(ints), result: .i64, operands: [.i64]) }
    guard let floats, type(input) == .float else { return .copy }
    return Plan(kind: .operation(floats), result: .f64, operands: [.f64])
  }

  private func comparison(_ inputs: [ValueID], _ ints: PrimitiveID, _ floats: PrimitiveID) -> Plan {
    if isInt(inputs[0]) && isInt(inputs[1]) {
      return Plan(kind: .condition(ints), result: .bool, operands: [.i64, .i64])
    }
    guard isNumber(inputs[0]), isNumber(inputs[1]) else { return .copy }
    return Plan(kind: .condition(floats), result: .bool, operands: [.f64, .f64])
  }

  // MARK: Calls

  /// `len(x)`, `abs(x)`, `min(x, y)`, `ord(c)`, … Inputs: the callee, the arguments.
  private func builtinPlan(_ instruction: Instruction) -> Plan {
    let arguments = Array(instruction.inputs.dropFirst())
    func numbers(_ ints: PrimitiveID, _ floats: PrimitiveID?) -> Plan {
      if arguments.allSatisfy({ isInt($0) }) {
        return Plan(kind: .builtin(ints), result: .i64, operands: [.object] + arguments.map { _ in .i64 })
      }
      guard let floats, arguments.allSatisfy({ type($0) == .float }) else { return .copy }
      return Plan(kind: .builtin(floats), result: .f64, operands: [.object] + arguments.map { _ in .f64 })
    }
    switch (instruction.nameAttribute, arguments.count) {
    case ("len", 1):
      guard let kind = ContainerKind(type(arguments[0])) else { return .copy }
      return Plan(kind: .length(kind), result: .i64)
    case ("abs", 1): return numbers(.abs_i64, .abs_f64)
    case ("min", 2): return numbers(.min_i64, nil)
    case ("max", 2): return numbers(.max_i64, nil)
    default: return .copy
    }
  }

  /// `list.append(item)`, `list.pop()`. Inputs: the callable, its self, the receiver, the arguments.
  private func methodPlan(_ instruction: Instruction) -> Plan {
    .copy
  }

  /// `int(x)` and `float(x)` of numbers.
  private func conversionPlan(_ instruction: Instruction) -> Plan {
    .copy
  }

  private func callPlan(_ instruction: Instruction) -> Plan {
    guard let target = instruction.function, let signature = callable(target, with: instruction.inputs.count - 1)
    else { return .copy }
    return Plan(kind: .callFast(target), result: signature.result, operands: [.object] + signature.parameters)
  }

  /// The signature of a function's fast version if it can be called from here with so many positional arguments.
  private func callable(_ target: FunctionID, with count: Int) -> FastSignature? {
    guard let signature = speculation.signatures[target.index], program[target].signature.isSimple,
      speculation.moduleOfFunction[target.index] == speculation.moduleOfFunction[id.index]
    else { return nil }
    let missing = signature.parameters.count - count
    guard missing == 0 || missing > 0 && missing <= (speculation.defaults[target]?.count ?? 0) else { return nil }
    return signature
  }

  private func constructorPlan(_ instruction: Instruction) -> Plan? {
    if let body = speculation.dataClass(type(instruction.inputs[0]), arguments: instruction.inputs.count - 1) {
      return Plan(kind: .constructFields(body))
    }
    guard let (body, initialiser) = speculation.constructor(of: type(instruction.inputs[0])), let initialiser,
      let signature = callable(initialiser, with: instruction.inputs.count), signature.result == .object,
      speculation.types.results[initialiser.index] == .none || speculation.plainInitialisers[initialiser]?[body] != nil,
      !speculation.usesOwnObject.contains(initialiser)
    else { return nil }
    let isPlain = speculation.plainInitialisers[initialiser]?[body] != nil
    return Plan(
      kind: .construct(body, initialiser), operands: isPlain ? [] : [.object] + signature.parameters.dropFirst())
  }

  /// Calls of methods of the program's classes, with the loads before them.
  private mutating func findMethods() {
    for block in graph.blockIDs {
      for value in graph[block].instructions {
        let instruction = graph[value]
        let arguments: Int
        switch instruction.opcode {
        case .callKnownMethod: arguments = instruction.inputs.count - 2
        case .callBuiltinMethod: arguments = instruction.inputs.count - 3
        case .primitive where instruction.primitive?.id == .call_loaded: arguments = instruction.inputs.count - 2
        default: continue
        }
        let load = instruction.inputs[0]
        let own = instruction.inputs[1]
        guard graph[load].opcode == .loadMethod, graph[own].opcode == .methodSelf, graph[own].inputs == [load],
          let target = speculation.method(graph[load].nameAttribute ?? "", of: type(graph[load].inputs[0])),
          let signature = callable(target.function, with: arguments + 1)
        else { continue }
        let skipped = instruction.inputs.count - arguments
        all[value.index] = Plan(
          kind: .callMethod(target), result: signature.result,
          operands: [Representation](repeating: .object, count: skipped) + signature.parameters.dropFirst())
        gains += 1
        guard let body = target.body, users[load.index].allSatisfy({ $0 == own || $0 == value }),
          users[own.index] == [value]
        else {
          all[value.index].kind = .callMethod(MethodTarget(function: target.function, body: nil))
          continue
        }
        all[load.index] = Plan(kind: .fixedMethod(body))
        all[own.index] = Plan(kind: .methodSelf)
      }
    }
  }

  // MARK: Loops

  private mutating func findLoops() {
    for block in graph.blockIDs {
      for next in graph[block].instructions
      where graph[next].primitive?.id == .iter_next || graph[next].primitive?.id == .iter_next_unpacked {
        guard let loop = fusedLoop(next, in: block) else { continue }
        let number = loops.count
        loops.append(loop)
        all[loop.iterator.index] = Plan(kind: .loopStart(number))
        var plan = Plan(kind: .loopNext(number))
        switch loop.source {
        case .range(let call, let start, let stop, let step):
          all[call.index] = Plan(
            kind: .loopRange(number), operands: graph[call].inputs.map { [start, stop, step].contains($0) ? .i64 : .object })
          plan.result = .i64
        case .list: break
        }
        all[next.index] = plan
        for user in users[next.index] where graph[user].primitive?.id == .is_stop {
          all[user.index] = Plan(kind: .loopTest(number), result: .bool)
        }
      }
    }
  }

  /// `next` in the header of a loop: its iterator is made once, outside, and only used here; behind it stands the test.
  private func fusedLoop(_ next: ValueID, in header: BlockID) -> FusedLoop? {
    let iterator = graph[next].inputs[0]
    guard graph[iterator].primitive?.id == .get_iter, users[iterator.index] == [next],
      let terminator = graph.terminator(of: header), terminator.opcode == .branch,
      graph[terminator.inputs[0]].primitive?.id == .is_stop, graph[terminator.inputs[0]].inputs == [next],
      let place = graph[header].instructions.firstIndex(of: next),
      graph[header].instructions.count == place + 3
    else { return nil }
    let body = terminator.targets[1]
    guard graph[body].predecessors == [header] else { return nil }
    let iterable = graph[iterator].inputs[0]
    if case .list? = ContainerKind(type(iterable)) {
      return FusedLoop(source: .list(iterable), iterator: iterator, next: next, header: header, body: body)
    }
    let call = graph[iterable]
    guard call.primitive?.id == .call_values || call.opcode == .callBuiltin, users[iterable.index] == [iterator],
      graph[call.inputs[0]].primitive?.id == .load_global, graph[call.inputs[0]].nameAttribute == "range",
      home[iterable.index] == home[iterator.index], type(next) == .int
    else { return nil }
    let arguments = call.inputs.dropFirst()
    guard (1...3).contains(arguments.count), arguments.allSatisfy({ isInt($0) }) else { return nil }
    let list = Array(arguments)
    let source: FusedLoop.Source =
      switch list.count {
      case 1: .range(call: iterable, start: nil, stop: list[0], step: nil)
      case 2: .range(call: iterable, start: list[0], stop: list[1], step: nil)
      default: .range(call: iterable, start: list[0], stop: list[1], step: list[2])
      }
    return FusedLoop(source: source, iterator: iterator, next: next, header: header, body: body)
  }
}
