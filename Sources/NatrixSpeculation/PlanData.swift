/// Operations of dicts, sets and strings that go to their own function behind a guard of the container's kind, and not by
/// way of the type's slots.
///
///     t = subscript counts, word           guard_dict counts
///                                     →    t = dict_at counts, word
///
/// `a + b + c` of strings is made at once; leaving in between makes `a + b` (a virtual object).
///
/// The functions do all that Python does, so nothing is guessed about keys and items.

import NatrixIR
import NatrixInference
import NatrixSupport

/// An operand: an input of the instruction and the kind that it must have, nil for any; or what stands for an argument that
/// was not given.
enum DataOperand {
  case input(Int, ContainerKind?)
  /// An input that is a small number, and a constant one.
  case number(Int)
  case constant(Int)
  case none
}

extension Plans {
  func dataPlan(_ value: ValueID, _ instruction: Instruction) -> Plan? {
    guard speculation.does(.directData) else { return nil }
    func kind(_ index: Int) -> ContainerKind? { ContainerKind(inputType(index, of: value)) }
    switch instruction.primitive?.id {
    case .subscript:
      guard let kind = kind(0), kind.isDict else { return nil }
      return Plan(kind: .data(kind == .defaultdict ? .defaultdict_at : .dict_at, [.input(0, kind), .input(1, nil)]))
    case .subscript_slice where kind(0) == .str:
      guard let start = bound(1, of: value, absent: 0), let stop = bound(2, of: value, absent: 1 << 60) else { return nil }
      return Plan(kind: .data(.str_cut, [.input(0, .str), start, stop]), operands: [.object, .i64, .i64])
    case .store_subscript:
      guard let kind = kind(0), kind.isDict else { return nil }
      return Plan(kind: .data(.dict_include, [.input(0, kind), .input(1, nil), .input(2, nil)]))
    case .or: return sets(.set_or, value)
    case .and: return sets(.set_and, value)
    case .sub: return sets(.set_sub, value)
    case .xor: return sets(.set_xor, value)
    case .ior: return sets(.set_inplace_or, value, inPlace: true)
    case .iand: return sets(.set_inplace_and, value, inPlace: true)
    case .isub: return sets(.set_inplace_sub, value, inPlace: true)
    case .ixor: return sets(.set_inplace_xor, value, inPlace: true)
    case .contains_truth:
      if let plan = among(value) { return plan }
      let kind = kind(1)
      switch kind {
      case .dict, .defaultdict, .orderedDict:
        return Plan(kind: .data(.dict_has, [.input(0, nil), .input(1, kind)]), result: .bool)
      case .set: return Plan(kind: .data(.set_has, [.input(0, nil), .input(1, .set)]), result: .bool)
      case .frozenset: return Plan(kind: .data(.set_has, [.input(0, nil), .input(1, .frozenset)]), result: .bool)
      case .str:
        guard ContainerKind(inputType(0, of: value)) == .str else { return nil }
        return Plan(kind: .data(.str_has_part, [.input(0, .str), .input(1, .str)]), result: .bool)
      default: return nil
      }
    case .add where kind(0) == .list && kind(1) == .list:
      return Plan(kind: .data(.list_concat, [.input(0, .list), .input(1, .list)]))
    case .mul where kind(0) == .list && inputType(1, of: value) == .int:
      return Plan(kind: .data(.list_repeat, [.input(0, .list), .number(1)]), operands: [.object, .i64])
    case .add:
      guard addsStrings(value) else { return nil }
      guard speculation.does(.stringChains) else { return strings(.str_concat, value) }
      if isPartOfChain(value) { return Plan(kind: .concatLater) }
      let parts = parts(of: value)
      return parts.count == 2 ? strings(.str_concat, value) : Plan(kind: .concatChain(parts))
    case .iadd: return strings(.str_append, value)
    case .lt_truth: return strings(.lt_str, value, result: .bool)
    case .le_truth: return strings(.le_str, value, result: .bool)
    case .gt_truth: return strings(.gt_str, value, result: .bool)
    case .ge_truth: return strings(.ge_str, value, result: .bool)
    case .truth_of:
      guard let kind = kind(0), kind != .array, kind != .hosted else { return nil }
      return Plan(kind: .filled(kind), result: .bool)
    default: return nil
    }
  }

  /// An operator of two sets; that in place is another one for a frozenset.
  private func sets(_ id: PrimitiveID, _ value: ValueID, inPlace: Bool = false) -> Plan? {
    guard let left = ContainerKind(inputType(0, of: value)), left == .set || left == .frozenset && !inPlace,
      let right = ContainerKind(inputType(1, of: value)), right == .set || right == .frozenset
    else { return nil }
    return Plan(kind: .data(id, [.input(0, left), .input(1, right)]))
  }

  /// A string or a number in a constant tuple of such.
  private func among(_ value: ValueID) -> Plan? {
    let inputs = graph[value].inputs
    guard case .tuple(let items)? = graph[inputs[1]].constant, items.count <= 8 else { return nil }
    func all(_ holds: (Constant) -> Bool) -> Bool { items.allSatisfy(holds) }
    switch inputType(0, of: value) {
    case .str where all({ if case .string = $0 { true } else { false } }):
      return Plan(kind: .data(.str_among, [.input(0, .str), .input(1, nil)]), result: .bool)
    case .int where all({ if case .integer(let digits) = $0, let number = Int(digits) { abs(number) < 1 << 60 } else { false } }):
      return Plan(kind: .data(.int_among, [.number(0), .input(1, nil)]), result: .bool, operands: [.i64])
    default: return nil
    }
  }

  /// `a + b` of two strings.
  private func addsStrings(_ value: ValueID) -> Bool {
    graph[value].primitive?.id == .add && inputType(0, of: value) == .str && inputType(1, of: value) == .str
  }

  /// Whether what an addition of strings gives is only added to another string, in the same block: then it is not made.
  func isPartOfChain(_ value: ValueID) -> Bool {
    guard addsStrings(value), users[value.index].count == 1, let user = users[value.index].first, addsStrings(user),
      home[user.index] == home[value.index]
    else { return false }
    return true
  }

  /// The strings that an addition puts together, in order.
  private func parts(of value: ValueID) -> [ValueID] {
    graph[value].inputs.flatMap { isPartOfChain($0) ? parts(of: $0) : [$0] }
  }

  /// A bound of a slice.
  private func bound(_ index: Int, of value: ValueID, absent: Int) -> DataOperand? {
    let input = graph[value].inputs[index]
    if graph[input].opcode == .constant, graph[input].constant == Constant.none { return .constant(absent) }
    return inputType(index, of: value) == .int ? .number(index) : nil
  }

  private func strings(_ id: PrimitiveID, _ value: ValueID, result: Representation = .object) -> Plan? {
    guard inputType(0, of: value) == .str, inputType(1, of: value) == .str else { return nil }
    return Plan(kind: .data(id, [.input(0, .str), .input(1, .str)]), result: result)
  }

  /// Methods of containers. Inputs: the callable, its self, the receiver, the arguments.
  mutating func planDataMethod(_ value: ValueID, _ instruction: Instruction, _ arguments: Int) -> Bool {
    let load = instruction.inputs[0]
    let own = instruction.inputs[1]
    guard speculation.does(.directData), instruction.opcode == .callBuiltinMethod,
      let kind = ContainerKind(inputType(0, of: load)),
      users[load.index].allSatisfy({ $0 == own || $0 == value }), users[own.index] == [value]
    else { return false }
    let receiver = DataOperand.input(2, nil)
    let first = DataOperand.input(3, nil)
    let id: PrimitiveID
    let operands: [DataOperand]
    switch (kind.isDict ? .dict : kind, graph[load].nameAttribute, arguments) {
    case (.set, "add", 1): (id, operands) = (.set_include, [receiver, first])
    case (.dict, "get", 1): (id, operands) = (.dict_get, [receiver, first, .none])
    case (.dict, "get", 2): (id, operands) = (.dict_get, [receiver, first, .input(4, nil)])
    case (.dict, "setdefault", 2): (id, operands) = (.dict_setdefault, [receiver, first, .input(4, nil)])
    default: return false
    }
    all[value.index] = Plan(kind: .data(id, operands))
    all[load.index] = Plan(kind: .kindMethod(kind))
    all[own.index] = Plan(kind: .methodSelf)
    gains += 1
    return true
  }
}
