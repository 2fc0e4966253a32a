/// Which parameter of a known function takes which argument of a call, as far as that can be said at compile time: keywords,
/// defaults that are constants, `*rest` and `**options`.
///
///     def f(a, b=2, *rest, c=3): …
///     f(1, c=5)                         a: input 1, b: 2, rest: (), c: input 2

import NatrixIR
import NatrixInference
import NatrixSupport

/// What a parameter takes. Numbers are those of the call's inputs.
enum BoundArgument {
  case receiver
  case input(Int)
  case constant(Constant)
  case rest([Int])
  case options([(name: String, input: Int)])
  /// Item of the tuple that is the call's second input; that tuple.
  case starItem(Int), star
}

/// The arguments of a call by the numbers of its inputs.
struct CallArguments {
  var positional: [Int] = []
  var keywords: [(name: String, input: Int)] = []

  init() {}

  /// Of `call_values`, `call_loaded`, their forms with keywords, and the calls of known functions; nil for other instructions.
  init?(_ instruction: Instruction, in graph: Graph) {
    let first: Int
    switch (instruction.opcode, instruction.primitive?.id) {
    case (.callKnown, _), (_, .call_values?): first = 1
    case (.callKnownMethod, _), (_, .call_loaded?), (_, .call_keywords?): first = 2
    case (.callBuiltinMethod, _), (_, .call_loaded_keywords?): first = 3
    default: return nil
    }
    positional = Array(first..<max(first, instruction.inputs.count))
    guard instruction.primitive?.id == .call_keywords || instruction.primitive?.id == .call_loaded_keywords else { return }
    guard case .tuple(let names)? = graph[instruction.inputs[1]].constant, names.count <= positional.count else { return nil }
    for (name, input) in zip(names, positional.suffix(names.count)) {
      guard case .string(let points) = name else { return nil }
      var text = String.UnicodeScalarView()
      for point in points {
        guard let scalar = Unicode.Scalar(point) else { return nil }
        text.append(scalar)
      }
      keywords.append((String(text), input))
    }
    positional.removeLast(names.count)
  }
}

extension Plans {
  /// nil when the call raises TypeError, or cannot be bound here.
  func bind(_ target: FunctionID, hasReceiver: Bool, _ arguments: CallArguments) -> [BoundArgument]? {
    let signature = program[target].signature
    let names = signature.all
    let fixed = signature.positionalCount + signature.keywordOnly.count
    var bound = [BoundArgument?](repeating: nil, count: names.count)
    var given: [BoundArgument] = hasReceiver ? [.receiver] : []
    given += arguments.positional.map { .input($0) }
    for (index, argument) in given.prefix(signature.positionalCount).enumerated() { bound[index] = argument }
    var rest: [Int] = []
    for argument in given.dropFirst(signature.positionalCount) {
      guard case .input(let number) = argument else { return nil }
      rest.append(number)
    }
    var options: [(name: String, input: Int)] = []
    for (name, input) in arguments.keywords {
      if let index = names.prefix(fixed).firstIndex(of: name), index >= signature.positionalOnly.count {
        guard bound[index] == nil else { return nil }
        bound[index] = .input(input)
      } else {
        options.append((name, input))
      }
    }
    var place = fixed
    if signature.variadic != nil {
      bound[place] = .rest(rest)
      place += 1
    } else if !rest.isEmpty {
      return nil
    }
    if signature.keywords != nil { bound[place] = .options(options) } else if !options.isEmpty { return nil }
    let defaults = speculation.defaults[target] ?? []
    for index in 0..<signature.positionalCount where bound[index] == nil {
      let number = index - (signature.positionalCount - defaults.count)
      guard number >= 0 else { return nil }
      bound[index] = .constant(defaults[number])
    }
    let all = bound.compactMap { $0 }
    return all.count == names.count ? all : nil
  }

  /// Of `f(*args)`: each positional parameter takes an item, or `*rest` all of them.
  private func bindStar(_ target: FunctionID) -> [BoundArgument]? {
    let signature = program[target].signature
    var bound = (0..<signature.positionalCount).map { BoundArgument.starItem($0) }
    if signature.variadic != nil { bound.append(.star) }
    if signature.keywords != nil { bound.append(.options([])) }
    return bound
  }

  /// A function of this module as the target of a call, with its version for these arguments (or as anybody calls it).
  func reach(
    _ function: FunctionID, body: FunctionID? = nil, hasReceiver: Bool, _ arguments: CallArguments, at call: ValueID,
    isStar: Bool = false
  ) -> (target: MethodTarget, signature: FastSignature)? {
    guard speculation.moduleOfFunction[function.index] == speculation.moduleOfFunction[id.index],
      let bound = isStar ? bindStar(function) : bind(function, hasReceiver: hasReceiver, arguments)
    else { return nil }
    var target = MethodTarget(function: function, body: body, version: -1)
    let signatures = speculation.signatures[function.index]
    // What suspends is only called to make its frame.
    if !program[function].kind.isResumable, let number = speculation.version(of: function, calledBy: call, in: id, version), number < signatures.count {
      target.version = number
    } else if !speculation.does(.choices) {
      return nil
    }
    target.bound = bound
    return (target, speculation.signature(of: target))
  }

  /// In which representations a call of these functions wants its inputs.
  func operands(_ instruction: Instruction, _ targets: [(target: MethodTarget, signature: FastSignature)]) -> [Representation] {
    var wanted = [Representation?](repeating: nil, count: instruction.inputs.count)
    for (target, signature) in targets {
      for (argument, representation) in zip(target.bound ?? [], signature.parameters) {
        switch argument {
        case .input(let number):
          wanted[number] = wanted[number] == nil || wanted[number] == representation ? representation : .object
        case .rest(let numbers): for number in numbers { wanted[number] = .object }
        case .options(let pairs): for pair in pairs { wanted[pair.input] = .object }
        case .receiver, .constant, .starItem, .star: break
        }
      }
    }
    return wanted.map { $0 ?? .object }
  }
}

extension TwinBuilder {
  /// The inputs of a call behind the function object. What is made for it comes after all that may leave.
  mutating func inputs(
    of call: Instruction, _ bound: [BoundArgument], _ signature: FastSignature, receiver: ValueID?
  ) -> [ValueID] {
    var inputs: [ValueID] = []
    for (argument, representation) in zip(bound, signature.parameters) {
      switch argument {
      case .receiver: inputs.append(receiver ?? constant(.absent, .object))
      case .input(let number): inputs.append(value(call.inputs[number], as: representation))
      case .constant(let constant): inputs.append(converted(constant, as: representation))
      case .star: inputs.append(value(call.inputs[1], as: .object))
      case .starItem(let number):
        let item = emit(.tuple_item, [value(call.inputs[1], as: .object), integer(number)])
        switch representation {
        case .i64: inputs.append(emit(.unbox_i64, [item], guarded: true))
        case .f64: inputs.append(emit(.unbox_f64, [item], guarded: true))
        case .object, .bool, .none: inputs.append(item)
        }
      case .rest(let numbers):
        for number in numbers { _ = value(call.inputs[number], as: .object) }
        inputs.append(constant(.tuple([]), .object))
      case .options(let pairs):
        for pair in pairs { _ = value(call.inputs[pair.input], as: .object) }
        inputs.append(constant(.absent, .object))
      }
    }
    for (index, argument) in bound.enumerated() {
      switch argument {
      case .rest(let numbers) where !numbers.isEmpty:
        inputs[index] = make(.build_tuple, numbers.map { value(call.inputs[$0], as: .object) })
      case .options(let pairs):
        var items: [ValueID] = []
        for pair in pairs { items += [constant(.string(pair.name), .object), value(call.inputs[pair.input], as: .object)] }
        inputs[index] = make(.build_dict, items)
      default: break
      }
    }
    return inputs
  }

  private mutating func make(_ id: PrimitiveID, _ items: [ValueID]) -> ValueID {
    emit(Instruction(.primitive, items, attributes: [.primitive(id)], position: generic[current].position))
  }
}
