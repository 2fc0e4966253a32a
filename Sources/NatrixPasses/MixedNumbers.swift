/// Variables that begin as an int and go on as floats stay machine numbers: a double, and whether it is a float yet.
///
///     t = phi 0, box_f64 s                       x = phi:f64 0.0, s;  k = phi:i64 0, 1
///     n = unbox_number t, state             →
///     s = add_f64 n, y                           s = add_f64 x, y
///     … return t                                 … t = box_number x, k;  return t
///
/// Objects are made where something else wants them; states have virtual ones.

import NatrixIR
import NatrixSupport

package enum MixedNumbers: Pass {
  package static let name = "mixed-numbers"

  package static func run(on function: inout Function, in context: PassContext) {
    var numbers = Numbers(function.generic)
    guard numbers.find() else { return }
    numbers.rewrite()
    function.generic = numbers.graph
  }
}

private struct Numbers {
  var graph: Graph
  private let order: [BlockID]
  private var phis: Set<ValueID> = []
  /// The double, and 1 where it is a float.
  private var parts: [ValueID: (number: ValueID, isFloat: ValueID)] = [:]
  private var replacements: [ValueID: ValueID] = [:]

  init(_ graph: Graph) {
    self.graph = graph
    order = graph.reversePostorder()
  }

  // MARK: Which phis

  /// Whether there are any.
  mutating func find() -> Bool {
    var isUnboxed: Set<ValueID> = []
    for block in order {
      let isHandler = graph[block].predecessors.contains { graph[$0].handler == block }
      for value in graph[block].instructions {
        let instruction = graph[value]
        if instruction.opcode == .phi, instruction.representation == .object, !isHandler { phis.insert(value) }
        if instruction.opcode == .primitive, instruction.primitive?.id == .unbox_number { isUnboxed.insert(instruction.inputs[0]) }
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
    // Those that are taken out, or go into such, and those that come from floats.
    let wanted = closed(phis.filter { isUnboxed.contains($0) }) { phi in graph[phi].inputs }
    let floats = phis.filter { phi in graph[phi].inputs.contains { box($0) != nil || pair($0) != nil } }
    phis = wanted.filter { wanted in closed([wanted]) { graph[$0].inputs }.contains { floats.contains($0) } }
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

  private func pair(_ value: ValueID) -> (number: ValueID, isFloat: ValueID)? {
    guard graph[value].opcode == .primitive, graph[value].primitive?.id == .box_number else { return nil }
    return (graph[value].inputs[0], graph[value].inputs[1])
  }

  /// What a float was made of.
  private func box(_ value: ValueID) -> ValueID? {
    guard graph[value].opcode == .primitive, graph[value].primitive?.id == .box_f64 else { return nil }
    return graph[value].inputs[0]
  }

  /// An int that a double holds, or a float.
  private func constant(_ value: ValueID) -> (number: Double, isFloat: Bool)? {
    guard graph[value].representation == .object else { return nil }
    switch graph[value].constant {
    case .integer(let digits)?:
      guard let number = Int(digits), abs(number) <= 1 << 53 else { return nil }
      return (Double(number), false)
    case .float(let bits)?: return (Double(bitPattern: bits), true)
    default: return nil
    }
  }

  // MARK: Rewriting

  mutating func rewrite() {
    for block in order {
      let old = graph.phis(of: block).filter { phis.contains($0) }
      var made: [ValueID] = []
      for phi in old {
        let number = graph.add(Instruction(.phi, graph[phi].inputs, representation: .f64, name: graph[phi].name))
        let isFloat = graph.add(Instruction(.phi, graph[phi].inputs, representation: .i64))
        parts[phi] = (number, isFloat)
        made += [number, isFloat]
      }
      guard !old.isEmpty else { continue }
      graph[block].instructions = made + graph[block].instructions.filter { !phis.contains($0) }
    }
    for (_, part) in parts.sorted(by: { $0.key.index < $1.key.index }) {
      for index in graph[part.number].inputs.indices {
        let (number, isFloat) = split(graph[part.number].inputs[index])
        graph[part.number].inputs[index] = number
        graph[part.isFloat].inputs[index] = isFloat
      }
    }
    for block in order { makeObjects(in: block) }
    graph.replaceUses(replacements)
  }

  private mutating func split(_ value: ValueID) -> (number: ValueID, isFloat: ValueID) {
    if let known = parts[value] { return known }
    if let pair = pair(value) { return pair }
    if let number = box(value) { return (number, constant(1)) }
    let (number, isFloat) = constant(value) ?? (0, false)
    let made = graph.add(Instruction(.constant, attributes: [.constant(.float(number.bitPattern))], representation: .f64))
    return (made, constant(isFloat ? 1 : 0))
  }

  private mutating func constant(_ number: Int) -> ValueID {
    graph.add(Instruction(.constant, attributes: [.constant(.integer(number))], representation: .i64))
  }

  private mutating func makeObjects(in block: BlockID) {
    var result: [ValueID] = []
    var ends: [(BlockID, ValueID)] = []
    for value in graph[block].instructions {
      let instruction = graph[value]
      if instruction.opcode == .primitive, let part = instruction.inputs.first.flatMap({ parts[$0] }) {
        switch instruction.primitive?.id {
        case .unbox_number?: replacements[value] = part.number
        case .float_kind?: replacements[value] = part.isFloat
        default: break
        }
        if replacements[value] != nil { continue }
      }
      let isState = instruction.opcode == .state || instruction.opcode == .virtual
      for index in instruction.inputs.indices {
        guard let part = parts[instruction.inputs[index]] else { continue }
        let object = graph.add(
          Instruction(isState ? .virtual : .primitive, [part.number, part.isFloat], attributes: [.primitive(.box_number)]))
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
