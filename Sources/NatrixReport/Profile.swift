/// Where a program spent its time: samples by Python function and line, and by part of the runtime.

package struct ProfiledFunction: Codable, Hashable, Sendable {
  /// `Class.method`, `<module>`.
  package var name: String
  package var file: String
  package var line: Int
  /// Not one of the program's own files.
  package var isLibrary: Bool

  package init(name: String, file: String, line: Int, isLibrary: Bool) {
    self.name = name
    self.file = file
    self.line = line
    self.isLibrary = isLibrary
  }

  /// `Class.method (app.py:12)`.
  package var title: String { "\(name) (\(file.split(separator: "/").last ?? ""):\(line))" }
}

/// Functions that call each other, the outermost first, and what the runtime was doing for the innermost.
package struct ProfiledStack: Codable, Hashable, Sendable {
  package struct Call: Codable, Hashable, Sendable {
    /// Index into `Profile.functions`.
    package var function: Int
    /// The line that is executed; 0: not known.
    package var line: Int
    package init(function: Int, line: Int) {
      self.function = function
      self.line = line
    }
  }
  package var calls: [Call]
  /// `dict`, `collector`; nil: code of the function itself.
  package var runtime: String?
  package init(calls: [Call], runtime: String?) {
    self.calls = calls
    self.runtime = runtime
  }
}

package struct Profile: Sendable {
  package var program: String
  package var functions: [ProfiledFunction] = []
  /// Nanoseconds of processor time.
  package private(set) var stacks: [ProfiledStack: Int] = [:]
  /// Nanoseconds that could not be attributed; those of stacks whose outer end is missing.
  package var lost = 0
  package var cut = 0
  package var processes = 1

  package init(program: String) { self.program = program }

  package mutating func add(_ stack: ProfiledStack, _ time: Int) { stacks[stack, default: 0] += time }

  package var total: Int { stacks.values.reduce(0, +) }

  /// In a fixed order.
  package var ordered: [(stack: ProfiledStack, time: Int)] {
    func key(_ stack: ProfiledStack) -> [Int] { stack.calls.flatMap { [$0.function, $0.line] } }
    return stacks.map { (stack: $0.key, time: $0.value) }.sorted { a, b in
      if a.time != b.time { return a.time > b.time }
      let (left, right) = (key(a.stack), key(b.stack))
      if left != right { return left.lexicographicallyPrecedes(right) }
      return (a.stack.runtime ?? "") < (b.stack.runtime ?? "")
    }
  }

  package struct FunctionTime: Sendable {
    package var function: Int
    /// In it and in the runtime on its behalf; of that, in the runtime; in it and all it calls.
    package var own = 0
    package var runtime = 0
    package var total = 0
  }

  /// Those with most time of their own first.
  package var functionTimes: [FunctionTime] {
    var times = functions.indices.map { FunctionTime(function: $0) }
    for (stack, time) in stacks {
      if let last = stack.calls.last {
        times[last.function].own += time
        if stack.runtime != nil { times[last.function].runtime += time }
      }
      for function in Set(stack.calls.map(\.function)) { times[function].total += time }
    }
    return times.filter { $0.total > 0 }.sorted { ($0.own, $0.total, $1.function) > ($1.own, $1.total, $0.function) }
  }

  /// What the runtime did, the most first.
  package var runtimeTimes: [(part: String, time: Int)] {
    var times: [String: Int] = [:]
    for (stack, time) in stacks { if let part = stack.runtime { times[part, default: 0] += time } }
    return times.map { (part: $0.key, time: $0.value) }.sorted { ($0.time, $1.part) > ($1.time, $0.part) }
  }

  package struct LineTime: Sendable {
    package var own = 0
    package var runtime = 0
    package var total = 0
  }

  /// Times of the lines of a file, by number.
  package func lineTimes(of file: String) -> [Int: LineTime] {
    var times: [Int: LineTime] = [:]
    for (stack, time) in stacks {
      var seen: Set<Int> = []
      for (index, call) in stack.calls.enumerated() where call.line > 0 && functions[call.function].file == file {
        if index == stack.calls.count - 1 {
          times[call.line, default: LineTime()].own += time
          if stack.runtime != nil { times[call.line, default: LineTime()].runtime += time }
        }
        if seen.insert(call.line).inserted { times[call.line, default: LineTime()].total += time }
      }
    }
    return times
  }

  // MARK: texts

  /// One line for each stack, for other programs that draw flame graphs: `main (a.py:1);f (a.py:9);[dict] 12`, in samples of a
  /// millisecond.
  package var folded: String {
    var lines: [String: Int] = [:]
    for (stack, time) in stacks {
      var names = stack.calls.map { functions[$0.function].title }
      if let runtime = stack.runtime { names.append("[\(runtime)]") }
      lines[names.joined(separator: ";"), default: 0] += time
    }
    return lines.sorted { $0.key < $1.key }.map { "\($0.key) \(max(1, $0.value / 1_000_000))\n" }.joined()
  }

  package var json: String {
    get throws {
      struct Times: Encodable {
        var function: ProfiledFunction
        var own: Double
        var runtime: Double
        var total: Double
      }
      struct Line: Encodable {
        var file: String
        var line: Int
        var own: Double
        var total: Double
      }
      struct Sample: Encodable {
        var calls: [ProfiledStack.Call]
        var runtime: String?
        var seconds: Double
      }
      struct Whole: Encodable {
        var program: String
        var seconds: Double
        var lostSeconds: Double
        var cutSeconds: Double
        var processes: Int
        var functions: [ProfiledFunction]
        var times: [Times]
        var runtime: [String: Double]
        var lines: [Line]
        var stacks: [Sample]
      }
      func seconds(_ time: Int) -> Double { Double(time) / 1e9 }
      let files = Set(functions.filter { !$0.isLibrary }.map(\.file)).sorted()
      let lines = files.flatMap { file in
        lineTimes(of: file).sorted { $0.key < $1.key }.map {
          Line(file: file, line: $0.key, own: seconds($0.value.own), total: seconds($0.value.total))
        }
      }
      let whole = Whole(
        program: program, seconds: seconds(total), lostSeconds: seconds(lost), cutSeconds: seconds(cut), processes: processes,
        functions: functions,
        times: functionTimes.map {
          Times(function: functions[$0.function], own: seconds($0.own), runtime: seconds($0.runtime), total: seconds($0.total))
        },
        runtime: Dictionary(runtimeTimes.map { ($0.part, seconds($0.time)) }, uniquingKeysWith: +),
        lines: lines,
        stacks: ordered.map { Sample(calls: $0.stack.calls, runtime: $0.stack.runtime, seconds: seconds($0.time)) })
      return try jsonText(whole)
    }
  }

  /// The table on the terminal.
  package func table(most: Int = 15) -> String {
    let whole = max(1, total)
    func percent(_ time: Int) -> String { Profile.padded("\(Profile.tenths(Double(time) * 100 / Double(whole))) %", 7) }
    var text = "profile of \(program): \(Profile.tenths(Double(total) / 1e8, by: 2)) s of processor time"
    text += processes > 1 ? " in \(processes) processes\n" : "\n"
    guard total > 0 else { return text + "  too short: no sample was taken\n" }
    text += "     self  runtime    total  function\n"
    let times = functionTimes
    for entry in times.prefix(most) {
      let function = functions[entry.function]
      text += "  \(percent(entry.own))  \(percent(entry.runtime))  \(percent(entry.total))  \(function.title)\(function.isLibrary ? " (library)" : "")\n"
    }
    if times.count > most { text += "  … and \(times.count - most) more\n" }
    let parts = runtimeTimes.prefix(8).map { "\($0.part) \(Profile.tenths(Double($0.time) * 100 / Double(whole))) %" }
    if !parts.isEmpty { text += "  in the runtime: " + parts.joined(separator: ", ") + "\n" }
    if lost > 0 { text += "  \(lost / 1_000_000) ms could not be attributed\n" }
    if cut > 0 { text += "  the outer ends of deep stacks were left out (\(Profile.tenths(Double(cut) * 100 / Double(whole))) % of the time)\n" }
    return text
  }

  /// `12.3`; with `by: 2` of tenths of a unit, `1.23`.
  static func tenths(_ value: Double, by places: Int = 1) -> String {
    let scaled = Int((value * 10).rounded())
    let divisor = places == 2 ? 100 : 10
    let rest = "\(scaled % divisor)"
    return "\(scaled / divisor).\(String(repeating: "0", count: max(0, places - rest.count)))\(rest)"
  }

  static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
