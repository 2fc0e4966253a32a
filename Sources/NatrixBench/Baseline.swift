/// An earlier report set beside this one.

import NatrixReport

package struct Comparison {
  package var program: String
  /// Natrix's time now over its time then.
  package var ratio: Estimate
  /// Slower by more than the threshold, noise allowed for.
  package var isRegression: Bool
}

extension BenchReport {
  /// Natrix's times against an earlier report's, for the programs in both. A program is a regression when even the lower
  /// end of the ratio's interval is above `1 + threshold`. Where both have the reference's time, the machine's own drift is
  /// divided out.
  package func compared(with earlier: BenchReport, threshold: Double) -> [Comparison] {
    programs.compactMap { program in
      guard let old = earlier.programs.first(where: { $0.title == program.title }),
        let now = program.results.first, now.counts, let then = old.results.first, then.counts
      else { return nil }
      let drift = program.drift(since: old)
      let count = max(now.runs.count, then.runs.count)
      let interval = Statistics.interval(rounds: count) { drawn in
        let nowDrawn = drawn.map { now.walls[$0 % now.runs.count] }
        // Rounds of different reports have nothing to do with each other.
        let thenDrawn = drawn.reversed().map { then.walls[$0 % then.runs.count] }
        return Statistics.median(nowDrawn) / Statistics.median(thenDrawn) / drift
      }
      let ratio = Statistics.median(now.walls) / Statistics.median(then.walls) / drift
      return Comparison(
        program: program.title, ratio: Estimate(ratio, interval), isRegression: interval.lowerBound > 1 + threshold)
    }
  }
}

extension ProgramResult {
  /// How much slower the machine runs the same reference now; 1 when that is not known.
  fileprivate func drift(since old: ProgramResult) -> Double {
    guard let reference, let before = old.reference, reference.name == before.name else { return 1 }
    return reference.time.value / before.time.value
  }
}
