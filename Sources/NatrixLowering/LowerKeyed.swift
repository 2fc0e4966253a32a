/// Builtins that ask a lambda for the key of each item, as loops in which that is called where it stands:
///
///     max(xs, key=lambda x: x.size)       →      for x in xs: k = x.size; if it is the first or k > best: best, kept = k, x
///     sorted(xs, key=lambda x: x.size)    →      items = list(xs); keys = [x.size for x in items]; both sorted by keys
///
/// behind `is_builtin`; what is no builtin after all is called as it is written.

import NatrixIR
import NatrixProgram
import NatrixSupport
import NatrixSyntax

extension FunctionLowering {
  func lowerKeyed(_ function: Expression, _ args: [Expression], _ keywords: [Keyword]) -> ValueID? {
    guard args.count == 1, case .name(let name, _) = function.kind, name == "sorted" || name == "min" || name == "max",
      keywords.first?.arg == "key", let key = keywords.first?.value, case .lambda(let parameters, _) = key.kind,
      parameters.takesOne, keywords.count == 1 || name == "sorted" && keywords.count == 2 && keywords[1].arg == "reverse",
      !keepsCalls, scope.kind != .classBody, namespace == nil, scope.leavesBuiltin(name)
    else { return nil }
    if case .starred = args[0].kind { return nil }
    var reverse = IRConstant.false
    if keywords.count == 2 {
      switch keywords[1].value.kind {
      case .constant(.true, _): reverse = .true
      case .constant(.false, _): break
      default: return nil
      }
    }
    let callee = value(function)
    let source = value(args[0])
    let keyOf = value(key)
    var merge = self.merge("keyed")
    let (direct, other) = (newBlock("direct"), newBlock("other"))
    branch(emit(.is_builtin, [callee], [.name(name)]), direct, other)
    start(direct)
    if name == "sorted" {
      let (items, keys) = (emit(.build_list), emit(.build_list))
      emit(.list_fill, [items, source])
      each(of: items) { emit(.list_add, [keys, emit(.call_values, [keyOf, $0])]) }
      emit(.list_sort_by_keys, [items, keys, constant(reverse)])
      jump(to: &merge, with: items)
    } else {
      let found = best(isGreatest: name == "max", { each(of: source, $0) }, key: { self.emit(.call_values, [keyOf, $0]) }) { $0() }
      jump(to: &merge, with: found)
    }
    start(other)
    let names = constant(.tuple(keywords.map { .string($0.arg ?? "") }))
    let last = keywords.count == 2 ? [constant(reverse)] : []
    jump(to: &merge, with: emit(.call_keywords, [callee, names, source, keyOf] + last))
    return finish(merge)
  }

  private func each(of source: ValueID, _ body: (ValueID) -> Void) {
    let next = newBlock("next")
    let (header, other) = startFor(emit(.get_iter, [source])) { body($0) }
    jump(to: next)
    finishLoop(next, header)
    start(other)
  }
}

extension Arguments {
  /// One argument by position, and nothing else.
  fileprivate var takesOne: Bool {
    posonlyargs.count + args.count == 1 && kwonlyargs.isEmpty && vararg == nil && kwarg == nil
  }
}
