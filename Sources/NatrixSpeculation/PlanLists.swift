/// Lists that a comprehension fills have room for all its items from the beginning, where it adds one in each round.
///
///     it = get_iter xs                   n = list_length xs
///     l = build_list              →      l = list_with_room n
///     …  list_add l, x                   …  list_add l, x

import NatrixIR

extension Plans {
  mutating func findPresizedLists() {
    guard speculation.does(.presizedLists) else { return }
    var dominators: Dominators?
    for (number, loop) in loops.enumerated() {
      guard let block = home[loop.iterator.index],
        let place = graph[block].instructions.firstIndex(of: loop.iterator)
      else { continue }
      for list in graph[block].instructions[(place + 1)...]
      where graph[list].primitive?.id == .build_list && graph[list].inputs.isEmpty {
        let known = dominators ?? Dominators(graph)
        dominators = known
        if isFilled(list, by: loop, known) { all[list.index] = Plan(kind: .presizedList(number)) }
      }
    }
  }

  /// Whether every round of the loop adds an item.
  private func isFilled(_ list: ValueID, by loop: FusedLoop, _ dominators: Dominators) -> Bool {
    let additions = users[list.index].filter { graph[$0].primitive?.id == .list_add && graph[$0].inputs.first == list }
    guard additions.count == 1, let place = home[additions[0].index], place != loop.header,
      dominators.dominates(loop.header, place)
    else { return false }
    return graph[loop.header].predecessors.allSatisfy {
      !dominators.dominates(loop.header, $0) || dominators.dominates(place, $0)
    }
  }
}

extension TwinBuilder {
  mutating func makePresizedList(_ value: ValueID, _ instruction: Instruction, _ number: Int) {
    var count = loops[number].count
    if case .sequences(let sequences) = plans.loops[number].source {
      for ((kind, _), object) in zip(sequences, loops[number].objects) {
        let length = emit(kind.lengthID, [object], guarded: kind == .hosted)
        count = count.map { emit(.min_i64, [$0, length]) } ?? length
      }
    }
    let list = emit(
      Instruction(
        .primitive, [count ?? integer(0)], attributes: [.primitive(.list_with_room)], position: instruction.position))
    define(value, list)
  }
}
