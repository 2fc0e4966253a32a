/// Where a piece of syntax stands in its file: byte offsets into the file's UTF-8 text.

/// A half-open range of UTF-8 byte offsets into one `SourceFile`'s decoded text.
package struct SourceRange: Hashable, Sendable {
  package var start: UInt32
  package var end: UInt32

  package init(_ start: Int, _ end: Int) {
    self.start = UInt32(truncatingIfNeeded: start)
    self.end = UInt32(truncatingIfNeeded: end)
  }

  /// The range of a node that the compiler made up: `start` is past `end`.
  package static let none = SourceRange(1, 0)

  package var isNone: Bool { start > end }

  /// The smallest range that covers both.
  package func union(_ other: SourceRange) -> SourceRange {
    if isNone { return other }
    if other.isNone { return self }
    return SourceRange(Int(min(start, other.start)), Int(max(end, other.end)))
  }
}

/// A line and a column as CPython counts them: lines from 1, columns from 0.
package struct SourcePosition: Hashable, Sendable {
  package var line: Int
  /// Offset into the line in UTF-8 bytes.
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
