/// The copies of an edge to the phis of its target. They happen at once; here one after the other, in an order that
/// overwrites nothing that is still needed.
///
///     a, b = b, c      →      a = b; b = c
///     a, b = b, a      →      waiting = b; b = a; a = waiting

/// From place to place (a register, a variable); constants come from nowhere.
package struct EdgeCopy: Sendable {
  package var to: Int
  package var from: Int?
  /// What is copied.
  package var value: ValueID

  package init(to: Int, from: Int?, value: ValueID) {
    self.to = to
    self.from = from
    self.value = value
  }
}

package enum EdgeStep: Sendable {
  case copy(EdgeCopy)
  /// The copy's value goes to a place outside; `take` of the same copy, further on and before any other `keep`, ends that.
  case keep(EdgeCopy)
  case take(EdgeCopy)
}

extension Graph {
  /// The steps for an edge. `place` says where a value is held; of a phi that is held nowhere it is nil.
  package func copies(
    from source: BlockID, to target: BlockID, place: (ValueID) -> Int?
  ) -> [EdgeStep] {
    guard phis(of: target).first != nil,
      let number = self[target].predecessors.firstIndex(of: source)
    else { return [] }
    var copies: [EdgeCopy] = []
    for phi in phis(of: target) {
      guard let to = place(phi) else { continue }
      let input = self[phi].inputs[number]
      let from = self[input].opcode == .constant ? nil : place(input)
      if to != from { copies.append(EdgeCopy(to: to, from: from, value: input)) }
    }
    return inSequence(copies)
  }
}

/// Each copy is made when nobody wants its target's old value any longer. What then is left are cycles.
func inSequence(_ copies: [EdgeCopy]) -> [EdgeStep] {
  if copies.count == 1 { return [.copy(copies[0])] }
  var readers: [Int: Int] = [:]
  var writer: [Int: Int] = [:]
  for (index, copy) in copies.enumerated() {
    if let from = copy.from { readers[from, default: 0] += 1 }
    writer[copy.to] = index
  }
  var steps: [EdgeStep] = []
  var isDone = [Bool](repeating: false, count: copies.count)
  /// Makes the copies that nothing holds up, from `index` on against the direction of the reads.
  func run(_ index: Int, _ step: EdgeStep) {
    var next = (index: index, step: step)
    while true {
      isDone[next.index] = true
      steps.append(next.step)
      guard let from = copies[next.index].from else { return }
      readers[from, default: 1] -= 1
      guard readers[from] == 0, let freed = writer[from], !isDone[freed] else { return }
      next = (freed, .copy(copies[freed]))
    }
  }
  for (index, copy) in copies.enumerated() where !isDone[index] && readers[copy.to, default: 0] == 0 {
    run(index, .copy(copy))
  }
  for (index, copy) in copies.enumerated() where !isDone[index] {
    steps.append(.keep(copy))
    isDone[index] = true
    if let from = copy.from {
      readers[from] = 0
      if let freed = writer[from] { run(freed, .copy(copies[freed])) }
    }
    steps.append(.take(copy))
  }
  return steps
}
