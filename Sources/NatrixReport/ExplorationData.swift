/// An exploration as data for its page: texts that occur several times stand once, a listing that a pass left as it was refers
/// to the one before, and what makes the page of a long file large is left out, the largest functions' first.
///
///     {"strings": ["", "b0:", …], "functions": [{"name": …, "listings": [{"id": "fast/ranges", "rows": [line * 2 + head, text, note, …]}]}]}

struct ExplorationData {
  /// Bytes that the data may have.
  private static let room = 1_700_000
  private let exploration: Exploration
  private var numbers: [String: Int] = ["": 0]
  private var strings = [""]
  private var used = 0
  /// By function and listing.
  private var kept: [[Bool]]

  init(_ exploration: Exploration) {
    self.exploration = exploration
    kept = exploration.functions.map { $0.listings.map { _ in false } }
    used = exploration.source.reduce(1000) { $0 + $1.utf8.count + 4 }
    let order = exploration.functions.indices.sorted { size(of: $0) < size(of: $1) }
    for importance in 0..<4 {
      for function in order { keep(importance, of: function) }
    }
  }

  private func size(of function: Int) -> Int { exploration.functions[function].listings.reduce(0) { $0 + $1.rows.count } }

  /// What matters first: CPython's code and what is compiled, then C, then machine code, then the passes between.
  private static func importance(_ listing: Listing, _ function: ExploredFunction) -> Int {
    switch listing.group {
    case .bytecode: 0
    case .c: 1
    case .machine: 2
    case .generic, .fast: listing.id == function.optimised?.id || listing.id == "generic/lowering" ? 0 : 3
    }
  }

  private mutating func keep(_ importance: Int, of index: Int) {
    let function = exploration.functions[index]
    let chosen = function.listings.indices.filter { ExplorationData.importance(function.listings[$0], function) == importance }
    var new: Set<String> = []
    var bytes = 0
    for listing in chosen {
      // A listing of an unchanged graph is that before, if that is there.
      let isShared = importance == 3 && !function.listings[listing].hasChanged
      bytes += 80
      guard !isShared else { continue }
      for row in function.listings[listing].rows {
        bytes += 14
        for text in [row.text, row.note ?? ""] where numbers[text] == nil && new.insert(text).inserted { bytes += text.utf8.count + 4 }
      }
    }
    guard used + bytes <= ExplorationData.room else { return }
    used += bytes
    for text in new.sorted() {
      numbers[text] = strings.count
      strings.append(text)
    }
    for listing in chosen { kept[index][listing] = true }
  }

  var json: String {
    let functions = exploration.functions.indices.map(json)
    return "{\"path\":\(quoted(exploration.path)),\"source\":[\(exploration.source.map(quoted).joined(separator: ","))],"
      + "\"strings\":[\(strings.map(quoted).joined(separator: ","))],\"functions\":[\(functions.joined(separator: ",\n"))]}"
  }

  private func json(of index: Int) -> String {
    let function = exploration.functions[index]
    var listings: [String] = []
    var left: [String] = []
    var lastKept: Int?
    for (number, listing) in function.listings.enumerated() {
      guard kept[index][number] else {
        left.append(listing.title)
        continue
      }
      let isShared = !listing.hasChanged && lastKept == number - 1
      lastKept = number
      listings.append(
        "{\"id\":\(quoted(listing.id)),\"title\":\(quoted(listing.title)),\"changed\":\(listing.hasChanged),"
          + "\"rows\":\(isShared ? "null" : rows(listing))}")
    }
    return "{\"name\":\(quoted(function.name)),\"signature\":\(quoted(function.signature)),\"first\":\(function.firstLine),"
      + "\"last\":\(function.lastLine),\"all\":\(function.showsEveryLine),\"optimised\":\(quoted(function.optimised?.id ?? "")),"
      + "\"left\":[\(left.map(quoted).joined(separator: ","))],\"listings\":[\(listings.joined(separator: ","))]}"
  }

  private func rows(_ listing: Listing) -> String {
    var words: [String] = []
    for row in listing.rows {
      words.append("\(row.line * 2 + (row.isHead ? 1 : 0)),\(numbers[row.text] ?? 0),\(numbers[row.note ?? ""] ?? 0)")
    }
    return "[" + words.joined(separator: ",") + "]"
  }

  /// As JSON that may stand in a `script` element.
  private func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "<": result += "\\u003c"
      case _ where scalar.value < 32 || scalar.value == 0x2028 || scalar.value == 0x2029:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
