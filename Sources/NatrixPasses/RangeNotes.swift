/// The numbers that values can be, as far as the range analysis knows them, in words: `0 … 255`, `at least 0`.

import NatrixIR

extension Ranges {
  /// By value, for the machine ints of a graph in which some are made.
  package static func notes(on graph: Graph) -> [ValueID: String] {
    guard graph.values.contains(where: { $0.representation == .i64 }) else { return [:] }
    let analysis = IntervalAnalysis(graph)
    var found: [ValueID: String] = [:]
    for block in graph.blockIDs {
      for value in graph[block].instructions where graph[value].representation == .i64 && graph[value].opcode != .constant {
        if let text = analysis.interval(of: value, at: block).text { found[value] = text }
      }
    }
    return found
  }
}

extension Interval {
  /// nil when it says nothing. Beyond these numbers nothing in a program's memory reaches.
  fileprivate var text: String? {
    let most = 1 << 56
    switch (low > -most, high < most) {
    case (true, true): return low == high ? "\(low)" : "\(low) … \(high)"
    case (true, false): return "at least \(low)"
    case (false, true): return "at most \(high)"
    case (false, false): return nil
    }
  }
}
