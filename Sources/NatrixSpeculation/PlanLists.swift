/// Lists and dicts that a comprehension fills have room for all its items from the beginning, where it adds one in each round.
///
///     it = get_iter xs                   n = list_length xs
///     l = build_list              →      l = list_with_room n
///     …  list_add l, x                   …  list_add l, x
///
/// Not sets: the order of their items follows from how they grew.

import NatrixIR

extension Plans {
  mutating func findPresizedLists() {
    guard speculation.does(.presizedLists) else { return }
    var dominators: Dominators?
    for (number, loop) in loops.enumerated() {
      guard let block = home[loop.iterator.index],
        let place = graph[block].instructions.firstIndex(of: loop.iterator)
      else { continue }
      for made in graph[block].instructions[(place + 1)...] where graph[made].inputs.isEmpty {
        guard let kind = Presized(building: graph[made].primitive?.id) else { continue }
        let known = dominators ?? Dominators(graph)
        dominators = known
        if isFilled(made, of: kind, by: loop, known) { all[made.index] = Plan(kind: .presized(kind, number)) }
      }
    }
  }

  /// Whether every round of the loop adds an item.
  private func isFilled(_ made: ValueID, of kind: Presized, by loop: FusedLoop, _ dominators: Dominators) -> Bool {
    let additions = users[made.index].filter { graph[$0].primitive?.id == kind.addition && graph[$0].inputs.first == made }
    guard additions.count == 1, let place = home[additions[0].index], place != loop.header,
      dominators.dominates(loop.header, place)
    else { return false }
    return graph[loop.header].predecessors.allSatisfy {
      !dominators.dominates(loop.header, $0) || dominators.dominates(place, $0)
    }
  }
}

/// What is made with room for a number of items.
enum Presized {
  case list, dict

  init?(building primitive: PrimitiveID?) {
    switch primitive {
    case .build_list: self = .list
    case .build_dict: self = .dict
    default: return nil
    }
  }

  var addition: PrimitiveID { self == .list ? .list_add : .dict_include }
  var withRoom: PrimitiveID { self == .list ? .list_with_room : .dict_with_room }
}

extension TwinBuilder {
  mutating func makePresized(_ value: ValueID, _ instruction: Instruction, _ kind: Presized, _ number: Int) {
    var count = loops[number].count
    if case .sequences(let sequences) = plans.loops[number].source {
      for ((kind, _), object) in zip(sequences, loops[number].objects) {
        let length = emit(kind.lengthID, [object], guarded: kind == .hosted)
        count = count.map { emit(.min_i64, [$0, length]) } ?? length
      }
    }
    let made = emit(
      Instruction(.primitive, [count ?? integer(0)], attributes: [.primitive(kind.withRoom)], position: instruction.position))
    define(value, made)
  }
}
