/// NFKC normalisation of identifiers, which Python applies to every name beyond ASCII.
///
///     ﬁne   →   fine        e + U+0301   →   é
///
/// Swift's standard library has no compatibility decompositions, and Foundation, which has, is not
/// linked into programs that compile at run time; hence tables of our own.

/// The name as Python sees it.
func normalizedIdentifier(_ name: String) -> String {
  let tables = NormalizationTables.shared
  var scalars: [UInt32] = []
  for scalar in name.unicodeScalars { tables.decompose(scalar.value, into: &scalars) }
  tables.sortMarks(&scalars)
  tables.compose(&scalars)
  var result = String.UnicodeScalarView()
  for value in scalars {
    if let scalar = Unicode.Scalar(value) { result.append(scalar) }
  }
  return String(result)
}

/// The tables of `IdentifierTables`, read when the first such name turns up.
private struct NormalizationTables: Sendable {
  static let shared = NormalizationTables()

  private var decompositions: [UInt32: [UInt32]] = [:]
  private var classes: [UInt32: UInt32] = [:]
  private var compositions: [UInt64: UInt32] = [:]

  private init() {
    NormalizationTables.read(IdentifierTables.decompositions) { decompositions[$0] = $1 }
    NormalizationTables.read(IdentifierTables.combiningClasses) { number, characters in
      for character in characters { classes[character] = number }
    }
    NormalizationTables.read(IdentifierTables.compositions) { composed, parts in
      guard parts.count == 2 else { return }
      compositions[UInt64(parts[0]) << 32 | UInt64(parts[1])] = composed
    }
  }

  /// Reads entries `key=value+value`, all in hexadecimal digits.
  private static func read(_ text: StaticString, _ body: (UInt32, [UInt32]) -> Void) {
    text.withUTF8Buffer { bytes in
      var key: UInt32?
      var values: [UInt32] = []
      var number: UInt32 = 0
      var hasDigits = false
      func endNumber() {
        if hasDigits { values.append(number) }
        number = 0
        hasDigits = false
      }
      func endEntry() {
        endNumber()
        if let key { body(key, values) }
        key = nil
        values = []
      }
      for byte in bytes {
        switch byte {
        case UInt8(ascii: "="):
          key = number
          number = 0
          hasDigits = false
        case UInt8(ascii: "+"): endNumber()
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
          number = number << 4 | UInt32(byte - 48)
          hasDigits = true
        case UInt8(ascii: "A")...UInt8(ascii: "F"):
          number = number << 4 | UInt32(byte - 55)
          hasDigits = true
        default: endEntry()  // white space
        }
      }
      endEntry()
    }
  }

  // Hangul syllables are arithmetic: Unicode 3.12.
  private static let syllables: ClosedRange<UInt32> = 0xAC00...0xD7A3
  private static let leading: UInt32 = 0x1100
  private static let vowel: UInt32 = 0x1161
  private static let trailing: UInt32 = 0x11A7

  func decompose(_ value: UInt32, into result: inout [UInt32]) {
    if value < 0x80 {
      result.append(value)
    } else if NormalizationTables.syllables.contains(value) {
      let index = value - NormalizationTables.syllables.lowerBound
      result.append(NormalizationTables.leading + index / 588)
      result.append(NormalizationTables.vowel + index % 588 / 28)
      if index % 28 != 0 { result.append(NormalizationTables.trailing + index % 28) }
    } else if let parts = decompositions[value] {
      result += parts
    } else {
      result.append(value)
    }
  }

  /// Puts combining marks in the order of their classes, stably.
  func sortMarks(_ scalars: inout [UInt32]) {
    for index in scalars.indices.dropFirst() {
      guard let own = classes[scalars[index]] else { continue }
      var place = index
      while place > 0, let before = classes[scalars[place - 1]], before > own {
        scalars.swapAt(place, place - 1)
        place -= 1
      }
    }
  }

  func compose(_ scalars: inout [UInt32]) {
    var result: [UInt32] = []
    var starter: Int?
    var lastClass: UInt32 = 0
    for value in scalars {
      let own = classes[value] ?? 0
      if let place = starter, place == result.count - 1 || (lastClass != 0 && lastClass < own),
        let composed = composition(result[place], value)
      {
        result[place] = composed
        continue
      }
      if own == 0 { starter = result.count }
      lastClass = own
      result.append(value)
    }
    scalars = result
  }

  private func composition(_ first: UInt32, _ second: UInt32) -> UInt32? {
    if first >= NormalizationTables.leading, first < NormalizationTables.leading + 19,
      second >= NormalizationTables.vowel, second < NormalizationTables.vowel + 21
    {
      return NormalizationTables.syllables.lowerBound
        + ((first - NormalizationTables.leading) * 21 + second - NormalizationTables.vowel) * 28
    }
    if NormalizationTables.syllables.contains(first),
      (first - NormalizationTables.syllables.lowerBound) % 28 == 0,
      second > NormalizationTables.trailing, second < NormalizationTables.trailing + 28
    {
      return first + second - NormalizationTables.trailing
    }
    return compositions[UInt64(first) << 32 | UInt64(second)]
  }
}
