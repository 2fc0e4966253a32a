/// Functions as text: what `natrix dis` shows, what golden tests hold, what `Reader` takes back.
///
///     function f(a, b)
///     b0:
///       b0.t1 = add a, b
///       branch b0.t2 -> b1, b2
///     b1 (loop): from b0, b3 handler b5
///       x = phi a, x.2
///
/// Constants stand where they are used. A named value has its variable's name (`x`, `x.2`, …), another one its block and
/// a number in it, so that a new instruction renumbers one block only. Behind the inputs: `.name`, `#integer`, `&function`.

import NatrixSupport

/// The names of values in text.
package struct ValueNames {
  private var names: [Int: String] = [:]
  private let graph: Graph

  package init(_ graph: Graph) {
    self.graph = graph
    var used: [String: Int] = [:]
    for block in graph.blockIDs {
      var number = 0
      for value in graph[block].instructions where graph[value].opcode != .constant {
        if graph[value].representation == .none { continue }
        if let name = graph[value].name, ValueNames.isPlain(name) {
          let count = used[name, default: 0] + 1
          used[name] = count
          names[value.index] = count == 1 ? name : "\(name).\(count)"
        } else {
          number += 1
          names[value.index] = "b\(block.index).t\(number)"
        }
      }
    }
  }

  /// A name that cannot be mistaken for something else of the text.
  static func isPlain(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first else { return false }
    return !(first.value >= 48 && first.value <= 57)
      && name.unicodeScalars.allSatisfy {
        $0.value == 95 || ($0.value >= 48 && $0.value <= 57) || ($0.value >= 65 && $0.value <= 90)
          || ($0.value >= 97 && $0.value <= 122) || $0.value > 127
      } && name != "None" && name != "True" && name != "False"
  }

  package subscript(value: ValueID) -> String {
    if graph[value].opcode == .constant, let constant = graph[value].constant {
      return constant.text
    }
    return names[value.index] ?? "%\(value.index)"
  }
}

extension Constant {
  /// As the text form of the IR writes it.
  package var text: String {
    switch self {
    case .none: return "None"
    case .true: return "True"
    case .false: return "False"
    case .ellipsis: return "..."
    case .notImplemented: return "<NotImplemented>"
    case .absent: return "<absent>"
    case .integer(let digits): return digits
    case .float(let bits):
      let value = Double(bitPattern: bits)
      return value.isFinite ? "\(value)" : "<float \(String(bits, radix: 16))>"
    case .complex(let real, let imaginary):
      return "<complex \(String(real, radix: 16)) \(String(imaginary, radix: 16))>"
    case .string(let characters): return Constant.quoted(characters)
    case .bytes(let bytes): return "b" + Constant.quoted(bytes.map(UInt32.init))
    case .tuple(let items):
      return "(" + items.map { $0.text + "," }.joined(separator: " ") + ")"
    case .frozenSet(let items):
      return "{" + items.map { $0.text + "," }.joined(separator: " ") + "}"
    }
  }

  static func quoted(_ characters: [UInt32]) -> String {
    var result = "\""
    for c in characters {
      switch c {
      case 34: result += "\\\""
      case 92: result += "\\\\"
      case 10: result += "\\n"
      case 32..<127:
        if let scalar = Unicode.Scalar(c) { result.unicodeScalars.append(scalar) }
      default: result += "\\{\(String(c, radix: 16))}"
      }
    }
    return result + "\""
  }
}

/// A function of a program as text.
package func print(_ id: FunctionID, of program: Program) -> String {
  Printer.print(program[id])
}

package struct Printer {
  package struct Options: Sendable {
    /// Byte ranges of positions, `@12-15`.
    package var positions = false
    package init() {}
  }

  package static func print(_ function: Function, options: Options = Options()) -> String {
    let graph = function.generic
    let names = ValueNames(graph)
    var text = header(of: function) + "\n"
    for block in graph.blockIDs where !graph[block].instructions.isEmpty {
      text += header(of: block, in: graph) + "\n"
      for value in graph[block].instructions where graph[value].opcode != .constant {
        text += "  " + line(value, in: graph, names, options) + "\n"
      }
    }
    return text
  }

  package static func header(of function: Function) -> String {
    let signature = function.signature
    var parameters = signature.positionalOnly
    if !parameters.isEmpty { parameters.append("/") }
    parameters += signature.positional
    if let variadic = signature.variadic {
      parameters.append("*" + variadic)
    } else if !signature.keywordOnly.isEmpty {
      parameters.append("*")
    }
    parameters += signature.keywordOnly
    if let keywords = signature.keywords { parameters.append("**" + keywords) }
    var text = "\(function.kind.rawValue) \(function.qualifiedName)(\(parameters.joined(separator: ", ")))"
    if function.isStatic { text += " static" }
    if function.defaultCount > 0 { text += " defaults \(function.defaultCount)" }
    return text
  }

  package static func header(of block: BlockID, in graph: Graph) -> String {
    var text = "b\(block.index)"
    if !graph[block].label.isEmpty { text += " (\(graph[block].label))" }
    text += ":"
    if !graph[block].predecessors.isEmpty {
      text += " from " + graph[block].predecessors.map { "b\($0.index)" }.joined(separator: ", ")
    }
    if let handler = graph[block].handler { text += " handler b\(handler.index)" }
    return text
  }

  /// One instruction; also for reports of the verifier.
  package static func line(
    _ value: ValueID, in graph: Graph, _ names: ValueNames, _ options: Options = Options()
  ) -> String {
    let instruction = graph[value]
    var text = ""
    if instruction.representation != .none { text += names[value] + " = " }
    text += instruction.primitive?.name ?? instruction.opcode.rawValue
    let usual = instruction.primitive?.result ?? instruction.opcode.row.result
    if instruction.representation != usual { text += ":" + instruction.representation.rawValue }
    var words = instruction.inputs.map { names[$0] }
    for attribute in instruction.attributes {
      switch attribute {
      case .constant(let constant): words.append(constant.text)
      case .primitive: break
      case .name(let name):
        words.append(
          ValueNames.isPlain(name)
            ? "." + name : "." + Constant.quoted(name.unicodeScalars.map(\.value)))
      case .integer(let number): words.append("#\(number)")
      case .code(let id): words.append("&\(id.index)")
      }
    }
    if !words.isEmpty { text += " " + words.joined(separator: ", ") }
    if !instruction.targets.isEmpty {
      text += " -> " + instruction.targets.map { "b\($0.index)" }.joined(separator: ", ")
    }
    if options.positions && !instruction.position.range.isNone {
      let position = instruction.position
      text += "  @\(position.range.start)-\(position.range.end)"
      if !position.anchor.isNone { text += "^\(position.anchor.start)-\(position.anchor.end)" }
    }
    return text
  }
}
