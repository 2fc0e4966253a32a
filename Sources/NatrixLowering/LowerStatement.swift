/// Which file lowers which statement and expression.

import NatrixIR
import NatrixProgram
import NatrixSupport
import NatrixSyntax

extension FunctionLowering {
  func lower(_ statements: [Statement]) {
    for statement in statements {
      if isDead { return }
      lower(statement)
    }
  }

  func lower(_ statement: Statement) {
    let outer = position
    position = Position(statement.range)
    defer { position = outer }
    switch statement.kind {
    case .functionDef(let definition):
      lowerFunction(definition, statement, isAsync: false)
    case .asyncFunctionDef(let definition):
      lowerFunction(definition, statement, isAsync: true)
    case .classDef(let definition): lowerClass(definition, statement)
    case .return(let result): lowerReturn(result)
    case .delete(let targets): targets.forEach(lowerDelete)
    case .assign(let targets, let source):
      if lowerOwningAssignment(targets, source) { break }
      let result = value(source)
      for target in targets { store(result, to: target) }
    case .typeAlias(let name, let typeParams, let aliased):
      lowerTypeAlias(name, typeParams, aliased, statement)
    case .augAssign(let target, let op, let operand): lowerAugmented(target, op, operand)
    case .annAssign(let target, let annotation, let assigned, let isSimple):
      lowerAnnotated(target, annotation, assigned, isSimple)
    case .for(let target, let iter, let body, let orelse): lowerFor(target, iter, body, orelse)
    case .asyncFor(let target, let iter, let body, let orelse):
      lowerAsyncFor(target, iter, body, orelse)
    case .while(let test, let body, let orelse): lowerWhile(test, body, orelse)
    case .if(let test, let body, let orelse): lowerIf(test, body, orelse)
    case .with(let items, let body): lowerWith(items[...], body, isAsync: false)
    case .asyncWith(let items, let body): lowerWith(items[...], body, isAsync: true)
    case .match(let subject, let cases): lowerMatch(subject, cases)
    case .raise(let exception, let cause): lowerRaise(exception, cause)
    case .try(let body, let handlers, let orelse, let finalbody):
      lowerTry(body, handlers, orelse, finalbody, isGroup: false)
    case .tryStar(let body, let handlers, let orelse, let finalbody):
      lowerTry(body, handlers, orelse, finalbody, isGroup: true)
    case .assert(let test, let message): if module.optimization == 0 { lowerAssert(test, message) }
    case .import(let names): lowerImport(names)
    case .importFrom(let name, let names, let level): lowerImportFrom(name, names, level)
    case .global, .nonlocal, .pass: break
    case .expr(let expression):
      if isInteractive {
        emit(.display, [value(expression)])
        return
      }
      if case .constant = expression.kind { return }
      _ = value(expression)
    case .break: lowerBreak()
    case .continue: lowerContinue()
    }
  }

  /// The value of an expression. As in CPython, everything in it is marked with its range unless it has its own.
  func value(_ expression: Expression) -> ValueID {
    let outer = position
    position = Position(expression.range)
    defer { position = outer }
    switch expression.kind {
    case .boolOp(let op, let values): return lowerBoolean(op, values)
    case .namedExpr(let target, let source):
      let result = value(source)
      store(result, to: target)
      return result
    case .binOp(let left, let op, let right): return lowerBinary(left, op, right, expression)
    case .unaryOp(let op, let operand): return lowerUnary(op, operand)
    case .lambda(let args, let body): return lowerLambda(args, body, expression)
    case .ifExp(let test, let body, let orelse): return lowerConditional(test, body, orelse)
    case .dict(let keys, let values): return lowerDict(keys, values)
    case .set(let elts): return lowerSet(elts)
    case .listComp(let elt, let generators):
      return lowerComprehension(expression, .list(elt), generators)
    case .setComp(let elt, let generators):
      return lowerComprehension(expression, .set(elt), generators)
    case .dictComp(let key, let item, let generators):
      return lowerComprehension(expression, .dict(key, item), generators)
    case .generatorExp(let elt, let generators):
      return lowerComprehension(expression, .generator(elt), generators)
    case .await(let awaited): return lowerAwait(emit(.await_iter, [valueOfCall(awaited)]))
    case .yield(let given): return lowerYield(given)
    case .yieldFrom(let source): return lowerAwait(emit(.delegate_iter, [valueOfCall(source)]))
    case .compare(let left, let ops, let comparators):
      return lowerComparison(left, ops, comparators)
    case .call(let function, let args, let keywords):
      return lowerCall(function, args, keywords, expression)
    case .formattedValue(let formatted, let conversion, let spec):
      return lowerFormatted(formatted, conversion, spec)
    case .interpolation(let interpolated, let source, let conversion, let spec):
      return lowerInterpolation(interpolated, source, conversion, spec)
    case .joinedStr(let values): return lowerJoined(values, expression.range)
    case .templateStr(let values): return lowerTemplate(values)
    case .constant(let literal, _): return constant(irConstant(literal))
    case .attribute(let object, let name, _):
      let object = value(object)
      return emit(
        .load_attr, [object], [.name(scope.mangled(name))],
        at: attributePosition(expression, name))
    case .subscript(let object, let index, _):
      let container = value(object)
      return emit(
        .subscript, [container, value(index)],
        at: subscriptPosition(expression, object))
    case .starred(let inner, _): return value(inner)
    case .name(let id, _): return load(id)
    case .list(let elts, _): return lowerList(elts)
    case .tuple(let elts, _): return lowerTuple(elts)
    case .slice(let lower, let upper, let step):
      let parts = [lower, upper, step].map { part in part.map(value) ?? none }
      return emit(.build_slice, parts)
    }
  }
}
