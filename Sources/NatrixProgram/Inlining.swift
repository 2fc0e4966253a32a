/// Which comprehensions stand as code of the function around them instead of as functions of their own: those that nothing
/// can tell apart, but for tracebacks, which lowering sees to.
///
///     def f(n): return [i * n for i in range(n)]      →      def f(n): r = []; for i' in range(n): r.append(i' * n); return r
///
/// Generator expressions are among them when a builtin takes all that they give at once: `sum(x * x for x in xs)`.

import NatrixSyntax

extension Scope {
  /// Names that ask for the running function.
  private static let reflective = ["super", "__class__", "locals", "vars", "dir", "eval", "exec", "globals"]

  var canBeInlined: Bool {
    switch kind {
    case .listComprehension, .setComprehension, .dictComprehension: break
    case .generatorExpression: guard hasConsumer else { return false }
    case .module, .function, .lambda, .classBody, .typeParameters: return false
    }
    return !hasAwait && parent?.takesInlined == true && !Scope.reflective.contains { flags[$0] != nil }
  }

  /// Whether a comprehension that stands here can be a part of the function's code.
  private var takesInlined: Bool {
    switch kind {
    case .function, .lambda, .listComprehension, .setComprehension, .dictComprehension, .generatorExpression: true
    case .module, .classBody, .typeParameters: false
    }
  }

  /// The consumer's name means the builtin, as far as the module's text tells.
  private var hasConsumer: Bool {
    guard let consumer else { return false }
    return consumer.hasPrefix(".") || parent?.leavesBuiltin(consumer) ?? true
  }

  /// The name means the builtin here, as far as the module's text tells.
  package func leavesBuiltin(_ name: String) -> Bool {
    var scope: Scope? = self
    while let current = scope {
      if current.flags[name]?.isDisjoint(with: [.assigned, .parameter, .imported, .global, .nonlocal]) == false
        || current.hasStarImport
      {
        return false
      }
      scope = current.parent
    }
    return true
  }
}

extension Binder {
  private static let consumers: Set<String> = ["sum", "any", "all", "min", "max", "list", "tuple", "set", "sorted"]

  /// `sum(… for … in …)`; `"".join(… for … in …)` is noted as `.join`.
  func noteConsumer(_ function: Expression, _ arguments: [Expression], _ keywords: [Keyword]) {
    guard arguments.count == 1, case .generatorExp = arguments[0].kind,
      let generator = scopes[ObjectIdentifier(arguments[0])]
    else { return }
    switch function.kind {
    case .name(let name, .load) where Binder.consumers.contains(name):
      guard name == "sorted" ? keywords.allSatisfy({ $0.arg != nil }) : keywords.isEmpty else { return }
      generator.consumer = name
    case .attribute(let object, "join", .load):
      guard keywords.isEmpty, case .constant(.string, _) = object.kind else { return }
      generator.consumer = ".join"
    default: return
    }
  }
}
