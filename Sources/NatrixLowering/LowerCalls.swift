/// Calls.
///
///     o.m(a)             →   c = loadMethod o .m;  call_loaded c, (self), a      no bound method is made
///     f(*a, k=1, **d)    →   call_star f, tuple, dict
///     super()            →   call_super super, __class__, first parameter

import NatrixIR
import NatrixProgram
import NatrixSupport
import NatrixSyntax

extension FunctionLowering {
  func lowerCall(
    _ function: Expression, _ args: [Expression], _ keywords: [Keyword], _ call: Expression
  ) -> ValueID {
    if args.isEmpty, keywords.isEmpty, case .name(let id, _) = function.kind,
      let special = lowerFrameCall(id, function)
    {
      return special
    }
    if keywords.isEmpty, (1...3).contains(args.count), case .name(let id, _) = function.kind,
      id == "eval" || id == "exec", case .globalImplicit = scope.binding(scope.mangled(id)),
      !args.contains(where: { if case .starred = $0.kind { true } else { false } })
    {
      let callee = value(function)
      let items = args.map(value)
      return emit(.call_evaluator, [callee, localsDict()] + items)
    }
    if args.count == 1, let consumed = lowerConsumed(function, args[0], keywords) { return consumed }
    if args.count == 1, keywords.isEmpty, let consumed = lowerConsumedCall(function, args[0]) ?? lowerConsumedMap(function, args[0]) {
      return consumed
    }
    if let keyed = lowerKeyed(function, args, keywords) { return keyed }
    let isPlain = args.count + keywords.count < 256
      && !args.contains { if case .starred = $0.kind { true } else { false } }
    let hasNames = !keywords.isEmpty
    guard isPlain, !keywords.contains(where: { $0.arg == nil }) else {
      let callee = value(function)
      let arguments = positionalTuple(args, callee)
      let isLoneDict = keywords.count == 1 && keywords[0].arg == nil
      let named =
        isLoneDict
        ? emit(.star_dict, [value(keywords[0].value), callee]) : hasNames ? keywordDict(keywords, callee) : absent
      return emit(.call_star, [callee, arguments, named])
    }
    if case .attribute(let object, let name, _) = function.kind {
      let object = value(object)
      let loaded = append(
        Instruction(
          .loadMethod, [object], attributes: [.name(scope.mangled(name))],
          position: attributePosition(function, name)))
      let own = append(Instruction(.methodSelf, [loaded]))
      let items = [own] + args.map(value) + keywords.map { value($0.value) }
      let place = methodCallPosition(call, function, name)
      guard hasNames else { return emit(.call_loaded, [loaded] + items, at: place) }
      return emit(
        .call_loaded_keywords, [loaded, keywordNames(keywords)] + items, at: place)
    }
    let callee = value(function)
    let items = args.map(value) + keywords.map { value($0.value) }
    guard hasNames else { return emit(.call_values, [callee] + items) }
    return emit(.call_keywords, [callee, keywordNames(keywords)] + items)
  }

  private func keywordNames(_ keywords: [Keyword]) -> ValueID {
    constant(.tuple(keywords.map { .string(scope.mangled($0.arg ?? "")) }))
  }

  /// `*` in the positional arguments.
  func positionalTuple(_ args: [Expression], _ callee: ValueID) -> ValueID {
    guard let first = args.firstIndex(where: { if case .starred = $0.kind { true } else { false } })
    else { return lowerTuple(args) }
    if args.count == 1, case .starred(let inner, _) = args[first].kind {
      return emit(.star_tuple, [value(inner), callee])
    }
    let list = emit(.build_list, args[..<first].map(value))
    for argument in args[first...] {
      if case .starred(let inner, _) = argument.kind {
        emit(.list_extend_arguments, [list, value(inner), callee])
      } else {
        emit(.list_add, [list, value(argument)])
      }
    }
    return emit(.list_to_tuple, [list])
  }

  /// Keyword arguments among which `**` stands.
  func keywordDict(_ keywords: [Keyword], _ callee: ValueID) -> ValueID {
    var dict: ValueID?
    var group: [ValueID] = []
    func flush() {
      guard !group.isEmpty else { return }
      let built = emit(.build_dict, group)
      group = []
      if let dict { emit(.dict_merge, [dict, built, callee]) } else { dict = built }
    }
    for keyword in keywords {
      if let name = keyword.arg {
        group += [text(scope.mangled(name)), value(keyword.value)]
      } else {
        flush()
        let target = dict ?? emit(.build_dict)
        dict = target
        emit(.dict_merge, [target, value(keyword.value), callee])
      }
    }
    flush()
    return dict ?? emit(.build_dict)
  }

  /// Calls without arguments of builtins that look at the frame of their caller.
  private func lowerFrameCall(_ id: String, _ function: Expression) -> ValueID? {
    switch scope.binding(scope.mangled(id)) {
    case .globalImplicit: break
    case .local where scope.kind == .module: return nil
    case .local, .cell, .free, .globalExplicit: return nil
    }
    switch id {
    case "super":
      let callee = value(function)
      let cell = cells["__class__"].map { emit(.peek_cell, [$0]) } ?? none
      return emit(.call_super, [callee, cell, firstArgument()])
    case "globals":
      let callee = value(function)
      return emit(.call_namespace, [callee, none])
    case "locals", "vars", "dir":
      let callee = value(function)
      return emit(.call_namespace, [callee, localsDict()])
    default: return nil
    }
  }

  /// What the first parameter is now.
  private func firstArgument() -> ValueID {
    guard module.program.functions[id.index].signature.positionalCount > 0,
      let name = scope.parameters.first
    else { return absent }
    if let cell = cells[name] { return emit(.peek_cell, [cell]) }
    return read(name)
  }
}
