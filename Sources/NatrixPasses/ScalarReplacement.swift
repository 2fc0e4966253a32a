/// New instances and tuples that nobody else sees are not made: their attributes and items are values of the graph.
///
///     p = make_instance Point                     a = add_f64 x, 1.0
///     init_slot p, #0, box_f64 a                  s = add_f64 s, a
///     …                                      →
///     t = load_slot p, #0
///     s = add_f64 s, unbox_f64 t
///
/// Variables that hold such an instance, always of the same class, become a variable for each attribute, a machine number
/// where all that they ever are is one. States have virtual objects: who leaves makes them.
///
/// Two values that stand for objects are never the same object in one state, as each would be made by itself: a variable and
/// an instance are there together only when the instance is made behind the place where the variable changes.

import NatrixIR
import NatrixSupport

package enum ScalarReplacement: Pass {
  package static let name = "scalar-replacement"

  package static func run(on function: inout Function, in context: PassContext) {
    // What collections are observed by sees which objects there are.
    guard function.lifetimes == .loose else { return }
    // What was an attribute of an instance that is gone may be one itself; so deep at most.
    for _ in 0..<4 {
      var replacement = Replacement(function.generic, context)
      let isFound = replacement.find()
      if let names = context.names {
        for remark in replacement.remarks(names) where !function.remarks.contains(remark) { function.remarks.append(remark) }
      }
      guard isFound else { break }
      replacement.rewrite()
      function.generic = replacement.graph
      CommonOperations.run(on: &function, in: context)
      DeadCode.run(on: &function, in: context)
    }
  }
}

/// What an object is that can be taken apart: two of the same kind have the same parts.
private enum Kind: Hashable {
  case instance(FunctionID, Int)
  case tuple(Int)

  var count: Int {
    switch self {
    case .instance(_, let count), .tuple(let count): count
    }
  }
}

private struct Replacement {
  var graph: Graph
  private let context: PassContext
  private let order: [BlockID]
  private let dominators: Dominators
  private let home: [BlockID?]
  private var users: [ValueID: [ValueID]] = [:]
  /// The values that stand for such objects: where they are made, and variables.
  private var kinds: [ValueID: Kind] = [:]
  /// Of those that are made: their parts.
  private var parts: [ValueID: [ValueID]] = [:]
  private var fieldPhis: [ValueID: [ValueID]] = [:]
  private var fieldObjects: [ValueID: [ValueID]] = [:]
  private var virtuals: [ValueID: ValueID] = [:]
  /// Of instances that are made after all: the use because of which.
  private var causes: [ValueID: ValueID] = [:]

  init(_ graph: Graph, _ context: PassContext) {
    self.graph = graph
    self.context = context
    order = graph.reversePostorder()
    dominators = Dominators(graph)
    home = graph.definingBlocks()
  }

  // MARK: Which objects

  /// Whether there are any.
  mutating func find() -> Bool {
    for block in order {
      for (index, value) in graph[block].instructions.enumerated() { note(value, at: index, in: block) }
    }
    guard !kinds.isEmpty else { return false }
    for block in order {
      for value in graph[block].instructions {
        for input in Set(graph[value].inputs) { users[input, default: []].append(value) }
      }
    }
    findVariables()
    repeat { removeEscaping() } while removeAliases()
    // Variables alone are nothing.
    return !kinds.isEmpty
  }

  private mutating func note(_ value: ValueID, at index: Int, in block: BlockID) {
    guard graph[value].opcode == .primitive else { return }
    switch graph[value].primitive?.id {
    case .make_instance:
      // One whose class changes meanwhile is looked at as it is then.
      guard let body = graph[value].function, !context.changingLayouts.contains(body) else { return }
      var items: [ValueID] = []
      for next in graph[block].instructions[(index + 1)...] {
        let instruction = graph[next]
        guard instruction.opcode == .primitive, instruction.inputs.first == value else { return }
        if instruction.primitive?.id == .init_slot, instruction.integer == items.count, instruction.inputs[1] != value {
          items.append(instruction.inputs[1])
        } else if instruction.primitive?.id == .set_filled, instruction.integer == items.count {
          kinds[value] = .instance(body, items.count)
          parts[value] = items
          return
        } else {
          return
        }
      }
    case .build_tuple:
      guard (1...8).contains(graph[value].inputs.count) else { return }
      kinds[value] = .tuple(graph[value].inputs.count)
      parts[value] = graph[value].inputs
    default: return
    }
  }

  /// Phis all of whose inputs are such objects, of one kind.
  private mutating func findVariables() {
    var candidates: [ValueID] = []
    for block in order {
      guard !graph[block].predecessors.contains(where: { graph[$0].handler == block }) else { continue }
      for phi in graph.phis(of: block) where graph[phi].representation == .object { candidates.append(phi) }
    }
    // From the objects on: a phi has the kind of an input, as long as no other contradicts.
    var isChanged = true
    while isChanged {
      isChanged = false
      for phi in candidates where kinds[phi] == nil {
        guard let input = graph[phi].inputs.first(where: { kinds[$0] != nil }) else { continue }
        kinds[phi] = kinds[input]
        isChanged = true
      }
    }
    isChanged = true
    while isChanged {
      isChanged = false
      for phi in candidates {
        guard let kind = kinds[phi], graph[phi].inputs.contains(where: { kinds[$0] != kind }) else { continue }
        kinds[phi] = nil
        isChanged = true
      }
    }
  }

  private mutating func removeEscaping() {
    var pending = Array(kinds.keys)
    while let value = pending.popLast() {
      guard let kind = kinds[value] else { continue }
      let isVariable = graph[value].opcode == .phi
      let seeing = (users[value] ?? []).first { !isHarmless($0, of: value, kind) }
      let isSeen = seeing != nil
      if let seeing, !isVariable { causes[value] = seeing }
      let isMixed = isVariable && graph[value].inputs.contains { kinds[$0] != kind }
      if !isSeen, !isMixed { continue }
      kinds[value] = nil
      // What goes into it escapes, and variables that take it are none any more.
      if isVariable { pending += graph[value].inputs.filter { kinds[$0] != nil } }
      pending += (users[value] ?? []).filter { kinds[$0] != nil }
    }
  }

  /// Whether a use looks at parts only.
  private func isHarmless(_ user: ValueID, of value: ValueID, _ kind: Kind) -> Bool {
    let instruction = graph[user]
    switch instruction.opcode {
    case .state, .virtual: return true
    case .phi: return kinds[user] == kind
    case .unpack:
      return kind == .tuple(instruction.integer ?? -1)
        && (instruction.attributes.count == 1 || instruction.attributes.last == .integer(-1))
    case .primitive: break
    default: return false
    }
    guard instruction.inputs.first == value, !instruction.inputs.dropFirst().contains(value) else { return false }
    switch (instruction.primitive?.id, kind) {
    case (.init_slot, .instance), (.set_filled, .instance): return true
    case (.load_slot, .instance(let body, let count)):
      return instruction.function == body && (instruction.integer ?? count) < count
    case (.guard_layout, .instance(let body, _)): return instruction.function == body
    case (.guard_tuple, .tuple), (.tuple_length, .tuple), (.guard_bound, _): return true
    case (.tuple_at, .tuple(let count)): return constantIndex(instruction.inputs[1], below: count) != nil
    case (.is_same, _): return graph[instruction.inputs[1]].constant == Constant.none
    default: return false
    }
  }

  private func constantIndex(_ value: ValueID, below count: Int) -> Int? {
    let instruction = graph[value]
    if case .integer(let digits)? = instruction.constant {
      return Int(digits).flatMap { (-count..<count).contains($0) ? ($0 < 0 ? $0 + count : $0) : nil }
    }
    guard instruction.opcode == .primitive else { return nil }
    switch instruction.primitive?.id {
    case .in_bounds, .normal_index: return constantIndex(instruction.inputs[0], below: count)
    default: return nil
    }
  }

  /// Takes variables out that could be the same object as another value of the same state. Returns whether there were any.
  private mutating func removeAliases() -> Bool {
    guard kinds.keys.contains(where: { graph[$0].opcode == .phi }) else { return false }
    let webs = webs()
    var refused: Set<ValueID> = []
    for block in order {
      for value in graph[block].instructions where graph[value].opcode == .state {
        let held = Array(objects(in: value))
        for (index, one) in held.enumerated() {
          for other in held[(index + 1)...] where webs[one] == webs[other] {
            if !areDifferent(one, other), !areDifferent(other, one) {
              refused.insert(graph[one].opcode == .phi ? one : other)
            }
          }
        }
      }
    }
    for value in refused { kinds[value] = nil }
    return !refused.isEmpty
  }

  /// The objects that a state has, in virtual ones too.
  private func objects(in state: ValueID) -> Set<ValueID> {
    var found: Set<ValueID> = []
    var pending = graph[state].inputs
    while let value = pending.popLast() {
      if kinds[value] != nil {
        if found.insert(value).inserted { pending += parts[value] ?? [] }
      } else if graph[value].opcode == .virtual {
        pending += graph[value].inputs
      }
    }
    return found
  }

  /// Both are made, or the second is made behind where the first, a variable, changes.
  private func areDifferent(_ one: ValueID, _ other: ValueID) -> Bool {
    guard graph[other].opcode != .phi else { return false }
    guard graph[one].opcode == .phi else { return true }
    guard let place = home[one.index], let made = home[other.index] else { return false }
    return dominators.dominates(place, made)
  }

  /// By value a number that those have in common of which one may become the other.
  private func webs() -> [ValueID: ValueID] {
    var parent: [ValueID: ValueID] = [:]
    func root(_ value: ValueID) -> ValueID {
      var current = value
      while let next = parent[current] { current = next }
      return current
    }
    for (value, _) in kinds where graph[value].opcode == .phi {
      for input in graph[value].inputs {
        let (left, right) = (root(value), root(input))
        if left != right { parent[max(left, right)] = min(left, right) }
      }
    }
    return Dictionary(uniqueKeysWithValues: kinds.keys.map { ($0, root($0)) })
  }

  // MARK: Remarks

  /// Instances that are made in loops only because a function is called with them.
  func remarks(_ names: NameUses) -> [Remark] {
    let loops = Loops(graph)
    return causes.keys.sorted().compactMap { object in
      guard let use = causes[object], kinds[object] == nil, graph[object].primitive?.id == .make_instance,
        let place = home[object.index], loops.contains(place), let body = graph[object].function, let class_ = names.className(body)
      else { return nil }
      let position = graph[object].position, call = graph[use].position
      guard !position.range.isNone, !call.range.isNone else { return nil }
      switch graph[use].opcode {
      case .callFast, .callKnown, .callKnownMethod: break
      default: return nil
      }
      guard let callee = graph[use].function.flatMap(names.functionName) else { return nil }
      return Remark(
        .allocation, at: position, because: "an instance of '\(class_)' is made each time round: '\(callee)', which is called with it, may keep it",
        origins: call.range == position.range ? [] : [call],
        advice: "Give '\(callee)' the attributes instead, or make it so small that its code can stand here.")
    }
  }

  // MARK: Taking apart

  mutating func rewrite() {
    makeFieldPhis()
    var replacements: [ValueID: ValueID] = [:]
    var gone = Set(kinds.keys)
    for block in order {
      for value in graph[block].instructions where !gone.contains(value) {
        let instruction = graph[value]
        guard let object = instruction.inputs.first, let kind = kinds[object] else { continue }
        switch (instruction.opcode, instruction.primitive?.id) {
        case (.state, _), (.virtual, _), (.phi, _): continue
        case (.primitive, .load_slot?): replacements[value] = objectField(object, instruction.integer ?? 0)
        case (.primitive, .tuple_at?):
          replacements[value] = objectField(object, constantIndex(instruction.inputs[1], below: kind.count) ?? 0)
        case (.primitive, .tuple_length?): replacements[value] = constant(.integer(kind.count), .i64)
        case (.primitive, .is_same?): replacements[value] = constant(.false, .bool)
        case (.unpack, _):
          for item in users[value] ?? [] {
            replacements[item] = objectField(object, graph[item].integer ?? 0)
            gone.insert(item)
          }
        default: break
        }
        gone.insert(value)
      }
    }
    // Parts are there: instances have them bound.
    let bound = Set(replacements.keys)
    for block in order {
      for value in graph[block].instructions
      where graph[value].primitive?.id == .guard_bound && bound.contains(graph[value].inputs[0]) { gone.insert(value) }
    }
    for block in order { insertVirtuals(in: block) }
    for block in order {
      for value in graph[block].instructions where graph[value].opcode == .state || graph[value].opcode == .virtual {
        for index in graph[value].inputs.indices {
          if let made = virtuals[graph[value].inputs[index]] { graph[value].inputs[index] = made }
        }
      }
      graph[block].instructions.removeAll { gone.contains($0) }
    }
    graph.replaceUses(replacements)
  }

  private mutating func constant(_ constant: Constant, _ representation: Representation) -> ValueID {
    graph.add(Instruction(.constant, attributes: [.constant(constant)], representation: representation))
  }

  /// A variable for each part of a variable, behind the other phis the objects of those that are numbers.
  private mutating func makeFieldPhis() {
    let webs = webs()
    var members: [ValueID: [ValueID]] = [:]
    for value in kinds.keys.sorted() { members[webs[value] ?? value, default: []].append(value) }
    var representations: [ValueID: [Representation]] = [:]
    for (web, values) in members where values.count > 1 {
      let made = values.compactMap { parts[$0] }
      representations[web] = (0..<(kinds[web]?.count ?? 0)).map { field in
        for wanted in [Representation.f64, .i64] where made.allSatisfy({ number($0[field], wanted) }) { return wanted }
        return .object
      }
    }
    let phis = kinds.keys.filter { graph[$0].opcode == .phi }.sorted()
    for phi in phis {
      let fields = representations[webs[phi] ?? phi] ?? []
      fieldPhis[phi] = fields.map {
        graph.add(
          Instruction(.phi, [ValueID](repeating: phi, count: graph[phi].inputs.count), representation: $0, position: graph[phi].position))
      }
    }
    for phi in phis {
      guard let own = fieldPhis[phi], let block = home[phi.index] else { continue }
      var objects: [ValueID] = []
      var boxes: [ValueID] = []
      for (field, made) in own.enumerated() {
        for (index, input) in graph[phi].inputs.enumerated() {
          graph[made].inputs[index] = fieldPhis[input]?[field] ?? rawPart(parts[input]?[field] ?? input, graph[made].representation)
        }
        switch graph[made].representation {
        case .f64, .i64:
          let id: PrimitiveID = graph[made].representation == .f64 ? .box_f64 : .box_i64
          let box = graph.add(Instruction(.primitive, [made], attributes: [.primitive(id)]))
          boxes.append(box)
          objects.append(box)
        case .object, .bool, .none: objects.append(made)
        }
      }
      fieldObjects[phi] = objects
      graph[block].instructions.insert(contentsOf: own, at: 0)
      graph[block].instructions.insert(contentsOf: boxes, at: graph.phis(of: block).count)
    }
  }

  /// Whether an object is a number that is known as such.
  private func number(_ value: ValueID, _ wanted: Representation) -> Bool {
    switch graph[value].constant {
    case .float?: return wanted == .f64
    case .integer(let digits)?: return wanted == .i64 && Int(digits) != nil
    case .some: return false
    case nil: break
    }
    guard graph[value].opcode == .primitive else { return false }
    switch graph[value].primitive?.id {
    case .box_f64: return wanted == .f64
    case .box_i64, .box_small: return wanted == .i64
    default: return false
    }
  }

  private mutating func rawPart(_ value: ValueID, _ wanted: Representation) -> ValueID {
    guard wanted == .f64 || wanted == .i64 else { return value }
    if let known = graph[value].constant { return constant(known, wanted) }
    return graph[value].inputs[0]
  }

  private func objectField(_ object: ValueID, _ field: Int) -> ValueID {
    fieldObjects[object]?[field] ?? parts[object]?[field] ?? object
  }

  /// What states have instead of the objects, where those were made, and behind phis.
  private mutating func insertVirtuals(in block: BlockID) {
    var result: [ValueID] = []
    var pending: [ValueID] = []
    for value in graph[block].instructions {
      if graph[value].opcode != .phi {
        // Boxes of parts stand behind the phis.
        if !pending.isEmpty, !isBoxOfPart(value, pending) {
          for phi in pending { appendVirtual(of: phi, to: &result) }
          pending = []
        }
      } else if kinds[value] != nil {
        pending.append(value)
      }
      if graph[value].opcode != .phi, kinds[value] != nil { appendVirtual(of: value, to: &result) }
      result.append(value)
    }
    graph[block].instructions = result
  }

  private func isBoxOfPart(_ value: ValueID, _ phis: [ValueID]) -> Bool {
    phis.contains { fieldObjects[$0]?.contains(value) ?? false }
  }

  private mutating func appendVirtual(of object: ValueID, to result: inout [ValueID]) {
    guard let kind = kinds[object], (users[object] ?? []).contains(where: { graph[$0].opcode == .state || graph[$0].opcode == .virtual })
    else { return }
    var inputs: [ValueID] = []
    for field in 0..<kind.count {
      let part = objectField(object, field)
      // A number is put into an object only by who leaves.
      switch graph[part].opcode == .primitive ? graph[part].primitive?.id : nil {
      case .box_f64?, .box_i64?, .box_small?, .box_u64?, .box_number?, .box_complex?:
        let box = graph.add(Instruction(.virtual, graph[part].inputs, attributes: graph[part].attributes))
        result.append(box)
        inputs.append(box)
      default: inputs.append(part)
      }
    }
    let attributes: [Attribute]
    switch kind {
    case .instance(let body, _): attributes = [.primitive(.new_filled), .code(body)]
    case .tuple: attributes = [.primitive(.build_tuple_sure)]
    }
    let made = graph.add(Instruction(.virtual, inputs, attributes: attributes, position: graph[object].position))
    result.append(made)
    virtuals[object] = made
  }
}
