/// Loops over `map` and `filter`, as loops over what these are given:
///
///     for x in map(f, xs): body      →      for t in xs: x = f(t); body
///     for x in filter(f, xs): body   →      for x in xs: if f(x): body
///
/// behind `is_builtin`; what is no builtin after all is called as it is written, and its items are taken as they come. A
/// StopIteration that f raises ends the loop, as it ends the iterator.

import NatrixIR
import NatrixProgram
import NatrixSupport
import NatrixSyntax

/// What a loop runs over.
struct LoopSource {
  var iterator: ValueID
  /// What becomes of an item before the loop has it; the outermost call's first.
  var stages: [Stage] = []

  struct Stage {
    var isFilter: Bool
    /// `map` or `filter`.
    var callee: ValueID
    /// Absent: `filter(None, …)`.
    var function: ValueID?
    var call: Expression
  }
}

extension FunctionLowering {
  private static let mostStages = 3

  /// `map(f, xs)` and `filter(f, xs)`, where the text says nothing else of these names.
  private func mapped(_ iter: Expression) -> (name: String, callee: Expression, function: Expression, source: Expression)? {
    guard case .call(let callee, let args, let keywords) = iter.kind, args.count == 2, keywords.isEmpty,
      case .name(let name, _) = callee.kind, name == "map" || name == "filter", !keepsCalls, scope.kind != .classBody,
      namespace == nil, !args.contains(where: { if case .starred = $0.kind { true } else { false } }), scope.leavesBuiltin(name)
    else { return nil }
    return (name, callee, args[0], args[1])
  }

  func isMapped(_ iter: Expression) -> Bool { mapped(iter) != nil }

  /// Evaluates what a loop runs over, and makes its iterator.
  func loopSource(_ iter: Expression) -> LoopSource {
    var stages: [LoopSource.Stage] = []
    var innermost = iter
    while stages.count < FunctionLowering.mostStages, let part = mapped(innermost) {
      let callee = value(part.callee)
      let isNone = if case .constant(.none, _) = part.function.kind { part.name == "filter" } else { false }
      stages.append(
        LoopSource.Stage(
          isFilter: part.name == "filter", callee: callee, function: isNone ? nil : value(part.function), call: innermost))
      innermost = part.source
    }
    let source = value(innermost)
    guard !stages.isEmpty else { return LoopSource(iterator: emit(.get_iter, [source])) }
    // The calls from here inwards are made as they are written.
    func written(_ stages: ArraySlice<LoopSource.Stage>) -> ValueID {
      stages.reversed().reduce(source) { items, stage in
        at(stage.call.range) { emit(.call_values, [stage.callee, stage.function ?? none, items]) }
      }
    }
    var merge = self.merge("source")
    for (number, stage) in stages.enumerated() {
      let (direct, other) = (newBlock("direct"), newBlock("other"))
      branch(isBuiltin(stage), direct, other)
      start(other)
      jump(to: &merge, with: emit(.get_iter, [written(stages[number...])]))
      start(direct)
    }
    jump(to: &merge, with: at(stages.last?.call.range ?? iter.range) { emit(.get_iter, [source]) })
    return LoopSource(iterator: finish(merge), stages: stages)
  }

  private func isBuiltin(_ stage: LoopSource.Stage) -> ValueID {
    emit(.is_builtin, [stage.callee], [.name(stage.isFilter ? "filter" : "map")])
  }

  /// An item of the iterator as the loop sees it. `next`: where those go that a filter leaves out; `end`: that of the loop.
  func carryOut(_ stages: [LoopSource.Stage], on item: ValueID, next: BlockID, end: BlockID) -> ValueID {
    var item = item
    for number in stages.indices.reversed() {
      let stage = stages[number]
      var merge = self.merge("item")
      let passed = newBlock("passed")
      for outer in stages[...number] {
        let direct = newBlock("direct")
        branch(isBuiltin(outer), direct, passed)
        start(direct)
      }
      let outer = handler
      let catcher = newHandler("stopped")
      handler = catcher
      let result = stage.function.map { emit(.call_values, [$0, item]) } ?? item
      if stage.isFilter {
        let kept = newBlock("kept")
        branch(emit(.truth_of, [result]), kept, next)
        handler = outer
        start(kept)
        jump(to: &merge, with: item)
      } else {
        handler = outer
        jump(to: &merge, with: result)
      }
      start(catcher)
      if !isDead {
        let exception = emit(.catch_owned)
        let again = newBlock("again")
        branch(emit(.is_stop_iteration, [exception]), end, again)
        start(again)
        emit(.reraise, [exception], at: Position.none)
        unreachable()
      }
      start(passed)
      jump(to: &merge, with: item)
      item = finish(merge)
    }
    return item
  }
}
