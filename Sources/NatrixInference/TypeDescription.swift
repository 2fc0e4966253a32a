/// Types in Python's notation: `list[int]`, `tuple[int, str]`, `Node | None`.

import NatrixIR

extension TypeTable {
  package func description(of type: Type, in program: Program) -> String {
    text(type, program, depth: 0)
  }

  private func text(_ type: Type, _ program: Program, depth: Int) -> String {
    if type.isAny { return "Any" }
    if type.isNever { return "Never" }
    var parts: [String] = []
    var last: [String] = []
    for atom in type.atoms {
      switch atom {
      case .none: last.insert("None", at: 0)
      case .absent: last.append("<absent>")
      default:
        let part = text(atom, program, depth: depth)
        if !parts.contains(part) { parts.append(part) }
      }
    }
    // A list that is empty here is one of those that are not.
    for part in parts where part.contains("Never") {
      let name = part.prefix { $0 != "[" } + "["
      if parts.contains(where: { $0 != part && $0.hasPrefix(name) && !$0.contains("Never") }) {
        parts.removeAll { $0 == part }
      }
    }
    return (parts.sorted() + last).joined(separator: " | ")
  }

  private func text(_ atom: Atom, _ program: Program, depth: Int) -> String {
    func content(_ type: Type) -> String { depth > 2 ? "..." : text(type, program, depth: depth + 1) }
    switch atom {
    case .absent: return "<absent>"
    case .none: return "None"
    case .bool: return "bool"
    case .int: return "int"
    case .bigInt: return "bigint"
    case .float: return "float"
    case .complex: return "complex"
    case .str: return "str"
    case .bytes: return "bytes"
    case .ellipsis: return "EllipsisType"
    case .notImplemented: return "NotImplementedType"
    case .instance(let id): return classes[id].name
    case .container("tuple", let site):
      if let items = sites[site.index].items {
        return items.isEmpty ? "tuple[()]" : "tuple[" + items.map(content).joined(separator: ", ") + "]"
      }
      return "tuple[\(content(sites[site.index].item)), ...]"
    case .container(let name, let site):
      let contents = sites[site.index]
      if name == "Counter" { return "Counter[\(content(contents.item))]" }
      if name == "dict" || name == "defaultdict" || name == "OrderedDict" {
        return "\(name)[\(content(contents.item)), \(content(contents.value))]"
      }
      return "\(name)[\(content(contents.item))]"
    case .native(let name): return name
    case .iterator(let name, let site): return "\(name)_iterator[\(content(sites[site.index].item))]"
    case .generator(let function): return "Generator[\(content(yields[function.index]))]"
    case .function(let function): return "def \(program[function].qualifiedName)"
    case .boundMethod(let function, _): return "method \(program[function].qualifiedName)"
    case .classObject(let id): return "type[\(classes[id].name)]"
    case .builtin(let name): return "builtin \(name)"
    case .builtinMethod(let name): return "method \(name)"
    case .module(let name): return "module \(name)"
    }
  }

  // MARK: dumps

  /// A function's graph with the type of each value, after what it takes and gives.
  package func dump(_ id: FunctionID, of program: Program) -> String {
    let function = program[id]
    let names = ValueNames(function.generic)
    var result = "\(function.kind.rawValue) \(function.qualifiedName)"
    let parameters = function.generic.blocks.first?.instructions.filter { function.generic[$0].opcode == .parameter } ?? []
    let shown = parameters.map { "\(names[$0]): \(description(of: type(of: $0, in: id), in: program))" }
    result += "(\(shown.joined(separator: ", "))) -> \(description(of: results[id.index], in: program))"
    if function.kind.isResumable { result += " yields \(description(of: yields[id.index], in: program))" }
    result += "\n"
    for version in versions[id.index] {
      result += "  version (\(version.parameters.map { description(of: $0, in: program) }.joined(separator: ", ")))"
      result += " -> \(description(of: version.result, in: program))\n"
    }
    for block in function.generic.blocks {
      for value in block.instructions where function.generic[value].opcode != .constant {
        let instruction = function.generic[value]
        guard instruction.representation == .object else { continue }
        let line = Printer.line(value, in: function.generic, names)
        result += "  \(line)  : \(description(of: type(of: value, in: id), in: program))\n"
      }
    }
    return result
  }

  /// The arguments of calls of `reveal_type`, by the places of the calls.
  package func revealed(in program: Program) -> [(position: Position, type: String)] {
    var result: [(position: Position, type: String)] = []
    for function in program.functions {
      let graph = function.generic
      for block in graph.blocks {
        for value in block.instructions where graph[value].primitive?.id == .call_values {
          let inputs = graph[value].inputs
          guard inputs.count == 2, graph[inputs[0]].primitive?.id == .load_global,
            graph[inputs[0]].nameAttribute == "reveal_type"
          else { continue }
          let type = type(ofInput: 1, of: value, graph[value], in: function.id)
          result.append((graph[value].position, description(of: type, in: program)))
        }
      }
    }
    return result
  }

  package func dumpFacts(of program: Program) -> String {
    var result = "changes classes under any name: \(facts.reboundAny), classes of instances: \(facts.changesClass)\n"
    result += "rebound: \(facts.reboundNames.sorted().joined(separator: " "))\n"
    for (index, module) in program.modules.enumerated() where !module.isLibrary {
      result += "\(module.name) binds once: \(facts.bindOnce[index].sorted().joined(separator: " "))\n"
      result += "\(module.name) builtins: \(facts.builtins[index].sorted().joined(separator: " "))\n"
    }
    return result
  }

  /// What instances of the program's classes hold.
  package func dumpClasses(of program: Program) -> String {
    var result = ""
    for info in classes.all {
      result += "class \(info.name)\(info.isOpaque ? " opaque" : "")\n"
      for name in info.attributes {
        let type = attributes[info.id.index][name] ?? .never
        result += "  .\(name): \(description(of: type, in: program))\n"
      }
    }
    return result
  }
}
