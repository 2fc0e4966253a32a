/// Operators, comparisons, `and`/`or`/`not`.
///
///     a < b < c     →    t = a < b;  if t: t = b < c      (b evaluated once; the result is the last comparison's)

import NatrixIR
import NatrixSupport
import NatrixSyntax

extension FunctionLowering {
  func lowerBinary(
    _ left: Expression, _ op: BinaryOperator, _ right: Expression, _ whole: Expression
  ) -> ValueID {
    let first = value(left)
    return emit(
      op.primitive, [first, value(right)], at: operatorPosition(whole, left, right))
  }

  func lowerUnary(_ op: UnaryOperator, _ operand: Expression) -> ValueID {
    switch op {
    case .invert: return emit(.invert, [value(operand)])
    case .uAdd: return emit(.positive, [value(operand)])
    case .uSub: return emit(.negative, [value(operand)])
    case .not:
      let truth = emit(.truth_of, [value(operand)])
      return emit(.bool_of, [emit(.not_of, [truth])])
    }
  }

  /// The operand that decides, not its truth.
  func lowerBoolean(_ op: BooleanOperator, _ values: [Expression]) -> ValueID {
    var end = merge(op == .and ? "and" : "or")
    for operand in values.dropLast() {
      let result = value(operand)
      let truth = emit(.truth_of, [result])
      let next = newBlock()
      guard !isDead else { break }
      end.values.append(result)
      switch op {
      case .and: branch(truth, next, end.block)
      case .or: branch(truth, end.block, next)
      }
      start(next)
    }
    if let last = values.last { jump(to: &end, with: value(last)) }
    return finish(end)
  }

  func lowerComparison(
    _ left: Expression, _ ops: [ComparisonOperator], _ comparators: [Expression]
  ) -> ValueID {
    var first = value(left)
    guard ops.count > 1 else { return compare(first, ops[0], container(comparators[0], of: ops[0])) }
    var end = merge("compare")
    for (index, (op, comparator)) in zip(ops, comparators).enumerated() {
      let second = container(comparator, of: op)
      let result = compare(first, op, second)
      guard index < ops.count - 1 else {
        jump(to: &end, with: result)
        break
      }
      let truth = emit(.truth_of, [result])
      let next = newBlock()
      guard !isDead else { break }
      end.values.append(result)
      branch(truth, next, end.block)
      start(next)
      first = second
    }
    return finish(end)
  }

  /// One comparison as an object.
  private func compare(_ left: ValueID, _ op: ComparisonOperator, _ right: ValueID) -> ValueID {
    switch op {
    case .eq: emit(.eq, [left, right])
    case .notEq: emit(.ne, [left, right])
    case .lt: emit(.lt, [left, right])
    case .ltE: emit(.le, [left, right])
    case .gt: emit(.gt, [left, right])
    case .gtE: emit(.ge, [left, right])
    case .is, .isNot, .in, .notIn: emit(.bool_of, [compareTruth(left, op, right)])
    }
  }

  /// One comparison as a condition.
  func compareTruth(_ left: ValueID, _ op: ComparisonOperator, _ right: ValueID) -> ValueID {
    switch op {
    case .eq, .notEq, .lt, .ltE, .gt, .gtE: emit(.truth_of, [compare(left, op, right)])
    case .is: emit(.is_same, [left, right])
    case .isNot: emit(.not_of, [emit(.is_same, [left, right])])
    case .in: emit(.contains_truth, [left, right])
    case .notIn: emit(.not_of, [emit(.contains_truth, [left, right])])
    }
  }
}
