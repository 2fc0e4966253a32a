/// The result of inference: for each value of each function its type, and the types of what functions and heap hold.

import NatrixIR
import NatrixSupport

package struct TypeTable: Sendable {
  /// By function, then by value of its generic graph.
  package var values: [[Type]] = []
  /// By function, then by instruction: the types of its inputs, where tests that came before have narrowed some.
  package var operands: [[Int: [Type]]] = []
  /// By function: what it returns (of a resumable one: what its generator's value is), and what it yields.
  package var results: [Type] = []
  package var yields: [Type] = []
  /// By function: its versions, when it is analysed for several kinds of arguments; else none.
  package var versions: [[FunctionVersion]] = []
  /// By function, then by instruction: the versions of the functions that it calls; -1: several.
  package var calls: [[Int: [FunctionID: Int]]] = []
  /// Contents by site: the key (of a dict) or item; the value (of a dict); the items of a tuple of known length.
  package struct Contents: Sendable {
    package var item = Type.never
    package var value = Type.never
    /// Of tuples that always have this length.
    package var items: [Type]?
    package init() {}
  }
  package var sites: [Contents] = []
  package var classes = ClassTable()
  /// By class and attribute: what is stored in instances.
  package var attributes: [[String: Type]] = []
  /// By module (index into `Program.modules`) and name.
  package var globals: [[String: Type]] = []
  package var facts = ProgramFacts()

  package init() {}

  package func type(of value: ValueID, in function: FunctionID) -> Type {
    guard function.index < values.count, value.index < values[function.index].count else { return .any }
    return values[function.index][value.index]
  }

  /// The type of an instruction's input as that instruction sees it: behind `if x is None: …` x is not None.
  package func type(ofInput index: Int, of value: ValueID, _ instruction: Instruction, in function: FunctionID) -> Type {
    if function.index < operands.count, let narrowed = operands[function.index][value.index] { return narrowed[index] }
    return type(of: instruction.inputs[index], in: function)
  }

  /// What iterating over a value of the type gives.
  package func item(of type: Type) -> Type {
    guard !type.isAny else { return .any }
    var result = Type.never
    for atom in type.atoms {
      switch atom {
      case .container(_, let site), .iterator(_, let site):
        result.join(sites[site.index].item)
        for item in sites[site.index].items ?? [] { result.join(item) }
      case .generator(let function): result.join(yields[function.index])
      case .str: result.join(.str)
      case .bytes, .native("bytearray"), .native("range"): result.join(.int)
      case .absent, .none: break
      default: return .any
      }
    }
    return result
  }

  /// Item `index` of tuples; of other containers any item.
  package func item(_ index: Int, of type: Type) -> Type {
    guard !type.isAny else { return .any }
    var result = Type.never
    for atom in type.atoms where atom != .absent {
      guard case .container(_, let site) = atom else { return item(of: type) }
      if let items = sites[site.index].items {
        let place = index < 0 ? index + items.count : index
        if items.indices.contains(place) { result.join(items[place]) }
      } else {
        result.join(sites[site.index].item)
      }
    }
    return result
  }

  /// The values of dicts.
  package func dictValue(of type: Type) -> Type {
    guard !type.isAny else { return .any }
    var result = Type.never
    for atom in type.atoms where atom != .absent {
      guard case .container(_, let site) = atom else { return .any }
      result.join(sites[site.index].value)
    }
    return result
  }
}

/// A function as some of its callers use it: the same as `TypeTable` says of the function, for these callers only.
package struct FunctionVersion: Sendable {
  package var parameters: [Type] = []
  package var values: [Type] = []
  package var operands: [Int: [Type]] = [:]
  package var result = Type.never
  package var yields = Type.never
  package var calls: [Int: [FunctionID: Int]] = [:]
  package init() {}
}

/// What the whole program never does, so that nothing needs to be checked for it at run time.
package struct ProgramFacts: Sendable {
  /// Globals (by module index) that are bound once, by a `def`, `class`, `import` or assignment at the module's top level
  /// outside of loops, and by nothing else.
  package var bindOnce: [Set<String>] = []
  /// Names that a module uses as builtins and that nothing in the program can hide or replace: no global of that name is
  /// ever bound in the module.
  package var builtins: [Set<String>] = []
  /// Attribute names that may be stored in (or deleted from) class objects outside of their bodies: methods of these names
  /// cannot be taken for granted.
  package var reboundNames: Set<String> = []
  /// Those that may be stored in class objects, as far as can be told: not where the object is known to be an instance. An
  /// attribute of instances that has such a name may become something else while they are looked at.
  package var classStores: Set<String> = []
  /// The program may change classes under any name (`setattr` on what may be a class, `exec`, …).
  package var reboundAny = false
  /// The program may change `__class__` of instances, or their `__dict__`.
  package var changesClass = false
  package init() {}
}
