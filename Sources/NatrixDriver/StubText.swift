/// The `.pyi` file of an extension module: what type checkers and editors read in place of the source.
///
///     def area(w: float, h=2.0) -> float:      →      def area(w: float, h: float = ...) -> float: ...
///         return w * h

import NatrixSupport
import NatrixSyntax

struct StubText {
  /// The first line: a file that begins otherwise is a person's own.
  static let mark = "# Made by natrix from the module's source."
  private let file: SourceFile
  private var lines: [String] = [StubText.mark]
  private var usesAny = false
  /// In the body of a class whose names are members: their values are part of the type.
  private var isEnumeration = false

  init(_ module: Module) {
    file = module.file
    add(module.body, indentation: "")
  }

  var text: String {
    var all = lines
    if usesAny { all.insert("from typing import Any as _Any", at: 1) }
    return all.joined(separator: "\n") + "\n"
  }

  private mutating func add(_ body: [Statement], indentation: String) {
    for statement in body {
      switch statement.kind {
      case .importFrom("__future__", _, _): break
      case .import, .importFrom:
        if indentation.isEmpty { lines.append(file.string(statement.range)) }
      case .functionDef(let definition): add(definition, indentation, isAsync: false)
      case .asyncFunctionDef(let definition): add(definition, indentation, isAsync: true)
      case .classDef(let definition): add(definition, indentation)
      case .annAssign(let target, let annotation, let value, true):
        guard case .name(let name, _) = target.kind else { continue }
        lines.append("\(indentation)\(name): \(file.string(annotation.range))\(value == nil ? "" : " = ...")")
      case .assign(let targets, let value):
        guard targets.count == 1, case .name(let name, _) = targets[0].kind else { continue }
        if name == "__slots__" { continue }
        lines.append(name == "__all__" || isAlias(value) || isEnumeration
          ? "\(indentation)\(name) = \(file.string(value.range))" : "\(indentation)\(name): \(type(of: value))")
      case .typeAlias: lines.append(indentation + file.string(statement.range))
      // `if TYPE_CHECKING:`, `if sys.version_info >= …:`, `try: import …`: a checker decides.
      case .if(let test, let inner, let orelse):
        guard indentation.isEmpty else { continue }
        addBlock("if \(file.string(test.range)):", inner, indentation)
        if !orelse.isEmpty { addBlock("else:", orelse, indentation) }
      case .try(let inner, _, _, _): if indentation.isEmpty { add(inner, indentation: indentation) }
      default: break
      }
    }
  }

  private mutating func addBlock(_ head: String, _ body: [Statement], _ indentation: String) {
    lines.append(indentation + head)
    let before = lines.count
    for statement in body {
      switch statement.kind {
      case .import, .importFrom: lines.append(indentation + "    " + file.string(statement.range))
      default: add([statement], indentation: indentation + "    ")
      }
    }
    if lines.count == before { lines.append(indentation + "    pass") }
  }

  /// A name for another thing: `Vector = list[float]`, `T = TypeVar("T")`.
  private func isAlias(_ value: Expression) -> Bool {
    switch value.kind {
    case .name, .attribute, .subscript: true
    case .binOp(_, .bitOr, _): true
    case .call(let function, _, _): file.string(function.range).hasSuffix("TypeVar") || file.string(function.range).hasSuffix("NewType")
    default: false
    }
  }

  private mutating func type(of value: Expression?) -> String {
    let known: String? =
      switch value?.kind {
      case .constant(let constant, _):
        switch constant {
        case .true, .false: "bool"
        case .int: "int"
        case .float: "float"
        case .imaginary: "complex"
        case .string: "str"
        case .bytes: "bytes"
        case .none, .ellipsis: nil
        }
      case .joinedStr: "str"
      case .list, .listComp: "list"
      case .dict, .dictComp: "dict"
      case .set, .setComp: "set"
      case .tuple: "tuple"
      case .unaryOp(.uSub, let operand): type(of: operand)
      default: nil
      }
    if let known, known != "_Any" { return known }
    usesAny = true
    return "_Any"
  }

  private mutating func add(_ definition: ClassDefinition, _ indentation: String) {
    for decorator in definition.decoratorList { lines.append("\(indentation)@\(file.string(decorator.range))") }
    let bases = definition.bases.map { file.string($0.range) }
      + definition.keywords.map { ($0.arg.map { $0 + "=" } ?? "**") + file.string($0.value.range) }
    lines.append("\(indentation)class \(definition.name)\(bases.isEmpty ? "" : "(\(bases.joined(separator: ", ")))"):")
    let inner = indentation + "    "
    let before = lines.count
    let outer = isEnumeration
    isEnumeration = bases.contains { $0.hasSuffix("Enum") || $0.hasSuffix("Flag") }
    add(definition.body, indentation: inner)
    isEnumeration = outer
    let declared = Set(definition.body.compactMap { statement -> String? in
      if case .annAssign(let target, _, _, _) = statement.kind, case .name(let name, _) = target.kind { name } else { nil }
    })
    for (name, type) in attributes(of: definition) where !declared.contains(name) { lines.append("\(inner)\(name): \(type)") }
    if lines.count == before { lines.append(inner + "...") }
  }

  /// What `__init__` stores in `self`, with the types that are told: by an annotation, the parameter's, or a literal.
  private mutating func attributes(of definition: ClassDefinition) -> [(String, String)] {
    var found: [(String, String)] = []
    for case .functionDef(let method) in definition.body.map(\.kind) where method.name == "__init__" {
      let parameters = method.args.posonlyargs + method.args.args + method.args.kwonlyargs
      guard let me = parameters.first?.arg else { continue }
      var types: [String: String] = [:]
      for parameter in parameters { types[parameter.arg] = parameter.annotation.map { file.string($0.range) } }
      for statement in method.body {
        var target: Expression?
        var type: String?
        switch statement.kind {
        case .annAssign(let to, let annotation, _, _): (target, type) = (to, file.string(annotation.range))
        case .assign(let targets, let value):
          target = targets.first
          if case .name(let name, _) = value.kind { type = types[name] }
          if type == nil { type = self.type(of: value) }
        default: break
        }
        guard let target, case .attribute(let object, let name, _) = target.kind, case .name(me, _) = object.kind,
          !found.contains(where: { $0.0 == name })
        else { continue }
        found.append((name, type ?? "_Any"))
      }
    }
    return found
  }

  private mutating func add(_ definition: FunctionDefinition, _ indentation: String, isAsync: Bool) {
    for decorator in definition.decoratorList { lines.append("\(indentation)@\(file.string(decorator.range))") }
    let arguments = definition.args
    var parts: [String] = []
    let positional = arguments.posonlyargs + arguments.args
    let firstDefault = positional.count - arguments.defaults.count
    for (index, argument) in positional.enumerated() {
      parts.append(parameter(argument, default: index >= firstDefault ? arguments.defaults[index - firstDefault] : nil))
      if index + 1 == arguments.posonlyargs.count { parts.append("/") }
    }
    if let vararg = arguments.vararg { parts.append("*" + file.string(vararg.range)) }
    else if !arguments.kwonlyargs.isEmpty { parts.append("*") }
    for (argument, value) in zip(arguments.kwonlyargs, arguments.kwDefaults) { parts.append(parameter(argument, default: value)) }
    if let kwarg = arguments.kwarg { parts.append("**" + file.string(kwarg.range)) }
    let result = definition.returns.map { " -> " + file.string($0.range) } ?? (definition.name == "__init__" ? " -> None" : "")
    lines.append("\(indentation)\(isAsync ? "async " : "")def \(definition.name)(\(parts.joined(separator: ", ")))\(result): ...")
  }

  private mutating func parameter(_ argument: Argument, default value: Expression?) -> String {
    guard let value else { return file.string(argument.range) }
    if argument.annotation != nil { return file.string(argument.range) + " = ..." }
    if case .constant(.none, _) = value.kind { return argument.arg + "=None" }
    let type = type(of: value)
    return type == "_Any" ? argument.arg + "=..." : "\(argument.arg): \(type) = ..."
  }
}
