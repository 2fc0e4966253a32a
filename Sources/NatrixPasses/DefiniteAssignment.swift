/// Removes the checks of local variables that are bound on every path, and those that an earlier check already made.
///
///     x = check_local x.1, .x      (x.1 is a phi of values, none absent)      →      x.1

import NatrixIR

package enum DefiniteAssignment: Pass {
  package static let name = "definite-assignment"

  package static func run(on function: inout Function, in context: PassContext) {
    var graph = function.generic
    let checks = findChecks(graph)
    guard !checks.isEmpty else { return }
    let mayBeAbsent = findAbsent(graph)
    let dominators = Dominators(graph)
    var replacements: [ValueID: ValueID] = [:]
    var earlier: [ValueID: [(value: ValueID, block: BlockID, index: Int)]] = [:]
    for check in checks {
      let input = graph[check.value].inputs[0]
      if !mayBeAbsent[input.index] {
        replacements[check.value] = input
        continue
      }
      let known = earlier[input]?.first { other in
        other.block == check.block
          ? other.index < check.index
          : dominators.isThere(other.value, of: other.block, at: check.block, in: graph)
      }
      if let known {
        replacements[check.value] = known.value
      } else {
        earlier[input, default: []].append(check)
      }
    }
    guard !replacements.isEmpty else { return }
    for block in graph.blockIDs {
      graph[block].instructions.removeAll { replacements[$0] != nil }
    }
    graph.replaceUses(replacements)
    function.generic = graph
  }

  private static func findChecks(
    _ graph: Graph
  ) -> [(value: ValueID, block: BlockID, index: Int)] {
    var result: [(value: ValueID, block: BlockID, index: Int)] = []
    for block in graph.reversePostorder() {
      for (index, value) in graph[block].instructions.enumerated()
      {
        switch graph[value].primitive?.id {
        case .check_local, .check_free: result.append((value, block, index))
        default: continue
        }
      }
    }
    return result
  }

  /// Values that may be absent: the constant, what is read from cells, and phis of them.
  private static func findAbsent(_ graph: Graph) -> [Bool] {
    var result = [Bool](repeating: false, count: graph.values.count)
    var users = [[ValueID]](repeating: [], count: graph.values.count)
    var pending: [ValueID] = []
    func isSource(_ instruction: Instruction) -> Bool {
      switch instruction.opcode {
      case .constant: instruction.constant == .absent
      case .methodSelf: true
      default: instruction.primitive?.id == .peek_cell || instruction.primitive?.id == .get_handled
      }
    }
    for block in graph.blocks {
      for value in block.instructions {
        if isSource(graph[value]) {
          result[value.index] = true
          pending.append(value)
        }
        if graph[value].opcode == .phi || graph[value].opcode == .copy {
          for input in graph[value].inputs { users[input.index].append(value) }
        }
      }
    }
    while let value = pending.popLast() {
      for user in users[value.index] where !result[user.index] {
        result[user.index] = true
        pending.append(user)
      }
    }
    return result
  }
}
