/// What the program never does.

import NatrixIR

extension Solver {
  func facts() -> ProgramFacts {
    var facts = ProgramFacts()
    facts.bindOnce = program.modules.map { _ in [] }
    facts.builtins = facts.bindOnce
    facts.reboundAny = true
    facts.changesClass = true
    return facts
  }
}
