/// The samples that a program built for profiling leaves (runtime/core/profile.c has the layout).

struct ProfileData {
  struct Stack {
    var weight: Int
    /// The innermost first: where it was, then where calls return to.
    var addresses: [UInt64]
  }
  struct Library {
    var start: UInt64
    var end: UInt64
    var path: String
  }

  var stacks: [Stack] = []
  var libraries: [Library] = []
  /// Nanoseconds between samples.
  var interval = 0
  /// Intervals that could not be counted, and those whose stack was too deep to be walked to its end.
  var lost = 0
  var cut = 0
  var processes = 0

  private enum Layout {
    static let magic = Array("NXPROF1".utf8)
    static let libraries = 64
    static let librariesSize = 32 << 10
    static let buckets = 1 << 16
    static let stacks = libraries + librariesSize + buckets * 8
  }

  /// nil when the program has written nothing.
  init?(_ bytes: UnsafeRawBufferPointer) {
    func number(_ offset: Int) -> Int { Int(truncatingIfNeeded: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }
    guard bytes.count > Layout.stacks, bytes.prefix(Layout.magic.count).elementsEqual(Layout.magic) else { return nil }
    interval = number(16)
    let used = min(number(24), bytes.count)
    lost = number(40)
    cut = number(48)
    processes = Int(bytes.loadUnaligned(fromByteOffset: 60, as: UInt32.self))
    let names = bytes[Layout.libraries..<Layout.libraries + Layout.librariesSize].prefix { $0 != 0 }
    for line in String(decoding: names, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 2)
      guard words.count == 3, let start = UInt64(words[0], radix: 16), let end = UInt64(words[1], radix: 16) else { continue }
      libraries.append(Library(start: start, end: end, path: String(words[2])))
    }
    var at = Layout.stacks
    while at + 32 <= used {
      let count = number(at + 24)
      guard count > 0, at + 32 + count * 8 <= used else { break }
      let addresses = (0..<count).map { UInt64(truncatingIfNeeded: number(at + 32 + $0 * 8)) }
      stacks.append(Stack(weight: number(at + 16), addresses: addresses))
      at += 32 + count * 8
    }
  }
}
