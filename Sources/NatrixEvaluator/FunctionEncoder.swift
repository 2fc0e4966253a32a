/// One function as code of the interpreter: 32-bit words, one operation after the other.
///
///     primitive:  row, result register, where an error goes (0: nowhere), position, operands as the row says
///     others:     rows behind the primitives', see `Operation`
///
/// An operand is a register, or the complement of a constant's number. Names, caches and functions are numbers too. The
/// graph has been through `error-edges` and `state-machine`.

import NatrixIR

/// What the interpreter knows besides primitives; numbered from the number of primitives on, as in interpreter.c.
enum Operation: Int {
  case jump, branch, `return`, fail, traceback, suspend, resumed, move, loadMethod, unpack, unpackStar, loadGlobal,
    storeGlobal, deleteGlobal, unreachable, forget
}

struct FunctionEncoder {
  private let function: Function
  private let graph: Graph
  private let order: [BlockID]
  private let registers: Registers
  private let globals: [String]
  private var code: [Int32] = []
  private var blockStarts: [Int]
  /// Words that are to hold the start of a block.
  private var blockReferences: [(word: Int, block: BlockID)] = []
  /// Edges with copies, which get code of their own: the word that is to hold its start, source and target.
  private var edgeReferences: [(word: Int, source: BlockID, target: BlockID)] = []
  private(set) var constants: [Constant] = []
  private var constantNumbers: [Constant: Int] = [:]
  private(set) var names: [String] = []
  private var nameNumbers: [String: Int] = [:]
  private(set) var functions: [FunctionID] = []
  private(set) var positions: [Position] = []
  private var positionNumbers: [Position: Int] = [:]
  private(set) var cacheCount = 0
  private var methodSelves: [ValueID: ValueID] = [:]
  private var items: [ValueID: [(index: Int, value: ValueID)]] = [:]
  /// Most operands of one operation, longest unpacked sequence.
  private(set) var longestList = 1
  /// Where registers die, in functions that clear them.
  private let dead: DeadSlots?
  private let temporary: Int
  var registerCount: Int { temporary + 1 }
  var words: [Int32] { code }

  init(_ function: Function, globals: [String], parameterCount: Int) {
    self.function = function
    self.globals = globals
    graph = function.generic
    order = graph.reversePostorder()
    let registers = Registers(
      graph, order: order, parameterCount: parameterCount, keepsCells: function.lifetimes == .exact)
    self.registers = registers
    let graph = self.graph
    dead =
      function.lifetimes != .exact
      ? nil
      : DeadSlots(graph, Liveness(graph)) { value in
        let register = registers.registerOf[value.index]
        return register < 0 || graph[value].isCell ? nil : register
      }
    temporary = registers.count
    blockStarts = [Int](repeating: 0, count: graph.blocks.count)
    for block in order {
      for value in graph[block].instructions {
        let instruction = graph[value]
        switch instruction.opcode {
        case .methodSelf: methodSelves[instruction.inputs[0]] = value
        case .unpackItem:
          items[instruction.inputs[0], default: []].append((instruction.integer ?? 0, value))
        default: break
        }
      }
    }
    encode()
  }

  // MARK: Words

  private mutating func word(_ value: Int) { code.append(Int32(truncatingIfNeeded: value)) }
  private mutating func begin(_ operation: Operation) { word(Primitive.all.count + operation.rawValue) }

  private mutating func target(_ block: BlockID) {
    blockReferences.append((code.count, block))
    word(0)
  }

  /// Where an edge leads: to its target, or to its copies.
  private mutating func edge(_ source: BlockID, _ target: BlockID) {
    if copies(source, target).isEmpty { return self.target(target) }
    edgeReferences.append((code.count, source, target))
    word(0)
  }

  private func register(_ value: ValueID) -> Int { max(registers.registerOf[value.index], 0) }

  private mutating func operand(_ value: ValueID) -> Int {
    guard graph[value].opcode == .constant, let constant = graph[value].constant else {
      return register(value)
    }
    if let known = constantNumbers[constant] { return ~known }
    constantNumbers[constant] = constants.count
    constants.append(constant)
    return ~(constants.count - 1)
  }

  private mutating func name(_ text: String) -> Int {
    if let known = nameNumbers[text] { return known }
    nameNumbers[text] = names.count
    names.append(text)
    return names.count - 1
  }

  private mutating func cache() -> Int {
    cacheCount += 1
    return cacheCount - 1
  }

  private mutating func position(_ position: Position) -> Int {
    if position == .none || position.range.isNone { return -1 }
    if let known = positionNumbers[position] { return known }
    positionNumbers[position] = positions.count
    positions.append(position)
    return positions.count - 1
  }

  // MARK: Blocks

  private mutating func encode() {
    for (index, block) in order.enumerated() {
      blockStarts[block.index] = code.count
      let next = index + 1 < order.count ? order[index + 1] : nil
      if let dead { forget(dead.atEntry(of: block)) }
      let instructions = graph[block].instructions
      for (place, value) in instructions.enumerated() {
        var error: BlockID?
        if place + 1 < instructions.count, graph[instructions[place + 1]].opcode == .check,
          graph[instructions[place + 1]].inputs[0] == value
        {
          error = graph[instructions[place + 1]].targets[1]
        }
        encode(value, in: block, error: error, next: next)
        if let registers = dead?.after[value] { forget(registers) }
      }
    }
    for reference in edgeReferences {
      code[reference.word] = Int32(code.count)
      move(copies(reference.source, reference.target))
      begin(.jump)
      target(reference.target)
    }
    for reference in blockReferences {
      code[reference.word] = Int32(blockStarts[reference.block.index])
    }
  }

  /// Clears registers, and what calls have left behind.
  private mutating func forget(_ registers: [Int]) {
    guard !registers.isEmpty else { return }
    begin(.forget)
    word(registers.count)
    registers.forEach { word($0) }
  }

  private mutating func encode(_ value: ValueID, in block: BlockID, error: BlockID?, next: BlockID?) {
    let instruction = graph[value]
    switch instruction.opcode {
    case .constant, .phi, .parameter, .methodSelf, .unpackItem: break
    case .copy:
      begin(.move)
      word(register(value))
      word(operand(instruction.inputs[0]))
    case .primitive: encodePrimitive(value, instruction, block, error)
    case .callKnown, .callBuiltin:
      call(.call_values, value, instruction, instruction.inputs[...], block, error)
    case .callKnownMethod: call(.call_loaded, value, instruction, instruction.inputs[...], block, error)
    case .callBuiltinMethod, .yield:
      preconditionFailure("evaluator: \(instruction.opcode.rawValue) in \(function.qualifiedName)")
    case .loadMethod:
      head(.loadMethod, value, instruction, block, error)
      word(methodSelves[value].map { register($0) } ?? 0)
      word(operand(instruction.inputs[0]))
      word(name(instruction.nameAttribute ?? ""))
      word(cache())
    case .unpack: encodeUnpack(value, instruction, block, error)
    case .resumed: head(.resumed, value, instruction, block, error)
    case .jump: leave(block, to: instruction.targets[0], next: next)
    case .branch:
      begin(.branch)
      word(operand(instruction.inputs[0]))
      edge(block, instruction.targets[0])
      edge(block, instruction.targets[1])
    case .return:
      begin(.return)
      word(operand(instruction.inputs[0]))
      word(0)
      word(position(instruction.position))
    case .fail:
      begin(.fail)
      word(position(instruction.position))
    case .check: leave(block, to: instruction.targets[0], next: next)
    case .traceback:
      begin(.traceback)
      word(position(instruction.position))
    case .suspend:
      begin(.suspend)
      word(operand(instruction.inputs[0]))
      target(instruction.targets[0])
      word(position(instruction.position))
    case .unreachable: begin(.unreachable)
    case .state, .virtual, .guardCallee, .kindIndex, .callFast, .exit:
      preconditionFailure("evaluator: \(instruction.opcode.rawValue) is of fast code")
    }
  }

  private mutating func leave(_ block: BlockID, to target: BlockID, next: BlockID?) {
    move(copies(block, target))
    if target != next {
      begin(.jump)
      self.target(target)
    }
  }

  private func copies(_ source: BlockID, _ target: BlockID) -> [EdgeStep] {
    graph.copies(from: source, to: target) { value in
      let register = registers.registerOf[value.index]
      return register < 0 ? nil : register
    }
  }

  private mutating func move(_ steps: [EdgeStep]) {
    for step in steps {
      begin(.move)
      switch step {
      case .copy(let copy):
        word(copy.to)
        word(operand(copy.value))
      case .keep(let copy):
        word(temporary)
        word(operand(copy.value))
      case .take(let copy):
        word(copy.to)
        word(temporary)
      }
    }
  }

  // MARK: Instructions

  private mutating func head(
    _ operation: Operation, _ value: ValueID, _ instruction: Instruction, _ block: BlockID,
    _ error: BlockID?
  ) {
    begin(operation)
    result(value, instruction, block, error)
  }

  /// Result, error edge, position.
  private mutating func result(
    _ value: ValueID, _ instruction: Instruction, _ block: BlockID, _ error: BlockID?
  ) {
    word(register(value))
    if let error { edge(block, error) } else { word(0) }
    word(position(instruction.position))
  }

  private mutating func call(
    _ primitive: PrimitiveID, _ value: ValueID, _ instruction: Instruction,
    _ inputs: ArraySlice<ValueID>, _ block: BlockID, _ error: BlockID?
  ) {
    word(Int(primitive.rawValue))
    result(value, instruction, block, error)
    if let callee = inputs.first { word(operand(callee)) }
    list(inputs.dropFirst())
  }

  private mutating func list(_ inputs: ArraySlice<ValueID>) {
    longestList = max(longestList, inputs.count)
    word(inputs.count)
    for input in inputs { word(operand(input)) }
  }

  private mutating func encodePrimitive(
    _ value: ValueID, _ instruction: Instruction, _ block: BlockID, _ error: BlockID?
  ) {
    guard let primitive = instruction.primitive else { return }
    switch primitive.id {
    case .load_global:
      head(.loadGlobal, value, instruction, block, error)
      word(name(instruction.nameAttribute ?? ""))
      word(cache())
      return
    case .store_global:
      head(.storeGlobal, value, instruction, block, error)
      word(operand(instruction.inputs[0]))
      word(name(globals[instruction.integer ?? 0]))
      return
    case .delete_global:
      head(.deleteGlobal, value, instruction, block, error)
      word(name(instruction.nameAttribute ?? ""))
      return
    default: break
    }
    word(Int(primitive.id.rawValue))
    result(value, instruction, block, error)
    var inputs = instruction.inputs[...]
    var attributes = instruction.attributes.dropFirst()
    for kind in primitive.parameters {
      switch kind {
      case .value, .condition:
        if let input = inputs.popFirst() { word(operand(input)) }
      case .name:
        if case .name(let text)? = attributes.popFirst() { word(name(text)) }
      case .integer:
        if case .integer(let number)? = attributes.popFirst() { word(number) }
      case .code:
        if case .code(let id)? = attributes.popFirst() {
          word(functions.count)
          functions.append(id)
        }
      case .layout, .i64, .f64, .result: preconditionFailure("evaluator: \(primitive.name) is of fast code")
      case .cache: word(cache())
      case .function, .globals: break
      case .items:
        list(inputs)
        inputs = []
      }
    }
  }

  private mutating func encodeUnpack(
    _ value: ValueID, _ instruction: Instruction, _ block: BlockID, _ error: BlockID?
  ) {
    var counts: [Int] = []
    for case .integer(let number) in instruction.attributes { counts.append(number) }
    let before = counts.first ?? 0
    let after = counts.count > 1 ? counts[1] : -1
    let total = after >= 0 ? before + 1 + after : before
    head(after >= 0 ? .unpackStar : .unpack, value, instruction, block, error)
    word(operand(instruction.inputs[0]))
    word(before)
    word(after)
    var targets = [Int](repeating: 0, count: total)
    for item in items[value] ?? [] where item.index < total { targets[item.index] = register(item.value) }
    for target in targets { word(target) }
    longestList = max(longestList, total)
  }
}
