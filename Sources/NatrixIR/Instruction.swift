/// One operation of the IR: opcode, inputs, attributes, and where it comes from.

import NatrixSupport

/// Names an instruction, and the value that it gives.
package struct ValueID: TypedIndex {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}

package struct BlockID: TypedIndex {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}

/// Names a function of the program (across modules).
package struct FunctionID: TypedIndex {
  package let index: Int
  package init(_ index: Int) { self.index = index }
}

/// A compile-time constant; becomes static C data.
package indirect enum Constant: Hashable, Sendable {
  case none, `true`, `false`, ellipsis, notImplemented
  /// No value: an unbound variable, an argument that was not given.
  case absent
  /// Decimal digits, with a leading `-` when negative; of any size.
  case integer(String)
  /// By bit pattern, so that -0.0 and NaN are kept apart.
  case float(UInt64)
  case complex(real: UInt64, imaginary: UInt64)
  /// Code points, lone surrogates included.
  case string([UInt32])
  case bytes([UInt8])
  case tuple([Constant])
  case frozenSet([Constant])

  package static func string(_ text: String) -> Constant {
    .string(text.unicodeScalars.map(\.value))
  }
  package static func integer(_ value: Int) -> Constant { .integer(String(value)) }
}

/// What an instruction carries besides its inputs; see the opcode's or primitive's description for which and in which order.
package enum Attribute: Hashable, Sendable {
  case constant(Constant)
  case primitive(PrimitiveID)
  case name(String)
  case integer(Int)
  case code(FunctionID)
}

/// The source range that a traceback shows for a failing instruction, with the part CPython 3.11 marks by `^`.
package struct Position: Hashable, Sendable {
  package var range: SourceRange
  /// The operator of a binary operation or the brackets of a subscript; `.none` when all of the range is marked.
  package var anchor: SourceRange
  /// In the code of a function that was lowered in this one's place: the number of its `InlinedSite`, from 1.
  package var site = 0

  package init(_ range: SourceRange, anchor: SourceRange = .none) {
    self.range = range
    self.anchor = anchor
  }
  package static let none = Position(.none)
}

package struct Instruction: Sendable {
  package var opcode: Opcode
  package var inputs: [ValueID]
  package var attributes: [Attribute]
  package var representation: Representation
  package var position: Position
  /// Of a terminator.
  package var targets: [BlockID]
  /// The Python variable that this value is bound to, when there is one: keeps generated C and dumps readable.
  package var name: String?

  package init(
    _ opcode: Opcode, _ inputs: [ValueID] = [], attributes: [Attribute] = [],
    representation: Representation? = nil, position: Position = .none, targets: [BlockID] = [],
    name: String? = nil
  ) {
    self.opcode = opcode
    self.inputs = inputs
    self.attributes = attributes
    self.position = position
    self.targets = targets
    self.name = name
    self.representation = representation ?? opcode.row.result
    if representation == nil, let primitive = self.primitive {
      self.representation = primitive.result
    }
  }

  package var isTerminator: Bool { opcode.row.isTerminator }
  /// Names something that the operation which is its input has made besides its result.
  package var isPart: Bool { opcode == .unpackItem || opcode == .methodSelf }
  /// Makes or fetches a cell, which stays as long as its function runs.
  package var isCell: Bool { primitive?.id == .make_cell || primitive?.id == .closure }

  /// The row of the primitive that it calls, when it calls one.
  package var primitive: Primitive? {
    guard opcode == .primitive || opcode == .virtual, case .primitive(let id)? = attributes.first else { return nil }
    return Primitive.row(id)
  }
  package var failure: Failure {
    opcode == .primitive ? primitive?.failure ?? .never : opcode.row.failure
  }
  package var effects: Effects {
    opcode == .primitive ? primitive?.effects ?? .any : opcode.row.effects
  }
  package var mayRaise: Bool {
    switch failure {
    case .never, .guard: false
    case .null, .false, .negative: true
    }
  }
  /// Leaves for the generic version when a guess was wrong; its last input is the state to do so with.
  package var isGuard: Bool { failure == .guard }
  /// Removable when nothing uses its result. A guard is there for what stands behind it, and for what the generic version
  /// raises where it fails.
  package var isPure: Bool {
    effects.subtracting([.readsHeap, .allocates]).isEmpty && !mayRaise && !isTerminator
      && !isGuard && (!effects.contains(.allocates) || failure == .never)
  }

  /// The first attribute of each kind, for opcodes that have one of it.
  package var integer: Int? {
    for case .integer(let value) in attributes { return value }
    return nil
  }
  package var constant: Constant? {
    for case .constant(let value) in attributes { return value }
    return nil
  }
  package var nameAttribute: String? {
    for case .name(let value) in attributes { return value }
    return nil
  }
  package var function: FunctionID? {
    for case .code(let value) in attributes { return value }
    return nil
  }
}
