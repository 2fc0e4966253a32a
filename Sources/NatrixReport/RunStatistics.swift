/// What a run says of itself: the JSON that NATRIX_STATS=./FILE writes (runtime/core/stats.c).

import FoundationEssentials

package struct RunStatistics: Decodable, Sendable {
  /// A guard of fast code that failed.
  package struct Exit: Decodable, Sendable {
    package var file: String
    package var function: String
    package var line: Int
    package var reason: String
    package var count: Int
  }
  package var guardFailures: Int
  package var collections: Int
  package var exits: [Exit]

  private enum CodingKeys: String, CodingKey {
    case guardFailures = "guard_failures"
    case collections, exits
  }

  /// nil when it is no such text.
  package init?(json: [UInt8]) {
    guard let read = try? JSONDecoder().decode(RunStatistics.self, from: Data(json)) else { return nil }
    self = read
  }
}

/// What was measured of a line.
package struct LineMeasurement: Codable, Sendable {
  /// Seconds in it and in the runtime on its behalf, and with the functions it calls.
  package var own = 0.0
  package var total = 0.0
  /// Guards of it that failed: reasons, and how often.
  package var exits: [Exit] = []

  package struct Exit: Codable, Sendable {
    package var reason: String
    package var count: Int
  }

  package init() {}

  /// `left the fast version 1200 times: 'x' is no float`
  package var sentences: [String] {
    exits.map { "left the fast version \($0.count) time\($0.count == 1 ? "" : "s"): \($0.reason)" }
  }
}

extension AnnotatedFile {
  /// Adds what a run has measured; `file` is how the run calls this file.
  package mutating func add(_ profile: Profile, _ statistics: RunStatistics?, file: String) {
    seconds = Double(profile.total) / 1e9
    let times = profile.lineTimes(of: file)
    for index in lines.indices {
      var measured = LineMeasurement()
      if let time = times[lines[index].number] {
        measured.own = Double(time.own) / 1e9
        measured.total = Double(time.total) / 1e9
      }
      for exit in statistics?.exits ?? [] where exit.file == file && exit.line == lines[index].number {
        if let known = measured.exits.firstIndex(where: { $0.reason == exit.reason }) {
          measured.exits[known].count += exit.count
        } else {
          measured.exits.append(LineMeasurement.Exit(reason: exit.reason, count: exit.count))
        }
      }
      measured.exits.sort { $0.count > $1.count }
      if measured.total > 0 || !measured.exits.isEmpty { lines[index].measured = measured }
    }
  }

  /// The share of a line in the time of the run, in per cent; empty when there is none.
  package func share(of line: AnnotatedLine) -> String {
    guard let seconds, seconds > 0, let own = line.measured?.own, own > 0 else { return "" }
    return Profile.tenths(own * 100 / seconds) + " %"
  }
}
