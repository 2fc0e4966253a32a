/// Operations of dicts, sets and strings in the fast graph: a guard of each kind that is wanted, then the container's own
/// function.

import NatrixIR
import NatrixInference
import NatrixSupport

extension TwinBuilder {
  /// Makes sure of the kind of a value of the generic graph; a constant has it.
  mutating func checkKind(_ original: ValueID, _ guardID: PrimitiveID) {
    let object = value(original, as: .object)
    if generic[original].opcode != .constant { check(object, guardID) }
  }

  private mutating func checkParts(_ instruction: Instruction) {
    for input in instruction.inputs where !plans.isPartOfChain(input) { checkKind(input, .guard_str) }
  }

  mutating func concatLater(_ value: ValueID, _ instruction: Instruction) {
    checkParts(instruction)
    let made = emit(
      Instruction(
        .virtual, instruction.inputs.map { self.value($0, as: .object) }, attributes: [.primitive(.str_concat_sure)]))
    define(value, made)
  }

  mutating func concatChain(_ value: ValueID, _ instruction: Instruction, _ parts: [ValueID]) {
    checkParts(instruction)
    let made = emit(
      Instruction(
        .primitive, parts.map { self.value($0, as: .object) }, attributes: [.primitive(.str_chain)],
        position: instruction.position))
    define(value, made)
    remember(made, .kind(.guard_str))
  }

  mutating func operateOnData(
    _ value: ValueID, _ instruction: Instruction, _ id: PrimitiveID, _ operands: [DataOperand]
  ) {
    for case .input(let index, let kind?) in operands { checkKind(instruction.inputs[index], kind.guardID) }
    var inputs: [ValueID] = []
    for operand in operands {
      switch operand {
      case .input(let index, _): inputs.append(self.value(instruction.inputs[index], as: .object))
      case .number(let index): inputs.append(self.value(instruction.inputs[index], as: .i64))
      case .constant(let number): inputs.append(integer(number))
      case .none: inputs.append(constant(.none, .object))
      }
    }
    let made = emit(
      Instruction(.primitive, inputs, attributes: [.primitive(id)], position: instruction.position))
    switch id {
    case .set_include: define(value, constant(.none, .object))
    case .dict_include: break
    case .str_concat, .str_append, .str_cut:
      define(value, made)
      remember(made, .kind(.guard_str))
    default: define(value, made)
    }
  }
}
