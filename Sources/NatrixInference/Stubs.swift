/// What the stubs of the runtime's modules say of results: `def sqrt(x, /) -> float: ...`.

import NatrixIR

package struct Stubs: Sendable {
  /// By dotted name (`zlib.crc32`, `mmap.mmap.read`): what a call gives.
  private(set) var functions: [String: TypeExpression] = [:]
  private(set) var constants: [String: TypeExpression] = [:]
  /// Containers in results are numbered behind those of the table of builtins.
  private var slot = 1 << 15

  package init() {}

  /// Stubs by the name of their module.
  package init(_ modules: [(name: String, text: String)]) {
    for module in modules { read(module.name, module.text) }
  }

  private mutating func read(_ module: String, _ text: String) {
    var type: String?
    for line in text.split(separator: "\n") {
      let body = line.drop { $0 == " " }
      let indentation = line.count - body.count
      if indentation == 0 { type = nil }
      let scope = [module, indentation > 0 ? type : nil].compactMap { $0 }.joined(separator: ".")
      if body.hasPrefix("class ") {
        guard indentation == 0 else { continue }
        let name = String(body.dropFirst(6).prefix { $0 != ":" && $0 != "(" })
        type = name
        functions[module + "." + name] = .atom(.native(module + "." + name))
      } else if body.hasPrefix("def "), indentation == 0 || type != nil && indentation <= 4 {
        guard let result = result(of: body) else { continue }
        let name = String(body.dropFirst(4).prefix { $0 != "(" })
        functions[scope + "." + name] = result
      }
    }
  }

  /// What stands behind the arrow, when it says something.
  private mutating func result(of line: Substring) -> TypeExpression? {
    var start: Substring.Index?
    var previous: Character = " "
    for index in line.indices {
      if previous == "-", line[index] == ">" { start = line.index(after: index) }
      previous = line[index]
    }
    guard let start else { return nil }
    slot += 1
    switch line[start...].drop(while: { $0 == " " }).prefix(while: { $0 != ":" && $0 != " " }) {
    case "int": return .atom(.int)
    case "float": return .atom(.float)
    case "bool": return .atom(.bool)
    case "str": return .atom(.str)
    case "bytes": return .atom(.bytes)
    case "None": return .atom(.none)
    case "complex": return .atom(.complex)
    case "list": return .container("list", [.any], slot: slot)
    case "tuple": return .container("tuple", [.any], slot: slot)
    case "set": return .container("set", [.any], slot: slot)
    case "dict": return .container("dict", [.any, .any], slot: slot)
    default: return nil
    }
  }
}
