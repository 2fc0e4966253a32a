/// What handlers catch, and what is raised.

import NatrixIR

extension Solver {
  /// An exception is what its handler asks for; what it does not ask for goes on.
  func caught(_ function: FunctionID, _ base: Node, _ node: Node) -> TypeRef {
    guard let shape = shapes[function.index] else { return .any }
    var result = TypeRef.never
    let value = Int(node - base)
    let graph = program.functions[function.index].generic
    var isTested = false
    for user in shape.users[Int(shape.start[value])..<Int(shape.start[value + 1])] {
      guard Int(user) < graph.values.count else { continue }
      let instruction = graph.values[Int(user)]
      guard instruction.primitive?.id == .exception_matches else { continue }
      isTested = true
      let tested = base + Node(instruction.inputs[1].index)
      depend(node, on: tested)
      result = pool.join(result, exceptions(types[Int(tested)], by: node))
    }
    return isTested ? result : pool.type(.native("BaseException"))
  }

  func exceptions(_ type: TypeRef, by node: Node) -> TypeRef {
    guard type != .any else { return .any }
    var result = TypeRef.never
    for atom in pool.kinds(type) {
      switch pool[atom].atom {
      case .classObject(let id):
        result = pool.join(result, pool.type(.instance(id)))
        depend(node, on: watch("@raised"))
        for other in classes[id].descendants where raisedClasses.contains(other.index) {
          result = pool.join(result, pool.type(.instance(other)))
        }
      case .builtin(let name): result = pool.join(result, pool.type(.native(name)))
      case .container: result = pool.join(result, exceptions(items(of: pool.single(atom), by: node), by: node))
      default: return .any
      }
    }
    return result
  }

  func raised(_ type: TypeRef, at node: Node) {
    guard type != .any else { return }
    for atom in pool.kinds(type) {
      switch pool[atom].atom {
      case .classObject(let id):
        _ = instantiate(id, Arguments(), at: node)
        if raisedClasses.insert(id.index).inserted { wake(watch("@raised")) }
      case .instance(let id):
        if raisedClasses.insert(id.index).inserted { wake(watch("@raised")) }
      default: break
      }
    }
  }
}
