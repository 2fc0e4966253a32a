/// Reports as JSON.

import FoundationEssentials
import NatrixDriver
import NatrixReport

extension BenchReport {
  package var json: String {
    get throws {
      try jsonText(self)
    }
  }

  /// The report in a file that `--json` wrote.
  package init(file: String) throws {
    let bytes = try System.read(file)
    do {
      self = try JSONDecoder().decode(BenchReport.self, from: Data(bytes))
    } catch {
      throw DriverError("'\(file)' is no report of natrix bench", hint: "make one with natrix bench --json \(file)")
    }
  }
}
