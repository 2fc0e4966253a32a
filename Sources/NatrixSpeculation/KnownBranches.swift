/// Branches of a fast graph whose condition a guard has made sure of: the other way is not there.
///
///     branch True -> b1, b2      →      jump -> b1

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
    if isChanged { removeUnreachableBlocks() }
  }
}
