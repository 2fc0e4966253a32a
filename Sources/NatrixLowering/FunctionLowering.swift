/// The builder of one function's graph: blocks, exception regions, what to undo when control leaves a statement, and
/// the emission of instructions. SSA form is made on the fly in `Variables.swift`.

import NatrixIR
import NatrixProgram
import NatrixSupport
import NatrixSyntax

final class FunctionLowering {
  let module: ModuleLowering
  let id: FunctionID
  /// That of the code at hand: the function's, or that of a comprehension inlined in it.
  var scope: Scope
  let ownScope: Scope
  let kind: Function.Kind
  var graph = Graph()

  /// Where instructions go.
  var current: BlockID
  /// Nothing jumps to the current block: what is emitted now is dropped at the end.
  var isDead = false
  /// Where exceptions of the current region go; nil out of the function.
  /// A region begins with a block of its own: what was computed before is there for its handler.
  var handler: BlockID? { didSet { hasAssigned = true } }
  /// What to do when control leaves, innermost last.
  var contexts: [Context] = []
  /// What instructions are marked with: the range of the expression or statement being lowered.
  var position: Position = .none

  // Of each block.
  var phis: [[ValueID]] = [[]]
  var entryValues: [[Int: ValueID]] = [[:]]
  var exitValues: [[Int: ValueID]] = [[:]]
  var incompletePhis: [[(variable: Int, phi: ValueID)]] = [[]]
  var isSealed: [Bool] = [true]
  var isHandler: [Bool] = [false]
  var mayRaise: [Bool] = [false]
  /// A variable was assigned in the current block: inside a region the next operation that may raise starts a new one.
  var hasAssigned = false
  /// Blocks in the order in which they were begun, which is that of the source.
  var order: [BlockID] = []

  var variables: [String: Int] = [:]
  var variableNames: [String] = []
  /// Values that turned out to be others (trivial phis).
  var replacements: [ValueID: ValueID] = [:]
  var constants: [IRConstant: ValueID] = [:]

  /// Of the code at hand, when it is inlined: the number of its `InlinedSite`.
  var site = 0
  /// By the scope of an inlined comprehension: what tells its variables from others of the same name.
  var inlinedScopes: [ObjectIdentifier: Int] = [:]

  /// The cells of variables shared with other functions, in this one or around it.
  var cells: [String: ValueID] = [:]
  /// Of a class body: the cell that the class is put in for its methods. The body's own `__class__` is another's.
  var classCell: ValueID?
  /// The namespace of the class that this body is of, or that a type-parameter scope stands in.
  var namespace: ValueID?
  /// Expression statements show their values: a statement typed in at a prompt.
  var isInteractive = false
  /// The first parameter, for `super()`.
  var firstParameter: ValueID?
  /// The range that CPython gives to all parts of an f-string: the whole one.
  var stringRange: SourceRange?
  /// The values that names of the compiler's own (type parameters' defaults) stand for.
  var hiddenValues: [String: ValueID] = [:]

  /// Something to undo or to run when `return`, `break` or `continue` leaves a statement.
  struct Context {
    enum Kind {
      case loop(exit: BlockID, next: BlockID)
      /// An exception is being handled; before it this one was. `owned`: it was not exposed on the way here, or it knows that it was.
      case handled(previous: ValueID, owned: ValueID?)
      /// `except E as name`: the name is unbound at the end.
      case named(String)
      case finally([Statement])
      case with(exit: ValueID, isAsync: Bool, position: Position)
      /// A loop over a generator that nothing else refers to (or absent, when it is not one).
      case dropping(generator: ValueID)
    }
    var kind: Kind
    /// Where exceptions go outside of it.
    var handler: BlockID?
  }

  init(_ module: ModuleLowering, id: FunctionID, scope: Scope, kind: Function.Kind) {
    self.module = module
    self.id = id
    self.scope = scope
    ownScope = scope
    self.kind = kind
    current = graph.addBlock()
    order = [current]
  }

  // MARK: Blocks

  /// A new block to which all edges will be known when `seal` is called.
  func newBlock(_ label: String = "") -> BlockID {
    let block = graph.addBlock(label)
    phis.append([])
    entryValues.append([:])
    exitValues.append([:])
    incompletePhis.append([])
    isSealed.append(false)
    isHandler.append(false)
    mayRaise.append(false)
    return block
  }

  /// A block that takes the exceptions of a region.
  func newHandler(_ label: String = "except") -> BlockID {
    let block = newBlock(label)
    isHandler[block.index] = true
    return block
  }

  /// Goes on in a block whose predecessors are not all known yet.
  func startUnsealed(_ block: BlockID) {
    current = block
    order.append(block)
    isDead = graph[block].predecessors.isEmpty
    hasAssigned = false
  }

  /// Goes on in a block to which all edges lead by now.
  func start(_ block: BlockID) {
    seal(block)
    startUnsealed(block)
  }

  /// After a terminator: what follows cannot be reached.
  private func startDead() {
    current = newBlock()
    isSealed[current.index] = true
    isDead = true
    hasAssigned = false
  }

  func jump(to target: BlockID) {
    guard !isDead else { return }
    terminate(Instruction(.jump, targets: [target]))
  }

  func branch(_ condition: ValueID, _ ifTrue: BlockID, _ ifFalse: BlockID) {
    guard !isDead else { return }
    guard ifTrue != ifFalse else { return jump(to: ifTrue) }
    terminate(Instruction(.branch, [condition], targets: [ifTrue, ifFalse]))
  }

  func returnValue(_ value: ValueID, at place: Position = .none) {
    guard !isDead else { return }
    terminate(Instruction(.return, [value], position: place))
  }

  /// After an operation that always fails.
  func unreachable() {
    guard !isDead else { return }
    terminate(Instruction(.unreachable))
  }

  private func terminate(_ instruction: Instruction) {
    for target in instruction.targets { graph[target].predecessors.append(current) }
    graph.append(instruction, to: current)
    startDead()
  }

  // MARK: Instructions

  @discardableResult
  func append(_ instruction: Instruction) -> ValueID {
    if instruction.mayRaise, !isDead { prepareToRaise() }
    guard site != 0, instruction.position != .none else { return graph.append(instruction, to: current) }
    var placed = instruction
    placed.position.site = site
    return graph.append(placed, to: current)
  }

  /// The current block becomes one that `handler` guards, with the variables as they are at its entry.
  private func prepareToRaise() {
    let isOther = mayRaise[current.index] && graph[current].handler != handler
    if isOther || (handler != nil && hasAssigned) {
      let next = newBlock()
      graph.append(Instruction(.jump, targets: [next]), to: current)
      graph[next].predecessors.append(current)
      start(next)
    }
    guard !mayRaise[current.index] else { return }
    mayRaise[current.index] = true
    guard let handler else { return }
    graph[current].handler = handler
    graph[handler].predecessors.append(current)
  }

  /// A call of a primitive, marked with the current position unless another is given.
  @discardableResult
  func emit(
    _ primitive: PrimitiveID, _ inputs: [ValueID] = [], _ attributes: [Attribute] = [],
    at other: Position? = nil
  ) -> ValueID {
    append(
      Instruction(
        .primitive, inputs, attributes: [.primitive(primitive)] + attributes,
        position: other ?? position))
  }

  func constant(_ value: IRConstant) -> ValueID {
    if let known = constants[value] { return known }
    let made = graph.add(Instruction(.constant, attributes: [.constant(value)]))
    constants[value] = made
    return made
  }

  var none: ValueID { constant(.none) }
  var absent: ValueID { constant(.absent) }
  func text(_ string: String) -> ValueID { constant(.string(string)) }

  /// Runs something with another current position.
  func at<T>(_ range: SourceRange, _ body: () -> T) -> T {
    let outer = position
    position = Position(range)
    defer { position = outer }
    return body()
  }

  // MARK: Merging values

  /// A block where paths meet, each with a value.
  struct Merge {
    var block: BlockID
    var values: [ValueID] = []
  }

  func merge(_ label: String = "") -> Merge { Merge(block: newBlock(label)) }

  func jump(to merge: inout Merge, with value: ValueID) {
    guard !isDead else { return }
    merge.values.append(value)
    jump(to: merge.block)
  }

  /// Goes on where the paths meet; gives the value.
  func finish(_ merge: Merge, representation: Representation = .object) -> ValueID {
    start(merge.block)
    guard let first = merge.values.first else { return none }
    guard merge.values.count > 1 else { return first }
    let phi = graph.add(Instruction(.phi, merge.values, representation: representation))
    phis[merge.block.index].append(phi)
    return phi
  }

  // MARK: Leaving statements

  /// Emits what must happen before control goes from here to outside of the innermost contexts, then `leave`.
  func unwind(to depth: Int, _ leave: () -> Void) {
    let (savedContexts, savedHandler, savedPosition) = (contexts, handler, position)
    while contexts.count > depth, !isDead {
      let context = contexts.removeLast()
      switch context.kind {
      case .loop: break
      case .handled(let previous, let owned):
        handler = context.handler
        endHandling(owned, previous)
      case .named(let name):
        unbind(name)
        handler = context.handler
      case .finally(let body):
        handler = context.handler
        lower(body)
      case .with(let exit, let isAsync, let withPosition):
        handler = context.handler
        position = withPosition
        leaveContext(exit, absent, isAsync: isAsync)
        position = savedPosition
      case .dropping(let generator):
        handler = context.handler
        emit(.drop_generator, [generator])
      }
    }
    leave()
    (contexts, handler, position) = (savedContexts, savedHandler, savedPosition)
  }

  // MARK: The end

  /// Completes the graph and stores it in the program.
  func finish() {
    if !isDead { returnValue(none) }
    completeGraph()
    module.program.functions[id.index].generic = graph
  }
}
