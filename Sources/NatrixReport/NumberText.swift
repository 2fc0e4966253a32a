/// Numbers as people read them: three significant digits, and the unit that suits.

import Glibc

package enum NumberText {
  /// A number with so many digits after the point.
  package static func fixed(_ value: Double, _ digits: Int) -> String {
    var buffer = [CChar](repeating: 0, count: 400)
    withVaList([Int32(digits), value]) { _ = vsnprintf(&buffer, buffer.count, "%.*f", $0) }
    return text(buffer)
  }

  /// A number with three significant digits and no exponent.
  package static func short(_ value: Double) -> String {
    let size = abs(value)
    if size >= 100 || size == 0 { return fixed(value, 0) }
    if size >= 10 { return fixed(value, 1) }
    if size >= 1 { return fixed(value, 2) }
    let digits = min(12, 2 - Int(log10(size).rounded(.down)))
    return fixed(value, digits)
  }

  /// A duration, given in seconds.
  package static func seconds(_ value: Double) -> String {
    let unit = timeUnit(for: value)
    return short(value / unit.size) + " " + unit.name
  }

  /// The unit that suits a duration, and how many seconds it has.
  package static func timeUnit(for seconds: Double) -> (name: String, size: Double) {
    let size = abs(seconds)
    if size >= 1 || size == 0 { return ("s", 1) }
    if size >= 1e-3 { return ("ms", 1e-3) }
    if size >= 1e-6 { return ("µs", 1e-6) }
    return ("ns", 1e-9)
  }

  /// A size, given in bytes.
  package static func bytes(_ value: Double) -> String {
    for (name, size) in [("GB", 1e9), ("MB", 1e6), ("kB", 1e3)] where value >= size {
      return short(value / size) + " " + name
    }
    return fixed(value, 0) + " B"
  }

  private static func text(_ buffer: [CChar]) -> String {
    String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
