/// Functions from the text that `Printer` writes: tests begin with it, and reports of bugs shrink to it.
/// Constants get one instruction each, at the head of the entry block.

import NatrixSupport

package struct ReaderError: Error, Sendable, Equatable {
  package let line: Int
  package let message: String
}

package struct Reader {
  private var function = Function(id: FunctionID(0), kind: .function, name: "", qualifiedName: "")
  private var graph = Graph()
  private var values: [String: ValueID] = [:]
  private var constants: [Constant: ValueID] = [:]
  private var constantOrder: [ValueID] = []

  package static func read(_ text: String) throws(ReaderError) -> Function {
    var reader = Reader()
    return try reader.run(text)
  }

  private mutating func run(_ text: String) throws(ReaderError) -> Function {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    var rows: [(block: BlockID, scanner: Scanner, result: String?)] = []
    var current: BlockID?
    var seenHeader = false
    for (index, characters) in lines.enumerated() {
      var scanner = Scanner(characters, line: index + 1)
      scanner.skipSpace()
      if scanner.atEnd { continue }
      if !seenHeader {
        try readHeader(&scanner)
        seenHeader = true
      } else if characters.first != " " {
        current = try readBlock(&scanner)
      } else {
        guard let block = current else { throw scanner.error("an instruction before the first block") }
        var attempt = scanner
        var result: String?
        if let name = attempt.valueName(), attempt.take("=") {
          scanner = attempt
          result = name
        }
        rows.append((block, scanner, result))
      }
    }
    // Results first: phis may use what comes later.
    for row in rows {
      let id = graph.add(Instruction(.unreachable))
      graph[row.block].instructions.append(id)
      if let name = row.result {
        if values.updateValue(id, forKey: name) != nil {
          throw row.scanner.error("'\(name)' is defined twice")
        }
      }
    }
    for (index, row) in rows.enumerated() {
      var scanner = row.scanner
      graph.values[index] = try readInstruction(&scanner)
      if let name = row.result, !isTemporary(name) {
        graph.values[index].name = name.split(separator: ".").first.map(String.init)
      }
    }
    if !graph.blocks.isEmpty { graph[graph.entry].instructions.insert(contentsOf: constantOrder, at: 0) }
    function.generic = graph
    return function
  }

  private func isTemporary(_ name: String) -> Bool {
    let parts = name.split(separator: ".")
    return parts.count == 2 && parts[1].first == "t"
  }

  // MARK: Lines

  private mutating func readHeader(_ scanner: inout Scanner) throws(ReaderError) {
    guard let word = scanner.word(), let kind = Function.Kind(rawValue: word) else {
      throw scanner.error("expected the kind of a function")
    }
    function.kind = kind
    let name = scanner.upTo("(")
    function.qualifiedName = name
    function.name = name.split(separator: ".").last.map(String.init) ?? name
    try scanner.expect("(")
    var names: [String] = []
    var keywordOnly = false
    while !scanner.take(")") {
      if scanner.take("/") {
        function.signature.positionalOnly = names
        names = []
      } else if scanner.take("**") {
        function.signature.keywords = scanner.word()
      } else if scanner.take("*") {
        keywordOnly = true
        if let name = scanner.word() { function.signature.variadic = name }
      } else if let name = scanner.parameterName() {
        if keywordOnly { function.signature.keywordOnly.append(name) } else { names.append(name) }
      } else {
        throw scanner.error("expected a parameter")
      }
      _ = scanner.take(",")
    }
    function.signature.positional = names
    while let word = scanner.word() {
      switch word {
      case "static": function.isStatic = true
      case "defaults": function.defaultCount = scanner.number() ?? 0
      default: throw scanner.error("'\(word)' behind the parameters")
      }
    }
  }

  private mutating func block(_ scanner: inout Scanner) throws(ReaderError) -> BlockID {
    guard let word = scanner.word(), word.first == "b", let index = Int(word.dropFirst()) else {
      throw scanner.error("expected a block")
    }
    while graph.blocks.count <= index { _ = graph.addBlock() }
    return BlockID(index)
  }

  private mutating func readBlock(_ scanner: inout Scanner) throws(ReaderError) -> BlockID {
    let id = try block(&scanner)
    if scanner.take("(") {
      graph[id].label = scanner.upTo(")")
      try scanner.expect(")")
    }
    try scanner.expect(":")
    while let word = scanner.word() {
      switch word {
      case "from":
        repeat { graph[id].predecessors.append(try block(&scanner)) } while scanner.take(",")
      case "handler": graph[id].handler = try block(&scanner)
      default: throw scanner.error("'\(word)' behind a block")
      }
    }
    return id
  }

  private mutating func readInstruction(_ scanner: inout Scanner) throws(ReaderError) -> Instruction {
    guard let word = scanner.word() else { throw scanner.error("expected an operation") }
    var instruction: Instruction
    if let opcode = Opcode(rawValue: word), opcode != .primitive {
      instruction = Instruction(opcode)
    } else if let primitive = Primitive.byName[word] {
      instruction = Instruction(.primitive, attributes: [.primitive(primitive.id)])
    } else {
      throw scanner.error("no opcode or primitive '\(word)'")
    }
    if scanner.take(":") {
      guard let name = scanner.word(), let representation = Representation(rawValue: name) else {
        throw scanner.error("expected a representation")
      }
      instruction.representation = representation
    }
    while !scanner.atEnd, !scanner.at("->"), !scanner.at("@") {
      if scanner.take("#") {
        guard let number = scanner.number() else { throw scanner.error("expected a number") }
        instruction.attributes.append(.integer(number))
      } else if scanner.take("&") {
        guard let number = scanner.number() else { throw scanner.error("expected a function") }
        instruction.attributes.append(.code(FunctionID(number)))
      } else if scanner.at("."), !scanner.at("...") {
        _ = scanner.take(".")
        if scanner.at("\"") {
          instruction.attributes.append(.name(Reader.text(try scanner.quoted())))
        } else if let name = scanner.word() {
          instruction.attributes.append(.name(name))
        } else {
          throw scanner.error("expected a name")
        }
      } else {
        instruction.inputs.append(try readOperand(&scanner))
      }
      if !scanner.take(",") { break }
    }
    if scanner.take("->") {
      repeat { instruction.targets.append(try block(&scanner)) } while scanner.take(",")
    }
    if scanner.take("@") {
      instruction.position = Position(try scanner.range())
      if scanner.take("^") { instruction.position.anchor = try scanner.range() }
    }
    if !scanner.atEnd { throw scanner.error("unexpected '\(scanner.rest)'") }
    return instruction
  }

  private static func text(_ characters: [UInt32]) -> String {
    var result = ""
    for c in characters { result.unicodeScalars.append(Unicode.Scalar(c) ?? "?") }
    return result
  }

  private mutating func readOperand(_ scanner: inout Scanner) throws(ReaderError) -> ValueID {
    if let constant = try scanner.constant() {
      if let known = constants[constant] { return known }
      let id = graph.add(Instruction(.constant, attributes: [.constant(constant)]))
      constants[constant] = id
      constantOrder.append(id)
      return id
    }
    guard let name = scanner.valueName() else { throw scanner.error("expected a value") }
    guard let value = values[name] else { throw scanner.error("'\(name)' is not defined") }
    return value
  }
}

/// The characters of one line.
private struct Scanner {
  private let characters: [Character]
  private var position = 0
  private let line: Int

  init(_ characters: [Character], line: Int) {
    self.characters = characters
    self.line = line
  }

  func error(_ message: String) -> ReaderError { ReaderError(line: line, message: message) }
  var atEnd: Bool { position >= characters.count }
  var rest: String { String(characters[position...]) }

  mutating func skipSpace() {
    while position < characters.count, characters[position] == " " { position += 1 }
  }

  func at(_ text: String) -> Bool { characters[position...].starts(with: text) }

  mutating func take(_ text: String) -> Bool {
    skipSpace()
    guard at(text) else { return false }
    position += text.count
    skipSpace()
    return true
  }

  mutating func expect(_ text: String) throws(ReaderError) {
    if !take(text) { throw error("expected '\(text)'") }
  }

  private mutating func run(_ isPart: (Character) -> Bool) -> String {
    skipSpace()
    let start = position
    while position < characters.count, isPart(characters[position]) { position += 1 }
    let text = String(characters[start..<position])
    skipSpace()
    return text
  }

  mutating func word() -> String? {
    let text = run { $0 == "_" || $0.isLetter || $0.isNumber }
    return text.isEmpty ? nil : text
  }

  /// `x`, or `.0`, the iterable of a comprehension.
  mutating func parameterName() -> String? { take(".") ? word().map { "." + $0 } : word() }

  /// `x`, `x.2`, `b1.t3`.
  mutating func valueName() -> String? {
    let text = run { $0 == "_" || $0 == "." || $0.isLetter || $0.isNumber }
    return text.isEmpty || text.first == "." ? nil : text
  }

  mutating func number() -> Int? { Int(run { $0 == "-" || $0.isNumber }) }

  mutating func upTo(_ end: Character) -> String { run { $0 != end } }

  mutating func range() throws(ReaderError) -> SourceRange {
    guard let start = Int(run { $0.isNumber }) else { throw error("expected a range") }
    try expect("-")
    guard let end = Int(run { $0.isNumber }) else { throw error("expected a range") }
    return SourceRange(start, end)
  }

  mutating func quoted() throws(ReaderError) -> [UInt32] {
    guard !atEnd, characters[position] == "\"" else { throw error("expected a string") }
    position += 1
    var result: [UInt32] = []
    while position < characters.count, characters[position] != "\"" {
      if characters[position] != "\\" {
        result += characters[position].unicodeScalars.map(\.value)
        position += 1
        continue
      }
      position += 1
      guard position < characters.count else { break }
      switch characters[position] {
      case "n": result.append(10)
      case "{":
        var digits = ""
        position += 1
        while position < characters.count, characters[position] != "}" {
          digits.append(characters[position])
          position += 1
        }
        result.append(UInt32(digits, radix: 16) ?? 63)
      default: result += characters[position].unicodeScalars.map(\.value)
      }
      position += 1
    }
    guard position < characters.count else { throw error("a string without end") }
    position += 1
    skipSpace()
    return result
  }

  /// A constant, or nil when something else stands here.
  mutating func constant() throws(ReaderError) -> Constant? {
    skipSpace()
    for (text, constant) in Scanner.singletons where take(text) { return constant }
    for (text, constant) in Scanner.words {
      var attempt = self
      if attempt.valueName() == text {
        self = attempt
        return constant
      }
    }
    if atEnd { return nil }
    if at("\"") { return .string(try quoted()) }
    if at("b\"") {
      position += 1
      return .bytes(try quoted().map { UInt8(truncatingIfNeeded: $0) })
    }
    if take("(") { return .tuple(try items(")")) }
    if take("{") { return .frozenSet(try items("}")) }
    if take("<float") { return .float(try bits(">")) }
    if take("<complex") {
      let real = try bits("")
      return .complex(real: real, imaginary: try bits(">"))
    }
    let first = characters[position]
    guard first.isNumber || first == "-" else { return nil }
    let text = run { $0.isNumber || $0 == "-" || $0 == "." || $0 == "e" || $0 == "+" }
    if text.contains(".") || text.contains("e") {
      guard let value = Double(text) else { throw error("'\(text)' is no number") }
      return .float(value.bitPattern)
    }
    return .integer(text)
  }

  private mutating func bits(_ end: String) throws(ReaderError) -> UInt64 {
    let text = run { $0.isNumber || $0.isLetter }
    guard let value = UInt64(text, radix: 16) else { throw error("'\(text)' are no bits") }
    if !end.isEmpty { try expect(end) }
    return value
  }

  private mutating func items(_ end: String) throws(ReaderError) -> [Constant] {
    var result: [Constant] = []
    while !take(end) {
      guard let item = try constant() else { throw error("expected a constant") }
      result.append(item)
      _ = take(",")
    }
    return result
  }

  private static let singletons: [(String, Constant)] = [
    ("<NotImplemented>", .notImplemented), ("<absent>", .absent), ("...", .ellipsis),
  ]
  private static let words: [(String, Constant)] = [
    ("None", .none), ("True", .true), ("False", .false),
  ]
}
