/// Numbers that are the only thing that a global is ever bound to stand in fast code as such.
///
///     MASK = 0xFFFFFFFF                      m = find_global MASK, state
///     def f(x):                              guard_same m, 4294967295, state      in front of the loop
///       …  x * 31 & MASK              →      … and_i64 …, 4294967295
///
/// The name may not be bound yet when the function is called: one look.

import NatrixIR
import NatrixInference
import NatrixSupport

extension Speculation {
  /// By module: names that are bound once, to a constant number.
  static func constantGlobals(in program: Program, _ facts: ProgramFacts) -> [[String: Constant]] {
    program.modules.enumerated().map { index, module in
      guard !module.isLibrary, facts.bindOnce.indices.contains(index) else { return [:] }
      var found: [String: Constant] = [:]
      let graph = program[module.body].generic
      for block in graph.blocks {
        for value in block.instructions where graph[value].primitive?.id == .store_global && graph[value].opcode == .primitive {
          guard let position = graph[value].integer, module.globals.indices.contains(position),
            let constant = graph[graph[value].inputs[0]].constant, facts.bindOnce[index].contains(module.globals[position])
          else { continue }
          switch constant {
          case .integer, .float: found[module.globals[position]] = constant
          default: break
          }
        }
      }
      return found
    }
  }

  /// The function with these numbers in place of the loads' results. The loads stay.
  func withConstantGlobals(_ function: Function) -> (function: Function, loads: [ValueID: Constant]) {
    guard does(.constantGlobals), moduleOfFunction[function.id.index] >= 0 else { return (function, [:]) }
    let names = constantGlobals[moduleOfFunction[function.id.index]]
    guard !names.isEmpty else { return (function, [:]) }
    var copy = function
    var loads: [ValueID: Constant] = [:]
    var replacements: [ValueID: ValueID] = [:]
    for block in function.generic.blockIDs where function.generic[block].handler == nil {
      for value in function.generic[block].instructions {
        let instruction = function.generic[value]
        guard instruction.opcode == .primitive, instruction.primitive?.id == .load_global,
          let constant = names[instruction.nameAttribute ?? ""]
        else { continue }
        loads[value] = constant
        replacements[value] = copy.generic.add(Instruction(.constant, attributes: [.constant(constant)]))
      }
    }
    copy.generic.replaceUses(replacements)
    return (copy, loads)
  }
}

extension TwinBuilder {
  /// A load of a global that is a constant number: only whether it is there already.
  mutating func lookAtConstant(_ value: ValueID, _ number: Constant, _ instruction: Instruction) {
    var attributes = instruction.attributes
    attributes[0] = .primitive(.find_global)
    let found = emit(Instruction(.primitive, [state()], attributes: attributes, position: instruction.position))
    emit(
      Instruction(
        .primitive, [found, constant(number, .object), state()], attributes: [.primitive(.guard_same)],
        position: instruction.position))
    define(value, found)
  }
}
