/// C source text as it grows: indentation, and the number of the line that comes next (for `#line`).

package struct CText {
  package private(set) var text = ""
  /// The number of the line that the next `line` writes.
  package private(set) var nextLine = 1
  private var depth = 0

  package init() {}

  package mutating func line(_ content: String = "") {
    if !content.isEmpty {
      for _ in 0..<depth { text += "    " }
      text += content
    }
    text += "\n"
    nextLine += 1
  }

  /// A label or preprocessor directive: at the left margin.
  package mutating func margin(_ content: String) {
    text += content
    text += "\n"
    nextLine += 1
  }

  /// Words that may stand behind `//`: on one line, which no backslash continues, and not too long.
  package static func comment(_ words: String) -> String {
    var content = ""
    for scalar in words.unicodeScalars {
      let isControl = scalar.value < 32 || scalar.value == 127 || scalar.value == 0x2028 || scalar.value == 0x2029
      content.unicodeScalars.append(isControl ? " " : scalar)
    }
    while content.hasPrefix(" ") { content.removeFirst() }
    if content.count > 80 { content = String(content.prefix(77)) + "..." }
    while content.hasSuffix("\\") || content.hasSuffix(" ") || content.hasSuffix("??/") { content.removeLast() }
    return content
  }

  package mutating func indent() { depth += 1 }
  package mutating func dedent() { depth -= 1 }

  /// Words after a head, broken into lines below 100 columns: `nx_value a, b, …;`
  package mutating func wrapped(_ head: String, _ words: [String], _ tail: String) {
    var current = head
    for (index, word) in words.enumerated() {
      let piece = word + (index == words.count - 1 ? tail : ",")
      if current.utf8.count + piece.utf8.count + 1 + depth * 4 > 100, current != head {
        line(current)
        current = (head.isEmpty ? "" : "    ") + piece
      } else {
        let joins = current.isEmpty || current.hasSuffix(" ") || current.hasSuffix("{")
        current += joins ? piece : " " + piece
      }
    }
    line(current)
  }
}
