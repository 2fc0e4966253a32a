/// What a pass is, and what passes know beyond the function at hand.

import NatrixIR

/// One transformation of one function's generic graph. Passes are enums without cases: names for a function.
package protocol Pass: SendableMetatype {
  /// As in dumps, `--after` and test suites.
  static var name: String { get }
  static func run(on function: inout Function, in context: PassContext)
}

/// What a pass may know about the rest of the program; fixed while the passes run.
package struct PassContext: Sendable {
  /// By module, the functions that a `def` at its top level names: exactly one static `def` of that name.
  package struct StaticFunction: Sendable {
    package var id: FunctionID
    package var signature: Signature
    package var defaultCount: Int
  }
  /// For each function its module's static functions by name.
  private let staticFunctions: [[String: StaticFunction]]
  private let moduleOfFunction: [Int]

  package init(_ program: Program) {
    var moduleOfFunction = [Int](repeating: -1, count: program.functions.count)
    var tables: [[String: StaticFunction]] = []
    for (index, module) in program.modules.enumerated() {
      var table: [String: StaticFunction] = [:]
      var seen: Set<String> = []
      for id in module.functions {
        moduleOfFunction[id.index] = index
        let function = program[id]
        guard function.isStatic else { continue }
        if !seen.insert(function.name).inserted {
          table[function.name] = nil  // two of one name: which one a call means is not known
        } else {
          table[function.name] = StaticFunction(
            id: id, signature: function.signature, defaultCount: function.defaultCount)
        }
      }
      tables.append(table)
    }
    self.staticFunctions = tables
    self.moduleOfFunction = moduleOfFunction
  }

  /// For single functions in tests.
  package init() {
    staticFunctions = []
    moduleOfFunction = []
  }

  package func staticFunction(named name: String, seenFrom function: FunctionID) -> StaticFunction? {
    guard function.index < moduleOfFunction.count, moduleOfFunction[function.index] >= 0 else {
      return nil
    }
    return staticFunctions[moduleOfFunction[function.index]][name]
  }
}
