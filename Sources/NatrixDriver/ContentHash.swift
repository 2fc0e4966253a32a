/// A 128-bit hash of content, for names in the cache. Not cryptographic: it guards against accidents, not attackers.
///
/// Two lanes of multiply-and-fold over 8-byte words, with different odd constants, finished by murmur3's 64-bit mixer.

package struct ContentHash {
  private var low: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var high: UInt64 = 0xC2B2_AE3D_27D4_EB4F

  package init() {}

  package mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBytes { add($0) } }

  package mutating func add(_ buffer: UnsafeRawBufferPointer) {
    add(word: UInt64(buffer.count))
    var offset = 0
    while offset + 8 <= buffer.count {
      add(word: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      offset += 8
    }
    var rest: UInt64 = 0
    while offset < buffer.count {
      rest = rest << 8 | UInt64(buffer[offset])
      offset += 1
    }
    add(word: rest)
  }

  package mutating func add(_ text: String) { add(Array(text.utf8)) }

  package mutating func add(word: UInt64) {
    let first = (low ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    let second = (high ^ word).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    low = first.high ^ first.low &+ 0x1656_67B1_9E37_79F9
    high = second.high ^ second.low &+ 0x27D4_EB2F_1656_67C5
  }

  /// 32 hexadecimal digits.
  package var digest: String {
    ContentHash.hexadecimal(ContentHash.mix(low ^ high.byteSwapped))
      + ContentHash.hexadecimal(ContentHash.mix(high &+ low))
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var x = value
    x = (x ^ (x >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    x = (x ^ (x >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return x ^ (x >> 33)
  }

  private static func hexadecimal(_ value: UInt64) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: 16 - text.count) + text
  }
}
