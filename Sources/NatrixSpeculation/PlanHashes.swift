/// `hash(x)` and `hash((x, y, …))` of ints and strings, as `__hash__` mostly asks for, give a machine number: no tuple, and no object
/// of a result that seldom fits the 62 bits of a small int.
///
///     hash((self.x, self.name))    →    hash_items_end(hash_items_mix(hash_items_mix(hash_items_begin, hash_of_i64 x), hash_of_str name), 2)

import NatrixIR
import NatrixInference
import NatrixSupport

extension Plans {
  /// Inputs: the callee, the items.
  func hashPlan(_ instruction: Instruction) -> Plan {
    guard speculation.does(.inlineBuiltins) else { return .copy }
    var operands = [Representation.object]
    for item in instruction.inputs.dropFirst() {
      let type = type(item)
      guard type == .int || type == .str else { return .copy }
      operands.append(type == .int ? .i64 : .object)
    }
    return Plan(kind: .hash, result: .i64, operands: operands)
  }
}

extension TwinBuilder {
  mutating func hash(_ value: ValueID, _ instruction: Instruction) {
    checkCallee(instruction.inputs[0], name: "hash")
    let items = instruction.inputs.dropFirst().map { item in
      let operand = plans[value].operands[instruction.inputs.firstIndex(of: item) ?? 0]
      if operand == .i64 { return emit(.hash_of_i64, [self.value(item, as: .i64)]) }
      let text = self.value(item, as: .object)
      if generic[item].opcode != .constant { check(text, .guard_str) }
      return emit(.hash_of_str, [text])
    }
    guard instruction.primitive?.id == .hash_tuple else { return define(value, items[0]) }
    var sum = emit(.hash_items_begin, [])
    for item in items { sum = emit(.hash_items_mix, [sum, item]) }
    define(value, emit(.hash_items_end, [sum, integer(items.count)]))
  }
}
