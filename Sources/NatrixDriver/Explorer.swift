/// Everything that becomes of a program's own file on its way to the machine, for `natrix dis`: the graphs after each pass with
/// types and ranges, the C, the machine code, and CPython's bytecode beside them.

import NatrixEmit
import NatrixIR
import NatrixInference
import NatrixPasses
import NatrixProgram
import NatrixReport
import NatrixSpeculation
import NatrixSupport

/// What of a program is explored.
package struct ExplorerRequest: Sendable {
  /// The qualified name of the only function; nil: all.
  package var function: String?
  package var bytecode = true
  package var machineCode = true
  package init() {}
}

extension Pipeline {
  package func explore(_ path: String, _ request: ExplorerRequest) throws -> Exploration {
    let graph = try load(try SourceInput(.file(path), options: options))
    var program = try lowered(graph.modules, of: graph)
    guard let main = program.modules.first(where: { $0.name == "__main__" }) ?? program.modules.first else {
      return Exploration(path: path, source: [])
    }
    let chosen = try chosenFunctions(request.function, of: main, in: program)
    let recorder = StageRecorder(chosen, main.file)
    let runner = PassRunner(disabled: options.disabledPasses, observe: recorder.record)
    runner.run(PassList.optimise, on: &program)
    if options.optimisation > 0 && !options.disabledPasses.contains("speculation") { inlineCalls(in: &program) }
    let types = inferTypes(of: program)
    for id in chosen { recorder.addTypes(types, of: id, in: program) }
    if options.optimisation > 0 && !options.disabledPasses.contains("speculation") {
      Speculation.run(on: &program, types: types, disabled: options.disabledPasses)
    }
    for id in chosen {
      for (number, version) in program[id].versions.enumerated() {
        var function = program[id]
        function.generic = version.graph
        recorder.record("speculation", number, function)
      }
    }
    runner.runOnVersions(PassList.optimiseFast, on: &program)
    recorder.isExplicit = true
    runner.run(PassList.makeExplicit, on: &program)

    var exploration = Exploration(path: main.file.path, source: main.file.linesOfText)
    var emission = EmitOptions()
    emission.lineDirectives = true
    emission.linesEverywhere = true
    emission.folder = System.absolute("")
    let files = emit(program, options: emission).filter { $0.module == main.name }
    var listings = recorder.listings
    for file in files { addC(of: file, to: &listings) }
    if request.machineCode { addMachineCode(of: files, main.file, to: &listings, &exploration) }
    var bytecode = request.bytecode ? Bytecode.ask(path, &exploration) : Bytecode()
    for id in chosen where !program[id].isInlined {
      var function = ExploredFunction(program[id], signature: types.signature(of: id, in: program), in: main.file)
      if let rows = bytecode.take(function.name) {
        var listing = Listing("bytecode", .bytecode, title: exploration.python ?? "CPython")
        listing.rows = rows
        function.listings.append(listing)
      }
      function.listings += listings[id]?.inOrder ?? []
      exploration.functions.append(function)
    }
    return exploration
  }

  /// The functions of a module that have this qualified name; all without one.
  private func chosenFunctions(_ name: String?, of module: Module, in program: Program) throws -> [FunctionID] {
    let chosen = module.functions.filter { ExploredFunction.isName(name, of: program[$0]) }
    if let first = chosen.first, chosen.allSatisfy({ program[$0].isInlined }) {
      throw DriverError(
        "'\(ExploredFunction.name(of: program[first]))' is no function any more",
        hint: "comprehensions are compiled as part of the function around them")
    }
    guard chosen.isEmpty else { return chosen }
    throw DriverError(
      "there is no function '\(name ?? "")'",
      hint: "functions: " + module.functions.filter { !program[$0].isInlined }.map { ExploredFunction.name(of: program[$0]) }.joined(separator: ", "))
  }

  private func addC(of file: EmittedFile, to listings: inout [FunctionID: FunctionListings]) {
    for (function, line, text) in file.linesOfFunctions {
      let shown = text.hasPrefix("    ") ? String(text.dropFirst(4)) : text
      listings[function.id]?.add(Listing.Row(line, shown, isHead: text.hasSuffix(") {") && !text.hasPrefix(" ")), .c, function.form)
    }
  }

  private func addMachineCode(
    of files: [EmittedFile], _ source: SourceFile, to listings: inout [FunctionID: FunctionListings], _ exploration: inout Exploration
  ) {
    do {
      let toolchain = try Toolchain(options: options, runtime: runtime, cache: BuildCache())
      exploration.compiler = "\(Path.name(of: toolchain.compiler.text)) -O\(options.optimisation)"
      let code = try MachineCode(toolchain)
      for file in files {
        for (function, row) in try code.rows(of: file, source) { listings[function.id]?.add(row, .machine, function.form) }
      }
    } catch let error as DriverError {
      exploration.notes.append("no machine code: \(error.message)\(error.hint.map { " (\($0))" } ?? "")")
    } catch {
      exploration.notes.append("no machine code: \(error)")
    }
  }
}

extension ExploredFunction {
  /// As CPython calls its code.
  static func name(of function: Function) -> String { function.kind == .module ? "<module>" : function.qualifiedName }

  /// Whether somebody may mean a function by a name: `outer.<locals>.inner`, `outer.inner`.
  static func isName(_ name: String?, of function: Function) -> Bool {
    let own = ExploredFunction.name(of: function)
    return name == nil || name == own || name == own.split(separator: ".").filter { $0 != "<locals>" }.joined(separator: ".")
  }

  fileprivate init(_ function: Function, signature: String, in file: SourceFile) {
    let isBody = function.kind == .module || function.kind == .classBody
    let last = function.range.isNone ? function.firstLine : file.position(of: function.range.end).line
    self.init(
      name: ExploredFunction.name(of: function), signature: signature,
      lines: function.firstLine...max(function.firstLine, isBody ? function.firstLine : last), showsEveryLine: !isBody)
  }
}

extension SourceFile {
  fileprivate var linesOfText: [String] { (1...lineStarts.count).map { String(decoding: line($0), as: UTF8.self) } }
}

extension TypeTable {
  /// `def total(prices: list[float]) -> float`, as inferred.
  fileprivate func signature(of id: FunctionID, in program: Program) -> String {
    let function = program[id]
    switch function.kind {
    case .module: return "module \(program.modules.first { $0.body == id }?.name ?? "")"
    case .classBody: return "class \(function.qualifiedName)"
    case .function, .lambda, .comprehension, .generator, .coroutine, .asyncGenerator: break
    }
    let names = function.parameterNames
    var types = [String](repeating: "", count: names.count)
    for value in function.generic.blocks.first?.instructions ?? [] where function.generic[value].opcode == .parameter {
      if let index = function.generic[value].integer, types.indices.contains(index) {
        types[index] = ": " + description(of: type(of: value, in: id), in: program)
      }
    }
    let parameters = zip(names, types).map { $0 + $1 }.joined(separator: ", ")
    let word = function.kind == .coroutine || function.kind == .asyncGenerator ? "async def" : "def"
    let result = function.kind.isResumable ? yields[id.index] : results[id.index]
    let arrow = function.kind == .generator || function.kind == .asyncGenerator ? "yields" : "->"
    return "\(word) \(function.qualifiedName)(\(parameters)) \(arrow) \(description(of: result, in: program))"
  }
}

/// A function's listings while they are gathered.
struct FunctionListings {
  var generic: [Listing] = []
  var fast: [[Listing]] = []
  /// C and machine code, by form.
  private var compiled: [Listing] = []

  mutating func add(_ row: Listing.Row, _ group: Listing.Group, _ form: String) {
    let id = "\(group.rawValue)/\(form)"
    guard let index = compiled.firstIndex(where: { $0.id == id }) else {
      let words = form == "generic" ? "generic" : form == "call" ? "what calls find" : StageRecorder.fastTitle(form)
      var listing = Listing(id, group, title: "\(group == .c ? "C" : "machine code"), \(words)")
      listing.rows = [row]
      compiled.append(listing)
      return
    }
    compiled[index].rows.append(row)
  }

  /// The forms of C and of machine code each with the fast ones first, what finds them last.
  var inOrder: [Listing] {
    let order = compiled.sorted { ($0.group.rawValue, $0.id.hasSuffix("call") ? 1 : 0, $0.id) < ($1.group.rawValue, $1.id.hasSuffix("call") ? 1 : 0, $1.id) }
    return generic + fast.flatMap { $0 } + order
  }
}

/// Turns the graphs of functions into listings as passes leave them.
private final class StageRecorder {
  private(set) var listings: [FunctionID: FunctionListings] = [:]
  /// Error edges are there: what ranges say of values has been said.
  var isExplicit = false
  private let file: SourceFile
  /// The value that each row of the generic listings shows.
  private var values: [FunctionID: [[ValueID?]]] = [:]

  init(_ functions: [FunctionID], _ file: SourceFile) {
    self.file = file
    for id in functions { listings[id] = FunctionListings() }
  }

  func record(_ pass: String, _ version: Int?, _ function: Function) {
    guard let known = listings[function.id], !(pass == "lowering" && isExplicit) else { return }
    let before = version.map { known.fast.indices.contains($0) ? known.fast[$0] : [] } ?? known.generic
    let group = version.map { $0 == 0 ? "fast" : "fast\($0 + 1)" } ?? "generic"
    let times = before.filter { $0.id.hasPrefix("\(group)/\(pass)") }.count
    let name = times == 0 ? pass : "\(pass).\(times + 1)"
    let kind = version == nil ? "generic" : StageRecorder.fastTitle(group)
    var listing = Listing("\(group)/\(name)", version == nil ? .generic : .fast, title: "\(kind), after \(name)")
    if pass == "lowering" { listing.title = "\(kind), as lowered" }
    let ranges = version != nil && !isExplicit ? Ranges.notes(on: function.generic) : [:]
    let (rows, shown) = rows(of: function.generic, ranges)
    listing.rows = rows
    if let last = before.last {
      listing.hasChanged = !last.rows.elementsEqual(rows) { $0.text == $1.text && $0.line == $1.line }
    }
    if let version {
      while listings[function.id, default: known].fast.count <= version { listings[function.id]?.fast.append([]) }
      listings[function.id]?.fast[version].append(listing)
    } else {
      listings[function.id]?.generic.append(listing)
      values[function.id, default: []].append(shown)
    }
  }

  /// The types of values in the listings so far: those that passes have removed since have none.
  func addTypes(_ types: TypeTable, of id: FunctionID, in program: Program) {
    guard let stages = values[id] else { return }
    for (stage, shown) in stages.enumerated() {
      for (row, value) in shown.enumerated() {
        guard let value else { continue }
        let type = types.type(of: value, in: id)
        if !type.isNever { listings[id]?.generic[stage].rows[row].note = types.description(of: type, in: program) }
      }
    }
  }

  /// `fast2` in words.
  static func fastTitle(_ form: String) -> String { form == "fast" ? "fast version" : "fast version " + form.dropFirst("fast".count) }

  private func rows(of graph: Graph, _ ranges: [ValueID: String]) -> ([Listing.Row], [ValueID?]) {
    let names = ValueNames(graph)
    var rows: [Listing.Row] = []
    var values: [ValueID?] = []
    var lastBlocks: [Int: BlockID] = [:]
    for block in graph.blockIDs {
      let shown = graph[block].instructions.filter { graph[$0].opcode != .constant }
      guard !shown.isEmpty else { continue }
      let lines = shown.map(line)
      var current = lines.first { $0 > 0 } ?? rows.last?.line ?? 0
      func addHead(_ text: String) {
        rows.append(Listing.Row(current, text, isHead: true))
        values.append(nil)
        lastBlocks[current] = block
      }
      addHead(Printer.header(of: block, in: graph))
      func line(_ value: ValueID) -> Int {
        let range = graph[value].position.range
        return range.isNone ? 0 : file.position(of: range.start).line
      }
      for (value, line) in zip(shown, lines) {
        if line > 0 { current = line }
        // Under a line stand the parts of all blocks that are of it.
        if lastBlocks[current] != block { addHead("b\(block.index), more:") }
        var row = Listing.Row(current, Printer.line(value, in: graph, names))
        row.note = note(graph[value].representation, ranges[value])
        rows.append(row)
        values.append(graph[value].representation == .object ? value : nil)
      }
    }
    return (rows, values)
  }

  private func note(_ representation: Representation, _ range: String?) -> String? {
    switch representation {
    case .i64: "int64" + (range.map { ", \($0)" } ?? "")
    case .f64: "float64"
    case .bool: "bool"
    case .object, .none: nil
    }
  }
}
