/// Tuples that are only made to look something up are not made; what is stored makes them.
///
///     t = build_tuple x, y
///     v = subscript grid, t            →      guard_dict grid
///                                             v = dict_at_items grid, x, y
///
/// Where the fast version is left in between, the tuple is a virtual object. `grid[x, y] += 1` looks it up twice. The classes
/// of `isinstance(x, (A, B))` make no tuple either.

import NatrixIR
import NatrixInference
import NatrixSupport

extension Plans {
  mutating func findTupleKeys() {
    for block in graph.blockIDs {
      for tuple in graph[block].instructions where graph[tuple].primitive?.id == .build_tuple {
        guard (1...8).contains(graph[tuple].inputs.count), case .copy = all[tuple.index].kind, (1...3).contains(users[tuple.index].count)
        else { continue }
        var plans: [(user: ValueID, plan: Plan.Kind)] = []
        var stores = 0
        for user in users[tuple.index] where home[user.index] == block && !plans.contains(where: { $0.user == user }) {
          guard let plan = planByItems(user, tuple) else { continue }
          plans.append((user, plan))
          if case .tupleKey(.dict_include_items, _, _) = plan { stores += 1 }
          if case .tupleKey(.set_include_items, _, _) = plan { stores += 1 }
        }
        // What is stored twice is the same object.
        guard plans.count == users[tuple.index].count, stores < 2 else { continue }
        for (user, plan) in plans { all[user.index].kind = plan }
        all[tuple.index] = Plan(kind: .tupleLater)
      }
    }
  }

  private func planByItems(_ value: ValueID, _ tuple: ValueID) -> Plan.Kind? {
    let instruction = graph[value]
    if case .testKinds = all[value.index].kind { return all[value.index].kind }
    if instruction.opcode == .callBuiltin, instruction.nameAttribute == "isinstance", case .copy = all[value.index].kind {
      guard instruction.inputs.count == 3, instruction.inputs[2] == tuple else { return nil }
      return .tupleKey(.isinstance_among, [.input(0, nil), .input(1, nil)], tuple)
    }
    guard case .data(let id, let operands) = all[value.index].kind, let (byItems, place) = Plans.byItems[id],
      case .input(let index, nil) = operands[place], instruction.inputs[index] == tuple
    else { return nil }
    var before = operands
    before.remove(at: place)
    return .tupleKey(byItems, before, tuple)
  }

  /// For each operation that by the items of a key, and which of its operands the key is.
  private static let byItems: [PrimitiveID: (PrimitiveID, Int)] = [
    .dict_at: (.dict_at_items, 1), .defaultdict_at: (.defaultdict_at_items, 1), .dict_get: (.dict_get_items, 1), .dict_has: (.dict_has_items, 0),
    .dict_include: (.dict_include_items, 1), .set_has: (.set_has_items, 0), .set_include: (.set_include_items, 1),
  ]
}

extension TwinBuilder {
  mutating func tupleLater(_ value: ValueID, _ instruction: Instruction) {
    let items = instruction.inputs.map { self.value($0, as: .object) }
    define(value, emit(Instruction(.virtual, items, attributes: [.primitive(.build_tuple_sure)])))
  }

  mutating func operateByItems(
    _ value: ValueID, _ instruction: Instruction, _ id: PrimitiveID, _ operands: [DataOperand], _ tuple: ValueID
  ) {
    for case .input(let index, let kind?) in operands { checkKind(instruction.inputs[index], kind.guardID) }
    var inputs: [ValueID] = []
    for operand in operands {
      switch operand {
      case .input(let index, _): inputs.append(self.value(instruction.inputs[index], as: .object))
      case .none: inputs.append(constant(.none, .object))
      case .number, .constant: preconditionFailure("speculation: no operation by a tuple takes a number")
      }
    }
    inputs += generic[tuple].inputs.map { self.value($0, as: .object) }
    let made = emit(Instruction(.primitive, inputs, attributes: [.primitive(id)], position: instruction.position))
    switch id {
    case .set_include_items: define(value, constant(.none, .object))
    case .dict_include_items: break
    default: define(value, made)
    }
  }
}
