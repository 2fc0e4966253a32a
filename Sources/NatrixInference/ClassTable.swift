/// The class statements of the program that inference understands: bases, methods, and where instances keep attributes.

import NatrixIR
import NatrixSupport

package struct ClassInfo: Sendable {
  package enum Member: Sendable {
    /// A plain function.
    case method(FunctionID)
    case property(getter: FunctionID, setter: FunctionID?)
    case staticMethod(FunctionID)
    case classMethod(FunctionID)
    /// Anything else that stands in the class's namespace.
    case value(Type)
  }

  package var id: ClassID
  package var name: String
  /// Index into `Program.modules`.
  package var module: Int
  package var body: FunctionID
  /// Where the class is made: the function (a module body, when `isStatic`) and its `build_class`.
  package var maker: FunctionID
  package var site: ValueID
  /// Direct bases that are classes of the program.
  package var bases: [ClassID] = []
  /// A direct or indirect base of the runtime that is not `object`: `Exception`, `dict`, ….
  package var nativeBase: String?
  /// A base, metaclass or decorator that inference does not understand: nothing else here can be relied on.
  package var isOpaque = false
  /// Its metaclass is `type`: nothing else says what its instances are.
  package var hasPlainMetaclass = true
  /// The statement stands at the top level of a module, outside of loops: executed at most once.
  package var isStatic = false
  /// The method resolution order as far as it consists of classes of the program, this one first; then `nativeBase` or object.
  package var mro: [ClassID] = []
  /// Its own namespace.
  package var members: [String: Member] = [:]
  /// Attributes of instances in the order of their slots: those of the (single) base first, then in order of first
  /// appearance in this class's methods.
  package var attributes: [String] = []
  /// Attributes live in `__slots__` members, not in attribute slots.
  package var hasSlots = false
  package var isDataclass = false
  /// Classes of the program that have it among their bases, directly or not.
  package var descendants: [ClassID] = []
}

package struct ClassTable: Sendable {
  package var all: [ClassInfo] = []
  package init() {}
  package subscript(id: ClassID) -> ClassInfo {
    get { all[id.index] }
    _modify { yield &all[id.index] }
  }

  /// What `instance.name` finds in the class or its bases (not in the instance itself).
  package func member(_ name: String, of id: ClassID) -> (owner: ClassID, member: ClassInfo.Member)? {
    for owner in self[id].mro {
      if let member = self[owner].members[name] { return (owner, member) }
    }
    return nil
  }
}
