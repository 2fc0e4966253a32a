/// Says of operations that cost more the more a container holds, time and again in a loop, what grows and what would not:
/// `queue.pop(0)`, `sorted(xs)[0]`, `xs = xs + [x]`, `names.index(x)`, `f(xs[1:])`.

import NatrixIR
import NatrixInference
import NatrixSupport

extension Plans {
  func containerSpot(_ value: ValueID, isInLoop: Bool) -> Remark? {
    let instruction = graph[value]
    func make(_ kind: Remark.Kind, _ because: String, _ advice: String?) -> Remark {
      Remark(kind, at: instruction.position, because: because, advice: advice)
    }
    switch (instruction.opcode, instruction.primitive?.id) {
    case (.callBuiltinMethod, _) where isInLoop, (_, .call_loaded?) where isInLoop: return listMethodSpot(value, make)
    case (_, .subscript?) where isInLoop:
      let whole = graph[instruction.inputs[0]]
      guard whole.opcode == .callBuiltin, whole.nameAttribute == "sorted", let index = graph[instruction.inputs[1]].constant,
        index == .integer("0") || index == .integer("-1"), whole.inputs.count == 2
      else { return nil }
      let better = index == .integer("0") ? "min" : "max"
      return make(.sortedPart, "everything is sorted, in a new list, of which one item is taken", "Use \(better)().")
    case (_, .add?) where isInLoop:
      let old = instruction.inputs[0]
      guard ContainerKind(type(value)) == .list, graph[old].opcode == .phi, reaches(value, old) else { return nil }
      return make(.listCopy, "\(name(old)) is copied each time something is added to it", nil)
    case (_, .subscript_slice?): return recursiveSlice(value, make)
    default: return nil
    }
  }

  private func listMethodSpot(_ call: ValueID, _ make: (Remark.Kind, String, String?) -> Remark) -> Remark? {
    let inputs = graph[call].inputs
    let load = graph[inputs[0]]
    guard load.opcode == .loadMethod, let method = load.nameAttribute, ContainerKind(inputType(0, of: inputs[0])) == .list else { return nil }
    let list = name(load.inputs[0])
    let arguments = inputs.dropFirst(graph[call].opcode == .callBuiltinMethod ? 3 : 2)
    let first = arguments.first.flatMap { graph[$0].constant }
    switch method {
    case "pop" where arguments.count == 1 && first == .integer("0"), "insert" where arguments.count == 2 && first == .integer("0"):
      let better = method == "pop" ? "popleft()" : "appendleft(x)"
      return make(
        .frontOfList, "all items of \(list) are moved by one place each time",
        "Make it a collections.deque, which has \(better), or work at the list's other end.")
    case "index", "remove", "count":
      guard arguments.count == 1 else { return nil }
      return make(
        .membership, "'\(method)' compares the items of \(list) one after another",
        method == "remove"
          ? "Make it a set, or a dict, from which 'remove' takes at once." : "Keep a dict from each item to what is asked for, made once.")
    default: return nil
    }
  }

  /// `f(xs[1:])` in `f`: what is left is copied at each depth.
  private func recursiveSlice(_ slice: ValueID, _ make: (Remark.Kind, String, String?) -> Remark) -> Remark? {
    guard let kind = ContainerKind(inputType(0, of: slice)), kind == .list || kind == .tuple || kind == .str || kind == .bytes,
      users[slice.index].contains(where: {
        (graph[$0].opcode == .callKnown || graph[$0].opcode == .callKnownMethod) && graph[$0].function == id
      })
    else { return nil }
    return make(
      .listCopy, "what '\(program[id].name)' is called with again is a copy of the rest, at each depth",
      "Pass the index at which the rest begins.")
  }
}
