/// Variables that are the only reference to the generators assigned to them.
///
///     t = lines(); next(t); t = lines()       # the first generator is closed when t is assigned again
///
/// A variable is such an owner when all that the module ever does with its value is `next(t)`, `t.send(…)`,
/// `t.throw(…)` and `t.close()`: then nothing else can come to refer to it. Names are counted over the whole module,
/// whatever their scope, which errs on the side of leaving generators to the collector.

import NatrixIR
import NatrixProgram
import NatrixSyntax

extension FunctionLowering {
  /// `t = lines()`: stores the new generator and then closes the one that `t` alone referred to. False: it is no such
  /// assignment, and nothing is done.
  func lowerOwningAssignment(_ targets: [Expression], _ source: Expression) -> Bool {
    guard targets.count == 1, case .name(let name, _)? = targets.first?.kind, owns(name),
      let called = calledName(source), module.program.cleanupGenerators.names.contains(called)
    else { return false }
    let generator = value(source)
    guard let callee = graph[generator].inputs.first else {
      store(generator, to: targets[0])
      return true
    }
    let fresh = emit(.fresh_generator, [callee, generator])
    store(generator, to: targets[0])
    dropOwned(name)
    write(FunctionLowering.hidden(name), fresh)
    return true
  }

  /// `del t`.
  func dropOwned(_ name: String) {
    guard owns(name) else { return }
    emit(.drop_generator, [read(FunctionLowering.hidden(name))])
    write(FunctionLowering.hidden(name), absent)
  }

  private static func hidden(_ name: String) -> String { ".owned " + name }

  private func owns(_ name: String) -> Bool {
    guard module.generatorOwners.contains(name) else { return false }
    switch scope.kind {
    case .module: return module.bound.name == "__main__"
    case .function: return scope.bindings[name] == .local
    default: return false
    }
  }
}

/// The names whose every load is one of the harmless ones.
func findGeneratorOwners(_ bound: BoundModule, _ generators: CleanupGenerators) -> Set<String> {
  guard !generators.names.isEmpty else { return [] }
  var uses = NameUseCounts()
  uses.count(bound.syntax.body)
  guard uses.all.keys.allSatisfy({ !NameUseCounts.reflective.contains($0) }), !uses.rebindsNext
  else { return [] }
  return uses.assigned.filter { uses.all[$0, default: 0] == uses.harmless[$0, default: 0] }
}

private struct NameUseCounts {
  var all: [String: Int] = [:]
  var harmless: [String: Int] = [:]
  var assigned: Set<String> = []
  var rebindsNext = false

  static let reflective: Set<String> = [
    "globals", "locals", "vars", "exec", "eval", "__dict__", "__import__", "import_module",
  ]
  private static let methods: Set<String> = ["send", "throw", "close"]

  mutating func count(_ body: [Statement]) {
    for statement in body {
      if case .assign(let targets, let value) = statement.kind, targets.count == 1,
        case .name(let name, _) = targets[0].kind, case .call = value.kind
      {
        assigned.insert(name)
      }
      if case .augAssign(let target, _, _) = statement.kind, case .name(let name, _) = target.kind {
        all[name, default: 0] += 1
      }
      for expression in statement.expressions { count(expression) }
      for part in statement.bodies { count(part) }
    }
  }

  private mutating func count(_ expression: Expression) {
    switch expression.kind {
    case .name(let name, let context):
      if context == .load { all[name, default: 0] += 1 } else if name == "next" { rebindsNext = true }
    case .attribute(_, let name, _):
      if NameUseCounts.reflective.contains(name) { all[name, default: 0] += 1 }
    case .call(let function, let arguments, _):
      if case .attribute(let object, let method, _) = function.kind, case .name(let name, _) = object.kind,
        NameUseCounts.methods.contains(method)
      {
        harmless[name, default: 0] += 1
      }
      if case .name("next", _) = function.kind, case .name(let name, _)? = arguments.first?.kind {
        harmless[name, default: 0] += 1
      }
    default: break
    }
    for part in expression.parts { count(part) }
  }
}
