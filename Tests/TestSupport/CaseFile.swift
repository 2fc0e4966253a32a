/// Golden files: many cases in one `.test`, each with sections; the expected ones are rewritten by UPDATE_GOLDEN=1.
///
///     -- Prose.
///     [case known_name]
///     [ir]
///     …
///     [after]
///     …

import Foundation

package struct GoldenCase: Sendable, CustomTestStringConvertible {
  package var name: String
  /// Lines of prose and of the case's head, kept as they are.
  package var prose: [String] = []
  package var sections: [(title: String, text: String)] = []
  package var file: String
  package var testDescription: String { "\(file): \(name)" }

  package func section(_ title: String) -> String? {
    sections.first { $0.title == title || $0.title.hasPrefix(title + " ") }?.text
  }
}

/// Swift Testing's protocol, without importing it here.
package protocol CustomTestStringConvertible { var testDescription: String { get } }

package enum CaseFile {
  /// The repository's `Tests/cases`.
  package static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("cases")

  /// All cases of the `.test` files in a subfolder, sorted by file; CASE=substring selects.
  package static func load(_ subfolder: String) -> [GoldenCase] {
    let directory = folder.appendingPathComponent(subfolder)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
    let wanted = ProcessInfo.processInfo.environment["CASE"]
    return names.filter { $0.hasSuffix(".test") }.sorted().flatMap { name in
      parse(
        (try? String(contentsOf: directory.appendingPathComponent(name), encoding: .utf8)) ?? "",
        file: subfolder + "/" + name)
    }.filter { wanted == nil || $0.testDescription.contains(wanted ?? "") }
  }

  package static func parse(_ text: String, file: String) -> [GoldenCase] {
    var cases: [GoldenCase] = []
    var prose: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("[case "), line.hasSuffix("]") {
        cases.append(GoldenCase(name: String(line.dropFirst(6).dropLast()), prose: prose, file: file))
        prose = []
      } else if line.hasPrefix("--") {
        prose.append(line)
      } else if line.hasPrefix("["), line.hasSuffix("]"), !cases.isEmpty {
        cases[cases.count - 1].sections.append((String(line.dropFirst().dropLast()), ""))
      } else if let count = cases.last?.sections.count, count > 0 {
        cases[cases.count - 1].sections[count - 1].text += line + "\n"
      }
    }
    for index in cases.indices {
      for section in cases[index].sections.indices {
        cases[index].sections[section].text = trimmed(cases[index].sections[section].text)
      }
    }
    return cases
  }

  private static func trimmed(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n") + (lines.isEmpty ? "" : "\n")
  }

  package static var updates: Bool { ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" }

  /// Nil when the section holds what was made; else a message. With UPDATE_GOLDEN=1 the file is rewritten instead.
  package static func compare(_ golden: GoldenCase, _ title: String, _ actual: String) -> String? {
    let actual = trimmed(actual)
    if golden.section(title) == actual { return nil }
    if updates {
      rewrite(golden, title, actual)
      return nil
    }
    return "\(golden.testDescription)\n--- expected\n\(golden.section(title) ?? "")--- actual\n\(actual)"
  }

  private static let lock = NSLock()

  private static func rewrite(_ golden: GoldenCase, _ title: String, _ actual: String) {
    lock.withLock {
      let path = folder.appendingPathComponent(golden.file)
      guard let text = try? String(contentsOf: path, encoding: .utf8) else { return }
      var cases = parse(text, file: golden.file)
      guard let index = cases.firstIndex(where: { $0.name == golden.name }) else { return }
      if let section = cases[index].sections.firstIndex(where: { $0.title == title }) {
        cases[index].sections[section].text = actual
      } else {
        cases[index].sections.append((title, actual))
      }
      var result = ""
      for one in cases {
        if !result.isEmpty { result += "\n" }
        for line in one.prose { result += line + "\n" }
        result += "[case \(one.name)]\n"
        for section in one.sections { result += "[\(section.title)]\n" + section.text }
      }
      try? result.write(to: path, atomically: true, encoding: .utf8)
    }
  }
}
