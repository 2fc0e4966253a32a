/// Phis of objects that stand for two machine numbers are two phis of numbers. Objects are made where something else wants them;
/// states have virtual ones.

import NatrixIR
import NatrixSupport

/// An object that stands for two machine numbers.
struct PairKind: Sendable {
  /// What makes it of the two, and what takes them out: the first behind a guard.
  let box, first, second: PrimitiveID
  let secondRepresentation: Representation
  /// What makes it of the first number alone, and the second one then.
  let single: (box: PrimitiveID, second: Constant)?
  /// The numbers of a constant.
  let numbers: @Sendable (Constant) -> (first: Constant, second: Constant)?
}

/// Phis of such objects become two phis of numbers.
struct PairedPhis {
  private let kind: PairKind
  private var graph: Graph
  private let order: [BlockID]
  private var phis: Set<ValueID> = []
  private var parts: [ValueID: (first: ValueID, second: ValueID)] = [:]
  private var replacements: [ValueID: ValueID] = [:]

  static func split(in graph: inout Graph, _ kind: PairKind) {
    var phis = PairedPhis(graph, kind)
    guard phis.find() else { return }
    phis.rewrite()
    graph = phis.graph
  }

  private init(_ graph: Graph, _ kind: PairKind) {
    self.graph = graph
    self.kind = kind
    order = graph.reversePostorder()
  }

  // MARK: Which phis

  /// Whether there are any.
  private mutating func find() -> Bool {
    var isUnboxed: Set<ValueID> = []
    for block in order {
      let isHandler = graph[block].predecessors.contains { graph[$0].handler == block }
      for value in graph[block].instructions {
        let instruction = graph[value]
        if instruction.opcode == .phi, instruction.representation == .object, !isHandler { phis.insert(value) }
        if instruction.opcode == .primitive, instruction.primitive?.id == kind.first { isUnboxed.insert(instruction.inputs[0]) }
      }
    }
    guard !isUnboxed.isEmpty else { return false }
    var changed = true
    while changed {
      changed = false
      for phi in phis where graph[phi].inputs.contains(where: { !isPart($0) }) {
        phis.remove(phi)
        changed = true
      }
    }
    // Those that are taken out, or go into such, and those that come from boxes.
    let wanted = closed(phis.filter { isUnboxed.contains($0) }) { phi in graph[phi].inputs }
    let boxed = phis.filter { phi in graph[phi].inputs.contains { box($0) != nil || pair($0) != nil } }
    phis = wanted.filter { wanted in closed([wanted]) { graph[$0].inputs }.contains { boxed.contains($0) } }
    changed = true
    while changed {
      changed = false
      for phi in phis where graph[phi].inputs.contains(where: { !isPart($0) }) {
        phis.remove(phi)
        changed = true
      }
    }
    return !phis.isEmpty
  }

  /// The phis that can be reached from some.
  private func closed(_ start: Set<ValueID>, _ next: (ValueID) -> [ValueID]) -> Set<ValueID> {
    var reached = start
    var pending = Array(start)
    while let phi = pending.popLast() {
      for other in next(phi) where phis.contains(other) && reached.insert(other).inserted { pending.append(other) }
    }
    return reached
  }

  private func isPart(_ value: ValueID) -> Bool {
    phis.contains(value) || box(value) != nil || pair(value) != nil || constant(value) != nil
  }

  private func pair(_ value: ValueID) -> (first: ValueID, second: ValueID)? {
    guard graph[value].opcode == .primitive, graph[value].primitive?.id == kind.box else { return nil }
    return (graph[value].inputs[0], graph[value].inputs[1])
  }

  /// The first number of an object that was made of it alone.
  private func box(_ value: ValueID) -> ValueID? {
    guard let single = kind.single, graph[value].opcode == .primitive, graph[value].primitive?.id == single.box else { return nil }
    return graph[value].inputs[0]
  }

  private func constant(_ value: ValueID) -> (first: Constant, second: Constant)? {
    graph[value].representation == .object ? graph[value].constant.flatMap(kind.numbers) : nil
  }

  // MARK: Rewriting

  private mutating func rewrite() {
    for block in order {
      let old = graph.phis(of: block).filter { phis.contains($0) }
      var made: [ValueID] = []
      for phi in old {
        let first = graph.add(Instruction(.phi, graph[phi].inputs, representation: .f64, name: graph[phi].name))
        let second = graph.add(Instruction(.phi, graph[phi].inputs, representation: kind.secondRepresentation))
        parts[phi] = (first, second)
        made += [first, second]
      }
      guard !old.isEmpty else { continue }
      graph[block].instructions = made + graph[block].instructions.filter { !phis.contains($0) }
    }
    for (_, part) in parts.sorted(by: { $0.key.index < $1.key.index }) {
      for index in graph[part.first].inputs.indices {
        let (first, second) = split(graph[part.first].inputs[index])
        graph[part.first].inputs[index] = first
        graph[part.second].inputs[index] = second
      }
    }
    for block in order { makeObjects(in: block) }
    graph.replaceUses(replacements)
  }

  private mutating func split(_ value: ValueID) -> (first: ValueID, second: ValueID) {
    if let known = parts[value] ?? pair(value) { return known }
    if let number = box(value), let second = kind.single?.second { return (number, add(second, kind.secondRepresentation)) }
    guard let numbers = constant(value) else { preconditionFailure("\(value) is no part of a pair") }
    return (add(numbers.first, .f64), add(numbers.second, kind.secondRepresentation))
  }

  private mutating func add(_ constant: Constant, _ representation: Representation) -> ValueID {
    graph.add(Instruction(.constant, attributes: [.constant(constant)], representation: representation))
  }

  private mutating func makeObjects(in block: BlockID) {
    var result: [ValueID] = []
    var ends: [(BlockID, ValueID)] = []
    for value in graph[block].instructions {
      let instruction = graph[value]
      if instruction.opcode == .primitive, let part = instruction.inputs.first.flatMap({ parts[$0] }) {
        switch instruction.primitive?.id {
        case kind.first?: replacements[value] = part.first
        case kind.second?: replacements[value] = part.second
        default: break
        }
        if replacements[value] != nil { continue }
      }
      let isState = instruction.opcode == .state || instruction.opcode == .virtual
      for index in instruction.inputs.indices {
        guard let part = parts[instruction.inputs[index]] else { continue }
        let object = graph.add(
          Instruction(isState ? .virtual : .primitive, [part.first, part.second], attributes: [.primitive(kind.box)]))
        graph[value].inputs[index] = object
        if instruction.opcode == .phi {
          ends.append((graph[block].predecessors[index], object))
        } else {
          result.append(object)
        }
      }
      result.append(value)
    }
    graph[block].instructions = result
    for (predecessor, object) in ends { graph.insert(object, atEndOf: predecessor, forPhisOf: block) }
  }
}
