/// What CPython warns of when it compiles a text.

import NatrixSupport

package struct SyntaxWarning: Sendable {
  /// The raw value is the category's number in runtime/core/warning.c.
  package enum Category: Int, Sendable {
    case syntax = 0
    case deprecation = 1

    package var name: String { self == .syntax ? "SyntaxWarning" : "DeprecationWarning" }
  }
  /// What finds it: decides how the error is told that a filter may make of it.
  package enum Finder: Sendable { case lexer, parser, compiler }
  package var finder: Finder
  package var category: Category
  package var message: String
  /// Its first line is the warning's; the whole is the place of the error that filters may turn the warning into.
  package var range: SourceRange

  package init(
    _ message: String, category: Category = .syntax, by finder: Finder = .compiler, at range: SourceRange
  ) {
    self.finder = finder
    self.category = category
    self.message = message
    self.range = range
  }
}

extension Parser {
  /// Notes a warning, unless it stands in a string that is read once more.
  func warn(_ warning: SyntaxWarning) {
    if !explains, !isReadAgain { warnings.append(warning) }
  }

  func warnOfEscape(_ text: String?, at range: SourceRange) {
    guard let text else { return }
    let isOctal = text.utf8.count > 1
    warn(
      SyntaxWarning(
        "invalid \(isOctal ? "octal " : "")escape sequence '\\\(text)'", category: .deprecation, by: .parser,
        at: range))
  }
}
