/// The text of an expression, as `from __future__ import annotations` keeps it: CPython's spelling, not the source's.

import NatrixSupport
import NatrixSyntax

func unparse(_ expression: Expression) -> String {
  var writer = Unparser()
  writer.write(expression, .test)
  return writer.text
}

private enum Precedence: Int, Comparable {
  case tuple, test, or, and, not, compare, bitOr, bitXor, bitAnd, shift, arithmetic, term, factor
  case power, await, atom

  static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }
  var next: Precedence { Precedence(rawValue: rawValue + 1) ?? .atom }
}

private struct Unparser {
  var text = ""

  mutating func write(_ expression: Expression, _ level: Precedence) {
    switch expression.kind {
    case .name(let id, _): text += id
    case .constant(let literal, let hasPrefix): text += (hasPrefix ? "u" : "") + spelling(literal)
    case .attribute(let object, let name, _):
      write(object, .atom)
      if case .constant(.int, _) = object.kind { text += " " }
      text += "." + name
    case .subscript(let object, let index, _):
      write(object, .atom)
      text += "["
      writeIndex(index)
      text += "]"
    case .boolOp(let op, let values):
      let own: Precedence = op == .and ? .and : .or
      parenthesised(level > own) { unparser in
        for (index, operand) in values.enumerated() {
          if index > 0 { unparser.text += op == .and ? " and " : " or " }
          unparser.write(operand, own.next)
        }
      }
    case .binOp(let left, let op, let right):
      let (own, symbol) = op.spelling
      parenthesised(level > own) { unparser in
        unparser.write(left, op == .pow ? own.next : own)
        unparser.text += " \(symbol) "
        unparser.write(right, op == .pow ? own : own.next)
      }
    case .unaryOp(let op, let operand):
      let own: Precedence = op == .not ? .not : .factor
      parenthesised(level > own) { unparser in
        let symbol =
          switch op {
          case .invert: "~"
          case .not: "not "
          case .uAdd: "+"
          case .uSub: "-"
          }
        unparser.text += symbol
        unparser.write(operand, own)
      }
    case .lambda(let args, let body):
      parenthesised(level > .test) { unparser in
        let parameters = unparser.parameters(args)
        unparser.text += parameters.isEmpty ? "lambda: " : "lambda \(parameters): "
        unparser.write(body, .test)
      }
    case .ifExp(let test, let body, let orelse):
      parenthesised(level > .test) { unparser in
        unparser.write(body, .or)
        unparser.text += " if "
        unparser.write(test, .or)
        unparser.text += " else "
        unparser.write(orelse, .test)
      }
    case .namedExpr(let target, let source):
      parenthesised(level > .tuple) { unparser in
        unparser.write(target, .atom)
        unparser.text += " := "
        unparser.write(source, .atom)
      }
    case .compare(let left, let ops, let comparators):
      parenthesised(level > .compare) { unparser in
        unparser.write(left, .bitOr)
        for (op, comparator) in zip(ops, comparators) {
          unparser.text += " \(op.spelling) "
          unparser.write(comparator, .bitOr)
        }
      }
    case .call(let function, let args, let keywords):
      write(function, .atom)
      if args.count == 1, keywords.isEmpty, case .generatorExp = args[0].kind {
        return write(args[0], .atom)
      }
      text += "("
      separated(args) { $0.write($1, .test) }
      for (index, keyword) in keywords.enumerated() {
        if index > 0 || !args.isEmpty { text += ", " }
        text += keyword.arg.map { $0 + "=" } ?? "**"
        write(keyword.value, .test)
      }
      text += ")"
    case .list(let elts, _): list("[", elts, "]")
    case .set(let elts): list("{", elts, "}")
    case .tuple(let elts, _):
      if elts.isEmpty {
        text += "()"
        return
      }
      parenthesised(level > .tuple) { unparser in
        unparser.separated(elts) { $0.write($1, .test) }
        if elts.count == 1 { unparser.text += "," }
      }
    case .dict(let keys, let values):
      text += "{"
      for (index, (key, item)) in zip(keys, values).enumerated() {
        if index > 0 { text += ", " }
        if let key {
          write(key, .test)
          text += ": "
          write(item, .test)
        } else {
          text += "**"
          write(item, .bitOr)
        }
      }
      text += "}"
    case .listComp(let element, let generators): comprehension("[", [element], generators, "]")
    case .setComp(let element, let generators): comprehension("{", [element], generators, "}")
    case .generatorExp(let element, let generators):
      comprehension("(", [element], generators, ")")
    case .dictComp(let key, let item, let generators):
      comprehension("{", [key, item], generators, "}")
    case .starred(let inner, _):
      text += "*"
      write(inner, .bitOr)
    case .await(let inner):
      parenthesised(level > .await) { unparser in
        unparser.text += "await "
        unparser.write(inner, .atom)
      }
    case .yield(let inner):
      text += "(yield"
      if let inner {
        text += " "
        write(inner, .test)
      }
      text += ")"
    case .yieldFrom(let inner):
      text += "(yield from "
      write(inner, .test)
      text += ")"
    case .slice(let lower, let upper, let step):
      if let lower { write(lower, .test) }
      text += ":"
      if let upper { write(upper, .test) }
      if let step {
        text += ":"
        write(step, .test)
      }
    case .joinedStr(let parts), .templateStr(let parts):
      let isTemplate = if case .templateStr = expression.kind { true } else { false }
      var inner = Unparser()
      inner.stringParts(parts)
      text += (isTemplate ? "t" : "f") + quoted(inner.text.unicodeScalars.map(\.value))
    case .formattedValue, .interpolation:
      var inner = Unparser()
      inner.stringParts([expression])
      text += "f" + quoted(inner.text.unicodeScalars.map(\.value))
    }
  }

  private mutating func parenthesised(_ needed: Bool, _ body: (inout Unparser) -> Void) {
    if needed { text += "(" }
    body(&self)
    if needed { text += ")" }
  }

  private mutating func separated(
    _ items: [Expression], _ body: (inout Unparser, Expression) -> Void
  ) {
    for (index, item) in items.enumerated() {
      if index > 0 { text += ", " }
      body(&self, item)
    }
  }

  private mutating func list(_ open: String, _ items: [Expression], _ close: String) {
    text += open
    separated(items) { $0.write($1, .test) }
    text += close
  }

  private mutating func writeIndex(_ index: Expression) { write(index, .tuple) }

  private mutating func comprehension(
    _ open: String, _ elements: [Expression], _ generators: [Comprehension], _ close: String
  ) {
    text += open
    write(elements[0], .test)
    if elements.count == 2 {
      text += ": "
      write(elements[1], .test)
    }
    for generator in generators {
      text += generator.isAsync ? " async for " : " for "
      write(generator.target, .tuple)
      text += " in "
      write(generator.iter, .or)
      for test in generator.ifs {
        text += " if "
        write(test, .or)
      }
    }
    text += close
  }

  private mutating func parameters(_ args: Arguments) -> String {
    var parts: [String] = []
    let positional = args.posonlyargs + args.args
    for (index, argument) in positional.enumerated() {
      var part = argument.arg
      let fallback = index - (positional.count - args.defaults.count)
      if fallback >= 0 { part += "=" + unparse(args.defaults[fallback]) }
      parts.append(part)
      if !args.posonlyargs.isEmpty, index == args.posonlyargs.count - 1 { parts.append("/") }
    }
    if let variadic = args.vararg {
      parts.append("*" + variadic.arg)
    } else if !args.kwonlyargs.isEmpty {
      parts.append("*")
    }
    for (argument, fallback) in zip(args.kwonlyargs, args.kwDefaults) {
      parts.append(argument.arg + (fallback.map { "=" + unparse($0) } ?? ""))
    }
    if let keywords = args.kwarg { parts.append("**" + keywords.arg) }
    return parts.joined(separator: ", ")
  }

  private mutating func stringParts(_ parts: [Expression]) {
    for part in parts {
      switch part.kind {
      case .constant(.string(let points), _):
        var literal = ""
        for point in points {
          guard let scalar = Unicode.Scalar(point) else { continue }
          literal.unicodeScalars.append(scalar)
          if scalar == "{" || scalar == "}" { literal.unicodeScalars.append(scalar) }
        }
        text += literal
      case .joinedStr(let inner): stringParts(inner)
      case .formattedValue(let formatted, let conversion, let spec),
        .interpolation(let formatted, _, let conversion, let spec):
        var inner = Unparser()
        inner.write(formatted, .or)
        text += inner.text.hasPrefix("{") ? "{ " : "{"
        text += inner.text
        if let conversion { text += "!" + String(Unicode.Scalar(conversion.rawValue)) }
        if let spec {
          text += ":"
          stringParts([spec])
        }
        text += "}"
      default:
        text += "{"
        write(part, .test)
        text += "}"
      }
    }
  }

  private func spelling(_ literal: NatrixSyntax.Constant) -> String {
    switch literal {
    case .none: "None"
    case .true: "True"
    case .false: "False"
    case .ellipsis: "..."
    case .int(let digits, let radix): decimal(digits, radix)
    case .float(let number): floatText(number)
    case .imaginary(let number): floatText(number, isImaginary: true) + "j"
    case .string(let points): quoted(points)
    case .bytes(let bytes): "b" + quoted(bytes.map(UInt32.init), isBytes: true)
    }
  }

  private func floatText(_ number: Double, isImaginary: Bool = false) -> String {
    if number == .infinity { return "1e309" }
    let shown = "\(number)"
    if isImaginary, shown.hasSuffix(".0") { return String(shown.dropLast(2)) }
    guard let mark = shown.firstIndex(of: "e") else { return shown }
    // Swift writes 1e+16 and 1e-05 without CPython's two-digit exponent.
    var exponent = shown[shown.index(after: mark)...]
    let sign = exponent.hasPrefix("-") ? "-" : "+"
    exponent = exponent.drop { $0 == "-" || $0 == "+" }
    var mantissa = String(shown[..<mark])
    if mantissa.hasSuffix(".0") { mantissa = String(mantissa.dropLast(2)) }
    return mantissa + "e" + sign + (exponent.count < 2 ? "0" : "") + exponent
  }

  private func quoted(_ points: [UInt32], isBytes: Bool = false) -> String {
    let quote: UInt32 = points.contains(39) && !points.contains(34) ? 34 : 39
    var result = String(Unicode.Scalar(UInt8(quote)))
    for point in points {
      switch point {
      case quote, 92: result += "\\" + String(Unicode.Scalar(UInt8(point)))
      case 10: result += "\\n"
      case 13: result += "\\r"
      case 9: result += "\\t"
      default:
        let isPlain = point >= 32 && point != 127 && !(isBytes && point > 126)
        guard isPlain, let scalar = Unicode.Scalar(point) else {
          let hex = String(point, radix: 16)
          let (letter, width) = point < 256 ? ("x", 2) : point < 65536 ? ("u", 4) : ("U", 8)
          result += "\\" + letter + String(repeating: "0", count: max(0, width - hex.count)) + hex
          continue
        }
        result.unicodeScalars.append(scalar)
      }
    }
    return result + String(Unicode.Scalar(UInt8(quote)))
  }
}

extension BinaryOperator {
  fileprivate var spelling: (Precedence, String) {
    switch self {
    case .add: (.arithmetic, "+")
    case .sub: (.arithmetic, "-")
    case .mult: (.term, "*")
    case .matMult: (.term, "@")
    case .div: (.term, "/")
    case .mod: (.term, "%")
    case .pow: (.power, "**")
    case .lShift: (.shift, "<<")
    case .rShift: (.shift, ">>")
    case .bitOr: (.bitOr, "|")
    case .bitXor: (.bitXor, "^")
    case .bitAnd: (.bitAnd, "&")
    case .floorDiv: (.term, "//")
    }
  }
}

extension ComparisonOperator {
  fileprivate var spelling: String {
    switch self {
    case .eq: "=="
    case .notEq: "!="
    case .lt: "<"
    case .ltE: "<="
    case .gt: ">"
    case .gtE: ">="
    case .is: "is"
    case .isNot: "is not"
    case .in: "in"
    case .notIn: "not in"
    }
  }
}
