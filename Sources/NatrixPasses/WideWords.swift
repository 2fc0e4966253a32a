/// Ints of 64 bits without a sign that stay machine words although they are objects to the program: hashes and generators
/// of random numbers, whose every step is cut to 64 bits.
///
///     h = phi 14695981039346656037, h2          bits = phi 14695981039346656037, bits3
///     t = xor h, box_i64 byte              →    bits2 = xor_i64 bits, byte
///     low = low_bits t, s                       bits3 = plain_mul bits2, 1099511628211
///     h2 = box_u64 (plain_mul low, …)
///
/// A word is what `box_u64` makes, an int that is not negative, and what `&`, `|`, `^`, `>>`, `%` and `//` make of words.
/// Objects are made where something else wants them; states have virtual ones.

import NatrixIR
import NatrixSupport

package enum WideWords: Pass {
  package static let name = "wide-words"

  package static func run(on function: inout Function, in context: PassContext) {
    var words = Words(function.generic)
    let isChanged = words.run()
    function.generic = words.graph
    // Words that were put into objects only to be taken out again.
    if isChanged { CommonOperations.run(on: &function, in: context) }
  }
}

private struct Words {
  var graph: Graph
  private let order: [BlockID]
  private var isWord: [Bool]
  /// The machine word of each object that is one.
  private var bits: [ValueID: ValueID] = [:]
  private var newPhis: Set<ValueID> = []
  private var replacements: [ValueID: ValueID] = [:]

  init(_ graph: Graph) {
    self.graph = graph
    order = graph.reversePostorder()
    isWord = [Bool](repeating: false, count: graph.values.count)
  }

  /// Whether there were words.
  mutating func run() -> Bool {
    let isWanted = order.contains { block in
      graph[block].instructions.contains { graph[$0].opcode == .primitive && graph[$0].primitive?.id == .box_u64 }
    }
    if isWanted {
      find()
      rewrite()
    }
    takeNumbers()
    return isWanted
  }

  // MARK: What is a word

  private mutating func find() {
    let analysis = IntervalAnalysis(graph)
    // Phis are taken for words until an input is none.
    for block in order {
      for value in graph[block].instructions {
        let instruction = graph[value]
        if instruction.opcode == .phi, instruction.representation == .object {
          isWord[value.index] = !graph[block].predecessors.contains { graph[$0].handler == block }
        }
        switch instruction.primitive?.id {
        case .box_u64 where instruction.opcode == .primitive: isWord[value.index] = true
        case .box_i64 where instruction.opcode == .primitive:
          isWord[value.index] = analysis.interval(of: instruction.inputs[0], at: block).low >= 0
        default: isWord[value.index] = isWord[value.index] || operation(value) != nil
        }
      }
    }
    var changed = true
    while changed {
      changed = false
      for block in order {
        for value in graph[block].instructions where isWord[value.index] {
          let instruction = graph[value]
          let wanted = instruction.opcode == .phi || operation(value) != nil ? instruction.inputs : []
          guard wanted.contains(where: { !isOperand($0) }) else { continue }
          isWord[value.index] = false
          changed = true
        }
      }
    }
    // A phi of small ints only, or of constants, gains nothing.
    var pays = [Bool](repeating: false, count: graph.values.count)
    changed = true
    while changed {
      changed = false
      for block in order {
        for value in graph[block].instructions where isWord[value.index] && !pays[value.index] {
          let instruction = graph[value]
          guard instruction.primitive?.id == .box_u64 || instruction.inputs.contains(where: { pays[$0.index] }),
            instruction.primitive?.id != .box_i64
          else { continue }
          pays[value.index] = true
          changed = true
        }
      }
    }
    for block in order {
      for value in graph[block].instructions where isWord[value.index] && !pays[value.index] {
        if graph[value].primitive?.id != .box_i64 || graph[value].opcode != .primitive { isWord[value.index] = false }
      }
    }
    // What relied on those.
    changed = true
    while changed {
      changed = false
      for block in order {
        for value in graph[block].instructions where isWord[value.index] {
          let wanted = graph[value].opcode == .phi || operation(value) != nil ? graph[value].inputs : []
          if wanted.contains(where: { !isOperand($0) }) {
            isWord[value.index] = false
            changed = true
          }
        }
      }
    }
  }

  private func isOperand(_ value: ValueID) -> Bool {
    graph[value].opcode == .constant ? number(value) != nil : isWord[value.index]
  }

  /// A constant that is a word.
  private func number(_ value: ValueID) -> UInt64? {
    guard graph[value].representation == .object, case .integer(let digits)? = graph[value].constant else { return nil }
    return UInt64(digits)
  }

  /// What does on words what the operation does on objects.
  private func operation(_ value: ValueID) -> PrimitiveID? {
    let instruction = graph[value]
    guard instruction.opcode == .primitive, instruction.inputs.count == 2 else { return nil }
    switch instruction.primitive?.id {
    case .and, .iand: return .and_i64
    case .or, .ior: return .or_i64
    case .xor, .ixor: return .xor_i64
    case .rshift, .irshift:
      guard let places = number(instruction.inputs[1]), places > 0, places < 64 else { return nil }
      return .unsigned_rshift
    case .mod, .imod:
      guard let divisor = number(instruction.inputs[1]), divisor > 0, divisor < 1 << 62 else { return nil }
      return .word_mod
    case .floordiv, .ifloordiv:
      guard let divisor = number(instruction.inputs[1]), divisor > 1, divisor < 1 << 62 else { return nil }
      return .word_floordiv
    default: return nil
    }
  }

  // MARK: Rewriting

  private func constant(_ number: UInt64) -> Instruction {
    Instruction(.constant, attributes: [.constant(.integer(Int(bitPattern: UInt(number))))], representation: .i64)
  }

  private mutating func word(_ value: ValueID) -> ValueID {
    if let known = bits[value] { return known }
    if let number = number(value) { return graph.add(constant(number)) }
    return graph[value].inputs[0]  // of a box
  }

  private mutating func rewrite() {
    for block in order {
      for phi in graph.phis(of: block) where isWord[phi.index] {
        let made = graph.add(Instruction(.phi, graph[phi].inputs, representation: .i64, name: graph[phi].name))
        bits[phi] = made
        newPhis.insert(made)
      }
    }
    for block in order {
      var kept: [ValueID] = []
      for value in graph[block].instructions { rewrite(value, &kept) }
      let phis = graph.phis(of: block).compactMap { bits[$0] }
      graph[block].instructions = phis + kept
    }
    for block in order {
      for phi in graph.phis(of: block) where isNew(phi) {
        for index in graph[phi].inputs.indices { graph[phi].inputs[index] = word(graph[phi].inputs[index]) }
      }
    }
    for block in order { makeObjects(in: block) }
    graph.replaceUses(replacements)
  }

  private func isNew(_ value: ValueID) -> Bool { newPhis.contains(value) }

  private mutating func rewrite(_ value: ValueID, _ kept: inout [ValueID]) {
    let instruction = graph[value]
    if instruction.primitive?.id == .low_bits, instruction.opcode == .primitive, isOperand(instruction.inputs[0]) {
      replacements[value] = word(instruction.inputs[0])
      return
    }
    guard isWord[value.index], let id = operation(value) else {
      if isWord[value.index], instruction.opcode == .phi { return }  // its words stand for it
      kept.append(value)
      return
    }
    let made = graph.add(
      Instruction(
        .primitive, instruction.inputs.map { word($0) }, attributes: [.primitive(id)], position: instruction.position,
        name: instruction.name))
    kept.append(made)
    bits[value] = made
    // What is shifted or divided is less than 2**63.
    let isSmall = id == .unsigned_rshift || id == .word_mod || id == .word_floordiv
    let box = graph.add(Instruction(.primitive, [made], attributes: [.primitive(isSmall ? .box_i64 : .box_u64)]))
    kept.append(box)
    replacements[value] = box
  }

  /// Where phis that have gone are wanted as objects.
  private mutating func makeObjects(in block: BlockID) {
    var result: [ValueID] = []
    var ends: [(BlockID, ValueID)] = []
    for value in graph[block].instructions {
      let isState = graph[value].opcode == .state || graph[value].opcode == .virtual
      for index in graph[value].inputs.indices {
        let input = graph[value].inputs[index]
        guard input.index < isWord.count, isWord[input.index], graph[input].opcode == .phi, let word = bits[input], !isNew(value)
        else { continue }
        let object = graph.add(
          Instruction(isState ? .virtual : .primitive, [word], attributes: [.primitive(.box_u64)]))
        graph[value].inputs[index] = object
        if graph[value].opcode == .phi {
          ends.append((graph[block].predecessors[index], object))
        } else {
          result.append(object)
        }
      }
      result.append(value)
    }
    graph[block].instructions = result
    for (predecessor, object) in ends { graph.insert(object, atEndOf: predecessor, forPhisOf: block) }
  }

  // MARK: States

  /// States take the numbers themselves: exits make the objects.
  private mutating func takeNumbers() {
    for block in order {
      var result: [ValueID] = []
      for value in graph[block].instructions {
        if graph[value].opcode == .state {
          for index in graph[value].inputs.indices {
            let input = graph[value].inputs[index]
            guard graph[input].opcode == .primitive else { continue }
            switch graph[input].primitive?.id {
            case .box_i64, .box_small, .box_f64: graph[value].inputs[index] = graph[input].inputs[0]
            case .box_u64, .box_number, .box_complex:
              let object = graph.add(Instruction(.virtual, graph[input].inputs, attributes: graph[input].attributes))
              result.append(object)
              graph[value].inputs[index] = object
            default: break
            }
          }
        }
        result.append(value)
      }
      graph[block].instructions = result
    }
  }
}
