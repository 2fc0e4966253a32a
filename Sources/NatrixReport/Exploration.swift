/// What `natrix dis` shows: for each function several listings of the same code (CPython's bytecode, the intermediate
/// representation after each pass, C, machine code), whose rows know the line of the source that they come from.

package struct Exploration: Codable, Sendable {
  package var path: String
  /// The lines of the source.
  package var source: [String]
  /// `CPython 3.11`; nil when no python3 was asked.
  package var python: String?
  /// `gcc -O2`
  package var compiler: String?
  /// What could not be shown, and what to do about it.
  package var notes: [String] = []
  package var functions: [ExploredFunction] = []

  package init(path: String, source: [String]) {
    self.path = path
    self.source = source
  }

  /// A listing that a pass left as it was has no rows there: they are those of the one before.
  package var json: String {
    get throws {
      var result = self
      for function in functions.indices {
        for listing in functions[function].listings.indices where !functions[function].listings[listing].hasChanged {
          result.functions[function].listings[listing].rows = []
        }
      }
      return try jsonText(result)
    }
  }
}

package struct ExploredFunction: Codable, Sendable {
  /// `Parser.parse`, `<module>`.
  package var name: String
  /// `def parse(self, text: str) -> list[Node]`: what is inferred.
  package var signature: String
  /// Of its `def`, both included; of a module's or class's body only lines that it executes are shown.
  package var firstLine: Int
  package var lastLine: Int
  package var showsEveryLine: Bool
  package var listings: [Listing] = []

  package init(name: String, signature: String, lines: ClosedRange<Int>, showsEveryLine: Bool) {
    self.name = name
    self.signature = signature
    firstLine = lines.lowerBound
    lastLine = lines.upperBound
    self.showsEveryLine = showsEveryLine
  }

  package func listing(_ id: String) -> Listing? { listings.first { $0.id == id } }

  /// The last listing of a group.
  package func last(_ group: Listing.Group) -> Listing? { listings.last { $0.group == group } }

  /// The lines that something of these listings comes from, and with `showsEveryLine` those between; 0 stands for none.
  package func lines(of chosen: [Listing]) -> [Int] {
    var found: Set<Int> = showsEveryLine ? Set(firstLine...max(firstLine, lastLine)) : []
    for listing in chosen { for row in listing.rows { found.insert(row.line) } }
    return found.sorted()
  }
}

/// One form of a function's code.
package struct Listing: Codable, Sendable {
  package enum Group: String, Codable, Sendable { case bytecode, generic, fast, c, machine }

  /// `bytecode`, `generic/lowering`, `fast/ranges`, `fast2/ranges`, `c/fast`, `machine/generic`.
  package var id: String
  package var group: Group
  package var title: String
  /// Of a pass: it has changed something.
  package var hasChanged = true
  package var rows: [Row] = []

  package init(_ id: String, _ group: Group, title: String) {
    self.id = id
    self.group = group
    self.title = title
  }

  package struct Row: Codable, Hashable, Sendable {
    /// From 1; 0: of no line.
    package var line: Int
    package var text: String
    /// The type of a value, or the numbers that it can be.
    package var note: String?
    /// The head of a block, the name of a C function.
    package var isHead: Bool

    package init(_ line: Int, _ text: String, note: String? = nil, isHead: Bool = false) {
      self.line = line
      self.text = text
      self.note = note
      self.isHead = isHead
    }
  }

  /// Whether it is of this pass: `ranges`, `fast/ranges`, and, of a pass that runs twice, the second time.
  package func isAfter(_ pass: String) -> Bool {
    id == pass || id.split(separator: "/").last.map(String.init) == pass
  }
}

extension ExploredFunction {
  /// The passes that make error edges and state machines explicit: before them the IR is easier to read.
  private static let explicit: Set<String> = ["error-edges", "state-machine"]

  /// The last listing of the generic graph or of the first fast version before what only C needs.
  package func lastOptimised(_ group: Listing.Group) -> Listing? {
    listings.last { listing in
      listing.group == group && (group == .generic || listing.id.hasPrefix("fast/"))
        && !ExploredFunction.explicit.contains { listing.isAfter($0) }
    }
  }

  /// C or machine code: of the first fast version where there is one.
  package func compiled(_ group: Listing.Group) -> Listing? { listings.first { $0.group == group } }

  /// The IR that is compiled: of the fast version where there is one.
  package var optimised: Listing? { lastOptimised(.fast) ?? lastOptimised(.generic) }
}
