/// Truth values that count as 0 and 1, and both results of a division.
///
///     s2 = add s, eq_result         →    s2 = add_i64 s, i64_of_bool eq_result
///
///     t = callBuiltin divmod, a, b       guardCallee divmod
///     q, r = unpack t               →    q = floordiv_i64 a, b
///                                        r = mod_i64 a, b

import NatrixIR
import NatrixInference
import NatrixSupport

extension Plans {
  /// Whether an operation of ints works on both operands: ints, and truth values where the result is no truth value.
  func isCounting(_ value: ValueID, _ ints: PrimitiveID) -> Bool {
    let inputs = graph[value].inputs
    let areInts = (0..<2).map { isInt($0, of: value) }
    if areInts[0] && areInts[1] { return true }
    guard speculation.does(.countedTruths), (0..<2).allSatisfy({ areInts[$0] || type(inputs[$0]) == .bool }) else { return false }
    let isBitwise = ints == .and_i64 || ints == .or_i64 || ints == .xor_i64
    return !isBitwise || areInts[0] || areInts[1]
  }

  mutating func findDivmods() {
    guard speculation.does(.inlineBuiltins) else { return }
    for block in graph.blockIDs {
      // Right behind the call: nothing in between can leave, with the pair among what it takes along.
      for (value, unpack) in zip(graph[block].instructions, graph[block].instructions.dropFirst()) {
        let instruction = graph[value]
        guard instruction.opcode == .callBuiltin, instruction.nameAttribute == "divmod", instruction.inputs.count == 3,
          isInt(1, of: value), isInt(2, of: value), users[value.index] == [unpack],
          graph[unpack].opcode == .unpack, graph[unpack].integer == 2, !graph[unpack].takesRest
        else { continue }
        all[value.index] = Plan(kind: .divmod)
        all[unpack.index] = Plan(kind: .skip)
        for item in users[unpack.index] {
          all[item.index] = Plan(kind: .divmodItem(value, graph[item].integer ?? 0), result: .i64)
        }
        gains += 1
      }
    }
  }
}

extension TwinBuilder {
  /// The number that a truth value counts as.
  mutating func counted(_ truth: ValueID) -> ValueID {
    if fast[truth].representation == .bool { return emit(.i64_of_bool, [truth]) }
    if fast[truth].primitive?.id == .bool_of { return emit(.i64_of_bool, [fast[truth].inputs[0]]) }
    return emit(.i64_of_bool, [emit(.unbox_bool, [truth], guarded: true)])
  }

  mutating func divide(_ value: ValueID, _ instruction: Instruction) {
    checkCallee(instruction.inputs[0], name: "divmod")
    let operands = instruction.inputs.dropFirst().map { self.value($0, as: .i64) }
    quotients[value] = (emit(.floordiv_i64, operands, guarded: true), emit(.mod_i64, operands, guarded: true))
  }

  mutating func divmodItem(_ value: ValueID, of call: ValueID, _ index: Int) {
    guard let pair = quotients[call] else { preconditionFailure("speculation: divmod \(call.index) is not there yet") }
    define(value, index == 0 ? pair.quotient : pair.remainder)
  }
}

extension Instruction {
  /// Of `unpack`: `a, *b = …`.
  fileprivate var takesRest: Bool { attributes.count > 1 && attributes.last != .integer(-1) }
}
