/// Says of each instruction that stayed as it was why, to who wrote the program: `'x' is int | str: the addition calls the
/// runtime`. Only of what could have become something better: adding strings is the runtime's business anyway.

import NatrixIR
import NatrixInference
import NatrixSupport

extension Plans {
  func remarks(_ context: AdviceContext) -> [Remark] {
    var found: [Remark] = []
    for block in graph.blockIDs {
      for value in graph[block].instructions where !graph[value].position.range.isNone {
        if let remark = invariantAttribute(value, in: block, context) {
          found.append(remark)
        } else if case .copy = all[value.index].kind, let remark = remark(on: value, context) {
          found.append(remark)
        }
      }
    }
    return found
  }

  private func remark(on value: ValueID, _ context: AdviceContext) -> Remark? {
    let instruction = graph[value]
    func make(_ kind: Remark.Kind, _ because: String?) -> Remark? {
      because.map { because in
        let culprits = self.culprits(of: value, kind)
        let origins = self.origins(of: culprits).filter { $0.range != instruction.position.range }
        if let global = culprits.lazy.compactMap({ self.reboundGlobal($0, context) }).first {
          return Remark(
            .reboundGlobal, at: instruction.position, because: because, origins: origins,
            advice: "Don't rebind the global '\(global.name)': give each value a name of its own, or pass it as an argument.")
        }
        if let special = culprits.lazy.compactMap({ self.advice(on: $0) }).first {
          return Remark(.parameter, at: instruction.position, because: because, origins: origins, advice: special)
        }
        return Remark(kind, at: instruction.position, because: because, origins: origins)
      }
    }
    switch instruction.opcode {
    case .loadMethod: return make(.method, methodRemark(value))
    case .callKnown:
      guard let target = instruction.function else { return nil }
      return make(.call, speculation.whyNotFast(target, from: id, in: program))
    case .primitive: break
    default: return nil
    }
    switch instruction.primitive?.id {
    case .subscript, .store_subscript: return make(.container, subscriptRemark(value))
    case .load_attr, .store_attr: return make(.attribute, attributeRemark(value))
    case .iter_next, .iter_next_unpacked: return make(.loop, loopRemark(value))
    case .call_values: return make(.construct, constructRemark(value))
    case .call_keywords:
      guard case .function(let target)? = inputType(0, of: value).only else { return nil }
      return make(.call, "arguments by keyword: '\(program[target].qualifiedName)' is called by the runtime")
    default:
      guard let id = instruction.primitive?.id, let name = Plans.operationNames[id] else { return nil }
      let isBig = instruction.inputs.contains { type($0).atoms.contains(.bigInt) }
      return make(isBig ? .bigInts : .operation, operationRemark(value, name))
    }
  }

  static let operationNames: [PrimitiveID: String] = {
    var names: [PrimitiveID: String] = [:]
    func add(_ name: String, _ ids: PrimitiveID...) { for id in ids { names[id] = name } }
    add("addition", .add, .iadd)
    add("subtraction", .sub, .isub)
    add("multiplication", .mul, .imul)
    add("division", .truediv, .itruediv, .floordiv, .ifloordiv)
    add("remainder", .mod, .imod)
    add("power", .pow, .ipow)
    add("shift", .lshift, .ilshift, .rshift, .irshift)
    add("bitwise operation", .and, .iand, .or, .ior, .xor, .ixor, .invert)
    add("negation", .negative)
    add("comparison", .lt, .le, .gt, .ge, .lt_truth, .le_truth, .gt_truth, .ge_truth)
    add("comparison", .eq, .ne, .eq_truth, .ne_truth)
    return names
  }()

  /// The inputs whose types are the reason.
  private func culprits(of value: ValueID, _ kind: Remark.Kind) -> [ValueID] {
    let inputs = graph[value].inputs
    switch kind {
    case .operation: return inputs.filter { graph[$0].opcode != .constant && !type($0).isNumber && !type($0).isNever }
    case .container:
      guard inputs.count > 1 else { return [] }
      let container = inputType(0, of: value)
      return [container.isAny || ContainerKind(container) == nil ? inputs[0] : inputs[1]]
    case .attribute, .method:
      let type = inputType(0, of: value)
      return type.isAny || type.optionalInstance == nil ? Array(inputs.prefix(1)) : []
    default: return []
    }
  }

  // MARK: Words

  func text(_ type: Type) -> String {
    let text = speculation.types.description(of: type, in: program)
    return text.count <= 80 ? text : "one of \(type.atoms.count) kinds"
  }

  /// How the source calls a value.
  func name(_ value: ValueID) -> String {
    let instruction = graph[value]
    if let name = instruction.name { return "'\(name)'" }
    switch instruction.opcode {
    case .constant: return instruction.constant?.text ?? "a constant"
    case .parameter:
      let names = program[id].parameterNames
      return instruction.integer.flatMap { names.indices.contains($0) ? "'\(names[$0])'" : nil } ?? "a parameter"
    default: break
    }
    switch instruction.primitive?.id {
    case .load_global: return "'\(instruction.nameAttribute ?? "")'"
    case .load_attr: return "'.\(instruction.nameAttribute ?? "")'"
    case .subscript: return "an item of \(name(instruction.inputs[0]))"
    default: break
    }
    if let id = instruction.primitive?.id, let operation = Plans.operationNames[id] { return "the result of the \(operation)" }
    switch instruction.opcode {
    case .callKnown, .callBuiltin: return "what \(name(instruction.inputs[0])) gives"
    case .callKnownMethod, .callBuiltinMethod:
      return "what '.\(graph[instruction.inputs[0]].nameAttribute ?? "")' gives"
    default: return "a value here"
    }
  }

  private func isNumeric(_ atom: Atom) -> Bool {
    switch atom {
    case .int, .bigInt, .float, .bool, .complex: true
    default: false
    }
  }

  // MARK: Reasons

  private func operationRemark(_ value: ValueID, _ operation: String) -> String? {
    let inputs = graph[value].inputs
    // A value is held as what it is where it is made, whatever tests say of it later.
    let types = inputs.map { type($0) }
    // What has nothing to do with numbers or instances is no loss.
    guard types.allSatisfy({ type in type.isAny || type.atoms.contains { isNumeric($0) } || type.optionalInstance != nil })
    else { return nil }
    var reasons: [String] = []
    for (input, type) in zip(inputs, types) where !type.isNumber && !type.isNever {
      let reason = "\(name(input)) is \(text(type))"
      if graph[input].opcode != .constant, !reasons.contains(reason) { reasons.append(reason) }
    }
    if reasons.isEmpty {
      guard types.allSatisfy({ $0.isNumber }) else { return nil }
      reasons = zip(inputs, types).map { "\(name($0)) is \(text($1))" }
    }
    return "\(reasons.joined(separator: ", ")): the \(operation) calls the runtime"
  }

  private func subscriptRemark(_ value: ValueID) -> String? {
    let inputs = graph[value].inputs
    let container = inputType(0, of: value)
    let index = inputType(1, of: value)
    guard container.isAny || container.atoms.count > 1 || ContainerKind(container) != nil else { return nil }
    guard let kind = ContainerKind(container) else {
      return "\(name(inputs[0])) is \(text(container)): the subscript calls the runtime"
    }
    if kind == .dict || kind == .tuple && !isInt(inputs[1]) { return nil }
    if !index.isInt { return "the index \(name(inputs[1])) is \(text(index)): the subscript calls the runtime" }
    return nil
  }

  private func attributeRemark(_ value: ValueID) -> String? {
    let type = inputType(0, of: value)
    let object = graph[value].inputs[0]
    let attribute = graph[value].nameAttribute ?? ""
    if type.isAny { return "\(name(object)) is Any: the attribute '\(attribute)' is looked up" }
    guard type.atoms.contains(where: { if case .instance = $0 { true } else { false } }) else { return nil }
    guard let id = type.optionalInstance else {
      return "\(name(object)) is \(text(type)): the attribute '\(attribute)' is looked up"
    }
    if let reason = speculation.whyNoLayout(id, in: program) { return reason }
    let info = speculation.types.classes[id]
    guard let layout = speculation.layouts[info.body], layout.names.contains(attribute) else { return nil }
    return layout.customStores
      ? "class '\(info.name)' has its own '__setattr__': the attribute '\(attribute)' is stored by it" : nil
  }

  private func methodRemark(_ load: ValueID) -> String? {
    let type = inputType(0, of: load)
    let object = graph[load].inputs[0]
    let method = graph[load].nameAttribute ?? ""
    if type.isAny { return "\(name(object)) is Any: its method '\(method)' is looked up" }
    guard type.atoms.contains(where: { if case .instance = $0 { true } else { false } }) else { return nil }
    guard let id = type.optionalInstance else {
      return "\(name(object)) is \(text(type)): its method '\(method)' is looked up"
    }
    let info = speculation.types.classes[id]
    if case .builtinMethod? = self.type(load).only { return nil }
    if info.isOpaque { return speculation.whyNoLayout(id, in: program) }
    guard let member = speculation.types.classes.member(method, of: id)?.member else { return nil }
    if !speculation.isFixed(method, of: id) {
      if let place = speculation.store(of: method, in: program) {
        return "method '\(method)' may be rebound (stored at \(place)): it is looked up"
      }
      return "method '\(method)' may be rebound: it is looked up"
    }
    guard case .method(let function) = member else { return nil }
    return speculation.whyNoLayout(id, in: program) ?? speculation.whyNotFast(function, from: self.id, in: program)
  }

  private func constructRemark(_ call: ValueID) -> String? {
    guard case .classObject(let id)? = inputType(0, of: call).only else { return nil }
    if let reason = speculation.whyNoLayout(id, in: program) { return reason }
    let classes = speculation.types.classes
    let name = classes[id].name
    for special in ["__new__", "__del__"] where classes.member(special, of: id) != nil {
      return "class '\(name)' has its own '\(special)': its instances are made by the runtime"
    }
    if case .method(let function)? = classes.member("__init__", of: id)?.member {
      return speculation.whyNotFast(function, from: self.id, in: program)
    }
    return nil
  }

  private func loopRemark(_ next: ValueID) -> String? {
    let iterator = graph[next].inputs[0]
    guard graph[iterator].primitive?.id == .get_iter else { return nil }
    let iterable = graph[iterator].inputs[0]
    // Nothing is better to loop over.
    if text(type(iterable)) == "range" { return nil }
    return "the loop is over \(text(type(iterable))): its iterator is an object"
  }
}

extension Speculation {
  /// Why instances of a class have their attributes at no known place; nil when they have.
  func whyNoLayout(_ id: ClassID, in program: Program) -> String? {
    let info = types.classes[id]
    let start = "class '\(info.name)' has no fixed layout: "
    if info.isOpaque { return start + "a base, metaclass or decorator may do anything" }
    guard layouts[info.body] == nil || !info.isStatic else { return nil }
    guard let statement = program[info.body].classStatement, statement.runsOnce, info.isStatic else {
      return start + "its statement may be executed more than once"
    }
    if statement.hasUnknownSlots { return start + "its '__slots__' are not constant" }
    if !statement.bases.isEmpty { return start + "that of a base is not known" }
    return start + "its attributes are not known"
  }

  /// Why a function is not called by a fast version; nil when nothing can be said.
  func whyNotFast(_ target: FunctionID, from caller: FunctionID, in program: Program) -> String? {
    let function = program[target]
    if function.kind.isResumable { return nil }
    // One in which nothing is faster on machine numbers has none to miss.
    if signatures[target.index].isEmpty { return nil }
    if !function.signature.isSimple {
      return "'\(function.qualifiedName)' takes keywords or any number of arguments: it is called by the runtime"
    }
    if moduleOfFunction[target.index] != moduleOfFunction[caller.index] {
      return "'\(function.qualifiedName)' is of another module: it is called by the runtime"
    }
    if signatures[target.index].count > 1 {
      return "arguments of several kinds: '\(function.qualifiedName)' is called by the runtime"
    }
    return nil
  }

  /// Where the program stores an attribute of that name in something.
  func store(of name: String, in program: Program) -> String? {
    for module in program.modules where !module.isLibrary {
      for id in module.functions where program[id].kind != .classBody {
        for block in program[id].generic.blocks {
          for value in block.instructions {
            let instruction = program[id].generic[value]
            guard instruction.primitive?.id == .store_attr || instruction.primitive?.id == .delete_attr,
              instruction.nameAttribute == name, !instruction.position.range.isNone
            else { continue }
            return "\(module.file.path):\(module.file.position(of: instruction.position.range.start).line)"
          }
        }
      }
    }
    return nil
  }
}
