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
    case (_, .add?) where isInLoop, (_, .iadd?) where isInLoop, (_, .or?) where isInLoop: return growthByCopies(value, make)
    case (_, .dict_extend?) where isInLoop:
      let made = instruction.inputs[0], old = instruction.inputs[1]
      guard graph[made].primitive?.id == .build_dict, replaces(made, old) else { return nil }
      return make(.listCopy, "\(name(old)) is copied each time something is added to it", "Store into it: d[key] = value, or d.update(…).")
    case (_, .subscript_slice?): return recursiveSlice(value, make) ?? (isInLoop ? shrinkingSlice(value, make) : nil)
    case (.callBuiltin, _): return sumOfLists(value, make)
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

  /// `xs = xs + [x]`; `xs += …` where what `xs` is does not grow in place.
  private func growthByCopies(_ value: ValueID, _ make: (Remark.Kind, String, String?) -> Remark) -> Remark? {
    let instruction = graph[value]
    let old = instruction.inputs[0]
    let isInPlace = instruction.primitive?.id == .iadd
    let advice: String?
    switch growing(value) {
    case .list where !isInPlace: advice = nil
    case .tuple: advice = "Use a list and append(), and make a tuple of it behind the loop."
    case .bytes: advice = "Use a bytearray, which grows in place by += and append()."
    case .set where !isInPlace: advice = "Use add(), update() or |=, which add in place."
    case .dict where !isInPlace: advice = "Use update() or |=, or store into it: d[key] = value."
    default: return nil
    }
    guard replaces(value, old) else { return nil }
    return make(.listCopy, "\(name(old)) is copied each time something is added to it", advice)
  }

  /// The kind of a container that grows; tuples of each length are a kind of their own.
  private func growing(_ value: ValueID) -> ContainerKind? {
    if let kind = ContainerKind(type(value)) { return kind }
    return type(value).only == .bytes ? .bytes : nil
  }

  /// `text = text[1:]`
  private func shrinkingSlice(_ slice: ValueID, _ make: (Remark.Kind, String, String?) -> Remark) -> Remark? {
    let inputs = graph[slice].inputs
    guard let kind = ContainerKind(inputType(0, of: slice)), kind == .list || kind == .tuple || kind == .str || kind == .bytes,
      inputs.count == 3, graph[inputs[1]].constant != Constant.none, graph[inputs[2]].constant == Constant.none, replaces(slice, inputs[0])
    else { return nil }
    return make(
      .listCopy, "the rest of \(name(inputs[0])) is copied each time something is cut off its front",
      "Keep the index at which the rest begins, or go through it by 'for'.")
  }

  /// `sum(rows, [])`
  private func sumOfLists(_ call: ValueID, _ make: (Remark.Kind, String, String?) -> Remark) -> Remark? {
    let inputs = graph[call].inputs
    guard graph[call].nameAttribute == "sum", inputs.count == 3, let kind = ContainerKind(type(inputs[2])), kind == .list || kind == .tuple
    else { return nil }
    return make(
      .listCopy, "'sum' copies all that it has so far for each \(kind.rawValue) that it adds",
      "Write [item for row in rows for item in row], or use itertools.chain.from_iterable.")
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
