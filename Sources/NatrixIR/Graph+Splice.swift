/// A copy of one graph's blocks in another, and variables that have several definitions after such a change.

/// What `Graph.splice` added.
package struct SplicedCode {
  package var entry: BlockID
  /// Of the copied blocks, in the callee's order.
  package var blocks: [BlockID] = []
  /// Blocks that end in `return`, with what they return.
  package var returns: [(block: BlockID, value: ValueID)] = []
  /// Blocks that have a `yield`.
  package var yields: [(block: BlockID, yield: ValueID)] = []
  /// What became of the callee's values.
  package var values: [ValueID: ValueID] = [:]
}

extension Graph {
  /// Adds a copy of `callee`'s reachable blocks, which have no handlers and now get one. `arguments` and `cells` stand for its
  /// parameters and its closure; nothing jumps to the copy's entry yet.
  package mutating func splice(
    _ callee: Graph, arguments: [ValueID], cells: [ValueID], handler: BlockID?, position: (Position) -> Position
  ) -> SplicedCode {
    let order = callee.reversePostorder()
    var blocks: [BlockID: BlockID] = [:]
    var values: [ValueID: ValueID] = [:]
    for block in order { blocks[block] = addBlock(callee[block].label, handler: handler) }
    for block in order {
      for value in callee[block].instructions {
        let instruction = callee[value]
        if instruction.opcode == .parameter {
          values[value] = arguments[instruction.integer ?? 0]
        } else if instruction.primitive?.id == .closure {
          values[value] = cells[instruction.integer ?? 0]
        } else {
          values[value] = add(instruction)
        }
      }
    }
    func copied(_ value: ValueID, in graph: inout Graph) -> ValueID {
      if let known = values[value] { return known }
      // A constant that stands in no block.
      let copy = graph.add(callee[value])
      values[value] = copy
      return copy
    }
    var result = SplicedCode(entry: blocks[callee.entry] ?? callee.entry)
    for block in order {
      guard let target = blocks[block] else { continue }
      result.blocks.append(target)
      self[target].predecessors = callee[block].predecessors.compactMap { blocks[$0] }
      for value in callee[block].instructions {
        let copy = copied(value, in: &self)
        let instruction = callee[value]
        if instruction.opcode == .parameter || instruction.primitive?.id == .closure { continue }
        // Inputs from blocks that cannot be reached are not there.
        var inputs: [ValueID] = []
        for (index, input) in instruction.inputs.enumerated() {
          if instruction.opcode == .phi, blocks[callee[block].predecessors[index]] == nil { continue }
          inputs.append(copied(input, in: &self))
        }
        self[copy].inputs = inputs
        self[copy].position = position(instruction.position)
        self[copy].targets = instruction.targets.compactMap { blocks[$0] }
        self[target].instructions.append(copy)
        switch instruction.opcode {
        case .return: result.returns.append((target, inputs[0]))
        case .yield: result.yields.append((target, copy))
        default: break
        }
      }
    }
    result.values = values
    return result
  }

  /// Cuts a block behind its instruction number `index`; the second half has the block's handler, terminator and phi
  /// inputs of its successors. The first half has no terminator.
  package mutating func cut(_ block: BlockID, behind index: Int) -> BlockID {
    let handler = self[block].handler
    let rest = addBlock(self[block].label, handler: handler)
    self[rest].instructions = Array(self[block].instructions[(index + 1)...])
    self[block].instructions.removeSubrange((index + 1)...)
    for target in successors(of: rest) { renamePredecessor(block, to: rest, of: target) }
    if let handler, !successors(of: rest).contains(handler) { addHandlerEdge(from: rest, like: block) }
    return rest
  }

  /// Gives the handler of `block` the same phi inputs for `new`, a part of what was that block.
  package mutating func addHandlerEdge(from new: BlockID, like block: BlockID) {
    guard let handler = self[new].handler, let place = self[handler].predecessors.firstIndex(of: block) else { return }
    self[handler].predecessors.append(new)
    for phi in phis(of: handler) { self[phi].inputs.append(self[phi].inputs[place]) }
  }
}

/// Finds what a variable with several definitions is at a place, with new phis where control meets. (Braun and others,
/// "Simple and Efficient Construction of Static Single Assignment Form", on a graph that is complete; copy-propagation removes
/// phis that take one value only.)
package struct VariableValues {
  private let atEnd: [BlockID: ValueID]
  private var atEntry: [BlockID: ValueID] = [:]
  private let missing: ValueID

  /// `definitions`: what the variable is at the end of blocks that assign it; `missing`: where nothing has.
  package init(_ definitions: [BlockID: ValueID], missing: ValueID) {
    atEnd = definitions
    self.missing = missing
  }

  package mutating func value(atEndOf block: BlockID, in graph: inout Graph) -> ValueID {
    atEnd[block] ?? value(atEntryOf: block, in: &graph)
  }

  /// As a phi of `target` takes it from `block`.
  package mutating func value(from block: BlockID, to target: BlockID, in graph: inout Graph) -> ValueID {
    let isHandlerEdge = graph[block].handler == target && !graph.successors(of: block).contains(target)
    return isHandlerEdge ? value(atEntryOf: block, in: &graph) : value(atEndOf: block, in: &graph)
  }

  package mutating func value(atEntryOf block: BlockID, in graph: inout Graph) -> ValueID {
    if let known = atEntry[block] { return known }
    let predecessors = graph[block].predecessors
    guard let first = predecessors.first else { return missing }
    if predecessors.count == 1 {
      let result = value(from: first, to: block, in: &graph)
      atEntry[block] = result
      return result
    }
    let phi = graph.add(Instruction(.phi))
    graph[block].instructions.insert(phi, at: 0)
    atEntry[block] = phi
    var inputs: [ValueID] = []
    for predecessor in predecessors { inputs.append(value(from: predecessor, to: block, in: &graph)) }
    graph[phi].inputs = inputs
    return phi
  }
}
