/// `if`, conditional expressions, `assert`, and conditions: `and`, `or`, `not` and comparisons branch directly.

import NatrixIR
import NatrixSupport
import NatrixSyntax

extension FunctionLowering {
  /// Goes to one of two blocks, by the truth of an expression.
  func condition(_ expression: Expression, _ ifTrue: BlockID, _ ifFalse: BlockID) {
    if isDead { return }
    if let known = knownTruth(expression) { return jump(to: known ? ifTrue : ifFalse) }
    switch expression.kind {
    case .boolOp(let op, let values):
      for operand in values.dropLast() {
        let next = newBlock(op == .and ? "and" : "or")
        switch op {
        case .and: condition(operand, next, ifFalse)
        case .or: condition(operand, ifTrue, next)
        }
        start(next)
      }
      if let last = values.last { condition(last, ifTrue, ifFalse) }
    case .unaryOp(.not, let operand): condition(operand, ifFalse, ifTrue)
    case .compare(let left, let ops, let comparators):
      at(expression.range) { comparison(left, ops, comparators, ifTrue, ifFalse) }
    case .ifExp(let test, let body, let orelse):
      let (then, other) = (newBlock("then"), newBlock("else"))
      condition(test, then, other)
      start(then)
      condition(body, ifTrue, ifFalse)
      start(other)
      condition(orelse, ifTrue, ifFalse)
    default: branch(emit(.truth_of, [value(expression)]), ifTrue, ifFalse)
    }
  }

  private func comparison(
    _ left: Expression, _ ops: [ComparisonOperator], _ comparators: [Expression],
    _ ifTrue: BlockID, _ ifFalse: BlockID
  ) {
    var first = value(left)
    for (index, (op, comparator)) in zip(ops, comparators).enumerated() {
      let second = container(comparator, of: op)
      let truth = compareTruth(first, op, second)
      guard index < ops.count - 1 else { return branch(truth, ifTrue, ifFalse) }
      let next = newBlock("compare")
      branch(truth, next, ifFalse)
      start(next)
      first = second
    }
  }

  /// The truth of a literal and of `__debug__`.
  func knownTruth(_ expression: Expression) -> Bool? {
    switch expression.kind {
    case .constant(let literal, _):
      switch literal {
      case .none, .false: false
      case .true, .ellipsis: true
      case .int(let digits, _): digits.contains { $0 != "0" }
      case .float(let number), .imaginary(let number): number != 0
      case .string(let points): !points.isEmpty
      case .bytes(let bytes): !bytes.isEmpty
      }
    case .name("__debug__", _): module.optimization == 0
    default: nil
    }
  }

  func lowerIf(_ test: Expression, _ body: [Statement], _ orelse: [Statement]) {
    let then = newBlock("then")
    let end = newBlock("endif")
    let other = orelse.isEmpty ? end : newBlock("else")
    condition(test, then, other)
    start(then)
    lower(body)
    jump(to: end)
    if !orelse.isEmpty {
      start(other)
      lower(orelse)
      jump(to: end)
    }
    start(end)
  }

  func lowerConditional(
    _ test: Expression, _ body: Expression, _ orelse: Expression
  ) -> ValueID {
    let (then, other) = (newBlock("then"), newBlock("else"))
    var end = merge("endif")
    condition(test, then, other)
    start(then)
    jump(to: &end, with: value(body))
    start(other)
    jump(to: &end, with: value(orelse))
    return finish(end)
  }

  func lowerAssert(_ test: Expression, _ message: Expression?) {
    let (failed, end) = (newBlock("assert"), newBlock())
    condition(test, end, failed)
    start(failed)
    let text = message.map(value) ?? absent
    // CPython marks the comparison when the test is one, else the statement.
    if case .compare = test.kind {
      emit(.raise_assertion, [text], at: Position(test.range))
    } else {
      emit(.raise_assertion, [text])
    }
    unreachable()
    start(end)
  }
}
