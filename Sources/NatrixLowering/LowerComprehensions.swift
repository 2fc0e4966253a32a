/// Comprehensions and generator expressions: functions of their own, called at once with the iterator of the first `for`.
///
///     [e for x in it if c]   →   f(iter(it))   with   def f(.0): r = []; for x in .0: if c: r.append(e); return r

import NatrixIR
import NatrixProgram
import NatrixSupport
import NatrixSyntax

/// What a comprehension makes of its elements.
enum ComprehensionResult {
  case list(Expression)
  case set(Expression)
  case dict(Expression, Expression)
  case generator(Expression)
}

extension FunctionLowering {
  func lowerComprehension(
    _ whole: Expression, _ result: ComprehensionResult, _ generators: [Comprehension]
  ) -> ValueID {
    let inner = scopeMade(by: whole)
    if inner.isInlined, inner.kind != .generatorExpression, !keepsCalls { return inlineComprehension(whole, result, generators) }
    return callComprehension(whole, result, generators, from: inner)
  }

  /// As a function of its own.
  func callComprehension(
    _ whole: Expression, _ result: ComprehensionResult, _ generators: [Comprehension], from inner: Scope
  ) -> ValueID {
    let (function, kind) = comprehensionFunction(whole, result, generators, from: inner)
    let object = makeFunction(function)
    let source = value(generators[0].iter)
    let iterator = emit(generators[0].isAsync ? .async_iter : .get_iter, [source])
    let made = emit(.call_values, [object, iterator])
    guard kind == .coroutine else { return made }
    return lowerAwait(emit(.await_iter, [made]))
  }

  func comprehensionFunction(
    _ whole: Expression, _ result: ComprehensionResult, _ generators: [Comprehension], from inner: Scope
  ) -> (FunctionID, Function.Kind) {
    let isGenerator = if case .generator = result { true } else { false }
    let kind: Function.Kind =
      switch (isGenerator, inner.hasAwait) {
      case (false, false): .comprehension
      case (false, true): .coroutine
      case (true, false): .generator
      case (true, true): .asyncGenerator
      }
    let function = lowerNested(
      whole, inner, kind, name: inner.name, qualifiedName: qualified(inner.name),
      range: whole.range
    ) { function in
      function.signature.positionalOnly = [".0"]
      function.isFallback = inner.isInlined && isGenerator
    } body: { lowering in
      lowering.bindParameters()
      lowering.lowerComprehensionBody(result, generators)
    }
    return (function, kind)
  }

  private func lowerComprehensionBody(
    _ result: ComprehensionResult, _ generators: [Comprehension]
  ) {
    returnValue(collect(result, generators, from: LoopSource(iterator: read(".0"))))
  }

  /// Makes what the comprehension makes of the items of the first iterator.
  func collect(
    _ result: ComprehensionResult, _ generators: [Comprehension], from iterator: LoopSource
  ) -> ValueID {
    let collected: ValueID =
      switch result {
      case .list: emit(.build_list)
      case .set: emit(.build_set)
      case .dict: emit(.build_dict)
      case .generator: none
      }
    lowerGenerators(generators[...], from: iterator) {
      switch result {
      case .list(let element): emit(.list_add, [collected, value(element)])
      case .set(let element): emit(.set_include, [collected, value(element)])
      case .dict(let key, let item):
        let key = value(key)
        emit(.dict_include, [collected, key, value(item)])
      case .generator(let element): _ = lowerYield(element)
      }
    }
    return collected
  }

  /// The loops; `first`: the iterator of the first one, when it is there already.
  func lowerGenerators(
    _ generators: ArraySlice<Comprehension>, from first: LoopSource?, _ element: () -> Void
  ) {
    guard let generator = generators.first else { return element() }
    let source = first ?? (generator.isAsync ? LoopSource(iterator: emit(.async_iter, [value(generator.iter)])) : loopSource(generator.iter))
    let next = newBlock("next")
    let assign: (ValueID) -> Void = { self.store($0, to: generator.target) }
    let (header, other) =
      generator.isAsync
      ? startAsyncFor(source.iterator, assign: assign) : startFor(source, next, assign: assign)
    for test in generator.ifs {
      let passed = newBlock("if")
      condition(test, passed, next)
      start(passed)
    }
    lowerGenerators(generators.dropFirst(), from: nil, element)
    jump(to: next)
    finishLoop(next, header)
    start(other)
  }
}
