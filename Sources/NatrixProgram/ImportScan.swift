/// The imports that a piece of a module asks for, wherever they stand: in `if`, in `try`, in class bodies. Those in
/// functions are looked for function by function.

import NatrixSupport
import NatrixSyntax

package struct ImportRequest {
  /// The module as an absolute dotted name; empty when a relative import leaves the top-level package.
  package var name: String
  /// What `from` takes from it: names that may be submodules. `*` among them.
  package var names: [String]
  package var range: SourceRange
  /// A failure is handled by the program: it stands in a `try` that catches ImportError.
  package var isOptional: Bool
  /// It stands in a function or in a compound statement: it may never run, or what it raises may be handled.
  package var isConditional: Bool
}

struct ImportScan {
  private(set) var requests: [ImportRequest] = []
  /// The functions and methods met on the way, whose bodies were not looked at.
  private(set) var functions: [FunctionDefinition] = []
  private var entersFunctions = false
  private let moduleName: String
  private let isPackage: Bool
  private let isMain: Bool
  private var optionalDepth = 0
  private var nesting = 0

  /// `moduleName`: what relative imports start from; empty for a main file that is in no package.
  init(moduleName: String, isPackage: Bool, isMain: Bool) {
    self.moduleName = moduleName
    self.isPackage = isPackage
    self.isMain = isMain
  }

  mutating func scan(_ body: [Statement]) {
    for statement in body { scan(statement) }
  }

  /// The imports of a function, with those of what is nested in it.
  mutating func scan(function: FunctionDefinition) {
    entersFunctions = true
    nesting += 1
    scan(function.body)
  }

  private mutating func scan(_ statement: Statement) {
    switch statement.kind {
    case .functionDef, .asyncFunctionDef, .for, .asyncFor, .while, .if, .with, .asyncWith, .match, .try, .tryStar:
      nesting += 1
      scanParts(statement)
      nesting -= 1
    default: scanParts(statement)
    }
  }

  private mutating func scanParts(_ statement: Statement) {
    switch statement.kind {
    case .import(let names):
      for alias in names { add(alias.name, [], statement.range) }
    case .importFrom(let module, let names, let level):
      add(absolute(module, level: level), names.map(\.name), statement.range)
    case .functionDef(let function), .asyncFunctionDef(let function):
      if entersFunctions { scan(function.body) } else { functions.append(function) }
    case .classDef(let definition):
      scan(definition.body)
    case .for(_, _, let body, let orelse), .asyncFor(_, _, let body, let orelse),
      .while(_, let body, let orelse):
      scan(body)
      scan(orelse)
    case .if(let test, let body, let orelse):
      scanCondition(test, body, orelse)
    case .with(_, let body), .asyncWith(_, let body):
      scanWith(statement, body)
    case .match(_, let cases):
      for matchCase in cases { scan(matchCase.body) }
    case .try(let body, let handlers, let orelse, let finalbody),
      .tryStar(let body, let handlers, let orelse, let finalbody):
      let catches = handlers.contains { ImportScan.catchesImportError($0.type) }
      optionalDepth += catches ? 1 : 0
      scan(body)
      optionalDepth -= catches ? 1 : 0
      for handler in handlers { scan(handler.body) }
      scan(orelse)
      scan(finalbody)
    case .expr(let value), .assign(_, let value), .augAssign(_, _, let value):
      scanCall(value)
    case .return(let value), .annAssign(_, _, let value, _):
      if let value { scanCall(value) }
    case .delete, .typeAlias, .raise, .assert, .global, .nonlocal, .pass, .break, .continue:
      break
    }
  }

  private mutating func scanCondition(
    _ test: Expression, _ body: [Statement], _ orelse: [Statement]
  ) {
    if !ImportScan.neverHolds(test, isMain: isMain) { scan(body) }
    scan(orelse)
  }

  /// `if TYPE_CHECKING:` is never true; `if __name__ == "__main__":` only in the main module.
  static func neverHolds(_ test: Expression, isMain: Bool) -> Bool {
    switch test.kind {
    case .name(let id, _): return id == "TYPE_CHECKING"
    case .attribute(_, let attribute, _): return attribute == "TYPE_CHECKING"
    case .compare(let left, let ops, let comparators):
      if case .name("__name__", _) = left.kind, ops == [.eq],
        case .constant(.string(let text), _)? = comparators.first?.kind
      {
        return !isMain && text == "__main__".unicodeScalars.map(\.value)
      }
      return false
    default: return false
    }
  }

  /// `with suppress(ImportError):` handles a failing import as `try` does.
  private mutating func scanWith(_ statement: Statement, _ body: [Statement]) {
    var suppresses = false
    if case .with(let items, _) = statement.kind {
      for item in items {
        guard case .call(let function, let arguments, _) = item.contextExpr.kind else { continue }
        let isSuppress: Bool
        switch function.kind {
        case .name(let id, _): isSuppress = id == "suppress"
        case .attribute(_, let attribute, _): isSuppress = attribute == "suppress"
        default: isSuppress = false
        }
        if isSuppress, arguments.contains(where: { ImportScan.catchesImportError($0) }) {
          suppresses = true
        }
      }
    }
    optionalDepth += suppresses ? 1 : 0
    scan(body)
    optionalDepth -= suppresses ? 1 : 0
  }

  /// `importlib.import_module("m")` and `__import__("m")` with a literal name.
  private mutating func scanCall(_ expression: Expression) {
    switch expression.kind {
    case .call(let function, let arguments, _):
      scanCall(function)
      for argument in arguments { scanCall(argument) }
      guard case .constant(.string(let text), _)? = arguments.first?.kind else { return }
      var name = ""
      switch function.kind {
      case .name(let id, _): name = id
      case .attribute(_, let attribute, _): name = attribute
      default: break
      }
      guard name == "import_module" || name == "__import__" else { return }
      let module = String(String.UnicodeScalarView(text.compactMap(Unicode.Scalar.init)))
      guard !module.hasPrefix("."), !module.isEmpty else { return }
      optionalDepth += 1
      add(module, [], expression.range)
      optionalDepth -= 1
    case .attribute(let value, _, _), .subscript(let value, _, _), .await(let value):
      scanCall(value)
    default: break
    }
  }

  private mutating func add(_ name: String, _ names: [String], _ range: SourceRange) {
    requests.append(
      ImportRequest(
        name: name, names: names, range: range, isOptional: optionalDepth > 0,
        isConditional: nesting > 0))
  }

  private func absolute(_ module: String?, level: Int) -> String {
    if level == 0 { return module ?? "" }
    var parts = moduleName.split(separator: ".").map(String.init)
    let drop = isPackage ? level - 1 : level
    guard drop <= parts.count, !(drop == parts.count && !isPackage && level > 0 && parts.isEmpty)
    else { return "" }
    parts.removeLast(drop)
    if let module { parts.append(module) }
    return parts.joined(separator: ".")
  }

  private static let catching: Set<String> = [
    "ImportError", "ModuleNotFoundError", "Exception", "BaseException",
  ]

  private static func catchesImportError(_ type: Expression?) -> Bool {
    guard let type else { return true }
    switch type.kind {
    case .name(let id, _): return catching.contains(id)
    case .tuple(let elements, _): return elements.contains { catchesImportError($0) }
    default: return false
    }
  }
}
