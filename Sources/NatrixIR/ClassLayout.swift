/// Where the instances of a class keep their attributes, predicted for class statements that run at most once: the
/// compiler's side of runtime/core/layout.h.
///
///     class Point:                        words of an instance: x, y
///         def __init__(self, x, y):
///             self.x, self.y = x, y

import NatrixSupport

package struct ClassLayout: Sendable {
  /// By word: first the `__slots__` members, then the attributes. Those of the base come first.
  package var names: [String] = []
  /// How many of the names are `__slots__` members.
  package var members = 0
  /// Instances of the class, or of a base, take any attribute.
  package var hasAttributes = false
  /// The fixed part is that of an exception.
  package var isException = false
  /// The class or a base of the program defines `__setattr__` or `__delattr__`: nothing may store by the layout.
  package var customStores = false
  /// Names of properties of the class and its bases.
  package var properties: Set<String> = []
  /// The fields of a data class, when its instances are made by storing them, in order.
  package var fields: [DataField] = []

  package init() {}

  /// Bytes of the block for the shapes of the class: a power of two.
  package var blockBytes: Int {
    let needed = 64 * (2 * names.count + 4)
    var bytes = 256
    while bytes < needed { bytes *= 2 }
    return bytes
  }

  /// Words that an instance has room for, before rounding up to granules of 16 bytes.
  package var words: Int {
    // class.c: a class without known attributes has five slots.
    names.count == members && hasAttributes ? (isException ? members + 1 : members + 5) : names.count
  }
}

/// What the body of a class says of its instances, as far as its syntax shows it.
package struct ClassStatement: Sendable {
  /// The statement stands at the module's top level outside of loops: it runs at most once.
  package var runsOnce = false
  /// The names of the bases, perhaps `module.name`; nil for one that is neither.
  package var bases: [String?] = []
  /// The names in `__slots__`, mangled and sorted; nil when there is no `__slots__`.
  package var slots: [String]?
  /// `__slots__` is not a constant, or has names that mean something else.
  package var hasUnknownSlots = false
  package var properties: [String] = []
  /// Of a data class whose `__init__` does nothing but store its parameters: the fields in order.
  package var fields: [DataField]?
  /// The body defines `__setattr__` or `__delattr__`, or a decorator may.
  package var customStores = false
  package init() {}
}

/// A field of a data class, with its default when that is a constant, or an empty container that `default_factory` makes.
package struct DataField: Sendable {
  package enum Fallback: Sendable {
    case constant(Constant)
    case factory(Factory)
  }
  /// The letter stands for it in the C code (runtime/core/layout.h).
  package enum Factory: String, Sendable {
    case list = "l"
    case dict = "d"
    case set = "s"
  }
  package var name: String
  package var fallback: Fallback?
  /// The name, of the function `field` or of its module, that has to stay what the module's first import made it.
  package var importedName: String?

  package init(_ name: String, fallback: Fallback?, importedName: String? = nil) {
    self.name = name
    self.fallback = fallback
    self.importedName = importedName
  }

  /// "-" where nothing is made.
  package var letter: String {
    if case .factory(let factory) = fallback { factory.rawValue } else { "-" }
  }
}

extension Program {
  /// The layouts of all classes for which one is emitted, by the function of the class's body.
  package func classLayouts() -> [FunctionID: ClassLayout] {
    var search = LayoutSearch(program: self)
    for index in modules.indices { search.visit(index) }
    return search.layouts
  }

  /// `bases`: the layouts of those that are classes of the program; nil for one that is not known to add nothing.
  fileprivate func layout(
    of function: Function, _ statement: ClassStatement, bases: [ClassLayout]
  ) -> ClassLayout? {
    guard !statement.hasUnknownSlots else { return nil }
    var result = ClassLayout()
    var attributes: [String] = []
    var seen: Set<String> = []
    for base in bases {
      result.isException = result.isException || base.isException
      result.hasAttributes = result.hasAttributes || base.hasAttributes
      result.customStores = result.customStores || base.customStores
      result.properties.formUnion(base.properties)
      if base.members > 0 {
        // Members of two bases do not go together.
        guard result.members == 0 else { return nil }
        result.names = Array(base.names.prefix(base.members))
        result.members = base.members
      }
      for name in base.names.dropFirst(base.members) where seen.insert(name).inserted { attributes.append(name) }
    }
    if let slots = statement.slots {
      guard slots.isEmpty || !result.hasAttributes else { return nil }
      result.names += slots
      result.members += slots.count
    } else {
      result.hasAttributes = true
    }
    if result.hasAttributes {
      let described = result.properties.union(statement.properties).union(result.names)
      for name in function.instanceAttributes where !described.contains(name) && seen.insert(name).inserted {
        attributes.append(name)
      }
      result.names += attributes
    }
    result.properties.formUnion(statement.properties)
    result.customStores = result.customStores || statement.customStores
    if let fields = statement.fields, result.members == 0, result.names.starts(with: fields.map(\.name)) {
      result.fields = fields
    }
    return result.names.count <= 200 ? result : nil
  }
}

/// Goes through the classes of a program, bases first.
private struct LayoutSearch {
  let program: Program
  var layouts: [FunctionID: ClassLayout] = [:]
  /// The classes of each module by name, once it was visited.
  private var classes: [String: [String: FunctionID]] = [:]
  private var visited: Set<Int> = []

  init(program: Program) { self.program = program }

  mutating func visit(_ index: Int) {
    let module = program.modules[index]
    guard !module.isLibrary, visited.insert(index).inserted else { return }
    let imports = Imports(program[module.body], module.globals)
    for name in imports.modules {
      if let other = program.modules.firstIndex(where: { $0.name == name }) { visit(other) }
    }
    var own: [String: FunctionID] = [:]
    for id in module.functions where program[id].kind == .classBody {
      let function = program[id]
      guard let statement = function.classStatement, statement.runsOnce, function.qualifiedName == function.name
      else { continue }
      let bases = statement.bases.map { $0.flatMap { layout(ofBase: $0, own, imports) } }
      let known = bases.compactMap { $0 }
      if known.count == bases.count, let layout = program.layout(of: function, statement, bases: known) {
        layouts[id] = layout
      }
      own[function.name] = id
    }
    classes[module.name] = own
  }

  private func layout(ofBase name: String, _ own: [String: FunctionID], _ imports: Imports) -> ClassLayout? {
    if let id = own[name] { return layouts[id] }
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    if parts.count == 1, let source = imports.names[name] {
      if let known = classes[source.module] { return known[source.name].flatMap { layouts[$0] } }
      return ClassLayout.base(named: source.name)
    }
    if parts.count == 2 {
      guard let module = imports.namespaces[parts[0]] else { return nil }
      if let known = classes[module] { return known[parts[1]].flatMap { layouts[$0] } }
      return ClassLayout.base(named: parts[1])
    }
    return ClassLayout.base(named: name)
  }
}

/// What a module's top level imports under which names.
private struct Imports {
  /// `from module import name`
  var names: [String: (module: String, name: String)] = [:]
  /// `import module`
  var namespaces: [String: String] = [:]
  var modules: [String] = []

  init(_ body: Function, _ globals: [String]) {
    let graph = body.generic
    for block in graph.blocks {
      for value in block.instructions {
        let instruction = graph[value]
        if instruction.primitive?.id == .import_name, instruction.integer == 0, let name = instruction.nameAttribute {
          modules.append(name)
        }
        guard instruction.primitive?.id == .store_global, let position = instruction.integer, position < globals.count,
          let input = instruction.inputs.first
        else { continue }
        let stored = graph[input]
        switch stored.primitive?.id {
        case .import_name where stored.integer == 0:
          if let name = stored.nameAttribute, !name.contains(".") { namespaces[globals[position]] = name }
        case .import_from:
          let source = graph[stored.inputs[0]]
          if source.primitive?.id == .import_name, source.integer == 0, let module = source.nameAttribute,
            let name = stored.nameAttribute
          {
            names[globals[position]] = (module, name)
          }
        default: continue
        }
      }
    }
  }
}

extension ClassLayout {
  /// The layout of a base that no class statement of the program makes: known by its name to have no attributes.
  fileprivate static func base(named name: String) -> ClassLayout? {
    var result = ClassLayout()
    if ["object", "ABC", "Generic", "Protocol"].contains(name) { return result }
    guard isExceptionName(name) else { return nil }
    result.isException = true
    result.hasAttributes = true
    return result
  }

  /// Whether a global that no class statement of the module makes is an exception class, by its name.
  fileprivate static func isExceptionName(_ name: String) -> Bool {
    name.hasSuffix("Error") || name.hasSuffix("Exception") || name.hasSuffix("Warning")
      || ["KeyboardInterrupt", "SystemExit", "StopIteration", "StopAsyncIteration", "GeneratorExit"].contains(name)
  }
}
