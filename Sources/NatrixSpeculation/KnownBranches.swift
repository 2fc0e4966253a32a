/// Branches of a fast graph whose condition a guard has made sure of: the other way is not there.
///
///     branch True -> b1, b2      →      jump -> b1
///
/// What had a value for each way is the one that is left.

import NatrixIR

extension Graph {
  mutating func takeKnownBranches() {
    var isChanged = false
    for block in blockIDs {
      guard let last = self[block].instructions.last, self[last].opcode == .branch,
        case let condition = self[self[last].inputs[0]], condition.opcode == .constant,
        condition.constant == .true || condition.constant == .false
      else { continue }
      let (taken, other) = (self[last].targets[condition.constant == .true ? 0 : 1], self[last].targets[condition.constant == .true ? 1 : 0])
      self[last].opcode = .jump
      self[last].inputs = []
      self[last].targets = [taken]
      removeEdge(from: block, to: other)
      isChanged = true
    }
    guard isChanged else { return }
    removeUnreachableBlocks()
    var replacements: [ValueID: ValueID] = [:]
    for block in blockIDs where self[block].predecessors.count == 1 {
      let source = self[block].predecessors[0]
      guard self[source].handler != block else { continue }
      for phi in phis(of: block) where self[self[phi].inputs[0]].representation == self[phi].representation {
        let input = self[phi].inputs[0]
        if self[input].opcode != .constant, self[input].name == nil { self[input].name = self[phi].name }
        replacements[phi] = input
      }
    }
    guard !replacements.isEmpty else { return }
    for block in blockIDs { self[block].instructions.removeAll { replacements[$0] != nil } }
    replaceUses(replacements)
  }
}
