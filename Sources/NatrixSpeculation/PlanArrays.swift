/// `array.array`: the machine type of its items, which the pass split-accesses then reads and writes directly.

import NatrixIR
import NatrixInference
import NatrixSupport

extension Plans {
  /// The typecode of the array that a subscript looks into, if it is known to have one whose numbers all are machine numbers.
  func typecode(of value: ValueID) -> Int? {
    guard case .native(let code)? = speculation.types.dictValue(of: inputType(0, of: value)).only, code.utf8.count == 1,
      let letter = code.utf8.first, "BbhHiIlqd".utf8.contains(letter)
    else { return nil }
    return Int(letter)
  }
}

extension TwinBuilder {
  mutating func guardTypecode(_ array: ValueID, _ typecode: Int) {
    guard !isKnown(array, .typecode(typecode)) else { return }
    emit(
      Instruction(
        .primitive, [array, state()], attributes: [.primitive(.guard_typecode), .integer(typecode)],
        position: generic[current].position))
    remember(array, .typecode(typecode))
  }
}
