/// Modules and their globals.

import NatrixIR
import NatrixSupport

extension Solver {
  func prepareModules() {
    for (index, module) in program.modules.enumerated() {
      moduleIndex[module.name] = index
      for function in module.functions { moduleOf[function.index] = Int32(index) }
      globals.append(module.isLibrary ? [] : module.globals.map { _ in makeNode() })
      var stored = [Bool](repeating: false, count: module.globals.count)
      if !module.isLibrary {
        for function in module.functions {
          let graph = program.functions[function.index].generic
          for value in graph.values where value.primitive?.id == .store_global {
            if let position = value.integer { stored[position] = true }
          }
        }
      }
      isStored.append(stored)
    }
  }

  func module(of function: FunctionID) -> Int { Int(moduleOf[function.index]) }

  /// The cell of a module's global that code of the module stores.
  func global(_ name: String, of module: Int) -> Node? {
    guard let position = program.modules[module].globals.firstIndex(of: name), isStored[module][position] else {
      return nil
    }
    return globals[module][position]
  }

  func loadGlobal(_ position: Int, _ name: String, in function: FunctionID, by node: Node) -> TypeRef {
    let module = module(of: function)
    guard !program.modules[module].isLibrary else { return .any }
    if isStored[module][position] { return read(globals[module][position], by: node) }
    return builtin(name)
  }

  /// What a name that no code binds stands for.
  func builtin(_ name: String) -> TypeRef {
    switch name {
    case "__name__", "__file__": return str
    case "__debug__": return bool
    case "NotImplemented": return pool.type(.notImplemented)
    case "Ellipsis": return pool.type(.ellipsis)
    default: break
    }
    return Signatures.builtinNames.contains(name) || isException(name) ? pool.type(.builtin(name)) : .any
  }

  func importName(_ name: String, level: Int, from list: TypeRef, in function: FunctionID) -> TypeRef {
    var full = name
    if level > 0 {
      let module = program.modules[module(of: function)]
      var parts = (module.importName ?? module.name).split(separator: ".").map(String.init)
      let drop = level - (module.isPackage ? 1 : 0)
      if drop <= parts.count { parts.removeLast(drop) }
      full = (parts + (name.isEmpty ? [] : [name])).joined(separator: ".")
    } else if list == none {
      full = name.split(separator: ".").first.map(String.init) ?? name
    }
    return pool.type(.module(full))
  }

  func moduleAttribute(_ name: String, of module: String, by node: Node) -> TypeRef {
    let full = module + "." + name
    if let index = moduleIndex[module], !program.modules[index].isLibrary {
      if let cell = global(name, of: index) { return read(cell, by: node) }
      if moduleIndex[full] != nil { return pool.type(.module(full)) }
      return name == "__name__" || name == "__file__" ? str : .any
    }
    if moduleIndex[full] != nil || program.nativeModules.contains(full) { return pool.type(.module(full)) }
    if let value = signatures.constant(full) ?? stubs.constants[full] {
      let type = evaluate(value, at: watch("=" + full))
      // In an extension module a list like sys.argv is the host's.
      let isHosted = program.traits.isExtension && type != .any
        && pool.kinds(type).contains { if case .container = pool[$0].atom { true } else { false } }
      return isHosted ? .any : type
    }
    return pool.type(.builtin(Signatures.alias[full] ?? full))
  }

  func storeModuleAttribute(_ name: String, of module: String, _ type: TypeRef) {
    guard let index = moduleIndex[module], !program.modules[index].isLibrary,
      let position = program.modules[index].globals.firstIndex(of: name)
    else { return }
    put(type, into: globals[index][position])
  }

  /// `from module import *`.
  func importAll(_ module: TypeRef, into function: FunctionID) {
    guard module != .any else { return }
    let target = self.module(of: function)
    for atom in pool.kinds(module) {
      guard case .module(let name) = pool[atom].atom else { continue }
      for (position, global) in program.modules[target].globals.enumerated() {
        if let index = moduleIndex[name], !program.modules[index].isLibrary {
          guard let source = self.global(global, of: index), !global.hasPrefix("_") else { continue }
          flow(source, into: globals[target][position])
        } else if stubs.functions[name + "." + global] != nil {
          put(pool.type(.builtin(Signatures.alias[name + "." + global] ?? name + "." + global)), into: globals[target][position])
        } else {
          continue
        }
        if !isStored[target][position] {
          isStored[target][position] = true
          wakeGlobals(of: target, position)
        }
      }
    }
  }

  /// Visits again what took a name for a builtin.
  private func wakeGlobals(of module: Int, _ position: Int) {
    for (number, instance) in instances.enumerated() where moduleOf[instance.function.index] == Int32(module) {
      for (value, instruction) in program.functions[instance.function.index].generic.values.enumerated()
      where instruction.primitive?.id == .load_global && instruction.integer == position {
        push(instances[number].base + Node(value))
      }
    }
  }
}
