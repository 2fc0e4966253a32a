/// In which representation each value of a function is held in its fast graph.
///
/// A number is a machine number if the operation that makes it gives one, or if something wants one; phis and what flows
/// into them agree, so that a variable that counts does so in a register.

import NatrixIR
import NatrixInference
import NatrixSupport

struct Representations {
  private var machine: [Representation]

  subscript(value: ValueID) -> Representation { machine[value.index] }

  init(_ graph: Graph, _ plans: Plans, _ speculation: Speculation) {
    machine = [Representation](repeating: .object, count: graph.values.count)
    var isPending = [Bool](repeating: false, count: graph.values.count)
    var pending: [ValueID] = []
    var phisUsing = [[ValueID]](repeating: [], count: graph.values.count)
    func possible(_ value: ValueID) -> Representation { speculation.representation(plans.type(value)) }
    // What an iterator gives may be its end, which the test behind it sees.
    func mayBeStop(_ value: ValueID) -> Bool {
      guard graph[value].primitive?.id == .iter_next || graph[value].primitive?.id == .iter_next_unpacked
      else { return false }
      switch plans[value].kind {
      case .copy, .resume: return true
      default: return false
      }
    }
    func want(_ value: ValueID) {
      if mayBeStop(value) { return }
      guard graph[value].opcode != .constant, !isPending[value.index], possible(value) != .object else { return }
      isPending[value.index] = true
      pending.append(value)
    }
    for block in graph.blockIDs {
      for value in graph[block].instructions {
        let plan = plans[value]
        switch plan.result {
        case .i64, .f64:
          // A call's result is a machine number if something wants one: an object otherwise, whatever it turns out to be.
          if !plan.isDirectCall { want(value) }
        case .bool: machine[value.index] = graph[value].representation == .bool ? .bool : .object
        case .object, .none: break
        }
        for (input, wanted) in zip(graph[value].inputs, plan.operands) where wanted == .i64 || wanted == .f64 {
          want(input)
        }
        if graph[value].opcode == .phi {
          for input in graph[value].inputs { phisUsing[input.index].append(value) }
        }
        if graph[value].opcode == .parameter { want(value) }
        if graph[value].representation == .bool { machine[value.index] = .bool }
      }
    }
    while let value = pending.popLast() {
      machine[value.index] = possible(value)
      if graph[value].opcode == .phi || graph[value].opcode == .copy {
        for input in graph[value].inputs { want(input) }
      }
      for phi in phisUsing[value.index] { want(phi) }
    }
  }
}
