/// What a node is made of, for walks that treat most kinds of nodes alike.

extension Expression {
  /// The expressions directly inside, those of parameters, comprehensions and keywords included.
  package var parts: [Expression] {
    switch kind {
    case .name, .constant: return []
    case .boolOp(_, let values), .joinedStr(let values), .templateStr(let values): return values
    case .namedExpr(let target, let value): return [target, value]
    case .binOp(let left, _, let right): return [left, right]
    case .unaryOp(_, let value), .await(let value), .yieldFrom(let value), .starred(let value, _),
      .attribute(let value, _, _):
      return [value]
    case .lambda(let arguments, let body): return arguments.expressions + [body]
    case .ifExp(let test, let body, let orelse): return [test, body, orelse]
    case .dict(let keys, let values): return keys.compactMap { $0 } + values
    case .set(let elements), .list(let elements, _), .tuple(let elements, _): return elements
    case .listComp(let element, let generators), .setComp(let element, let generators),
      .generatorExp(let element, let generators):
      return [element] + generators.flatMap(\.expressions)
    case .dictComp(let key, let value, let generators):
      return [key, value] + generators.flatMap(\.expressions)
    case .yield(let value): return value.map { [$0] } ?? []
    case .compare(let left, _, let comparators): return [left] + comparators
    case .call(let function, let arguments, let keywords):
      return [function] + arguments + keywords.map(\.value)
    case .formattedValue(let value, _, let format), .interpolation(let value, _, _, let format):
      return [value] + (format.map { [$0] } ?? [])
    case .subscript(let value, let slice, _): return [value, slice]
    case .slice(let lower, let upper, let step): return [lower, upper, step].compactMap { $0 }
    }
  }
}

extension Comprehension {
  package var expressions: [Expression] { [target, iter] + ifs }
}

extension Arguments {
  /// Defaults and annotations.
  package var expressions: [Expression] {
    let all = posonlyargs + args + kwonlyargs + [vararg, kwarg].compactMap { $0 }
    return defaults + kwDefaults.compactMap { $0 } + all.compactMap(\.annotation)
  }
}

extension Pattern {
  /// The expressions that are compared with.
  package var expressions: [Expression] {
    switch kind {
    case .matchValue(let value): return [value]
    case .matchSequence(let patterns), .matchOr(let patterns): return patterns.flatMap(\.expressions)
    case .matchMapping(let keys, let patterns, _): return keys + patterns.flatMap(\.expressions)
    case .matchClass(let cls, let patterns, _, let attributePatterns):
      return [cls] + (patterns + attributePatterns).flatMap(\.expressions)
    case .matchAs(let pattern, _): return pattern?.expressions ?? []
    case .matchSingleton, .matchStar: return []
    }
  }
}

extension Statement {
  /// The expressions directly inside, not those of the statements inside.
  package var expressions: [Expression] {
    switch kind {
    case .functionDef(let function), .asyncFunctionDef(let function):
      return function.decoratorList + function.args.expressions + (function.returns.map { [$0] } ?? [])
    case .classDef(let definition):
      return definition.decoratorList + definition.bases + definition.keywords.map(\.value)
    case .return(let value): return value.map { [$0] } ?? []
    case .delete(let targets): return targets
    case .assign(let targets, let value): return targets + [value]
    case .typeAlias(let name, _, let value): return [name, value]
    case .augAssign(let target, _, let value): return [target, value]
    case .annAssign(let target, let annotation, let value, _):
      return [target, annotation] + (value.map { [$0] } ?? [])
    case .for(let target, let iter, _, _), .asyncFor(let target, let iter, _, _): return [target, iter]
    case .while(let test, _, _), .if(let test, _, _): return [test]
    case .with(let items, _), .asyncWith(let items, _):
      return items.flatMap { [$0.contextExpr] + ($0.optionalVars.map { [$0] } ?? []) }
    case .match(let subject, let cases):
      return [subject] + cases.flatMap { $0.pattern.expressions + ($0.guard.map { [$0] } ?? []) }
    case .raise(let exception, let cause): return [exception, cause].compactMap { $0 }
    case .try(_, let handlers, _, _), .tryStar(_, let handlers, _, _): return handlers.compactMap(\.type)
    case .assert(let test, let message): return [test] + (message.map { [$0] } ?? [])
    case .expr(let value): return [value]
    case .import, .importFrom, .global, .nonlocal, .pass, .break, .continue: return []
    }
  }

  /// The statement lists inside, those of functions and classes included.
  package var bodies: [[Statement]] {
    switch kind {
    case .functionDef(let function), .asyncFunctionDef(let function): return [function.body]
    case .classDef(let definition): return [definition.body]
    case .for(_, _, let body, let orelse), .asyncFor(_, _, let body, let orelse),
      .while(_, let body, let orelse), .if(_, let body, let orelse):
      return [body, orelse]
    case .with(_, let body), .asyncWith(_, let body): return [body]
    case .match(_, let cases): return cases.map(\.body)
    case .try(let body, let handlers, let orelse, let finalbody),
      .tryStar(let body, let handlers, let orelse, let finalbody):
      return [body] + handlers.map(\.body) + [orelse, finalbody]
    case .return, .delete, .assign, .typeAlias, .augAssign, .annAssign, .raise, .assert, .import,
      .importFrom, .global, .nonlocal, .expr, .pass, .break, .continue:
      return []
    }
  }

  /// A function or a class: what is inside belongs to another scope.
  package var isDefinition: Bool {
    switch kind {
    case .functionDef, .asyncFunctionDef, .classDef: true
    default: false
    }
  }
}
