/// Loops over lists of objects ask for the memory of the objects that come next, so that it is there by then: the items of a
/// list follow each other, what they point to does not.
///
///     x = item_at items, i      →      x = item_ahead items, i, length
///
/// Only where the index is counted up to the list's length, and where something looks into the item: numbers are in the word.
/// (T. C. Mowry and others, Design and Evaluation of a Compiler Algorithm for Prefetching, 1992.)

import NatrixIR
import NatrixSupport

package enum PrefetchItems: Pass {
  package static let name = "prefetch-items"

  package static func run(on function: inout Function, in context: PassContext) {
    let graph = function.generic
    guard !function.kind.isResumable else { return }
    var lengths: [ValueID: [ValueID]] = [:]  // of a counted index: the lengths that it is compared with
    var items: [ValueID] = []
    var isLookedInto: Set<ValueID> = []
    for block in graph.blockIDs {
      for value in graph[block].instructions {
        let instruction = graph[value]
        guard instruction.opcode != .state, instruction.opcode != .virtual else { continue }
        if !onlyReadsTheWord(instruction) { isLookedInto.formUnion(instruction.inputs) }
        switch instruction.primitive?.id {
        case .lt_i64 where graph[instruction.inputs[0]].opcode == .phi:
          lengths[instruction.inputs[0], default: []].append(instruction.inputs[1])
        case .item_at where graph[instruction.inputs[1]].opcode == .phi: items.append(value)
        default: break
        }
      }
    }
    for value in items where isLookedInto.contains(value) {
      let inputs = graph[value].inputs
      guard let list = operand(of: inputs[0], .list_items, in: graph),
        let length = lengths[inputs[1]]?.first(where: { operand(of: $0, .list_length, in: graph) == list })
      else { continue }
      function.generic[value].attributes[0] = .primitive(.item_ahead)
      function.generic[value].inputs.append(length)
    }
  }

  /// Whether an instruction needs no more of its inputs than the words that they are, as long as these are numbers.
  private static func onlyReadsTheWord(_ instruction: Instruction) -> Bool {
    switch instruction.opcode {
    case .phi, .copy: return true
    case .primitive: break
    default: return false
    }
    switch instruction.primitive?.id {
    case .unbox_i64, .unbox_f64, .unbox_number, .unbox_bool, .float_kind, .is_same, .item_put, .list_add: return true
    default: return false
    }
  }

  private static func operand(of value: ValueID, _ id: PrimitiveID, in graph: Graph) -> ValueID? {
    graph[value].primitive?.id == id ? graph[value].inputs[0] : nil
  }
}
