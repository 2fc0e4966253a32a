/// What is known of the program's classes where their instances are used: layouts, and which method a call means.

import NatrixIR
import NatrixInference
import NatrixSupport

/// An attribute at a known word of the instances of a class.
struct SlotPlace {
  var body: FunctionID
  var index: Int
  var customStores: Bool
}

/// How a method is found.
struct MethodTarget {
  var function: FunctionID
  /// The class whose layout the receiver is checked against: nothing is looked up then. Nil: the method is looked up
  /// and compared.
  var body: FunctionID?
  /// Which of the function's fast versions is called; -1: the function as anybody calls it.
  var version = 0
  /// What its parameters take (PlanBinding.swift); nil: the arguments by position.
  var bound: [BoundArgument]?
}

extension Speculation {
  /// The class of which values of the type are instances, None and unbound left aside.
  func instanceClass(_ type: Type) -> ClassID? {
    guard let id = type.optionalInstance, layouts[types.classes[id].body] != nil, types.classes[id].isStatic else {
      return nil
    }
    return id
  }

  func slot(_ name: String, of type: Type) -> SlotPlace? {
    guard does(.attributeSlots), let id = instanceClass(type) else { return nil }
    let body = types.classes[id].body
    guard let layout = layouts[body], let index = layout.names.firstIndex(of: name) else { return nil }
    return SlotPlace(body: body, index: index, customStores: layout.customStores)
  }

  /// The function that `receiver.name(…)` calls.
  func method(_ name: String, of type: Type) -> MethodTarget? {
    guard let id = type.optionalInstance else { return nil }
    let info = types.classes[id]
    guard !info.isOpaque, let found = types.classes.member(name, of: id), case .method(let function) = found.member
    else { return nil }
    if let layout = layouts[info.body], info.isStatic, isFixed(name, of: id), !layout.names.contains(name) {
      return MethodTarget(function: function, body: info.body)
    }
    return MethodTarget(function: function, body: nil)
  }

  /// Whether what the class has under the name stays, and no instance hides it.
  func isFixed(_ name: String, of id: ClassID) -> Bool { types.isFixed(name, of: id) }

  /// Whether calls of the class only allocate and run this `__init__` (nil: the class has none).
  func constructor(of type: Type) -> (body: FunctionID, initialiser: FunctionID?)? {
    guard case .classObject(let id)? = type.only else { return nil }
    let info = types.classes[id]
    guard !info.isOpaque, info.isStatic, info.nativeBase == nil, layouts[info.body] != nil else { return nil }
    for name in ["__new__", "__del__"] where types.classes.member(name, of: id) != nil { return nil }
    guard let found = types.classes.member("__init__", of: id) else { return nil }
    guard case .method(let function) = found.member else { return nil }
    return (info.body, function)
  }
}

extension Speculation {
  /// The body of the data class that the type is, if an instance is made by storing its fields.
  func dataClass(_ type: Type) -> (body: FunctionID, fields: [DataField])? {
    guard case .classObject(let id)? = type.only else { return nil }
    let info = types.classes[id]
    guard !info.isOpaque, info.isStatic, let layout = layouts[info.body], !layout.fields.isEmpty,
      layout.fields.allSatisfy({ field in
        field.importedName.map { types.facts.bindOnce.indices.contains(info.module) && types.facts.bindOnce[info.module].contains($0) } ?? true
      })
    else { return nil }
    return (info.body, layout.fields)
  }
}

/// What a field of a new instance of a data class takes: an input of the call, a default, a new empty container.
enum FieldSource {
  case input(Int)
  case constant(Constant)
  case empty(PrimitiveID)
}

extension Array where Element == DataField {
  /// nil when the call raises TypeError.
  func bind(_ arguments: CallArguments) -> [FieldSource]? {
    guard arguments.positional.count <= count else { return nil }
    var bound = [FieldSource?](repeating: nil, count: count)
    for (index, input) in arguments.positional.enumerated() { bound[index] = .input(input) }
    for (name, input) in arguments.keywords {
      guard let index = firstIndex(where: { $0.name == name }), bound[index] == nil else { return nil }
      bound[index] = .input(input)
    }
    for (index, field) in enumerated() where bound[index] == nil {
      switch field.fallback {
      case .constant(let constant): bound[index] = .constant(constant)
      case .factory(.list): bound[index] = .empty(.build_list)
      case .factory(.dict): bound[index] = .empty(.build_dict)
      case .factory(.set): bound[index] = .empty(.build_set)
      case nil: return nil
      }
    }
    return bound.compactMap { $0 }
  }
}

extension ProgramFacts {
  /// Whether an instance with the layout keeps it, and what it has under the layout's names, whatever runs meanwhile.
  func keeps(_ layout: ClassLayout) -> Bool {
    guard !changesClass, !reboundAny else { return false }
    return ["__getattribute__", "__setattr__", "__delattr__"].allSatisfy { !classStores.contains($0) }
      && layout.names.allSatisfy { !classStores.contains($0) }
  }
}

extension TypeTable {
  func isFixed(_ name: String, of id: ClassID) -> Bool {
    !facts.reboundAny && !facts.changesClass && !facts.reboundNames.contains(name)
      && (id.index >= attributes.count || attributes[id.index][name]?.isNever ?? true)
  }

  /// Whether a right operand of the type is certainly no instance of a class derived from the left one's.
  func isAskedSecond(_ right: Type, _ id: ClassID?) -> Bool {
    guard let id else { return false }
    return right.isNumber || right.isStr || right.only == Atom.none
      || (right.onlyInstance.map { other in other == id || !classes[other].mro.contains(id) } ?? false)
  }
}

extension Function {
  /// Whether its code asks for its own function object: for closure cells.
  var usesOwnObject: Bool {
    generic.blocks.contains { block in
      block.instructions.contains { value in
        generic[value].primitive?.parameters.contains(.function) ?? false
      }
    }
  }

  /// Of an `__init__` that only stores parameters, constants and new empty containers: for each attribute, in order, which.
  func plainStores(_ layout: ClassLayout) -> [PlainStore]? {
    guard generic.blocks.count(where: { !$0.instructions.isEmpty }) == 1, !layout.customStores,
      signature.isSimple
    else { return nil }
    var stores: [PlainStore] = []
    var made: Set<ValueID> = []
    for value in generic[generic.entry].instructions {
      let instruction = generic[value]
      switch instruction.opcode {
      case .parameter, .constant: continue
      case .primitive where instruction.isEmptyContainer: made.insert(value)
      case .return:
        guard generic[instruction.inputs[0]].constant == Constant.none else { return nil }
      case .primitive where instruction.primitive?.id == .store_attr:
        guard let name = instruction.nameAttribute, let index = layout.names.firstIndex(of: name),
          index == stores.count, generic[instruction.inputs[0]].opcode == .parameter,
          generic[instruction.inputs[0]].integer == 0
        else { return nil }
        let stored = generic[instruction.inputs[1]]
        switch stored.opcode {
        case .parameter where stored.integer != 0: stores.append(.parameter(stored.integer ?? 0))
        case .constant: stores.append(.constant(stored.constant ?? .none))
        // One that two attributes have is made by the function itself.
        case .primitive where made.remove(instruction.inputs[1]) != nil:
          guard let id = stored.primitive?.id else { return nil }
          stores.append(.empty(id))
        default: return nil
        }
      default: return nil
      }
    }
    return made.isEmpty ? stores : nil
  }
}

extension Instruction {
  fileprivate var isEmptyContainer: Bool {
    switch primitive?.id {
    case .build_list, .build_dict, .build_set: inputs.isEmpty
    default: false
    }
  }
}

enum PlainStore {
  case parameter(Int)
  case constant(Constant)
  case empty(PrimitiveID)
}
