/// Which values are alive where. Found by walking up from each use to the definition, so that its cost is the size of
/// the answer: the sets are sparse, and temporaries cost next to nothing.

package struct Liveness: Sendable {
  /// Values alive at the entry of each block (its phis not included), ascending.
  package private(set) var liveIn: [[ValueID]]
  /// Values alive at the end of each block, those that phis of its successors take included, ascending.
  package private(set) var liveOut: [[ValueID]]
  private let block: [BlockID?]
  private let position: [Int]
  /// Where each value is used: block and position; a phi uses its input at the end of the predecessor.
  private let uses: [[(block: BlockID, position: Int)]]
  /// The same as `liveIn`, `liveOut` and `uses` in one piece each: looking into arrays of arrays counts references.
  private let allIn: Rows<ValueID>
  private let allOut: Rows<ValueID>
  private let allUses: Rows<(block: BlockID, position: Int)>

  private struct Rows<Element: Sendable>: Sendable {
    var elements: [Element] = []
    var starts: [Int] = [0]

    init(_ rows: [[Element]]) {
      for row in rows {
        elements += row
        starts.append(elements.count)
      }
    }

    subscript(row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }
  }

  /// Constants are in no set: they are made where they are used.
  package init(_ graph: Graph) {
    var block = [BlockID?](repeating: nil, count: graph.values.count)
    var position = [Int](repeating: 0, count: graph.values.count)
    var uses = [[(block: BlockID, position: Int)]](repeating: [], count: graph.values.count)
    for id in graph.blockIDs {
      for (index, value) in graph[id].instructions.enumerated() {
        block[value.index] = id
        position[value.index] = graph[value].opcode == .phi ? -1 : index
        for (number, input) in graph[value].inputs.enumerated()
        where graph[input].opcode != .constant {
          if graph[value].opcode == .phi {
            let predecessor = graph[id].predecessors[number]
            uses[input.index].append((predecessor, Int.max))
          } else {
            uses[input.index].append((id, index))
          }
        }
      }
    }
    var liveIn = [[ValueID]](repeating: [], count: graph.blocks.count)
    var liveOut = [[ValueID]](repeating: [], count: graph.blocks.count)
    var pending: [BlockID] = []
    for index in graph.values.indices {
      guard let home = block[index] else { continue }
      let value = ValueID(index)
      func arriveAtEnd(of id: BlockID) {
        if liveOut[id.index].last == value { return }
        liveOut[id.index].append(value)
        if id != home { pending.append(id) }
      }
      for use in uses[index] {
        if use.position == Int.max {
          arriveAtEnd(of: use.block)
        } else if use.block != home {
          pending.append(use.block)
        }
        while let id = pending.popLast() {
          if liveIn[id.index].last == value { continue }
          liveIn[id.index].append(value)
          for predecessor in graph[id].predecessors { arriveAtEnd(of: predecessor) }
        }
      }
    }
    self.liveIn = liveIn
    self.liveOut = liveOut
    self.block = block
    self.position = position
    self.uses = uses
    allIn = Rows(liveIn)
    allOut = Rows(liveOut)
    allUses = Rows(uses)
  }

  private static func contains(_ rows: Rows<ValueID>, _ row: Int, _ value: ValueID) -> Bool {
    var low = rows[row].lowerBound
    let end = rows[row].upperBound
    var high = end
    while low < high {
      let middle = (low + high) / 2
      if rows.elements[middle].index < value.index { low = middle + 1 } else { high = middle }
    }
    return low < end && rows.elements[low].index == value.index
  }

  /// Whether `value` is alive just after the definition of `other`.
  private func isLive(_ value: ValueID, after other: ValueID) -> Bool {
    guard let home = block[other.index], let origin = block[value.index] else { return false }
    if origin == home {
      if position[value.index] > position[other.index] { return false }
    } else if !Liveness.contains(allIn, home.index, value) {
      return false
    }
    if Liveness.contains(allOut, home.index, value) { return true }
    for place in allUses[value.index] {
      let use = allUses.elements[place]
      if use.block == home && use.position > position[other.index] { return true }
    }
    return false
  }

  /// Whether two values are alive at the same time, so that they need two variables.
  package func interfere(_ left: ValueID, _ right: ValueID) -> Bool {
    if allUses[left.index].isEmpty || allUses[right.index].isEmpty { return false }
    if block[left.index] == block[right.index], position[left.index] == position[right.index] {
      return true  // phis of one block
    }
    return isLive(left, after: right) || isLive(right, after: left)
  }

  /// The values alive just before an instruction of the block.
  package func live(before instruction: ValueID, in block: BlockID, of graph: Graph) -> Set<ValueID> {
    var live = Set(liveOut[block.index])
    for value in graph[block].instructions.reversed() {
      live.remove(value)
      guard graph[value].opcode != .phi else { continue }
      for input in graph[value].inputs where graph[input].opcode != .constant { live.insert(input) }
      if value == instruction { break }
    }
    return live
  }

  package func hasUses(_ value: ValueID) -> Bool { !uses[value.index].isEmpty }
  package func useCount(_ value: ValueID) -> Int { uses[value.index].count }
}
