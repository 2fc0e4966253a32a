/// Calls of a module's own functions become direct ones: the callee is what the program has at that name, and is compared
/// with the function object of the only `def` of that name before the direct call is made.
///
///     b0.t1 = load_global #3, .f               b0.t1 = load_global #3, .f
///     b0.t2 = call_values b0.t1, x         →   b0.t2 = callKnown b0.t1, x, &7

import NatrixIR

package enum KnownCalls: Pass {
  package static let name = "known-calls"

  package static func run(on function: inout Function, in context: PassContext) {
    for block in function.generic.blockIDs {
      for value in function.generic[block].instructions {
        guard function.generic[value].primitive?.id == .call_values,
          let callee = function.generic[value].inputs.first,
          function.generic[callee].primitive?.id == .load_global,
          let name = function.generic[callee].nameAttribute,
          let target = context.staticFunction(named: name, seenFrom: function.id)
        else { continue }
        let given = function.generic[value].inputs.count - 1
        let wanted = target.signature.positionalCount
        guard target.signature.isSimple, given <= wanted, wanted - given <= target.defaultCount
        else { continue }
        function.generic[value].opcode = .callKnown
        function.generic[value].attributes = [.code(target.id)]
      }
    }
  }
}
