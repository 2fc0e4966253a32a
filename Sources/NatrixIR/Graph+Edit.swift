/// Changes to a graph that keep its invariants: predecessor lists, phi inputs, no uses of what is gone.

extension Graph {
  /// Replaces every use of a key by its value, chains followed.
  package mutating func replaceUses(_ replacements: [ValueID: ValueID]) {
    guard !replacements.isEmpty else { return }
    func final(_ value: ValueID) -> ValueID {
      var current = value
      while let next = replacements[current] { current = next }
      return current
    }
    for block in blocks.indices {
      for value in blocks[block].instructions {
        for index in values[value.index].inputs.indices {
          let input = values[value.index].inputs[index]
          if replacements[input] != nil { values[value.index].inputs[index] = final(input) }
        }
      }
    }
  }

  /// Puts an instruction where phis of a successor can take its value: at the end, and for a handler before anything that
  /// may raise.
  package mutating func insert(_ value: ValueID, atEndOf block: BlockID, forPhisOf successor: BlockID) {
    let place = self[block].handler == successor ? phis(of: block).count : self[block].instructions.count - 1
    self[block].instructions.insert(value, at: place)
  }

  /// The phis of a block.
  package func phis(of block: BlockID) -> ArraySlice<ValueID> {
    let instructions = self[block].instructions
    return instructions.prefix { self[$0].opcode == .phi }
  }

  /// Removes one edge: the predecessor entry and the phi inputs that belong to it.
  package mutating func removeEdge(from source: BlockID, to target: BlockID) {
    guard let position = self[target].predecessors.firstIndex(of: source) else { return }
    removePredecessor(at: position, of: target)
  }

  package mutating func removePredecessor(at position: Int, of block: BlockID) {
    self[block].predecessors.remove(at: position)
    for phi in phis(of: block) { self[phi].inputs.remove(at: position) }
  }

  /// Makes `new` stand where `old` stood among the predecessors of a block.
  package mutating func renamePredecessor(_ old: BlockID, to new: BlockID, of block: BlockID) {
    for index in self[block].predecessors.indices where self[block].predecessors[index] == old {
      self[block].predecessors[index] = new
    }
  }

  /// Reachable blocks such that each stands before those it dominates; of two targets the first one follows more closely.
  /// Handlers count as successors.
  package func reversePostorder() -> [BlockID] {
    guard !blocks.isEmpty else { return [] }
    var visited = [Bool](repeating: false, count: blocks.count)
    var order: [BlockID] = []
    // (block, successors not yet visited, last first)
    var stack: [(block: BlockID, pending: [BlockID])] = []
    func enter(_ block: BlockID) {
      visited[block.index] = true
      stack.append((block, allSuccessors(of: block)))
    }
    enter(entry)
    while let top = stack.last {
      if let next = top.pending.last {
        stack[stack.count - 1].pending.removeLast()
        if !visited[next.index] { enter(next) }
      } else {
        order.append(top.block)
        stack.removeLast()
      }
    }
    return order.reversed()
  }

  /// Empties the blocks that cannot be reached and forgets their edges.
  /// Returns whether there were any.
  @discardableResult
  package mutating func removeUnreachableBlocks() -> Bool {
    var reachable = [Bool](repeating: false, count: blocks.count)
    for block in reversePostorder() { reachable[block.index] = true }
    var changed = false
    for block in blockIDs where !reachable[block.index] && !self[block].instructions.isEmpty {
      for target in allSuccessors(of: block) { removeEdge(from: block, to: target) }
      self[block].instructions = []
      self[block].handler = nil
      changed = true
    }
    for block in blockIDs where !reachable[block.index] {
      self[block].predecessors = []
      self[block].handler = nil
    }
    return changed
  }

  /// For each value the number of its uses by instructions that stand in blocks.
  package func useCounts() -> [Int] {
    var counts = [Int](repeating: 0, count: values.count)
    for block in blocks {
      for value in block.instructions {
        for input in self[value].inputs { counts[input.index] += 1 }
      }
    }
    return counts
  }

  /// The block of each value, nil when it stands in none.
  package func definingBlocks() -> [BlockID?] {
    var result = [BlockID?](repeating: nil, count: values.count)
    for block in blockIDs {
      for value in self[block].instructions { result[value.index] = block }
    }
    return result
  }

  /// Items of an `unpack` and the self of a `loadMethod` stand right behind what they are parts of, so that nothing comes
  /// between: in C they live in storage that the next one of their kind may reuse.
  package mutating func hoistParts() {
    var parts: [ValueID: [ValueID]] = [:]
    for block in blockIDs {
      for value in self[block].instructions {
        switch self[value].opcode {
        case .unpackItem, .methodSelf: parts[self[value].inputs[0], default: []].append(value)
        default: break
        }
      }
    }
    guard !parts.isEmpty else { return }
    for block in blockIDs {
      var result: [ValueID] = []
      for value in self[block].instructions {
        switch self[value].opcode {
        case .unpackItem, .methodSelf: continue
        default: break
        }
        result.append(value)
        if let own = parts[value] { result += own }
      }
      self[block].instructions = result
    }
  }
}
