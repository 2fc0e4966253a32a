/// A control-flow graph of basic blocks in SSA form.
///
/// Exceptions before error-edges: a block may name a `handler`. Every instruction of the block that may raise then has an
/// implicit edge to the handler block, and the block counts as one predecessor of it (once). A phi of the handler block
/// has, for that predecessor, a value that is available at the *entry* of the predecessor block (defined before it, one of
/// its own phis, or, in fast graphs, an object made before anything in the block that may raise): whoever builds the graph begins a new block after assigning a variable inside a handled region.
/// After error-edges no block has a handler: each instruction that may raise is the last before a `check` terminator.

import NatrixSupport

package struct Block: Sendable {
  /// Phis first, the terminator last.
  package var instructions: [ValueID] = []
  /// Blocks that jump or branch here, and blocks whose handler this is. The order is that of phi inputs.
  package var predecessors: [BlockID] = []
  package var handler: BlockID?
  /// Why the block is there (`loop`, `else`, `except`, `finally`): part of its label in C.
  package var label: String = ""
  package init() {}
}

package struct Graph: Sendable {
  package var values = IndexedArrayOfInstructions()
  package var blocks: [Block] = []
  package var entry: BlockID { BlockID(0) }

  package init() {}

  package typealias IndexedArrayOfInstructions = [Instruction]

  package subscript(value: ValueID) -> Instruction {
    get { values[value.index] }
    _modify { yield &values[value.index] }
  }
  package subscript(block: BlockID) -> Block {
    get { blocks[block.index] }
    _modify { yield &blocks[block.index] }
  }
  package var blockIDs: [BlockID] { blocks.indices.map { BlockID($0) } }

  package mutating func addBlock(_ label: String = "", handler: BlockID? = nil) -> BlockID {
    var block = Block()
    block.label = label
    block.handler = handler
    blocks.append(block)
    return BlockID(blocks.count - 1)
  }

  /// Adds an instruction to the table, in no block yet.
  package mutating func add(_ instruction: Instruction) -> ValueID {
    values.append(instruction)
    return ValueID(values.count - 1)
  }

  /// Adds an instruction at the end of a block.
  @discardableResult
  package mutating func append(_ instruction: Instruction, to block: BlockID) -> ValueID {
    let value = add(instruction)
    blocks[block.index].instructions.append(value)
    return value
  }

  package func terminator(of block: BlockID) -> Instruction? {
    guard let last = self[block].instructions.last, self[last].isTerminator else { return nil }
    return self[last]
  }

  /// Where control can go from a block by its terminator; the handler not included.
  package func successors(of block: BlockID) -> [BlockID] { terminator(of: block)?.targets ?? [] }

  /// The same with the handler.
  package func allSuccessors(of block: BlockID) -> [BlockID] {
    var result = successors(of: block)
    if let handler = self[block].handler, !result.contains(handler) { result.append(handler) }
    return result
  }
}
