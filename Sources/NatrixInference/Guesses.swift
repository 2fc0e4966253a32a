/// What callers that inference does not see may give a function: an annotation says it, or what the function does with a
/// parameter. A wrong guess costs a test of the argument, and the general version runs.
///
/// In an extension module a parameter that is indexed or looped over, and whose items are numbers, may be a list or buffer of
/// the host's. The function is analysed once more for ints in it and once for floats, where nothing says which.

import CPrimitives
import NatrixIR

extension Solver {
  func guess(_ index: Int, of function: FunctionID) -> TypeRef {
    let code = program.functions[function.index]
    let names = code.signature.all
    guard index < code.signature.positionalCount, names.indices.contains(index) else { return .any }
    if let hint = code.signature.hints[names[index]] { return type(named: hint) ?? .any }
    return usedType(of: index, in: code.generic) ?? .any
  }

  private func type(named name: String) -> TypeRef? {
    switch name {
    case "int": pool.type(.int)
    case "float": pool.type(.float)
    case "bool": pool.type(.bool)
    case "str": pool.type(.str)
    case "bytes": pool.type(.bytes)
    default: nil
    }
  }

  private static let arithmetic: Set<nx_primitive> = [
    .add, .sub, .mul, .floordiv, .mod, .lshift, .rshift, .and, .xor, .lt_truth, .le_truth, .gt_truth, .ge_truth, .eq_truth,
    .truediv,
  ]

  /// int where the parameter counts a range or meets an int constant in arithmetic; float with a float constant.
  private func usedType(of index: Int, in graph: Graph) -> TypeRef? {
    guard let entry = graph.blocks.first,
      let parameter = entry.instructions.first(where: { graph[$0].opcode == .parameter && graph[$0].integer == index })
    else { return nil }
    var found: TypeRef?
    for block in graph.blocks {
      for value in block.instructions {
        let instruction = graph[value]
        guard instruction.inputs.contains(parameter) else { continue }
        if instruction.opcode == .callBuiltin, graph[instruction.inputs[0]].nameAttribute == "range" { return pool.type(.int) }
        guard let primitive = instruction.primitive?.id, Solver.arithmetic.contains(primitive) else { continue }
        for input in instruction.inputs where input != parameter {
          switch graph[input].constant {
          case .integer?: found = found ?? pool.type(.int)
          case .float?: found = pool.type(.float)
          default: break
          }
        }
      }
    }
    return found
  }

  // MARK: lists and buffers of the host's

  /// Analyses a function for callers that give such.
  func reachHosted(_ function: FunctionID) {
    let code = program.functions[function.index]
    guard code.kind == .function, code.freeVariables.isEmpty, !isLibrary(function),
      code.generic.values.count <= ContextPlan.largest
    else { return }
    let own = receiver(of: function)
    let uses = HostedUses(code)
    var items: [Int: HostedUses.Items] = [:]
    for index in 0..<code.signature.positionalCount where own == nil || index > 0 { items[index] = uses.items(ofParameter: index) }
    guard !items.isEmpty else { return }
    let isOpen = items.values.contains(.either)
    for kind in isOpen ? [HostedItems.floats, .ints] : [.floats] {
      let number = makeInstance(of: function)
      hostedInstances.append(number)
      for (index, parameter) in instances[Int(number)].parameters.enumerated() {
        if index == 0, let own {
          put(own, into: parameter)
        } else if let known = items[index] {
          put(hosted(known == .either ? kind : known == .ints ? .ints : .floats, of: function, index), into: parameter)
        } else {
          put(guess(index, of: function), into: parameter)
        }
      }
      settle()
    }
  }

  private func hosted(_ items: HostedItems, of function: FunctionID, _ index: Int) -> TypeRef {
    let key = "\(items.container) \(function.index) \(index)"
    let site = constantSites[key] ?? Int32(makeSite())
    constantSites[key] = site
    put(items == .ints ? int : float, into: sites[Int(site)].item)
    return pool.type(.container(items.container, SiteID(Int(site))))
  }
}

/// What a function does with its parameters, as far as that tells lists and buffers of numbers.
private struct HostedUses {
  enum Items { case ints, floats, either }

  private let function: Function
  private let graph: Graph
  private var users: [[ValueID]]

  init(_ function: Function) {
    self.function = function
    graph = function.generic
    users = [[ValueID]](repeating: [], count: graph.values.count)
    for block in graph.blocks {
      for value in block.instructions {
        for input in graph[value].inputs { users[input.index].append(value) }
      }
    }
  }

  func items(ofParameter index: Int) -> Items? {
    let names = function.signature.all
    if names.indices.contains(index), let hint = function.signature.hints[names[index]] {
      if let known = HostedUses.items(named: hint) { return known }
      guard HostedUses.arrays.contains(hint) else { return nil }
      return evidence(of: index) ?? .either
    }
    return evidence(of: index)
  }

  /// Annotations that say of which numbers.
  private static func items(named hint: String) -> Items? {
    let hint = hint.replacingPrefixes(["typing.", "collections.abc."])
    guard let open = hint.firstIndex(of: "["), hint.hasSuffix("]") else {
      return hint == "bytearray" ? .ints : nil
    }
    let outer = String(hint[..<open])
    let inner = String(hint[hint.index(after: open)...].dropLast())
    if ["list", "List", "Sequence", "MutableSequence", "Iterable"].contains(outer) {
      return inner == "int" ? .ints : inner == "float" ? .floats : nil
    }
    guard ["NDArray", "numpy.typing.NDArray", "npt.NDArray", "array.array", "array", "memoryview", "np.ndarray", "numpy.ndarray"].contains(outer)
    else { return nil }
    let item = inner.split(separator: ".").last.map(String.init) ?? inner
    if item == "int" || item.hasPrefix("int") || item.hasPrefix("uint") { return .ints }
    return item == "float" || item.hasPrefix("float") || item == "double" ? .floats : nil
  }

  /// Annotations of things that may hold any.
  private static let arrays: Set<String> = [
    "list", "List", "Sequence", "memoryview", "array.array", "array", "numpy.ndarray", "np.ndarray", "ndarray", "NDArray",
    "npt.NDArray", "npt.ArrayLike", "typing.Sequence", "collections.abc.Sequence", "object", "Iterable",
  ]

  /// What arithmetic with its items says; nil where there is none, or something no such object is used for.
  private func evidence(of index: Int) -> Items? {
    guard let entry = graph.blocks.first,
      let parameter = entry.instructions.first(where: { graph[$0].opcode == .parameter && graph[$0].integer == index })
    else { return nil }
    var found: Items?
    func add(_ items: Items?) {
      guard let items else { return }
      found = found == nil || found == .either ? items : items == .either ? found : items == .floats ? .floats : found
    }
    for user in users[parameter.index] {
      let instruction = graph[user]
      switch instruction.primitive?.id {
      case .subscript where instruction.inputs[0] == parameter:
        guard isIndex(instruction.inputs[1]) else { return nil }
        add(number(user))
      case .store_subscript where instruction.inputs[0] == parameter:
        guard isIndex(instruction.inputs[1]) else { return nil }
        add(.either)
      case .get_iter: for next in users[user.index] { add(item(next)) }
      case .load_attr: if instruction.nameAttribute == "append" { return nil }
      default:
        guard instruction.opcode == .callBuiltin else { break }
        let name = graph[instruction.inputs[0]].nameAttribute
        if name == "enumerate" || name == "zip" {
          for iterator in users[user.index] {
            for next in users[iterator.index] { for unpack in users[next.index] { for part in users[unpack.index] { add(number(part)) } } }
          }
        }
      }
    }
    return found
  }

  private func isIndex(_ key: ValueID) -> Bool {
    if case .string? = graph[key].constant { return false }
    return graph[key].primitive?.id != .build_slice
  }

  /// Of `iter_next`: its item.
  private func item(_ next: ValueID) -> Items? { number(next) }

  /// What is done with a value, if that is arithmetic.
  private func number(_ value: ValueID, depth: Int = 0) -> Items? {
    guard depth < 4 else { return nil }
    var found: Items?
    for user in users[value.index] {
      let instruction = graph[user]
      switch instruction.primitive?.id {
      case .add, .sub, .mul, .iadd, .isub, .imul, .pow, .negative, .lt_truth, .le_truth, .gt_truth, .ge_truth, .eq_truth, .ne_truth, .lt, .gt,
        .floordiv, .mod:
        var items = Items.either
        for other in instruction.inputs where other != value {
          if case .float? = graph[other].constant { items = .floats }
        }
        if found != .floats { found = items }
      case .truediv, .itruediv: if found == nil { found = .either }
      case .and, .or, .xor, .lshift, .rshift, .invert, .iand, .ior, .ixor, .ilshift, .irshift: return .ints
      case .subscript where instruction.inputs[1] == value: return .ints
      case .store_subscript where instruction.inputs[1] == value: return .ints
      case .store_subscript where instruction.inputs[2] == value: found = found ?? .either
      default:
        if instruction.opcode == .phi, let through = number(user, depth: depth + 1) { found = found ?? through }
        if instruction.opcode == .callBuiltin, ["abs", "min", "max", "float", "int", "round"].contains(graph[instruction.inputs[0]].nameAttribute) {
          found = found ?? .either
        }
      }
    }
    return found
  }
}

extension String {
  fileprivate func replacingPrefixes(_ prefixes: [String]) -> String {
    prefixes.first { hasPrefix($0) }.map { String(dropFirst($0.count)) } ?? self
  }
}
