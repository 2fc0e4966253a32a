/// `while` and `for`, with `else`, `break` and `continue`.
///
///     for x in it: body      →     i = iter(it);  loop: t = next(i);  if stop: else;  x = t;  body;  poll

import NatrixIR
import NatrixSupport
import NatrixSyntax

extension FunctionLowering {
  func lowerWhile(_ test: Expression, _ body: [Statement], _ orelse: [Statement]) {
    let (header, inner) = (newBlock("while"), newBlock("body"))
    let (next, other, end) = (newBlock("next"), newBlock("else"), newBlock("end"))
    jump(to: header)
    startUnsealed(header)
    condition(test, inner, other)
    start(inner)
    inLoop(exit: end, next: next) { lower(body) }
    finishLoop(next, header)
    start(other)
    lower(orelse)
    jump(to: end)
    start(end)
  }

  func lowerFor(
    _ target: Expression, _ iter: Expression, _ body: [Statement], _ orelse: [Statement]
  ) {
    let isGenerator = calledName(iter).map { module.program.cleanupGenerators.generators.contains($0) } ?? false
    let loop: LoopSource
    if isMapped(iter) {
      loop = loopSource(iter)
    } else {
      let source = isGenerator ? valueOfCall(iter) : value(iter)
      if let callee = calleeOfCleanup(iter, source) {
        return lowerDroppingFor(target, source, callee, body, orelse, isAsync: false)
      }
      loop = LoopSource(iterator: emit(.get_iter, [source]))
    }
    let (next, end) = (newBlock("next"), newBlock("end"))
    let (header, other) = startFor(loop, next) { store($0, to: target) }
    inLoop(exit: end, next: next) { lower(body) }
    finishLoop(next, header)
    start(other)
    lower(orelse)
    jump(to: end)
    start(end)
  }

  /// What is called for `source`, when that may be a generator which has something to do when it is abandoned.
  func calleeOfCleanup(_ iter: Expression, _ source: ValueID) -> ValueID? {
    guard let name = calledName(iter), module.program.cleanupGenerators.names.contains(name) else { return nil }
    return graph[source].inputs.first
  }

  /// A loop over what `callee` returned just now. If that is a fresh generator, the loop has the only reference to it:
  /// it is closed when the loop is left before the generator's end.
  func lowerDroppingFor(
    _ target: Expression, _ source: ValueID, _ callee: ValueID, _ body: [Statement],
    _ orelse: [Statement], isAsync: Bool
  ) {
    let generator = emit(.fresh_generator, [callee, source])
    let iterator = emit(isAsync ? .async_iter : .get_iter, [source])
    let (next, end) = (newBlock("next"), newBlock("end"))
    let (broken, catcher) = (newBlock("broken"), newHandler("dropped"))
    let outer = handler
    contexts.append(Context(kind: .dropping(generator: generator), handler: outer))
    handler = catcher
    let assign = { [self] (item: ValueID) in store(item, to: target) }
    let (header, other) = isAsync ? startAsyncFor(iterator, assign: assign) : startFor(iterator, assign: assign)
    inLoop(exit: broken, next: next) { lower(body) }
    finishLoop(next, header)
    contexts.removeLast()
    handler = outer
    start(broken)
    if !isDead { emit(.drop_generator, [generator]) }
    jump(to: end)
    start(catcher)
    if !isDead {
      let exception = emit(.catch)
      emit(.drop_generator, [generator])
      emit(.reraise, [exception], at: Position.none)
      unreachable()
    }
    start(other)
    lower(orelse)
    jump(to: end)
    start(end)
  }

  /// The head of a loop over an iterator, up to its body; gives the block to come back to, and that of the end.
  func startFor(
    _ iterator: ValueID, assign: (ValueID) -> Void
  ) -> (header: BlockID, other: BlockID) {
    startFor(LoopSource(iterator: iterator), newBlock("next"), assign: assign)
  }

  /// The same for a loop that may go on at `next` without an item.
  func startFor(
    _ loop: LoopSource, _ next: BlockID, assign: (ValueID) -> Void
  ) -> (header: BlockID, other: BlockID) {
    let (header, inner, other) = (newBlock("for"), newBlock("body"), newBlock("else"))
    jump(to: header)
    startUnsealed(header)
    let item = emit(.iter_next, [loop.iterator])
    branch(emit(.is_stop, [item]), other, inner)
    start(inner)
    assign(carryOut(loop.stages, on: item, next: next, end: other))
    return (header, other)
  }

  func inLoop(exit: BlockID, next: BlockID, _ body: () -> Void) {
    contexts.append(Context(kind: .loop(exit: exit, next: next), handler: handler))
    body()
    contexts.removeLast()
    jump(to: next)
  }

  /// The back edge.
  func finishLoop(_ next: BlockID, _ header: BlockID) {
    start(next)
    if !isDead { emit(.poll) }
    jump(to: header)
    seal(header)
  }

  private func innermostLoop() -> (depth: Int, exit: BlockID, next: BlockID) {
    for (depth, context) in contexts.enumerated().reversed() {
      if case .loop(let exit, let next) = context.kind { return (depth, exit, next) }
    }
    preconditionFailure("lowering: break or continue outside of a loop")
  }

  func lowerBreak() {
    let loop = innermostLoop()
    unwind(to: loop.depth) { jump(to: loop.exit) }
  }

  func lowerContinue() {
    let loop = innermostLoop()
    unwind(to: loop.depth) { jump(to: loop.next) }
  }

  func lowerReturn(_ result: Expression?) {
    let result = result.map(value) ?? none
    let place = position
    unwind(to: 0) { returnValue(result, at: place) }
  }
}
