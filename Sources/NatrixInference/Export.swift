/// The solver's nodes as a `TypeTable`.

import NatrixIR

extension Solver {
  func table() -> TypeTable {
    findLive()
    var table = TypeTable()
    var known: [Type?] = Array(repeating: nil, count: pool.sets.count)
    func type(_ reference: TypeRef) -> Type {
      while known.count < pool.sets.count { known.append(nil) }
      if let type = known[Int(reference.index)] { return type }
      let type = exported(reference)
      known[Int(reference.index)] = type
      return type
    }
    func cell(_ node: Node) -> Type { type(types[Int(node)]) }
    func joined(_ nodes: [Node]) -> Type {
      type(nodes.reduce(.never) { pool.join($0, types[Int($1)]) })
    }
    known.reserveCapacity(pool.sets.count * 2)
    for function in program.functions {
      let numbers = liveInstances(of: function.id)
      let all = numbers.map { instances[Int($0)] }
      let isUnknown = isLibrary(function.id)
      var values = [Type](repeating: isUnknown ? .any : .never, count: function.generic.values.count)
      for value in values.indices where !all.isEmpty { values[value] = joined(all.map { $0.base + Node(value) }) }
      table.values.append(values)
      table.operands.append(operands(of: function.id, type))
      let results = all.reduce(TypeRef.never) { pool.join($0, types[Int($1.result)]) }
      let yields = all.reduce(TypeRef.never) { pool.join($0, types[Int($1.yields)]) }
      table.versions.append(all.count < 2 ? [] : all.map { version($0, type) })
      table.calls.append(calls(of: function.id, in: numbers))
      table.results.append(isUnknown ? .any : type(results))
      table.yields.append(isUnknown ? .any : type(yields))
    }
    var number = 0
    while number < sites.count {
      let site = sites[number]
      number += 1
      var contents = TypeTable.Contents()
      contents.item = cell(site.item)
      contents.value = cell(site.value)
      contents.items = site.items?.map(cell)
      for item in contents.items ?? [] { contents.item.join(item) }
      table.sites.append(contents)
    }
    table.classes = finishedClasses()
    for nodes in classNodes {
      table.attributes.append(nodes.attributes.mapValues(cell))
      for (name, node) in nodes.members where table.classes.all[table.attributes.count - 1].members[name] == nil {
        table.classes.all[table.attributes.count - 1].members[name] = member(types[Int(node)], type)
      }
    }
    for (index, module) in program.modules.enumerated() {
      var names: [String: Type] = [:]
      if !module.isLibrary {
        for (position, name) in module.globals.enumerated() where isStored[index][position] {
          names[name] = cell(globals[index][position])
        }
      }
      table.globals.append(names)
    }
    table.facts = facts()
    return table
  }

  private func version(_ instance: Instance, _ type: (TypeRef) -> Type) -> FunctionVersion {
    var result = FunctionVersion()
    let function = instance.function
    result.parameters = instance.parameters.map { type(types[Int($0)]) }
    let count = program.functions[function.index].generic.values.count
    result.values = (0..<count).map { type(types[Int(instance.base) + $0]) }
    for (value, inputs) in shapes[function.index]?.renamed ?? [:] {
      result.operands[value] = inputs.map { type(types[Int(instance.base) + $0.index]) }
    }
    result.result = type(types[Int(instance.result)])
    result.yields = type(types[Int(instance.yields)])
    let number = instancesOf[function.index].first { instances[Int($0)].base == instance.base }
    result.calls = calls(of: function, in: number.map { [$0] } ?? [])
    return result
  }

  /// By call the versions of the functions that it calls, where all instances agree.
  private func calls(of function: FunctionID, in numbers: [Int32]) -> [Int: [FunctionID: Int]] {
    if chosenByInstance.isEmpty, !chosen.isEmpty {
      for (key, number) in chosen {
        let node = Node(truncatingIfNeeded: key >> 32)
        guard node >= 0, owner[Int(node)] >= 0 else { continue }
        chosenByInstance[owner[Int(node)], default: []].append((node, FunctionID(Int(key & 0xffff_ffff)), number))
      }
    }
    var result: [Int: [FunctionID: Int]] = [:]
    for own in numbers {
      for (node, callee, number) in chosenByInstance[own] ?? [] {
        let versions = liveInstances(of: callee)
        guard versions.count > 1, let version = versions.firstIndex(of: number) else { continue }
        let value = Int(node - instances[Int(own)].base)
        let known = result[value]?[callee]
        result[value, default: [:]][callee] = known == nil || known == version ? version : -1
      }
    }
    return result
  }

  /// Types of inputs that are narrower than the values.
  private func operands(of function: FunctionID, _ type: (TypeRef) -> Type) -> [Int: [Type]] {
    guard let shape = shapes[function.index] else { return [:] }
    var result: [Int: [Type]] = [:]
    for (value, inputs) in shape.renamed {
      result[value] = inputs.map { input in
        type(
          liveInstances(of: function).reduce(TypeRef.never) {
            pool.join($0, types[Int(instances[Int($1)].base) + input.index])
          })
      }
    }
    return result
  }

  private func exported(_ reference: TypeRef) -> Type {
    if reference == .any { return .any }
    var type = Type.never
    let kinds = pool.kinds(reference)
    for atom in kinds.count > Type.limit ? merged(kinds) : kinds {
      if case .native("dataclasses.Field") = pool[atom].atom { continue }
      type.join(Type(pool[atom].atom))
    }
    return type
  }

  /// Of many kinds the containers of one type, made at several places, become one.
  private func merged(_ kinds: [AtomRef]) -> [AtomRef] {
    var result: [AtomRef] = []
    var groups: [(name: String, sites: [Int32])] = []
    for atom in kinds {
      guard case .container(let name, let site) = pool[atom].atom else {
        result.append(atom)
        continue
      }
      if let index = groups.firstIndex(where: { $0.name == name }) {
        groups[index].sites.append(Int32(site.index))
      } else {
        groups.append((name, [Int32(site.index)]))
      }
    }
    for group in groups {
      let key = group.name + group.sites.map { " \($0)" }.joined()
      let site: Int32
      if let known = constantSites[key] {
        site = known
      } else {
        site = Int32(makeSite())
        constantSites[key] = site
        for other in group.sites {
          let (source, target) = (sites[Int(other)], sites[Int(site)])
          for cell in [source.item] + (source.items ?? []) {
            types[Int(target.item)] = pool.join(types[Int(target.item)], types[Int(cell)])
          }
          types[Int(target.value)] = pool.join(types[Int(target.value)], types[Int(source.value)])
        }
      }
      result.append(pool.atom(.container(group.name, SiteID(Int(site)))))
    }
    return result
  }

  private func member(_ reference: TypeRef, _ type: (TypeRef) -> Type) -> ClassInfo.Member {
    guard reference != .any, pool.kinds(reference).count == 1 else { return .value(type(reference)) }
    let key = pool[pool.kinds(reference)[0]]
    if case .function(let function) = key.atom { return .method(function) }
    guard case .wraps(let first, let second) = key.detail, case .function(let function) = pool[first].atom else {
      return .value(type(reference))
    }
    switch key.atom {
    case .native("property"):
      if let second, case .function(let setter) = pool[second].atom {
        return .property(getter: function, setter: setter)
      }
      return .property(getter: function, setter: nil)
    case .native("staticmethod"): return .staticMethod(function)
    case .native("classmethod"): return .classMethod(function)
    default: return .value(type(reference))
    }
  }

  private func finishedClasses() -> ClassTable {
    var table = classes
    for index in table.all.indices {
      // Attributes that only code outside of the class's own methods stores.
      if table.all[index].isDataclass {
        let fields = classNodes[index].fields
        table.all[index].attributes = fields + table.all[index].attributes.filter { !fields.contains($0) }
      }
      for name in classNodes[index].attributeNames {
        guard let node = classNodes[index].attributes[name], types[Int(node)] != .never,
          !table.all[index].attributes.contains(name)
        else { continue }
        table.all[index].attributes.append(name)
      }
    }
    return table
  }
}
