/// The rows of `known.def`: builtin functions and methods that calls can go to directly.

import CPrimitives

package enum KnownBuiltins {
  private struct Key: Hashable {
    var name: String
    var arguments: Int
  }

  private static let rows: [(type: String?, key: Key)] = (0..<nx_known_count()).map { index in
    let row = nx_known_get(index).pointee
    return (
      row.type.map { String(cString: $0) },
      Key(name: String(cString: row.name), arguments: Int(row.arguments))
    )
  }
  private static let functions = Set(rows.filter { $0.type == nil }.map(\.key))
  private static let typesOfMethods = Dictionary(grouping: rows.filter { $0.type != nil }, by: \.key)
    .mapValues { $0.compactMap(\.type) }

  /// The classes among the functions.
  private static let types: Set<String> = [
    "bool", "bytearray", "bytes", "dict", "enumerate", "filter", "float", "frozenset", "int", "list", "map", "range",
    "reversed", "set", "str", "tuple", "type", "zip",
  ]
  package static func isType(_ function: String) -> Bool { types.contains(function) }

  package static func isFunction(_ name: String, arguments: Int) -> Bool {
    functions.contains(Key(name: name, arguments: arguments))
  }

  private static let rare: Set<String> = ["bytes", "bytearray", "frozenset", "tuple"]

  /// Those that a receiver is compared with when nothing is known of it: the rarer ones only where no other has the method.
  package static func usualTypes(ofMethod name: String, arguments: Int) -> [String] {
    let all = types(ofMethod: name, arguments: arguments)
    let usual = all.filter { !rare.contains($0) }
    return usual.isEmpty ? all : usual
  }

  /// The builtin types that have a direct form of the method, in the order in which they are tried.
  package static func types(ofMethod name: String, arguments: Int) -> [String] {
    typesOfMethods[Key(name: name, arguments: arguments)] ?? []
  }
}
