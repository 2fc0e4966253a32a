/// Reports as JSON: keys in order, so that the same report is the same text.

import FoundationEssentials

package func jsonText<Report: Encodable>(_ report: Report) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(report), as: UTF8.self) + "\n"
}
