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
    let parameters = parameterNames(function)
    let code = FunctionEncoder(function, globals: module.globals, parameterCount: parameters.count)
    let signature = function.signature
    let takesNamespace = function.kind == .module || function.kind == .classBody
    writer.text(function.name)
    writer.text(function.qualifiedName)
    writer.word(function.firstLine)
    writer.word(flags(function))
    writer.word(signature.positionalOnly.count)
    writer.word(takesNamespace ? parameters.count : signature.positionalCount)
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

  private func parameterNames(_ function: Function) -> [String] {
    let names = function.signature.all
    let takesNamespace = function.kind == .module || function.kind == .classBody
    return takesNamespace && names.isEmpty ? ["namespace"] : names
  }

  /// As in object.h: NX_CODE_….
  private func flags(_ function: Function) -> Int {
    var flags = 0
    if function.signature.variadic != nil { flags |= 1 }
    if function.signature.keywords != nil { flags |= 2 }
    switch function.kind {
    case .generator: flags |= 4
    case .coroutine: flags |= 8
    case .asyncGenerator: flags |= 16
    case .module: flags |= 32
    case .classBody: flags |= 64
    case .function, .lambda, .comprehension: break
    }
    if function.signature.isSimple { flags |= 128 }
    if function.hasCleanup { flags |= 256 }
    return flags
  }

  private mutating func names(_ names: [String]) {
    writer.word(names.count)
    for name in names { writer.text(name) }
  }

  private mutating func position(_ position: Position) {
    let start = module.file.position(of: position.range.start)
    let end = module.file.position(of: position.range.end)
    var anchors = (0, 0)
    if !position.anchor.isNone {
      anchors.0 = module.file.position(of: position.anchor.start).column
      anchors.1 = module.file.position(of: position.anchor.end).column
    }
    writer.word(start.line)
    writer.word(end.line)
    for column in [start.column, end.column, anchors.0, anchors.1] { writer.word(min(column, 0xffff)) }
  }
}
