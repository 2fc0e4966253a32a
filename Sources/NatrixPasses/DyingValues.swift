/// Objects that are new, seen by nobody else and dead give their memory back behind their last use, instead of leaving it
/// to the collector.
///
///     b0: t = callBuiltin sorted, xs          b0: t = callBuiltin sorted, xs
///     b1: for x in t …                   →    b1: for x in t …
///     b2: …                                   b2: c = is_builtin sorted; drop_when t, c
///
/// A value *owns* its object if an operation has just made it (`Graph.newResult`), or if it is a phi, all of whose inputs
/// own theirs and die on the way to it, or what an operation in place gives. Operations that only borrow it
/// (`Graph.borrows`) change nothing; behind one that may keep it nothing is given back on any way from there. What a guess
/// rested on, that a callee is the builtin of that name, is asked again where the object dies. What guards leave with needs
/// the object as long as they can leave. On exits, exceptions and in generators that are never resumed nothing is given
/// back: the collector finds it.

import NatrixIR

package enum DyingValues: Pass {
  package static let name = "dying-values"

  package static func run(on function: inout Function, in context: PassContext) {
    guard applies(to: function, in: context) else { return }
    let graph = function.generic
    let summaries = context.ownership
    let version = context.version.map { OwnershipSummaries.Version(function.id, $0) }
    let handsOver = version.map { summaries.results[$0] != nil } ?? false
    guard handsOver || graph.blocks.contains(where: { $0.instructions.contains { graph.newResult(of: $0, summaries) != nil } })
    else { return }
    var owners = Owners(graph, summaries)
    owners.settle()
    var edits = OwnershipEdits(owners.deaths())
    if handsOver {
      for block in graph.blockIDs {
        guard let last = graph[block].instructions.last, graph[last].opcode == .return else { continue }
        edits.handOver(owners.handedOver(at: block), in: block, graph)
      }
    }
    edits.apply(to: &function.generic)
  }

  static func applies(to function: Function, in context: PassContext) -> Bool {
    function.lifetimes == .loose
  }

  /// What calls of the program's fast versions do with objects. Callees of callees are looked at as often as that says
  /// something new, a few times; recursion is not guessed at.
  static func summaries(of program: Program, in context: PassContext) -> OwnershipSummaries {
    var summaries = OwnershipSummaries()
    summaries.isHosted = context.isExtension
    guard !context.isExtension else { return summaries }
    for _ in 0..<3 {
      var next = summaries
      for function in program.functions where applies(to: function, in: context) && !function.kind.isResumable {
        for (number, version) in function.versions.enumerated() {
          let key = OwnershipSummaries.Version(function.id, number)
          var owners = Owners(version.graph, summaries)
          next.borrowed[key] = owners.borrowedParameters(function.parameterNames.count)
          if version.result == .object { next.results[key] = owners.returnedKind() }
        }
      }
      let isSame = next.results == summaries.results && next.borrowed == summaries.borrowed
      summaries = next
      if isSame { break }
    }
    return summaries
  }

  /// The generic version hands nothing over: who calls a fast one may get what that gives.
  static func markGeneric(_ function: inout Function, _ summaries: OwnershipSummaries) {
    let hands = function.versions.indices.contains { summaries.results[.init(function.id, $0)] != nil }
    guard hands else { return }
    var edits = OwnershipEdits([])
    let graph = function.generic
    for block in graph.blockIDs {
      guard let last = graph[block].instructions.last, graph[last].opcode == .return else { continue }
      edits.handOver(nil, in: block, graph)
    }
    edits.apply(to: &function.generic)
  }
}
