/// Functions that are called with clearly different kinds of arguments are analysed once for each.
///
/// A first run without contexts tells what the calls of each function pass. Where they differ (here ints, there floats; an
/// inherited method for several classes) a second run keeps the calls apart by the parameters in which they do. Functions
/// made inside such a function, its comprehensions among them, belong to the instance that makes them.

import NatrixIR
import NatrixSupport

/// Which calls a run keeps apart.
struct ContextPlan {
  /// By function: the parameters whose kinds tell its instances apart.
  var parameters: [[Int]]
  /// By the place where a container is made: the kinds of what it holds.
  var contents: [UInt64: Int] = [:]

  /// As many instances of a function at most, besides the one that takes everything else.
  static let limit = 4
  /// Larger functions are not analysed several times.
  static let largest = 2000

  init(none count: Int) { parameters = Array(repeating: [], count: count) }

  var isEmpty: Bool { parameters.allSatisfy(\.isEmpty) }
}

extension Solver {
  /// The number that stands for the only kind of objects in a type, None aside; 0: there are none, -1: several.
  func kindCode(_ type: TypeRef) -> Int {
    if type == .any { return -1 }
    var only = 0
    for atom in pool.kinds(type) {
      let code = kindCode(ofKind: pool[atom])
      if code == 0 || code == only { continue }
      if only != 0 { return -1 }
      only = code
    }
    return only
  }

  private func code(_ text: String) -> Int {
    if let known = kindCodes[text] { return known }
    kindCodes[text] = kindCodes.count + 64
    return kindCodes.count + 63
  }

  private func kindCode(ofKind key: AtomKey) -> Int {
    switch key.atom {
    case .absent, .none: return 0
    case .bool: return 3
    case .int: return 4
    case .bigInt: return 5
    case .float: return 6
    case .complex: return 7
    case .str: return 8
    case .bytes: return 9
    case .instance(let id): return code("instance \(id.index)")
    case .container(let name, let site), .iterator(let name, let site):
      let content = origins[Int32(site.index)].flatMap { plan.contents[$0] } ?? 0
      return code("\(name) \(content)")
    case .function(let id):
      guard case .instance(let maker) = key.detail else { return code("function \(id.index)") }
      return code("function \(id.index) \(maker)")
    case .boundMethod(let id, let own): return code("method \(id.index) \(own.index)")
    case .classObject(let id): return code("class \(id.index)")
    case .generator(let id): return code("generator \(id.index)")
    case .native(let name), .builtin(let name), .builtinMethod(let name), .module(let name): return code(name)
    case .ellipsis, .notImplemented: return 10
    }
  }

  /// The instance that takes a call; nil while an argument that decides it is not known yet.
  func chooseInstance(
    of function: FunctionID, environment: Int32, _ arguments: Arguments, at node: Node
  ) -> Int32? {
    let wanted = plan.parameters[function.index]
    if wanted.isEmpty, environment < 0 {
      observe(function, arguments, at: node)
      let number = instance(of: function)
      if program.traits.isExtension { chosen[UInt64(UInt32(bitPattern: node)) << 32 | UInt64(function.index)] = number }
      return number
    }
    var key = [Int(environment)]
    for parameter in wanted {
      guard let type = argument(parameter, of: function, arguments) else {
        key.append(0)
        continue
      }
      if type == .never { return nil }
      key.append(kindCode(type))
    }
    let number: Int32
    if environment < 0, key.dropFirst().contains(-1) {
      number = instance(of: function)
    } else if let known = contexts[function.index][key] {
      number = known
    } else if contexts[function.index].count < ContextPlan.limit * (environment < 0 ? 1 : 2) {
      number = makeInstance(of: function, environment: environment)
      contexts[function.index][key] = number
    } else {
      number = instance(of: function)
    }
    chosen[UInt64(UInt32(bitPattern: node)) << 32 | UInt64(function.index)] = number
    return number
  }

  private func argument(_ index: Int, of function: FunctionID, _ arguments: Arguments) -> TypeRef? {
    if arguments.positional.indices.contains(index) { return arguments.positional[index] }
    let names = program.functions[function.index].signature.all
    return names.indices.contains(index) ? arguments.keyword(names[index]) : nil
  }

  /// Instances that calls really come to, which may be fewer than those made on the way.
  func findLive() {
    var calls: [Int32: [Int32]] = [:]
    isLive = [Bool](repeating: false, count: instances.count)
    var pending: [Int32] = []
    for (key, number) in chosen {
      let node = Node(truncatingIfNeeded: key >> 32)
      if node >= 0, owner[Int(node)] >= 0 {
        calls[owner[Int(node)], default: []].append(number)
      } else {
        pending.append(number)
      }
    }
    for number in generalOf where number >= 0 {
      let function = instances[Int(number)].function.index
      if contexts[function].isEmpty || isReached[function] { pending.append(number) }
    }
    pending += hostedInstances
    while let next = pending.popLast() {
      if isLive[Int(next)] { continue }
      isLive[Int(next)] = true
      pending += calls[next] ?? []
    }
  }

  /// The instances of a function that count.
  func liveInstances(of function: FunctionID) -> [Int32] {
    let live = instancesOf[function.index].filter { isLive[Int($0)] }
    return live.isEmpty ? instancesOf[function.index] : live
  }

  // MARK: planning

  /// Keeps what a call passes, for the plan.
  private func observe(_ function: FunctionID, _ arguments: Arguments, at node: Node) {
    guard isPlanning else { return }
    let key = UInt64(UInt32(bitPattern: node)) << 32 | UInt64(function.index)
    let count = min(program.functions[function.index].signature.positionalCount, 12)
    observed[key] = (0..<count).map { argument($0, of: function, arguments) ?? .never }
  }

  /// What a second run keeps apart.
  func planContexts() -> ContextPlan {
    var result = ContextPlan(none: program.functions.count)
    for (site, origin) in origins {
      let site = sites[Int(site)]
      let item = [site.item] + (site.items ?? [])
      result.contents[origin] = kindCode(item.reduce(.never) { pool.join($0, types[Int($1)]) })
    }
    plan.contents = result.contents
    var calls = [[[Int]]](repeating: [], count: program.functions.count)
    for (key, passed) in observed {
      calls[Int(key & 0xffff_ffff)].append(passed.map { $0 == .never ? 0 : kindCode($0) })
    }
    for function in program.functions {
      let all = calls[function.id.index]
      guard all.count > 1, function.generic.values.count <= ContextPlan.largest, !function.isComprehension,
        function.kind != .classBody, function.kind != .module
      else { continue }
      result.parameters[function.id.index] = parameters(telling: all)
    }
    return result
  }

  /// Parameters that differ between calls, as long as they make few groups.
  private func parameters(telling calls: [[Int]]) -> [Int] {
    var wanted: [Int] = []
    for index in 0..<(calls.map(\.count).max() ?? 0) {
      let kinds = Set(calls.map { $0.indices.contains(index) ? $0[index] : 0 }.filter { $0 > 0 })
      guard kinds.count > 1, kinds.count <= ContextPlan.limit else { continue }
      let groups = Set(
        calls.map { call in (wanted + [index]).map { call.indices.contains($0) ? call[$0] : 0 } }
          .filter { !$0.contains(-1) })
      if groups.count <= ContextPlan.limit { wanted.append(index) }
    }
    return wanted
  }
}
