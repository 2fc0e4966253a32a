/// What an executable (ELF, 64 bits) says of itself: its functions by address, and its sections.

struct ExecutableSymbols {
  struct Symbol {
    var start: UInt64
    var end: UInt64
    var name: String
    /// The C file of a function that only this file sees: `dict.c`.
    var file: String?
  }

  private let image: [UInt8]
  private var sections: [(name: String, kind: UInt32, offset: Int, size: Int, link: Int)] = []
  /// By address.
  private(set) var functions: [Symbol] = []

  /// nil when it is no such file.
  init?(_ image: [UInt8]) {
    self.image = image
    guard image.count > 64, image[0...3].elementsEqual([0x7f, 0x45, 0x4c, 0x46]), image[4] == 2 else { return nil }
    readSections()
    readFunctions()
  }

  /// The bytes of the section with that name.
  func section(_ name: String) -> ArraySlice<UInt8>? {
    guard let section = sections.first(where: { $0.name == name }), section.offset + section.size <= image.count else { return nil }
    return image[section.offset..<section.offset + section.size]
  }

  func function(at address: UInt64) -> Symbol? {
    var low = 0
    var high = functions.count
    while low < high {
      let middle = (low + high) / 2
      if functions[middle].start <= address { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return nil }
    let found = functions[low - 1]
    // What is written in assembly may have no size: it goes on to the next one.
    return address < found.end || found.start == found.end ? found : nil
  }

  private func number<T: FixedWidthInteger>(_ offset: Int, as type: T.Type) -> T {
    guard offset >= 0, offset + MemoryLayout<T>.size <= image.count else { return 0 }
    return image.withUnsafeBytes { T(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: T.self)) }
  }

  private func text(_ offset: Int) -> String {
    var end = offset
    while end < image.count, image[end] != 0 { end += 1 }
    return offset < end ? String(decoding: image[offset..<end], as: UTF8.self) : ""
  }

  private mutating func readSections() {
    let table = Int(number(40, as: UInt64.self))
    let entry = Int(number(58, as: UInt16.self))
    let count = Int(number(60, as: UInt16.self))
    func offset(_ index: Int) -> Int { Int(number(table + index * entry + 24, as: UInt64.self)) }
    let names = offset(Int(number(62, as: UInt16.self)))
    for index in 0..<count {
      let at = table + index * entry
      sections.append(
        (
          text(names + Int(number(at, as: UInt32.self))), number(at + 4, as: UInt32.self), offset(index),
          Int(number(at + 32, as: UInt64.self)), Int(number(at + 40, as: UInt32.self))
        ))
    }
  }

  private mutating func readFunctions() {
    let symbolTable: UInt32 = 2
    guard let symbols = sections.first(where: { $0.kind == symbolTable }), sections.indices.contains(symbols.link) else { return }
    let names = sections[symbols.link].offset
    var file: String?
    for at in stride(from: symbols.offset, to: symbols.offset + symbols.size, by: 24) {
      let info = number(at + 4, as: UInt8.self)
      let name = text(names + Int(number(at, as: UInt32.self)))
      switch info & 15 {
      case 4: file = name
      case 2, 10:  // a function, or one that is chosen when the program starts
        let start = number(at + 8, as: UInt64.self)
        guard start > 0 else { continue }
        functions.append(
          Symbol(start: start, end: start + number(at + 16, as: UInt64.self), name: name, file: info >> 4 == 0 ? file : nil))
      default: break
      }
    }
    functions.sort { ($0.start, $1.end) < ($1.start, $0.end) }
  }
}
