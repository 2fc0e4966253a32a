/// What of a module can run, in pieces: its body (with its classes' bodies), and each function or method with what is
/// nested in it.
///
/// A program's imports are followed from the pieces that something can reach. A function is taken to be reachable when
/// any reachable piece of its module mentions its name, or any reachable piece of the program has it as an attribute, in a
/// `from … import`, or in a string that may end up in `getattr`. This is rapid type analysis by selector (Bacon and
/// Sweeney, "Fast static analysis of C++ virtual function calls", 1996), without types. All functions of the program's own
/// are reachable when a piece of its own may go through namespaces (`for name, f in globals().items(): f()`).

import NatrixSupport
import NatrixSyntax

struct CodeUnit {
  /// The function's name; empty for the module's body.
  var name: String
  /// Runs without being named: the body, special methods, what a decorator may register.
  var isAlwaysReachable: Bool
  var requests: [ImportRequest]
  var mentions: Mentions
}

extension ParsedModule {
  /// The body first, the functions in source order.
  func codeUnits(isMain: Bool) -> [CodeUnit] {
    let scan = ImportScan(
      moduleName: importName ?? (isMain ? "" : name), isPackage: isPackage, isMain: isMain)
    var bodyScan = scan
    bodyScan.scan(syntax.body)
    var bodyMentions = Mentions(isMain: isMain)
    bodyMentions.collect(syntax.body, intoFunctions: false)
    var units = [
      CodeUnit(
        name: "", isAlwaysReachable: true, requests: bodyScan.requests, mentions: bodyMentions)
    ]
    for function in bodyScan.functions {
      var functionScan = scan
      functionScan.scan(function: function)
      var mentions = Mentions(isMain: isMain)
      mentions.collect(function.body, intoFunctions: true)
      units.append(
        CodeUnit(
          name: function.name,
          isAlwaysReachable: function.isSpecialMethod || function.isKeptByDecorators,
          requests: functionScan.requests, mentions: mentions))
    }
    return units
  }
}

extension FunctionDefinition {
  fileprivate var isSpecialMethod: Bool { name.hasPrefix("__") && name.hasSuffix("__") }

  /// A decorator may put the function where it is found without its name, unless it is one of the usual ones.
  fileprivate var isKeptByDecorators: Bool {
    decoratorList.contains { decorator in
      var function = decorator
      if case .call(let called, _, _) = decorator.kind { function = called }
      switch function.kind {
      case .name(let id, _): return !FunctionDefinition.plainDecorators.contains(id)
      case .attribute(_, let attribute, _):
        return !FunctionDefinition.plainDecorators.contains(attribute)
      default: return true
      }
    }
  }

  /// Decorators whose result is reached only under the function's own name.
  private static let plainDecorators: Set<String> = [
    "property", "setter", "getter", "deleter", "staticmethod", "classmethod", "abstractmethod",
    "abstractproperty", "cached_property", "lru_cache", "cache", "wraps", "contextmanager",
    "asynccontextmanager", "coroutine", "overload", "final", "override", "no_type_check",
    "singledispatch", "singledispatchmethod", "total_ordering", "DynamicClassAttribute",
    "recursive_repr",
  ]
}

/// The names that a piece of code mentions, in their order.
struct Mentions {
  /// Variables: what the module itself defines.
  private(set) var variables: [String] = []
  /// Attributes, imported names and words in strings: what any module may define.
  private(set) var selectors: [String] = []
  /// Parts from which names may be put together: `"visit_" + kind`, `f"{kind}_handler"`.
  /// Modules of the encodings that its texts name.
  private(set) var encodingModules: [String] = []
  var prefixes: [String] { isReflective ? parts.prefixes : parts.prefixes.filter { $0.hasSuffix("_") } }
  var suffixes: [String] { isReflective ? parts.suffixes : parts.suffixes.filter { $0.hasPrefix("_") } }
  private var parts: (prefixes: [String], suffixes: [String]) = ([], [])
  private let isMain: Bool
  private var seenVariables: Set<String> = []
  private var seenSelectors: Set<String> = []

  init(isMain: Bool) { self.isMain = isMain }

  /// Whether the code looks names up that it puts together.
  private var isReflective: Bool {
    !seenVariables.isDisjoint(with: Mentions.lookups) || !seenSelectors.isDisjoint(with: Mentions.lookups)
  }
  private static let lookups: Set<String> = [
    "getattr", "hasattr", "globals", "locals", "vars", "dir", "__dict__", "__getattribute__",
    "getattr_static", "methodcaller", "attrgetter",
  ]

  /// Whether the code may go through everything that is defined somewhere, or evaluates texts that name it.
  var goesThroughNames: Bool {
    !seenVariables.isDisjoint(with: Mentions.enumerators) || !seenSelectors.isDisjoint(with: Mentions.enumerators)
  }
  private static let enumerators: Set<String> = [
    "globals", "locals", "vars", "dir", "__dict__", "getmembers", "getmembers_static", "eval", "exec",
  ]

  private mutating func mention(_ name: String) {
    if seenSelectors.insert(name).inserted { selectors.append(name) }
  }

  private mutating func mention(variable name: String) {
    if seenVariables.insert(name).inserted { variables.append(name) }
  }

  // MARK: Statements

  /// Docstrings do not count. Of functions only what runs with their `def`, unless `intoFunctions`.
  mutating func collect(_ body: [Statement], intoFunctions: Bool) {
    for statement in body { collect(statement, intoFunctions) }
  }

  private mutating func collect(_ statement: Statement, _ into: Bool) {
    switch statement.kind {
    case .functionDef(let function), .asyncFunctionDef(let function):
      collect(function.decoratorList)
      collect(function.args)
      collect(function.returns)
      if into { collect(function.body, intoFunctions: true) }
    case .classDef(let definition):
      collect(definition.decoratorList)
      collect(definition.bases)
      for keyword in definition.keywords { collect(keyword.value) }
      collect(definition.body, intoFunctions: into)
    case .return(let value): collect(value)
    case .delete(let targets): collect(targets)
    case .assign(let targets, let value):
      collect(targets)
      collect(value)
    case .typeAlias(_, _, let value): collect(value)
    case .augAssign(let target, _, let value):
      collect(target)
      collect(value)
    case .annAssign(let target, let annotation, let value, _):
      collect(target)
      collect(annotation)
      collect(value)
    case .for(let target, let iter, let body, let orelse),
      .asyncFor(let target, let iter, let body, let orelse):
      collect(target)
      collect(iter)
      collect(body, intoFunctions: into)
      collect(orelse, intoFunctions: into)
    case .if(let test, let body, let orelse):
      collect(test)
      if !ImportScan.neverHolds(test, isMain: isMain) { collect(body, intoFunctions: into) }
      collect(orelse, intoFunctions: into)
    case .while(let test, let body, let orelse):
      collect(test)
      collect(body, intoFunctions: into)
      collect(orelse, intoFunctions: into)
    case .with(let items, let body), .asyncWith(let items, let body):
      for item in items {
        collect(item.contextExpr)
        collect(item.optionalVars)
      }
      collect(body, intoFunctions: into)
    case .match(let subject, let cases):
      collect(subject)
      for matchCase in cases {
        collect(matchCase.pattern)
        collect(matchCase.guard)
        collect(matchCase.body, intoFunctions: into)
      }
    case .raise(let exception, let cause):
      collect(exception)
      collect(cause)
    case .try(let body, let handlers, let orelse, let finalbody),
      .tryStar(let body, let handlers, let orelse, let finalbody):
      collect(body, intoFunctions: into)
      for handler in handlers {
        collect(handler.type)
        collect(handler.body, intoFunctions: into)
      }
      collect(orelse, intoFunctions: into)
      collect(finalbody, intoFunctions: into)
    case .assert(let test, let message):
      collect(test)
      collect(message)
    case .importFrom(_, let names, _):
      for alias in names { mention(alias.name) }
    case .expr(let value):
      if case .constant = value.kind { return }
      collect(value)
    case .import, .global, .nonlocal, .pass, .break, .continue: break
    }
  }

  private mutating func collect(_ arguments: Arguments) {
    collect(arguments.defaults)
    for value in arguments.kwDefaults { collect(value) }
  }

  private mutating func collect(_ pattern: Pattern) {
    switch pattern.kind {
    case .matchValue(let value): collect(value)
    case .matchSequence(let patterns), .matchOr(let patterns):
      for inner in patterns { collect(inner) }
    case .matchMapping(let keys, let patterns, _):
      collect(keys)
      for inner in patterns { collect(inner) }
    case .matchClass(let cls, let patterns, let attributes, let attributePatterns):
      collect(cls)
      for attribute in attributes { mention(attribute) }
      for inner in patterns + attributePatterns { collect(inner) }
    case .matchAs(let inner, _): if let inner { collect(inner) }
    case .matchSingleton, .matchStar: break
    }
  }

  // MARK: Expressions

  private mutating func collect(_ expression: Expression?) {
    if let expression { collect(expression) }
  }

  private mutating func collect(_ expressions: [Expression]) {
    for expression in expressions { collect(expression) }
  }

  private mutating func collect(_ expression: Expression) {
    switch expression.kind {
    case .name(let id, let context): if context == .load { mention(variable: id) }
    case .attribute(let value, let attribute, let context):
      if context == .load { mention(attribute) }
      collect(value)
    case .constant(.string(let text), _): mention(string: text, isPart: false)
    case .constant: break
    case .joinedStr(let values), .templateStr(let values): collectParts(values)
    case .binOp(let left, _, let right): collectParts([left, right])
    case .namedExpr(_, let value): collect(value)
    case .call(let function, let arguments, let keywords):
      collectCalled(function)
      collect(arguments)
      for keyword in keywords { collect(keyword.value) }
    default: collect(expression.parts)  // what mentions nothing itself
    }
  }

  /// `"visit_{}".format(kind)` puts a name together.
  private mutating func collectCalled(_ function: Expression) {
    if case .attribute(let value, _, _) = function.kind, case .constant = value.kind {
      collectParts([value])
    }
    collect(function)
  }

  private mutating func collectParts(_ values: [Expression]) {
    for value in values {
      if case .constant(.string(let text), _) = value.kind {
        mention(string: text, isPart: true)
      } else {
        collect(value)
      }
    }
  }

  /// Texts with spaces name nothing. A dotted text names each of its parts.
  private mutating func mention(string text: [UInt32], isPart: Bool) {
    guard !text.isEmpty, text.count <= 80, text.allSatisfy({ $0 > 32 && $0 < 127 }) else { return }
    let isWord = { (character: UInt32) -> Bool in
      (character | 32) >= 97 && (character | 32) <= 122 || character == 95
        || character >= 48 && character <= 57
    }
    let words = text.split(whereSeparator: { !isWord($0) }).map { word in
      String(String.UnicodeScalarView(word.compactMap(Unicode.Scalar.init)))
    }
    for word in words { mention(word) }
    if let module = EncodingModules.module(named: words.joined(separator: "_")) { encodingModules.append(module) }
    if let first = words.first, isWord(text[0]), first.utf8.count > 2 {
      if isPart || first.utf8.count < text.count || first.hasSuffix("_") { parts.prefixes.append(first) }
    }
    if let last = words.last, isWord(text[text.count - 1]), last.utf8.count > 2 {
      if isPart || last.utf8.count < text.count || last.hasPrefix("_") { parts.suffixes.append(last) }
    }
  }
}
