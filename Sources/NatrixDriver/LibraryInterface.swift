/// What of a module is callable from C when it becomes a library (`natrix lib`): its annotated functions, and the classes with
/// their annotated methods.
///
///     def area(w: float, h: float) -> float      →   double geometry_area(double w, double h);

import NatrixSupport
import NatrixSyntax

/// How a Python type is written in C; `name` is what functions of runtime/library are called by.
enum LibraryType: Equatable {
  case int, float, bool, none
  case str(optional: Bool)
  case bytes
  case ints, floats, bools, strs
  /// A handle.
  case object

  /// The type that an annotation means; what has no type of its own in C is a handle.
  init(_ annotation: Expression) {
    switch annotation.kind {
    case .name(let id, _): self = LibraryType.plain[id] ?? .object
    case .constant(.none, _): self = .none
    case .subscript(let value, let slice, _):
      let name: String
      switch value.kind {
      case .name(let id, _): name = id
      case .attribute(_, let id, _): name = id
      default: name = ""
      }
      let item = LibraryType(slice)
      if name == "Optional" {
        self = item.orNone
      } else if LibraryType.sequences.contains(name) {
        self = item.asArray
      } else {
        self = .object
      }
    case .binOp(let left, .bitOr, let right):
      let (first, second) = (LibraryType(left), LibraryType(right))
      self = second == .none ? first.orNone : first == .none ? second.orNone : .object
    default: self = .object
    }
  }

  private static let plain: [String: LibraryType] = [
    "int": .int, "float": .float, "bool": .bool, "str": .str(optional: false), "bytes": .bytes, "bytearray": .bytes,
  ]
  private static let sequences: Set<String> = ["list", "List", "Sequence", "Iterable"]

  /// `int | None` has no number to say None with, so it is a handle.
  private var orNone: LibraryType {
    if case .str = self { return .str(optional: true) }
    return .object
  }

  private var asArray: LibraryType {
    switch self {
    case .int: .ints
    case .float: .floats
    case .bool: .bools
    case .str(optional: false): .strs
    default: .object
    }
  }

  /// The element of an array.
  var element: String? {
    switch self {
    case .ints: "int64_t"
    case .floats: "double"
    case .bools: "bool"
    case .strs: "char *"
    default: nil
    }
  }

  /// Ends of the names of the functions that convert.
  var converter: String {
    switch self {
    case .int: "int"
    case .float: "double"
    case .bool: "bool"
    case .none: "none"
    case .str: "str"
    case .bytes: "bytes"
    case .ints: "ints"
    case .floats: "doubles"
    case .bools: "bools"
    case .strs: "strs"
    case .object: "object"
    }
  }
}

struct LibraryParameter {
  var name: String
  var type: LibraryType
  var isKeyword: Bool
}

struct LibraryFunction {
  /// `area`, `Point.norm`; for a constructor the class.
  var qualifiedName: String
  var parameters: [LibraryParameter]
  var result: LibraryType
  /// As it is written.
  var signature: String
  var documentation: String?
  /// The first parameter of a method.
  var isMethod = false
}

struct LibraryInterface {
  var functions: [LibraryFunction] = []
  /// What was left out, and why.
  var leftOut: [String] = []
  var documentation: String?

  init(_ module: Module) {
    documentation = LibraryInterface.documentation(module.body)
    for statement in module.body {
      switch statement.kind {
      case .functionDef(let definition) where !definition.name.hasPrefix("_"):
        add(definition, in: module.file, class: nil)
      case .asyncFunctionDef(let definition) where !definition.name.hasPrefix("_"):
        leftOut.append("\(definition.name): it is a coroutine function")
      case .classDef(let definition) where !definition.name.hasPrefix("_"):
        add(definition, in: module.file)
      default: break
      }
    }
  }

  private mutating func add(_ definition: ClassDefinition, in file: SourceFile) {
    for statement in definition.body {
      guard case .functionDef(let method) = statement.kind else { continue }
      if method.name == "__init__" || !method.name.hasPrefix("_") { add(method, in: file, class: definition.name) }
    }
  }

  private mutating func add(_ definition: FunctionDefinition, in file: SourceFile, class owner: String?) {
    let name = owner.map { $0 + "." + definition.name } ?? definition.name
    let isStatic = owner != nil && definition.decoratorList.contains {
      if case .name("staticmethod", _) = $0.kind { true } else { false }
    }
    guard definition.decoratorList.isEmpty || isStatic else {
      leftOut.append("\(name): it has a decorator")
      return
    }
    guard definition.args.vararg == nil, definition.args.kwarg == nil else {
      leftOut.append("\(name): it takes any number of arguments")
      return
    }
    let isConstructor = definition.name == "__init__" && owner != nil
    var positional = definition.args.posonlyargs + definition.args.args
    let hasSelf = owner != nil && !isStatic && !positional.isEmpty
    if hasSelf { positional.removeFirst() }
    var function = LibraryFunction(
      qualifiedName: isConstructor ? owner ?? name : name, parameters: [], result: .object, signature: "",
      documentation: LibraryInterface.documentation(definition.body), isMethod: hasSelf && !isConstructor)
    for (argument, isKeyword) in positional.map({ ($0, false) }) + definition.args.kwonlyargs.map({ ($0, true) }) {
      guard let annotation = argument.annotation else {
        leftOut.append("\(name): the parameter '\(argument.arg)' has no annotation")
        return
      }
      function.parameters.append(
        LibraryParameter(name: argument.arg, type: LibraryType(annotation), isKeyword: isKeyword))
    }
    if !isConstructor {
      guard let returns = definition.returns else {
        leftOut.append("\(name): its result has no annotation")
        return
      }
      function.result = LibraryType(returns)
    }
    let written = (positional + definition.args.kwonlyargs).map { file.string($0.range) }.joined(separator: ", ")
    let result = definition.returns.map { " -> " + file.string($0.range) } ?? ""
    function.signature = "\(function.qualifiedName)(\(written))\(isConstructor ? "" : result)"
    functions.append(function)
  }

  private static func documentation(_ body: [Statement]) -> String? {
    guard case .expr(let value)? = body.first?.kind, case .constant(.string(let units), _) = value.kind else { return nil }
    let text = String(String.UnicodeScalarView(units.compactMap(Unicode.Scalar.init)))
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.drop { $0 == " " || $0 == "\t" })
    }.joined(separator: "\n").trimmed
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = Substring(self)
    while let last = text.last, last.isWhitespace { text.removeLast() }
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    return String(text)
  }
}
