/// An exploration on the terminal: under each line of the source what it has become, the forms side by side as far as the width
/// reaches, else below one another.

package struct ExplorationText {
  private let exploration: Exploration
  private let width: Int
  /// Columns of the listing that no narrower one is readable in.
  private static let narrowest = 34

  package init(_ exploration: Exploration, width: Int) {
    self.exploration = exploration
    self.width = max(width, 40)
  }

  /// `choose` gives the listings of a function that are wanted.
  package func text(_ choose: (ExploredFunction) -> [Listing]) -> String {
    var result = ""
    for note in exploration.notes { result += "note: \(note)\n" }
    for function in exploration.functions {
      if !result.isEmpty { result += "\n" }
      result += text(of: function, choose(function))
    }
    return result
  }

  private func text(of function: ExploredFunction, _ listings: [Listing]) -> String {
    var result = rule("═")
    result += "\(function.signature)   \(exploration.path):\(function.firstLine)\n"
    guard !listings.isEmpty else { return result + "nothing of it is left\n" }
    let isStacked = (width + 3) / listings.count - 3 < ExplorationText.narrowest && listings.count > 1
    let columns = isStacked ? width - 4 : (width + 3) / listings.count - 3
    if !isStacked {
      result += row(listings.map { [fitted($0.title, columns)] }, columns)
    }
    result += rule("─")
    let byLine = listings.map { Dictionary(grouping: $0.rows, by: \.line) }
    for line in function.lines(of: listings) {
      if line > 0, exploration.source.indices.contains(line - 1) {
        result += fitted("\(line)  \(exploration.source[line - 1])", width) + "\n"
      }
      if isStacked {
        for (listing, rows) in zip(listings, byLine) {
          guard let rows = rows[line] else { continue }
          result += "  \(listing.title)\n"
          for text in rows.flatMap({ wrapped($0, columns) }) { result += "    \(text)\n" }
        }
      } else {
        result += row(byLine.map { ($0[line] ?? []).flatMap { wrapped($0, columns) } }, columns)
      }
    }
    return result
  }

  private func rule(_ character: String) -> String { String(repeating: character, count: width) + "\n" }

  /// Cells beside one another; each is a number of texts that fit.
  private func row(_ cells: [[String]], _ columns: Int) -> String {
    var result = ""
    for index in 0..<(cells.map(\.count).max() ?? 0) {
      var line = ""
      for (number, cell) in cells.enumerated() {
        if number > 0 { line += " │ " }
        line += padded(index < cell.count ? cell[index] : "", columns)
      }
      while line.hasSuffix(" ") { line.removeLast() }
      result += line + "\n"
    }
    return result
  }

  private func padded(_ text: String, _ columns: Int) -> String {
    text + String(repeating: " ", count: max(0, columns - text.count))
  }

  private func fitted(_ text: String, _ columns: Int) -> String {
    text.count <= columns ? text : text.prefix(columns - 1) + "…"
  }

  /// A row in as many lines as it takes; what follows the first is indented further.
  private func wrapped(_ row: Listing.Row, _ columns: Int) -> [String] {
    let text = (row.isHead ? "" : "  ") + row.text + (row.note.map { "  : \($0)" } ?? "")
    guard text.count > columns else { return [text] }
    var lines: [String] = []
    var current = String(text.prefix { $0 == " " })
    for word in text.split(separator: " ") {
      let joined = current + (current.allSatisfy { $0 == " " } ? "" : " ") + word
      if joined.count <= columns || current.allSatisfy({ $0 == " " }) {
        current = joined
      } else {
        lines.append(current)
        current = "      " + word
      }
      while current.count > columns {
        lines.append(String(current.prefix(columns)))
        current = "      " + current.dropFirst(columns)
      }
    }
    lines.append(current)
    return lines
  }
}
