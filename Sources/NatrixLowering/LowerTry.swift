/// `try`, `except`, `except*`, `else`, `finally`, `raise`.
///
/// A handler block takes the pending exception, makes it the one being handled, and gives that state back whichever way
/// control leaves: at the end, by `return`, `break`, `continue` (see `unwind`), or by another exception, for which the
/// body of a handler is a region of its own. The body of `finally` is lowered once for each way out, as in CPython.

import NatrixIR
import NatrixSupport
import NatrixSyntax

extension FunctionLowering {
  func lowerTry(
    _ body: [Statement], _ handlers: [ExceptHandler], _ orelse: [Statement],
    _ finalbody: [Statement], isGroup: Bool
  ) {
    let protected = {
      if handlers.isEmpty {
        self.lower(body)
      } else if isGroup {
        self.lowerExceptStar(body, handlers, orelse)
      } else {
        self.lowerExcept(body, handlers, orelse)
      }
    }
    if finalbody.isEmpty { protected() } else { lowerFinally(finalbody, protected) }
  }

  /// Runs something whose exceptions go to `catcher`.
  private func guarded(by catcher: BlockID, _ body: () -> Void) {
    let outer = handler
    handler = catcher
    body()
    handler = outer
  }

  private func raiseAgain(_ exception: ValueID) {
    emit(.reraise, [exception], at: Position.none)
    unreachable()
  }

  /// In a handler block: takes the exception and handles it in `body`, given the exception and what was handled before.
  /// Exceptions in the body give that state back and go on. `isOwned`: the body exposes the exception where the program may get
  /// at it, so that its memory can be used again where it did not.
  func handling(isOwned: Bool = false, _ body: (_ exception: ValueID, _ previous: ValueID) -> Void) {
    let outer = handler
    let exception = emit(isOwned ? .catch_owned : .catch)
    let previous = emit(.get_handled)
    emit(.set_handled, [exception])
    let cleanup = newHandler("cleanup")
    contexts.append(Context(kind: .handled(previous: previous, owned: isOwned ? exception : nil), handler: outer))
    handler = cleanup
    body(exception, previous)
    handler = outer
    contexts.removeLast()
    start(cleanup)
    guard !isDead else { return }
    let other = emit(.catch_owned)
    emit(.set_handled, [previous])
    raiseAgain(other)
  }

  /// Back to what was handled before; nobody has the exception `owned` unless it was exposed.
  func endHandling(_ owned: ValueID?, _ previous: ValueID) {
    if let owned { emit(.end_handling, [owned, previous]) } else { emit(.set_handled, [previous]) }
  }

  /// Leaves a `handling` body: restores the state outside of its region, then `next`.
  private func leaveHandling(_ previous: ValueID, owned: ValueID? = nil, _ next: () -> Void) {
    guard !isDead, let context = contexts.last else { return }
    guarded(by: context.handler) {
      endHandling(owned, previous)
      next()
    }
  }

  private func guarded(by catcher: BlockID?, _ body: () -> Void) {
    let outer = handler
    handler = catcher
    body()
    handler = outer
  }

  private func lowerExcept(
    _ body: [Statement], _ handlers: [ExceptHandler], _ orelse: [Statement]
  ) {
    let (catcher, end) = (newHandler(), newBlock("endtry"))
    guarded(by: catcher) { lower(body) }
    lower(orelse)
    jump(to: end)
    start(catcher)
    if !isDead {
      handling(isOwned: true) { exception, previous in
        for clause in handlers {
          let next = newBlock("except")
          at(clause.range) {
            if let type = clause.type {
              let inner = newBlock("handler")
              branch(emit(.exception_matches, [exception, value(type)]), inner, next)
              start(inner)
            }
            withName(clause.name, exception) { lower(clause.body) }
            leaveHandling(previous, owned: exception) { jump(to: end) }
          }
          start(next)
          if isDead { break }
        }
        leaveHandling(previous) { raiseAgain(exception) }
      }
    }
    start(end)
  }

  /// `as name`: bound to the exception for the body, unbound afterwards on every way out.
  private func withName(_ name: String?, _ exception: ValueID, _ body: () -> Void) {
    guard let name else { return body() }
    emit(.expose_exception, [exception])
    store(name, exception)
    let outer = handler
    let cleanup = newHandler("unbind")
    contexts.append(Context(kind: .named(name), handler: outer))
    handler = cleanup
    body()
    handler = outer
    contexts.removeLast()
    let resume = newBlock()
    if !isDead {
      unbind(name)
      jump(to: resume)
    }
    start(cleanup)
    if !isDead {
      let other = emit(.catch_owned)
      unbind(name)
      raiseAgain(other)
    }
    start(resume)
  }

  private func lowerFinally(_ finalbody: [Statement], _ protected: () -> Void) {
    let (catcher, end) = (newHandler("finally"), newBlock("endtry"))
    contexts.append(Context(kind: .finally(finalbody), handler: handler))
    guarded(by: catcher, protected)
    contexts.removeLast()
    lower(finalbody)
    jump(to: end)
    start(catcher)
    if !isDead {
      handling(isOwned: true) { exception, previous in
        lower(finalbody)
        leaveHandling(previous) { raiseAgain(exception) }
      }
    }
    start(end)
  }

  /// Each clause takes its part of the group; what is raised in the clauses and what no clause took is raised at the end.
  private func lowerExceptStar(
    _ body: [Statement], _ handlers: [ExceptHandler], _ orelse: [Statement]
  ) {
    let (catcher, end) = (newHandler(), newBlock("endtry"))
    guarded(by: catcher) { lower(body) }
    lower(orelse)
    jump(to: end)
    start(catcher)
    if !isDead {
      handling { original, previous in
        let raised = emit(.build_list)
        var rest = original
        for clause in handlers {
          at(clause.range) {
            let type = clause.type.map(value) ?? none
            let match = emit(.group_match, [rest, type])
            rest = emit(.group_rest, [rest, type])
            let (inner, next) = (newBlock("handler"), newBlock("except"))
            branch(emit(.is_same, [match, none]), next, inner)
            start(inner)
            let collect = newHandler("collect")
            guarded(by: collect) {
              emit(.set_handled, [match])
              withName(clause.name, match) { lower(clause.body) }
            }
            jump(to: next)
            start(collect)
            if !isDead {
              emit(.list_add, [raised, emit(.catch)])
              jump(to: next)
            }
            start(next)
            emit(.set_handled, [original])
          }
        }
        emit(.list_add, [raised, rest])
        let result = emit(.group_finish, [original, raised])
        let (failed, done) = (newBlock(), newBlock())
        branch(emit(.is_same, [result, none]), done, failed)
        start(failed)
        leaveHandling(previous) { raiseAgain(result) }
        start(done)
        leaveHandling(previous) { jump(to: end) }
      }
    }
    start(end)
  }

  func lowerRaise(_ exception: Expression?, _ cause: Expression?) {
    guard let exception else {
      // Without an exception to raise again this is a RuntimeError of this line; with one it adds no traceback entry.
      let (nothing, again) = (newBlock(), newBlock())
      let handled = emit(.get_handled)
      branch(emit(.is_same, [handled, absent]), nothing, again)
      start(nothing)
      emit(.reraise_handled)
      unreachable()
      start(again)
      raiseAgain(handled)
      return
    }
    let raised = value(exception)
    // What a call has just made is known to nobody else, if the callee is what makes it.
    let made = graph[raised]
    let callee = made.primitive?.id == .call_values ? made.inputs[0] : absent
    emit(.raise_exception, [raised, cause.map(value) ?? absent, callee])
    unreachable()
  }
}
