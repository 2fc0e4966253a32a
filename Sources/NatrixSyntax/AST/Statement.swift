/// Statements, node for node and field for field as in the `ast` module of CPython.

import NatrixSupport

/// A parsed file, or in mode `eval` one expression statement.
package final class Module: @unchecked Sendable {
  package let file: SourceFile
  package let mode: ParseMode
  package let body: [Statement]
  /// The whole text.
  package let range: SourceRange
  /// What the parser warns of, in the order of the text.
  package let warnings: [SyntaxWarning]

  package init(file: SourceFile, mode: ParseMode, body: [Statement], warnings: [SyntaxWarning] = []) {
    self.file = file
    self.mode = mode
    self.body = body
    self.warnings = warnings
    self.range = SourceRange(0, file.text.count)
  }
}

/// What a source text is: a module, one expression (for `eval`), one statement typed in by a person, or a stub (`.pyi`,
/// which has a module's grammar).
package enum ParseMode: Sendable { case exec, eval, single, stub }

/// A statement. Never changed after parsing.
package final class Statement: @unchecked Sendable {
  package let kind: Kind
  package let range: SourceRange

  package init(_ kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  package enum Kind {
    case functionDef(FunctionDefinition)
    case asyncFunctionDef(FunctionDefinition)
    case classDef(ClassDefinition)
    case `return`(value: Expression?)
    case delete(targets: [Expression])
    case assign(targets: [Expression], value: Expression)
    case typeAlias(name: Expression, typeParams: [TypeParameter], value: Expression)
    case augAssign(target: Expression, op: BinaryOperator, value: Expression)
    /// `isSimple`: the target is a name that is not in parentheses.
    case annAssign(target: Expression, annotation: Expression, value: Expression?, isSimple: Bool)
    case `for`(target: Expression, iter: Expression, body: [Statement], orelse: [Statement])
    case asyncFor(target: Expression, iter: Expression, body: [Statement], orelse: [Statement])
    case `while`(test: Expression, body: [Statement], orelse: [Statement])
    /// An `elif` is an `if` that is the only statement of `orelse`.
    case `if`(test: Expression, body: [Statement], orelse: [Statement])
    case with(items: [WithItem], body: [Statement])
    case asyncWith(items: [WithItem], body: [Statement])
    case match(subject: Expression, cases: [MatchCase])
    case raise(exc: Expression?, cause: Expression?)
    case `try`(
      body: [Statement], handlers: [ExceptHandler], orelse: [Statement], finalbody: [Statement])
    /// `try` with `except*`.
    case tryStar(
      body: [Statement], handlers: [ExceptHandler], orelse: [Statement], finalbody: [Statement])
    case assert(test: Expression, msg: Expression?)
    case `import`(names: [Alias])
    /// `level` counts the leading dots; `module` is `nil` in `from . import x`.
    case importFrom(module: String?, names: [Alias], level: Int)
    case global(names: [String])
    case nonlocal(names: [String])
    case expr(value: Expression)
    case pass
    case `break`
    case `continue`
  }
}

/// The fields of `FunctionDef` and `AsyncFunctionDef`.
package struct FunctionDefinition {
  package var name: String
  package var args: Arguments
  package var body: [Statement]
  package var decoratorList: [Expression]
  package var returns: Expression?
  package var typeParams: [TypeParameter]
}

package struct ClassDefinition {
  package var name: String
  package var bases: [Expression]
  package var keywords: [Keyword]
  package var body: [Statement]
  package var decoratorList: [Expression]
  package var typeParams: [TypeParameter]
}

/// One of a function's, class's or alias's parameters in brackets: `T: bound = default`.
package struct TypeParameter {
  package enum Kind: Sendable { case typeVar, paramSpec, typeVarTuple }
  package var kind: Kind
  package var name: String
  /// Only a `typeVar` has one.
  package var bound: Expression?
  package var defaultValue: Expression?
  package var range: SourceRange
}

package struct WithItem {
  package var contextExpr: Expression
  package var optionalVars: Expression?
}

/// `name as asname`; dotted in `import`, `*` in `from m import *`.
package struct Alias {
  package var name: String
  package var asname: String?
  package var range: SourceRange
}

/// `except type as name:`.
package struct ExceptHandler {
  package var type: Expression?
  package var name: String?
  package var body: [Statement]
  package var range: SourceRange
}

package struct MatchCase {
  package var pattern: Pattern
  package var `guard`: Expression?
  package var body: [Statement]
}
