/// Kinds of objects and sets of them as numbers, so that the solver compares and joins them without looking inside.

/// A kind of object: index into `TypePool.atoms`.
struct AtomRef: Hashable {
  let index: Int32
}

/// A set of kinds of objects: index into `TypePool.sets`.
struct TypeRef: Hashable {
  let index: Int32
  static let never = TypeRef(index: 0)
  static let any = TypeRef(index: 1)
}

/// What the solver knows of a kind of object beyond its `Atom`.
enum Detail: Hashable {
  case nothing
  /// Of a bound method: the object that it is bound to.
  case receiver(AtomRef)
  /// Of a generator: the instance of the function.
  case instance(Int32)
  /// Of property, staticmethod, classmethod and other wrappers: the functions in them (getter and setter).
  case wraps(AtomRef, AtomRef?)
  /// A closure cell, by the node of what it holds.
  case cell(Int32)
  /// `super()`: methods after the class in the method resolution order of the receiver's.
  case superOf(ClassID, AtomRef)
  /// A slice of a builtin's call: `functools.partial` and its like, by the node of the call.
  case call(Int32)
}

struct AtomKey: Hashable {
  var atom: Atom
  var detail = Detail.nothing
}

struct TypePool {
  private(set) var atoms: [AtomKey] = []
  private var atomIndex: [AtomKey: AtomRef] = [:]
  private var singles: [TypeRef] = []
  /// Sorted.
  private(set) var sets: [[AtomRef]] = [[], []]
  private var setIndex: [[AtomRef]: TypeRef] = [[]: .never]
  private var joins: [UInt64: TypeRef] = [:]
  /// Sets with more kinds are `any`; `Solver.set` makes them smaller before.
  static let limit = 250

  mutating func atom(_ atom: Atom, _ detail: Detail = .nothing) -> AtomRef {
    let key = AtomKey(atom: atom, detail: detail)
    if let known = atomIndex[key] { return known }
    let made = AtomRef(index: Int32(atoms.count))
    atoms.append(key)
    atomIndex[key] = made
    let set = type(of: [made])
    singles.append(set)
    return made
  }

  func single(_ atom: AtomRef) -> TypeRef { singles[Int(atom.index)] }

  mutating func type(_ atom: Atom, _ detail: Detail = .nothing) -> TypeRef {
    let reference = self.atom(atom, detail)
    return single(reference)
  }

  subscript(atom: AtomRef) -> AtomKey { atoms[Int(atom.index)] }

  /// The kinds of a type that is not `any`.
  func kinds(_ type: TypeRef) -> [AtomRef] { sets[Int(type.index)] }

  private mutating func type(of set: [AtomRef]) -> TypeRef {
    if let known = setIndex[set] { return known }
    let made = TypeRef(index: Int32(sets.count))
    sets.append(set)
    setIndex[set] = made
    return made
  }

  mutating func join(_ left: TypeRef, _ right: TypeRef) -> TypeRef {
    if left == right || right == .never { return left }
    if left == .never { return right }
    if left == .any || right == .any { return .any }
    let (low, high) = left.index < right.index ? (left, right) : (right, left)
    let key = UInt64(low.index) << 32 | UInt64(high.index)
    if let known = joins[key] { return known }
    let result = merged(kinds(left), kinds(right))
    joins[key] = result
    return result
  }

  private mutating func merged(_ left: [AtomRef], _ right: [AtomRef]) -> TypeRef {
    var result: [AtomRef] = []
    result.reserveCapacity(left.count + right.count)
    var (i, j) = (0, 0)
    while i < left.count || j < right.count {
      if j == right.count || i < left.count && left[i].index < right[j].index {
        result.append(left[i])
        i += 1
      } else {
        if i < left.count && left[i] == right[j] { i += 1 }
        result.append(right[j])
        j += 1
      }
    }
    return result.count > TypePool.limit ? .any : type(of: result)
  }

  mutating func filter(_ type: TypeRef, _ isKept: (AtomKey) -> Bool) -> TypeRef {
    guard type != .any, type != .never else { return type }
    let all = kinds(type)
    let kept = all.filter { isKept(self[$0]) }
    return kept.count == all.count ? type : self.type(of: kept)
  }
}
