/// `with` and `async with`.
///
///     with m as x: body      →     exit = m.__exit__;  x = m.__enter__()
///                                  try: body
///                                  except e: if not exit(type(e), e, tb): raise
///                                  else: exit(None, None, None)

import NatrixIR
import NatrixSupport
import NatrixSyntax

extension FunctionLowering {
  func lowerWith(_ items: ArraySlice<WithItem>, _ body: [Statement], isAsync: Bool) {
    guard let item = items.first else { return lower(body) }
    if !isAsync, items.count == 1, isUnlocked(item) { return lowerUnlocked(item, body) }
    let manager = value(item.contextExpr)
    let exit = emit(isAsync ? .async_context_exit : .context_exit, [manager])
    var entered = emit(isAsync ? .async_context_enter : .context_enter, [manager])
    if isAsync { entered = lowerAwait(emit(.await_iter, [entered])) }
    let (catcher, end) = (newHandler("with"), newBlock("endwith"))
    let outer = handler
    contexts.append(
      Context(
        kind: .with(exit: exit, isAsync: isAsync, position: position), handler: outer))
    handler = catcher
    if let target = item.optionalVars { store(entered, to: target) }
    lowerWith(items.dropFirst(), body, isAsync: isAsync)
    handler = outer
    contexts.removeLast()
    if !isDead { leaveContext(exit, absent, isAsync: isAsync) }
    jump(to: end)
    start(catcher)
    if !isDead {
      // __exit__ is given the exception, or nobody is: context_leave says so.
      handling(isOwned: true) { exception, previous in
        let answer = leaveContext(exit, exception, isAsync: isAsync)
        let (swallowed, again) = (newBlock("swallowed"), newBlock())
        branch(emit(.truth_of, [answer]), swallowed, again)
        start(again)
        handler = outer
        emit(.set_handled, [previous])
        emit(.reraise, [exception], at: Position.none)
        unreachable()
        start(swallowed)
        endHandling(exception, previous)
        jump(to: end)
      }
    }
    start(end)
  }

  /// Calls `exit` with the exception, or with three times None when that is absent.
  @discardableResult
  func leaveContext(_ exit: ValueID, _ exception: ValueID, isAsync: Bool) -> ValueID {
    let answer = emit(.context_leave, [exit, exception])
    return isAsync ? lowerAwait(emit(.await_iter, [answer])) : answer
  }
}
