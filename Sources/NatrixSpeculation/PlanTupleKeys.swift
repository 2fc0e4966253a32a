/// Tuples that are only made to look something up are not made; what is stored makes them.
///
///     t = build_tuple x, y
///     v = subscript grid, t            →      guard_dict grid
///                                             v = dict_at_items grid, x, y
///
/// Where the fast version is left in between, the tuple is a virtual object.

import NatrixIR
import NatrixInference
import NatrixSupport

extension Plans {
  mutating func findTupleKeys() {
    for block in graph.blockIDs {
      for value in graph[block].instructions {
        guard case .data(let id, let operands) = all[value.index].kind, let (byItems, place) = Plans.byItems[id],
          case .input(let index, nil) = operands[place]
        else { continue }
        let tuple = graph[value].inputs[index]
        guard graph[tuple].primitive?.id == .build_tuple, (1...8).contains(graph[tuple].inputs.count),
          users[tuple.index] == [value], home[tuple.index] == home[value.index], case .copy = all[tuple.index].kind
        else { continue }
        var before = operands
        before.remove(at: place)
        all[value.index].kind = .tupleKey(byItems, before, tuple)
        all[tuple.index] = Plan(kind: .tupleLater)
      }
    }
  }

  /// For each operation that by the items of a key, and which of its operands the key is.
  private static let byItems: [PrimitiveID: (PrimitiveID, Int)] = [
    .dict_at: (.dict_at_items, 1), .dict_get: (.dict_get_items, 1), .dict_has: (.dict_has_items, 0),
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
