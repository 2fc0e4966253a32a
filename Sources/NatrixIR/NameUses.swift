/// Where the program's own modules bind globals and assign attributes: what advice about names relies on.

import NatrixSupport

package struct NameUses: Sendable {
  /// By module: where a global is bound.
  private var bindings: [[String: [Position]]] = []
  /// Attributes that something else than an `__init__` assigns.
  private var assignedLater: Set<String> = []
  private var layouts: [FunctionID: ClassLayout] = [:]
  private var functions: [String] = []

  package init() {}

  package init(_ program: Program) {
    layouts = program.classLayouts()
    functions = program.functions.map(\.qualifiedName)
    for module in program.modules {
      var found: [String: [Position]] = [:]
      if !module.isLibrary {
        for id in module.functions {
          let function = program[id]
          for block in function.generic.blocks {
            for value in block.instructions where function.generic[value].opcode == .primitive {
              let instruction = function.generic[value]
              switch instruction.primitive?.id {
              case .store_global:
                guard let index = instruction.integer, module.globals.indices.contains(index) else { continue }
                found[module.globals[index], default: []].append(instruction.position)
              case .store_attr, .delete_attr:
                if function.name != "__init__", let name = instruction.nameAttribute { assignedLater.insert(name) }
              default: continue
              }
            }
          }
        }
      }
      bindings.append(found)
    }
  }

  package func bindings(of name: String, inModule index: Int) -> [Position] {
    bindings.indices.contains(index) ? bindings[index][name] ?? [] : []
  }

  /// Whether instances keep, once made, what they have under that name, as far as the program's text says.
  package func isKept(attribute name: String) -> Bool { !assignedLater.contains(name) }

  package func functionName(_ id: FunctionID) -> String? { functions.indices.contains(id.index) ? functions[id.index] : nil }
  /// The name of the class with this body.
  package func className(_ body: FunctionID) -> String? { functionName(body) }

  /// The name of a word of the instances of the class with this body.
  package func attribute(_ index: Int, of body: FunctionID) -> String? {
    guard let names = layouts[body]?.names, names.indices.contains(index) else { return nil }
    return names[index]
  }
}
