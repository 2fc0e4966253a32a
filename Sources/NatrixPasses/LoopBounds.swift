/// Asks once before a loop whether the numbers that it counts are indices of a list, instead of each time round.
///
///     i < n in the body, x = item_at p, in_bounds(i, length)     →     before: guard_at_most n, length;  x = item_at p, i
///
/// Only in loops that end nowhere else than at their test, of what is reached each time round: there an index that is out of
/// bounds would come.

import NatrixIR
import NatrixSupport

package enum LoopBounds: Pass {
  package static let name = "loop-bounds"

  package static func run(on function: inout Function, in context: PassContext) {
    var graph = function.generic
    guard graph.blocks.contains(where: { $0.instructions.contains { graph[$0].primitive?.id == .in_bounds } }) else { return }
    LoopInvariants.forEachLoop(of: &graph) { $0.runBounds() }
    function.generic = graph
  }
}

extension Hoisting {
  /// Moves the question whether indices are in bounds. Whether anything has changed.
  mutating func runBounds() -> Bool {
    guard findEntry(), let state, canEnter, let counter = counter(),
      loop.blocks.allSatisfy({ $0 == loop.header || graph.successors(of: $0).allSatisfy(loop.blocks.contains) })
    else { return false }
    var candidates: [(value: ValueID, block: BlockID, distance: Int)] = []
    for block in order {
      for value in graph[block].instructions where graph[value].primitive?.id == .in_bounds {
        guard isOutside(graph[value].inputs[1]), let distance = distance(of: graph[value].inputs[0], from: counter.index),
          isReached([value])
        else { continue }
        candidates.append((value, block, distance))
      }
    }
    guard !candidates.isEmpty else { return false }
    let analysis = IntervalAnalysis(graph)
    var asked: [[Int]] = []
    for (value, block, distance) in candidates {
      let place = graph[value].inputs[0]
      let length = graph[value].inputs[1]
      guard analysis.interval(of: place, at: block).low >= 0 else { continue }
      replacements[value] = place
      if asked.contains([length.index, distance]) { continue }
      asked.append([length.index, distance])
      let bound = bound(of: counter, distance, state)
      entered.append(graph.add(Instruction(.primitive, [bound, length, state], attributes: [.primitive(.guard_at_most)])))
    }
    guard !entered.isEmpty else { return false }
    move()
    return true
  }

  /// What a length must be at least for `counter.index + distance` to be an index each time round; its instructions enter.
  private mutating func bound(of counter: Counter, _ distance: Int, _ state: ValueID) -> ValueID {
    func entering(_ id: PrimitiveID, _ inputs: [ValueID]) -> ValueID {
      let value = graph.add(Instruction(.primitive, inputs, attributes: [.primitive(id)], representation: .i64))
      entered.append(value)
      return value
    }
    func constant(_ number: Int) -> ValueID {
      graph.add(Instruction(.constant, attributes: [.constant(.integer(number))], representation: .i64))
    }
    guard distance != 0 else { return counter.stop }
    guard counter.step > 1, distance > 0 else { return entering(.add_i64, [counter.stop, constant(distance), state]) }
    // The last number is less than stop - 1 mostly; `range(0, len(data), 2)` and `data[i + 1]` ask for what it is exactly.
    let gap = entering(.sub_i64, [counter.stop, counter.first, state])
    let steps = entering(.plain_floordiv, [entering(.plain_sub, [gap, constant(1)]), constant(counter.step)])
    let last = entering(.plain_add, [counter.first, entering(.plain_mul, [steps, constant(counter.step)])])
    return entering(.add_i64, [last, constant(distance + 1), state])
  }

  /// A number that a loop counts up by a constant while it is less than another.
  private struct Counter {
    var index: ValueID
    var first: ValueID
    var stop: ValueID
    /// The same each time round, or 1 when it may be anything positive.
    var step: Int
  }

  private func counter() -> Counter? {
    guard let last = graph.terminator(of: loop.header), last.opcode == .branch,
      let (relation, isSwapped) = Relation.of(graph[last.inputs[0]].primitive?.id), graph[last.inputs[0]].opcode == .primitive
    else { return nil }
    let inputs = graph[last.inputs[0]].inputs
    let left = inputs[isSwapped ? 1 : 0]
    let right = inputs[isSwapped ? 0 : 1]
    let goesOn = loop.blocks.contains(last.targets[0])
    let (index, stop): (ValueID, ValueID)
    switch (relation, goesOn) {
    case (.less, true): (index, stop) = (left, right)
    case (.atMost, false): (index, stop) = (right, left)
    default: return nil
    }
    guard graph[index].opcode == .phi, home[index.index] == loop.header, isOutside(stop) else { return nil }
    var first = index
    var steps: Set<Int> = []
    for (input, predecessor) in zip(graph[index].inputs, graph[loop.header].predecessors) {
      if predecessor == before {
        first = input
      } else {
        guard let step = distance(of: input, from: index), step > 0 else { return nil }
        steps.insert(step)
      }
    }
    return Counter(index: index, first: final(first), stop: final(stop), step: steps.count == 1 ? steps.first ?? 1 : 1)
  }

  /// The constant that has been added to a value to get another one.
  private func distance(of value: ValueID, from origin: ValueID) -> Int? {
    if value == origin { return 0 }
    let instruction = graph[value]
    guard instruction.opcode == .primitive, instruction.inputs.count >= 2 else { return nil }
    func number(_ index: Int) -> Int? {
      guard case .integer(let digits)? = graph[instruction.inputs[index]].constant, let found = Int(digits), abs(found) < 1 << 30
      else { return nil }
      return found
    }
    switch instruction.primitive?.id {
    case .plain_add, .add_i64:
      if instruction.inputs[0] == origin { return number(1) }
      if instruction.inputs[1] == origin { return number(0) }
    case .plain_sub, .sub_i64:
      if instruction.inputs[0] == origin { return number(1).map { -$0 } }
    default: break
    }
    return nil
  }
}
