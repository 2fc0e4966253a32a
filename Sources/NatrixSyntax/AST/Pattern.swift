/// Patterns of `match`, node for node and field for field as in the `ast` module of CPython.

import NatrixSupport

/// A pattern. Never changed after parsing.
package final class Pattern: @unchecked Sendable {
  package let kind: Kind
  package let range: SourceRange

  package init(_ kind: Kind, range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  package enum Kind {
    /// Compared with `==`: a literal or a dotted name.
    case matchValue(value: Expression)
    /// Compared with `is`: None, True or False.
    case matchSingleton(value: Constant)
    case matchSequence(patterns: [Pattern])
    case matchMapping(keys: [Expression], patterns: [Pattern], rest: String?)
    case matchClass(
      cls: Expression, patterns: [Pattern], kwdAttrs: [String], kwdPatterns: [Pattern])
    /// `*name`; `nil` is `*_`.
    case matchStar(name: String?)
    /// `pattern as name`; a capture has no pattern, the wildcard `_` neither.
    case matchAs(pattern: Pattern?, name: String?)
    case matchOr(patterns: [Pattern])
  }
}
