/// The loop that takes a generator's items, and how the generator's code becomes part of it (Inlining.swift).

import NatrixIR
import NatrixSupport

/// A loop that is all that uses a call's result:
///
///     g = callKnown f, …           before, perhaps long before
///     it = get_iter g
///     header: from entry, latches
///       x = iter_next it
///       branch is_stop x -> other, body
struct GeneratorLoop {
  var next: ValueID
  var header: BlockID
  var body: BlockID
  var other: BlockID
  var entry: BlockID
  var latches: [BlockID] = []
  /// What goes: the generator, its iterator, the branch's condition.
  var gone: Set<ValueID>

  init?(of call: ValueID, in graph: Graph) {
    var users: [ValueID: [(block: BlockID, value: ValueID)]] = [:]
    for block in graph.blockIDs {
      for value in graph[block].instructions {
        for input in graph[value].inputs { users[input, default: []].append((block, value)) }
      }
    }
    gone = [call]
    var iterator: ValueID?
    for user in users[call] ?? [] {
      switch graph[user.value].primitive?.id {
      case .own_generator where graph[user.value].inputs[0] != call: break
      case .get_iter where iterator == nil: iterator = user.value
      default: return nil
      }
      gone.insert(user.value)
    }
    guard let iterator, let nexts = users[iterator], nexts.count == 1, case let (block, value) = nexts[0],
      graph[value].primitive?.id == .iter_next || graph[value].primitive?.id == .iter_next_unpacked
    else { return nil }
    (header, next) = (block, value)
    let rest = graph[header].instructions.drop { graph[$0].opcode == .phi }.filter { graph[$0].opcode != .constant }
    guard rest.count == 3, rest[0] == next, graph[rest[1]].primitive?.id == .is_stop, graph[rest[1]].inputs == [next],
      graph[rest[2]].opcode == .branch, graph[rest[2]].inputs == [rest[1]], users[rest[1]]?.count == 1
    else { return nil }
    (other, body) = (graph[rest[2]].targets[0], graph[rest[2]].targets[1])
    gone.formUnion(rest)
    let dominators = Dominators(graph)
    guard dominators.isReachable(header), graph[body].predecessors == [header], graph.phis(of: body).isEmpty, other != header
    else { return nil }
    var entries: [BlockID] = []
    for block in graph[header].predecessors {
      guard dominators.isReachable(block), let last = graph.terminator(of: block), last.targets.contains(header),
        graph[block].handler != header
      else { return nil }
      if dominators.dominates(header, block) {
        guard last.opcode == .jump, block != header else { return nil }
        latches.append(block)
      } else {
        entries.append(block)
      }
    }
    guard entries.count == 1, !latches.isEmpty, graph[header].handler != other else { return nil }
    entry = entries[0]
    // The stop object must not be seen.
    for user in users[next] ?? [] where !dominators.dominates(body, user.block) && user.value != rest[1] { return nil }
  }
}

extension Graph {
  /// `code` stands in no path yet; it yields once. `call` is taken away.
  mutating func join(_ loop: GeneratorLoop, _ code: SplicedCode, calledBy call: ValueID) {
    let absent = add(Instruction(.constant, attributes: [.constant(.absent)]))
    let none = add(Instruction(.constant, attributes: [.constant(.none)]))
    let (header, handler) = (loop.header, self[loop.header].handler)
    // What had one phi for all its definitions: what it is at the end of the blocks that come to the loop's head.
    let variables = Array(phis(of: header))
    var definitions: [ValueID: [BlockID: ValueID]] = [:]
    for variable in variables {
      for (block, input) in zip(self[header].predecessors, self[variable].inputs) {
        // Another variable's value, as it is before both change.
        let isOther = variables.contains(input)
        let value = isOther ? add(Instruction(.copy, [input])) : input
        if isOther { self[block].instructions.insert(value, at: self[block].instructions.count - 1) }
        definitions[variable, default: [:]][block] = value
      }
    }
    // The yield's two halves.
    let (yielding, yield) = code.yields[0]
    let item = self[yield].inputs[0]
    let index = self[yielding].instructions.firstIndex(of: yield) ?? 0
    let behind = cut(yielding, behind: index)
    self[yielding].instructions.removeLast()
    // Edges.
    append(Instruction(.jump, targets: [loop.body]), to: yielding)
    self[loop.body].predecessors = [yielding]
    func turn(_ block: BlockID, to target: BlockID) {
      guard let last = self[block].instructions.last else { return }
      self[last].targets = self[last].targets.map { $0 == header ? target : $0 }
    }
    turn(loop.entry, to: code.entry)
    self[code.entry].predecessors = [loop.entry]
    for latch in loop.latches { turn(latch, to: behind) }
    self[behind].predecessors = loop.latches
    let returns = code.returns.map { $0.block }
    for block in returns {
      self[block].instructions.removeLast()
      append(Instruction(.jump, targets: [loop.other]), to: block)
    }
    replacePredecessor(header, of: loop.other, by: returns)
    if let handler {
      let added = code.blocks + [behind]
      replacePredecessor(header, of: handler, by: added)
    }
    self[header].instructions = []
    self[header].predecessors = []
    self[header].handler = nil
    resolve(definitions, absent)
    replaceUses([loop.next: item, yield: none])
    for block in blockIDs { self[block].instructions.removeAll { loop.gone.contains($0) } }
    // What nothing reaches any more: the way out of a generator that never ends.
    removeUnreachableBlocks()
  }

  private mutating func replacePredecessor(_ block: BlockID, of target: BlockID, by others: [BlockID]) {
    guard let place = self[target].predecessors.firstIndex(of: block) else { return }
    self[target].predecessors.replaceSubrange(place...place, with: others)
    for phi in phis(of: target) {
      let input = self[phi].inputs[place]
      self[phi].inputs.replaceSubrange(place...place, with: [ValueID](repeating: input, count: others.count))
    }
  }

  /// Replaces the uses of variables by what they are on the ways that there are now.
  private mutating func resolve(_ definitions: [ValueID: [BlockID: ValueID]], _ absent: ValueID) {
    var variables = definitions.mapValues { VariableValues($0, missing: absent) }
    for block in blockIDs {
      for value in self[block].instructions {
        for index in self[value].inputs.indices {
          let input = self[value].inputs[index]
          guard variables[input] != nil else { continue }
          let isPhi = self[value].opcode == .phi
          let source = isPhi ? self[block].predecessors[index] : block
          self[value].inputs[index] =
            (isPhi
              ? variables[input]?.value(from: source, to: block, in: &self)
              : variables[input]?.value(atEntryOf: source, in: &self)) ?? absent
        }
      }
    }
  }
}
