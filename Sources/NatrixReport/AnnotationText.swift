/// An annotated file on the terminal: each line behind a mark of how dynamic it is, the reasons below it.

package enum AnnotationText {
  package static func text(_ file: AnnotatedFile) -> String {
    let width = "\(file.lines.count)".count
    var text = ""
    let first = file.worthChanging
    if !first.isEmpty {
      text += "worth changing first:\n"
      for line in first {
        for reason in line.reasons.prefix(2) { text += "  \(file.path):\(line.number): \(reason.because)\n      \(reason.advice)\n" }
      }
      text += "\n"
    }
    for line in file.lines {
      let number = String(repeating: " ", count: width - "\(line.number)".count) + "\(line.number)"
      text += "\(mark(line.level)) \(number)  \(line.text)\n"
      let indent = String(repeating: " ", count: width + 9)
      for reason in line.reasons { text += "\(indent)^ \(reason.because)\n" }
    }
    return text
  }

  /// Four places, filled by how much is left to the runtime.
  static func mark(_ level: Int) -> String {
    String(repeating: "#", count: level) + String(repeating: ".", count: 4 - level)
  }
}
