/// Says of work that is done again with the same outcome, or nearly: `sum(values)` each time round a loop over them, `xs.sort()`
/// after each append, a function that calls itself twice with smaller ints.

import NatrixIR
import NatrixInference
import NatrixSupport

extension Plans {
  func repeatedWork(_ value: ValueID, in block: BlockID, _ context: AdviceContext) -> Remark? {
    let instruction = graph[value]
    func make(_ because: String, _ advice: String) -> Remark {
      Remark(.repeatedWork, at: instruction.position, because: because, advice: advice)
    }
    switch instruction.opcode {
    case .callBuiltin:
      guard let loop = context.innermost(block), let (builtin, list) = summary(value, in: loop, context) else { return nil }
      if isChanged(list, in: loop) {
        guard builtin == "min" || builtin == "max", isTakenFrom(list, in: loop) else { return nil }
        return make(
          "'\(builtin)' goes through \(name(list)) each time round the loop",
          "Keep a heap: heapq.heappop takes the least, heapq.heappush adds (of the greatest, by negative numbers).")
      }
      return make(
        "'\(builtin)' goes through \(name(list)) each time round the loop", "Do it once before the loop, and keep the result in a variable.")
    case .callBuiltinMethod:
      let load = graph[instruction.inputs[0]]
      guard load.nameAttribute == "sort", ContainerKind(inputType(0, of: instruction.inputs[0])) == .list, let loop = context.innermost(block),
        isInvariant(load.inputs[0], in: loop, context), isChanged(load.inputs[0], in: loop)
      else { return nil }
      return make(
        "\(name(load.inputs[0])) is sorted again each time something has been added to it",
        "Sort once behind the loop; where it must be sorted all the time, add by bisect.insort, or keep a heap (heapq) for the least.")
    case .primitive where instruction.primitive?.id == .load_attr:
      guard let loop = context.innermost(block), isInvariant(instruction.inputs[0], in: loop, context), let name = instruction.nameAttribute,
        let id = speculation.instanceClass(receiverType(of: value)),
        case .property(let getter, _)? = speculation.types.classes.member(name, of: id)?.member, !Loops(program[getter].generic).isEmpty
      else { return nil }
      return make(
        "'\(name)' is a property: its function, which has a loop of its own, is called each time round this one",
        "Put it into a local variable before the loop: \(name) = \(self.name(instruction.inputs[0]).filter { $0 != "'" }).\(name).")
    case .callKnown where instruction.function == id:
      guard callsItselfBefore(value, in: block), isPure else { return nil }
      return make(
        "'\(program[id].name)' calls itself more than once, with numbers near its own: most results are computed again and again",
        "Put @functools.cache before its 'def', which keeps results, or fill a list from the smallest case up.")
    default: return nil
    }
  }

  // MARK: Loops

  /// A builtin that goes through a container which is made before the loop.
  private func summary(_ call: ValueID, in loop: NaturalLoops.Loop, _ context: AdviceContext) -> (builtin: String, list: ValueID)? {
    guard let builtin = graph[call].nameAttribute, graph[call].inputs.count == 2 else { return nil }
    let list = graph[call].inputs[1]
    guard let kind = ContainerKind(type(list)), kind != .hosted, graph[list].opcode != .constant, isInvariant(list, in: loop, context)
    else { return nil }
    switch builtin {
    case "sum", "max", "min", "any", "all": return (builtin, list)
    case "sorted", "set", "frozenset":
      return users[call.index].allSatisfy { isReading($0, call) } ? (builtin, list) : nil
    default: return nil
    }
  }

  /// Whether a container is only looked at.
  private func isReading(_ user: ValueID, _ container: ValueID) -> Bool {
    switch (graph[user].opcode, graph[user].primitive?.id) {
    case (_, .contains_truth?): graph[user].inputs[1] == container
    case (_, .get_iter?), (_, .subscript?), (_, .truth_of?): graph[user].inputs[0] == container
    case (.callBuiltin, _): graph[user].nameAttribute == "len"
    default: false
    }
  }

  private func isChanged(_ container: ValueID, in loop: NaturalLoops.Loop) -> Bool {
    users[container.index].contains { user in
      guard let block = home[user.index], loop.blocks.contains(block), graph[user].inputs.first == container else { return false }
      if graph[user].opcode == .loadMethod { return Plans.changing.contains(graph[user].nameAttribute ?? "") }
      switch graph[user].primitive?.id {
      case .store_subscript, .delete_subscript, .iadd: return true
      default: return false
      }
    }
  }

  private func isTakenFrom(_ list: ValueID, in loop: NaturalLoops.Loop) -> Bool {
    users[list.index].contains { user in
      guard graph[user].opcode == .loadMethod, let method = graph[user].nameAttribute, let block = home[user.index] else { return false }
      return loop.blocks.contains(block) && (method == "remove" || method == "pop")
    }
  }

  private static let changing: Set<String> = [
    "add", "append", "appendleft", "clear", "discard", "extend", "insert", "pop", "popitem", "popleft", "remove", "reverse", "setdefault",
    "sort", "update",
  ]

  // MARK: Recursion

  /// Whether this call of the function by itself comes behind another one, both with its parameters or what is a constant apart.
  private func callsItselfBefore(_ call: ValueID, in block: BlockID) -> Bool {
    guard isNear(call) else { return false }
    for other in graph.blockIDs {
      for value in graph[other].instructions where value != call && graph[value].opcode == .callKnown && graph[value].function == id {
        guard isNear(value) else { continue }
        if other == block ? isBefore(value, call, in: block) : reaches(block, from: other) { return true }
      }
    }
    return false
  }

  private func isBefore(_ first: ValueID, _ second: ValueID, in block: BlockID) -> Bool {
    let order = graph[block].instructions
    guard let one = order.firstIndex(of: first), let other = order.firstIndex(of: second) else { return false }
    return one < other
  }

  private func reaches(_ block: BlockID, from start: BlockID) -> Bool {
    var seen: Set<BlockID> = []
    var waiting = graph.successors(of: start)
    while let next = waiting.popLast() {
      if next == block { return true }
      if seen.insert(next).inserted { waiting += graph.successors(of: next) }
    }
    return false
  }

  /// Arguments that come again on other ways: `f(n - 1, k)`; unlike the halves of a range.
  private func isNear(_ call: ValueID) -> Bool {
    let arguments = graph[call].inputs.dropFirst()
    return !arguments.isEmpty
      && arguments.allSatisfy { argument in
        let instruction = graph[argument]
        if instruction.opcode == .parameter { return isInt(argument) || type(argument).isStr }
        guard instruction.primitive?.id == .sub || instruction.primitive?.id == .add, isInt(argument) else { return false }
        return graph[instruction.inputs[0]].opcode == .parameter && graph[instruction.inputs[1]].opcode == .constant
      }
  }

  /// Whether the function does nothing but compute a number of its arguments and of what it only reads.
  private var isPure: Bool {
    for block in graph.blocks {
      for value in block.instructions {
        switch graph[value].opcode {
        case .callKnown: guard graph[value].function == id, type(value).isNumber || type(value).isBool else { return false }
        case .callBuiltin: guard ["min", "max", "abs", "len", "int", "sum"].contains(graph[value].nameAttribute ?? "") else { return false }
        case .primitive:
          guard let primitive = graph[value].primitive?.id else { return false }
          guard Plans.operationNames[primitive] != nil || Plans.reading.contains(primitive) else { return false }
        case .constant, .parameter, .phi, .copy, .jump, .branch, .return, .check, .fail, .traceback, .unreachable: break
        default: return false
        }
      }
    }
    return true
  }

  private static let reading: Set<PrimitiveID> = [
    .load_global, .load_cell, .closure, .subscript, .truth_of, .not_of, .is_same, .left_first, .is_builtin, .has_code, .contains_truth,
  ]
}
