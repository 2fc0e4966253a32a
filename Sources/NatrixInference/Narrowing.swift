/// Types behind tests: `x is None`, `isinstance(x, C)`, `if x`, `except C as x`.

import NatrixIR

extension Solver {
  func refined(_ refinement: Refinement, _ base: Node, _ node: Node) -> TypeRef {
    let type = types[Int(base) + refinement.source.index]
    let operand = refinement.operand.map { types[Int(base) + $0.index] } ?? .never
    switch refinement.test {
    case .isNone: return type == .any ? none : pool.filter(type) { $0.atom == .none }
    case .isNotNone, .isTrue: return pool.filter(type) { $0.atom != .none && $0.atom != .absent }
    case .isCaught: return exceptions(operand, by: node)
    case .isInstance, .isExactly:
      guard operand != .never, operand != .any else { return operand == .any ? type : .never }
      if type == .any { return instances(of: operand, isExact: refinement.test == .isExactly, by: node) }
      return filter(type, operand, by: node) { $0 != false }
    case .isNotExactly:
      guard operand != .any, type != .any else { return type }
      let wanted = flattened(operand, by: node)
      return pool.filter(type) { !wanted.contains(exactClass($0.atom)) }
    case .isSequence:
      return pool.filter(type) { key in
        switch key.atom {
        case .container(let name, _): !isDict(name) && !name.hasSuffix("set")
        case .native("range"), .native("memoryview"): true
        default: false
        }
      }
    case .isNotInstance:
      guard operand != .never, operand != .any, type != .any else { return operand == .never ? .never : type }
      return filter(type, operand, by: node) { $0 != true }
    }
  }

  private func exactClass(_ atom: Atom) -> Atom {
    switch atom {
    case .bool: .builtin("bool")
    case .int, .bigInt: .builtin("int")
    case .float: .builtin("float")
    case .str: .builtin("str")
    case .bytes: .builtin("bytes")
    case .container(let name, _): .builtin(name)
    case .instance(let id): .classObject(id)
    default: .absent
    }
  }

  private func filter(
    _ type: TypeRef, _ operand: TypeRef, by node: Node, _ isKept: (Bool?) -> Bool
  ) -> TypeRef {
    let wanted = flattened(operand, by: node)
    return pool.filter(type) { isKept(isInstance($0.atom, of: wanted)) }
  }

  /// The classes in tuples of classes.
  private func flattened(_ type: TypeRef, by node: Node, depth: Int = 0) -> [Atom] {
    guard type != .any, depth < 4 else { return [.native("?")] }
    return pool.kinds(type).flatMap { atom -> [Atom] in
      if case .container("tuple", _) = pool[atom].atom {
        return flattened(items(of: pool.single(atom), by: node), by: node, depth: depth + 1)
      }
      return [pool[atom].atom]
    }
  }

  /// nil: not known.
  private func isInstance(_ atom: Atom, of wanted: [Atom]) -> Bool? {
    var isUnknown = false
    for kind in wanted {
      switch kind {
      case .classObject(let id):
        if case .instance(let other) = atom {
          if classes[other].mro.contains(id) { return true }
          if classes[other].isOpaque { isUnknown = true }
        } else if case .native = atom {
          isUnknown = true
        }
      case .builtin(let name):
        switch isInstance(atom, ofBuiltin: name) {
        case true?: return true
        case nil: isUnknown = true
        case false?: break
        }
      default: isUnknown = true
      }
    }
    return isUnknown ? nil : false
  }

  private func isInstance(_ atom: Atom, ofBuiltin name: String) -> Bool? {
    let plain: Set<String>
    switch atom {
    case .absent, .none: plain = ["NoneType"]
    case .bool: plain = ["bool", "int"]
    case .int, .bigInt: plain = ["int"]
    case .float: plain = ["float"]
    case .complex: plain = ["complex"]
    case .str: plain = ["str"]
    case .bytes: plain = ["bytes"]
    case .container(let kind, _) where HostedItems(container: kind) != nil: return nil
    case .container(let kind, _): plain = isDict(kind) ? [kind, "dict", "collections." + kind] : [kind, "collections." + kind]
    case .native(let kind): plain = [kind]
    case .instance(let id):
      guard let native = classes[id].nativeBase else { return name == "object" }
      plain = [native]
    default: return nil
    }
    if plain.contains(name) || name == "object" { return true }
    let isSimple = Signatures.builtinNames.contains(name) && name != "type"
    if case .native = atom { return isSimple ? false : nil }
    if case .instance = atom { return isSimple ? false : nil }
    return isSimple ? false : nil
  }

  /// An unknown value of which a test has told the class.
  private func instances(of operand: TypeRef, isExact: Bool, by node: Node) -> TypeRef {
    var result = TypeRef.never
    for kind in flattened(operand, by: node) {
      switch kind {
      case .classObject(let id):
        result = pool.join(result, pool.type(.instance(id)))
        if !isExact {
          for other in classes[id].descendants { result = pool.join(result, pool.type(.instance(other))) }
        }
      case .builtin("int"): result = pool.join(result, int)
      case .builtin("float"): result = pool.join(result, float)
      case .builtin("str"): result = pool.join(result, str)
      case .builtin("bool"): result = pool.join(result, bool)
      case .builtin("bytes"): result = pool.join(result, bytes)
      case .builtin(let name) where isException(name): result = pool.join(result, pool.type(.native(name)))
      default: return .any
      }
    }
    return result
  }
}
