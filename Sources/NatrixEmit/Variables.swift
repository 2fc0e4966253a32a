/// Which C variable holds which value: phis and what flows into them share one where they are never alive together, and
/// so do the values of one Python variable. That leaves few copies, and C that reads like the program.

import NatrixIR

struct Variables {
  /// For each value the number of its variable; -1 for values that need none.
  private(set) var variableOf: [Int]
  struct Variable {
    var name: String
    var representation: Representation
    var members: [ValueID]
    /// The parameter it is, by number.
    var parameter: Int?
  }
  private(set) var all: [Variable] = []

  subscript(value: ValueID) -> Variable? {
    let index = variableOf[value.index]
    return index < 0 ? nil : all[index]
  }

  /// Whether a call stands in the condition of the check behind it, because nothing else looks at its result.
  static func isCheckedInPlace(_ value: ValueID, _ graph: Graph, _ liveness: Liveness) -> Bool {
    let instruction = graph[value]
    if instruction.opcode == .unpack { return true }
    guard instruction.mayRaise, liveness.useCount(value) == 1 else { return false }
    switch instruction.opcode {
    case .primitive: return !(instruction.primitive?.hasItems ?? false) || instruction.inputs.count == instruction.primitive?.fixedInputs
    case .loadMethod, .resumed: return true
    default: return false
    }
  }

  init(
    _ graph: Graph, _ liveness: Liveness, order: [BlockID], parameters: [String], representations: [Representation] = []
  ) {
    var classes = Coalescing(graph, liveness)
    classes.join(order)
    variableOf = [Int](repeating: -1, count: graph.values.count)
    var scope = NameScope()
    var indexOfRoot: [Int: Int] = [:]

    // Parameters first: their names are fixed.
    for (number, name) in parameters.enumerated() {
      let representation = number < representations.count ? representations[number] : .object
      all.append(
        Variable(name: scope.unique(CNames.variable(name)), representation: representation, members: []))
      all[all.count - 1].parameter = all.count - 1
    }
    for block in order {
      for value in graph[block].instructions
      where graph[value].opcode == .parameter {
        indexOfRoot[classes.find(value.index)] = graph[value].integer ?? 0
      }
    }
    var temporaries = 0
    for block in order {
      for value in graph[block].instructions where classes.needsVariable(value) {
        let root = classes.find(value.index)
        let index: Int
        if let known = indexOfRoot[root] {
          index = known
        } else {
          let name: String
          if let python = classes.name(of: root) {
            name = scope.unique(CNames.variable(python))
          } else {
            temporaries += 1
            name = "t\(temporaries)"
          }
          index = all.count
          indexOfRoot[root] = index
          all.append(
            Variable(name: name, representation: graph[value].representation, members: []))
        }
        variableOf[value.index] = index
        all[index].members.append(value)
      }
    }
  }
}

extension Variables {
  /// Where the variables die that a function with these lifetimes clears.
  func dead(_ lifetimes: Lifetimes, _ graph: Graph, _ liveness: Liveness) -> DeadSlots? {
    guard lifetimes != .loose else { return nil }
    let isCleared = all.map { $0.isCleared(lifetimes, graph) }
    // The text of a call that is checked in place stands in the condition that ends the block.
    return DeadSlots(graph, liveness, isLate: { Variables.isCheckedInPlace($0, graph, liveness) }) { value in
      let index = variableOf[value.index]
      return index >= 0 && isCleared[index] ? index : nil
    }
  }
}

extension Variables.Variable {
  /// With exact lifetimes the variables of the program are in cells, which stay; else they stand in C variables.
  fileprivate func isCleared(_ lifetimes: Lifetimes, _ graph: Graph) -> Bool {
    guard representation == .object else { return false }
    switch lifetimes {
    case .loose: return false
    case .temporaries: return parameter == nil && members.allSatisfy { graph[$0].name == nil }
    case .exact: return members.allSatisfy { !graph[$0].isCell }
    }
  }
}

/// Union-find over values, joined only when no two members are alive at the same time.
private struct Coalescing {
  private let graph: Graph
  private let liveness: Liveness
  private var parent: [Int]
  private var members: [[ValueID]]
  private var hasParameter: [Bool]

  /// How many pairs of values are compared to join two classes; they would be quadratically many.
  private static let largestProduct = 1_000

  init(_ graph: Graph, _ liveness: Liveness) {
    self.graph = graph
    self.liveness = liveness
    parent = Array(graph.values.indices)
    members = graph.values.indices.map { [ValueID($0)] }
    hasParameter = graph.values.map { $0.opcode == .parameter }
  }

  mutating func find(_ index: Int) -> Int {
    var root = index
    while parent[root] != root { root = parent[root] }
    var current = index
    while parent[current] != root {
      let next = parent[current]
      parent[current] = root
      current = next
    }
    return root
  }

  func needsVariable(_ value: ValueID) -> Bool {
    let instruction = graph[value]
    return instruction.opcode != .constant && instruction.representation != .none
      && liveness.hasUses(value) && !Variables.isCheckedInPlace(value, graph, liveness)
  }

  mutating func name(of root: Int) -> String? {
    for member in members[root] {
      if let name = graph[member].name { return name }
    }
    return nil
  }

  mutating func join(_ order: [BlockID]) {
    // Values of one variable first, so that a temporary does not take a place that the variable's own values could have.
    for sameName in [true, false] {
      for block in order {
        for phi in graph.phis(of: block) where needsVariable(phi) {
          for input in graph[phi].inputs where needsVariable(input) {
            if sameName && (graph[phi].name == nil || graph[phi].name != graph[input].name) { continue }
            tryJoin(phi, input)
          }
        }
      }
    }
    var first: [String: ValueID] = [:]
    for block in order {
      for value in graph[block].instructions where needsVariable(value) {
        guard let name = graph[value].name else { continue }
        guard let other = first[name] else {
          first[name] = value
          continue
        }
        tryJoin(other, value)
        // A class that is full is not looked through again.
        if members[find(other.index)].count >= Coalescing.largestProduct { first[name] = value }
      }
    }
  }

  private mutating func tryJoin(_ left: ValueID, _ right: ValueID) {
    let a = find(left.index)
    let b = find(right.index)
    guard a != b, graph[left].representation == graph[right].representation,
      !(hasParameter[a] && hasParameter[b]),
      canMove(left), canMove(right),
      members[a].count * members[b].count <= Coalescing.largestProduct
    else { return }
    for member in members[a] {
      for other in members[b] where liveness.interfere(member, other) { return }
    }
    // A class with a parameter keeps it as its root: the C parameter is its variable.
    let (root, child) = members[a].count >= members[b].count ? (a, b) : (b, a)
    parent[child] = root
    members[root] += members[child]
    members[child] = []
    hasParameter[root] = hasParameter[root] || hasParameter[child]
  }

  /// The self of a loaded method is written by the load itself: its variable is its own.
  private func canMove(_ value: ValueID) -> Bool { graph[value].opcode != .methodSelf }
}
