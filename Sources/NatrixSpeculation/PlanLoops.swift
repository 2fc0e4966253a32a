/// Which loops need no iterator object: those over ranges, sequences, dicts and sets whose iterator nothing else sees.

import NatrixIR
import NatrixInference
import NatrixSupport

struct FusedLoop {
  enum Source {
    /// Start, stop and step: values of the generic graph, nil for the usual 0 and 1.
    case range(start: ValueID?, stop: ValueID, step: ValueID?)
    /// One sequence; several for `zip`.
    case sequences([(ContainerKind, ValueID)])
    /// A dict or set, and what of its entries are the items.
    case table(ContainerKind, TablePart, ValueID)
  }
  var source: Source
  /// The call of `range`, `enumerate` or `zip`, and that name; a sequence itself has none. Of a dict's view: the call of the method.
  var call: ValueID?
  var name: String?
  /// Of `reversed(range(…))`: the call around it.
  var reversal: ValueID?
  /// Where `enumerate` begins to count.
  var firstNumber = 0
  var iterator: ValueID
  var next: ValueID
  var header: BlockID
  /// Where the item is looked at.
  var body: BlockID
  /// The body takes the item apart first: the items of `enumerate` and `zip` are not made.
  var unpack: ValueID?
}

/// What a loop over a dict or set gives: `for k in d`, `for v in d.values()`, `for k, v in d.items()`, `for x in s`.
enum TablePart: Int {
  case keys, values, items, members

  /// By a method of dict.
  init?(method: String?) {
    switch method {
    case "keys": self = .keys
    case "values": self = .values
    case "items": self = .items
    default: return nil
    }
  }
}

extension Plans {
  mutating func findLoops() {
    for block in graph.blockIDs {
      for next in graph[block].instructions {
        switch graph[next].primitive?.id {
        case .iter_next, .iter_next_unpacked: break
        default: continue
        }
        guard let loop = fusedLoop(next, in: block) else { continue }
        plan(loop)
      }
    }
  }

  private mutating func plan(_ loop: FusedLoop) {
    let number = loops.count
    loops.append(loop)
    all[loop.iterator.index] = Plan(kind: .loopStart(number))
    var plan = Plan(kind: .loopNext(number))
    if let call = loop.call, case .table(let kind, _, _) = loop.source {
      all[call.index] = Plan(kind: .loopCall(number))
      all[graph[call].inputs[0].index] = Plan(kind: .kindMethod(kind))
      all[graph[call].inputs[1].index] = Plan(kind: .methodSelf)
    } else if let call = loop.call {
      var numbers: [ValueID] = []
      if case .range(let start, let stop, let step) = loop.source {
        numbers = [start, stop, step].compactMap { $0 }
        plan.result = .i64
      }
      all[call.index] = Plan(
        kind: .loopCall(number), operands: graph[call].inputs.map { numbers.contains($0) ? .i64 : .object })
    }
    if let reversal = loop.reversal { all[reversal.index] = Plan(kind: .skip) }
    if case .sequences(let sequences) = loop.source, loop.unpack == nil, sequences[0].0 == .hosted {
      plan.result = hostedItem(of: sequences[0].1)
    }
    all[loop.next.index] = plan
    for user in users[loop.next.index] where graph[user].primitive?.id == .is_stop {
      all[user.index] = Plan(kind: .loopTest(number), result: .bool)
    }
    if let unpack = loop.unpack {
      all[unpack.index] = Plan(kind: .loopUnpack(number))
      for item in users[unpack.index] {
        let place = (graph[item].integer ?? 0) - (loop.name == "enumerate" ? 1 : 0)
        var result = place < 0 ? Representation.i64 : .object
        if case .sequences(let sequences) = loop.source, sequences.indices.contains(place), sequences[place].0 == .hosted {
          result = hostedItem(of: sequences[place].1)
        }
        all[item.index] = Plan(kind: .skip, result: result)
      }
    }
  }

  /// `next` in the header of a loop: its iterator is made once, outside, and only used here; behind it stands the test.
  private func fusedLoop(_ next: ValueID, in header: BlockID) -> FusedLoop? {
    let iterator = graph[next].inputs[0]
    guard graph[iterator].primitive?.id == .get_iter, users[iterator.index] == [next],
      let terminator = graph.terminator(of: header), terminator.opcode == .branch,
      graph[terminator.inputs[0]].primitive?.id == .is_stop, graph[terminator.inputs[0]].inputs == [next],
      let place = graph[header].instructions.firstIndex(of: next),
      graph[header].instructions.count == place + 3
    else { return nil }
    let body = terminator.targets[1]
    guard graph[body].predecessors == [header] else { return nil }
    let iterable = graph[iterator].inputs[0]
    var loop = FusedLoop(
      source: .sequences([]), iterator: iterator, next: next, header: header, body: body)
    if let kind = sequenceKind(iterable) {
      loop.source = .sequences([(kind, iterable)])
      return loop
    }
    if takeTable(iterable, &loop) { return loop }
    guard users[iterable.index] == [iterator], home[iterable.index] == home[iterator.index],
      let (name, arguments) = builtinCall(iterable)
    else { return nil }
    loop.call = iterable
    loop.name = name
    switch (name, arguments.count) {
    case ("reversed", 1):
      // Of a range that counts by one, which nothing else sees.
      let inner = arguments[0]
      guard users[inner.index] == [iterable], home[inner.index] == home[iterable.index], type(next) == .int,
        let (name, bounds) = builtinCall(inner), name == "range", (1...2).contains(bounds.count),
        bounds.allSatisfy({ isInt($0) })
      else { return nil }
      loop.call = inner
      loop.name = name
      loop.reversal = iterable
      loop.source = .range(start: bounds.count == 2 ? bounds[0] : nil, stop: bounds[bounds.count - 1], step: nil)
      return loop
    case ("enumerate", 2):
      // From a number that is a constant on.
      guard case .integer(let digits)? = graph[arguments[1]].constant, let first = Int32(digits),
        let kind = sequenceKind(arguments[0]), kind != .hosted, let unpack = unpacked(next, in: body, count: 2)
      else { return nil }
      loop.unpack = unpack
      loop.firstNumber = Int(first)
      loop.source = .sequences([(kind, arguments[0])])
      return loop
    case ("range", 1...3):
      guard arguments.allSatisfy({ isInt($0) }), type(next) == .int else { return nil }
      loop.source =
        arguments.count == 1
        ? .range(start: nil, stop: arguments[0], step: nil)
        : .range(start: arguments[0], stop: arguments[1], step: arguments.count == 3 ? arguments[2] : nil)
      return loop
    case ("enumerate", 1), ("zip", 2...4):
      let kinds = arguments.compactMap { sequenceKind($0) }
      guard kinds.count == arguments.count,
        let unpack = unpacked(next, in: body, count: name == "zip" ? kinds.count : 2)
      else { return nil }
      loop.unpack = unpack
      loop.source = .sequences(Array(zip(kinds, arguments)))
      return loop
    default: return nil
    }
  }

  /// A dict or set, or a view of a dict that is made for the loop.
  private func takeTable(_ iterable: ValueID, _ loop: inout FusedLoop) -> Bool {
    guard speculation.does(.tableLoops) else { return false }
    if graph[iterable].opcode != .constant, let kind = ContainerKind(type(iterable)) {
      guard kind.isDict || kind.isSet else { return false }
      loop.source = .table(kind, kind.isSet ? .members : .keys, iterable)
      return true
    }
    let call = graph[iterable]
    guard call.opcode == .callBuiltinMethod, call.inputs.count == 3, users[iterable.index] == [loop.iterator],
      let block = home[loop.iterator.index], block == home[iterable.index],
      let place = graph[block].instructions.firstIndex(of: iterable), graph[block].instructions[place + 1] == loop.iterator
    else { return false }
    let (load, own) = (call.inputs[0], call.inputs[1])
    guard graph[load].opcode == .loadMethod, graph[own].opcode == .methodSelf, graph[own].inputs == [load],
      users[load.index].allSatisfy({ $0 == own || $0 == iterable }), users[own.index] == [iterable],
      let kind = ContainerKind(inputType(0, of: load)), kind.isDict, let part = TablePart(method: graph[load].nameAttribute)
    else { return false }
    loop.call = iterable
    loop.source = .table(kind, part, call.inputs[2])
    if part == .items { loop.unpack = unpacked(loop.next, in: loop.body, count: 2) }
    return true
  }

  private func sequenceKind(_ value: ValueID) -> ContainerKind? {
    if graph[value].opcode == .constant {
      switch graph[value].constant {
      case .tuple: return .tuple
      case .string: return .str
      case .bytes: return .bytes
      default: return nil
      }
    }
    guard let kind = ContainerKind(type(value)), kind.itemIDs != nil || hostedItem(of: value) != .object else { return nil }
    return kind
  }

  /// A call of a builtin by its name: the name and the arguments.
  private func builtinCall(_ value: ValueID) -> (String, [ValueID])? {
    let call = graph[value]
    // enumerate(xs, start=1): input 1 has the names.
    if call.primitive?.id == .call_keywords, graph[call.inputs[1]].constant == .tuple([.string("start")]),
      graph[call.inputs[0]].primitive?.id == .load_global, graph[call.inputs[0]].nameAttribute == "enumerate", call.inputs.count == 4
    { return ("enumerate", Array(call.inputs.dropFirst(2))) }
    guard call.opcode == .callBuiltin || call.primitive?.id == .call_values,
      graph[call.inputs[0]].primitive?.id == .load_global, let name = graph[call.inputs[0]].nameAttribute
    else { return nil }
    return (name, Array(call.inputs.dropFirst()))
  }

  /// The body begins by taking the item apart, and nothing else looks at it.
  private func unpacked(_ next: ValueID, in body: BlockID, count: Int) -> ValueID? {
    guard let first = graph[body].instructions.first, graph[first].opcode == .unpack, graph[first].inputs == [next],
      graph[first].attributes == [.integer(count)] || graph[first].attributes == [.integer(count), .integer(-1)],
      users[next.index].allSatisfy({ $0 == first || graph[$0].primitive?.id == .is_stop })
    else { return nil }
    return first
  }
}
