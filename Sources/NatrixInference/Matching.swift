/// What `match` takes out of its subject.

import CPrimitives
import NatrixIR

extension Solver {
  /// What `match` takes out of its subject.
  func matched(_ id: PrimitiveID, _ instruction: Instruction, _ base: Node, _ node: Node) -> TypeRef {
    let subject = types[Int(base) + instruction.inputs[0].index]
    let pattern = types[Int(base) + instruction.inputs[1].index]
    if id == .match_rest { return pool.filter(subject) { if case .container = $0.atom { true } else { false } } }
    let site = site(node)
    let tuple = pool.join(none, pool.type(.container("tuple", SiteID(Int(site)))))
    if id == .match_keys {
      loosen(site)
      put(dictValues(of: subject, by: node), into: sites[Int(site)].item)
      return tuple
    }
    guard subject != .any, pattern != .any, let atom = pool.kinds(pattern).first else { return .any }
    let count = instruction.integer ?? 0
    guard case .classObject(let id) = pool[atom].atom else {
      setItems((0..<count).map { _ in builtinInstance(pool[atom].atom, subject) }, of: site)
      return tuple
    }
    var names: [String] = []
    if count > 0 {
      if let cell = member("__match_args__", of: id, by: node) {
        names = matchArguments(classes[id].mro)
        _ = read(cell, by: node)
      } else {
        names = classNodes[id.index].fields
      }
      names = Array(names.prefix(count))
    }
    names += keywordNames(base + Node(instruction.inputs[2].index))
    let fitting = pool.filter(subject) {
      if case .instance(let other) = $0.atom { classes[other].mro.contains(id) } else { false }
    }
    setItems(names.map { loadAttribute(fitting, $0, at: node) }, of: site)
    return tuple
  }

  private func matchArguments(_ order: [ClassID]) -> [String] {
    for id in order {
      let graph = program.functions[classes[id].body.index].generic
      for value in graph.values where value.primitive?.id == .store_name && value.nameAttribute == "__match_args__" {
        guard case .tuple(let names)? = graph[value.inputs[1]].constant else { return [] }
        return names.map { name in
          guard case .string(let points) = name else { return "" }
          var text = String.UnicodeScalarView()
          for point in points { text.append(Unicode.Scalar(point) ?? "?") }
          return String(text)
        }
      }
    }
    return []
  }

  private func builtinInstance(_ atom: Atom, _ subject: TypeRef) -> TypeRef {
    guard case .builtin(let name) = atom else { return .any }
    switch name {
    case "int": return int
    case "float": return float
    case "str": return str
    case "bool": return bool
    case "bytes": return bytes
    default:
      return pool.filter(subject) { if case .container(name, _) = $0.atom { true } else { false } }
    }
  }
}
