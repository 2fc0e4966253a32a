/// Small methods, getters of properties, operators and item access of the program's classes, whose code stands where they are called, behind
/// the question whether the object is what inference takes it for (Inlining.swift):
///
///     t = loadMethod p, .norm              t = loadMethod p, .norm
///     r = call_loaded t, methodSelf t      c = has_layout p, &Point
///                                     →    branch c -> b5, b6
///                                          b5:  …  (the code of Point.norm)
///                                          b6:  r1 = call_loaded t, methodSelf t
///                                          b7:  r = phi r2, r1
///
/// Fast versions make a guard of the question (Plan.isInstance), and have one way only.

import NatrixIR
import NatrixInference
import NatrixSupport

/// A call that an object's class decides, and what it calls.
struct MemberCall {
  var value: ValueID
  var block: BlockID
  var target: FunctionID
  /// The class's body: of instances of exactly this class the method is found.
  var body: FunctionID
  /// The object first; defaults stand behind what is given.
  var arguments: [ValueID]
  var defaults: [Constant] = []
  /// An operator, whose right operand may have to be asked first.
  var isOperator = false
}

/// What is known of the values of the function that code is put into: those that came with it are not in the type table.
struct InlinedValues {
  var types: [ValueID: Type] = [:]
  var operands: [ValueID: [Type]] = [:]
  /// The functions whose code a call stands in.
  var callers: [ValueID: [FunctionID]] = [:]
}

/// Finds which method a call means.
struct MemberSearch {
  let types: TypeTable
  let layouts: [FunctionID: ClassLayout]
  /// Functions before anything was put into them.
  let originals: [Graph]
  let moduleOf: [Int]

  private static let operators: [PrimitiveID: String] = [
    .add: "__add__", .sub: "__sub__", .mul: "__mul__", .truediv: "__truediv__", .floordiv: "__floordiv__", .mod: "__mod__",
    .matmul: "__matmul__", .and: "__and__", .or: "__or__", .xor: "__xor__", .lshift: "__lshift__", .rshift: "__rshift__",
  ]
  private static let inPlace: [PrimitiveID: PrimitiveID] = [
    .iadd: .add, .isub: .sub, .imul: .mul, .itruediv: .truediv, .ifloordiv: .floordiv, .imod: .mod, .imatmul: .matmul,
    .iand: .and, .ior: .or, .ixor: .xor, .ilshift: .lshift, .irshift: .rshift,
  ]

  /// Operations that ask the first input's class only.
  private static let unshared: [PrimitiveID: String] = [
    .subscript: "__getitem__", .store_subscript: "__setitem__", .call_values: "__call__", .negative: "__neg__",
    .positive: "__pos__", .invert: "__invert__",
  ]

  /// The call that an instruction of `id` is, whose code is `graph` by now.
  func call(_ value: ValueID, in block: BlockID, of graph: Graph, _ id: FunctionID, _ known: InlinedValues) -> MemberCall? {
    let instruction = graph[value]
    func type(_ index: Int, of user: ValueID) -> Type { self.type(index, of: user, graph, id, known) }
    switch (instruction.opcode, instruction.primitive?.id) {
    case (.callKnownMethod, _), (.callBuiltinMethod, _), (_, .call_loaded?):
      guard graph[instruction.inputs[0]].opcode == .loadMethod,
        graph[instruction.inputs[1]].opcode == .methodSelf, graph[instruction.inputs[1]].inputs == [instruction.inputs[0]]
      else { return nil }
      let load = instruction.inputs[0]
      guard case .method(let target)? = member(graph[load].nameAttribute ?? "", type(0, of: load))?.member,
        let body = member(graph[load].nameAttribute ?? "", type(0, of: load))?.body
      else { return nil }
      let arguments = instruction.inputs.dropFirst(instruction.opcode == .callBuiltinMethod ? 3 : 2)
      return MemberCall(value: value, block: block, target: target, body: body, arguments: [graph[load].inputs[0]] + arguments)
    case (.primitive, .load_attr?):
      guard let (body, member) = member(instruction.nameAttribute ?? "", type(0, of: value)), case .property(let getter, _) = member
      else { return nil }
      return MemberCall(value: value, block: block, target: getter, body: body, arguments: instruction.inputs)
    case (.primitive, let operation?) where MemberSearch.unshared[operation] != nil:
      guard let name = MemberSearch.unshared[operation], let (body, member) = member(name, type(0, of: value)),
        case .method(let target) = member
      else { return nil }
      return MemberCall(value: value, block: block, target: target, body: body, arguments: instruction.inputs)
    case (.primitive, let operation?):
      let isInPlace = MemberSearch.inPlace[operation] != nil
      guard let name = MemberSearch.operators[MemberSearch.inPlace[operation] ?? operation] else { return nil }
      let left = type(0, of: value)
      guard let id = left.onlyInstance, let (body, member) = member(name, left), case .method(let target) = member,
        types.isAskedSecond(type(1, of: value), id), givesResult(target)
      else { return nil }
      if isInPlace {
        let own = "__i" + name.dropFirst(2)
        guard self.member(own, left) == nil, types.classes.member(own, of: id) == nil, types.isFixed(own, of: id) else { return nil }
      }
      return MemberCall(
        value: value, block: block, target: target, body: body, arguments: instruction.inputs, isOperator: true)
    default: return nil
    }
  }

  /// What the class of a type's instances has under a name for good, with the class's body.
  private func member(_ name: String, _ type: Type) -> (body: FunctionID, member: ClassInfo.Member)? {
    guard let id = type.optionalInstance else { return nil }
    let info = types.classes[id]
    guard !info.isOpaque, info.isStatic, let layout = layouts[info.body], !layout.names.contains(name),
      types.isFixed(name, of: id), types.classes.member("__getattribute__", of: id) == nil,
      let found = types.classes.member(name, of: id)
    else { return nil }
    return (info.body, found.member)
  }

  /// An input's type. What came with other functions' code has the types that it has there, or those of what it was called with.
  private func type(_ index: Int, of user: ValueID, _ graph: Graph, _ id: FunctionID, _ known: InlinedValues) -> Type {
    let input = graph[user].inputs[index]
    if case .float? = graph[input].constant { return .float }
    if case .integer(let digits)? = graph[input].constant, Int(digits) != nil { return .int }
    let own = known.types[input] ?? (input.index < originals[id.index].values.count ? types.type(of: input, in: id) : .any)
    if let narrowed = known.operands[user] { return own.onlyInstance == nil ? narrowed[index] : own }
    if user.index < originals[id.index].values.count {
      let seen = types.type(ofInput: index, of: user, originals[id.index][user], in: id)
      return seen.isAny ? own : seen
    }
    return own
  }

  /// Whether a function certainly never returns NotImplemented, after which an operator would ask the other operand.
  private func givesResult(_ id: FunctionID) -> Bool {
    let graph = originals[id.index]
    return graph.blocks.allSatisfy { block in
      guard let last = block.instructions.last, graph[last].opcode == .return else { return true }
      return isResult(graph[last].inputs[0], of: graph, id)
    }
  }

  private func isResult(_ value: ValueID, of graph: Graph, _ id: FunctionID) -> Bool {
    let instruction = graph[value]
    switch instruction.opcode {
    case .constant: return instruction.constant != .notImplemented && instruction.constant != .absent
    case .primitive: break
    default: return false
    }
    switch instruction.primitive?.id {
    case .add, .sub, .mul, .truediv, .floordiv, .mod, .build_tuple, .build_list, .build_dict, .build_string, .bool_of:
      return true
    case .call_values:
      // An instance, when the class does nothing particular.
      guard case .classObject(let made)? = types.type(of: instruction.inputs[0], in: id).only,
        graph[instruction.inputs[0]].primitive?.id == .load_global,
        let name = graph[instruction.inputs[0]].nameAttribute, case let info = types.classes[made], info.name == name,
        info.module == moduleOf[id.index], types.facts.bindOnce.indices.contains(info.module),
        types.facts.bindOnce[info.module].contains(name), types.isFixed("__new__", of: made),
        !info.isOpaque, info.isStatic, info.nativeBase == nil, layouts[info.body] != nil
      else { return false }
      return types.classes.member("__new__", of: made) == nil
    default: return false
    }
  }
}

extension Function {
  /// So much of the program's own work that a call of it costs more; without loops.
  var isSmall: Bool { sizeInCallers.map { $0 <= Function.mostInCallers } ?? false }

  /// How many operations at most a function has that stands where it is called.
  static let mostInCallers = 40

  /// How many operations it would be there; nil when it cannot stand there.
  var sizeInCallers: Int? {
    guard kind == .function || kind == .lambda, Loops(generic).isEmpty else { return nil }
    var count = 0
    for block in generic.blocks {
      for value in block.instructions {
        let instruction = generic[value]
        switch instruction.opcode {
        case .constant, .parameter, .phi, .jump: continue
        case .loadMethod where instruction.nameAttribute == name: return nil
        default: count += 1
        }
      }
    }
    return count
  }
}
