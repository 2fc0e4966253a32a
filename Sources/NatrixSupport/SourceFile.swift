/// One source text: its path, its UTF-8 bytes, and where its lines begin.

package final class SourceFile: Sendable {
  /// The path as the user wrote it; shown in diagnostics.
  package let path: String
  /// The decoded text as UTF-8, line ends normalised to `\n`.
  package let text: [UInt8]
  /// Byte offset of each line's first byte.
  package let lineStarts: [UInt32]

  package init(path: String, text: [UInt8]) {
    self.path = path
    self.text = text
    var starts: [UInt32] = [0]
    for (offset, byte) in text.enumerated() where byte == 10 {
      starts.append(UInt32(offset + 1))
    }
    self.lineStarts = starts
  }

  /// The line (from 1) and UTF-8 column (from 0) of a byte offset.
  package func position(of offset: UInt32) -> SourcePosition {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return SourcePosition(line: low + 1, column: Int(offset) - Int(lineStarts[low]))
  }

  /// The bytes of line `number` (from 1), without its line end; empty when there is none.
  package func line(_ number: Int) -> ArraySlice<UInt8> {
    guard number >= 1, number <= lineStarts.count else { return [] }
    let start = Int(lineStarts[number - 1])
    var end = number < lineStarts.count ? Int(lineStarts[number]) : text.count
    if end > start, text[end - 1] == 10 { end -= 1 }
    return text[start..<end]
  }

  /// The source text of a range.
  package func string(_ range: SourceRange) -> String {
    guard !range.isNone else { return "" }
    return String(decoding: text[Int(range.start)..<min(Int(range.end), text.count)], as: UTF8.self)
  }
}

extension SourceFile {
  /// Whether the bytes of `word` stand anywhere in the text.
  package func mentions(_ word: String) -> Bool {
    let wanted = Array(word.utf8)
    return text.withUnsafeBufferPointer { bytes in
      guard let first = wanted.first, bytes.count >= wanted.count else { return false }
      return (0...(bytes.count - wanted.count)).contains { start in
        bytes[start] == first && wanted.indices.allSatisfy { bytes[start + $0] == wanted[$0] }
      }
    }
  }
}
