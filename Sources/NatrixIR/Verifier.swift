/// Checks that a graph keeps the rules that every pass relies on. Returns what is broken, in the words of the text form.

import NatrixSupport

package struct Verifier {
  private let function: Function
  private let graph: Graph
  private let hasErrorEdges: Bool
  private let names: ValueNames
  private let home: [BlockID?]
  private let place: [Int]
  private let dominators: Dominators
  private var problems: [String] = []

  /// `hasErrorEdges`: the function has been through error-edges.
  package static func verify(_ function: Function, hasErrorEdges: Bool) -> [String] {
    var verifier = Verifier(function, hasErrorEdges)
    verifier.run()
    return verifier.problems
  }

  private init(_ function: Function, _ hasErrorEdges: Bool) {
    self.function = function
    self.hasErrorEdges = hasErrorEdges
    graph = function.generic
    names = ValueNames(function.generic)
    home = function.generic.definingBlocks()
    dominators = Dominators(function.generic)
    var place = [Int](repeating: 0, count: function.generic.values.count)
    for block in function.generic.blocks {
      for (index, value) in block.instructions.enumerated() { place[value.index] = index }
    }
    self.place = place
  }

  private mutating func fail(_ block: BlockID, _ text: String) {
    problems.append("b\(block.index): \(text)")
  }

  private mutating func run() {
    checkEdges()
    guard problems.isEmpty else { return }
    for block in graph.blockIDs where dominators.isReachable(block) {
      checkShape(block)
      for (index, value) in graph[block].instructions.enumerated() {
        checkArity(value, in: block)
        checkUses(value, at: index, in: block)
      }
      if !hasErrorEdges { checkStates(block) }
    }
  }

  private mutating func checkEdges() {
    var expected = [[Int]](repeating: [], count: graph.blocks.count)
    for block in graph.blockIDs where dominators.isReachable(block) {
      for target in graph.successors(of: block) { expected[target.index].append(block.index) }
      if let handler = graph[block].handler, !graph.successors(of: block).contains(handler) {
        expected[handler.index].append(block.index)
      }
    }
    for block in graph.blockIDs where dominators.isReachable(block) {
      let actual = graph[block].predecessors.filter { dominators.isReachable($0) }.map(\.index)
      if actual.sorted() != expected[block.index].sorted() {
        fail(block, "predecessors are \(actual.sorted()), edges come from \(expected[block.index].sorted())")
      }
    }
  }

  private mutating func checkShape(_ block: BlockID) {
    let instructions = graph[block].instructions
    guard let last = instructions.last, graph[last].isTerminator else {
      return fail(block, "does not end in a terminator")
    }
    var pastPhis = false
    for (index, value) in instructions.enumerated() {
      let instruction = graph[value]
      if instruction.opcode != .phi { pastPhis = true }
      if instruction.opcode == .phi {
        if pastPhis { fail(block, "\(names[value]) is a phi behind other instructions") }
        if instruction.inputs.count != graph[block].predecessors.count {
          fail(block, "\(names[value]) has \(instruction.inputs.count) inputs for \(graph[block].predecessors.count) predecessors")
        }
      }
      if instruction.isTerminator && index != instructions.count - 1 {
        fail(block, "\(instruction.opcode.rawValue) stands before the end")
      }
      guard hasErrorEdges && (instruction.mayRaise || instruction.isGuard) else { continue }
      let isChecked =
        index == instructions.count - 2 && graph[last].opcode == .check
        && graph[last].inputs == [value]
      if !isChecked { fail(block, "\(names[value]) may raise and is not checked") }
    }
    if hasErrorEdges && graph[block].handler != nil { fail(block, "has a handler after error-edges") }
    let targets = graph[last].targets
    let wanted: Int =
      switch graph[last].opcode {
      case .jump, .suspend: 1
      case .branch, .check: 2
      default: 0
      }
    if targets.count != wanted { fail(block, "\(graph[last].opcode.rawValue) has \(targets.count) targets") }
    if Set(targets).count != targets.count { fail(block, "two edges to one block") }
  }

  private mutating func checkArity(_ value: ValueID, in block: BlockID) {
    let instruction = graph[value]
    let label = "\(names[value]) (\(instruction.primitive?.name ?? instruction.opcode.rawValue))"
    if let primitive = instruction.primitive {
      let isLeaving = hasErrorEdges && instruction.isGuard || instruction.opcode == .virtual && primitive.failure == .guard
      let inputs = instruction.inputs.count + (isLeaving ? 1 : 0)
      if inputs < primitive.fixedInputs || (inputs > primitive.fixedInputs && !primitive.hasItems) {
        fail(block, "\(label) has \(inputs) inputs instead of \(primitive.fixedInputs)")
      }
      let attributes = instruction.attributes.dropFirst()
      let wanted = primitive.parameters.filter { $0 == .name || $0 == .integer || $0 == .code || $0 == .layout }
      let matches =
        attributes.count == wanted.count
        && zip(attributes, wanted).allSatisfy { attribute, kind in
          switch attribute {
          case .name: kind == .name
          case .integer: kind == .integer
          case .code: kind == .code || kind == .layout
          case .constant, .primitive: false
          }
        }
      if !matches { fail(block, "\(label) has other attributes than its row says") }
      let kinds = primitive.parameters.compactMap(\.inputRepresentation)
      for (kind, input) in zip(kinds, instruction.inputs) where graph[input].representation != kind {
        fail(block, "\(label): \(names[input]) is \(graph[input].representation.rawValue)")
      }
    } else if let inputs = instruction.opcode.row.inputs,
      inputs != instruction.inputs.count + (hasErrorEdges && instruction.isGuard ? 1 : 0)
    {
      fail(block, "\(label) has \(instruction.inputs.count) inputs instead of \(inputs)")
    }
    switch instruction.opcode {
    case .branch where graph[instruction.inputs[0]].representation != .bool:
      fail(block, "branch on \(names[instruction.inputs[0]]), which is no condition")
    case .unpackItem where graph[instruction.inputs[0]].opcode != .unpack:
      fail(block, "\(label) of what is no unpack")
    case .methodSelf where graph[instruction.inputs[0]].opcode != .loadMethod:
      fail(block, "\(label) of what is no loadMethod")
    case .phi:
      for input in instruction.inputs
      where graph[input].representation != instruction.representation {
        fail(block, "\(label): \(names[input]) is \(graph[input].representation.rawValue)")
      }
    default: break
    }
  }

  private mutating func checkUses(_ value: ValueID, at index: Int, in block: BlockID) {
    let instruction = graph[value]
    for (number, input) in instruction.inputs.enumerated() where graph[input].opcode != .constant {
      guard let origin = home[input.index] else {
        fail(block, "\(names[value]) uses a value that stands in no block")
        continue
      }
      if graph[input].representation == .none && graph[input].opcode != .state && !(hasErrorEdges && graph[input].isGuard) {
        fail(block, "\(names[value]) uses an instruction without a result")
      }
      if instruction.opcode == .phi {
        guard number < graph[block].predecessors.count else { continue }
        let predecessor = graph[block].predecessors[number]
        guard dominators.isReachable(predecessor) else { continue }
        checkPhi(value, input, origin, predecessor, in: block)
      } else if origin == block
        ? place[input.index] >= index
        : !dominators.isThere(input, of: origin, at: block, in: graph)
      {
        fail(block, "\(names[value]) uses \(names[input]), which is not defined on every path to it")
      }
    }
  }

  /// A guard leaves for the place that its state stands for, where the generic version does again all that comes behind:
  /// nothing that can be seen may have happened in between.
  private mutating func checkStates(_ block: BlockID) {
    let instructions = graph[block].instructions
    for (index, value) in instructions.enumerated() {
      let instruction = graph[value]
      let leavesBehind = instruction.opcode == .callFast && instruction.representation != .object
      guard instruction.isGuard || leavesBehind else { continue }
      let label = "\(names[value]) (\(instruction.primitive?.name ?? instruction.opcode.rawValue))"
      guard let state = instruction.inputs.last, graph[state].opcode == .state else {
        fail(block, "\(label) can leave and has no state")
        continue
      }
      guard home[state.index] == block, place[state.index] < index else {
        fail(block, "\(label) has the state of another block")
        continue
      }
      for between in instructions[place[state.index]..<index] {
        let other = graph[between]
        let isSeen = !other.effects.isDisjoint(with: [.writesHeap, .callsPython]) || other.mayRaise
        if isSeen {
          let name = other.primitive?.name ?? other.opcode.rawValue
          fail(block, "\(label) leaves for a place before \(names[between]) (\(name)), which has been done")
        }
      }
    }
  }

  private mutating func checkPhi(
    _ value: ValueID, _ input: ValueID, _ origin: BlockID, _ predecessor: BlockID, in block: BlockID
  ) {
    if !dominators.dominates(origin, predecessor) {
      fail(block, "\(names[value]) takes \(names[input]), which b\(predecessor.index) does not have")
    }
    let isHandlerEdge =
      graph[predecessor].handler == block && !graph.successors(of: predecessor).contains(block)
    guard isHandlerEdge && origin == predecessor && graph[input].opcode != .phi else { return }
    let raising = graph[predecessor].instructions.firstIndex { graph[$0].mayRaise } ?? Int.max
    if place[input.index] >= raising {
      fail(
        block,
        "\(names[value]) takes \(names[input]), which is not there where b\(predecessor.index) may first raise")
    }
  }
}
