/// Functions of which no call is seen: they went where inference does not follow, or are never called. What their parameters
/// are is guessed (Guesses.swift); arguments that are something else run the general version.
///
/// Each one that is analysed may show calls of others, which then need no guess: so those that no other one names come
/// first, special methods last.

import NatrixIR

extension Solver {
  func reachUncalled() {
    reach(program.functions.filter { escaped[$0.id.index] }.map(\.id))
    let own = program.modules.filter { !$0.isLibrary }
    for module in own { reach(module.functions) }
    guard program.traits.isExtension else { return }
    for module in own {
      for function in module.functions { reachHosted(function) }
    }
  }

  private func reach(_ functions: [FunctionID]) {
    var waiting = functions.filter(isUncalled)
    let named = namesUsed(in: waiting)
    if program.traits.isExtension {
      // Of classes that only importers instantiate: what is stored is known before it is read.
      reach(&waiting) { $0.name == "__init__" && self.isMadeElsewhere($0.id, named) }
    }
    reach(&waiting) { !$0.isSpecial && named[$0.name, default: []].isSubset(of: [$0.id]) }
    reach(&waiting) { !$0.isSpecial && self.receiver(of: $0.id) == nil }
    reach(&waiting) { !$0.isSpecial }
    reach(&waiting) { _ in true }
  }

  private func reach(_ waiting: inout [FunctionID], where isNext: (Function) -> Bool) {
    var others: [FunctionID] = []
    for function in waiting {
      if isNext(program.functions[function.index]) { reach(function) } else { others.append(function) }
    }
    waiting = others
  }

  /// Whether nobody but its own methods names the class that the method initialises instances of.
  private func isMadeElsewhere(_ initialiser: FunctionID, _ named: [String: Set<FunctionID>]) -> Bool {
    guard let own = receiver(of: initialiser), case .instance(let id)? = pool.kinds(own).first.map({ pool[$0].atom }) else {
      return false
    }
    return named[classes[id].name, default: []].allSatisfy { receiver(of: $0) == own }
  }

  private func isUncalled(_ function: FunctionID) -> Bool {
    instancesOf[function.index].isEmpty && program.functions[function.index].kind != .classBody && !isLibrary(function)
  }

  /// Names of variables and attributes, with the functions that use them.
  private func namesUsed(in functions: [FunctionID]) -> [String: Set<FunctionID>] {
    var users: [String: Set<FunctionID>] = [:]
    for function in functions {
      let graph = program.functions[function.index].generic
      for block in graph.blocks {
        for value in block.instructions {
          if let name = graph[value].nameAttribute { users[name, default: []].insert(function) }
        }
      }
    }
    return users
  }

  private func reach(_ function: FunctionID) {
    guard isUncalled(function) else { return }
    isReached[function.index] = true
    let made = instances[Int(instance(of: function))]
    let own = receiver(of: function)
    for (index, parameter) in made.parameters.enumerated() {
      if index == 0, let own {
        put(own, into: parameter)
      } else if index == 1, let own, Solver.comparing.contains(program.functions[function.index].name) {
        put(family(of: own), into: parameter)
      } else {
        put(guess(index, of: function), into: parameter)
      }
    }
    settle()
  }

  /// Methods that are mostly called with another instance of the class.
  private static let comparing: Set<String> = [
    "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__add__", "__sub__", "__and__", "__or__", "__xor__",
  ]

  /// Instances of a class and of those that derive from it.
  private func family(of type: TypeRef) -> TypeRef {
    guard case .instance(let id)? = pool.kinds(type).first.map({ pool[$0].atom }) else { return .any }
    return classes[id].descendants.reduce(type) { pool.join($0, pool.type(.instance($1))) }
  }
}

extension Function {
  /// Called by operations rather than by name.
  fileprivate var isSpecial: Bool { name.hasPrefix("__") && name.hasSuffix("__") }
}
