/// Names in C: of modules, functions, variables, strings. Stable and readable: made from the Python names, numbered only
/// when two would be the same.

import NatrixIR

/// Names already given in one scope of the C file.
struct NameScope {
  private var taken: Set<String> = []

  /// Where to go on for a name that was taken.
  private var numbers: [String: Int] = [:]

  /// The name itself, or the first of `name_2`, `name_3`, … that is free.
  mutating func unique(_ name: String) -> String {
    if taken.insert(name).inserted { return name }
    var number = numbers[name] ?? 2
    while !taken.insert("\(name)_\(number)").inserted { number += 1 }
    numbers[name] = number + 1
    return "\(name)_\(number)"
  }
}

enum CNames {
  static func isIdentifierCharacter(_ c: UInt32) -> Bool {
    (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 57) || c == 95
  }

  /// Everything that C does not take in a name becomes `_`; characters past ASCII become their number.
  static func sanitized(_ text: some StringProtocol) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if isIdentifierCharacter(scalar.value) {
        result.unicodeScalars.append(scalar)
      } else if scalar.value < 128 {
        result += "_"
      } else {
        result += "u" + String(scalar.value, radix: 16)
      }
    }
    return result
  }

  /// `pkg.mod` → `pkg__mod`.
  static func module(_ dotted: String) -> String {
    sanitized(
      dotted.split(separator: ".", omittingEmptySubsequences: false).joined(separator: "__"))
  }

  /// `Class.method.<locals>.<lambda>` → `Class__method__lambda`.
  static func qualified(_ name: String) -> String {
    var parts: [String] = []
    for part in name.split(separator: ".") where part != "<locals>" {
      parts.append(sanitized(part.filter { $0 != "<" && $0 != ">" }))
    }
    return parts.joined(separator: "__")
  }

  /// A Python variable as a C variable: its own name unless C or the generated code uses it.
  static func variable(_ name: String) -> String {
    var text = sanitized(name)
    if text.isEmpty { text = "_" }
    if let first = text.unicodeScalars.first, isDigit(first) { text = "_" + text }
    return needsUnderscore(text) ? text + "_" : text
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 48 && scalar.value <= 57
  }

  private static func needsUnderscore(_ text: String) -> Bool {
    if reserved.contains(text) || text.hasPrefix("__") { return true }
    if text.hasPrefix("nx_") || text.hasPrefix("NX_") || text.hasPrefix("py_") { return true }
    // Temporaries are t1, t2, …; names in capitals may be macros of a header.
    let scalars = text.unicodeScalars
    if scalars.first == "t", scalars.count > 1, scalars.dropFirst().allSatisfy(isDigit) {
      return true
    }
    return scalars.contains { $0.value >= 65 && $0.value <= 90 }
      && !scalars.contains { $0.value >= 97 && $0.value <= 122 }
  }

  /// C keywords and the names that generated functions or the standard headers use.
  private static let reserved: Set<String> = [
    "auto", "break", "case", "char", "const", "continue", "default", "do", "double", "else",
    "enum", "extern", "float", "for", "goto", "if", "inline", "int", "long", "register",
    "restrict", "return", "short", "signed", "sizeof", "static", "struct", "switch", "typedef",
    "union", "unsigned", "void", "volatile", "while", "_Bool", "bool", "true", "false", "asm",
    "typeof", "linux", "unix", "i386", "errno", "stdin", "stdout", "stderr", "assert", "complex",
    "imaginary", "alignas", "alignof", "noreturn", "constexpr", "nullptr", "thread_local",
    "function", "args", "frame", "sent", "main", "signal", "offsetof", "isnan", "isinf", "signbit",
  ]

  /// Whether a string constant gets one global symbol for the whole program: it looks like an identifier.
  static func isNameLike(_ characters: [UInt32]) -> Bool {
    !characters.isEmpty && characters.count <= 64 && characters.allSatisfy(isIdentifierCharacter)
  }

  /// The global symbol of an interned string: `nx_s_append`.
  static func internedSymbol(_ characters: [UInt32]) -> String {
    var result = "nx_s_"
    for c in characters {
      if isIdentifierCharacter(c), let scalar = Unicode.Scalar(c) {
        result.unicodeScalars.append(scalar)
      } else {
        result += "$" + String(c, radix: 16)
      }
    }
    return result
  }

  /// The first words of a text as part of a name.
  static func hint(_ characters: [UInt32]) -> String {
    var result = ""
    for c in characters.prefix(24) {
      if isIdentifierCharacter(c), let scalar = Unicode.Scalar(c) {
        result.unicodeScalars.append(scalar)
      } else if !result.isEmpty, !result.hasSuffix("_") {
        result += "_"
      }
    }
    while result.hasSuffix("_") { result.removeLast() }
    return result
  }
}
