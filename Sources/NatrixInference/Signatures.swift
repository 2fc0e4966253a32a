/// What builtin functions and methods give and do, as data: one line each in `BuiltinTable`, read once.
///
///     list.append: I0<$1 -> None          items of the receiver take the first argument
///     dict.get: -> ^0|$2=None             values of the receiver, or the second argument (None when there is none)
///     enumerate: -> ~enumerate[tuple[int,@1]]
///
/// `$n` is an argument (0 the receiver), `$name` a keyword argument, `@n` what iterating over it gives, `^n` the values of
/// a dict; `call($n,…)` what calling gives; `name[…]` a container made by this call, `~name[…]` an iterator;
/// `tuple[a,b]` has that length, `tuple[a...]` any; `a|b` is either.

import NatrixIR

indirect enum TypeExpression: Sendable {
  case atom(Atom)
  case any, never
  /// An argument, and what stands for it when it is missing.
  case argument(Int, missing: TypeExpression?)
  case keyword(String)
  case items(TypeExpression)
  case values(TypeExpression)
  case call(TypeExpression, [TypeExpression])
  case container(String, [TypeExpression], slot: Int)
  case iterator(String, TypeExpression, slot: Int)
  case fixedTuple([TypeExpression], slot: Int)
  case union([TypeExpression])
}

struct BuiltinSignature: Sendable {
  enum Effect: Sendable {
    case items(Int, TypeExpression)
    case values(Int, TypeExpression)
    case evaluate(TypeExpression)
  }
  var effects: [Effect] = []
  var result: TypeExpression
}

struct Signatures {
  private var table: [String: BuiltinSignature] = [:]
  private var constants: [String: TypeExpression] = [:]

  /// Containers of the table have numbers of their own: calls of one builtin may call another one.
  private var slots = 100

  init() {
    for line in BuiltinTable.text.split(separator: "\n") where !line.isEmpty && !line.hasPrefix("#") {
      if let equals = line.range(" = ") {
        constants[String(line[..<equals.lowerBound])] = TypeReader.read(line[equals.upperBound...], slot: &slots)
        continue
      }
      guard let colon = line.range(": ") else { continue }
      let signature = Signatures.signature(line[colon.upperBound...], slot: &slots)
      for name in line[..<colon.lowerBound].split(separator: " ") {
        // `str.lower,upper` are two names.
        guard let dot = name.lastIndex(of: ".") else {
          for each in name.split(separator: ",") { table[String(each)] = signature }
          continue
        }
        for each in name[name.index(after: dot)...].split(separator: ",") {
          table[String(name[...dot]) + each] = signature
        }
      }
    }
  }

  private static func signature(_ text: Substring, slot: inout Int) -> BuiltinSignature {
    guard let arrow = text.range("-> ") else { preconditionFailure("builtin table: \(text)") }
    var signature = BuiltinSignature(result: TypeReader.read(text[arrow.upperBound...], slot: &slot))
    for piece in text[..<arrow.lowerBound].split(separator: ";") {
      let effect = piece.drop { $0 == " " }
      guard let first = effect.first, effect.contains(where: { $0 != " " }) else { continue }
      if (first == "I" || first == "V"), let sign = effect.firstIndex(of: "<"),
        let place = Int(effect[effect.index(after: effect.startIndex)..<sign])
      {
        let value = TypeReader.read(effect[effect.index(after: sign)...], slot: &slot)
        signature.effects.append(first == "I" ? .items(place, value) : .values(place, value))
      } else {
        signature.effects.append(.evaluate(TypeReader.read(effect, slot: &slot)))
      }
    }
    return signature
  }

  subscript(name: String) -> BuiltinSignature? { table[name] }
  func constant(_ name: String) -> TypeExpression? { constants[name] }

  /// Names of the builtins module, and `reveal_type`, which tests of inference use.
  static let builtinNames = Set(
    """
    abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex delattr
    dict dir divmod enumerate eval exec filter float format frozenset getattr globals hasattr hash help hex id input int
    isinstance issubclass iter len list locals map max memoryview min next object oct open ord pow print property range
    repr reveal_type reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip __import__
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))

  /// Other names of the same thing.
  static let alias: [String: String] = [
    "os.getcwd": "posix.getcwd", "_collections.deque": "collections.deque", "_functools.reduce": "functools.reduce",
  ]
}

extension Substring {
  fileprivate func range(_ text: String) -> Range<Substring.Index>? {
    let wanted = Array(text)
    var start = startIndex
    while start < endIndex {
      if self[start...].starts(with: wanted) {
        return start..<index(start, offsetBy: wanted.count)
      }
      start = index(after: start)
    }
    return nil
  }
}

/// Reads a type expression.
struct TypeReader {
  private var text: [Character]
  private var place = 0
  private var slots: Int

  /// Containers in it are numbered from `slot` on.
  static func read(_ text: Substring, slot: inout Int) -> TypeExpression {
    var reader = TypeReader(text: text.filter { $0 != " " }.map { $0 }, slots: slot)
    defer { slot = reader.slots }
    let result = reader.union()
    precondition(reader.place == reader.text.count, "builtin table: \(text)")
    return result
  }

  private mutating func union() -> TypeExpression {
    var parts = [term()]
    while take("|") { parts.append(term()) }
    return parts.count == 1 ? parts[0] : .union(parts)
  }

  private mutating func term() -> TypeExpression {
    if take("$") { return argument() }
    if take("@") { return .items(simple()) }
    if take("^") { return .values(simple()) }
    let isIterator = take("~")
    let name = word()
    if take("(") {
      let all = list(until: ")")
      precondition(name == "call" && !all.isEmpty, "builtin table: \(String(text))")
      return .call(all[0], Array(all.dropFirst()))
    }
    guard take("[") else { return atom(name) }
    slots += 1
    let slot = slots
    if name == "tuple" {
      let all = list(until: "]")
      if all.count == 1, case .union(let parts) = all[0], parts.count == 2, case .never = parts[1] {
        return .container("tuple", [parts[0]], slot: slot)
      }
      return .fixedTuple(all, slot: slot)
    }
    let all = list(until: "]")
    if isIterator { return .iterator(name, all[0], slot: slot) }
    return .container(name, all, slot: slot)
  }

  /// After `@` and `^`: a number or a term.
  private mutating func simple() -> TypeExpression {
    if let first = current, first.isNumber { return argument() }
    return term()
  }

  private mutating func argument() -> TypeExpression {
    let name = word()
    guard let number = Int(name) else { return .keyword(name) }
    return .argument(number, missing: take("=") ? term() : nil)
  }

  private mutating func list(until end: Character) -> [TypeExpression] {
    var all: [TypeExpression] = []
    while !take(end) {
      all.append(union())
      // `tuple[x...]`: of any length.
      if take(".") {
        while take(".") {}
        all[all.count - 1] = .union([all[all.count - 1], .never])
      }
      _ = take(",")
    }
    return all
  }

  private func atom(_ name: String) -> TypeExpression {
    switch name {
    case "None": .atom(.none)
    case "bool": .atom(.bool)
    case "int": .atom(.int)
    case "bigint": .atom(.bigInt)
    case "float": .atom(.float)
    case "complex": .atom(.complex)
    case "str": .atom(.str)
    case "bytes": .atom(.bytes)
    case "any": .any
    case "never": .never
    default: .atom(.native(name))
    }
  }

  private var current: Character? { place < text.count ? text[place] : nil }

  private mutating func take(_ character: Character) -> Bool {
    guard current == character else { return false }
    place += 1
    return true
  }

  private mutating func word() -> String {
    let start = place
    while let character = current,
      character.isLetter || character.isNumber || character == "_"
        || character == "." && place + 1 < text.count && text[place + 1].isLetter
    {
      place += 1
    }
    return String(text[start..<place])
  }
}
