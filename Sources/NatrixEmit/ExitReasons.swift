/// What it means when a guard of fast code fails, in words for who wrote the Python: `'x' is no float`, `integer overflow in the
/// addition`. Programs built with --stats count by them.

import NatrixIR

extension Graph {
  func reasonForLeaving(_ value: ValueID) -> String {
    let guardian = self[value]
    let name = guardian.inputs.first.map(nameInSource) ?? "a value"
    switch guardian.opcode {
    case .guardCallee, .kindIndex: return "\(name) is another function or method than expected"
    case .callFast: return "the called function has raised, or gives what is no machine number"
    case .primitive: break
    default: return "an operation gives what is no machine number"
    }
    let primitive = guardian.primitive?.name ?? ""
    if let kind = Graph.kinds[primitive] { return "\(name) is no \(kind)" }
    if primitive.hasSuffix("_get") || primitive.hasSuffix("_set") || primitive.hasPrefix("array_get") || primitive.hasPrefix("array_set")
      || ["list_at", "list_put", "in_bounds", "list_take_last"].contains(primitive)
    {
      return "an index is out of range, or an item cannot be stored"
    }
    if let underscore = primitive.lastIndex(of: "_"), ["i64", "f64", "mixed"].contains(primitive[primitive.index(after: underscore)...]) {
      let operation = String(primitive[..<underscore])
      if let words = Graph.operations[operation] {
        return ["truediv", "floordiv", "mod"].contains(operation)
          ? "\(words): a divisor of zero, or a result that is too large" : "\(words): the result is no machine number"
      }
    }
    switch primitive {
    case "guard_layout": return "\(name) is an instance of another class, or of a subclass"
    case "guard_class": return "the class is not as its statement made it"
    case "guard_same", "guard_distinct", "guard_quiet": return "something was rebound that was expected to stay"
    case "find_global", "guard_bound": return "a global variable is not bound, or another one than expected"
    default: return "\(primitive.split(separator: "_").joined(separator: " ")) does not hold"
    }
  }

  private static let kinds = [
    "unbox_i64": "int of 64 bits", "unbox_f64": "float", "unbox_number": "number", "unbox_complex": "complex number", "unbox_bool": "bool", "low_bits": "int",
    "guard_list": "list", "guard_tuple": "tuple", "guard_str": "str", "guard_bytes": "bytes", "guard_bytearray": "bytearray",
    "guard_dict": "dict", "guard_defaultdict": "defaultdict", "guard_ordered_dict": "OrderedDict", "guard_array": "array", "guard_none": "None", "guard_set": "set", "guard_frozenset": "frozenset",
    "guard_byte": "byte", "guard_narrow": "str of characters below 256", "guard_typecode": "array of that type code",
  ]

  private static let operations = [
    "add": "addition", "sub": "subtraction", "mul": "multiplication", "neg": "negation", "abs": "absolute value", "truediv": "division",
    "floordiv": "division", "mod": "remainder", "pow": "power", "lshift": "shift", "rshift": "shift", "sqrt": "square root",
    "floor": "floor", "ceil": "ceiling", "round": "rounding", "exact": "conversion", "i64_of": "conversion",
  ]

  /// How the source calls a value.
  private func nameInSource(_ value: ValueID) -> String {
    let instruction = self[value]
    if let name = instruction.name { return "'\(name)'" }
    switch (instruction.opcode, instruction.nameAttribute) {
    case (.phi, _), (.constant, _): return "a value"
    case (.copy, _): return instruction.inputs.first.map(nameInSource) ?? "a value"
    case (.primitive, let name?): return "'\(name)'"
    case (.callKnown, _), (.callKnownMethod, _), (.callBuiltin, _), (.callBuiltinMethod, _): return "what a call gives"
    default:
      return instruction.primitive?.id == .subscript ? "an item" : "a value"
    }
  }
}
