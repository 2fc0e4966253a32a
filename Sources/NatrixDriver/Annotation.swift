/// What became of each line of a program's own file, from the graphs that are compiled and the remarks of the passes.

import NatrixEmit
import NatrixIR
import NatrixPasses
import NatrixReport
import NatrixSpeculation
import NatrixSupport

extension Pipeline {
  /// The main file with what `natrix annotate` shows.
  package func annotate(_ path: String) throws -> AnnotatedFile {
    let program = try programWithRemarks(path)
    guard let main = program.modules.first(where: { $0.name == "__main__" }) ?? program.modules.first else {
      return AnnotatedFile(path: path, lines: [])
    }
    var annotator = Annotator(program, main)
    for id in main.functions { annotator.add(id) }
    var options = EmitOptions()
    options.lineDirectives = true
    for file in emit(program, options: options) where file.module == main.name { annotator.add(c: file) }
    return annotator.file
  }
}

/// Gathers what is known of the lines of one module.
private struct Annotator {
  private let program: Program
  private let module: Module
  private var lines: [AnnotatedLine]
  /// Lines that may be executed more than once, by index.
  private var repeated: Set<Int> = []
  /// Lines whose cost counts that they go through a container.
  private var longer: Set<Int> = []
  /// How often functions are called beside what runs once: ten times as often for each loop around the call.
  private let weights: [FunctionID: Double]

  init(_ program: Program, _ module: Module) {
    self.program = program
    self.module = module
    weights = Annotator.weightsOfCalls(program)
    let count = module.file.lineStarts.count
    lines = (1...count).map {
      AnnotatedLine(number: $0, text: String(decoding: module.file.line($0), as: UTF8.self))
    }
    if let last = lines.last, last.text.isEmpty, count > 1 { lines.removeLast() }
  }

  var file: AnnotatedFile {
    var result = AnnotatedFile(path: module.file.path, lines: lines)
    for index in result.lines.indices {
      let level = level(of: result.lines[index])
      // What is executed once costs next to nothing, however it is done.
      result.lines[index].level = repeated.contains(index) ? level : min(level, 1)
    }
    return result
  }

  /// How much of a line is left to the runtime, in fourths.
  private func level(of line: AnnotatedLine) -> Int {
    let operations = line.operations
    let slow = Double(operations.runtime.count) + 0.5 * Double(operations.allocations.count)
    guard slow > 0 else { return 0 }
    let quick = Double(operations.machine) * 0.25 + Double(operations.direct.count)
    return min(4, max(1, Int((slow / (slow + quick) * 4).rounded())))
  }

  // MARK: functions

  mutating func add(_ id: FunctionID) {
    let function = program[id]
    let weight = weights[id] ?? 1
    let names = ValueNames(function.generic)
    forEachLine(of: function.generic) { line, value in
      lines[line].generic.append(Printer.line(value, in: function.generic, names))
    }
    for (number, version) in function.versions.enumerated() {
      let names = ValueNames(version.graph)
      forEachLine(of: version.graph) { line, value in
        if number == 0 { lines[line].fast.append(Printer.line(value, in: version.graph, names)) }
      }
    }
    // The version that a program is expected to be in: the first fast one.
    count(function.versions.first?.graph ?? function.generic, weight, isBody: function.kind == .module || function.kind == .classBody)
    for remark in function.remarks {
      guard let line = line(of: remark.position), repeated.contains(line) || !remark.kind.asksForRepetition else { continue }
      let from = Set(remark.origins.compactMap { self.line(of: $0) }).subtracting([line]).map { $0 + 1 }.sorted()
      let reason = LineReason(
        kind: remark.kind.rawValue, title: remark.kind.title, because: remark.because, advice: remark.advice ?? remark.kind.advice, from: from)
      // Versions of a function may differ in where a value comes from; they say the same.
      guard !lines[line].reasons.contains(where: { $0.because == reason.because }) else { continue }
      // What is done by moving something is easier than what asks for other values.
      let isFirst = remark.kind == .invariantAttribute || remark.kind == .reboundGlobal
      if remark.kind.goesThroughItems, longer.insert(line).inserted { lines[line].cost *= Annotator.times(in: 1) }
      lines[line].reasons.insert(reason, at: isFirst ? 0 : lines[line].reasons.count)
    }
  }

  private func forEachLine(of graph: Graph, _ body: (Int, ValueID) -> Void) {
    for block in graph.blocks {
      for value in block.instructions where graph[value].opcode != .constant {
        if let line = line(of: graph[value].position) { body(line, value) }
      }
    }
  }

  private func line(of position: Position) -> Int? {
    guard !position.range.isNone else { return nil }
    let index = module.file.position(of: position.range.start).line - 1
    return lines.indices.contains(index) ? index : nil
  }

  private mutating func count(_ graph: Graph, _ weight: Double, isBody: Bool) {
    let loops = Loops(graph)
    let depths = LoopDepths(graph)
    let words = GuardWords(graph, ValueNames(graph), program)
    for block in graph.blockIDs {
      let times = weight * Annotator.times(in: depths.depth(of: block))
      for value in graph[block].instructions {
        guard let line = line(of: graph[value].position) else { continue }
        if !isBody || loops.contains(block) { repeated.insert(line) }
        let kind = OperationKind(graph[value], in: program)
        lines[line].cost += kind.cost * times
        kind.add(to: &lines[line].operations)
        if let check = words.text(of: value), !lines[line].operations.checks.contains(check) { lines[line].operations.checks.append(check) }
      }
    }
  }

  private static func times(in depth: Int) -> Double { [1, 10, 100, 1000][min(depth, 3)] }

  private static func weightsOfCalls(_ program: Program) -> [FunctionID: Double] {
    let most = 10_000.0
    var weights: [FunctionID: Double] = [:]
    var waiting: [FunctionID] = []
    for module in program.modules where !module.isLibrary { waiting += module.functions }
    var depths: [FunctionID: LoopDepths] = [:]
    while let id = waiting.popLast() {
      let graph = program[id].versions.first?.graph ?? program[id].generic
      let known = depths[id] ?? LoopDepths(graph)
      depths[id] = known
      for block in graph.blockIDs {
        let weight = min(most, (weights[id] ?? 1) * times(in: known.depth(of: block)))
        for value in graph[block].instructions {
          for case .code(let target) in graph[value].attributes where weight > weights[target] ?? 1 {
            weights[target] = weight
            waiting.append(target)
          }
        }
      }
    }
    return weights
  }

  // MARK: C

  mutating func add(c file: EmittedFile) {
    for (line, text) in file.linesByPythonLine where lines.indices.contains(line - 1) {
      lines[line - 1].c.append(text)
    }
  }
}

/// What an instruction is to someone who asks where time goes.
private enum OperationKind {
  case nothing, machine, guarded
  case direct(String), allocation(String), runtime(String)

  init(_ instruction: Instruction, in program: Program) {
    switch instruction.opcode {
    case .constant, .parameter, .phi, .copy, .state, .virtual, .methodSelf, .unpackItem, .resumed, .jump, .check, .fail,
      .exit, .traceback, .unreachable, .return:
      self = .nothing
    case .branch, .suspend, .yield: self = .machine
    case .guardCallee, .kindIndex: self = .guarded
    case .callFast: self = .direct(instruction.function.map { program[$0].qualifiedName } ?? "a function")
    case .callKnown, .callKnownMethod:
      self = .runtime("a call of " + (instruction.function.map { program[$0].qualifiedName } ?? "a function"))
    case .callBuiltin, .callBuiltinMethod: self = .runtime("a call of " + (instruction.nameAttribute ?? "a builtin"))
    case .loadMethod: self = .runtime("the look-up of ." + (instruction.nameAttribute ?? "a method"))
    case .unpack: self = .runtime("unpacking")
    case .primitive:
      let name = (instruction.primitive?.name ?? "").split(separator: "_").joined(separator: " ")
      let effects = instruction.effects
      if effects.contains(.callsPython) {
        self = .runtime(name + (instruction.nameAttribute.map { " ." + $0 } ?? ""))
      } else if effects.contains(.allocates) {
        self = .allocation(name)
      } else {
        self = instruction.isGuard ? .guarded : .machine
      }
    }
  }

  /// In rough instructions of the machine.
  var cost: Double {
    switch self {
    case .nothing: 0
    case .machine: 1
    case .guarded: 2
    case .direct: 5
    case .allocation: 20
    case .runtime: 40
    }
  }

  func add(to operations: inout LineOperations) {
    switch self {
    case .nothing: break
    case .machine: operations.machine += 1
    case .guarded: operations.guards += 1
    case .direct(let name): operations.direct.append(name)
    case .allocation(let name): operations.allocations.append(name)
    case .runtime(let name): operations.runtime.append(name)
    }
  }
}

extension Remark.Kind {
  /// What someone can change.
  fileprivate var advice: String {
    switch self {
    case .operation: "Let the value be of one type wherever it is made: 0.0 beside floats, not 0 or None."
    case .container: "Let what is subscripted, and the index, be of one type: a list of one kind of items, a dict, a str."
    case .attribute: "Assign the attribute in __init__, with values of one type, and let the variable hold instances of one class."
    case .method: "Let the variable hold instances of one class, and don't rebind the method after the class is made."
    case .call: "Call the function by its own name with positional arguments of one type, and don't rebind the name."
    case .construct: "Make the class at the module's top level, with a plain __init__."
    case .loop: "Loop over a range, a list, a tuple, a dict or a str that is known to be one."
    case .function: "Move the part that is slow into a function of its own."
    case .bigInts: "Keep numbers below 2**63: take the remainder (% m) or mask (& 0xffffffff) at each step."
    case .mixedNumber: "Make it a float from the start, 0.0 and float(x), or keep it an int."
    case .membership: "Make it a set, or a dict, where it is made: 'in' then looks in one place."
    case .keys: "Let all keys of a dict be of one type, or use a dict for each."
    case .exception: "If that happens often, ask first: 'if key in d', d.get(key), a check of the text or the index."
    case .keptException: "Take from it what is needed (e.args, an attribute), or name its class in the except clause."
    case .frontOfList: "Make it a collections.deque, or work at the list's other end."
    case .sortedPart: "Use min() or max()."
    case .listCopy: "Use append() or +=, which add in place."
    case .libraryCall: "Write out what is needed of it."
    case .exactNumber: "Compute with ints, and make the result of them at the end."
    case .formattedKey: "Compute a number of the parts, or write them as a tuple where it is looked up."
    case .hashedObject: "Use a tuple of what is compared as the key."
    case .missingAttribute: "Use the object that has the attribute."
    case .repeatedWork: "Do it once, and keep the result."
    case .chosenFunction: "Choose by 'if' and 'elif', and call each function by its name."
    case .growth: "Collect the parts in a list and join them behind the loop: ''.join(parts), reversed where needed."
    case .computedName: "Write the attribute's name, or keep the values in a dict."
    case .classAttribute: "Count in a local variable or in an instance, and store it in the class once."
    case .typeTest: "Convert where the value comes from (int(x), str(x)), or keep values of each type apart."
    case .evaluation: "Write a function or a lambda instead of the text, or a dict of functions."
    case .decorated: "Call the plain function where it is called often, or give the wrapper the parameters of the function."
    case .starCall: "Give the function parameters of its own, or pass it one list or dict."
    case .callee: "Write what it does as an expression or as a function of this file."
    case .sharedVariable: "Pass the value and return it, or make it an attribute."
    case .moduleLoop: "Put the loop into a function: its variables are local there."
    case .reboundGlobal: "Don't rebind the global: give each value a name of its own."
    case .invariantAttribute: "Put it into a local variable before the loop."
    case .parameter: "Annotate the parameter with its type."
    case .notInlined: "Move what is seldom needed of it into another function."
    case .allocation: "Make it once before the loop, or pass its attributes."
    }
  }

  /// Whether it is as good as any other way where it is done once.
  fileprivate var asksForRepetition: Bool {
    switch self {
    case .libraryCall, .exactNumber, .formattedKey, .hashedObject, .chosenFunction, .missingAttribute, .repeatedWork: true
    default: false
    }
  }

  /// Whether it is a loop of the runtime's, or a copy.
  fileprivate var goesThroughItems: Bool {
    switch self {
    case .membership, .frontOfList, .sortedPart, .listCopy, .growth, .repeatedWork: true
    default: false
    }
  }

  /// The same in a few words.
  fileprivate var title: String {
    switch self {
    case .operation: "keep values of one type"
    case .container: "subscript one kind of container"
    case .attribute: "assign this attribute in __init__"
    case .method: "keep objects of one class"
    case .call: "call this function plainly"
    case .construct: "make this class plain"
    case .loop: "loop over something known"
    case .function: "move this into a function"
    case .bigInts: "keep these numbers small"
    case .mixedNumber: "keep this number a float or an int"
    case .membership: "make this a set"
    case .keys: "use keys of one type"
    case .exception: "ask before it fails"
    case .keptException: "take from the exception what is needed"
    case .frontOfList: "use a deque"
    case .sortedPart: "take the least, don't sort"
    case .listCopy: "don't copy what grows or shrinks"
    case .libraryCall: "write out this library call"
    case .exactNumber: "compute with ints"
    case .formattedKey: "don't format this key"
    case .hashedObject: "use a tuple as the key"
    case .missingAttribute: "ask the object that has this"
    case .repeatedWork: "do this once"
    case .chosenFunction: "call functions by their names"
    case .growth: "join the parts at the end"
    case .computedName: "write this attribute's name"
    case .classAttribute: "count in a local variable"
    case .typeTest: "convert this value earlier"
    case .evaluation: "write a function instead"
    case .decorated: "call the plain function"
    case .starCall: "name these parameters"
    case .callee: "call a function of this file"
    case .sharedVariable: "pass this variable and return it"
    case .moduleLoop: "put this loop into a function"
    case .reboundGlobal: "don't rebind this global"
    case .invariantAttribute: "hoist this attribute"
    case .parameter: "annotate this parameter"
    case .notInlined: "make this function smaller"
    case .allocation: "pass attributes, not an instance"
    }
  }
}
