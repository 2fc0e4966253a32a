/// Expressions, node for node and field for field as in the `ast` module of CPython.
///
/// Nodes are objects, so a node's identity (`ObjectIdentifier(node)`) can key what later stages
/// know about it. Identifiers are NFKC-normalised but not mangled.

import NatrixSupport

/// An expression. The parser may still turn a load into a store while it builds a statement;
/// afterwards nothing changes, which is what makes sharing between threads sound.
package final class Expression: @unchecked Sendable {
  package internal(set) var kind: Kind
  package let range: SourceRange
  /// How many levels of expressions there are from here down, this one included.
  package let depth: Int32

  package init(_ kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
    self.depth = kind.depth
  }

  package enum Kind {
    case boolOp(op: BooleanOperator, values: [Expression])
    case namedExpr(target: Expression, value: Expression)
    case binOp(left: Expression, op: BinaryOperator, right: Expression)
    case unaryOp(op: UnaryOperator, operand: Expression)
    case lambda(args: Arguments, body: Expression)
    case ifExp(test: Expression, body: Expression, orelse: Expression)
    /// A `nil` key stands for `**value`.
    case dict(keys: [Expression?], values: [Expression])
    case set(elts: [Expression])
    case listComp(elt: Expression, generators: [Comprehension])
    case setComp(elt: Expression, generators: [Comprehension])
    case dictComp(key: Expression, value: Expression, generators: [Comprehension])
    case generatorExp(elt: Expression, generators: [Comprehension])
    case await(value: Expression)
    case yield(value: Expression?)
    case yieldFrom(value: Expression)
    case compare(left: Expression, ops: [ComparisonOperator], comparators: [Expression])
    case call(func: Expression, args: [Expression], keywords: [Keyword])
    /// `{value!conversion:formatSpec}` in an f-string; the spec is a `joinedStr`.
    case formattedValue(value: Expression, conversion: Conversion?, formatSpec: Expression?)
    /// The same in a t-string, with the text between the braces as it was written.
    case interpolation(
      value: Expression, source: [UInt32], conversion: Conversion?, formatSpec: Expression?)
    case joinedStr(values: [Expression])
    case templateStr(values: [Expression])
    /// `hasUPrefix` is `ast.Constant.kind == 'u'`.
    case constant(value: Constant, hasUPrefix: Bool)
    case attribute(value: Expression, attr: String, ctx: ExpressionContext)
    case `subscript`(value: Expression, slice: Expression, ctx: ExpressionContext)
    case starred(value: Expression, ctx: ExpressionContext)
    case name(id: String, ctx: ExpressionContext)
    case list(elts: [Expression], ctx: ExpressionContext)
    case tuple(elts: [Expression], ctx: ExpressionContext)
    /// Only inside a subscript.
    case slice(lower: Expression?, upper: Expression?, step: Expression?)
  }
}

package enum ExpressionContext: Sendable { case load, store, del }

/// A literal's value.
package enum Constant: Hashable, Sendable {
  case none
  case `true`
  case `false`
  case ellipsis
  /// The digits as written, without prefix and underscores, in lower case; radix 2, 8, 10 or 16.
  case int(digits: String, radix: Int)
  case float(Double)
  /// The imaginary part of a complex number whose real part is zero.
  case imaginary(Double)
  /// Unicode code points; an array because lone surrogates may be among them.
  case string([UInt32])
  case bytes([UInt8])
}

package enum BooleanOperator: String, Sendable {
  case and = "And"
  case or = "Or"
}

package enum BinaryOperator: String, Sendable {
  case add = "Add"
  case sub = "Sub"
  case mult = "Mult"
  case matMult = "MatMult"
  case div = "Div"
  case mod = "Mod"
  case pow = "Pow"
  case lShift = "LShift"
  case rShift = "RShift"
  case bitOr = "BitOr"
  case bitXor = "BitXor"
  case bitAnd = "BitAnd"
  case floorDiv = "FloorDiv"
}

package enum UnaryOperator: String, Sendable {
  case invert = "Invert"
  case not = "Not"
  case uAdd = "UAdd"
  case uSub = "USub"
}

package enum ComparisonOperator: String, Sendable {
  case eq = "Eq"
  case notEq = "NotEq"
  case lt = "Lt"
  case ltE = "LtE"
  case gt = "Gt"
  case gtE = "GtE"
  case `is` = "Is"
  case isNot = "IsNot"
  case `in` = "In"
  case notIn = "NotIn"
}

/// `!s`, `!r`, `!a` in an f-string; the raw value is CPython's number for it.
package enum Conversion: UInt8, Sendable {
  case str = 115
  case repr = 114
  case ascii = 97
}

/// `for target in iter if ifs…`.
package struct Comprehension {
  package var target: Expression
  package var iter: Expression
  package var ifs: [Expression]
  package var isAsync: Bool
}

/// `arg=value` in a call or a class statement; a `nil` name stands for `**value`.
package struct Keyword {
  package var arg: String?
  package var value: Expression
  package var range: SourceRange
}

/// The parameters of a function or lambda.
package struct Arguments {
  package var posonlyargs: [Argument] = []
  package var args: [Argument] = []
  package var vararg: Argument?
  package var kwonlyargs: [Argument] = []
  /// One for each of `kwonlyargs`; `nil` where there is no default.
  package var kwDefaults: [Expression?] = []
  package var kwarg: Argument?
  /// Defaults of the last of `posonlyargs + args`.
  package var defaults: [Expression] = []

  package init() {}
}

package struct Argument {
  package var arg: String
  package var annotation: Expression?
  package var range: SourceRange
}

extension Expression.Kind {
  /// Levels of expressions, this one included; what keeps recursive consumers within the stack.
  fileprivate var depth: Int32 {
    func deepest(_ list: [Expression]) -> Int32 {
      var result: Int32 = 0
      for element in list where element.depth > result { result = element.depth }
      return result
    }
    func deepest(_ generators: [Comprehension]) -> Int32 {
      var result: Int32 = 0
      for generator in generators {
        result = max(
          result, generator.target.depth, generator.iter.depth, deepest(generator.ifs))
      }
      return result
    }
    switch self {
    case .name, .constant: return 1
    case .boolOp(_, let values): return 1 + deepest(values)
    case .namedExpr(let target, let value): return 1 + max(target.depth, value.depth)
    case .binOp(let left, _, let right): return 1 + max(left.depth, right.depth)
    case .unaryOp(_, let operand): return 1 + operand.depth
    case .lambda(let args, let body):
      var result = max(body.depth, deepest(args.defaults))
      for case let value? in args.kwDefaults { result = max(result, value.depth) }
      return 1 + result
    case .ifExp(let test, let body, let orelse):
      return 1 + max(test.depth, body.depth, orelse.depth)
    case .dict(let keys, let values):
      var result = deepest(values)
      for case let key? in keys { result = max(result, key.depth) }
      return 1 + result
    case .set(let elts), .list(let elts, _), .tuple(let elts, _): return 1 + deepest(elts)
    case .joinedStr(let values), .templateStr(let values): return 1 + deepest(values)
    case .listComp(let elt, let generators), .setComp(let elt, let generators),
      .generatorExp(let elt, let generators):
      return 1 + max(elt.depth, deepest(generators))
    case .dictComp(let key, let value, let generators):
      return 1 + max(key.depth, value.depth, deepest(generators))
    case .await(let value), .yieldFrom(let value), .starred(let value, _),
      .attribute(let value, _, _):
      return 1 + value.depth
    case .yield(let value): return 1 + (value?.depth ?? 0)
    case .compare(let left, _, let comparators):
      return 1 + max(left.depth, deepest(comparators))
    case .call(let function, let args, let keywords):
      var result = max(function.depth, deepest(args))
      for keyword in keywords { result = max(result, keyword.value.depth) }
      return 1 + result
    case .formattedValue(let value, _, let spec), .interpolation(let value, _, _, let spec):
      return 1 + max(value.depth, spec?.depth ?? 0)
    case .subscript(let value, let slice, _): return 1 + max(value.depth, slice.depth)
    case .slice(let lower, let upper, let step):
      return 1 + max(lower?.depth ?? 0, upper?.depth ?? 0, step?.depth ?? 0)
    }
  }
}
