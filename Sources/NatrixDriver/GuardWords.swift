/// What guards of fast versions check, in words for whoever wrote the line: `'prices' is a list`, `the index is in range`.

import NatrixIR

struct GuardWords {
  private let graph: Graph
  private let names: ValueNames
  private let program: Program

  init(_ graph: Graph, _ names: ValueNames, _ program: Program) {
    self.graph = graph
    self.names = names
    self.program = program
  }

  /// nil for what never fails but when the machine or a debugger asks for it.
  func text(of value: ValueID) -> String? {
    let instruction = graph[value]
    switch instruction.opcode {
    case .guardCallee:
      let name = instruction.function.map { program[$0].qualifiedName } ?? instruction.nameAttribute ?? "the function"
      return "'\(name)' is what its name stands for"
    case .kindIndex: return "\(subject(instruction)) is of one of the classes seen"
    case .primitive: break
    default: return nil
    }
    guard instruction.isGuard, let name = instruction.primitive?.name else { return nil }
    switch name {
    case "guard_quiet": return nil
    case "guard_layout":
      let owner = instruction.function.map { program[$0].qualifiedName } ?? "its class"
      return "\(subject(instruction)) is an instance of '\(owner)'"
    case "guard_none": return "\(subject(instruction)) is None or not, as before"
    case "unbox_i64": return "\(subject(instruction)) is an int of 64 bits"
    case "unbox_f64": return "\(subject(instruction)) is a float"
    case "unbox_bool": return "\(subject(instruction)) is a bool"
    case "unbox_complex": return "\(subject(instruction)) is a complex number"
    case "unbox_number": return "\(subject(instruction)) is an int or a float"
    case "find_global": return "the global '\(instruction.nameAttribute ?? "")' is bound"
    case "range_steps": return "the range has steps of one sign"
    case "in_bounds", "guard_bound", "list_get", "list_at", "list_set", "list_put", "tuple_get", "str_get", "bytes_get", "bytearray_get",
      "bytearray_set", "array_get_i64", "array_get_f64", "array_set_i64", "array_set_f64":
      return "the index is in range"
    case "list_take_last": return "the list is not empty"
    case "guard_at_most", "guard_narrow": return "\(subject(instruction)) is small enough"
    case "guard_fits": return "\(subject(instruction)) fits 64 bits"
    case "guard_byte": return "\(subject(instruction)) is a number from 0 to 255"
    case "guard_typecode": return "the array has items of the type seen"
    case "guard_same", "guard_distinct": return "two objects are the same, or not, as seen"
    default: break
    }
    if name.hasPrefix("guard_") { return "\(subject(instruction)) is a \(name.dropFirst("guard_".count).split(separator: "_").joined(separator: " "))" }
    let operation = name.split(separator: "_").first.map(String.init) ?? name
    let words = GuardWords.operations[operation] ?? "the result of '\(operation)'"
    return name.hasSuffix("_i64") ? "\(words) fits 64 bits" : "\(words) is a number, no exception"
  }

  private static let operations = [
    "add": "the sum", "sub": "the difference", "mul": "the product", "neg": "the negation", "abs": "the absolute value", "pow": "the power",
    "floordiv": "the quotient", "truediv": "the quotient", "mod": "the remainder", "lshift": "the shift", "rshift": "the shift",
  ]

  private func subject(_ instruction: Instruction) -> String {
    guard let input = instruction.inputs.first else { return "a value" }
    return graph[input].name.map { "'\($0)'" } ?? (graph[input].nameAttribute.map { "'.\($0)'" } ?? "a value")
  }
}
