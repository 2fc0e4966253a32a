/// Callees that need not be loaded: builtins that nothing in the program hides, and functions whose `def` is all that ever
/// binds their name.
///
///     t1 = load_global len                  t1 = global_now len       virtual: only where control leaves
///     guardCallee t1, len            →
///     n = list_length xs                    n = list_length xs
///
/// A function may still be called before its `def` has been executed: `guardCallee` of no object asks, except where the function itself
/// is running. The interpreter around an extension module may give the name another function (`nx_function.is_bound`): the same guard asks,
/// and entries of functions that call themselves ask, too (HostedEntries.swift).

import NatrixIR
import NatrixInference
import NatrixSupport

extension Plans {
  /// Loads of globals that nobody needs the object of.
  mutating func findKnownCallees() {
    guard speculation.does(.knownCallees), !program.traits.replacesCode else { return }
    let module = speculation.moduleOfFunction[id.index]
    let facts = speculation.types.facts
    guard facts.builtins.indices.contains(module), facts.bindOnce.indices.contains(module) else { return }
    for block in graph.blockIDs {
      for value in graph[block].instructions where graph[value].primitive?.id == .load_global && graph[value].opcode == .primitive {
        guard let name = graph[value].nameAttribute, !users[value.index].isEmpty,
          users[value.index].allSatisfy({ isOnlyCallee(value, of: $0) || isTested(value, by: $0) })
        else { continue }
        let isBuiltin = facts.builtins[module].contains(name)
        let function = facts.bindOnce[module].contains(name) ? speculation.definitions[module][name] : nil
        let isKnown = users[value.index].allSatisfy { user in
          switch all[user.index].kind {
          case .length, .builtin, .ord, .hash, .loopCall, .testKinds: isBuiltin
          case .testClass: isBuiltin && isOnlyCallee(value, of: user)
          case .tupleLater: isBuiltin && isTested(value, by: user)
          case .callFast(let target, _), .isFunction(let target): target == function && program[target].isStatic
          default: function.map { isOtherWay(user, $0) } ?? false
          }
        }
        if isKnown { knownCallees[value] = .some(isBuiltin ? nil : function) }
      }
    }
  }

  /// A call where the callee is not the function whose code stands for calls (Inlining.swift): fast code never goes there.
  private func isOtherWay(_ call: ValueID, _ id: FunctionID) -> Bool {
    guard graph[call].opcode == .callKnown, graph[call].function == id,
      let block = graph.blockIDs.first(where: { graph[$0].instructions.contains(call) }),
      graph[block].predecessors.count == 1, let branch = graph[graph[block].predecessors[0]].instructions.last,
      graph[branch].opcode == .branch, graph[branch].targets.last == block,
      case .isFunction(let asked) = all[graph[branch].inputs[0].index].kind
    else { return false }
    return asked == id
  }

  private func isOnlyCallee(_ value: ValueID, of user: ValueID) -> Bool {
    graph[user].inputs.count(where: { $0 == value }) == 1 && graph[user].inputs.first == value
  }

  /// Whether a global is only wanted as a builtin class of which something may be an instance.
  private func isTested(_ value: ValueID, by user: ValueID) -> Bool {
    switch all[user.index].kind {
    case .testKinds: graph[user].inputs[0] != value && graph[user].inputs[1] != value
    case .tupleLater: users[user.index].allSatisfy { isTested(user, by: $0) }
    default: false
    }
  }
}

extension Speculation {
  /// By module: the functions that a `def` at the top level binds to a name.
  static func definitions(in program: Program) -> [[String: FunctionID]] {
    program.modules.map { module in
      guard !module.isLibrary else { return [:] }
      var found: [String: FunctionID] = [:]
      let graph = program[module.body].generic
      for block in graph.blocks {
        for value in block.instructions where graph[value].primitive?.id == .store_global {
          let stored = graph[value].inputs[0]
          guard let position = graph[value].integer, module.globals.indices.contains(position),
            graph[stored].primitive?.id == .make_function, let function = graph[stored].function
          else { continue }
          found[module.globals[position]] = function
        }
      }
      return found
    }
  }
}

extension TwinBuilder {
  /// A global that only states may ask for.
  mutating func globalNow(_ instruction: Instruction) -> ValueID {
    var attributes = instruction.attributes
    attributes[0] = .primitive(.global_now)
    return emit(Instruction(.virtual, [], attributes: attributes, position: instruction.position))
  }

  /// Makes sure that a function's `def` has been executed; the callee as a call wants it.
  mutating func checkMade(_ id: FunctionID) -> ValueID {
    let none = constant(.absent, .object)
    let anywhere = ValueID(-1)
    if id != function.id, !isKnown(anywhere, .callee(id)) {
      emit(Instruction(.guardCallee, [none, state()], attributes: [.code(id)], position: generic[current].position))
      remember(anywhere, .callee(id))
    }
    return none
  }
}
