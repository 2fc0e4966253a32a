/// Which part of an expression a traceback marks. The rules are those that CPython 3.11 shows.

import NatrixIR
import NatrixSupport
import NatrixSyntax

extension FunctionLowering {
  private var text: [UInt8] { module.bound.file.text }

  private func isOnOneLine(_ range: SourceRange) -> Bool {
    guard !range.isNone, range.end <= text.count else { return false }
    return !text[Int(range.start)..<Int(range.end)].contains(10)
  }

  /// The operator is marked: its first character, and the next one unless it is a space.
  func operatorPosition(_ whole: Expression, _ left: Expression, _ right: Expression) -> Position {
    guard isOnOneLine(whole.range) else { return Position(whole.range) }
    var index = Int(left.range.end)
    let end = Int(right.range.start)
    func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 12 }
    while index < end, isSpace(text[index]) || text[index] == 41 { index += 1 }  // `)`
    guard index < end else { return Position(whole.range) }
    let isWide = index + 1 < end && !isSpace(text[index + 1])
    return Position(whole.range, anchor: SourceRange(index, index + (isWide ? 2 : 1)))
  }

  /// The brackets are marked.
  func subscriptPosition(_ whole: Expression, _ object: Expression) -> Position {
    guard isOnOneLine(whole.range) else { return Position(whole.range) }
    var start = Int(object.range.end)
    let end = Int(whole.range.end)
    while start < end, text[start] != 91 { start += 1 }  // `[`
    return Position(whole.range, anchor: SourceRange(start, end))
  }

  /// Of an attribute that ends on another line than it begins only the name is marked.
  func attributePosition(_ attribute: Expression, _ name: String) -> Position {
    guard !isOnOneLine(attribute.range) else { return Position(attribute.range) }
    let end = Int(attribute.range.end)
    return Position(SourceRange(end - name.utf8.count, end))
  }

  /// The same for a call of such an attribute.
  func methodCallPosition(_ call: Expression, _ attribute: Expression, _ name: String) -> Position {
    guard !isOnOneLine(attribute.range) else { return Position(call.range) }
    let end = Int(attribute.range.end)
    return Position(SourceRange(end - name.utf8.count, Int(call.range.end)))
  }
}
