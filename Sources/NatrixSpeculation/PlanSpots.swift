/// Says of instructions that are slow by what they do, however well they are compiled, what they do and what would do instead:
/// a search through a list, an exception in a loop, a name of an attribute that is computed. `PlanRemarks` says why something
/// did not become fast.

import NatrixIR
import NatrixInference
import NatrixSupport

extension Plans {
  func spots(_ context: AdviceContext) -> [Remark] {
    let loops = Loops(graph)
    var found: [Remark] = []
    for block in graph.blockIDs {
      let isInLoop = loops.contains(block)
      let handler = graph[block].handler.map { graph[$0].label }
      for value in graph[block].instructions where !graph[value].position.range.isNone {
        if isInLoop, let remark = reboundDivisor(value, context) {
          found.append(remark)
        } else if isInLoop, graph[value].primitive?.id == .store_global, program[id].kind != .module {
          found.append(storedGlobal(value, name: graph[value].nameAttribute ?? globalName(graph[value]), context))
        } else if let remark = containerSpot(value, isInLoop: isInLoop) {
          found.append(remark)
        } else if let remark = librarySpot(value) ?? repeatedWork(value, in: block, context) {
          found.append(remark)
        } else if let spot = spot(value, isInLoop: isInLoop) {
          found.append(Remark(spot.kind, at: graph[value].position, because: spot.because))
        } else if isInLoop, handler == "except", let spot = exceptionSpot(value) {
          found.append(Remark(.exception, at: graph[value].position, because: spot.because, advice: spot.advice))
        }
      }
    }
    return found
  }

  private typealias Spot = (kind: Remark.Kind, because: String)

  private func spot(_ value: ValueID, isInLoop: Bool) -> Spot? {
    let instruction = graph[value]
    switch instruction.opcode {
    case .callBuiltin: return builtinSpot(instruction)
    case .primitive: break
    default: return nil
    }
    switch instruction.primitive?.id {
    case .contains_truth: return membershipSpot(value)
    case .subscript, .store_subscript: return keySpot(value)
    case .store_attr: return classAttributeSpot(value)
    case .store_cell:
      return sharedVariable(value).map { (.sharedVariable, $0) }
    case .store_global:
      guard isInLoop, program[id].kind == .module else { return nil }
      return (.moduleLoop, "'\(instruction.nameAttribute ?? globalName(instruction))' is a global: each assignment in the loop stores it where all functions see it")
    case .call_evaluator:
      return (.evaluation, "what 'eval' and 'exec' are given is compiled when they are called, and interpreted")
    case .call_values, .call_keywords: return callSpot(value)
    case .add, .iadd: return isInLoop ? growthSpot(value) ?? mixedSpot(value) : mixedSpot(value)
    case .sub, .mul, .isub, .imul: return mixedSpot(value)
    default: return nil
    }
  }

  private func globalName(_ instruction: Instruction) -> String {
    let names = program.modules.first { $0.functions.contains(id) }?.globals ?? []
    return instruction.integer.flatMap { names.indices.contains($0) ? names[$0] : nil } ?? "the variable"
  }

  private func sharedVariable(_ store: ValueID) -> String? {
    let cell = graph[graph[store].inputs[0]]
    guard cell.primitive?.id == .closure, let index = cell.integer, program[id].freeVariables.indices.contains(index) else { return nil }
    return "'\(program[id].freeVariables[index])' is a variable of the function around this one: it is loaded and stored in memory each time"
  }

  // MARK: Containers

  private func membershipSpot(_ value: ValueID) -> Spot? {
    let container = graph[value].inputs[1]
    guard graph[container].opcode != .constant, let kind = ContainerKind(inputType(1, of: value)), kind == .list || kind == .tuple
    else { return nil }
    return (.membership, "\(name(container)) is \(text(inputType(1, of: value))): 'in' compares its items one after another")
  }

  /// Keys of several types, none of which is a class's with its siblings.
  private func keySpot(_ value: ValueID) -> Spot? {
    guard ContainerKind(inputType(0, of: value)) == .dict else { return nil }
    let key = inputType(1, of: value)
    guard !key.isAny, key.atoms.filter({ $0 != .absent }).count > 1, key.atoms.contains(.int) || key.atoms.contains(.str) else { return nil }
    return (.keys, "the key \(name(graph[value].inputs[1])) is \(text(key)): it is hashed and compared by the runtime")
  }

  private func exceptionSpot(_ value: ValueID) -> (because: String, advice: String?)? {
    let instruction = graph[value]
    func fails(_ when: String) -> (String, String?) { ("where \(when), an exception is made, raised and caught", nil) }
    if instruction.opcode == .callBuiltin, let name = instruction.nameAttribute, name == "int" || name == "float" {
      return fails("'\(name)' fails")
    }
    if instruction.opcode == .callKnown, let target = instruction.function, let raised = exceptionRaised(by: target) {
      return (
        "where '\(program[target].name)' raises \(raised), an exception is made, raised through the call and caught",
        "If that happens often, let '\(program[target].name)' return what says so, None for example, and test it."
      )
    }
    switch instruction.primitive?.id {
    case .raise_exception:
      return (
        "an exception is made, raised and caught again in each round of a loop",
        "Do what the except clause does by 'if' and 'continue', or return what says so, None for example."
      )
    case .subscript, .store_subscript:
      switch ContainerKind(inputType(0, of: value)) {
      case .dict, .orderedDict: return instruction.primitive?.id == .subscript ? fails("\(name(instruction.inputs[0])) has no such key") : nil
      case .list, .tuple, .str, .bytes, .bytearray, .array: return fails("the index is out of range")
      case .set, .frozenset, .defaultdict, .hosted, nil: return nil
      }
    // What direct-errors has no check for: the guard fails.
    case .lshift, .rshift, .ilshift, .irshift:
      guard graph[instruction.inputs[1]].opcode != .constant, isInt(instruction.inputs[1]) else { return nil }
      return ("where \(name(instruction.inputs[1])) is negative, the rest of the call is done by the generic version, which raises", nil)
    default: return nil
    }
  }

  /// The name of what a function raises by a statement outside of `try`.
  private func exceptionRaised(by target: FunctionID) -> String? {
    let graph = program[target].generic
    for block in graph.blocks where block.handler == nil {
      for value in block.instructions where graph[value].primitive?.id == .raise_exception {
        guard let raised = graph[value].inputs.first else { continue }
        let made = graph[raised].primitive?.id == .call_values ? graph[raised].inputs[0] : raised
        if let name = graph[made].nameAttribute, graph[made].primitive?.id == .load_global { return name }
      }
    }
    return nil
  }

  // MARK: Attributes and calls

  private func classAttributeSpot(_ value: ValueID) -> Spot? {
    guard case .classObject(let id)? = inputType(0, of: value).only else { return nil }
    let name = graph[value].nameAttribute ?? ""
    return (.classAttribute, "'\(name)' is stored in the class '\(speculation.types.classes[id].name)': its place is looked for each time")
  }

  private func builtinSpot(_ instruction: Instruction) -> Spot? {
    let arguments = instruction.inputs.dropFirst()
    guard let name = instruction.nameAttribute, arguments.count >= 2, let first = arguments.first else { return nil }
    switch name {
    case "getattr", "setattr", "hasattr", "delattr":
      guard graph[arguments[arguments.startIndex + 1]].opcode != .constant else { return nil }
      return (.computedName, "the attribute's name is computed: '\(name)' looks for it each time")
    case "isinstance":
      let type = type(first)
      guard type.isAny || type.atoms.filter({ $0 != .absent && $0 != .none }).count > 1 else { return nil }
      return (.typeTest, "\(self.name(first)) is \(text(type)): 'isinstance' finds out at run time what it is")
    default: return nil
    }
  }

  private func callSpot(_ call: ValueID) -> Spot? {
    let callee = graph[call].inputs[0]
    let type = inputType(0, of: call)
    guard !type.isAny else { return (.callee, "\(name(callee)) is Any: what is called is found out each time") }
    switch type.only {
    case .function(let target)?:
      let function = program[target]
      if let name = graph[callee].nameAttribute, name != function.name, function.qualifiedName.contains("<locals>") {
        let how = function.signature.variadic == nil ? "" : ", which takes any arguments, in a tuple and a dict"
        return (.decorated, "'\(name)' is decorated: what is called is '\(function.qualifiedName)'\(how)")
      }
      if let variadic = function.signature.variadic {
        return (.starCall, "'\(function.qualifiedName)' takes any number of arguments: each call puts them in the tuple '\(variadic)'")
      }
      guard let keywords = function.signature.keywords else { return nil }
      return (.starCall, "'\(function.qualifiedName)' takes any keywords: each call makes the dict '\(keywords)' of them")
    case .native(let kind)?:
      return (.callee, "\(name(callee)) is \(kind): what it does is left to the runtime")
    default: return nil
    }
  }

  // MARK: Arithmetic

  /// A str to whose front something is added round by round; at its end there is room (DESIGN: strings grow in place).
  private func growthSpot(_ value: ValueID) -> Spot? {
    guard type(value).only == .str, graph[value].inputs.count > 1 else { return nil }
    let old = graph[value].inputs[1]
    guard replaces(value, old) else { return nil }
    return (.growth, "\(name(old)) is copied each time something is put before it")
  }

  /// Whether a value takes the place of an old one: `x = …x…` or `self.x = …self.x…`.
  func replaces(_ value: ValueID, _ old: ValueID) -> Bool {
    if graph[old].opcode == .phi { return reaches(value, old) }
    guard graph[old].primitive?.id == .load_attr, let name = graph[old].nameAttribute else { return false }
    return users[value.index].contains { graph[$0].primitive?.id == .store_attr && graph[$0].nameAttribute == name }
  }

  /// Whether a value is an input of a phi, perhaps through others.
  func reaches(_ value: ValueID, _ phi: ValueID) -> Bool {
    var seen: Set<Int> = []
    var waiting = [value]
    while let next = waiting.popLast() {
      for user in users[next.index] where graph[user].opcode == .phi && seen.insert(user.index).inserted {
        if user == phi { return true }
        waiting.append(user)
      }
    }
    return false
  }

  /// Numbers that are now ints, now floats, are computed with by asking each time.
  private func mixedSpot(_ value: ValueID) -> Spot? {
    guard case .mixed = all[value.index].kind else { return nil }
    for input in graph[value].inputs {
      let type = type(input)
      if !type.isNumber { return (.mixedNumber, "\(name(input)) is \(text(type)): each operation asks which of them it is") }
    }
    return nil
  }
}
