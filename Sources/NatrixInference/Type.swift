/// What inference knows of a value: the set of kinds of object it may be. The lattice's bottom is the empty set (no value
/// arrives there), its top `any`.
///
/// A type is a guess that the fast code checks where it relies on it, never a promise.

import NatrixIR
import NatrixSupport

/// A class statement of the program; a row of `ClassTable`.
package struct ClassID: TypedIndex {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}

/// An instruction (or a value that a library function makes for a call) whose results share their contents' types.
package struct SiteID: TypedIndex {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}

/// One kind of object.
package enum Atom: Hashable, Sendable {
  /// No value: an unbound variable.
  case absent
  case none, bool, int, float, complex, str, bytes, ellipsis, notImplemented
  /// An int that probably does not fit 64 bits.
  case bigInt
  /// An instance of exactly this class of the program.
  case instance(ClassID)
  /// Exactly the builtin container, contents by site: list, tuple, dict, set, frozenset, deque, defaultdict, … by name.
  case container(String, SiteID)
  /// An instance of exactly this other type of the runtime: `bytearray`, `range`, `file`, `array.array`, `ValueError`.
  case native(String)
  /// What `iter()` of something gives, generators by their function included: contents (what it yields) by site.
  case iterator(String, SiteID)
  /// A generator, coroutine or async generator that this function's calls make.
  case generator(FunctionID)
  /// A function object that this function's `def`, lambda or comprehension made.
  case function(FunctionID)
  /// A method of the program bound to an instance (or class, for a class method).
  case boundMethod(FunctionID, ClassID)
  /// The class itself.
  case classObject(ClassID)
  /// A builtin type or function as a value: `range`, `len`, `int`; `module.name` for those of native modules: `math.sqrt`.
  case builtin(String)
  /// A method of a builtin type bound to a receiver: `list.append`.
  case builtinMethod(String)
  /// A module of the program or the runtime, by its dotted name.
  case module(String)
}

package struct Type: Hashable, Sendable {
  /// Sorted by order of first appearance in the solver; empty: no value arrives. Meaningless when `isAny`.
  package private(set) var atoms: [Atom]
  package private(set) var isAny: Bool

  /// A type with more kinds than this is `any`.
  package static let limit = 12

  package init(_ atoms: Atom...) {
    self.atoms = atoms
    isAny = false
  }
  private init(isAny: Bool) {
    atoms = []
    self.isAny = isAny
  }
  package static let never = Type()
  package static let any = Type(isAny: true)
  package static let none = Type(.none)
  package static let bool = Type(.bool)
  package static let int = Type(.int)
  package static let float = Type(.float)
  package static let str = Type(.str)
  package static let bytes = Type(.bytes)

  package var isNever: Bool { !isAny && atoms.isEmpty }

  /// The only kind, absent values (of variables that may be unbound) left aside.
  package var only: Atom? {
    guard !isAny else { return nil }
    var found: Atom?
    for atom in atoms where atom != .absent {
      if found != nil { return nil }
      found = atom
    }
    return found
  }

  package var isInt: Bool { only == .int }
  package var isFloat: Bool { only == .float }
  package var isBool: Bool { only == .bool }
  package var isStr: Bool { only == .str }
  package var isNumber: Bool { isInt || isFloat }
  /// The class of the program of which it is an instance, when it can be of one only.
  package var onlyInstance: ClassID? {
    if case .instance(let id)? = only { return id }
    return nil
  }
  /// The same when it may also be None.
  package var optionalInstance: ClassID? { without(.none).onlyInstance }

  package func contains(_ atom: Atom) -> Bool { isAny || atoms.contains(atom) }

  package func without(_ atom: Atom) -> Type {
    var result = self
    result.atoms.removeAll { $0 == atom }
    return result
  }

  /// Adds what the other may be. Returns whether that changed anything.
  @discardableResult
  package mutating func join(_ other: Type) -> Bool {
    if isAny { return false }
    if other.isAny {
      self = .any
      return true
    }
    var changed = false
    for atom in other.atoms where !atoms.contains(atom) {
      atoms.append(atom)
      changed = true
    }
    if atoms.count > Type.limit { self = .any }
    return changed
  }

  package func joined(_ other: Type) -> Type {
    var result = self
    result.join(other)
    return result
  }
}
