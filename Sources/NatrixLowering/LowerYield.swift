/// `yield`, `yield from`, `await`, and what is awaited implicitly in `async for` and `async with`.
///
///     await x     →     i = await_iter(x);  t = delegate_send(i, None)
///                       loop: if t is stop: result;  s = yield t;  t = delegate_send(i, s)
///                             (an exception thrown in at the yield: t = delegate_throw(i, exception))

import NatrixIR
import NatrixProgram
import NatrixSupport
import NatrixSyntax

extension FunctionLowering {
  func lowerYield(_ given: Expression?) -> ValueID {
    var given = given.map(value) ?? none
    if kind == .asyncGenerator { given = emit(.async_wrap, [given]) }
    return suspend(given)
  }

  private func suspend(_ given: ValueID) -> ValueID {
    if module.program.keepsGeneratorLocals { emit(.generator_locals, [localsDict()]) }
    return append(Instruction(.yield, [given], position: position))
  }

  /// What only this loop, `await` or `yield from` has, when the expression is a call: the memory of a generator that it
  /// makes is used again.
  func valueOfCall(_ expression: Expression) -> ValueID {
    let source = value(expression)
    if case .call = expression.kind, !keepsCalls, let callee = graph[source].inputs.first, graph[source].opcode != .phi {
      emit(.own_generator, [callee, source])
    }
    return source
  }

  /// Lets the iterator of an awaitable or of `yield from` run, passing on what it yields; gives its result.
  func lowerAwait(_ iterator: ValueID) -> ValueID {
    let (loop, suspended, done) = (newBlock("await"), newBlock("suspended"), newBlock("result"))
    let catcher = newHandler("thrown")
    let item = ".awaited\(graph.values.count)"  // a variable of its own for each await
    write(item, emit(.delegate_send, [iterator, none]))
    jump(to: loop)
    startUnsealed(loop)
    let yielded = read(item)
    branch(emit(.is_stop, [yielded]), done, suspended)
    start(suspended)
    let outer = handler
    handler = catcher
    let sent = suspend(yielded)
    handler = outer
    write(item, emit(.delegate_send, [iterator, sent]))
    jump(to: loop)
    start(catcher)
    if !isDead {
      let exception = emit(.catch)
      write(item, emit(.delegate_throw, [iterator, exception]))
      jump(to: loop)
    }
    seal(loop)
    start(done)
    return emit(.delegate_result)
  }

  func lowerAsyncFor(
    _ target: Expression, _ iter: Expression, _ body: [Statement], _ orelse: [Statement]
  ) {
    let source = value(iter)
    if let callee = calleeOfCleanup(iter, source) {
      return lowerDroppingFor(target, source, callee, body, orelse, isAsync: true)
    }
    let iterator = emit(.async_iter, [source])
    let (next, end) = (newBlock("next"), newBlock("end"))
    let (header, other) = startAsyncFor(iterator) { store($0, to: target) }
    inLoop(exit: end, next: next) { lower(body) }
    finishLoop(next, header)
    start(other)
    lower(orelse)
    jump(to: end)
    start(end)
  }

  /// The head of a loop over an async iterator, up to its body. StopAsyncIteration out of the await is its end.
  func startAsyncFor(
    _ iterator: ValueID, assign: (ValueID) -> Void
  ) -> (header: BlockID, other: BlockID) {
    let (header, other) = (newBlock("for"), newBlock("else"))
    jump(to: header)
    startUnsealed(header)
    let catcher = newHandler("stop")
    let outer = handler
    handler = catcher
    let item = lowerAwait(emit(.async_next, [iterator]))
    handler = outer
    let inner = newBlock("body")
    jump(to: inner)
    start(catcher)
    if !isDead {
      let exception = emit(.catch)
      let again = newBlock()
      branch(emit(.is_async_stop, [exception]), other, again)
      start(again)
      emit(.reraise, [exception], at: Position.none)
      unreachable()
    }
    start(inner)
    assign(item)
    return (header, other)
  }
}
