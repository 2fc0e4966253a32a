/// Advice on values that are looked for each time round a loop where once would do: attributes of objects whose class is not known,
/// globals that are bound again.
///
///     for i in range(n):                          limit = config.limit
///         if i % 7 < config.limit: …        →     for i in range(n):
///                                                     if i % 7 < limit: …

import NatrixIR
import NatrixInference
import NatrixSupport

/// What advice needs of the whole program, and of one function.
struct AdviceContext {
  let uses: NameUses
  let module: Int
  /// The inner ones first.
  let loops: [NaturalLoops.Loop]

  init(_ uses: NameUses, _ function: Function, module: Int) {
    self.uses = uses
    self.module = module
    loops = NaturalLoops(function.generic, Dominators(function.generic)).all
  }

  func innermost(_ block: BlockID) -> NaturalLoops.Loop? { loops.first { $0.blocks.contains(block) } }
}

extension Plans {
  /// Why an attribute that is loaded in a loop should be put into a variable before it; nil: that would not help, or be wrong.
  func invariantAttribute(_ load: ValueID, in block: BlockID, _ context: AdviceContext) -> Remark? {
    let instruction = graph[load]
    guard instruction.primitive?.id == .load_attr, program[id].kind != .module, let loop = context.innermost(block),
      let attribute = instruction.nameAttribute, context.uses.isKept(attribute: attribute),
      isInvariant(instruction.inputs[0], in: loop, context), users[load.index].contains(where: isOperand)
    else { return nil }
    let type = inputType(0, of: load)
    switch all[load.index].kind {
    case .loadSlots: break
    case .copy where type.isAny || type.atoms.contains { if case .instance = $0 { true } else { false } }: break
    default: return nil
    }
    let object = name(instruction.inputs[0])
    let because = "\(object) is \(text(type)): its attribute '\(attribute)' is looked up each time round the loop"
    let plain = object.dropFirst().dropLast()
    let isName = object.hasPrefix("'") && !plain.hasPrefix(".")
    let example = isName ? ": \(attribute) = \(plain).\(attribute)" : ""
    return Remark(
      .invariantAttribute, at: instruction.position, because: because,
      origins: origins(of: [instruction.inputs[0]]).filter { $0.range != instruction.position.range },
      advice: "Put it into a local variable before the loop\(example).")
  }

  /// Whether a value is the same each time round a loop, as far as the text says.
  func isInvariant(_ value: ValueID, in loop: NaturalLoops.Loop, _ context: AdviceContext) -> Bool {
    var root = value
    while graph[root].opcode == .copy, let input = graph[root].inputs.first { root = input }
    switch graph[root].opcode {
    case .parameter, .constant: return true
    default: break
    }
    if graph[root].primitive?.id == .load_global, let name = graph[root].nameAttribute {
      return context.uses.bindings(of: name, inModule: context.module).count == 1
    }
    return home[root.index].map { !loop.blocks.contains($0) } ?? true
  }

  /// Whether a use computes with the value: calling it costs more than finding it.
  private func isOperand(_ user: ValueID) -> Bool {
    guard let id = graph[user].primitive?.id else { return graph[user].opcode == .phi }
    return Plans.operationNames[id] != nil || id == .subscript || id == .store_subscript
  }

  // MARK: Globals

  /// A global behind a value that the program binds at several places, with these places; none in a module's body, where it is
  /// a variable like others.
  func reboundGlobal(_ value: ValueID, _ context: AdviceContext) -> (name: String, places: [Position])? {
    var root = value
    while graph[root].opcode == .copy, let input = graph[root].inputs.first { root = input }
    guard program[id].kind != .module, graph[root].primitive?.id == .load_global, graph[root].opcode == .primitive,
      let name = graph[root].nameAttribute
    else { return nil }
    let places = context.uses.bindings(of: name, inModule: context.module)
    return places.count > 1 ? (name, places) : nil
  }

  /// A number that divides in a loop: a constant would do so by multiplying or cutting bits.
  func reboundDivisor(_ operation: ValueID, _ context: AdviceContext) -> Remark? {
    switch graph[operation].primitive?.id {
    case .mod, .imod, .floordiv, .ifloordiv: break
    default: return nil
    }
    let divisor = graph[operation].inputs[1]
    guard type(divisor) == .int, type(graph[operation].inputs[0]) == .int, let found = reboundGlobal(divisor, context) else { return nil }
    return Remark(
      .reboundGlobal, at: graph[operation].position,
      because: "'\(found.name)' is bound again, so it is no constant: the division is one by any number", origins: found.places,
      advice: "Don't rebind the global '\(found.name)': use another name for each value, or pass it as an argument.")
  }

  /// An assignment to a global in a function's loop.
  func storedGlobal(_ store: ValueID, name: String, _ context: AdviceContext) -> Remark {
    Remark(
      .reboundGlobal, at: graph[store].position,
      because: "'\(name)' is a global: each assignment in the loop stores it where all functions see it",
      advice: "Don't rebind the global '\(name)' in the loop: keep the value in a local variable, and assign the global once behind the loop.")
  }
}
