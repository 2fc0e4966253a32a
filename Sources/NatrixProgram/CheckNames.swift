/// `natrix check`: global names that nothing can define, which would be a NameError when they are reached.
///
/// Only what is certain is reported: a module with `import *`, or one that looks at its namespace through `globals()`,
/// `vars()`, `exec` and the like, may define anything; a `try` that catches NameError expects it.

import NatrixSupport

/// Where a name is loaded.
package struct NameUse {
  package let name: String
  package let range: SourceRange
  package let scope: Scope
  /// In a `try` that catches NameError.
  package let isGuarded: Bool
}

/// Reports a warning for the first use of each undefined name. The module must be bound with its uses collected.
package func checkNames(_ module: BoundModule, into diagnostics: DiagnosticEngine) {
  var defined = builtinNames.union(moduleNames)
  var isOpen = false
  func collect(_ scope: Scope) {
    if scope.hasStarImport { isOpen = true }
    for name in scope.names {
      let flags = scope.flags[name] ?? []
      let isStored = !flags.isDisjoint(with: [.assigned, .imported, .parameter])
      if scope.kind == .module ? isStored : isStored && flags.contains(.global) {
        defined.insert(name)
      }
      // A walrus in a module's comprehension defines a global of the module.
      if scope.kind == .module, flags.contains(.global) { defined.insert(name) }
    }
    for child in scope.children { collect(child) }
  }
  collect(module.scope)
  for use in module.uses where namespaceNames.contains(use.name) {
    if isGlobal(use) { isOpen = true }
  }
  guard !isOpen else { return }
  var reported: Set<String> = []
  for use in module.uses where !use.isGuarded && isGlobal(use) {
    let name = use.scope.mangled(use.name)
    guard !defined.contains(name), reported.insert(name).inserted else { continue }
    if use.scope.kind == .classBody, classNames.contains(name) { continue }
    var message = "name '\(name)' is not defined"
    let visible = defined.union(variables(around: use.scope))
    if let near = nearest(to: name, among: visible) { message += "; did you mean '\(near)'?" }
    diagnostics.report(
      Diagnostic(
        .warning, kind: "undefined-name", message: message, file: module.file, range: use.range))
  }
}

private func isGlobal(_ use: NameUse) -> Bool {
  switch use.scope.binding(use.scope.mangled(use.name)) {
  case .globalExplicit, .globalImplicit: true
  case .local, .cell, .free: false
  }
}

/// Variables of the functions that a scope stands in, itself included.
private func variables(around scope: Scope) -> [String] {
  var names: [String] = []
  var current: Scope? = scope
  while let scope = current {
    if scope.kind.isFunctionLike { names += scope.locals }
    current = scope.parent
  }
  return names
}

/// The defined name that differs least, if it differs little.
private func nearest(to name: String, among names: Set<String>) -> String? {
  let wanted = Array(name.utf8)
  guard wanted.count > 1 else { return nil }
  let limit = max(1, (wanted.count + 1) / 3)
  var best: (distance: Int, name: String)?
  for candidate in names.sorted() where abs(candidate.utf8.count - wanted.count) <= limit {
    let distance = editDistance(wanted, Array(candidate.utf8))
    if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
  }
  return best?.name
}

private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var previous = Array(0...right.count)
  for (row, byte) in left.enumerated() {
    var current = [row + 1]
    for (column, other) in right.enumerated() {
      let replaced = previous[column] + (byte == other ? 0 : 1)
      current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
    }
    previous = current
  }
  return previous[right.count]
}

/// What lets a program define names that do not stand in it.
private let namespaceNames: Set<String> = ["globals", "exec", "eval", "vars", "locals", "__builtins__"]

private let moduleNames: Set<String> = [
  "__name__", "__file__", "__doc__", "__package__", "__spec__", "__loader__", "__builtins__",
  "__annotations__", "__path__", "__cached__", "__dict__", "__debug__",
]

private let classNames: Set<String> = ["__module__", "__qualname__"]

private let builtinNames = Set(
  """
    ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup
    BlockingIOError BrokenPipeError BufferError BytesWarning ChildProcessError
    ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError
    DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception
    ExceptionGroup False FileExistsError FileNotFoundError FloatingPointError FutureWarning
    GeneratorExit IOError ImportError ImportWarning IndentationError IndexError
    InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError
    ModuleNotFoundError NameError None NotADirectoryError NotImplemented NotImplementedError
    OSError OverflowError PendingDeprecationWarning PermissionError ProcessLookupError
    RecursionError ReferenceError ResourceWarning RuntimeError RuntimeWarning
    StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit
    TabError TimeoutError True TypeError UnboundLocalError UnicodeDecodeError
    UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning
    ValueError Warning ZeroDivisionError __build_class__ __debug__ __import__ abs aiter all
    anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile
    complex copyright credits delattr dict dir divmod enumerate eval exec exit filter float
    format frozenset getattr globals hasattr hash help hex id input int isinstance
    issubclass iter len license list locals map max memoryview min next object oct open ord
    pow print property quit range repr reversed round set setattr slice sorted staticmethod
    str sum super tuple type vars zip
  """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
