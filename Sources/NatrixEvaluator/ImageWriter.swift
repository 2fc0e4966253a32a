/// The bytes of an image: 32-bit words in the machine's order, strings padded to whole words.

import NatrixIR

struct ImageWriter {
  private(set) var words: [Int32] = []

  mutating func word(_ value: Int) { words.append(Int32(truncatingIfNeeded: value)) }

  mutating func wide(_ value: UInt64) {
    word(Int(truncatingIfNeeded: value & 0xFFFF_FFFF))
    word(Int(truncatingIfNeeded: value >> 32))
  }

  /// The number of bytes, the bytes.
  mutating func bytes(_ bytes: some Collection<UInt8>) {
    word(bytes.count)
    var pending: UInt32 = 0
    var count: UInt32 = 0
    for byte in bytes {
      pending |= UInt32(byte) << (8 * count)
      count += 1
      if count == 4 {
        words.append(Int32(bitPattern: pending))
        (pending, count) = (0, 0)
      }
    }
    if count > 0 { words.append(Int32(bitPattern: pending)) }
  }

  mutating func text(_ text: String) { bytes(Array(text.utf8)) }

  /// The number of code points, the code points.
  mutating func characters(_ characters: [UInt32]) {
    word(characters.count)
    for character in characters { words.append(Int32(bitPattern: character)) }
  }

  mutating func append(_ other: [Int32]) { words += other }

  /// A number for the kind, then what it consists of.
  mutating func constant(_ value: Constant) {
    switch value {
    case .none: word(0)
    case .true: word(1)
    case .false: word(2)
    case .ellipsis: word(3)
    case .notImplemented: word(4)
    case .absent: word(5)
    case .integer(let digits):
      word(6)
      text(digits)
    case .float(let bits):
      word(7)
      wide(bits)
    case .complex(let real, let imaginary):
      word(8)
      wide(real)
      wide(imaginary)
    case .string(let characters):
      word(9)
      self.characters(characters)
    case .bytes(let bytes):
      word(10)
      self.bytes(bytes)
    case .tuple(let items):
      word(11)
      word(items.count)
      for item in items { constant(item) }
    case .frozenSet(let items):
      word(12)
      word(items.count)
      for item in items { constant(item) }
    }
  }
}
