/// Constants as static C data: nothing is built at start-up. Small numbers and singletons are words in place; strings,
/// tuples and the rest become objects, one for each content in a module, named after it.

import NatrixIR

struct ConstantPool {
  /// Definitions in the order they were needed, each after those it refers to.
  private(set) var definitions: [String] = []
  /// Strings with a symbol for the whole program, in the order they were needed.
  private(set) var interned: [(symbol: String, characters: [UInt32])] = []
  private var internedSymbols: Set<String> = []
  private var names: [Constant: String] = [:]
  private var scope = NameScope()

  /// An interned string for `nx_str *` parameters: `&nx_s_append`.
  mutating func name(_ text: String) -> String { "&" + symbol(text.unicodeScalars.map(\.value)) }

  /// A string for a `const nx_str *` field, interned when it looks like an identifier.
  mutating func stringPointer(_ text: String) -> String {
    let characters = text.unicodeScalars.map(\.value)
    if CNames.isNameLike(characters) { return "&" + symbol(characters) }
    return "&" + object(.string(characters))
  }

  private mutating func symbol(_ characters: [UInt32]) -> String {
    let symbol = CNames.internedSymbol(characters)
    if internedSymbols.insert(symbol).inserted { interned.append((symbol, characters)) }
    return symbol
  }

  /// A constant as a C expression of type nx_value, also valid in a static initialiser.
  mutating func expression(_ constant: Constant) -> String {
    switch constant {
    case .none: return "NX_NONE"
    case .true: return "NX_TRUE"
    case .false: return "NX_FALSE"
    case .ellipsis: return "NX_ELLIPSIS"
    case .notImplemented: return "NX_NOTIMPLEMENTED"
    case .absent: return "NX_ABSENT"
    case .integer(let digits):
      if let value = Int(digits), value >= -(1 << 61), value < 1 << 61 { return "NX_INT(\(digits))" }
      return "NX_OBJ(&\(object(constant)))"
    case .float(let bits):
      let word = (bits << 4) | (bits >> 60)
      if (word & 7) == 3 || (word & 7) == 4 {
        return "0x\(String(word, radix: 16)) /* \(Double(bitPattern: bits)) */"
      }
      return "NX_OBJ(&\(object(constant)))"
    case .string(let characters):
      if CNames.isNameLike(characters) { return "NX_OBJ(&\(symbol(characters)))" }
      return "NX_OBJ(&\(object(constant)))"
    case .tuple(let items):
      if items.isEmpty { return "NX_OBJ(&nx_empty_tuple)" }
      return "NX_OBJ(&\(object(constant)))"
    case .complex, .bytes: return "NX_OBJ(&\(object(constant)))"
    case .frozenSet: preconditionFailure("emit: frozenset constants are made by primitives")
    }
  }

  private mutating func object(_ constant: Constant) -> String {
    if let known = names[constant] { return known }
    let name: String
    switch constant {
    case .integer(let digits):
      let hint = digits.hasPrefix("-") ? "minus_\(digits.dropFirst().prefix(20))" : "\(digits.prefix(20))"
      name = scope.unique("k_" + hint)
      let limbs = magnitude(digits)
      let size = digits.hasPrefix("-") ? -limbs.count : limbs.count
      let list = limbs.map { "0x\(String($0, radix: 16))" }.joined(separator: ", ")
      definitions.append("static nx_int \(name) = {NX_CONSTANT_INT(\(size)), .limbs = {\(list)}};")
    case .float(let bits):
      let value = Double(bitPattern: bits)
      name = scope.unique("k_" + CNames.sanitized("\(value)"))
      definitions.append("static nx_float \(name) = NX_CONSTANT_FLOAT(\(literal(value)));")
    case .complex(let real, let imaginary):
      name = scope.unique("k_complex")
      let parts = [real, imaginary].map { literal(Double(bitPattern: $0)) }
      definitions.append(
        "static nx_complex \(name) = NX_CONSTANT_COMPLEX(\(parts[0]), \(parts[1]));")
    case .string(let characters):
      let hint = CNames.hint(characters)
      name = scope.unique(hint.isEmpty ? "s_" : "s_" + hint)
      definitions.append(
        "static nx_str \(name) = \(ConstantPool.stringInitializer(characters, interned: false));")
    case .bytes(let bytes):
      name = scope.unique("b_" + CNames.hint(bytes.map(UInt32.init)))
      definitions.append(
        "static nx_bytes \(name) = NX_CONSTANT_BYTES(\(bytes.count), \(quoted(bytes)));")
    case .tuple(let items):
      let words = items.map { expression($0) }.joined(separator: ", ")
      name = scope.unique("k_tuple")
      definitions.append(
        "static nx_tuple \(name) = {NX_CONSTANT_TUPLE(\(items.count)), .items = {\(words)}};")
    case .none, .true, .false, .ellipsis, .notImplemented, .absent, .frozenSet:
      preconditionFailure("emit: \(constant) is no object constant")
    }
    names[constant] = name
    return name
  }

  /// `NX_CONSTANT_STR(…)` of a text.
  static func stringInitializer(_ characters: [UInt32], interned: Bool) -> String {
    let greatest = characters.max() ?? 0
    let kind = greatest < 0x100 ? 1 : greatest < 0x10000 ? 2 : 4
    let data: String
    if kind == 1 {
      data = quoted(characters.map { UInt8($0) })
    } else {
      let units = (characters + [0]).map { "0x\(String($0, radix: 16))" }.joined(separator: ", ")
      data = "((uint\(kind * 8)_t[]){\(units)})"
    }
    let flags = "\(greatest < 128 ? 1 : 0), \(interned ? 1 : 0)"
    return "NX_CONSTANT_STR(\(kind), \(flags), \(characters.count), \(data))"
  }
}

/// Limbs of 64 bits, least significant first.
private func magnitude(_ digits: String) -> [UInt64] {
  var limbs: [UInt64] = []
  let text = Array(digits.utf8).filter { $0 >= 48 && $0 <= 57 }
  var index = 0
  while index < text.count {  // 18 digits at a time
    let end = min(index + 18, text.count)
    var carry: UInt64 = 0
    var scale: UInt64 = 1
    for digit in text[index..<end] {
      carry = carry * 10 + UInt64(digit - 48)
      scale *= 10
    }
    for limb in limbs.indices {
      let product = limbs[limb].multipliedFullWidth(by: scale)
      let (low, overflow) = product.low.addingReportingOverflow(carry)
      limbs[limb] = low
      carry = product.high + (overflow ? 1 : 0)
    }
    if carry != 0 { limbs.append(carry) }
    index = end
  }
  return limbs
}

/// A double as a C literal that gives exactly its bits.
private func literal(_ value: Double) -> String {
  if value.isNaN { return "__builtin_nan(\"\")" }
  if value.isInfinite { return value < 0 ? "-__builtin_inf()" : "__builtin_inf()" }
  return "\(value)"
}

/// Bytes as a C string literal; what is not printable in octal, which takes at most three digits.
func quoted(_ bytes: some Sequence<UInt8>) -> String {
  var result = "\""
  for byte in bytes {
    switch byte {
    case 34: result += "\\\""
    case 92: result += "\\\\"
    case 10: result += "\\n"
    case 63: result += "\\?"  // no trigraphs
    case 32..<127: result.unicodeScalars.append(Unicode.Scalar(byte))
    default:
      let octal = String(byte, radix: 8)
      result += "\\" + String(repeating: "0", count: 3 - octal.count) + octal
    }
  }
  return result + "\""
}

extension Constant {
  /// A number in a machine representation.
  var machineLiteral: String {
    switch self {
    case .integer(let digits): return digits == "-9223372036854775808" ? "INT64_MIN" : digits + "LL"
    case .float(let bits):
      let value = Double(bitPattern: bits)
      return value.isFinite ? "\(value)" : value.isNaN ? "__builtin_nan(\"\")" : value < 0 ? "-__builtin_inf()" : "__builtin_inf()"
    case .true: return "1"
    case .false: return "0"
    default: preconditionFailure("emit: \(text) is no machine number")
    }
  }
}
