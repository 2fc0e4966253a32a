/// Calls of a module's own functions become direct ones: where only one `def` has the name that is called, the callee is
/// compared with what that `def` makes, and the C function called directly if it is that.
///
///     b0.t1 = load_global #3, .f               b0.t1 = load_global #3, .f
///     b0.t2 = call_values b0.t1, x         →   b0.t2 = callKnown b0.t1, x, &7
///
/// So do calls of closures through their cells, of comprehensions and lambdas where they stand, and of methods of which the module's
/// classes have one by that name.

import NatrixIR

package enum KnownCalls: Pass {
  package static let name = "known-calls"

  package static func run(on function: inout Function, in context: PassContext) {
    for block in function.generic.blockIDs {
      for value in function.generic[block].instructions {
        let instruction = function.generic[value]
        switch instruction.primitive?.id {
        case .call_values: direct(value, instruction, in: &function, context)
        case .call_loaded: directMethod(value, instruction, in: &function, context)
        default: continue
        }
      }
    }
  }

  private static func direct(
    _ value: ValueID, _ instruction: Instruction, in function: inout Function,
    _ context: PassContext
  ) {
    guard let callee = instruction.inputs.first else { return }
    let source = function.generic[callee]
    let target: PassContext.Target?
    switch source.primitive?.id {
    case .load_global:
      target = source.nameAttribute.flatMap {
        context.moduleFunction(named: $0, seenFrom: function.id)
      }
    case .load_cell:
      target = source.nameAttribute.flatMap {
        context.nestedFunction(named: $0, seenFrom: function.id)
      }
    case .make_function:
      target = source.function.flatMap { context.expression($0) } ?? source.name.flatMap { context.nestedFunction(named: $0, seenFrom: function.id) }
        .flatMap { $0.id == source.function ? $0 : nil }
    default: target = nil
    }
    guard let target, target.takes(instruction.inputs.count - 1) else { return }
    function.generic[value].opcode = .callKnown
    function.generic[value].attributes = [.code(target.id)]
  }

  private static func directMethod(
    _ value: ValueID, _ instruction: Instruction, in function: inout Function,
    _ context: PassContext
  ) {
    guard instruction.inputs.count >= 2 else { return }
    let load = function.generic[instruction.inputs[0]]
    guard load.opcode == .loadMethod, let name = load.nameAttribute,
      function.generic[instruction.inputs[1]].opcode == .methodSelf,
      let target = context.method(named: name, seenFrom: function.id),
      target.takes(instruction.inputs.count - 1)
    else { return }
    function.generic[value].opcode = .callKnownMethod
    function.generic[value].attributes = [.code(target.id)]
  }
}
