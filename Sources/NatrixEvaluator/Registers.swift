/// Which register of the interpreter's frame holds which value: linear scan over the hull of each value's live range
/// (Poletto and Sarkar, "Linear Scan Register Allocation", 1999). A frame is as large as it must be, so nothing spills.

import NatrixIR

struct Registers {
  /// For each value its register; -1 for those that need none.
  private(set) var registerOf: [Int]
  /// How many there are. Register 0 takes results that nobody looks at, the parameters follow.
  private(set) var count: Int

  /// Parameters have the registers from 1 on.
  /// `keepsCells`: cells stay to the function's end.
  init(_ graph: Graph, order: [BlockID], parameterCount: Int, keepsCells: Bool = false) {
    registerOf = [Int](repeating: -1, count: graph.values.count)
    var ranges = Registers.liveRanges(graph, order)
    if keepsCells {
      for index in ranges.indices where graph[ranges[index].value].isCell { ranges[index].end = Int.max }
    }
    var nextRegister = 1 + parameterCount
    var free: [Int] = []
    var active: [(end: Int, register: Int)] = []
    for range in ranges.sorted(by: { ($0.start, $0.value) < ($1.start, $1.value) }) {
      let instruction = graph[range.value]
      if instruction.opcode == .parameter {  // stays where the caller put it
        registerOf[range.value.index] = 1 + (instruction.integer ?? 0)
        continue
      }
      active.removeAll { interval in
        guard interval.end < range.start else { return false }
        free.append(interval.register)
        return true
      }
      let register = free.popLast() ?? nextRegister
      if register == nextRegister { nextRegister += 1 }
      registerOf[range.value.index] = register
      active.append((range.end, register))
    }
    count = nextRegister
  }

  private struct LiveRange {
    var value: ValueID
    var start: Int
    var end: Int
  }

  /// Positions count instructions in the order of blocks; an instruction reads at its own and writes at the next.
  private static func liveRanges(_ graph: Graph, _ order: [BlockID]) -> [LiveRange] {
    let liveness = Liveness(graph)
    var starts = [Int](repeating: Int.max, count: graph.values.count)
    var ends = [Int](repeating: -1, count: graph.values.count)
    func touch(_ value: ValueID, _ position: Int) {
      starts[value.index] = min(starts[value.index], position)
      ends[value.index] = max(ends[value.index], position)
    }
    var position = 0
    var blockEnds = [Int](repeating: 0, count: graph.blocks.count)
    for block in order {
      for value in liveness.liveIn[block.index] { touch(value, position) }
      for value in graph[block].instructions {
        let instruction = graph[value]
        if instruction.opcode == .phi {
          touch(value, position)
          continue
        }
        position += 2
        for input in instruction.inputs { touch(input, position) }
        // Parts are written by the operation that they are parts of.
        switch instruction.opcode {
        case .unpackItem, .methodSelf: touch(value, starts[instruction.inputs[0].index])
        default: break
        }
        if instruction.representation != .none || instruction.opcode == .unpack { touch(value, position + 1) }
      }
      position += 2
      blockEnds[block.index] = position
      for value in liveness.liveOut[block.index] { touch(value, position) }
    }
    // A phi is written at the end of each predecessor, while what is alive there still is.
    for block in order {
      for phi in graph.phis(of: block) {
        for predecessor in graph[block].predecessors { touch(phi, blockEnds[predecessor.index]) }
      }
    }
    return graph.values.indices.compactMap { index in
      guard starts[index] != Int.max, graph.values[index].opcode != .constant else { return nil }
      return LiveRange(value: ValueID(index), start: starts[index], end: ends[index])
    }
  }
}
