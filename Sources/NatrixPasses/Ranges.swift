/// Which numbers the machine ints of a fast graph can be, and which are below which; arithmetic that cannot overflow and
/// indices that are in bounds need no guard.
///
///     i = phi 0, i.next            0 … n           i + 1 is at most n: plain_add
///     branch i >= n                0 … n - 1       (behind the branch)
///     k = normal_index i, n        i               i is not negative
///     j = in_bounds k, n, s        i               i < n by the branch
///     m = and_i64 x, 255           0 … 255
///
/// Intervals are found as a fixed point over SSA (Gough and Klaren: widening at phis of loops, then narrowing), conditions
/// narrowing what a value is in the blocks behind them. That one value is below another is asked for where it is wanted,
/// through additions, phis and conditions (Bodik, Gupta and Sarkar, ABCD).

import NatrixIR
import NatrixSupport

package enum Ranges: Pass {
  package static let name = "ranges"

  package static func run(on function: inout Function, in context: PassContext) {
    guard function.generic.values.contains(where: { $0.representation == .i64 }) else { return }
    var rewriter = RangeRewriter(function.generic)
    rewriter.run()
    function.generic = rewriter.graph
  }
}

/// From `low` to `high`, both included.
struct Interval: Equatable {
  var low: Int
  var high: Int

  static let all = Interval(low: .min, high: .max)
  static func exactly(_ number: Int) -> Interval { Interval(low: number, high: number) }
  /// Lengths: nothing in memory is longer.
  static let length = Interval(low: 0, high: 1 << 56)
  static let byte = Interval(low: 0, high: 255)

  var isEmpty: Bool { low > high }
  func joined(_ other: Interval) -> Interval { Interval(low: min(low, other.low), high: max(high, other.high)) }
  func met(_ other: Interval) -> Interval { Interval(low: max(low, other.low), high: min(high, other.high)) }
  func contains(_ number: Int) -> Bool { low <= number && number <= high }
  func isWithin(_ other: Interval) -> Bool { other.low <= low && high <= other.high }
}

/// `left < right` and the like.
enum Relation {
  case less, atMost, equal, different

  static func of(_ id: PrimitiveID?) -> (relation: Relation, isSwapped: Bool)? {
    switch id {
    case .lt_i64: (.less, false)
    case .le_i64: (.atMost, false)
    case .gt_i64: (.less, true)
    case .ge_i64: (.atMost, true)
    case .eq_i64: (.equal, false)
    case .ne_i64: (.different, false)
    default: nil
    }
  }
}

struct RelationFact {
  var left: ValueID
  var relation: Relation
  var right: ValueID
}

/// The intervals of a graph's values.
struct IntervalAnalysis {
  let graph: Graph
  let dominators: Dominators
  private let order: [BlockID]
  private var intervals: [Interval?]
  private let home: [BlockID?]
  /// What a branch into a block says.
  private var facts: [[RelationFact]]
  /// Blocks above each block with facts, nearest first: only these are looked at.
  private var above: [BlockID?]

  init(_ graph: Graph) {
    self.graph = graph
    dominators = Dominators(graph)
    order = graph.reversePostorder()
    intervals = [Interval?](repeating: nil, count: graph.values.count)
    home = graph.definingBlocks()
    facts = [[RelationFact]](repeating: [], count: graph.blocks.count)
    above = [BlockID?](repeating: nil, count: graph.blocks.count)
    findFacts()
    solve()
  }

  /// What loop-invariants has put before a loop is what it is when the loop is entered: nothing else looks at it.
  func resolved(_ value: ValueID) -> ValueID {
    var current = value
    while graph[current].opcode == .phi, graph[current].inputs.count == 2, let block = home[current.index],
      graph[block].label == LoopInvariants.meetingLabel, graph[graph[current].inputs[1]].opcode == .constant
    {
      current = graph[current].inputs[0]
    }
    return current
  }

  private mutating func findFacts() {
    for block in order {
      if let parent = dominators.parent(of: block) {
        above[block.index] = facts[parent.index].isEmpty ? above[parent.index] : parent
      }
      let predecessors = graph[block].predecessors
      guard predecessors.count == 1, let last = graph.terminator(of: predecessors[0]), last.opcode == .branch,
        last.targets.contains(block)
      else { continue }
      add(last.inputs[0], holds: last.targets[0] == block, to: block)
    }
  }

  private mutating func add(_ condition: ValueID, holds: Bool, to block: BlockID) {
    let instruction = graph[condition]
    guard instruction.opcode == .primitive else { return }
    switch instruction.primitive?.id {
    case .not_of: add(instruction.inputs[0], holds: !holds, to: block)
    case .both:
      guard holds else { return }
      for input in instruction.inputs { add(input, holds: true, to: block) }
    default:
      guard let (relation, isSwapped) = Relation.of(instruction.primitive?.id) else { return }
      let left = resolved(instruction.inputs[isSwapped ? 1 : 0])
      let right = resolved(instruction.inputs[isSwapped ? 0 : 1])
      switch (relation, holds) {
      case (_, true): facts[block.index].append(RelationFact(left: left, relation: relation, right: right))
      case (.less, false): facts[block.index].append(RelationFact(left: right, relation: .atMost, right: left))
      case (.atMost, false): facts[block.index].append(RelationFact(left: right, relation: .less, right: left))
      case (.equal, false): facts[block.index].append(RelationFact(left: left, relation: .different, right: right))
      case (.different, false): facts[block.index].append(RelationFact(left: left, relation: .equal, right: right))
      }
    }
  }

  /// What branches have said of a value on the way to a block.
  func facts(about value: ValueID, at block: BlockID) -> [RelationFact] {
    var result: [RelationFact] = []
    var current: BlockID? = facts[block.index].isEmpty ? above[block.index] : block
    while let place = current {
      for fact in facts[place.index] where fact.left == value || fact.right == value { result.append(fact) }
      current = above[place.index]
    }
    return result
  }

  /// The numbers that a value can be in a block.
  func interval(of value: ValueID, at block: BlockID) -> Interval {
    narrowed(base(value) ?? .all, value, block)
  }

  private func narrowed(_ interval: Interval, _ value: ValueID, _ block: BlockID) -> Interval {
    let value = resolved(value)
    guard graph[value].opcode != .constant else { return interval }
    var result = interval
    for fact in facts(about: value, at: block) {
      let isLeft = fact.left == value
      guard let other = base(isLeft ? fact.right : fact.left) else { continue }
      switch (fact.relation, isLeft) {
      case (.less, true): if other.high > .min { result.high = min(result.high, other.high - 1) }
      case (.less, false): if other.low < .max { result.low = max(result.low, other.low + 1) }
      case (.atMost, true): result.high = min(result.high, other.high)
      case (.atMost, false): result.low = max(result.low, other.low)
      case (.equal, _): result = result.met(other)
      case (.different, _):
        guard other.low == other.high else { continue }
        if result.low == other.low, result.low < .max { result.low += 1 }
        if result.high == other.low, result.high > .min { result.high -= 1 }
      }
    }
    result = throughSum(result, value, block)
    return result.isEmpty ? interval : result
  }

  /// What is known of a sum's operand here is more than was known where the sum was made: the number that follows in a loop
  /// stands before its test.
  private func throughSum(_ interval: Interval, _ value: ValueID, _ block: BlockID) -> Interval {
    guard graph[value].opcode == .primitive, let id = graph[value].primitive?.id, id == .plain_add || id == .add_i64 || id == .sub_i64,
      graph[value].inputs.count >= 2, case .integer(let digits)? = graph[graph[value].inputs[1]].constant, let number = Int(digits),
      graph[value].inputs[0] != value, let known = base(graph[value].inputs[0])
    else { return interval }
    let input = resolved(graph[value].inputs[0])
    guard graph[input].opcode != .primitive || graph[input].primitive?.id != id else { return interval }
    let operand = narrowed(known, input, block)
    guard let sum = Interval.result(of: id, [operand, .exactly(number)]) else { return interval }
    let met = interval.met(sum)
    return met.isEmpty ? interval : met
  }

  /// Of a value as such; nil: nothing is known yet.
  private func base(_ value: ValueID) -> Interval? {
    let value = resolved(value)
    if graph[value].opcode == .constant {
      if case .integer(let digits)? = graph[value].constant, let number = Int(digits) { return .exactly(number) }
      return .all
    }
    return intervals[value.index]
  }

  // MARK: The fixed point

  private mutating func solve() {
    var visits = [Int](repeating: 0, count: graph.values.count)
    var changed = true
    var rounds = 0
    while changed {
      changed = false
      rounds += 1
      for block in order {
        for value in graph[block].instructions where graph[value].representation == .i64 {
          guard var found = transfer(value, block) else { continue }
          if let old = intervals[value.index] {
            found = found.joined(old)
            guard found != old else { continue }
            visits[value.index] += 1
            if graph[value].opcode == .phi && visits[value.index] > 2 || rounds > 12 {
              found = Interval(low: found.low < old.low ? .min : old.low, high: found.high > old.high ? .max : old.high)
            }
          }
          intervals[value.index] = found
          changed = true
        }
      }
    }
    for _ in 0..<3 {
      for block in order {
        for value in graph[block].instructions where graph[value].representation == .i64 {
          guard let old = intervals[value.index], let found = transfer(value, block) else { continue }
          let met = old.met(found)
          if !met.isEmpty { intervals[value.index] = met }
        }
      }
    }
  }

  private func transfer(_ value: ValueID, _ block: BlockID) -> Interval? {
    let instruction = graph[value]
    if instruction.opcode == .phi { return phi(instruction, block) }
    guard instruction.opcode == .primitive, let id = instruction.primitive?.id else { return .all }
    if id == .typed_at { return Interval.items(ofTypecode: instruction.integer ?? 0) }
    var operands: [Interval] = []
    for input in instruction.inputs where graph[input].representation == .i64 {
      guard let known = base(input) else { return nil }
      operands.append(narrowed(known, input, block))
    }
    return Interval.result(of: id, operands) ?? .all
  }

  private func phi(_ instruction: Instruction, _ block: BlockID) -> Interval? {
    var result: Interval?
    for (input, predecessor) in zip(instruction.inputs, graph[block].predecessors) {
      guard dominators.isReachable(predecessor), let known = base(input) else { continue }
      var found = narrowed(known, input, predecessor)
      // The branch at the end of the predecessor, too, when it only goes here by one way.
      if let edge = edgeFact(from: predecessor, to: block, about: resolved(input)) { found = edge(found) }
      result = result?.joined(found) ?? found
    }
    return result
  }

  /// A loop with its test at the end: what the branch back says.
  private func edgeFact(from source: BlockID, to target: BlockID, about value: ValueID) -> ((Interval) -> Interval)? {
    guard let last = graph.terminator(of: source), last.opcode == .branch, graph[last.inputs[0]].opcode == .primitive,
      let (relation, isSwapped) = Relation.of(graph[last.inputs[0]].primitive?.id)
    else { return nil }
    let condition = graph[last.inputs[0]]
    let left = resolved(condition.inputs[isSwapped ? 1 : 0])
    let right = resolved(condition.inputs[isSwapped ? 0 : 1])
    let holds = last.targets[0] == target
    guard left == value, let other = base(right) else { return nil }
    return { interval in
      var result = interval
      switch (relation, holds) {
      case (.less, true): if other.high > .min { result.high = min(result.high, other.high - 1) }
      case (.atMost, true): result.high = min(result.high, other.high)
      case (.less, false): result.low = max(result.low, other.low)
      case (.atMost, false): if other.low < .max { result.low = max(result.low, other.low + 1) }
      case (.equal, true), (.different, false): result = result.met(other)
      case (.equal, false), (.different, true): break
      }
      return result.isEmpty ? interval : result
    }
  }

  // MARK: Which is below which

  /// Whether `left <= right + distance` in a block, whatever the two are.
  func isAtMost(_ left: ValueID, _ right: ValueID, _ distance: Int, at block: BlockID) -> Bool {
    var question = Question(right: resolved(right), budget: 120)
    return isAtMost(resolved(left), distance, block, &question, 10)
  }

  private struct Question {
    var right: ValueID
    var budget: Int
    /// Of phis that are being looked through: the distance that is to be shown of them, whichever way round the loop.
    var phis: [ValueID: Int] = [:]
  }

  private func isAtMost(
    _ left: ValueID, _ distance: Int, _ block: BlockID, _ question: inout Question, _ depth: Int
  ) -> Bool {
    let right = question.right
    if left == right { return distance >= 0 }
    let (sum, overflows) = interval(of: right, at: block).low.addingReportingOverflow(distance)
    if !overflows, interval(of: left, at: block).high <= sum { return true }
    // Round a loop: true if the way round has not made it harder.
    if let before = question.phis[left] { return distance >= before }
    question.budget -= 1
    guard depth > 0, question.budget > 0 else { return false }
    for fact in facts(about: left, at: block) {
      switch fact.relation {
      case .less where fact.left == left && distance < .max:
        if isAtMost(fact.right, distance + 1, block, &question, depth - 1) { return true }
      case .atMost where fact.left == left:
        if isAtMost(fact.right, distance, block, &question, depth - 1) { return true }
      case .equal:
        let other = fact.left == left ? fact.right : fact.left
        if isAtMost(other, distance, block, &question, depth - 1) { return true }
      default: break
      }
    }
    if isBelowSum(left, distance, block, &question, depth) { return true }
    let instruction = graph[left]
    if instruction.opcode == .phi { return isPhiAtMost(left, instruction, distance, &question, depth) }
    guard instruction.opcode == .primitive else { return false }
    func all(_ inputs: [ValueID], _ distance: Int) -> Bool {
      inputs.allSatisfy { isAtMost(resolved($0), distance, block, &question, depth - 1) }
    }
    let inputs = instruction.inputs
    switch instruction.primitive?.id {
    case .add_i64, .plain_add:
      guard isExact(left) else { return false }
      for (one, other) in [(0, 1), (1, 0)] {
        let most = interval(of: inputs[other], at: block).high
        let (rest, overflows) = distance.subtractingReportingOverflow(most)
        if !overflows, most < .max, all([inputs[one]], rest) { return true }
      }
      return false
    case .sub_i64, .plain_sub:
      let (rest, overflows) = distance.addingReportingOverflow(interval(of: inputs[1], at: block).low)
      return !overflows && isExact(left) && all([inputs[0]], rest)
    case .in_bounds:
      return distance < .max && all([inputs[1]], distance + 1) || all([inputs[0]], distance)
    case .normal_index: return interval(of: inputs[0], at: block).low >= 0 && all([inputs[0]], distance)
    case .min_i64: return all([inputs[0]], distance) || all([inputs[1]], distance)
    case .max_i64: return all(inputs, distance)
    case .floordiv_i64, .plain_floordiv, .unsigned_floordiv, .rshift_i64, .plain_rshift:
      guard interval(of: inputs[0], at: block).low >= 0, interval(of: inputs[1], at: block).low >= 0 else { return false }
      return all([inputs[0]], distance)
    case .mod_i64, .plain_mod, .unsigned_mod:
      return distance < .max && interval(of: inputs[1], at: block).low > 0 && all([inputs[1]], distance + 1)
    default: return false
    }
  }

  /// Each input where it comes from; the bound must be the same all the time.
  private func isPhiAtMost(
    _ phi: ValueID, _ instruction: Instruction, _ distance: Int, _ question: inout Question, _ depth: Int
  ) -> Bool {
    guard let place = home[phi.index] else { return false }
    if graph[question.right].opcode != .constant {
      guard let origin = home[question.right.index], origin != place, dominators.dominates(origin, place) else { return false }
    }
    question.phis[phi] = distance
    defer { question.phis[phi] = nil }
    for (input, predecessor) in zip(instruction.inputs, graph[place].predecessors) {
      guard isAtMost(resolved(input), distance, predecessor, &question, depth - 1) else { return false }
    }
    return true
  }

  /// The bound is a sum itself: left <= (x + n) + distance.
  private func isBelowSum(
    _ left: ValueID, _ distance: Int, _ block: BlockID, _ question: inout Question, _ depth: Int
  ) -> Bool {
    let instruction = graph[question.right]
    guard instruction.opcode == .primitive, instruction.primitive?.id == .add_i64 || instruction.primitive?.id == .plain_add,
      isExact(question.right)
    else { return false }
    for (one, other) in [(0, 1), (1, 0)] {
      let least = interval(of: instruction.inputs[other], at: block).low
      let (rest, overflows) = distance.addingReportingOverflow(least)
      guard !overflows, least > .min else { continue }
      var inner = Question(right: resolved(instruction.inputs[one]), budget: question.budget)
      let found = isAtMost(left, rest, block, &inner, depth - 1)
      question.budget = inner.budget
      if found { return true }
    }
    return false
  }

  /// A sum that does not wrap round: guards see to it, and of plain ones the operands' intervals.
  private func isExact(_ value: ValueID) -> Bool {
    guard let place = home[value.index] else { return false }
    switch graph[value].primitive?.id {
    case .add_i64, .sub_i64: return true
    case .plain_add:
      return !interval(of: graph[value].inputs[0], at: place).sum(interval(of: graph[value].inputs[1], at: place)).overflows
    case .plain_sub:
      return !interval(of: graph[value].inputs[0], at: place).difference(interval(of: graph[value].inputs[1], at: place)).overflows
    default: return false
    }
  }
}

/// Replaces what the analysis has made superfluous.
private struct RangeRewriter {
  var graph: Graph
  private let analysis: IntervalAnalysis
  private var replacements: [ValueID: ValueID] = [:]

  init(_ graph: Graph) {
    self.graph = graph
    analysis = IntervalAnalysis(graph)
  }

  mutating func run() {
    for block in graph.reversePostorder() {
      var kept: [ValueID] = []
      kept.reserveCapacity(graph[block].instructions.count)
      for value in graph[block].instructions where !simplify(value, block) { kept.append(value) }
      graph[block].instructions = kept
    }
    graph.replaceUses(replacements)
  }

  private func interval(_ value: ValueID, _ block: BlockID) -> Interval { analysis.interval(of: value, at: block) }

  /// Whether the instruction goes.
  private mutating func simplify(_ value: ValueID, _ block: BlockID) -> Bool {
    let instruction = graph[value]
    guard instruction.opcode == .primitive, let id = instruction.primitive?.id else { return false }
    let inputs = instruction.inputs
    switch id {
    case .add_i64:
      if !interval(inputs[0], block).sum(interval(inputs[1], block)).overflows { become(value, .plain_add) }
    case .sub_i64:
      if !interval(inputs[0], block).difference(interval(inputs[1], block)).overflows { become(value, .plain_sub) }
    case .mul_i64:
      if !interval(inputs[0], block).product(interval(inputs[1], block)).overflows { become(value, .plain_mul) }
    case .neg_i64: if interval(inputs[0], block).low > .min { become(value, .plain_neg) }
    case .abs_i64:
      let known = interval(inputs[0], block)
      if known.low >= 0 {
        replacements[value] = inputs[0]
        return true
      }
      if known.low > .min { become(value, .plain_abs) }
    case .floordiv_i64, .mod_i64:
      let (left, right) = (interval(inputs[0], block), interval(inputs[1], block))
      if left.low >= 0, right.low > 0 {
        become(value, id == .mod_i64 ? .unsigned_mod : .unsigned_floordiv)
      } else if !right.contains(0), !right.contains(-1) || left.low > .min {
        become(value, id == .mod_i64 ? .plain_mod : .plain_floordiv)
      }
    case .plain_floordiv, .plain_mod:
      if interval(inputs[0], block).low >= 0, interval(inputs[1], block).low > 0 {
        graph[value].attributes[0] = .primitive(id == .plain_mod ? .unsigned_mod : .unsigned_floordiv)
      }
    case .lshift_i64:
      let right = interval(inputs[1], block)
      guard right.low >= 0, right.high <= 61 else { return false }
      if !interval(inputs[0], block).product(Interval(low: 1 << right.low, high: 1 << right.high)).overflows {
        become(value, .plain_lshift)
      }
    case .rshift_i64: if interval(inputs[1], block).isWithin(Interval(low: 0, high: 63)) { become(value, .plain_rshift) }
    case .normal_index:
      if interval(inputs[0], block).low >= 0 {
        replacements[value] = inputs[0]
        return true
      }
    case .in_bounds:
      if interval(inputs[0], block).low >= 0, analysis.isAtMost(inputs[0], inputs[1], -1, at: block) {
        replacements[value] = inputs[0]
        return true
      }
    case .guard_fits: return interval(inputs[0], block).isWithin(.items(ofTypecode: instruction.integer ?? 0))
    case .guard_byte: return interval(inputs[0], block).isWithin(.byte)
    case .exact_f64:
      if interval(inputs[0], block).isWithin(Interval(low: -(1 << 53), high: 1 << 53)) { become(value, .f64_of_i64) }
    case .box_i64:
      if interval(inputs[0], block).isWithin(Interval(low: -(1 << 61), high: (1 << 61) - 1)) {
        graph[value].attributes[0] = .primitive(.box_small)
      }
    case .box_u64:
      if interval(inputs[0], block).isWithin(Interval(low: 0, high: (1 << 61) - 1)) {
        graph[value].attributes[0] = .primitive(.box_small)
      }
    default: break
    }
    return false
  }

  /// The operation without its guard.
  private mutating func become(_ value: ValueID, _ id: PrimitiveID) {
    graph[value].attributes[0] = .primitive(id)
    graph[value].inputs.removeLast()
  }
}
