/// What lets loops of fast graphs be quiet: nothing in them calls or raises only because it might have to.
///
///     t = load_global len      (may raise)     →      t = find_global len, state
///     poll                     (may call)      →      guard_quiet state, of while loops guard_awake state
///     jump loop                                →      state …; jump loop
///
/// A global that is not there, a signal and a finalizer are the generic version's business. The state before a loop is what
/// guards leave with that the pass loop-invariants moves there; unused it goes.

import NatrixIR
import NatrixSupport

extension TwinBuilder {
  /// An instruction that nearly always does nothing else than a guard; false: this is none.
  mutating func copyAsGuard(_ value: ValueID, _ instruction: Instruction) -> Bool {
    guard speculation.does(.quietLoops) else { return false }
    switch instruction.primitive?.id {
    case .poll:
      guard !plans.program.traits.hasEvents, generic[block].handler == nil else { return false }
      emit(endsByItself(loopAt: block) ? .guard_quiet : .guard_awake, [], guarded: true)
      return true
    case .load_global:
      guard isInLoop.contains(block) else { return false }
      var attributes = instruction.attributes
      attributes[0] = .primitive(.find_global)
      define(
        value,
        emit(Instruction(.primitive, [state()], attributes: attributes, position: instruction.position, name: instruction.name)))
      return true
    default: return false
    }
  }

  /// Whether the loop that the block goes back to walks over something: it was no `while` statement. What asks nobody whether
  /// Ctrl-C was pressed, as C does with the invariant question of a loop without calls, ends soon.
  private func endsByItself(loopAt block: BlockID) -> Bool {
    guard let last = generic[block].instructions.last, let header = generic[last].targets.first else { return false }
    return generic[header].label != "while"
  }

  /// Leaves a state at the end of a block that only goes on to a loop.
  mutating func markLoopEntry(_ value: ValueID) {
    guard speculation.does(.quietLoops), generic[value].opcode == .jump, let target = generic[value].targets.first,
      !dominators.dominates(target, block), generic[block].handler == nil,
      generic[target].predecessors.contains(where: { dominators.dominates(target, $0) })
    else { return }
    _ = state()
  }
}
