/// A program as an image that the runtime's interpreter reads (runtime/evaluator/image.c).
///
///     image    = function count, functions (the body is the first)
///     function = flags, parameters, names, constants, positions, code; in the order of `encode(_:of:)`

import NatrixIR
import NatrixSupport

struct ImageEncoder {
  private let program: Program
  private let module: Module
  private var writer = ImageWriter()

  /// The words of the program's only module.
  static func encode(_ program: Program) -> [Int32] {
    var encoder = ImageEncoder(program: program, module: program.modules[0])
    encoder.writer.word(encoder.module.functions.count)
    var numbers: [FunctionID: Int] = [:]
    for (number, id) in encoder.module.functions.enumerated() { numbers[id] = number }
    for id in encoder.module.functions { encoder.encode(program[id], numbers) }
    return encoder.writer.words
  }

  private init(program: Program, module: Module) {
    self.program = program
    self.module = module
  }

  private mutating func encode(_ function: Function, _ numbers: [FunctionID: Int]) {
    let parameters = function.parameterNames
    let code = FunctionEncoder(function, globals: module.globals, parameterCount: parameters.count)
    let signature = function.signature
    writer.text(function.name)
    writer.text(function.qualifiedName)
    writer.word(function.firstLine)
    writer.word(function.codeFlags.reduce(0) { $0 | $1.rawValue })
    writer.word(signature.positionalOnly.count)
    writer.word(function.positionalCount)
    writer.word(signature.keywordOnly.count)
    names(parameters)
    names(function.locals)
    names(function.freeVariables)
    names(function.cellVariables)
    writer.constant(function.docstring)
    writer.word(code.registerCount)
    writer.word(code.longestList)
    writer.word(code.cacheCount)
    writer.word(code.constants.count)
    for value in code.constants { writer.constant(value) }
    names(code.names)
    writer.word(code.functions.count)
    for id in code.functions { writer.word(numbers[id] ?? 0) }
    writer.word(code.positions.count)
    for value in code.positions { position(value) }
    writer.word(code.words.count)
    writer.append(code.words)
  }

  private mutating func names(_ names: [String]) {
    writer.word(names.count)
    for name in names { writer.text(name) }
  }

  private mutating func position(_ position: Position) {
    let row = position.row(in: module.file)
    for number in row.lines + row.columns { writer.word(number) }
  }
}
