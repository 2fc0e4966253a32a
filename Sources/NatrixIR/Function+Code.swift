/// What the code object of a function tells, whether it becomes C or an image for the interpreter: parameters, flags and
/// rows of its position table (`nx_code`, `nx_position` in runtime/core/object.h).

import NatrixSupport

/// As NX_CODE_… in object.h.
package enum CodeFlag: Int, Sendable {
  case varargs = 1
  case kwargs = 2
  case generator = 4
  case coroutine = 8
  case asyncGenerator = 16
  case module = 32
  case `class` = 64
  /// Only positional parameters.
  case simple = 128
  /// A generator that has something to do when it is abandoned.
  case cleanup = 256

  package var cName: String {
    switch self {
    case .varargs: "NX_CODE_VARARGS"
    case .kwargs: "NX_CODE_KWARGS"
    case .generator: "NX_CODE_GENERATOR"
    case .coroutine: "NX_CODE_COROUTINE"
    case .asyncGenerator: "NX_CODE_ASYNC_GENERATOR"
    case .module: "NX_CODE_MODULE"
    case .class: "NX_CODE_CLASS"
    case .simple: "NX_CODE_SIMPLE"
    case .cleanup: "NX_CODE_CLEANUP"
    }
  }
}

extension Function {
  /// Whether its parameter is the namespace in which its names live.
  package var takesNamespace: Bool { kind == .classBody || kind == .module && runsInNamespace }

  /// The parameters: the signature's, or the namespace.
  package var parameterNames: [String] {
    let names = signature.all
    return takesNamespace && names.isEmpty ? ["namespace"] : names
  }

  /// How many of them callers give by position.
  package var positionalCount: Int {
    takesNamespace ? parameterNames.count : signature.positionalCount
  }

  /// In the order of their bits.
  package var codeFlags: [CodeFlag] {
    var flags: [CodeFlag] = []
    if signature.variadic != nil { flags.append(.varargs) }
    if signature.keywords != nil { flags.append(.kwargs) }
    switch kind {
    case .generator: flags.append(.generator)
    case .coroutine: flags.append(.coroutine)
    case .asyncGenerator: flags.append(.asyncGenerator)
    case .module: flags.append(.module)
    case .classBody: flags.append(.class)
    case .function, .lambda, .comprehension: break
    }
    if signature.isSimple { flags.append(.simple) }
    if hasCleanup { flags.append(.cleanup) }
    return flags
  }
}

extension Position {
  /// First and last line, then the columns, from 0 in bytes, of the range and of its anchor (0 and 0 when there is none);
  /// a table has 16 bits for a column.
  package func row(in file: SourceFile) -> (lines: [Int], columns: [Int]) {
    let start = file.position(of: range.start)
    let end = file.position(of: range.end)
    var columns = [start.column, end.column, 0, 0]
    if !anchor.isNone {
      columns[2] = file.position(of: anchor.start).column
      columns[3] = file.position(of: anchor.end).column
    }
    return ([start.line, end.line], columns.map { min($0, 0xffff) })
  }
}
