/// The rows of `primitives.def`, read once: what each primitive takes, gives, does and how it fails.

import CPrimitives

package typealias PrimitiveID = nx_primitive

package enum Failure: String, Sendable {
  /// Cannot fail.
  case never
  /// 0, `false` or -1: an exception is pending.
  case null, `false`, negative
  /// `false`: a guess was wrong; nothing raised, nothing changed.
  case `guard`
}

package struct Effects: OptionSet, Sendable {
  package let rawValue: Int
  package init(rawValue: Int) { self.rawValue = rawValue }
  package static let readsHeap = Effects(rawValue: 1)
  package static let writesHeap = Effects(rawValue: 2)
  package static let allocates = Effects(rawValue: 4)
  package static let callsPython = Effects(rawValue: 8)
  package static let any: Effects = [.readsHeap, .writesHeap, .allocates, .callsPython]
}

/// What the emitter passes for one C parameter of a primitive.
package enum ParameterKind: Sendable {
  /// The next input, an `nx_value`.
  case value
  /// The next input, a C `bool`.
  case condition
  /// The next input, a machine number.
  case i64, f64
  /// Where the result goes; the C function returns whether the guess was right.
  case result
  /// The next `.name` attribute, as an interned constant string.
  case name
  /// The next `.integer` attribute.
  case integer
  /// A static inline cache of this site.
  case cache
  /// The next `.code` attribute.
  case code
  /// The next `.code` attribute, of a class body: the layout of the class's instances.
  case layout
  /// The running function; the module's globals.
  case function, globals
  /// The number of the remaining inputs and an array of them.
  case items
}

extension ParameterKind {
  /// Takes the next input of the instruction.
  package var isInput: Bool { inputRepresentation != nil }
  package var inputRepresentation: Representation? {
    switch self {
    case .value: .object
    case .condition: .bool
    case .i64: .i64
    case .f64: .f64
    case .name, .integer, .cache, .code, .function, .globals, .items, .result, .layout: nil
    }
  }
}

/// One row of the table.
package struct Primitive: Sendable {
  package let id: PrimitiveID
  package let name: String
  package let result: Representation
  /// The result is a C `int`: 0, 1 or -1 on failure. The instruction's representation is `bool`.
  package let isTruth: Bool
  package let parameters: [ParameterKind]
  package let parameterNames: [String]
  package let effects: Effects
  package let failure: Failure

  /// The number of value inputs, without a trailing items list.
  package var fixedInputs: Int { parameters.count { $0.isInput } + (failure == .guard ? 1 : 0) }
  package var hasItems: Bool { parameters.last == .items }

  package static let all: [Primitive] = (0..<nx_primitive_count()).map { Primitive(row: $0) }
  package static let byName: [String: Primitive] = Dictionary(
    uniqueKeysWithValues: all.map { ($0.name, $0) })

  package static func row(_ id: PrimitiveID) -> Primitive { all[Int(id.rawValue)] }

  private init(row index: Int) {
    let row = nx_primitive_get(index).pointee
    id = PrimitiveID(rawValue: UInt16(index))!  // the enum and the table come from the same rows
    name = String(cString: row.name)
    let resultText = String(cString: row.result)
    isTruth = resultText == "int"
    failure = Primitive.parseFailure(String(cString: row.failure))
    var result = failure == .guard ? Representation.none : Primitive.resultRepresentation(resultText)
    var kinds: [ParameterKind] = []
    var names: [String] = []
    let text = String(cString: row.parameters).dropFirst().dropLast()
    for piece in text.split(separator: ",") {
      let words = piece.split(whereSeparator: { $0 == " " || $0 == "*" }).map(String.init)
      if piece.contains("*"), let type = words.first, Primitive.resultRepresentation(type) != .none {
        result = Primitive.resultRepresentation(type)
        kinds.append(.result)
        continue
      }
      guard let kind = Primitive.kind(of: words) else { continue }
      kinds.append(kind)
      names.append(words.last ?? "")
    }
    parameters = kinds
    parameterNames = names
    self.result = result
    effects = Primitive.parseEffects(String(cString: row.effects))
  }

  private static func resultRepresentation(_ text: String) -> Representation {
    switch text {
    case "nx_value": .object
    case "bool", "int": .bool
    case "int64_t", "nx_i64": .i64
    case "double", "nx_f64": .f64
    default: .none
    }
  }

  private static func kind(of words: [String]) -> ParameterKind? {
    switch words.first {
    case "void": nil
    case "nx_value": .value
    case "bool": .condition
    case "nx_i64": .i64
    case "nx_f64": .f64
    case "nx_str": .name
    case "int", "int64_t": .integer
    case "nx_cache": .cache
    case "const": .code
    case "NX_LAYOUT": .layout
    case "nx_function": .function
    case "nx_dict": .globals
    case "NX_ITEMS": .items
    default: preconditionFailure("primitives.def: unknown parameter type in \(words)")
    }
  }

  private static func parseEffects(_ text: String) -> Effects {
    var effects: Effects = []
    for word in text.split(whereSeparator: { $0 == "+" || $0 == " " }) {
      switch word {
      case "NX_ANY": effects.formUnion(.any)
      case "NX_READS_HEAP": effects.insert(.readsHeap)
      case "NX_WRITES_HEAP": effects.insert(.writesHeap)
      case "NX_ALLOCATES": effects.insert(.allocates)
      case "NX_CALLS_PYTHON": effects.insert(.callsPython)
      case "NX_NO_EFFECT": break
      default: preconditionFailure("primitives.def: unknown effect \(word)")
      }
    }
    return effects
  }

  private static func parseFailure(_ text: String) -> Failure {
    switch text {
    case "NX_NEVER": .never
    case "NX_FAILS_NULL": .null
    case "NX_FAILS_FALSE": .false
    case "NX_FAILS_NEGATIVE": .negative
    case "NX_FAILS_GUARD": .guard
    default: preconditionFailure("primitives.def: unknown failure \(text)")
    }
  }
}
