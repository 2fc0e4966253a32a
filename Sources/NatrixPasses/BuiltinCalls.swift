/// Calls of common builtin functions, and of methods of builtin types, become direct ones behind a comparison.
///
///     b0.t1 = load_global #3, .len             b0.t1 = load_global #3, .len
///     b0.t2 = call_values b0.t1, x         →   b0.t2 = callBuiltin b0.t1, x, .len
///
///     b0.t1 = loadMethod x, .append            b0.t1 = loadMethod x, .append, .list
///     b0.t2 = methodSelf b0.t1             →   b0.t2 = methodSelf b0.t1
///     b0.t3 = call_loaded b0.t1, b0.t2, 1      b0.t3 = callBuiltinMethod b0.t1, b0.t2, x, 1

import NatrixIR

package enum BuiltinCalls: Pass {
  package static let name = "builtin-calls"

  package static func run(on function: inout Function, in context: PassContext) {
    var graph = function.generic
    let uses = graph.useCounts()
    for block in graph.blockIDs {
      for value in graph[block].instructions {
        let instruction = graph[value]
        switch instruction.primitive?.id {
        case .call_values:
          let callee = graph[instruction.inputs[0]]
          guard callee.primitive?.id == .load_global, let name = callee.nameAttribute,
            KnownBuiltins.isFunction(name, arguments: instruction.inputs.count - 1)
          else { continue }
          graph[value].opcode = .callBuiltin
          graph[value].attributes = [.name(name)]
        case .call_loaded:
          guard instruction.inputs.count >= 2 else { continue }
          let load = instruction.inputs[0]
          let own = instruction.inputs[1]
          guard graph[load].opcode == .loadMethod, graph[own].opcode == .methodSelf,
            graph[own].inputs == [load], uses[load.index] == 2, uses[own.index] == 1,
            let name = graph[load].nameAttribute
          else { continue }
          let types = KnownBuiltins.usualTypes(ofMethod: name, arguments: instruction.inputs.count - 2)
          if types.isEmpty { continue }
          graph[load].attributes = [.name(name)] + types.map { .name($0) }
          graph[value].opcode = .callBuiltinMethod
          graph[value].attributes = []
          graph[value].inputs.insert(graph[load].inputs[0], at: 2)
        default: continue
        }
      }
    }
    function.generic = graph
  }
}
