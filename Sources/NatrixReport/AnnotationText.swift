/// An annotated file on the terminal: each line behind a mark of how dynamic it is, the reasons below it.

package enum AnnotationText {
  package static func text(_ file: AnnotatedFile) -> String {
    let width = "\(file.lines.count)".count
    var text = ""
    let first = file.worthChanging
    if !first.isEmpty {
      text += "worth changing first:\n"
      for line in first {
        for sentence in line.measured?.sentences.prefix(2) ?? [] { text += "  \(file.path):\(line.number): \(sentence)\n" }
        for (reason, advice) in line.firstReasons(2) {
          text += "  \(file.path):\(line.number): \(reason.title): \(reason.because)\n"
          if let advice { text += "      \(advice)\n" }
        }
      }
      text += "\n"
    }
    for line in file.lines {
      let number = String(repeating: " ", count: width - "\(line.number)".count) + "\(line.number)"
      let share = file.seconds == nil ? "" : Profile.padded(file.share(of: line), 8) + "  "
      text += "\(share)\(mark(line.level)) \(number)  \(line.text)\n"
      let indent = String(repeating: " ", count: width + 9 + share.count)
      for reason in line.reasons {
        let from = reason.from.isEmpty ? "" : " (from line\(reason.from.count == 1 ? "" : "s") \(reason.from.map(String.init).joined(separator: ", ")))"
        text += "\(indent)^ \(reason.because)\(from)\n"
      }
      for sentence in line.measured?.sentences ?? [] { text += "\(indent)^ \(sentence)\n" }
    }
    return text
  }

  /// Four places, filled by how much is left to the runtime.
  static func mark(_ level: Int) -> String {
    String(repeating: "#", count: level) + String(repeating: ".", count: 4 - level)
  }
}
