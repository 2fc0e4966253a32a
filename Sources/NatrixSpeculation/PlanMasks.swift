/// Integer arithmetic whose result is cut to some low bits needs only those bits of its parts, however large they are:
/// hashes, checksums and generators of random numbers compute in wrapping machine words.
///
///     t1 = mul seed, 6364136223846793005
///     t2 = add t1, 1442695040888963407         →    bits = plain_add (plain_mul seed, …), …
///     t3 = mod t2, 18446744073709551616              t3 = box_u64 bits
///
/// `x & mask` and `x % 2**k` cut; +, -, *, <<, &, |, ^ and ~ keep what they need. The parts are done where the cut is; if a
/// number turns out to be none, the generic version begins with the first of them.

import NatrixIR
import NatrixInference
import NatrixSupport

/// A cut: which bits stay, what is cut, and the first instruction that it includes.
struct MaskedTree {
  var mask: UInt64
  var root: ValueID
  var first: ValueID
}

extension Plans {
  mutating func findMasks() {
    for block in graph.blockIDs {
      let instructions = graph[block].instructions
      for (place, value) in instructions.enumerated() {
        guard let (root, mask) = cut(value) else { continue }
        var parts: Set<ValueID> = []
        collect(root, block, &parts)
        // Nothing else stands between the parts, so that no state has to know them.
        var start = place
        while start > 0, parts.contains(instructions[start - 1]) || graph[instructions[start - 1]].opcode == .constant {
          start -= 1
        }
        let between = Set(instructions[start..<place]).filter { graph[$0].opcode != .constant }
        guard !parts.isEmpty, parts == between, leaves(of: root, parts).allSatisfy(isWhole) else { continue }
        while graph[instructions[start]].opcode == .constant { start += 1 }
        masks[value] = MaskedTree(mask: mask, root: root, first: instructions[start])
        for part in parts { all[part.index] = Plan(kind: .wrapped) }
        all[value.index] = Plan(kind: .masked, result: mask < 1 << 63 ? .i64 : .object)
        gains += 1
      }
    }
  }

  /// What a value cuts, and the bits that stay.
  private func cut(_ value: ValueID) -> (ValueID, UInt64)? {
    let instruction = graph[value]
    guard instruction.inputs.count == 2 else { return nil }
    switch instruction.primitive?.id {
    case .and, .iand:
      for (one, other) in [(0, 1), (1, 0)] {
        if let mask = number(instruction.inputs[other]), mask > 0 { return (instruction.inputs[one], mask) }
      }
      return nil
    case .mod, .imod:
      guard case .integer(let digits)? = graph[instruction.inputs[1]].constant else { return nil }
      if digits == "18446744073709551616" { return (instruction.inputs[0], .max) }
      guard let size = UInt64(digits), size > 1, size & (size - 1) == 0 else { return nil }
      return (instruction.inputs[0], size - 1)
    default: return nil
    }
  }

  private func number(_ value: ValueID) -> UInt64? {
    guard case .integer(let digits)? = graph[value].constant else { return nil }
    return UInt64(digits)
  }

  /// The operations below the cut whose results nothing else uses.
  private func collect(_ value: ValueID, _ block: BlockID, _ parts: inout Set<ValueID>) {
    guard graph[value].opcode == .primitive, home[value.index] == block, users[value.index].count == 1,
      wrapping(value) != nil, graph[value].inputs.allSatisfy({ graph[$0].opcode == .constant || isWhole($0) })
    else { return }
    parts.insert(value)
    for input in graph[value].inputs { collect(input, block, &parts) }
  }

  private func leaves(of value: ValueID, _ parts: Set<ValueID>) -> [ValueID] {
    guard parts.contains(value) else { return [value] }
    return graph[value].inputs.flatMap { leaves(of: $0, parts) }
  }

  /// An int of any size.
  private func isWhole(_ value: ValueID) -> Bool {
    if case .integer(let digits)? = graph[value].constant { return lowBits(digits) != nil }
    let type = type(value)
    return !type.isAny && !type.atoms.isEmpty && type.atoms.allSatisfy { $0 == .int || $0 == .bigInt }
  }

  /// The operation on machine words that gives the low bits of an operation's result from those of its operands.
  func wrapping(_ value: ValueID) -> PrimitiveID? {
    switch graph[value].primitive?.id {
    case .add, .iadd: return .plain_add
    case .sub, .isub: return .plain_sub
    case .mul, .imul: return .plain_mul
    case .and, .iand: return .and_i64
    case .or, .ior: return .or_i64
    case .xor, .ixor: return .xor_i64
    case .invert: return .invert_i64
    case .negative: return .plain_neg
    case .lshift, .ilshift:
      guard let places = number(graph[value].inputs[1]), places < 64 else { return nil }
      return .plain_lshift
    default: return nil
    }
  }

  /// A number modulo 2**64 as a machine word; nil for one of more than 19 digits that 64 bits do not hold.
  func lowBits(_ digits: String) -> Int? {
    if let value = Int(digits) { return value }
    return UInt64(digits).map { Int(bitPattern: UInt($0)) }
  }
}

extension TwinBuilder {
  mutating func cutBits(_ value: ValueID) {
    guard let tree = plans.masks[value] else { return }
    let word = bits(tree.root, tree)
    if tree.mask < 1 << 63 {
      define(value, emit(.and_i64, [word, integer(Int(tree.mask))]))
    } else {
      let cut = tree.mask == .max ? word : emit(.and_i64, [word, integer(Int(bitPattern: UInt(tree.mask)))])
      define(value, emit(.box_u64, [cut]))
    }
  }

  private mutating func bits(_ original: ValueID, _ tree: MaskedTree) -> ValueID {
    if case .integer(let digits)? = generic[original].constant { return integer(plans.lowBits(digits) ?? 0) }
    if case .wrapped = plans[original].kind, let id = plans.wrapping(original) {
      var operands: [ValueID] = []
      for input in generic[original].inputs { operands.append(bits(input, tree)) }
      return emit(id, operands)
    }
    if representations[original] == .i64 { return mapped(original) }
    let object = value(original, as: .object)
    let state = self.state(before: tree.first)
    return emit(
      Instruction(.primitive, [object, state], attributes: [.primitive(.low_bits)], position: generic[original].position))
  }
}
