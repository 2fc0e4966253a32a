/// `isinstance` as a test of an object's type.
///
///     t1 = load_global isinstance
///     t2 = load_global int              →     c = test_kinds x, (int)
///     t3 = callBuiltin t1, x, t2
///     c = truth_of t3
///
/// Builtin classes that nothing hides are bits of a number, of a tuple of them all at once; those of the program are
/// compared. What says itself of which class it is (`__class__` as a property) leaves for the generic version.

import NatrixIR
import NatrixInference

extension Plans {
  /// `classes`: the second argument.
  func instancePlan(_ classes: ValueID) -> Plan {
    // What the host gives is asked by the host.
    guard speculation.does(.instanceTests), !program.traits.isExtension, !program.traits.replacesCode else { return .copy }
    if let kinds = kinds(classes) { return Plan(kind: .testKinds(kinds), result: .bool) }
    guard case .classObject(let id)? = type(classes).only, case let known = speculation.types.classes[id],
      known.hasPlainMetaclass, !known.isOpaque
    else { return .copy }
    return Plan(kind: .testClass, result: .bool)
  }

  /// The bits of a builtin class that a global stands for, or of a tuple of such.
  private func kinds(_ classes: ValueID) -> Int? {
    let instruction = graph[classes]
    switch instruction.primitive?.id {
    case .load_global:
      let builtins = speculation.types.facts.builtins
      let module = speculation.moduleOfFunction[id.index]
      guard let name = instruction.nameAttribute, builtins.indices.contains(module), builtins[module].contains(name) else { return nil }
      return Plans.kinds[name]
    case .build_tuple where !instruction.inputs.isEmpty:
      let items = instruction.inputs.map { kinds($0) }
      return items.contains(nil) ? nil : items.reduce(0) { $0 | ($1 ?? 0) }
    default: return nil
    }
  }

  /// As core/object.h has the flags of types and core/fast.h the others; sets and frozensets have one bit for both.
  private static let kinds = [
    "int": 1 << 8 | 1 << 32, "bool": 1 << 32, "float": 1 << 9, "complex": 1 << 25, "str": 1 << 10, "bytes": 1 << 11, "bytearray": 1 << 26,
    "list": 1 << 12, "tuple": 1 << 13, "dict": 1 << 14, "type": 1 << 16, "BaseException": 1 << 17,
  ]
}

extension TwinBuilder {
  mutating func testKinds(_ value: ValueID, _ instruction: Instruction, _ kinds: Int) {
    checkCallee(instruction.inputs[0], name: "isinstance")
    let object = instruction.inputs[1]
    switch representations[object] {
    case .i64: define(value, constant(kinds & 1 << 8 != 0 ? .true : .false, .object))
    case .f64: define(value, constant(kinds & 1 << 9 != 0 ? .true : .false, .object))
    default: define(value, emit(.test_kinds, [self.value(object, as: .object), integer(kinds)], guarded: true))
    }
  }

  /// The truth of what was a condition before it became an object.
  mutating func takeCondition(_ value: ValueID, _ object: ValueID) {
    let made = fast[mapped(object)]
    if made.primitive?.id == .bool_of {
      define(value, made.inputs[0])
    } else if let known = made.constant, known == .true || known == .false {
      define(value, constant(known, .bool))
    } else {
      define(value, self.value(object, as: .bool))
    }
  }

  mutating func testClass(_ value: ValueID, _ instruction: Instruction) {
    checkCallee(instruction.inputs[0], name: "isinstance")
    let object = self.value(instruction.inputs[1], as: .object)
    define(value, emit(.test_class, [object, self.value(instruction.inputs[2], as: .object)], guarded: true))
  }
}
