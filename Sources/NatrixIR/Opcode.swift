/// The opcodes of the IR. Few: what Python's richness needs is primitives (`primitives.def`), called by `primitive`.
///
/// `Opcode.row` is the one place that says how many inputs an opcode has, what it gives, what it does and how it fails;
/// printer, reader, verifier, liveness and dead-code removal read the row.

package enum Opcode: String, CaseIterable, Sendable {
  // ---- values
  /// A constant: attribute `.constant`. It is made where it is used: it may stand in any block, or in none.
  case constant
  /// The parameter number `.integer` of the function, in the order of `Signature.all`; only in the entry block.
  case parameter
  /// One input for each predecessor of the block, in the order of `Block.predecessors`. First in a block.
  case phi
  /// The value itself; made by lowering for named variables, removed by copy propagation.
  case copy

  // ---- calls
  /// Calls the primitive `.primitive`; inputs and attributes as its row says.
  case primitive
  /// obj.name for a call that follows: the callable. Attributes `.name`; its site has an inline cache. Further names are
  /// builtin types whose method nothing looks up: a `callBuiltinMethod` calls it directly.
  case loadMethod
  /// What belongs before the arguments of a loaded method: the object, or absent. Input: a `loadMethod`, directly.
  case methodSelf
  /// Calls the function `.function` directly when the first input (what the program has at that name now) is a function
  /// object that its `def` made, else generically. Other inputs: the arguments, one for each positional parameter the
  /// call gives (no keywords; missing ones have defaults).
  case callKnown
  /// The same of a loaded method: inputs are the callable, what `methodSelf` gave, the arguments.
  case callKnownMethod
  /// Calls the builtin function `.name` directly when the first input is it, else generically. Other inputs: arguments.
  case callBuiltin
  /// Calls a method of builtin types directly when the receiver is of one of the types that its `loadMethod` names behind
  /// the method. Inputs: the callable, what `methodSelf` gave, the receiver, the arguments.
  case callBuiltinMethod
  /// Unpacks the input into `.integer` items (second `.integer` ≥ 0: a starred item stands there and so many follow it).
  case unpack
  /// Item `.integer` of an `unpack`, which is the input, directly.
  case unpackItem
  /// Suspends a resumable function, giving the input out; the result is what is sent in. Fails when an exception is
  /// thrown in. Before the state-machine pass.
  case yield
  /// After state-machine: the value sent in, first in the block that a `suspend` comes back to. Fails like `yield`.
  case resumed

  // ---- fast graphs only
  /// What the generic graph needs to go on from resume point `.integer`: inputs are its `values` as the fast graph has
  /// them. The last input of each guard is one; it makes no code where it stands. Of the state behind a call, a second
  /// `.integer` says which input (absent so far) is what the call gives.
  case state
  /// An object that is made only where control leaves: by the primitive `.primitive` of these inputs.
  case virtual
  /// Fails as a guard unless the first input is what `.code` (a function made by its `def` once) or `.name` (a builtin)
  /// stands for.
  case guardCallee
  /// Which of several kinds an object is of, from 0; fails as a guard when it is of none. Attributes `.code`: of a class's
  /// body, its instances as laid out; else the function objects with that code.
  case kindIndex
  /// Calls the fast version `.integer` (-1: what anybody calls) of the function `.code`: inputs are the function object, the arguments in the
  /// version's representations, and, when the result is a machine number, last the state behind the call, for a result in
  /// another representation.
  case callFast

  // ---- terminators
  /// Leaves for the generic version, at resume point `.integer`, with the inputs as its values.
  case exit
  /// To `targets[0]`.
  case jump
  /// Input is a condition (bool): to `targets[0]` if true else `targets[1]`.
  case branch
  /// Returns the input from the function.
  case `return`
  /// After error-edges: the exception is pending; adds the traceback entry of `.position` (when there is one) and
  /// returns failure from the function.
  case fail
  /// After error-edges: input (an instruction that can fail, the last of this block) succeeded → `targets[0]`,
  /// failed → `targets[1]`.
  case check
  /// Adds the traceback entry of the instruction's own range to the pending exception. No terminator; only in the
  /// blocks that error-edges makes.
  case traceback
  /// After state-machine: gives the input out and leaves; attribute `.integer`: the state it waits in; `targets[0]` is
  /// where it comes back, a block that begins with `resumed`. To the graph it is an ordinary edge: what is live across
  /// it is kept in the frame by the emitter.
  case suspend
  /// Cannot be reached (after what always fails).
  case unreachable

  package struct Row: Sendable {
    /// Number of inputs; nil when it varies.
    package var inputs: Int?
    package var result: Representation
    package var effects: Effects
    package var failure: Failure
    package var isTerminator = false
  }

  package var row: Row {
    switch self {
    case .constant, .parameter: Row(inputs: 0, result: .object, effects: [], failure: .never)
    case .phi: Row(inputs: nil, result: .object, effects: [], failure: .never)
    case .copy: Row(inputs: 1, result: .object, effects: [], failure: .never)
    case .primitive: Row(inputs: nil, result: .object, effects: .any, failure: .null)  // see Instruction
    case .loadMethod: Row(inputs: 1, result: .object, effects: .any, failure: .null)
    case .methodSelf: Row(inputs: 1, result: .object, effects: [], failure: .never)
    case .callKnown: Row(inputs: nil, result: .object, effects: .any, failure: .null)
    case .callKnownMethod: Row(inputs: nil, result: .object, effects: .any, failure: .null)
    case .callBuiltin: Row(inputs: nil, result: .object, effects: .any, failure: .null)
    case .callBuiltinMethod: Row(inputs: nil, result: .object, effects: .any, failure: .null)
    case .unpack: Row(inputs: 1, result: .bool, effects: .any, failure: .false)
    case .unpackItem: Row(inputs: 1, result: .object, effects: [], failure: .never)
    case .yield: Row(inputs: 1, result: .object, effects: .any, failure: .null)
    case .resumed: Row(inputs: 0, result: .object, effects: [], failure: .null)
    case .state: Row(inputs: nil, result: .none, effects: [], failure: .never)
    case .virtual: Row(inputs: nil, result: .object, effects: [], failure: .never)
    case .guardCallee: Row(inputs: 2, result: .none, effects: [], failure: .guard)
    case .kindIndex: Row(inputs: 2, result: .i64, effects: .readsHeap, failure: .guard)
    case .callFast: Row(inputs: nil, result: .object, effects: .any, failure: .null)
    case .exit: Row(inputs: nil, result: .none, effects: [], failure: .never, isTerminator: true)
    case .jump: Row(inputs: 0, result: .none, effects: [], failure: .never, isTerminator: true)
    case .branch: Row(inputs: 1, result: .none, effects: [], failure: .never, isTerminator: true)
    case .return: Row(inputs: 1, result: .none, effects: [], failure: .never, isTerminator: true)
    case .fail: Row(inputs: 0, result: .none, effects: [], failure: .never, isTerminator: true)
    case .check: Row(inputs: 1, result: .none, effects: [], failure: .never, isTerminator: true)
    case .traceback: Row(inputs: 0, result: .none, effects: .any, failure: .never)
    case .suspend: Row(inputs: 1, result: .none, effects: .any, failure: .never, isTerminator: true)
    case .unreachable: Row(inputs: 0, result: .none, effects: [], failure: .never, isTerminator: true)
    }
  }
}
