/// Methods of builtin types that a class of the program has, too. By their names alone, calls of them were taken for those of
/// the class (KnownCalls); where inference knows better they become what BuiltinCalls would have made of them.
///
///     class Cache:
///       def get(self, key):
///         return self.links.get(key)         links: dict
///
///     t2 = loadMethod t1, .get                   t2 = loadMethod t1, .get, .dict
///     t3 = methodSelf t2                     →   t3 = methodSelf t2
///     t4 = callKnownMethod t2, t3, key, &7       t4 = callBuiltinMethod t2, t3, t1, key
///
/// A receiver that inference knows is compared with what it may be, not with what has a method of that name mostly:
///
///     out = bytearray()
///     t2 = loadMethod out, .append, .list    →   t2 = loadMethod out, .append, .bytearray

import NatrixIR
import NatrixInference
import NatrixSupport

extension Speculation {
  /// Changes the generic graphs, and in `types` the inputs of what is changed.
  static func findBuiltinReceivers(in program: inout Program, _ types: inout TypeTable) {
    for module in program.modules where !module.isLibrary {
      for id in module.functions {
        let graph = program[id].generic
        var uses: [Int]?
        for block in graph.blockIDs {
          for value in graph[block].instructions where graph[value].opcode == .callBuiltinMethod {
            narrowReceiver(of: value, in: id, &program, types)
          }
          for value in graph[block].instructions where graph[value].opcode == .callKnownMethod {
            let instruction = graph[value]
            let load = instruction.inputs[0]
            let own = instruction.inputs[1]
            let receiver = types.type(ofInput: 0, of: load, graph[load], in: id)
            guard let name = graph[load].nameAttribute, isBuiltin(receiver) else { continue }
            let known = KnownBuiltins.types(ofMethod: name, arguments: instruction.inputs.count - 2)
            let counts = uses ?? graph.useCounts()
            uses = counts
            guard !known.isEmpty, counts[load.index] == 2, counts[own.index] == 1 else { continue }
            program[id].generic[load].attributes = [.name(name)] + known.map { .name($0) }
            program[id].generic[value].opcode = .callBuiltinMethod
            program[id].generic[value].attributes = []
            program[id].generic[value].inputs.insert(graph[load].inputs[0], at: 2)
            types.insertInput(2, like: (0, load), at: value, of: graph[load].inputs[0], in: id)
          }
        }
      }
    }
  }

  private static func narrowReceiver(of call: ValueID, in id: FunctionID, _ program: inout Program, _ types: TypeTable) {
    let graph = program[id].generic
    let load = graph[call].inputs[0]
    guard let name = graph[load].nameAttribute else { return }
    let receiver = types.type(ofInput: 0, of: load, graph[load], in: id)
    guard isBuiltin(receiver) else { return }
    let possible = KnownBuiltins.types(ofMethod: name, arguments: graph[call].inputs.count - 3).filter { mayBe($0, receiver) }
    guard !possible.isEmpty else { return }
    program[id].generic[load].attributes = [.name(name)] + possible.map { .name($0) }
  }

  private static func mayBe(_ builtin: String, _ type: Type) -> Bool {
    type.atoms.contains { atom in
      switch atom {
      case .str: builtin == "str"
      case .bytes: builtin == "bytes"
      case .container(let name, _), .native(let name): builtin == name
      default: false
      }
    }
  }

  private static func isBuiltin(_ type: Type) -> Bool {
    guard !type.isAny else { return false }
    var found = false
    for atom in type.atoms {
      switch atom {
      case .str, .bytes, .container, .native: found = true
      case .absent, .none: continue
      default: return false
      }
    }
    return found
  }
}

extension TypeTable {
  /// An instruction has got one more input, which is what another one has.
  fileprivate mutating func insertInput(
    _ index: Int, like other: (index: Int, instruction: ValueID), at value: ValueID, of input: ValueID, in function: FunctionID
  ) {
    func widen(_ operands: inout [Int: [Type]], _ type: Type) {
      guard var inputs = operands[value.index] else { return }
      inputs.insert(operands[other.instruction.index]?[other.index] ?? type, at: index)
      operands[value.index] = inputs
    }
    if function.index < operands.count { widen(&operands[function.index], self.type(of: input, in: function)) }
    guard function.index < versions.count else { return }
    for number in versions[function.index].indices {
      widen(&versions[function.index][number].operands, versions[function.index][number].values[input.index])
    }
  }
}
