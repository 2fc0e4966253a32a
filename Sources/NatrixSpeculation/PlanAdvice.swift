/// Where a value comes from that is not of one known type, and what to change there.

import NatrixIR
import NatrixInference
import NatrixSupport

extension Plans {
  /// Where values are made: behind copies and joins; of a parameter the calls that give it; of a global or an attribute what
  /// stores it.
  func origins(of values: [ValueID]) -> [Position] {
    var found: [Position] = []
    var seen: Set<ValueID> = []
    var waiting = values
    while let next = waiting.popLast() {
      guard seen.insert(next).inserted else { continue }
      let instruction = graph[next]
      switch instruction.opcode {
      case .phi:
        waiting += instruction.inputs
        // Constants that no statement assigns stand nowhere: what comes before the join is near.
        guard let block = home[next.index] else { break }
        for (input, predecessor) in zip(instruction.inputs, graph[block].predecessors)
        where graph[input].opcode == .constant && graph[input].position.range.isNone {
          if let last = graph[predecessor].instructions.last { found.append(graph[last].position) }
        }
      case .copy:
        waiting += instruction.inputs
        if let input = instruction.inputs.first, graph[input].opcode == .constant { found.append(instruction.position) }
      case .constant: found.append(instruction.position)
      case .parameter: found += calls()
      default:
        switch instruction.primitive?.id {
        case .load_global: found += stores(of: instruction.nameAttribute, by: .store_global)
        case .load_attr: found += stores(of: instruction.nameAttribute, by: .store_attr)
        default: found.append(instruction.position)
        }
      }
    }
    let places = Set(found.filter { !$0.range.isNone })
    return Array(places.sorted { $0.range.start < $1.range.start }.prefix(8))
  }

  /// What to change so that the value is of one type; nil: nothing better than in general.
  func advice(on value: ValueID) -> String? {
    var root = value
    while graph[root].opcode == .copy, let input = graph[root].inputs.first { root = input }
    let instruction = graph[root]
    let isAny = type(root).isAny
    switch instruction.opcode {
    case .parameter:
      let names = program[id].parameterNames
      guard let index = instruction.integer, names.indices.contains(index) else { return nil }
      let function = program[id].qualifiedName
      return isAny
        ? "Annotate the parameter '\(names[index])' of '\(function)' with its type, or call '\(function)' by its name with values of a known type."
        : "Call '\(function)' with values of one type for '\(names[index])'."
    default: return nil
    }
  }

  /// Calls of this function by its name, in the modules of the program.
  private func calls() -> [Position] {
    positions { _, instruction in
      (instruction.opcode == .callKnown || instruction.opcode == .callKnownMethod) && instruction.function == id
    }
  }

  private func stores(of name: String?, by primitive: PrimitiveID) -> [Position] {
    guard let name else { return [] }
    return positions { module, instruction in
      guard instruction.primitive?.id == primitive else { return false }
      if primitive == .store_attr { return instruction.nameAttribute == name }
      return instruction.integer.map { module.globals.indices.contains($0) && module.globals[$0] == name } ?? false
    }
  }

  /// Positions of instructions in the module of this function: pages show one file.
  private func positions(_ matches: (Module, Instruction) -> Bool) -> [Position] {
    guard let module = program.modules.first(where: { $0.functions.contains(id) }) else { return [] }
    var found: [Position] = []
    for function in module.functions {
      let graph = program[function].generic
      for block in graph.blocks {
        for value in block.instructions where matches(module, graph[value]) { found.append(graph[value].position) }
      }
    }
    return found
  }
}
