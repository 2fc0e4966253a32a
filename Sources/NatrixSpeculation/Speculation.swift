/// Makes fast versions of functions: copies of their graphs in which values have machine types, behind guards that leave
/// for the generic version at the exact operation.
///
///     def f(n):                 nx_i64 f__fast(nx_i64 n)
///       t = 0                     t = 0
///       for i in range(n):   →    for (i = 0; i < n; i++)
///         t += i                    if (add overflows) leave for f__generic, resume point 3, with i and t boxed
///       return t                  return t
///
/// A fast graph has the blocks of the generic one; each instruction becomes what `Plan` says. Values that are wanted as
/// machine numbers are unboxed once, where they are made. What goes on at a resume point is a `state` before each guard.

import NatrixIR
import NatrixInference
import NatrixSupport

/// What a fast version takes and gives.
struct FastSignature {
  var parameters: [Representation]
  var result: Representation
}

package struct Speculation {
  let types: TypeTable
  /// By function; nil for those without a fast version.
  private(set) var signatures: [FastSignature?]
  let moduleOfFunction: [Int]
  let traits: ProgramTraits

  /// Adds versions to the functions of the program's own modules where they can pay. Functions have been through
  /// `PassList.optimise`.
  package static func run(on program: inout Program, types: TypeTable) {
    let speculation = Speculation(program, types)
    for index in program.functions.indices where speculation.signatures[index] != nil {
      speculation.makeVersion(of: &program.functions[index], in: program)
    }
  }

  private init(_ program: Program, _ types: TypeTable) {
    self.types = types
    traits = program.traits
    signatures = [FastSignature?](repeating: nil, count: program.functions.count)
    var moduleOfFunction = [Int](repeating: -1, count: program.functions.count)
    for (index, module) in program.modules.enumerated() {
      for id in module.functions { moduleOfFunction[id.index] = index }
    }
    self.moduleOfFunction = moduleOfFunction
    for module in program.modules where !module.isLibrary {
      for id in module.functions where Speculation.isCandidate(program[id]) {
        signatures[id.index] = signature(of: program[id])
      }
    }
    // What has nothing to gain by itself goes; callers call the generic version then.
    for module in program.modules where !module.isLibrary {
      for id in module.functions where signatures[id.index] != nil {
        let plans = Plans(program[id], self, program)
        if !plans.isWorthwhile { signatures[id.index] = nil }
      }
    }
  }

  private static func isCandidate(_ function: Function) -> Bool {
    switch function.kind {
    case .function, .lambda, .comprehension: break
    case .module, .classBody, .generator, .coroutine, .asyncGenerator: return false
    }
    return function.lifetimes == .loose && function.generic.values.count < 20_000
  }

  private func signature(of function: Function) -> FastSignature {
    var parameters = [Representation](repeating: .object, count: function.parameterNames.count)
    for block in function.generic.blockIDs.prefix(1) {
      for value in function.generic[block].instructions where function.generic[value].opcode == .parameter {
        parameters[function.generic[value].integer ?? 0] = representation(types.type(of: value, in: function.id))
      }
    }
    return FastSignature(
      parameters: parameters, result: representation(types.results[function.id.index]))
  }

  func representation(_ type: Type) -> Representation {
    type == .int ? .i64 : type == .float ? .f64 : .object
  }

  private func makeVersion(of function: inout Function, in program: Program) {
    guard let signature = signatures[function.id.index] else { return }
    function.generic.hoistParts()
    let plans = Plans(function, self, program)
    var builder = TwinBuilder(function, plans, self, signature)
    let graph = builder.build()
    function.resumePoints = builder.resumePoints
    function.versions = [
      FastVersion(parameters: signature.parameters, result: signature.result, graph: graph)
    ]
  }
}
