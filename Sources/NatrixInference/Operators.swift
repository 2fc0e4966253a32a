/// Types of arithmetic, comparisons and subscripts.

import NatrixIR

enum Operator: String {
  case add, sub, mul, matmul, truediv, floordiv, mod, pow, lshift, rshift, and, xor, or
  case lt, le, eq, ne, gt, ge

  var isComparison: Bool {
    switch self {
    case .lt, .le, .eq, .ne, .gt, .ge: true
    default: false
    }
  }

  var method: String { "__\(rawValue)__" }

  /// The method of the right operand.
  var reflected: String {
    switch self {
    case .lt: "__gt__"
    case .le: "__ge__"
    case .gt: "__lt__"
    case .ge: "__le__"
    case .eq, .ne: method
    default: "__r\(rawValue)__"
    }
  }
}

extension Solver {
  /// `left op right`; `inPlace` for augmented assignments.
  func binary(
    _ op: Operator, _ left: TypeRef, _ right: TypeRef, inPlace: Bool = false, exponent: Node? = nil, at node: Node
  ) -> TypeRef {
    if left == .never || right == .never { return .never }
    if left == int && right == int { return intResult(op, exponent, left: .int, right: .int, at: node) }
    if left == float && right == float { return op.isComparison ? bool : float }
    if left == .any || right == .any { return unknownOperand(op, left, right, at: node) }
    var result = TypeRef.never
    for first in pool.kinds(left) {
      for second in pool.kinds(right) {
        let one = combine(op, first, second, inPlace, exponent, at: node)
        result = pool.join(result, one)
        if result == .any { return .any }
      }
    }
    return result
  }

  private func intResult(
    _ op: Operator, _ exponent: Node?, left: Atom, right: Atom, at node: Node
  ) -> TypeRef {
    let isBig = left == .bigInt || right == .bigInt
    switch op {
    case .truediv: return float
    case .lt, .le, .eq, .ne, .gt, .ge: return bool
    case .pow:
      guard let digits = exponent.flatMap(digits) else { return bigInt }
      if digits.hasPrefix("-") { return float }
      return isBig || (Int(digits) ?? 100) > 4 ? bigInt : int
    case .lshift:
      guard let count = index(exponent) else { return bigInt }
      return isBig || count > 40 ? bigInt : int
    case .mul:
      if isBig { return bigInt }
      let factor = instruction(node).flatMap { instruction -> Int? in
        guard let base = base(of: node), instruction.inputs.count == 2 else { return nil }
        return instruction.inputs.lazy.compactMap { self.index(base + Node($0.index)) }.first
      }
      return factor.map { abs($0 / 2) >= 1 << 31 } ?? false ? bigInt : int
    case .and:
      // With a number of 64 bits the result has no more; who cuts to 64 bits expects all of them.
      if left == .bigInt && right == .bigInt { return bigInt }
      return right == .bigInt && exponent.flatMap(digits) != nil ? bigInt : int
    case .mod: return right == .bigInt ? bigInt : int
    case .rshift: return int
    case .floordiv: return left == .bigInt ? bigInt : int
    default: return isBig ? bigInt : int
    }
  }

  private func digits(_ node: Node) -> String? {
    if case .integer(let digits)? = constant(node) { return digits }
    return nil
  }

  /// One operand is unknown: the other may still decide.
  private func unknownOperand(_ op: Operator, _ left: TypeRef, _ right: TypeRef, at node: Node) -> TypeRef {
    let known = left == .any ? right : left
    if known != .any {
      for atom in pool.kinds(known) {
        if case .instance = pool[atom].atom {
          let name = left == .any ? op.reflected : op.method
          let other = Arguments(positional: [.any])
          if let result = callMember(name, atom, other, at: node) { return result }
        }
      }
      if left == str, op == .mod { return str }
    }
    return op.isComparison ? bool : .any
  }

  private func rank(_ atom: Atom) -> Int? {
    switch atom {
    case .bool: 0
    case .int, .bigInt: 1
    case .float: 2
    case .complex: 3
    default: nil
    }
  }

  private func combine(
    _ op: Operator, _ first: AtomRef, _ second: AtomRef, _ inPlace: Bool, _ exponent: Node?, at node: Node
  ) -> TypeRef {
    let (left, right) = (pool[first].atom, pool[second].atom)
    if left == .absent || right == .absent { return .never }
    if let a = rank(left), let b = rank(right) {
      if op.isComparison { return bool }
      let both = max(a, b)
      if both == 0 {
        switch op {
        case .and, .or, .xor: return bool
        default: break
        }
      }
      if both <= 1 { return intResult(op, exponent, left: left, right: right, at: node) }
      return both == 2 ? float : complex
    }
    if let result = operatorMethod(op, first, second, inPlace, at: node) { return result }
    if op.isComparison { return comparison(left, right) }
    switch (op, left, right) {
    case (.add, .str, .str), (.mul, .str, .int), (.mul, .int, .str), (.mul, .str, .bool), (.mul, .str, .bigInt), (.mod, .str, _): return str
    case (.add, .bytes, .bytes), (.mul, .bytes, .int), (.mul, .int, .bytes), (.mod, .bytes, _): return bytes
    case (.add, .container("list", _), _) where inPlace:
      if case .container(_, let site) = left { put(items(of: pool.single(second), by: node), into: sites[site.index].item) }
      return pool.single(first)
    case (.add, .container("tuple", let a), .container("tuple", let b)): return joinTuples(a, b, at: node)
    case (.add, .container(let name, _), .container(let other, _)) where name == other:
      return container(name, [first, second], at: node)
    case (.mul, .container(let name, _), .int), (.mul, .container(let name, _), .bool),
      (.mul, .container(let name, _), .bigInt):
      if inPlace, name == "list" { return pool.single(first) }
      return container(name, [first], at: node)
    case (.mul, .int, .container(let name, _)): return container(name, [second], at: node)
    case (.or, .container(let name, let site), .container) where inPlace:
      put(items(of: pool.single(second), by: node), into: sites[site.index].item)
      if name.hasSuffix("dict") { put(dictValues(of: pool.single(second), by: node), into: sites[site.index].value) }
      return pool.single(first)
    case (.and, .container, .container) where inPlace, (.sub, .container, .container) where inPlace:
      return pool.single(first)
    case (.and, .container(let name, _), .container), (.sub, .container(let name, _), .container):
      return container(setName(name), [first], at: node)
    case (.or, .container(let name, _), .container), (.xor, .container(let name, _), .container),
      (.add, .container(let name, _), .container):
      return container(setName(name), [first, second], at: node)
    case (_, .native("bytearray"), _): return pool.single(first)
    case (_, .instance(let id), _):
      guard let container = container(of: id) else { return .any }
      return combine(op, container, second, inPlace, exponent, at: node)
    case (_, _, .instance(let id)):
      guard let container = container(of: id) else { return .any }
      return combine(op, first, container, inPlace, exponent, at: node)
    case (_, .native(let name), _) where Solver.numbers.contains(name),
      (_, _, .native(let name)) where Solver.numbers.contains(name):
      return pool.type(.native(name))
    case (_, .native, _), (_, _, .native), (.or, .builtin, _), (.or, .classObject, _): return .any
    default: return .never
    }
  }

  /// Types of the library that arithmetic keeps.
  private static let numbers: Set<String> = ["fractions.Fraction", "decimal.Decimal"]

  private func comparison(_ left: Atom, _ right: Atom) -> TypeRef { bool }

  private func setName(_ name: String) -> String { name.hasPrefix("dict_") ? "set" : name }

  private func container(_ name: String, _ parts: [AtomRef], at node: Node) -> TypeRef {
    let site = site(node, 40 + (name.utf8.first.map(Int.init) ?? 0) % 16)
    for part in parts {
      put(items(of: pool.single(part), by: node), into: sites[Int(site)].item)
      if case .container(let name, let source) = pool[part].atom, isDict(name) {
        put(read(sites[source.index].value, by: node), into: sites[Int(site)].value)
      }
    }
    return pool.type(.container(name, SiteID(Int(site))))
  }

  func isDict(_ name: String) -> Bool {
    name == "dict" || name == "defaultdict" || name == "OrderedDict" || name == "Counter"
  }

  private func joinTuples(_ left: SiteID, _ right: SiteID, at node: Node) -> TypeRef {
    let site = site(node, 39)
    if left.index != Int(site), right.index != Int(site), let a = sites[left.index].items,
      let b = sites[right.index].items
    {
      setItems((a + b).map { read($0, by: node) }, of: site)
    } else {
      loosen(site)
      put(siteItems(Int32(left.index), by: node), into: sites[Int(site)].item)
      put(siteItems(Int32(right.index), by: node), into: sites[Int(site)].item)
    }
    return pool.type(.container("tuple", SiteID(Int(site))))
  }

  /// What special methods of the program's classes give; nil when neither operand has one.
  private func operatorMethod(
    _ op: Operator, _ first: AtomRef, _ second: AtomRef, _ inPlace: Bool, at node: Node
  ) -> TypeRef? {
    var found: TypeRef?
    func add(_ type: TypeRef?) {
      guard let type else { return }
      let kept = pool.filter(type) { $0.atom != .notImplemented }
      found = pool.join(found ?? .never, kept)
    }
    if case .instance = pool[first].atom {
      let other = Arguments(positional: [pool.single(second)])
      if inPlace { add(callMember("__i\(op.rawValue)__", first, other, at: node)) }
      if found == nil || found == .never { add(callMember(op.method, first, other, at: node)) }
    }
    if case .instance = pool[second].atom, found == nil || found == .never {
      add(callMember(op.reflected, second, Arguments(positional: [pool.single(first)]), at: node))
    }
    return found
  }

  func unary(_ method: String, _ operand: TypeRef, at node: Node) -> TypeRef {
    guard operand != .any else { return .any }
    var result = TypeRef.never
    for atom in pool.kinds(operand) {
      let one: TypeRef
      switch pool[atom].atom {
      case .bool, .int: one = int
      case .bigInt: one = bigInt
      case .float: one = float
      case .complex: one = complex
      case .instance: one = callMember(method, atom, Arguments(), at: node) ?? .any
      case .absent, .none, .str: one = .never
      default: one = .any
      }
      result = pool.join(result, one)
    }
    return result
  }

  // MARK: subscripts

  func subscripted(_ object: TypeRef, _ key: TypeRef, keyNode: Node?, at node: Node) -> TypeRef {
    guard object != .any else { return .any }
    if key == .never { return .never }
    let isSlice = key == sliceType
    var result = TypeRef.never
    for atom in pool.kinds(object) {
      result = pool.join(result, subscripted(atom, key, isSlice, keyNode, at: node))
      if result == .any { break }
    }
    return result
  }

  var sliceType: TypeRef { pool.type(.native("slice")) }

  private func subscripted(
    _ atom: AtomRef, _ key: TypeRef, _ isSlice: Bool, _ keyNode: Node?, at node: Node
  ) -> TypeRef {
    switch pool[atom].atom {
    case .str: return str
    case .bytes: return isSlice ? bytes : int
    case .native("bytearray"): return isSlice ? pool.single(atom) : int
    case .native("memoryview"), .native("range"): return isSlice ? pool.single(atom) : int
    case .native("re.Match"): return str
    case .container("tuple", let site):
      if isSlice { return tupleSlice(site, keyNode, at: node) }
      if let items = sites[site.index].items, let place = index(keyNode) {
        depend(node, on: sites[site.index].item)
        let place = place < 0 ? place + items.count : place
        return items.indices.contains(place) ? read(items[place], by: node) : .never
      }
      return siteItems(Int32(site.index), by: node)
    case .container(let name, let site):
      if isDict(name) {
        // Looking up makes the key.
        if name == "defaultdict" { put(key, into: sites[site.index].item) }
        return read(sites[site.index].value, by: node)
      }
      if isSlice { return pool.single(atom) }
      return siteItems(Int32(site.index), by: node)
    case .instance(let id):
      if let fields = tupleFields(of: id) {
        if let place = index(keyNode), fields.indices.contains(place) {
          return read(attributeCell(id, fields[place]), by: node)
        }
        return instanceField(fields, id, by: node)
      }
      if let item = callMember("__getitem__", atom, Arguments(positional: [key]), at: node) { return item }
      if let container = container(of: id) { return subscripted(container, key, isSlice, keyNode, at: node) }
      return .any
    case .absent, .none, .bool, .int, .bigInt, .float: return .never
    case .builtin, .classObject: return pool.single(atom)
    default: return .any
    }
  }

  private func instanceField(_ fields: [String], _ id: ClassID, by node: Node) -> TypeRef {
    fields.reduce(.never) { pool.join($0, read(attributeCell(id, $1), by: node)) }
  }

  private func tupleSlice(_ site: SiteID, _ key: Node?, at node: Node) -> TypeRef {
    guard let key, let instruction = instruction(key), instruction.primitive?.id == .build_slice,
      let base = base(of: key), constant(base + Node(instruction.inputs[2].index)) == Constant.none
    else { return tupleSlice(site, nil, nil, at: node) }
    return tupleSlice(
      site, base + Node(instruction.inputs[0].index), base + Node(instruction.inputs[1].index), at: node)
  }

  private func tupleSlice(_ site: SiteID, _ start: Node?, _ stop: Node?, at node: Node) -> TypeRef {
    depend(node, on: sites[site.index].item)
    guard let items = sites[site.index].items, let start = bound(start, 0, items.count),
      let stop = bound(stop, items.count, items.count)
    else {
      let made = self.site(node, 38)
      loosen(made)
      put(siteItems(Int32(site.index), by: node), into: sites[Int(made)].item)
      return pool.type(.container("tuple", SiteID(Int(made))))
    }
    let made = self.site(node, 37)
    setItems(items[start..<max(start, stop)].map { read($0, by: node) }, of: made)
    return pool.type(.container("tuple", SiteID(Int(made))))
  }

  /// One end of a slice: a constant.
  private func bound(_ node: Node?, _ otherwise: Int, _ count: Int) -> Int? {
    guard let node else { return nil }
    if constant(node) == Constant.none { return otherwise }
    guard let place = index(node) else { return nil }
    return min(max(place < 0 ? place + count : place, 0), count)
  }

  /// `object[start:stop]`.
  func sliced(_ object: TypeRef, _ start: Node, _ stop: Node, at node: Node) -> TypeRef {
    guard object != .any else { return .any }
    var result = TypeRef.never
    for atom in pool.kinds(object) {
      if case .container("tuple", let site) = pool[atom].atom {
        result = pool.join(result, tupleSlice(site, start, stop, at: node))
      } else {
        result = pool.join(result, subscripted(pool.single(atom), sliceType, keyNode: nil, at: node))
      }
    }
    return result
  }

  func storeSubscript(_ object: TypeRef, _ key: TypeRef, _ value: TypeRef, at node: Node) {
    guard object != .any else {
      escape(value)
      return
    }
    for atom in pool.kinds(object) {
      switch pool[atom].atom {
      case .container(let name, let site):
        if isDict(name) {
          put(key, into: sites[site.index].item)
          put(value, into: sites[site.index].value)
        } else if key == sliceType {
          put(items(of: value, by: node), into: sites[site.index].item)
        } else {
          put(value, into: sites[site.index].item)
        }
      case .instance(let id):
        if callMember("__setitem__", atom, Arguments(positional: [key, value]), at: node) == nil,
          let container = container(of: id)
        {
          storeSubscript(pool.single(container), key, value, at: node)
        }
      default: break
      }
    }
  }

  // MARK: constants

  func instruction(_ node: Node) -> Instruction? {
    let number = owner[Int(node)]
    guard number >= 0 else { return nil }
    let instance = instances[Int(number)]
    var value = Int(node - instance.base)
    guard let shape = shapes[instance.function.index] else { return nil }
    while let refinement = shape.refinement(value) { value = refinement.source.index }
    var instruction = program.functions[instance.function.index].generic.values[value]
    if let inputs = shape.renamed[value] { instruction.inputs = inputs }
    return instruction
  }

  func base(of node: Node) -> Node? {
    let number = owner[Int(node)]
    return number >= 0 ? instances[Int(number)].base : nil
  }

  func constant(_ node: Node) -> Constant? {
    guard let instruction = instruction(node), instruction.opcode == .constant else { return nil }
    return instruction.constant
  }

  func index(_ node: Node?) -> Int? {
    guard let node, case .integer(let digits)? = constant(node) else { return nil }
    return Int(digits)
  }

  func text(_ node: Node?) -> String? {
    guard let node, case .string(let points)? = constant(node) else { return nil }
    var result = String.UnicodeScalarView()
    for point in points { result.append(Unicode.Scalar(point) ?? "?") }
    return String(result)
  }
}
