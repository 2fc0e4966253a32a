/// Every pass, in the order in which they run. Each row says what must have run before it, and why.

import NatrixIR

package struct PassRow: Sendable {
  package let name: String
  package let run: @Sendable (inout Function, PassContext) -> Void
  /// Without it there is no C: it runs at -O0 too.
  package let isRequired: Bool
  /// Passes that must stand before this one.
  package let after: [String]

  init<P: Pass>(_ pass: P.Type, required: Bool = false, after: [String] = []) {
    name = P.name
    run = { function, context in P.run(on: &function, in: context) }
    isRequired = required
    self.after = after
  }
}

package enum PassList {
  /// Makes the graph smaller and its operations more direct; any of them may be left out.
  package static let optimise: [PassRow] = [
    // Lowering leaves unreachable blocks and jumps to jumps; every later pass sees fewer blocks.
    PassRow(SimplifyCFG.self),
    // Named values become the values themselves: the passes below look at definitions directly.
    PassRow(CopyPropagation.self),
    // Which variables are bound is a question about phis, which copies would hide.
    PassRow(DefiniteAssignment.self, after: ["copy-propagation"]),
    // `x = 2; x * 3` folds only when the copy is gone.
    PassRow(ConstantFolding.self, after: ["copy-propagation"]),
    PassRow(TupleForwarding.self, after: ["copy-propagation"]),
    // Tuples whose items folding has made constant.
    PassRow(StaticConstants.self, after: ["constant-folding", "tuple-forwarding"]),
    PassRow(KnownCalls.self, after: ["copy-propagation"]),
    // A method that one of the module's own classes has is rather that one.
    PassRow(BuiltinCalls.self, after: ["known-calls"]),
    PassRow(FuseComparisons.self, after: ["copy-propagation"]),
    // Uses are counted: copies would hide them.
    PassRow(FuseTemporaries.self, after: ["copy-propagation"]),
    PassRow(PercentFormats.self, after: ["copy-propagation", "constant-folding", "static-constants"]),
    // Who has the exception that a handler names is a question about uses.
    PassRow(ForgottenExceptions.self, after: ["copy-propagation"]),
    // What the passes above left without uses.
    PassRow(DeadCode.self, after: ["constant-folding", "fuse-comparisons", "fuse-temporaries", "static-constants"]),
    // Branches that folding decided, handlers that nothing can reach any more.
    PassRow(SimplifyCFG.self, after: ["constant-folding", "dead-code"]),
  ]

  /// Of functions that other functions' code has been put into.
  package static let afterInlining: [PassRow] = [
    PassRow(SimplifyCFG.self),
    PassRow(CopyPropagation.self),
    PassRow(ConstantFolding.self, after: ["copy-propagation"]),
    // What is yielded or returned only to be taken apart.
    PassRow(TupleForwarding.self, after: ["copy-propagation"]),
    PassRow(DeadCode.self),
    PassRow(SimplifyCFG.self),
  ]

  /// Of fast versions, once they are made.
  package static let optimiseFast: [PassRow] = [
    PassRow(SplitAccesses.self),
    // Lengths and bounds that are asked for twice, numbers in what they have just been put into.
    PassRow(CommonOperations.self, after: ["split-accesses"]),
    // Attributes of objects that are not made are values of the graph for all that follows.
    PassRow(ScalarReplacement.self, after: ["common-operations"]),
    // What is loaded from where it has been stored is a word where that was one.
    PassRow(WideWords.self, after: ["common-operations"]),
    // Numbers in boxes are the numbers themselves there.
    PassRow(MixedNumbers.self, after: ["common-operations"]),
    PassRow(ComplexNumbers.self, after: ["common-operations"]),
    PassRow(LoopInvariants.self, after: ["split-accesses", "common-operations"]),
    // An index that is known to be in bounds is not checked any more: nothing that relies on the check may move behind this.
    PassRow(Ranges.self, after: ["loop-invariants"]),
    PassRow(LoopBounds.self, after: ["ranges"]),
    // Boxes and states that nothing needs.
    PassRow(DeadCode.self),
    // What is left in a loop shows whether it needs the interpreter.
    PassRow(UnlockedLoops.self, after: ["loop-invariants", "dead-code"]),
    // A state that is left keeps what it has alive.
    PassRow(DyingValues.self, after: ["dead-code"]),
    // Nothing else knows of items that are loaded ahead.
    PassRow(PrefetchItems.self, after: ["split-accesses", "dead-code"]),
  ]

  /// Makes explicit what C needs explicit; always runs.
  package static let makeExplicit: [PassRow] = [
    PassRow(ErrorEdges.self, required: true),
    // A yield is cut where its error edge leaves: the exception that is thrown in takes it.
    PassRow(StateMachine.self, required: true, after: ["error-edges"]),
  ]

  package static var all: [PassRow] { optimise + makeExplicit }

  /// Of these `--disable-pass` takes the names, too.
  package static var fastNames: [String] { optimiseFast.map(\.name).filter { name in !all.contains { $0.name == name } } }
}
