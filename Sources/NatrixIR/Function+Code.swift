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
  /// An `__init__` that only fills its instance.
  case quiet = 512

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
    case .quiet: "NX_CODE_QUIET"
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
    if kind == .function, name == "__init__", generic.keepsToItself { flags.append(.quiet) }
    return flags
  }
}

extension Graph {
  /// Of a method: whether its receiver gets attributes and is handed to `super().__init__`, and to nobody else.
  fileprivate var keepsToItself: Bool {
    var supers: Set<ValueID> = []
    var loads: Set<ValueID> = []
    for block in blocks {
      for value in block.instructions {
        let instruction = self[value]
        if instruction.primitive?.id == .call_super { supers.insert(value) }
        if instruction.opcode == .loadMethod, supers.contains(instruction.inputs[0]), instruction.nameAttribute == "__init__" {
          loads.insert(value)
        }
      }
    }
    return blocks.allSatisfy { block in
      block.instructions.allSatisfy { value in
        let instruction = self[value]
        return instruction.inputs.enumerated().allSatisfy { index, input in
          if self[input].opcode == .parameter, self[input].integer == 0 {
            switch instruction.primitive?.id {
            case .store_attr: return index == 0
            case .call_super: return index == 2
            default: return false
            }
          }
          if supers.contains(input) { return loads.contains(value) }
          if loads.contains(input) {
            return instruction.opcode == .methodSelf
              || (instruction.primitive?.id == .call_loaded || instruction.primitive?.id == .call_loaded_keywords) && index == 0
          }
          if self[input].opcode == .methodSelf, loads.contains(self[input].inputs[0]) {
            return instruction.primitive?.name.hasPrefix("call_loaded") == true && index == 1
          }
          return true
        }
      }
    }
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
