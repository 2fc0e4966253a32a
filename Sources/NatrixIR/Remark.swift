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
    /// One that costs more the more a container holds (PlanContainerSpots.swift).
    case frontOfList, sortedPart, listCopy
    /// One that less general code would do the same faster (PlanLibrarySpots.swift).
    case libraryCall, exactNumber, formattedKey, hashedObject, chosenFunction, missingAttribute
    /// One that is done again and again (PlanRepeatedWork.swift).
    case repeatedWork
    /// A value that is looked for each time where once would do: a global that is bound again, an attribute.
    case reboundGlobal, invariantAttribute
    /// A parameter of which nothing is known.
    case parameter
    /// What inlining and scalar-replacement gave up.
    case notInlined, allocation
    /// What forgotten-exceptions gave up.
    case keptException
  }
  package var kind: Kind
  package var position: Position
  package var because: String
  /// Where the value comes from that is the reason, in the same file.
  package var origins: [Position]
  /// What to change; nil: what holds for the kind.
  package var advice: String?

  package init(_ kind: Kind, at position: Position, because: String, origins: [Position] = [], advice: String? = nil) {
    self.kind = kind
    self.position = position
    self.because = because
    self.origins = origins
    self.advice = advice
  }
}
