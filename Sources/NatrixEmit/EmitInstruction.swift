/// One instruction as C: one statement, most often a call of the runtime function that the primitive's row describes.

import NatrixIR

extension FunctionEmitter {
  mutating func emitInstruction(_ value: ValueID, _ instruction: Instruction) {
    switch instruction.opcode {
    case .copy:
      if hasVariable(value) { line("\(operand(value)) = \(operand(instruction.inputs[0]));") }
    case .primitive: emitPrimitive(value, instruction)
    case .loadMethod: emitLoadMethod(value, instruction)
    case .callKnown, .callKnownMethod: emitCallKnown(value, instruction)
    case .callBuiltin: emitCallBuiltin(value, instruction)
    case .callBuiltinMethod: emitCallBuiltinMethod(value, instruction)
    case .unpack: emitUnpack(value, instruction)
    case .unpackItem:
      if hasVariable(value) {
        line("\(operand(value)) = nx_unpacked[\(instruction.integer ?? 0)];")
      }
    case .resumed: assign(value, "sent")
    case .guardCallee: emitGuardCallee(value, instruction)
    case .kindIndex: emitKindIndex(value, instruction)
    case .callFast: emitCallFast(value, instruction)
    case .traceback:
      let number = positionNumber(addInlinedEntries(instruction.position))
      line("nx_traceback_here(&\(symbols.base)_code, \(number), NX_OBJ(&\(module.globals)));")
    case .constant, .parameter, .phi, .methodSelf, .yield, .jump, .branch, .return, .fail, .check,
      .suspend, .unreachable, .state, .virtual, .exit:
      preconditionFailure("emit: \(instruction.opcode.rawValue) is handled by its block")
    }
  }

  /// The result of an instruction goes to its variable, or straight into the check that follows when nothing else uses it.
  private mutating func assign(_ value: ValueID, _ expression: String, items: String? = nil) {
    if Variables.isCheckedInPlace(value, graph, liveness) {
      pendingResult = (value, expression)
      return
    }
    let statement = hasVariable(value) ? "\(operand(value)) = \(expression);" : "\(expression);"
    if let items {
      line(withItems(items, statement))
    } else {
      line(statement)
    }
  }

  /// A statement that has these values as the array `nx_items`.
  private func withItems(_ items: String, _ statement: String) -> String {
    "{ nx_value nx_items[] = {\(items)}; \(statement)\(clears ? " NX_FORGET(nx_items);" : "") }"
  }

  // MARK: Primitives

  private mutating func emitPrimitive(_ value: ValueID, _ instruction: Instruction) {
    guard let primitive = instruction.primitive else { return }
    var inputs = instruction.inputs[...]
    var attributes = instruction.attributes.dropFirst()
    var arguments: [String] = []
    var items: String?
    func nextAttribute() -> Attribute {
      guard let attribute = attributes.popFirst() else {
        preconditionFailure("emit: \(primitive.name) in \(function.qualifiedName) lacks an attribute")
      }
      return attribute
    }
    for kind in primitive.parameters {
      switch kind {
      case .result:
        arguments.append(hasVariable(value) ? "&" + operand(value) : "&(\(instruction.representation.cType)){0}")
      case .value, .condition, .i64, .f64:
        guard let input = inputs.popFirst() else {
          preconditionFailure("emit: \(primitive.name) in \(function.qualifiedName) lacks an input")
        }
        arguments.append(operand(input))
      case .name:
        guard case .name(let text) = nextAttribute() else {
          preconditionFailure("emit: \(primitive.name) wants a name")
        }
        arguments.append(module.constants.name(text))
      case .integer:
        guard case .integer(let number) = nextAttribute() else {
          preconditionFailure("emit: \(primitive.name) wants an integer")
        }
        arguments.append(String(number))
      case .code:
        guard case .code(let id) = nextAttribute() else {
          preconditionFailure("emit: \(primitive.name) wants a function")
        }
        arguments.append("&\(module.symbols(of: id).base)_code")
      case .layout:
        guard case .code(let id) = nextAttribute() else {
          preconditionFailure("emit: \(primitive.name) wants a class")
        }
        arguments.append(module.layoutArguments(of: id))
      case .cache:
        let isLookedUp = primitive.id == .load_attr || primitive.id == .store_attr // by what `outOfLine` calls
        arguments.append(runsOnce && isLookedUp ? "NULL" : cache())
      case .function:
        usesFunction = true
        arguments.append("function")
      case .globals: arguments.append("&\(module.globals)")
      case .items:
        arguments.append(String(inputs.count))
        if inputs.isEmpty {
          arguments.append("NULL")
        } else {
          arguments.append("nx_items")
          items = inputs.map { operand($0) }.joined(separator: ", ")
        }
        inputs = []
      }
    }
    if primitive.id == .build_tuple, yieldedTuples.contains(value) {
      assign(value, "nx_yielded_tuple(frame, \(arguments.joined(separator: ", ")))", items: items)
      return
    }
    if primitive.id == .resume_known, let id = instruction.function {
      let resume = module.symbols(of: id).fast(0)
      assign(value, "nx_resume_by(\(arguments[0]), \(resume), \(instruction.integer ?? 0))")
      return
    }
    if primitive.id == .is_builtin {
      assign(value, "(\(isBuiltin(arguments[0], instruction.nameAttribute ?? "")))")
      return
    }
    if primitive.id == .make_function, let id = instruction.function, module.program[id].isComprehension {
      let base = module.symbols(of: id).base
      let call = "nx_make_comprehension(&\(base)_code, \(arguments[1]), \(arguments.suffix(2).joined(separator: ", ")))"
      assign(value, instruction.inputs.count == 3 ? "NX_OBJ(&\(base)_object)" : call, items: items)
      return
    }
    if primitive.name == "make_function", case .code(let id)? = instruction.attributes.dropFirst().first,
      module.program[id].isStatic
    {
      // The same parameters without closure cells, behind the static object that it fills in.
      arguments = ["&\(module.symbols(of: id).base)_object"] + arguments.prefix(5)
      assign(value, "nx_make_static_function(\(arguments.joined(separator: ", ")))")
      return
    }
    if primitive.id == .make_function, let id = instruction.function, module.program[id].isMadeOnce {
      assign(value, "NX_REMEMBER(\(module.symbols(of: id).base)_made, nx_make_function(\(arguments.joined(separator: ", "))))", items: items)
      return
    }
    if primitive.id == .build_class, let body = graph[instruction.inputs[0]].function, module.layouts[body] != nil {
      assign(value, "nx_build_class_laid_out(\(arguments.joined(separator: ", ")), &\(module.layoutSymbol(of: body).name)_layout)")
      return
    }
    if instruction.isGuard {
      pendingResult = (value, "nx_\(primitive.name)(\(arguments.joined(separator: ", ")))")
      return
    }
    if !runsOnce, let part = temporaries[value] {
      assign(value, "nx_\(primitive.name)_temporaries(\(arguments.joined(separator: ", ")), \(part))")
      return
    }
    if runsOnce, let call = outOfLine(primitive, arguments) {
      assign(value, call, items: items)
    } else {
      assign(value, "nx_\(primitive.name)(\(arguments.joined(separator: ", ")))", items: items)
    }
  }

  /// The general function behind an inline one, for code that runs once: fast paths would only cost compile time there.
  private func outOfLine(_ primitive: Primitive, _ arguments: [String]) -> String? {
    let list = arguments.joined(separator: ", ")
    switch primitive.id {
    case .add: return "nx_binary(NX_ADD, \(list))"
    case .sub: return "nx_binary(NX_SUB, \(list))"
    case .mul: return "nx_binary(NX_MUL, \(list))"
    case .truediv: return "nx_binary(NX_TRUEDIV, \(list))"
    case .floordiv: return "nx_binary(NX_FLOORDIV, \(list))"
    case .mod: return "nx_binary(NX_MOD, \(list))"
    case .lshift: return "nx_binary(NX_LSHIFT, \(list))"
    case .rshift: return "nx_binary(NX_RSHIFT, \(list))"
    case .and: return "nx_binary(NX_AND, \(list))"
    case .xor: return "nx_binary(NX_XOR, \(list))"
    case .or: return "nx_binary(NX_OR, \(list))"
    case .lt: return "nx_compare(\(list), NX_LT)"
    case .le: return "nx_compare(\(list), NX_LE)"
    case .eq: return "nx_compare(\(list), NX_EQ)"
    case .ne: return "nx_compare(\(list), NX_NE)"
    case .gt: return "nx_compare(\(list), NX_GT)"
    case .ge: return "nx_compare(\(list), NX_GE)"
    case .lt_truth: return "nx_compare_truth(\(list), NX_LT)"
    case .le_truth: return "nx_compare_truth(\(list), NX_LE)"
    case .eq_truth: return "nx_compare_truth(\(list), NX_EQ)"
    case .ne_truth: return "nx_compare_truth(\(list), NX_NE)"
    case .gt_truth: return "nx_compare_truth(\(list), NX_GT)"
    case .ge_truth: return "nx_compare_truth(\(list), NX_GE)"
    case .truth_of: return "nx_truth(\(list))"
    case .load_attr: return "nx_getattr(\(arguments[0]), \(arguments[1]))"
    case .store_attr: return "nx_setattr(\(arguments[0]), \(arguments[1]), \(arguments[2]))"
    case .subscript: return "nx_getitem(\(list))"
    case .store_subscript: return "nx_setitem(\(list))"
    case .call_values: return "nx_call(\(list), 0)"
    case .call_loaded: return "nx_call_loaded_slow(\(list))"
    default: return nil
    }
  }

  // MARK: Calls

  private mutating func emitLoadMethod(_ value: ValueID, _ instruction: Instruction) {
    let name = module.constants.name(instruction.nameAttribute ?? "")
    let object = operand(instruction.inputs[0])
    var own = "&(nx_value){0}"
    for user in methodSelves[value] ?? [] where hasVariable(user) {
      own = (function.lifetimes == .exact ? "(nx_value *)&" : "&") + operand(user)
    }
    let source = graph[instruction.inputs[0]].primitive?.id
    let ofGlobal = source == .find_global || source == .load_global
    let load = runsOnce ? "nx_load_method_slow" : ofGlobal ? "nx_load_method_of_global" : "nx_load_method"
    let call = "\(load)(\(object), \(name), \(cache()), \(own))"
    let types = builtinTypes(of: instruction)
    if types.isEmpty {
      assign(value, call)
    } else {
      // Not looked up for a builtin type: `callBuiltinMethod` needs only the receiver then.
      for user in methodSelves[value] ?? [] where hasVariable(user) { line("\(operand(user)) = NX_ABSENT;") }
      assign(value, "\(isOneOf(types, object)) ? NX_NONE : \(call)")
    }
  }

  /// A direct call behind a comparison of the callee with what is known, and the generic call for everything else.
  private mutating func emitCallKnown(_ value: ValueID, _ instruction: Instruction) {
    guard let id = instruction.function, let callee = instruction.inputs.first.map({ operand($0) })
    else { return }
    let isMethod = instruction.opcode == .callKnownMethod
    let target = module.program[id]
    let arguments = instruction.inputs.dropFirst().map { operand($0) }
    let result = hasVariable(value) ? "\(operand(value)) = " : ""
    let call = isMethod ? "nx_call_loaded" : "nx_call_values"
    let generic =
      arguments.isEmpty
      ? "\(result)\(call)(\(callee), 0, NULL);"
      : withItems(
        arguments.joined(separator: ", "), "\(result)\(call)(\(callee), \(arguments.count), nx_items);")
    let missing = target.signature.positionalCount - arguments.count
    guard target.signature.isSimple, missing >= 0, missing <= target.defaultCount, module.owns(id)
    else {
      line(generic)
      return
    }
    let symbols = module.symbols(of: id)
    module.called.insert(id)
    var conditions: [String] = []
    let object: String
    if target.isComprehension {
      let made = "NX_PTR(nx_function, \(callee))"
      line("\(result)\(symbols.base)(\(([made] + arguments).joined(separator: ", ")));")
      return
    } else if target.isStatic {
      object = "&\(symbols.base)_object"
      if isMethod { conditions.append(arguments[0]) }
      conditions.append("\(callee) == NX_OBJ(\(object))")
      if module.program.traits.replacesCode {
        conditions.append("(\(object))->code == &\(symbols.base)_code")
      }
    } else {
      object = "NX_PTR(nx_function, \(callee))"
      if isMethod { conditions.append(arguments[0]) }
      conditions.append("nx_has_code(\(callee), &\(symbols.base)_code)")
    }
    var given = [object] + arguments
    if missing > 0 {
      conditions.append("nx_has_defaults(\(object), \(target.defaultCount))")
      for index in (target.defaultCount - missing)..<target.defaultCount {
        given.append("nx_default(\(object), \(index))")
      }
    }
    line("if (NX_LIKELY(\(conditions.joined(separator: " && "))))")
    line("    \(result)\(symbols.base)(\(given.joined(separator: ", ")));")
    line("else")
    line("    \(generic)")
  }

  private mutating func emitGuardCallee(_ value: ValueID, _ instruction: Instruction) {
    if graph[instruction.inputs[0]].opcode == .constant, let id = instruction.function {  // whether its def has been executed
      let test = module.program.traits.isExtension ? "is_bound" : "code != NULL"
      pendingResult = (value, "(\(module.symbols(of: id).base)_object.\(test))")
      return
    }
    let callee = operand(instruction.inputs[0])
    if let id = instruction.function {
      let base = module.symbols(of: id).base
      let target = module.program[id]
      var condition =
        target.isStatic ? "\(callee) == NX_OBJ(&\(base)_object)" : "nx_has_code(\(callee), &\(base)_code)"
      if target.isStatic, module.program.traits.replacesCode {
        condition += " && \(base)_object.code == &\(base)_code"
      }
      pendingResult = (value, "(\(condition))")
    } else {
      let name = instruction.nameAttribute ?? ""
      let condition =
        name.hasPrefix("(") ? "nx_is_native(\(callee), (void *)\(name.dropFirst()))" : isBuiltin(callee, name)
      pendingResult = (value, "(\(condition))")
    }
  }

  private mutating func emitKindIndex(_ value: ValueID, _ instruction: Instruction) {
    let object = operand(instruction.inputs[0])
    var number = 0
    var tests = ""
    for case .code(let id) in instruction.attributes {
      let isIt =
        module.program[id].kind == .classBody
        ? "nx_guard_layout(\(object), \(module.layoutArguments(of: id)))"
        : "nx_has_code(\(object), &\(module.symbols(of: id).base)_code)"
      tests += "\(isIt) ? \(number) : "
      number += 1
    }
    let result = hasVariable(value) ? "\(operand(value)) = " : ""
    pendingResult = (value, "((\(result)\(tests)-1) >= 0)")
  }

  private mutating func emitCallFast(_ value: ValueID, _ instruction: Instruction) {
    guard let id = instruction.function else { return }
    let symbols = module.symbols(of: id)
    let target = module.program[id]
    var arguments = instruction.inputs.map { operand($0) }
    if target.isStatic {
      arguments[0] = "&\(symbols.base)_object"
    } else {
      // Absent: the only function that its `def` made, or one that the callee's code does not ask for.
      let unknown = target.isMadeOnce ? "\(symbols.base)_made" : "NULL"
      arguments[0] = graph[instruction.inputs[0]].opcode == .constant ? unknown : "NX_PTR(nx_function, \(arguments[0]))"
    }
    let version = instruction.integer ?? 0
    if version < 0 { module.called.insert(id) }
    let name = version < 0 ? symbols.base : symbols.fast(version)
    var call = "\(name)(\(arguments.joined(separator: ", ")))"
    if version >= 0, instruction.representation == .object, version < target.versions.count {
      switch target.versions[version].result {
      case .i64, .f64: call = "nx_boxed_\(target.versions[version].result.rawValue)(\(call))"
      case .object, .bool, .none: break
      }
    }
    line(hasVariable(value) ? "\(operand(value)) = \(call);" : "\(call);")
  }

  private func builtinTypes(of load: Instruction) -> [String] {
    load.attributes.dropFirst().compactMap { if case .name(let type) = $0 { type } else { nil } }
  }

  private func isOneOf(_ types: [String], _ object: String) -> String {
    types.map { "nx_is_exact(\(object), &nx_\($0)_type)" }.joined(separator: " || ")
  }

  private func isBuiltin(_ callee: String, _ name: String) -> String {
    KnownBuiltins.isType(name)
      ? "\(callee) == NX_OBJ(&nx_\(name)_type)" : "nx_is_native(\(callee), nx_builtin_\(name))"
  }

  private mutating func emitCallBuiltin(_ value: ValueID, _ instruction: Instruction) {
    let callee = operand(instruction.inputs[0])
    let name = instruction.nameAttribute ?? ""
    let arguments = instruction.inputs.dropFirst().map { operand($0) }
    let result = hasVariable(value) ? "\(operand(value)) = " : ""
    let list = arguments.joined(separator: ", ")
    line("if (NX_LIKELY(\(isBuiltin(callee, name))))")
    line("    \(result)nx_known_\(name)_\(arguments.count)(\(list));")
    line("else")
    let call = "\(result)nx_call(\(callee), \(arguments.count), \(arguments.isEmpty ? "NULL" : "nx_items"), 0);"
    line("    " + (arguments.isEmpty ? call : withItems(list, call)))
  }

  private mutating func emitCallBuiltinMethod(_ value: ValueID, _ instruction: Instruction) {
    let load = graph[instruction.inputs[0]]
    let name = load.nameAttribute ?? ""
    let inputs = instruction.inputs.map { operand($0) }
    let result = hasVariable(value) ? "\(operand(value)) = " : ""
    let direct = inputs.dropFirst(2).joined(separator: ", ")
    let count = inputs.count - 3
    for (index, type) in builtinTypes(of: load).enumerated() {
      line("\(index > 0 ? "else " : "")if (NX_LIKELY(nx_is_exact(\(inputs[2]), &nx_\(type)_type)))")
      line("    \(result)nx_known_\(type)_\(name)_\(count)(\(direct));")
    }
    line("else")
    let items = ([inputs[1]] + inputs.dropFirst(3)).joined(separator: ", ")
    line("    " + withItems(items, "\(result)nx_call_loaded(\(inputs[0]), \(count + 1), nx_items);"))
  }

  private mutating func emitUnpack(_ value: ValueID, _ instruction: Instruction) {
    var counts: [Int] = []
    for case .integer(let number) in instruction.attributes { counts.append(number) }
    let source = operand(instruction.inputs[0])
    let before = counts.first ?? 0
    if counts.count > 1, counts[1] >= 0 {
      unpackLength = max(unpackLength, before + 1 + counts[1])
      assign(value, "nx_unpack_star(\(source), \(before), \(counts[1]), nx_unpacked)")
    } else {
      unpackLength = max(unpackLength, max(before, 1))
      assign(value, "nx_unpack_items(\(source), \(before), nx_unpacked)")
    }
  }
}
