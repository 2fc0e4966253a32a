/// A source file with what became of each line: how much of it is machine code, what is left to the runtime, and why.
/// `natrix annotate` shows it as a page, as text or as JSON.

package struct AnnotatedFile: Codable, Sendable {
  package var path: String
  package var lines: [AnnotatedLine]
  /// Processor time of the run that was measured; nil: it was not run.
  package var seconds: Double?
  /// In JSON: the numbers of `worthChanging`.
  private var first: [Int] = []

  package init(path: String, lines: [AnnotatedLine]) {
    self.path = path
    self.lines = lines
  }

  /// The lines most worth changing, the first first: those that cost most of what there is a reason for; where it was measured, those
  /// that took most, each at least a two-hundredth.
  package var worthChanging: [AnnotatedLine] {
    if let seconds {
      let slow = lines.filter { ($0.measured?.own ?? 0) >= seconds / 200 && (!$0.reasons.isEmpty || !($0.measured?.exits.isEmpty ?? true)) }
      return Array(slow.sorted { ($0.measured?.own ?? 0, $1.number) > ($1.measured?.own ?? 0, $0.number) }.prefix(10))
    }
    let candidates = lines.filter { !$0.reasons.isEmpty && $0.cost > 0 }
    return Array(candidates.sorted { ($0.cost, $1.number) > ($1.cost, $0.number) }.prefix(10))
  }

  package var json: String {
    get throws {
      var result = self
      result.first = worthChanging.map(\.number)
      return try jsonText(result)
    }
  }
}

package struct AnnotatedLine: Codable, Sendable {
  /// From 1.
  package var number: Int
  package var text: String
  /// What executing it costs beside other lines, in rough instructions of the machine, each loop around it counted ten times; 0 where nothing
  /// is executed.
  package var cost = 0.0
  /// From 0, machine code only, to 4, all of it left to the runtime.
  package var level = 0
  /// What it does: so many operations of each kind.
  package var operations = LineOperations()
  /// Why it is not faster, and what would help.
  package var reasons: [LineReason] = []
  /// The IR of its fast version and of its generic one, and its C.
  package var fast: [String] = []
  package var generic: [String] = []
  package var c: [String] = []
  /// What a run took here.
  package var measured: LineMeasurement?

  package init(number: Int, text: String) {
    self.number = number
    self.text = text
  }

  /// The first reasons, each with its advice: nil where the next one asks for the same.
  func firstReasons(_ most: Int) -> [(reason: LineReason, advice: String?)] {
    let chosen = reasons.prefix(most)
    return chosen.indices.map { index in
      let advice = chosen[index].advice
      return (chosen[index], index + 1 < chosen.endIndex && chosen[index + 1].advice == advice ? nil : advice)
    }
  }
}

package struct LineReason: Codable, Hashable, Sendable {
  /// What kind of change it asks for, as a name (`reboundGlobal`) and in a few words (`don't rebind this global`).
  package var kind: String
  package var title: String
  /// `'x' is int | str: the addition calls the runtime`.
  package var because: String
  /// What to change, in words for whoever wrote the line.
  package var advice: String
  /// The lines that the value comes from which is the reason.
  package var from: [Int]

  package init(kind: String = "", title: String = "", because: String, advice: String, from: [Int] = []) {
    self.kind = kind
    self.title = title
    self.because = because
    self.advice = advice
    self.from = from
  }
}

/// What the operations of a line are, named where the names say something.
package struct LineOperations: Codable, Sendable {
  /// On machine numbers and on objects of known kinds, without calls.
  package var machine = 0
  /// Checks that what was guessed is so.
  package var guards = 0
  /// What they check, in words.
  package var checks: [String] = []
  /// Functions that are called directly.
  package var direct: [String] = []
  /// What is allocated by.
  package var allocations: [String] = []
  /// What is left to the runtime, which finds out types as it runs.
  package var runtime: [String] = []

  package init() {}

  /// In a sentence or several; empty when nothing is executed.
  package var sentences: [String] {
    var found: [String] = []
    if machine > 0 { found.append("\(machine) operation\(machine == 1 ? "" : "s") in machine code") }
    if guards > 0 { 
      let what = checks.isEmpty ? "" : " (" + checks.joined(separator: "; ") + ")"
      found.append("\(guards) guard\(guards == 1 ? "" : "s")\(what): where one fails, the generic version goes on")
    }
    if !direct.isEmpty { found.append("calls directly: " + LineOperations.counted(direct)) }
    if !allocations.isEmpty { found.append("allocates: " + LineOperations.counted(allocations)) }
    if !runtime.isEmpty { found.append("left to the runtime: " + LineOperations.counted(runtime)) }
    return found
  }

  /// `a, b (3 times)`.
  private static func counted(_ names: [String]) -> String {
    var counts: [(name: String, count: Int)] = []
    for name in names {
      if let index = counts.firstIndex(where: { $0.name == name }) { counts[index].count += 1 } else { counts.append((name, 1)) }
    }
    return counts.map { $0.count == 1 ? $0.name : "\($0.name) (\($0.count) times)" }.joined(separator: ", ")
  }
}
