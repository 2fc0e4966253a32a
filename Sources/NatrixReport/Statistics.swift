/// What can be said of measured times: medians, and how sure they are.

import Glibc

package enum Statistics {
  /// The middle of the values, or the mean of the two in the middle. Requires at least one value.
  package static func median(_ values: [Double]) -> Double { quantile(values, 0.5) }

  /// The value below which that share of the values lies, linear between neighbours. Requires at least one value.
  package static func quantile(_ values: [Double], _ share: Double) -> Double {
    let sorted = values.sorted()
    let place = share * Double(sorted.count - 1)
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (sorted[above] - sorted[below]) * (place - Double(below))
  }

  package static func geometricMean(_ values: [Double]) -> Double {
    exp(values.reduce(0) { $0 + log($1) } / Double(values.count))
  }

  /// The 95 % confidence interval of a figure of `count` rounds by the percentile bootstrap (Efron, 1979): the figure of
  /// rounds drawn at random with replacement, many times. `figure` gets the numbers of the rounds drawn. Rounds that were
  /// measured together are drawn together, so that what slowed the machine for a moment slows both sides of a ratio.
  package static func interval(rounds count: Int, _ figure: ([Int]) -> Double) -> ClosedRange<Double> {
    guard count > 1 else {
      let value = figure([0])
      return value...value
    }
    var generator = SplitMix64(state: 1)
    let figures = (0..<1000).map { _ in
      figure((0..<count).map { _ in Int.random(in: 0..<count, using: &generator) })
    }
    return quantile(figures, 0.025)...quantile(figures, 0.975)
  }

  /// The interval of the median.
  package static func interval(ofMedian values: [Double]) -> ClosedRange<Double> {
    interval(rounds: values.count) { drawn in median(drawn.map { values[$0] }) }
  }

  /// The exponent `k` of the power `size ** k` that fits the values best, by least squares of the logarithms.
  package static func exponent(_ points: [(size: Double, value: Double)]) -> Double {
    let xs = points.map { log($0.size) }
    let ys = points.map { log($0.value) }
    let count = Double(points.count)
    let meanX = xs.reduce(0, +) / count
    let meanY = ys.reduce(0, +) / count
    let products = zip(xs, ys).reduce(0) { $0 + ($1.0 - meanX) * ($1.1 - meanY) }
    let squares = xs.reduce(0) { $0 + ($1 - meanX) * ($1 - meanX) }
    return products / squares
  }
}

/// Steele, Lea and Flood's generator (2014): the same draws each time, so that a report says the same twice.
private struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
