/// A function's graph as the solver walks it: who uses what, with values that a test has narrowed as values of their own.
///
///     branch (is_same x, None) -> b1, b2        in b2 and what it dominates x is x′, which is not None
///
/// Such values are numbered behind those of the graph; inputs are renamed to them (static single information form).

import CPrimitives
import NatrixIR

/// A value as it is where a test has come out in one way.
struct Refinement {
  enum Test {
    case isNone, isNotNone, isTrue
    /// Of the class, or of one of those in the tuple, that is the operand.
    case isInstance, isNotInstance
    /// Exactly of the class, or not.
    case isExactly, isNotExactly
    case isSequence
    /// An exception that a handler for the operand takes.
    case isCaught
  }
  var test: Test
  /// The value, itself perhaps narrowed already.
  var source: ValueID
  var operand: ValueID?
}

struct Shape {
  /// Reachable instructions in reverse postorder, and the constants that they use.
  private(set) var order: [Int32] = []
  /// For each value the instructions that have it as an input, from `start[value]` to `start[value + 1]`.
  private(set) var start: [Int32] = []
  private(set) var users: [Int32] = []
  /// For a `delegate_result`: the iterator whose result it is.
  private(set) var delegates: [Int: ValueID] = [:]
  /// Values behind those of the graph.
  private(set) var refinements: [Refinement] = []
  /// Inputs of instructions some of which are refinements.
  private(set) var renamed: [Int: [ValueID]] = [:]
  private let graphCount: Int

  /// Values with the refinements.
  var count: Int { graphCount + refinements.count }

  func refinement(_ value: Int) -> Refinement? { value < graphCount ? nil : refinements[value - graphCount] }

  init(_ graph: Graph) {
    graphCount = graph.values.count
    let blocks = graph.reversePostorder()
    rename(graph)
    var isConstant = [Bool](repeating: false, count: graph.values.count)
    var counts = [Int32](repeating: 0, count: count + 1)
    var constants: [Int32] = []
    func take(_ inputs: [ValueID]) {
      for input in inputs {
        counts[input.index] += 1
        guard input.index < graphCount, graph[input].opcode == .constant, !isConstant[input.index] else { continue }
        isConstant[input.index] = true
        constants.append(Int32(input.index))
      }
    }
    for block in blocks {
      for value in graph[block].instructions {
        order.append(Int32(value.index))
        take(renamed[value.index] ?? graph[value].inputs)
        if graph[value].primitive?.id == .delegate_result {
          delegates[value.index] = Shape.delegate(of: block, in: graph)
        }
      }
    }
    for index in refinements.indices {
      order.append(Int32(graphCount + index))
      take(inputs(of: refinements[index]))
    }
    start = [0]
    for count in counts.dropLast() { start.append((start.last ?? 0) + count) }
    var next = start
    users = [Int32](repeating: 0, count: Int(start.last ?? 0))
    for value in order {
      let all = refinement(Int(value)).map(inputs) ?? renamed[Int(value)] ?? graph.values[Int(value)].inputs
      for input in all {
        users[Int(next[input.index])] = value
        next[input.index] += 1
      }
    }
    order = constants + order
  }

  private func inputs(of refinement: Refinement) -> [ValueID] {
    [refinement.source] + [refinement.operand].compactMap { $0 }
  }

  // MARK: narrowing

  /// What a branch says of values where its condition came out as `outcome`.
  private static func facts(_ condition: ValueID, _ outcome: Bool, _ graph: Graph) -> [Refinement] {
    let instruction = graph[condition]
    let inputs = instruction.inputs
    if instruction.opcode == .callBuiltin || instruction.primitive?.id == .call_values {
      guard graph[inputs[0]].primitive?.id == .load_global, graph[inputs[0]].nameAttribute == "isinstance",
        inputs.count == 3
      else { return outcome ? [Refinement(test: .isTrue, source: condition)] : [] }
      return [Refinement(test: outcome ? .isInstance : .isNotInstance, source: inputs[1], operand: inputs[2])]
    }
    switch instruction.primitive?.id {
    case .match_sequence: return outcome ? [Refinement(test: .isSequence, source: inputs[0])] : []
    case .not_of: return facts(inputs[0], !outcome, graph)
    case .bool_of: return facts(inputs[0], outcome, graph)
    case .truth_of: return facts(inputs[0], outcome, graph)
    case .exception_matches:
      return outcome ? [Refinement(test: .isCaught, source: inputs[0], operand: inputs[1])] : []
    case .is_same, .eq_truth, .eq: return identity(inputs, outcome, graph)
    case .ne_truth, .ne: return identity(inputs, !outcome, graph)
    default:
      return outcome && instruction.representation == .object ? [Refinement(test: .isTrue, source: condition)] : []
    }
  }

  private static func identity(_ inputs: [ValueID], _ outcome: Bool, _ graph: Graph) -> [Refinement] {
    for (value, other) in [(inputs[0], inputs[1]), (inputs[1], inputs[0])] {
      let call = graph[value]
      if call.primitive?.id == .match_class, graph[other].constant == Constant.none, let subject = call.inputs.first {
        // Not of the class, or without the attributes.
        let isPlain = call.integer == 0 && graph[call.inputs[2]].constant == .tuple([])
        if outcome && !isPlain { return [] }
        return [Refinement(test: outcome ? .isNotInstance : .isInstance, source: subject, operand: call.inputs[1])]
      }
      if graph[other].constant == Constant.none, graph[value].opcode != .constant {
        return [Refinement(test: outcome ? .isNone : .isNotNone, source: value)]
      }
      if call.inputs.count == 2, call.opcode == .callBuiltin || call.primitive?.id == .call_values,
        graph[call.inputs[0]].primitive?.id == .load_global, graph[call.inputs[0]].nameAttribute == "type"
      {
        return [Refinement(test: outcome ? .isExactly : .isNotExactly, source: call.inputs[1], operand: other)]
      }
    }
    return []
  }

  private static func facts(from block: BlockID, to target: BlockID, _ graph: Graph) -> [Refinement] {
    guard let end = graph.terminator(of: block), end.opcode == .branch, end.targets[0] != end.targets[1],
      let condition = end.inputs.first
    else { return [] }
    return facts(condition, target == end.targets[0], graph).filter { graph[$0.source].opcode != .constant }
  }

  private mutating func rename(_ graph: Graph) {
    guard graph.blocks.contains(where: { $0.instructions.last.map { graph[$0].opcode == .branch } ?? false }) else {
      return
    }
    let dominators = Dominators(graph)
    var children = [[BlockID]](repeating: [], count: graph.blocks.count)
    for block in graph.blockIDs {
      if let parent = dominators.parent(of: block) { children[parent.index].append(block) }
    }
    var current: [Int: ValueID] = [:]
    var stack: [(block: BlockID, next: Int, undo: [(Int, ValueID?)])] = []
    func enter(_ block: BlockID) {
      var undo: [(Int, ValueID?)] = []
      let before = graph[block].predecessors
      if before.count == 1, before[0] != block, graph[before[0]].handler != block {
        for fact in Shape.facts(from: before[0], to: block, graph) {
          let old = current[fact.source.index]
          undo.append((fact.source.index, old))
          current[fact.source.index] = add(fact, current)
        }
      }
      renameInputs(of: block, in: graph, current)
      stack.append((block, 0, undo))
    }
    enter(graph.entry)
    while let top = stack.last {
      if top.next < children[top.block.index].count {
        stack[stack.count - 1].next += 1
        enter(children[top.block.index][top.next])
      } else {
        for (value, old) in top.undo.reversed() { current[value] = old }
        stack.removeLast()
      }
    }
  }

  private mutating func add(_ fact: Refinement, _ current: [Int: ValueID]) -> ValueID {
    var made = fact
    made.source = current[fact.source.index] ?? fact.source
    made.operand = fact.operand.map { current[$0.index] ?? $0 }
    refinements.append(made)
    return ValueID(graphCount + refinements.count - 1)
  }

  private mutating func renameInputs(of block: BlockID, in graph: Graph, _ current: [Int: ValueID]) {
    if !current.isEmpty {
      for value in graph[block].instructions where graph[value].opcode != .phi {
        let inputs = graph[value].inputs
        if inputs.contains(where: { current[$0.index] != nil }) {
          renamed[value.index] = inputs.map { current[$0.index] ?? $0 }
        }
      }
    }
    for target in graph.allSuccessors(of: block) {
      let phis = graph.phis(of: target)
      guard !phis.isEmpty else { continue }
      let facts = graph[block].handler == target ? [] : Shape.facts(from: block, to: target, graph)
      guard !current.isEmpty || !facts.isEmpty else { continue }
      for (place, other) in graph[target].predecessors.enumerated() where other == block {
        for phi in phis {
          let input = graph[phi].inputs[place]
          var name = current[input.index] ?? input
          if let fact = facts.first(where: { $0.source == input }) { name = add(fact, current) }
          guard name != input else { continue }
          var inputs = renamed[phi.index] ?? graph[phi].inputs
          inputs[place] = name
          renamed[phi.index] = inputs
        }
      }
    }
  }

  /// The iterator that a block comes from, by the `is_stop` of what it sent.
  private static func delegate(of block: BlockID, in graph: Graph) -> ValueID? {
    var pending = graph[block].predecessors
    var seen: Set<BlockID> = []
    while let next = pending.popLast() {
      guard seen.insert(next).inserted, seen.count < 8 else { continue }
      let found = graph[next].instructions.last { graph[$0].primitive?.id == .is_stop }
      guard let found else {
        pending += graph[next].predecessors
        continue
      }
      var values = graph[found].inputs
      var visited: Set<ValueID> = []
      while let value = values.popLast() {
        guard visited.insert(value).inserted else { continue }
        if graph[value].opcode == .phi { values += graph[value].inputs }
        if graph[value].primitive?.id == .delegate_send { return graph[value].inputs.first }
      }
    }
    return nil
  }
}
