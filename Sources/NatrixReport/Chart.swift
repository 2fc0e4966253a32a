/// Charts as SVG text: bars with whiskers, dots on a logarithmic axis, and points with lines. Every mark has a title that
/// shows on hovering and is read aloud, and series differ in shape as well as in colour.

import Glibc

/// A figure with the interval in which it surely lies.
package struct Estimate {
  package var value: Double
  package var interval: ClosedRange<Double>

  package init(_ value: Double, _ interval: ClosedRange<Double>) {
    self.value = value
    self.interval = interval
  }
}

/// Where values stand on a line of pixels.
package struct Axis {
  package var range: ClosedRange<Double>
  package var pixels: ClosedRange<Double>
  package var isLogarithmic: Bool
  /// How many round numbers there is room for.
  package var room: Int

  package init(_ range: ClosedRange<Double>, _ pixels: ClosedRange<Double>, isLogarithmic: Bool = false, room: Int = 6) {
    self.range = range
    self.pixels = pixels
    self.isLogarithmic = isLogarithmic
    self.room = room
  }

  private func scaled(_ value: Double) -> Double { isLogarithmic ? log10(value) : value }

  package func place(_ value: Double) -> Double {
    let low = scaled(range.lowerBound)
    let width = scaled(range.upperBound) - low
    let share = width > 0 ? (scaled(value) - low) / width : 0.5
    return pixels.lowerBound + share * (pixels.upperBound - pixels.lowerBound)
  }

  /// Round numbers to write at the axis.
  package var ticks: [Double] { isLogarithmic ? logarithmicTicks : linearTicks }

  private var linearTicks: [Double] {
    let width = range.upperBound - range.lowerBound
    guard width > 0 else { return [range.lowerBound] }
    let magnitude = pow(10, log10(width).rounded(.down))
    let step = [0.1, 0.2, 0.5, 1, 2, 5, 10].map { $0 * magnitude }.first { width / $0 <= Double(room) } ?? magnitude
    let first = (range.lowerBound / step).rounded(.up)
    let last = (range.upperBound / step).rounded(.down)
    return first > last ? [] : (Int(first)...Int(last)).map { Double($0) * step }
  }

  private var logarithmicTicks: [Double] {
    let first = Int(log10(range.lowerBound).rounded(.down))
    let last = Int(log10(range.upperBound).rounded(.up))
    let steps: [Double] = range.upperBound / range.lowerBound <= 200 ? [1, 2, 5] : [1]
    let ticks = (first...last).flatMap { power in steps.map { $0 * pow(10, Double(power)) } }.filter { range.contains($0) }
    return ticks.count <= room + 2 ? ticks : ticks.filter { log10($0) == log10($0).rounded() }
  }
}

/// The drawing under way.
package struct Drawing {
  package let width: Double
  package private(set) var height: Double
  private var marks = ""

  package init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// Round numbers that fit into a row of the drawing.
  package var room: Int { max(2, Int(width / 120)) }

  package mutating func add(_ mark: String) { marks += mark + "\n" }

  package mutating func text(
    _ text: String, _ x: Double, _ y: Double, anchor: String = "start", isFaint: Bool = false
  ) {
    let style = isFaint ? " class=\"faint\"" : ""
    add("<text x=\"\(p(x))\" y=\"\(p(y))\" text-anchor=\"\(anchor)\"\(style)>\(HTMLPage.escape(text))</text>")
  }

  package mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, class name: String = "axis") {
    add("<line class=\"\(name)\" x1=\"\(p(x1))\" y1=\"\(p(y1))\" x2=\"\(p(x2))\" y2=\"\(p(y2))\"/>")
  }

  package mutating func bar(_ x: Double, _ y: Double, _ width: Double, _ height: Double, series: Int, title: String) {
    add(
      "<rect x=\"\(p(x))\" y=\"\(p(y))\" width=\"\(p(max(width, 1)))\" height=\"\(p(height))\" style=\"fill: \(color(series))\">"
        + "<title>\(HTMLPage.escape(title))</title></rect>")
  }

  /// A mark of a series: circle, square, diamond or triangle.
  package mutating func dot(_ x: Double, _ y: Double, series: Int, radius: Double = 4, title: String) {
    let r = radius
    let shape: String
    switch series % 4 {
    case 0: shape = "<circle cx=\"\(p(x))\" cy=\"\(p(y))\" r=\"\(p(r))\""
    case 1: shape = polygon([(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)])
    case 2: shape = polygon([(x, y - r * 1.4), (x + r * 1.4, y), (x, y + r * 1.4), (x - r * 1.4, y)])
    default: shape = polygon([(x, y - r * 1.2), (x + r * 1.2, y + r), (x - r * 1.2, y + r)])
    }
    add("\(shape) style=\"fill: \(color(series))\"><title>\(HTMLPage.escape(title))</title></\(series % 4 == 0 ? "circle" : "polygon")>")
  }

  package mutating func path(_ points: [(Double, Double)], series: Int) {
    let places = points.map { "\(p($0.0)),\(p($0.1))" }.joined(separator: " ")
    add("<polyline points=\"\(places)\" style=\"fill: none; stroke: \(color(series)); stroke-width: 2\"/>")
  }

  /// A horizontal line with ends, from one value to another.
  package mutating func whisker(_ from: Double, _ to: Double, y: Double) {
    line(from, y, to, y, class: "whisker")
    line(from, y - 3, from, y + 3, class: "whisker")
    line(to, y - 3, to, y + 3, class: "whisker")
  }

  /// What each mark stands for, in one row or more, for which the drawing grows.
  package mutating func legend(_ entries: [(series: Int, name: String)], x: Double, y: Double) {
    var place = x
    var row = y
    for (series, name) in entries {
      let length = 24 + 7.5 * Double(name.count)
      if place + length > width, place > x {
        place = x
        row += 18
      }
      dot(place + 5, row - 4, series: series, title: name)
      text(name, place + 14, row)
      place += length
    }
    height = max(height, row + 8)
  }

  package func svg(label: String) -> String {
    "<svg viewBox=\"0 0 \(p(width)) \(p(height))\" role=\"img\" aria-label=\"\(HTMLPage.escape(label))\">\n\(marks)</svg>"
  }

  private func polygon(_ points: [(Double, Double)]) -> String {
    "<polygon points=\"" + points.map { "\(p($0.0)),\(p($0.1))" }.joined(separator: " ") + "\""
  }

  private func color(_ series: Int) -> String { "var(--s\(series % 8))" }
  private func p(_ value: Double) -> String { NumberText.fixed(value, 1) }
}

/// `width` is that of the drawing in its own units, which are pixels where there is room for it.
package enum Chart {
  /// One bar a row, with its interval as a whisker. `text` writes a value with its unit.
  package static func bars(
    _ rows: [(name: String, series: Int, estimate: Estimate)], label: String, width: Double, text: (Double) -> String
  ) -> String {
    let left = labelWidth(rows.map(\.name), width)
    let height = Double(rows.count) * 30 + 26
    var drawing = Drawing(width: width, height: height)
    let most = rows.map { max($0.estimate.value, $0.estimate.interval.upperBound) }.max() ?? 1
    let axis = Axis(0...max(most, .leastNormalMagnitude), left...(drawing.width - 90), room: drawing.room)
    for tick in axis.ticks {
      drawing.line(axis.place(tick), 0, axis.place(tick), height - 22)
      drawing.text(text(tick), axis.place(tick), height - 6, anchor: "middle", isFaint: true)
    }
    for (index, row) in rows.enumerated() {
      let y = Double(index) * 30 + 4
      let estimate = row.estimate
      let end = axis.place(estimate.value)
      drawing.text(shortened(row.name, left), left - 8, y + 15, anchor: "end")
      drawing.bar(left, y, end - left, 20, series: row.series, title: "\(row.name): \(text(estimate.value))")
      if estimate.interval.lowerBound < estimate.interval.upperBound {
        drawing.whisker(axis.place(estimate.interval.lowerBound), axis.place(estimate.interval.upperBound), y: y + 10)
      }
      let after = max(end, axis.place(estimate.interval.upperBound))
      drawing.text(text(estimate.value), after + 6, y + 15)
    }
    return drawing.svg(label: label)
  }

  /// Ratios on a logarithmic axis: one row a program, one mark a series. `names` are those of all series, drawn or not.
  package static func ratios(
    _ rows: [(name: String, marks: [(series: Int, estimate: Estimate)])], names: [String], label: String, width: Double
  ) -> String {
    let left = labelWidth(rows.map(\.name), width)
    let height = Double(rows.count) * 24 + 58
    var drawing = Drawing(width: width, height: height)
    let values = rows.flatMap { $0.marks.flatMap { [$0.estimate.value, $0.estimate.interval.lowerBound, $0.estimate.interval.upperBound] } }
    let low = min(values.min() ?? 1, 1) / 1.15
    let high = max(values.max() ?? 1, 1) * 1.15
    let axis = Axis(low...high, left...(drawing.width - 20), isLogarithmic: true, room: drawing.room)
    for tick in axis.ticks {
      drawing.line(axis.place(tick), 0, axis.place(tick), height - 48)
      drawing.text(NumberText.short(tick) + "×", axis.place(tick), height - 32, anchor: "middle", isFaint: true)
    }
    drawing.line(axis.place(1), 0, axis.place(1), height - 48, class: "whisker")
    for (index, row) in rows.enumerated() {
      let y = Double(index) * 24 + 12
      drawing.text(shortened(row.name, left), left - 8, y + 4, anchor: "end")
      for mark in row.marks {
        let interval = mark.estimate.interval
        drawing.whisker(axis.place(interval.lowerBound), axis.place(interval.upperBound), y: y)
        let title = "\(row.name), \(names[mark.series]): \(NumberText.short(mark.estimate.value))×"
        drawing.dot(axis.place(mark.estimate.value), y, series: mark.series, radius: 5, title: title)
      }
    }
    let drawn = Set(rows.flatMap { $0.marks.map(\.series) }).sorted()
    drawing.legend(drawn.map { ($0, names[$0]) }, x: left, y: height - 8)
    return drawing.svg(label: label)
  }

  /// A series of points: `x` and `y` of each.
  package struct Series {
    package var name: String
    package var points: [(x: Double, y: Double)]

    package init(_ name: String, _ points: [(x: Double, y: Double)]) {
      self.name = name
      self.points = points
    }
  }

  /// Points of several series over a common axis, joined by lines or not.
  package static func points(
    _ series: [Series], label: String, width: Double, isLogarithmic: Bool, joined: Bool, xText: (Double) -> String,
    yText: (Double) -> String
  ) -> String {
    let height = 300.0
    var drawing = Drawing(width: width, height: height)
    let xs = series.flatMap { $0.points.map(\.x) }
    let ys = series.flatMap { $0.points.map(\.y) }
    guard let left = xs.min(), let right = xs.max(), let low = ys.min(), let high = ys.max() else {
      return drawing.svg(label: label)
    }
    let bottom = isLogarithmic ? low / 1.2 : 0
    let xAxis = Axis(left...right, 80...(drawing.width - 20), isLogarithmic: isLogarithmic, room: drawing.room)
    let yAxis = Axis(bottom...(high * 1.1), (-(height - 60))...(-10), isLogarithmic: isLogarithmic)
    for tick in yAxis.ticks {
      let y = -yAxis.place(tick)
      drawing.line(80, y, drawing.width - 20, y)
      drawing.text(yText(tick), 72, y + 4, anchor: "end", isFaint: true)
    }
    let columns = isLogarithmic ? Array(Set(xs)).sorted() : xAxis.ticks.filter { $0 == $0.rounded() }
    for tick in columns {
      let text = xText(tick)
      // The last one ends within the drawing.
      let place = min(xAxis.place(tick), drawing.width - 4 * Double(text.count) - 2)
      drawing.text(text, place, height - 42, anchor: "middle", isFaint: true)
    }
    for (index, one) in series.enumerated() {
      let places = one.points.map { (xAxis.place($0.x), -yAxis.place($0.y)) }
      if joined { drawing.path(places, series: index) }
      for (point, place) in zip(one.points, places) {
        drawing.dot(place.0, place.1, series: index, title: "\(one.name), \(xText(point.x)): \(yText(point.y))")
      }
    }
    drawing.legend(series.enumerated().map { ($0.offset, $0.element.name) }, x: 80, y: height - 20)
    return drawing.svg(label: label)
  }

  private static let letter = 7.5

  private static func labelWidth(_ names: [String], _ width: Double) -> Double {
    let longest = names.map(\.count).max() ?? 0
    return min(width * 0.33, max(80, Double(longest) * letter + 16))
  }

  /// The name's end, which tells files of one folder apart, where there is no room for all of it.
  private static func shortened(_ name: String, _ left: Double) -> String {
    let most = Int((left - 8) / letter)
    return name.count <= most ? name : "…" + name.suffix(most - 1)
  }
}
