/// `match`: patterns become tests that go to the next case when they fail; names are bound when the whole pattern has
/// matched, before the guard.
///
///     case [x, *r] if g:   →   is a sequence, len >= 1;  t = subject[0]; u = list(subject[1:]);  x = t; r = u;  g

import NatrixIR
import NatrixSupport
import NatrixSyntax

extension FunctionLowering {
  func lowerMatch(_ subject: Expression, _ cases: [MatchCase]) {
    let subject = value(subject)
    let end = newBlock("endmatch")
    for matchCase in cases {
      if isDead { break }
      let next = newBlock("case")
      var captures = Captures()
      lowerPattern(matchCase.pattern, subject, &captures, failing: next)
      at(matchCase.pattern.range) {
        for (name, captured) in captures.bound { store(name, captured) }
      }
      if let condition = matchCase.guard {
        let body = newBlock("guard")
        self.condition(condition, body, next)
        start(body)
      }
      lower(matchCase.body)
      jump(to: end)
      start(next)
    }
    jump(to: end)
    start(end)
  }

  private struct Captures { var bound: [(name: String, value: ValueID)] = [] }

  /// Goes on when the condition holds.
  private func require(_ condition: ValueID, failing: BlockID) {
    let next = newBlock()
    branch(condition, next, failing)
    start(next)
  }

  private func lowerPattern(
    _ pattern: Pattern, _ subject: ValueID, _ captures: inout Captures, failing: BlockID
  ) {
    let outer = position
    position = Position(pattern.range)
    defer { position = outer }
    switch pattern.kind {
    case .matchValue(let expected):
      let other = value(expected)
      require(emit(.truth_of, [emit(.eq, [subject, other])]), failing: failing)
    case .matchSingleton(let literal):
      require(emit(.is_same, [subject, constant(irConstant(literal))]), failing: failing)
    case .matchSequence(let parts): lowerSequence(parts, subject, &captures, failing)
    case .matchMapping(let keys, let parts, let rest):
      lowerMapping(keys, parts, rest, subject, &captures, failing)
    case .matchClass(let cls, let positional, let names, let named):
      let type = value(cls)
      let attributes = emit(
        .match_class, [subject, type, constant(.tuple(names.map { .string(scope.mangled($0)) }))],
        [.integer(positional.count)])
      lowerParts(positional + named, attributes, &captures, failing)
    case .matchStar(let name):
      if let name { captures.bound.append((name, subject)) }
    case .matchAs(let inner, let name):
      if let inner { lowerPattern(inner, subject, &captures, failing: failing) }
      if let name { captures.bound.append((name, subject)) }
    case .matchOr(let alternatives): lowerOr(alternatives, subject, &captures, failing)
    }
  }

  /// Sub-patterns against the items of a tuple that a primitive gave, None when there was no match.
  private func lowerParts(
    _ parts: [Pattern], _ items: ValueID, _ captures: inout Captures, _ failing: BlockID
  ) {
    require(emit(.not_of, [emit(.is_same, [items, none])]), failing: failing)
    guard !parts.isEmpty else { return }
    let unpacked = append(
      Instruction(
        .unpack, [items], attributes: [.integer(parts.count)], position: position))
    let values = parts.indices.map { index in
      append(Instruction(.unpackItem, [unpacked], attributes: [.integer(index)]))
    }
    for (part, item) in zip(parts, values) {
      lowerPattern(part, item, &captures, failing: failing)
    }
  }

  private func isWildcard(_ pattern: Pattern) -> Bool {
    switch pattern.kind {
    case .matchAs(nil, nil), .matchStar(nil): true
    default: false
    }
  }

  private func lowerSequence(
    _ parts: [Pattern], _ subject: ValueID, _ captures: inout Captures, _ failing: BlockID
  ) {
    require(emit(.match_sequence, [subject]), failing: failing)
    let star = parts.firstIndex { if case .matchStar = $0.kind { true } else { false } }
    if star != nil, parts.count == 1 {
      guard !isWildcard(parts[0]) else { return }
    } else {
      let length = emit(.length_of, [subject])
      let wanted = constant(.integer(star == nil ? parts.count : parts.count - 1))
      let test = star == nil ? emit(.eq, [length, wanted]) : emit(.ge, [length, wanted])
      require(emit(.truth_of, [test]), failing: failing)
    }
    guard let star else {
      guard parts.contains(where: { !isWildcard($0) }) else { return }
      return lowerItems(parts, [.integer(parts.count)], subject, &captures, failing)
    }
    guard isWildcard(parts[star]) else {
      let shape: [Attribute] = [.integer(star), .integer(parts.count - star - 1)]
      return lowerItems(parts, shape, subject, &captures, failing)
    }
    // Nothing wants the rest: only the items before and behind it are taken.
    let length = emit(.length_of, [subject])
    for (index, part) in parts.enumerated() where index != star && !isWildcard(part) {
      let place =
        index < star
        ? constant(.integer(index))
        : emit(.sub, [length, constant(.integer(parts.count - index))])
      let item = emit(.subscript, [subject, place])
      lowerPattern(part, item, &captures, failing: failing)
    }
  }

  private func lowerItems(
    _ parts: [Pattern], _ shape: [Attribute], _ subject: ValueID, _ captures: inout Captures,
    _ failing: BlockID
  ) {
    let unpacked = append(
      Instruction(.unpack, [subject], attributes: shape, position: position))
    let items = parts.indices.map { index in
      append(Instruction(.unpackItem, [unpacked], attributes: [.integer(index)]))
    }
    for (part, item) in zip(parts, items) {
      lowerPattern(part, item, &captures, failing: failing)
    }
  }

  private func lowerMapping(
    _ keys: [Expression], _ parts: [Pattern], _ rest: String?, _ subject: ValueID,
    _ captures: inout Captures, _ failing: BlockID
  ) {
    require(emit(.match_mapping, [subject]), failing: failing)
    if keys.isEmpty, rest == nil { return }
    if !keys.isEmpty {
      let length = emit(.length_of, [subject])
      let enough = emit(.ge, [length, constant(.integer(keys.count))])
      require(emit(.truth_of, [enough]), failing: failing)
    }
    let names = tuple(keys.map(value))
    let values = emit(.match_keys, [subject, names])
    lowerParts(parts, values, &captures, failing)
    if let rest {
      captures.bound.append((rest, emit(.match_rest, [subject, names])))
    }
  }

  private func lowerOr(
    _ alternatives: [Pattern], _ subject: ValueID, _ captures: inout Captures, _ failing: BlockID
  ) {
    let end = newBlock("matched")
    var names: [String] = []
    var columns: [[ValueID]] = []
    for (index, alternative) in alternatives.enumerated() {
      if isDead { break }
      let isLast = index == alternatives.count - 1
      let next = isLast ? failing : newBlock("or")
      var own = Captures()
      lowerPattern(alternative, subject, &own, failing: next)
      if index == 0 {
        names = own.bound.map(\.name)
        columns = names.map { _ in [] }
      }
      if !isDead {
        for (column, name) in names.enumerated() {
          if let captured = own.bound.last(where: { $0.name == name }) {
            columns[column].append(captured.value)
          }
        }
        jump(to: end)
      }
      if !isLast { start(next) }
    }
    start(end)
    for (name, column) in zip(names, columns) {
      guard let first = column.first else { continue }
      guard column.count > 1 else {
        captures.bound.append((name, first))
        continue
      }
      let phi = graph.add(Instruction(.phi, column))
      phis[end.index].append(phi)
      captures.bound.append((name, phi))
    }
  }
}
