/// Says of what programs get from the library, or write with its means, where less general code would do the same faster:
/// `deepcopy(board)`, sums of `Decimal`, keys made by formatting, a function out of a dict.

import NatrixIR
import NatrixInference
import NatrixSupport

extension Plans {
  func librarySpot(_ value: ValueID) -> Remark? {
    let instruction = graph[value]
    func make(_ kind: Remark.Kind, _ because: String, _ advice: String?) -> Remark {
      Remark(kind, at: instruction.position, because: because, advice: advice)
    }
    if let id = instruction.primitive?.id, Plans.operationNames[id] != nil, let spot = exactNumberSpot(value) {
      return make(.exactNumber, spot.because, spot.advice)
    }
    switch instruction.primitive?.id {
    case .percent_items, .percent_item, .build_string:
      guard let key = keyUse(of: value) else { return nil }
      return make(
        .formattedKey, "\(key) is made by formatting, only to look something up: a str is made and hashed each time",
        "Compute a number of the parts (x * width + y), or write the parts as a tuple where it is looked up: d[x, y].")
    case .get_iter:
      let text = graph[instruction.inputs[0]]
      guard text.opcode == .callBuiltin, text.nameAttribute == "str", text.inputs.count == 2, isInt(text.inputs[1]) else { return nil }
      return make(
        .libraryCall, "'str' makes the digits of a number, and of each one a str that is gone through one by one",
        "Take the digits from the end: n, digit = divmod(n, 10), as long as n is not 0.")
    case .subscript, .store_subscript:
      return ContainerKind(inputType(0, of: value)) == .dict ? hashedObject(instruction.inputs[1], make) : nil
    case .contains_truth:
      switch ContainerKind(inputType(1, of: value)) {
      case .dict, .set, .frozenset: return hashedObject(instruction.inputs[0], make)
      default: return nil
      }
    case .call_values where inputType(0, of: value).only == .native("contextlib.contextmanager"):
      return make(
        .libraryCall, "\(name(instruction.inputs[0])) makes a generator and an object around it, which resumes it twice",
        "Write try and finally here, or a class with __enter__ and __exit__.")
    case .call_values, .call_keywords:
      if let callee = libraryFunction(instruction.inputs[0]) { return callSpot(callee, value, make) }
      return chosenFunction(instruction.inputs[0], make)
    case .call_loaded:
      return libraryFunction(instruction.inputs[0]).flatMap { callSpot($0, value, make) }
    case .call_loaded_keywords where type(instruction.inputs[0]).only == .builtinMethod("namedtuple._replace"):
      return make(
        .libraryCall, "'_replace' makes a dict of its keywords, and looks for each field in it", "Call the class with all fields: Point(x, p.y, p.z).")
    default: return missingAttribute(value, make)
    }
  }

  /// `module.name` of a function or class of a library module.
  private func libraryFunction(_ callee: ValueID) -> String? {
    if case .builtin(let name)? = type(callee).only { return name }
    return nil
  }

  private func callSpot(_ callee: String, _ call: ValueID, _ make: (Remark.Kind, String, String?) -> Remark) -> Remark? {
    switch callee {
    case "copy.deepcopy":
      return make(
        .libraryCall, "'deepcopy' asks of everything inside what it is, and notes in a dict what it has copied",
        "Copy what will be changed: [row[:] for row in rows], dict(d), or a method that makes a new object of the attributes.")
    case "decimal.Decimal", "fractions.Fraction":
      guard let spot = exactNumberSpot(call) else { return nil }
      return make(.exactNumber, spot.because, spot.advice)
    case "functools.reduce":
      return make(
        .libraryCall, "'reduce' has the runtime call its function for each item", "Write the loop: for item in items: result = …")
    case "random.randint", "random.randrange":
      return make(
        .libraryCall, "'\(callee.dropFirst(7))' checks its arguments and draws bits until they fit",
        "Where other random numbers will do: low + int(random.random() * count).")
    case "print":
      let flush = CallArguments(graph[call], in: graph)?.keywords.first { $0.name == "flush" }
      guard let flush, graph[graph[call].inputs[flush.input]].constant == .true else { return nil }
      return make(
        .libraryCall, "with flush=True each line is written by a system call of its own",
        "Leave flush=True out; where somebody waits for the lines, call sys.stdout.flush() once for many.")
    default: return nil
    }
  }

  /// A name that an instance has only by its class's `__getattr__`.
  private func missingAttribute(_ value: ValueID, _ make: (Remark.Kind, String, String?) -> Remark) -> Remark? {
    let instruction = graph[value]
    guard instruction.opcode == .loadMethod || instruction.primitive?.id == .load_attr, let name = instruction.nameAttribute,
      let id = inputType(0, of: value).onlyInstance, speculation.slot(name, of: inputType(0, of: value)) == nil
    else { return nil }
    let classes = speculation.types.classes
    guard classes.member(name, of: id) == nil, case .method? = classes.member("__getattr__", of: id)?.member else { return nil }
    return make(
      .missingAttribute, "'\(classes[id].name)' has no '\(name)' of its own: its '__getattr__' is called for it each time",
      "Use the object that has '\(name)', or give '\(classes[id].name)' one.")
  }

  // MARK: Numbers

  private func exactNumberSpot(_ value: ValueID) -> (because: String, advice: String)? {
    let types = [type(value)] + graph[value].inputs.map { type($0) }
    for type in types {
      switch type.only {
      case .native("decimal.Decimal")?:
        return (
          "Decimal computes digit by digit in the runtime and makes an object of each result",
          "Count in ints of the smallest unit, cents say, and make a Decimal of the result."
        )
      case .native("fractions.Fraction")?:
        return (
          "Fraction finds the greatest common divisor after each operation and makes an object of each result",
          "Count in ints over a common denominator, in twelfths say, and make a Fraction of the result."
        )
      default: break
      }
    }
    return nil
  }

  // MARK: Keys

  /// How the source calls a str of several parts that is used as the key of a dict or set, and for nothing else; nil for others.
  private func keyUse(of text: ValueID) -> String? {
    var waiting = [text]
    var name: String?
    var isKey = false
    while let next = waiting.popLast() {
      if let found = graph[next].name { name = "'\(found)'" }
      for user in users[next.index] {
        let instruction = graph[user]
        switch (instruction.opcode, instruction.primitive?.id) {
        case (.copy, _): waiting.append(user)
        case (_, .subscript?), (_, .store_subscript?), (_, .delete_subscript?):
          guard instruction.inputs[1] == next, ContainerKind(inputType(0, of: user)) == .dict else { return nil }
          isKey = true
        case (_, .contains_truth?):
          guard instruction.inputs[0] == next, let kind = ContainerKind(inputType(1, of: user)), kind == .dict || kind == .set else { return nil }
          isKey = true
        case (.callBuiltinMethod, _):
          let load = graph[instruction.inputs[0]]
          guard let method = load.nameAttribute, ["get", "add", "discard", "setdefault", "pop"].contains(method), instruction.inputs.count > 3,
            instruction.inputs[3] == next, let kind = ContainerKind(inputType(0, of: instruction.inputs[0])), kind == .dict || kind == .set
          else { return nil }
          isKey = true
        default: return nil
        }
      }
    }
    return isKey ? name ?? "the key" : nil
  }

  /// A key whose class says itself how it is hashed and compared.
  private func hashedObject(_ key: ValueID, _ make: (Remark.Kind, String, String?) -> Remark) -> Remark? {
    guard let id = type(key).onlyInstance else { return nil }
    let classes = speculation.types.classes
    guard case .method? = classes.member("__hash__", of: id)?.member else { return nil }
    let name = classes[id].name
    return make(
      .hashedObject, "the key \(self.name(key)) is hashed by '\(name).__hash__' and compared by '\(name).__eq__', which the runtime calls",
      "Use what these look at as the key, as a tuple: d[p.x, p.y].")
  }

  // MARK: Calls

  /// A function out of a dict or list of several.
  private func chosenFunction(_ callee: ValueID, _ make: (Remark.Kind, String, String?) -> Remark) -> Remark? {
    let type = type(callee)
    guard graph[callee].primitive?.id == .subscript, !type.isAny, type.atoms.count > 1,
      type.atoms.allSatisfy({ if case .function = $0 { true } else { false } })
    else { return nil }
    return make(
      .chosenFunction, "\(name(callee)) is one of \(type.atoms.count) functions: which one is called is found out each time",
      "Choose by 'if' and 'elif', the most frequent first, and call each function by its name.")
  }
}
