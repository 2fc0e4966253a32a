/// Loops over generators whose function is known: its fast resume is called directly, without what `next` does for
/// generators of all kinds.
///
///     t = iter_next g      →      t = resume_known g, &f, 0      (the runtime's next(), when g is no frame of f's fast version)

import NatrixIR
import NatrixInference

extension Plans {
  /// `iter_next` of what is a generator of one function.
  func generatorPlan(_ value: ValueID) -> Plan? {
    guard speculation.does(.generators), case .generator(let function)? = inputType(0, of: value).only,
      speculation.resumesDirectly(function, from: id, in: program)
    else { return nil }
    return Plan(kind: .resume(function))
  }
}

extension Speculation {
  /// A generator with a fast version in the same module, that handles no exceptions and waits for no other: who resumes
  /// it has nothing to keep for it.
  func resumesDirectly(_ target: FunctionID, from caller: FunctionID, in program: Program) -> Bool {
    let function = program[target]
    return function.kind == .generator && !signatures[target.index].isEmpty && !function.hasCleanup
      && moduleOfFunction[target.index] == moduleOfFunction[caller.index] && function.isPlainGenerator
  }
}

extension Function {
  fileprivate var isPlainGenerator: Bool {
    generic.blocks.allSatisfy { block in
      block.handler == nil
        && block.instructions.allSatisfy { value in
          switch generic[value].primitive?.id {
          case .delegate_send, .delegate_throw, .delegate_iter, .await_iter, .get_handled, .set_handled, .end_handling, .catch, .catch_owned: false
          default: true
          }
        }
    }
  }
}

extension TwinBuilder {
  mutating func resumeGenerator(_ value: ValueID, _ instruction: Instruction, _ function: FunctionID) {
    let unpacks = instruction.primitive?.id == .iter_next_unpacked
    let given = emit(
      Instruction(
        .primitive, [self.value(instruction.inputs[0], as: .object)],
        attributes: [.primitive(.resume_known), .code(function), .integer(unpacks ? 1 : 0)],
        position: instruction.position))
    define(value, given)
  }
}
