/// `with` on instances of known classes: `__enter__` and `__exit__` are called directly, and nothing is bound.
///
///     exit = context_exit m          guard_layout m, Lock
///     x = context_enter m       →    x = callFast &Lock.__enter__, m
///     … context_leave exit           … callFast &Lock.__exit__, m, None, None, None

import NatrixIR
import NatrixInference
import NatrixSupport

extension Plans {
  mutating func findContexts() {
    for block in graph.blockIDs {
      for value in graph[block].instructions where graph[value].primitive?.id == .context_exit { planContext(value) }
    }
  }

  private mutating func planContext(_ exit: ValueID) {
    let manager = graph[exit].inputs[0]
    guard speculation.does(.directContexts), let id = speculation.instanceClass(inputType(0, of: exit)),
      inputType(0, of: exit).onlyInstance != nil,
      let leave = speculation.method("__exit__", of: Type(.instance(id))), let body = leave.body,
      let enter = speculation.method("__enter__", of: Type(.instance(id))), enter.body != nil,
      users[exit.index].allSatisfy({ graph[$0].primitive?.id == .context_leave && graph[$0].inputs[0] == exit }),
      let entering = users[manager.index].first(where: { graph[$0].primitive?.id == .context_enter && home[$0.index] == home[exit.index] }),
      let entered = reach(enter.function, body: body, hasReceiver: true, CallArguments(), at: entering)
    else { return }
    // __exit__ takes three values that are no inputs of the instruction: the function as it is called with objects.
    let signature = program[leave.function].signature
    guard signature.keywordOnly.isEmpty, signature.keywords == nil,
      signature.variadic == nil ? signature.positionalCount == 4 : (1...4).contains(signature.positionalCount),
      speculation.moduleOfFunction[leave.function.index] == speculation.moduleOfFunction[self.id.index]
    else { return }
    all[exit.index] = Plan(kind: .contextExit(body, manager))
    all[entering.index] = Plan(kind: .contextEnter(entered.target), result: entered.signature.result)
    for user in users[exit.index] {
      all[user.index] = Plan(kind: .contextLeave(MethodTarget(function: leave.function, body: body, version: -1), manager))
    }
    gains += 1
  }
}

extension TwinBuilder {
  mutating func enterContext(_ value: ValueID, _ instruction: Instruction, _ target: MethodTarget) {
    let manager = self.value(instruction.inputs[0], as: .object)
    call(value, target, methodObject(target, of: manager), receiver: manager, [])
  }

  mutating func leaveContext(
    _ value: ValueID, _ instruction: Instruction, _ target: MethodTarget, _ manager: ValueID
  ) {
    let object = self.value(manager, as: .object)
    let exception = instruction.inputs[1]
    var inputs = [methodObject(target, of: object), object]
    // `def __exit__(self, *rest)`: how many of the three have parameters of their own.
    let signature = plans.program[target.function].signature
    let named = signature.positionalCount - 1
    if generic[exception].constant == .absent {
      inputs += (0..<named).map { _ in constant(.none, .object) }
      if signature.variadic != nil {
        inputs.append(constant(.tuple([Constant](repeating: .none, count: 3 - named)), .object))
      }
    } else {
      // What __exit__ does not look at it is not given.
      let raised = self.value(exception, as: .object)
      let body = plans.program[target.function].generic
      let looks = { (parameter: Int) in body.usesParameter(min(parameter, named + 1)) }
      if looks(2) || looks(3) { emit(.expose_exception, [raised]) }
      var details = [emit(.exception_class, [raised])]
      details.append(looks(2) ? raised : constant(.none, .object))
      details.append(looks(3) ? emit(.exception_traceback, [raised]) : constant(.none, .object))
      inputs += details.prefix(named)
      if signature.variadic != nil { inputs.append(emit(.build_tuple, Array(details.dropFirst(named)))) }
    }
    define(
      value,
      emit(
        Instruction(
          .callFast, inputs, attributes: [.code(target.function), .integer(target.version)], representation: .object,
          position: instruction.position)))
  }
}

extension Graph {
  fileprivate func usesParameter(_ number: Int) -> Bool {
    blocks.contains { block in
      block.instructions.contains { value in
        self[value].inputs.contains { self[$0].opcode == .parameter && self[$0].integer == number }
      }
    }
  }
}
