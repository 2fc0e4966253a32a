/// What the specialiser gave up, where and why, in words for whoever wrote the Python: `'x' is int | str: the addition
/// calls the runtime`. Passes leave them in `Function.remarks`; `natrix dis --remarks` prints them.

import NatrixSupport

package struct Remark: Hashable, Sendable {
  /// What did not become fast.
  package enum Kind: String, Sendable {
    case operation, container, attribute, method, call, construct, loop, function
    /// An operation that is slow however it is compiled (PlanSpots.swift).
    case bigInts, mixedNumber, membership, keys, exception, growth, computedName, classAttribute, typeTest, evaluation, decorated,
      starCall, callee, sharedVariable, moduleLoop
  }
  package var kind: Kind
  package var position: Position
  package var because: String

  package init(_ kind: Kind, at position: Position, because: String) {
    self.kind = kind
    self.position = position
    self.because = because
  }
}
