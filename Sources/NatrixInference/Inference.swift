/// Whole-program type inference, by propagation of kinds of objects over SSA values, parameters, results, attributes,
/// containers and globals until nothing changes.

import NatrixIR
import NatrixSupport

/// The types of a program whose functions have been through `PassList.optimise`, before error-edges. Functions of library
/// modules are taken as unknown.
package func infer(_ program: Program, stubs: Stubs = Stubs()) -> TypeTable {
  let first = Solver(program, stubs: stubs)
  first.run()
  let plan = first.planContexts()
  if plan.isEmpty { return first.table() }
  let second = Solver(program, stubs: stubs, plan: plan, shapes: first.shapes)
  second.run()
  return second.table()
}
