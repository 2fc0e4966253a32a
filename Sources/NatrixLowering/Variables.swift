/// SSA form on the fly, after Braun and others, "Simple and Efficient Construction of Static Single Assignment Form"
/// (2013), with handler blocks: what a handler sees of a block is the variables at that block's entry.

import NatrixIR
import NatrixSupport

extension FunctionLowering {
  func variable(_ name: String) -> Int {
    if let known = variables[name] { return known }
    variables[name] = variableNames.count
    variableNames.append(name)
    return variableNames.count - 1
  }

  func write(_ name: String, _ assigned: ValueID) {
    var value = assigned
    if module.program.placesConstants, graph[value].opcode == .constant, !name.hasPrefix(".") {
      var own = graph[value]
      own.position = position
      value = graph.add(own)
    }
    write(variable(name), value)
    let instruction = graph[value]
    if instruction.name == nil, instruction.opcode != .constant, !name.hasPrefix(".") {
      graph[value].name = FunctionLowering.displayed(name)
    }
  }

  private func write(_ variable: Int, _ value: ValueID) {
    exitValues[current.index][variable] = value
    hasAssigned = true
  }

  func read(_ name: String) -> ValueID { final(readAtExit(variable(name), of: current)) }

  private func readAtExit(_ variable: Int, of block: BlockID) -> ValueID {
    exitValues[block.index][variable] ?? readAtEntry(variable, of: block)
  }

  private func readAtEntry(_ variable: Int, of block: BlockID) -> ValueID {
    if let known = entryValues[block.index][variable] { return known }
    let value: ValueID
    if !isSealed[block.index] {
      value = addPhi(variable, to: block)
      incompletePhis[block.index].append((variable, value))
    } else if graph[block].predecessors.isEmpty {
      value = absent
    } else if graph[block].predecessors.count == 1 {
      value = read(variable, from: graph[block].predecessors[0], to: block)
    } else {
      let phi = addPhi(variable, to: block)
      entryValues[block.index][variable] = phi
      value = complete(phi, variable, of: block)
    }
    entryValues[block.index][variable] = value
    return value
  }

  private func read(_ variable: Int, from source: BlockID, to target: BlockID) -> ValueID {
    isHandler[target.index]
      ? readAtEntry(variable, of: source) : readAtExit(variable, of: source)
  }

  private func addPhi(_ variable: Int, to block: BlockID) -> ValueID {
    let name = variableNames[variable]
    let phi = graph.add(
      Instruction(.phi, name: name.hasPrefix(".") ? nil : FunctionLowering.displayed(name)))
    phis[block.index].append(phi)
    return phi
  }

  /// Gives a phi its inputs; the result is the phi, or the only value that it can be.
  private func complete(_ phi: ValueID, _ variable: Int, of block: BlockID) -> ValueID {
    var inputs: [ValueID] = []
    for predecessor in graph[block].predecessors {
      inputs.append(read(variable, from: predecessor, to: block))
    }
    graph[phi].inputs = inputs
    guard let same = onlyInput(of: phi) else { return phi }
    replacements[phi] = same
    return same
  }

  /// All edges to the block exist now.
  func seal(_ block: BlockID) {
    guard !isSealed[block.index] else { return }
    isSealed[block.index] = true
    for (variable, phi) in incompletePhis[block.index] {
      entryValues[block.index][variable] = complete(phi, variable, of: block)
    }
    incompletePhis[block.index] = []
  }

  /// What a value turned out to be.
  func final(_ value: ValueID) -> ValueID {
    guard var result = replacements[value] else { return value }
    while let next = replacements[result] { result = next }
    // Shorten the chain for the next time.
    var step = value
    while let next = replacements[step], next != result {
      replacements[step] = result
      step = next
    }
    return result
  }

  /// The one value besides itself that a phi merges; nil when there are several.
  private func onlyInput(of phi: ValueID) -> ValueID? {
    var only: ValueID?
    for input in graph[phi].inputs {
      let value = final(input)
      if value == phi || value == only { continue }
      if only != nil { return nil }
      only = value
    }
    return only ?? absent
  }

  // MARK: Completion

  /// Puts phis and constants in their places, drops what cannot be reached, and numbers the blocks in source order.
  func completeGraph() {
    for block in graph.blockIDs { seal(block) }
    dropUnreachable()
    removeTrivialPhis()
    let live = findLive()
    var newBlocks: [Block] = []
    var renumbered = [BlockID?](repeating: nil, count: graph.blocks.count)
    let kept = order.filter { $0 == graph.entry || !graph[$0].instructions.isEmpty }
    for (index, block) in kept.enumerated() { renumbered[block.index] = BlockID(index) }
    for old in kept {
      var block = graph[old]
      block.predecessors = block.predecessors.map { renumbered[$0.index] ?? $0 }
      block.handler = block.handler.flatMap { renumbered[$0.index] }
      for value in block.instructions {
        graph[value].inputs = graph[value].inputs.map(final)
        graph[value].targets = graph[value].targets.map { renumbered[$0.index] ?? $0 }
      }
      let ownPhis = phis[old.index].filter { replacements[$0] == nil && live[$0.index] }
      for phi in ownPhis { graph[phi].inputs = graph[phi].inputs.map(final) }
      block.instructions = ownPhis + block.instructions
      newBlocks.append(block)
    }
    let used = constants.values.filter { live[$0.index] }.sorted()
    newBlocks[0].instructions = used + newBlocks[0].instructions
    graph.blocks = newBlocks
  }

  private func dropUnreachable() {
    var reachable = [Bool](repeating: false, count: graph.blocks.count)
    for block in graph.reversePostorder() { reachable[block.index] = true }
    for block in graph.blockIDs {
      guard reachable[block.index] else {
        graph[block].instructions = []
        graph[block].predecessors = []
        graph[block].handler = nil
        phis[block.index] = []
        continue
      }
      let keep = graph[block].predecessors.map { reachable[$0.index] }
      guard keep.contains(false) else { continue }
      for phi in phis[block.index] where graph[phi].inputs.count == keep.count {
        graph[phi].inputs = zip(graph[phi].inputs, keep).filter(\.1).map(\.0)
      }
      graph[block].predecessors = graph[block].predecessors.filter { reachable[$0.index] }
    }
  }

  private func removeTrivialPhis() {
    var users: [ValueID: [ValueID]] = [:]
    var work: [ValueID] = []
    for block in phis {
      for phi in block where replacements[phi] == nil {
        work.append(phi)
        for input in graph[phi].inputs { users[final(input), default: []].append(phi) }
      }
    }
    while let phi = work.popLast() {
      guard replacements[phi] == nil, let same = onlyInput(of: phi), same != phi else { continue }
      replacements[phi] = same
      let own = users[phi] ?? []
      users[same, default: []] += own
      work += own
    }
  }

  /// Phis and constants that something other than a phi needs, directly or through phis.
  private func findLive() -> [Bool] {
    var live = [Bool](repeating: false, count: graph.values.count)
    var work: [ValueID] = []
    func need(_ value: ValueID) {
      let value = final(value)
      guard !live[value.index] else { return }
      live[value.index] = true
      if graph[value].opcode == .phi { work.append(value) }
    }
    for block in graph.blocks {
      for value in block.instructions {
        for input in graph[value].inputs { need(input) }
      }
    }
    while let phi = work.popLast() {
      for input in graph[phi].inputs { need(input) }
    }
    return live
  }
}
