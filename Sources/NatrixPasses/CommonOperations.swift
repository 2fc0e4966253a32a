/// Does an operation of a fast graph only once where its result is known from before on every path.
///
///     a = sub_i64 i, 1, s1              a = sub_i64 i, 1, s1
///     guard_list row, s2           →    guard_list row, s2
///     b = sub_i64 i, 1, s3              (b is a)
///     guard_list row, s4
///
/// Loads are known as long as nothing writes to where they look (FastMemory.swift); a guard that has passed passes again.
/// What a number was boxed from is not looked for in the box, nor what has just been stored where it went.

import NatrixIR
import NatrixSupport

package enum CommonOperations: Pass {
  package static let name = "common-operations"

  package static func run(on function: inout Function, in context: PassContext) {
    var search = Search(function.generic)
    search.run()
    function.generic = search.graph
  }
}

private struct Search {
  var graph: Graph
  private let dominators: Dominators
  private let order: [BlockID]
  private var placeNumbers: [Place: Int] = [:]
  /// At the entry of each block, by place: a number that changes when what is there may have changed.
  private var entries: [[Int]] = []
  private var nextVersion = 0
  private var replacements: [ValueID: ValueID] = [:]

  private struct Key: Hashable {
    var operation: OperationKey
    var versions: [Int]
  }
  private var known: [Key: [(value: ValueID, block: BlockID)]] = [:]

  init(_ graph: Graph) {
    self.graph = graph
    dominators = Dominators(graph)
    order = graph.reversePostorder()
  }

  mutating func run() {
    for block in order {
      for value in graph[block].instructions {
        for place in graph[value].reads ?? [] where placeNumbers[place] == nil { placeNumbers[place] = placeNumbers.count }
      }
    }
    findVersions()
    for block in order { search(block) }
    graph.replaceUses(replacements)
  }

  // MARK: Versions of the heap

  private mutating func fresh() -> Int {
    nextVersion += 1
    return nextVersion
  }

  private mutating func apply(_ change: Change, to versions: inout [Int]) {
    switch change {
    case .nothing: break
    case .places(let places):
      for place in places {
        if let number = placeNumbers[place] { versions[number] = fresh() }
      }
    case .everything:
      for number in versions.indices { versions[number] = fresh() }
    }
  }

  private mutating func findVersions() {
    let count = placeNumbers.count
    entries = [[Int]](repeating: [], count: graph.blocks.count)
    var exits = [[Int]](repeating: [], count: graph.blocks.count)
    var changedIn: [BlockID: [Bool]] = [:]
    for loop in NaturalLoops(graph, dominators).all {
      var changed = [Bool](repeating: false, count: count)
      for block in loop.blocks {
        for value in graph[block].instructions {
          switch graph[value].change {
          case .nothing: break
          case .places(let places):
            for place in places {
              if let number = placeNumbers[place] { changed[number] = true }
            }
          case .everything: changed = [Bool](repeating: true, count: count)
          }
        }
      }
      changedIn[loop.header] = changed
    }
    for block in order {
      var versions: [Int] = []
      let predecessors = graph[block].predecessors.filter { dominators.isReachable($0) }
      let done = predecessors.filter { !exits[$0.index].isEmpty || count == 0 }
      let isHandler = predecessors.contains { graph[$0].handler == block }
      let changed = done.count == predecessors.count ? [Bool](repeating: false, count: count) : changedIn[block]
      for number in 0..<count {
        if !isHandler, let changed, !changed[number], let first = done.first,
          done.allSatisfy({ exits[$0.index][number] == exits[first.index][number] })
        {
          versions.append(exits[first.index][number])
        } else {
          versions.append(fresh())
        }
      }
      entries[block.index] = versions
      for value in graph[block].instructions { apply(graph[value].change, to: &versions) }
      exits[block.index] = versions
    }
  }

  // MARK: Operations

  private mutating func search(_ block: BlockID) {
    var versions = entries[block.index]
    var kept: [ValueID] = []
    kept.reserveCapacity(graph[block].instructions.count)
    for value in graph[block].instructions {
      for index in graph[value].inputs.indices {
        if let other = replacements[graph[value].inputs[index]] { graph[value].inputs[index] = other }
      }
      if let other = unboxed(value) {
        replacements[value] = other
        continue
      }
      let instruction = graph[value]
      if instruction.primitive?.id == .guard_bound, isMade(instruction.inputs[0]) { continue }
      if let places = instruction.reads {
        let key = Key(
          operation: OperationKey(instruction, graph), versions: places.compactMap { placeNumbers[$0] }.map { versions[$0] })
        if let other = known[key]?.last(where: { isThere($0, at: block) }) {
          if instruction.representation != .none { replacements[value] = other.value }
          continue
        }
        known[key, default: []].append((value, block))
      }
      apply(instruction.change, to: &versions)
      noteStore(instruction, versions, block)
      kept.append(value)
    }
    graph[block].instructions = kept
  }

  /// What has been stored is what a load would find.
  private mutating func noteStore(_ instruction: Instruction, _ versions: [Int], _ block: BlockID) {
    guard instruction.opcode == .primitive, let id = instruction.primitive?.id else { return }
    var load = instruction
    switch id {
    case .store_slot: load.attributes[0] = .primitive(.load_slot)
    case .item_put: load.attributes[0] = .primitive(.item_at)
    default: return
    }
    guard let stored = load.inputs.popLast(), graph[stored].opcode != .constant else { return }
    load.representation = .object
    guard let places = load.reads else { return }
    let key = Key(operation: OperationKey(load, graph), versions: places.compactMap { placeNumbers[$0] }.map { versions[$0] })
    guard places.allSatisfy({ placeNumbers[$0] != nil }) else { return }
    known[key, default: []].append((stored, block))
  }

  private func isThere(_ entry: (value: ValueID, block: BlockID), at block: BlockID) -> Bool {
    entry.block == block
      || graph[entry.block].handler == nil && dominators.dominates(entry.block, block)
  }

  /// The number that an object was made of.
  private mutating func unboxed(_ value: ValueID) -> ValueID? {
    switch graph[value].primitive?.id {
    case .unbox_i64, .unbox_f64: numberOf(constant: graph[value].inputs[0], graph[value].representation) ?? unboxedObject(value)
    default: unboxedObject(value)
    }
  }

  /// Of a constant that comes from where it was stored.
  private mutating func numberOf(constant value: ValueID, _ wanted: Representation) -> ValueID? {
    guard let constant = graph[value].constant else { return nil }
    switch (constant, wanted) {
    case (.float, .f64): break
    case (.integer(let digits), .i64) where Int(digits) != nil: break
    default: return nil
    }
    return graph.add(Instruction(.constant, attributes: [.constant(constant)], representation: wanted))
  }

  private mutating func unboxedObject(_ value: ValueID) -> ValueID? {
    switch graph[value].primitive?.id {
    case .unbox_i64: return source(of: graph[value].inputs[0], .box_i64) ?? source(of: graph[value].inputs[0], .box_small)
    case .unbox_f64: return source(of: graph[value].inputs[0], .box_f64)
    case .unbox_number: return source(of: graph[value].inputs[0], .box_f64) ?? source(of: graph[value].inputs[0], .box_number)
    case .unbox_complex: return source(of: graph[value].inputs[0], .box_complex)
    case .complex_imag:
      let object = graph[value].inputs[0]
      return source(of: object, .box_complex) == nil ? nil : graph[object].inputs[1]
    case .float_kind:
      let object = graph[value].inputs[0]
      if source(of: object, .box_number) != nil { return graph[object].inputs[1] }
      guard source(of: object, .box_f64) != nil else { return nil }
      return graph.add(Instruction(.constant, attributes: [.constant(.integer(1))], representation: .i64))
    default: return nil
    }
  }

  /// A value for certain, not the lack of one.
  private func isMade(_ value: ValueID) -> Bool {
    guard graph[value].opcode == .primitive else { return false }
    switch graph[value].primitive?.id {
    case .box_i64, .box_u64, .box_f64, .box_small, .box_number, .box_complex: return true
    default: return false
    }
  }

  private func source(of object: ValueID, _ box: PrimitiveID) -> ValueID? {
    guard graph[object].opcode == .primitive, graph[object].primitive?.id == box else { return nil }
    return graph[object].inputs[0]
  }
}
