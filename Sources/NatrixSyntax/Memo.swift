/// What the second pass remembers: the result of a rule at a position.

struct MemoKey: Hashable {
  var rule: MemoRule
  var position: Int
}

enum MemoRule: UInt8 {
  case expression, disjunction, bitwiseOr, primary, atom, arguments, starExpression, block
  case simpleStatement, compoundStatement, strings, closedPattern
  case namedExpression, namedExpressionQuietly, expressionQuietly, storeTarget, deleteTarget
}

struct MemoEntry {
  var result: Any?
  var end: Int
}

extension Parser {
  /// Runs a rule, or takes its result at this position from before. In the first pass nothing is
  /// remembered.
  @inline(__always)
  func remembered<Result>(_ rule: MemoRule, _ body: () -> Result?) -> Result? {
    guard explains else { return body() }
    return rememberedSlowly(rule, body)
  }

  /// The same in every pass, for what could be tried again and again in nested brackets.
  @inline(never)
  func rememberedSlowly<Result>(_ rule: MemoRule, _ body: () -> Result?) -> Result? {
    let key = MemoKey(rule: rule, position: position)
    if let entry = memo[key] {
      reset(to: entry.end)
      return entry.result as? Result
    }
    let result = body()
    if error == nil { memo[key] = MemoEntry(result: result, end: position) }
    return result
  }
}
