/// Large ints that are only made to be operated on once: their memory is given back at once and not left to the collector.
///
///     t = 2 * q                          t = nx_mul_temporaries(2, q, 1);          1: the result is used once only
///     u = t + r                    →     u = nx_add_temporaries(t, r, 2);          2, 4: the left, the right operand was one
///
/// Whether they are large ints is only known when the program runs (`nx_use_temporaries`): the operation that made a value
/// remembers that nobody else has it.

import NatrixIR

enum Temporaries {
  /// For each operation with a part in this, which: see above.
  static func find(_ graph: Graph) -> [ValueID: Int] {
    var uses: [ValueID: [ValueID]] = [:]
    var home: [ValueID: BlockID] = [:]
    for block in graph.blockIDs {
      for value in graph[block].instructions {
        let instruction = graph[value]
        if makes(instruction) { home[value] = block }
        guard instruction.opcode != .check else { continue }
        for input in instruction.inputs { uses[input, default: []].append(value) }
      }
    }
    guard !home.isEmpty else { return [:] }
    var flags: [ValueID: Int] = [:]
    for (value, block) in home {
      guard let users = uses[value], users.count == 1, let user = users.first, takes(graph[user]),
        isBehind(user, block, graph)
      else { continue }
      flags[value, default: 0] |= 1
      for (index, input) in graph[user].inputs.enumerated() where input == value { flags[user, default: 0] |= 2 << index }
    }
    return flags
  }

  private static func makes(_ instruction: Instruction) -> Bool {
    switch instruction.primitive?.id {
    case .add, .sub, .mul, .floordiv: instruction.opcode == .primitive
    default: false
    }
  }

  private static func takes(_ instruction: Instruction) -> Bool {
    switch instruction.primitive?.id {
    case .add, .sub, .mul, .floordiv, .mod, .iadd, .isub, .imul, .lt_truth, .le_truth, .gt_truth, .ge_truth, .eq_truth,
      .ne_truth:
      instruction.opcode == .primitive
    default: false
    }
  }

  /// Whether control comes from the block to the instruction without a loop in between: only past tests for exceptions.
  private static func isBehind(_ user: ValueID, _ start: BlockID, _ graph: Graph) -> Bool {
    var block = start
    for _ in 0..<16 {
      if graph[block].instructions.contains(user) { return true }
      guard let last = graph.terminator(of: block), last.opcode == .check || last.opcode == .jump, let next = last.targets.first,
        graph[next].predecessors.count == 1
      else { return false }
      block = next
    }
    return false
  }
}
