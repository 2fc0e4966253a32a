/// One module as C: constants, function objects, functions with their positions and code objects, the module's row. In
/// one file, or in several (ModuleParts.swift).

import NatrixIR
import NatrixSupport

/// The C names of one function; `base` is the function itself, the others are `base_code`, `base_object`, ….
struct FunctionSymbols {
  var base: String
  var parameters: [String]
  /// What others name is `static `, or of a module in several files visible to all of them.
  var storage: String

  /// `static nx_value py_app__f(nx_function *function, nx_value a)`; of a resumable function its resume.
  var bodyPrototype: String
  /// What callers call.
  var callPrototype: String
  var isResumable: Bool

  /// What the function object calls.
  var entryPrototype: String { "\(storage)nx_value \(base)_entry(nx_function *function, const nx_value *args)" }

  /// What the interpreter around an extension module calls (HostedEntries.swift).
  var hostedPrototype: String {
    "\(storage)nx_value \(base)_hosted(nx_function *function, const nx_host_object *const *args)"
  }

  /// Of a function with fast versions: what they leave for, and themselves.
  var generic: String { base + "__generic" }
  var genericPrototype: String {
    isResumable
      ? "static nx_value \(generic)(nx_generator *frame, nx_value sent, int nx_point, const nx_value *nx_values)"
      : "static nx_value \(generic)(nx_function *function, int nx_point, const nx_value *nx_values)"
  }
  func fast(_ version: Int) -> String { version == 0 ? base + "__fast" : "\(base)__fast\(version + 1)" }
  func fastPrototype(_ number: Int, _ version: FastVersion) -> String {
    if isResumable { return "\(storage)nx_value \(fast(number))(nx_generator *frame, nx_value sent)" }
    let list = zip(parameters, version.parameters).map { ", \($1.cType) \($0)" }.joined()
    return "\(storage)\(version.result.cType) \(fast(number))(nx_function *function\(list))"
  }
}

final class ModuleEmitter {
  let program: Program
  let module: Module
  let options: EmitOptions
  let file: SourceFile
  /// `py_app`
  let prefix: String
  let globals: String
  var constants = ConstantPool()
  let functions: [FunctionID]
  /// Functions that are called directly, perhaps before they are defined.
  var called: Set<FunctionID> = []
  /// The layouts of the program's classes, by the function of the class's body.
  var layouts: [FunctionID: LayoutSymbol] = [:]
  /// Those of other modules' classes that this file names.
  var foreignLayouts: Set<FunctionID> = []
  /// The functions of each file of code; nil: all is in one file.
  let parts: [[FunctionID]]?
  /// Functions of this module that the file at hand names.
  var mentioned: Set<FunctionID> = []
  private var symbolsByFunction: [FunctionID: FunctionSymbols] = [:]

  /// What stands before definitions that other files of the module name.
  var storage: String { parts == nil ? "static " : "" }
  /// The position tables of inlined functions, as far as those around them have been written.
  private var inlinedPositions: [FunctionID: [Position]] = [:]

  init(_ program: Program, _ module: Module, prefix: String, options: EmitOptions) {
    self.program = program
    self.module = module
    self.options = options
    self.prefix = prefix
    file = module.file
    globals = prefix + "_globals"
    functions = ModuleEmitter.reachable(program, module)
    parts = module.isLibrary ? nil : ModuleEmitter.parts(of: functions, in: program, size: options.partSize)
    nameFunctions()
  }

  /// The functions that something makes, in the module's order: what stands in `if False:` is not there.
  private static func reachable(_ program: Program, _ module: Module) -> [FunctionID] {
    var seen: Set<FunctionID> = [module.body]
    var pending = [module.body]
    while let id = pending.popLast() {
      let graph = program[id].generic
      for site in program[id].inlinedSites where seen.insert(site.function).inserted { pending.append(site.function) }
      for block in graph.blocks {
        for value in block.instructions {
          guard let other = graph[value].function, graph[value].opcode == .primitive else { continue }
          if seen.insert(other).inserted { pending.append(other) }
        }
      }
    }
    return module.functions.filter { seen.contains($0) }
  }

  private func nameFunctions() {
    var taken: Set<String> = [globals, prefix + "_names", prefix + "_source"]
    var numbers: [String: Int] = [:]
    let suffixes = ["", "_code", "_entry", "_object", "_made", "_resume", "_caches", "_positions", "__generic", "__fast", "__fast2", "__fast3", "__fast4", "__fast5", "__fast6", "__fast7", "_hosted"]
    for id in functions {
      let function = program[id]
      let own = function.kind == .module ? "body" : CNames.qualified(function.qualifiedName)
      let wanted = "\(prefix)__\(own)"
      var base = wanted
      var number = numbers[wanted] ?? 2
      while suffixes.contains(where: { taken.contains(base + $0) }) {
        base = "\(wanted)_\(number)"
        number += 1
      }
      numbers[wanted] = number
      for suffix in suffixes { taken.insert(base + suffix) }
      symbolsByFunction[id] = FunctionSymbols(function, base: base, storage: storage)
    }
  }

  func symbols(of id: FunctionID) -> FunctionSymbols {
    guard let symbols = symbolsByFunction[id] else {
      preconditionFailure("emit: \(program[id].qualifiedName) is no function of \(module.name)")
    }
    mentioned.insert(id)
    return symbols
  }

  /// Whether the function is one of this module's, so that its static object can be named here.
  func owns(_ id: FunctionID) -> Bool { symbolsByFunction[id] != nil }

  /// The function object of a `def` that is executed at most once, as a C expression; 0 or empty before it is.
  func objectOfFunction(_ id: FunctionID) -> String? {
    guard owns(id), program[id].isMadeOnce else { return nil }
    let base = symbols(of: id).base
    return program[id].isStatic ? "&\(base)_object" : "\(base)_made"
  }

  // MARK: The file

  func emit() -> [EmittedFile] {
    if let parts { return emitParts(parts) }
    var body = CText()
    for id in functions {
      let tables = emitCode(of: id, to: &body)
      emitTables(tables, to: &body)
    }
    emitModuleRow(to: &body)
    var layouts = CText()
    emitLayouts(to: &layouts)
    var head = CText()
    emitHead(to: &head)
    return [file(prefix + ".c", head.text + layouts.text + body.text)]
  }

  func file(_ name: String, _ text: String) -> EmittedFile {
    var file = EmittedFile(name: name, module: module.name, text: options.lineDirectives ? numbered(text) : text)
    if options.lineDirectives { file.symbols = namesOfFunctions() }
    return file
  }

  /// The Python function of each C function.
  private func namesOfFunctions() -> [String: CFunction] {
    var names: [String: CFunction] = [:]
    for (id, symbols) in symbolsByFunction {
      let isCalled = symbols.isResumable || !program[id].versions.isEmpty
      names[symbols.base] = CFunction(id: id, form: isCalled ? "call" : "generic")
      names[symbols.base + "_entry"] = CFunction(id: id, form: "call")
      names[symbols.base + "_resume"] = CFunction(id: id, form: "generic")
      names[symbols.generic] = CFunction(id: id, form: "generic")
      for number in program[id].versions.indices {
        names[symbols.fast(number)] = CFunction(id: id, form: number == 0 ? "fast" : "fast\(number + 1)")
      }
    }
    return names
  }

  // MARK: Layouts of classes

  /// The C arguments for a class's layout.
  func layoutArguments(of id: FunctionID) -> String { layoutSymbol(of: id).macro }

  /// The layout of a class, which the file at hand then names.
  func layoutSymbol(of id: FunctionID) -> LayoutSymbol {
    guard let symbol = layouts[id] else {
      preconditionFailure("emit: no layout for the class \(program[id].qualifiedName)")
    }
    if !owns(id) || parts != nil { foreignLayouts.insert(id) }
    return symbol
  }

  /// Those of this module are defined here unless `onlyNames`.
  func emitLayouts(onlyNames: Bool = false, to text: inout CText) {
    let own = onlyNames ? [] : functions.compactMap { layouts[$0] }
    let foreign = foreignLayouts.sorted { $0.index < $1.index }.compactMap { layouts[$0] }
    for symbol in foreign {
      text.line("NX_DECLARE_LAYOUT(\(symbol.name))")
      text.line(symbol.macroDefinition)
    }
    for symbol in own {
      let layout = symbol.layout
      var names = "NULL"
      if !layout.names.isEmpty {
        names = symbol.name + "_words"
        text.wrapped(
          "static const nx_str *const \(names)[] = {", layout.names.map { constants.stringPointer($0) }, "};")
      }
      text.line(
        "NX_DEFINE_LAYOUT(\(symbol.name), \(layout.blockBytes), \(layout.names.count), \(layout.members), \(symbol.offset), \(symbol.bytes), \(names), \(layout.customStores), \(layout.fields.count), \"\(layout.fields.map(\.letter).joined())\")")
      text.line(symbol.macroDefinition)
    }
    if !own.isEmpty || !foreign.isEmpty { text.line() }
  }

  /// Fills in the C lines of `#line` directives, which are known when the whole file is. Lines of C are counted from a
  /// directive on: for debug information it stands before each of them where a statement may begin.
  private func numbered(_ text: String) -> String {
    var result = ""
    var number = 0
    var directive: Substring?
    var begins = false
    func add(_ line: Substring) {
      number += 1
      if number > 1 { result += "\n" }
      result += line
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let isDirective = line.hasPrefix(EmittedFile.lineDirective)
      if isDirective {
        directive = line.dropLast(2)
      } else if options.linesEverywhere, begins, !line.isEmpty, let directive {
        add("\(directive)\(number + 2))")
      }
      if !isDirective {
        add(line)
        begins = line.last.map { !",(=\\\"".contains($0) } ?? begins
      } else if !options.linesEverywhere || !begins {
        add("\(line.dropLast(2))\(number + 2))")
      }
    }
    return result
  }

  /// What every file begins with.
  func emitIncludes(of name: String, to text: inout CText) {
    text.line("// \(CText.comment(module.name)), compiled from \(CText.comment(file.lastPathComponent))")
    if options.stressesExits { text.line("#define NX_STRESS_EXITS") }
    text.line("#include \"natrix.h\"")
    text.line()
    if options.lineDirectives {
      text.line("#ifdef NX_C_LINES  // debuggers show this file, not the Python source")
      text.line("#define NX_LINE(python, c) c \(quoted(name.utf8))")
      text.line("#else")
      text.line("#define NX_LINE(python, c) python \(quoted(options.shown(path: file.path).utf8))")
      text.line("#endif")
      text.line()
    }
  }

  /// The constants that the file at hand uses.
  func emitConstants(to text: inout CText) {
    if !constants.interned.isEmpty {
      emitSharedNames(to: &text)
    }
    if !constants.definitions.isEmpty {
      for definition in constants.definitions { text.line(definition) }
      text.line()
    }
  }

  /// What the file with the tables begins with: the source, the globals, the constants.
  func emitTablesHead(to text: inout CText) {
    emitIncludes(of: prefix + ".c", to: &text)
    emitSource(to: &text)
    text.line("\(storage)nx_dict \(globals) = {.header = {&nx_dict_type.root}};")
    text.line()
    emitConstants(to: &text)
  }

  private func emitHead(to text: inout CText) {
    emitTablesHead(to: &text)
    for id in functions {
      let symbols = symbols(of: id)
      text.line("static nx_code \(symbols.base)_code;")
      emitObject(of: id, to: &text)
      if called.contains(id) { text.line("\(symbols.callPrototype);") }
      emitPrototypesOfGeneric(of: id, to: &text)
      emitPrototypesOfVersions(of: id, to: &text)
    }
    text.line()
  }

  /// The static function object, or the variable that keeps the one that the `def` made: its C declaration and, where it
  /// is defined, the initializer.
  private func object(of id: FunctionID) -> (declaration: String, initializer: String)? {
    let function = program[id]
    let base = symbols(of: id).base
    if function.isStatic {
      return ("nx_function \(base)_object", " = {.header = {&nx_function_type.root}}")
    }
    if function.isMadeOnce { return ("nx_function *\(base)_made", "") }
    guard function.isComprehension, !function.isInlined, function.freeVariables.isEmpty else { return nil }
    return ("nx_function \(base)_object", " = NX_COMPREHENSION(&\(base)_code, &\(globals))")
  }

  private func emitObject(of id: FunctionID, to text: inout CText) {
    guard let (declaration, initializer) = object(of: id) else { return }
    text.line("\(storage)\(declaration)\(initializer);")
  }

  /// The code and the function object of a function whose tables are in another file.
  func emitExternObjects(of id: FunctionID, to text: inout CText) {
    text.line("extern nx_code \(symbols(of: id).base)_code;")
    if let (declaration, _) = object(of: id) { text.line("extern \(declaration);") }
  }

  /// Code, entry and function object of a function whose code is in another file.
  func emitCodeObjects(of id: FunctionID, to text: inout CText) {
    let symbols = symbols(of: id)
    text.line("extern nx_code \(symbols.base)_code;")
    text.line("\(symbols.entryPrototype);")
    if program[id].hasHostedEntry(in: program) { text.line("\(symbols.hostedPrototype);") }
    if program[id].hasMachineHash { text.line("\(symbols.fastPrototype(0, program[id].versions[0]));") }
    emitObject(of: id, to: &text)
  }

  /// What fast versions leave for.
  func emitPrototypesOfGeneric(of id: FunctionID, to text: inout CText) {
    guard !program[id].versions.isEmpty else { return }
    let symbols = symbols(of: id)
    text.line("\(symbols.genericPrototype);")
    if symbols.isResumable { text.line("\(symbols.bodyPrototype);") }
  }

  func emitPrototypesOfVersions(of id: FunctionID, to text: inout CText) {
    let versions = program[id].versions
    let symbols = symbols(of: id)
    for (number, version) in versions.enumerated() {
      text.line("\(symbols.fastPrototype(number, version));")
    }
  }

  /// Strings that all modules of the program share: each module defines those it uses, the linker keeps one of each.
  private func emitSharedNames(to text: inout CText) {
    for (symbol, characters) in constants.interned {
      if characters.allSatisfy({ $0 < 128 }) {
        let bytes = quoted(characters.map { UInt8($0) })
        text.line("NX_SHARED_NAME(\(symbol), \(characters.count), \(bytes))")
      } else {
        let value = ConstantPool.stringInitializer(characters, interned: true)
        text.line("NX_SHARED_STR(\(symbol), \(value))")
      }
    }
    text.wrapped("NX_SHARED_NAMES(", constants.interned.map { "&" + $0.symbol }, ");")
    text.line()
  }

  func emitSource(to text: inout CText) {
    text.line("\(storage)const nx_source \(prefix)_source = {")
    text.line("    .path = \(quoted(options.shown(path: file.path).utf8)),")
    text.line("    .length = \(file.text.count),")
    text.line("    .text =")
    if file.text.isEmpty { text.line("        \"\"") }
    var number = 1
    while number <= file.lineStarts.count {
      let start = Int(file.lineStarts[number - 1])
      let end = number < file.lineStarts.count ? Int(file.lineStarts[number]) : file.text.count
      if end > start { text.line("        \(quoted(file.text[start..<end]))") }
      number += 1
    }
    text.line("};")
  }

  func writeSource(line number: Int, to text: inout CText) {
    let content = CText.comment(String(decoding: file.line(number).prefix(400), as: UTF8.self))
    text.line("// \(CText.comment(file.lastPathComponent)):\(number)   \(content)")
    if options.lineDirectives { text.margin("\(EmittedFile.lineDirective)\(number), ?)") }
  }

  /// What follows belongs to the head of a function.
  func writeHead(of function: Function, to text: inout CText) {
    if options.linesEverywhere { text.margin("\(EmittedFile.lineDirective)\(function.firstLine), ?)") }
  }

  // MARK: Functions

  /// What the tables of a function say that only its code knows.
  struct FunctionTables {
    var id: FunctionID
    var positions: [Position]
    var frameSlots: Int
  }

  func emitCode(of id: FunctionID, to text: inout CText) -> FunctionTables {
    let function = program[id]
    let symbols = symbols(of: id)
    var positions = inlinedPositions[id] ?? []
    if function.isInlined { return FunctionTables(id: id, positions: positions, frameSlots: 0) }
    var slots = 0
    for (number, version) in function.versions.enumerated() {
      var fast = function
      fast.generic = version.graph
      var emitter = FunctionEmitter(self, fast, symbols, form: .fast(number), positions: positions)
      emitter.write(to: &text)
      positions = emitter.positions
      slots = max(slots, emitter.frameSlots)
    }
    var emitter = FunctionEmitter(
      self, function, symbols, form: function.versions.isEmpty ? .plain : .generic, positions: positions)
    emitter.write(to: &text)
    slots = max(slots, emitter.frameSlots)
    writeHead(of: function, to: &text)
    if function.kind.isResumable {
      if !function.versions.isEmpty { emitGenericResume(symbols, to: &text) }
      emitCreation(of: function, symbols, slots: slots, to: &text)
    } else if !function.versions.isEmpty {
      emitDispatch(of: function, symbols, to: &text)
    }
    emitEntry(of: function, symbols, to: &text)
    if function.hasHostedEntry(in: program) { emitHostedEntry(of: function, symbols, to: &text) }
    return FunctionTables(id: id, positions: emitter.positions, frameSlots: slots)
  }

  /// The positions of a function and its code object.
  func emitTables(_ tables: FunctionTables, to text: inout CText) {
    let symbols = symbols(of: tables.id)
    emitPositions(tables.positions, symbols, to: &text)
    emitCodeObject(program[tables.id], symbols, tables, to: &text)
    text.line()
  }

  /// How a frame goes on that its fast version has left.
  private func emitGenericResume(_ symbols: FunctionSymbols, to text: inout CText) {
    text.line()
    text.line("\(symbols.bodyPrototype) {")
    text.line("    return \(symbols.generic)(frame, sent, 0, NULL);")
    text.line("}")
  }

  /// Calling a resumable function makes its generator object with the parameters in the frame.
  private func emitCreation(
    of function: Function, _ symbols: FunctionSymbols, slots: Int, to text: inout CText
  ) {
    let type =
      switch function.kind {
      case .coroutine: "nx_coroutine_type"
      case .asyncGenerator: "nx_async_generator_type"
      case .generator, .module, .function, .lambda, .comprehension, .classBody: "nx_generator_type"
      }
    text.line()
    text.line("\(symbols.callPrototype) {")
    let resume = function.versions.isEmpty ? symbols.base + "_resume" : symbols.fast(0)
    text.line("    nx_generator *frame = nx_generator_new(function, \(resume), \(slots), &\(type));")
    text.line("    if (NX_UNLIKELY(!frame)) return NX_ERROR;")
    for (index, parameter) in symbols.parameters.enumerated() {
      text.line("    frame->frame[\(index)] = \(parameter);")
    }
    text.line("    return NX_OBJ(frame);")
    text.line("}")
  }

  /// What callers call that know nothing of the arguments: the first version that they fit, else the generic one.
  private func emitDispatch(of function: Function, _ symbols: FunctionSymbols, to text: inout CText) {
    text.line()
    text.line("\(symbols.callPrototype) {")
    text.indent()
    let order = function.dispatchOrder
    for number in order {
      let version = function.versions[number]
      var conditions: [String] = []
      var arguments = ["function"]
      text.line("{")
      text.indent()
      for (parameter, representation) in zip(symbols.parameters, version.parameters) {
        switch representation {
        case .i64, .f64:
          text.line("\(representation.cType) fast_\(parameter);")
          conditions.append("nx_unbox_\(representation.rawValue)(\(parameter), &fast_\(parameter))")
          arguments.append("fast_\(parameter)")
        case .object, .bool, .none: arguments.append(parameter)
        }
      }
      conditions += version.hostedConditions(symbols.parameters) + callingItself(function)
      if !conditions.isEmpty { text.line("if (NX_LIKELY(\(conditions.joined(separator: " && ")))) {") }
      emitReturn(of: version, "\(symbols.fast(number))(\(arguments.joined(separator: ", ")))", to: &text)
      if !conditions.isEmpty { text.line("}") }
      text.dedent()
      text.line("}")
      if conditions.isEmpty { break }
    }
    if function.versions.allSatisfy(\.isConditional) || !callingItself(function).isEmpty {
      if symbols.parameters.isEmpty {
        text.line("return \(symbols.generic)(function, 0, NULL);")
      } else {
        text.line("nx_value nx_saved[] = {\(symbols.parameters.joined(separator: ", "))};")
        text.line("return \(symbols.generic)(function, 0, nx_saved);")
      }
    }
    text.dedent()
    text.line("}")
  }

  /// What a fast version gives, as an object.
  func emitReturn(of version: FastVersion, _ call: String, to text: inout CText) {
    switch version.result {
    case .i64, .f64:
      let kind = version.result.rawValue
      text.line("    \(version.result.cType) result = \(call);")
      text.line("    return NX_UNLIKELY(nx_is_other_\(kind)(result)) ? nx_take_other() : nx_box_\(kind)(result);")
    case .object, .bool, .none: text.line("    return \(call);")
    }
  }

  private func emitEntry(of function: Function, _ symbols: FunctionSymbols, to text: inout CText) {
    let arguments = symbols.parameters.indices.map { ", args[\($0)]" }.joined()
    text.line()
    text.line("\(symbols.entryPrototype) {")
    text.line("    return \(symbols.base)(function\(arguments));")
    text.line("}")
  }

  private func emitPositions(
    _ positions: [Position], _ symbols: FunctionSymbols, to text: inout CText
  ) {
    guard !positions.isEmpty else { return }
    text.line()
    text.line("static const nx_position \(symbols.base)_positions[] = {")
    text.indent()
    text.wrapped("", positions.map { row(of: $0) }, "")
    text.dedent()
    text.line("};")
  }

  /// The number of a position in the table of an inlined function, which follows that of the function around it.
  func inlinedPosition(_ position: Position, of id: FunctionID) -> Int {
    if let known = inlinedPositions[id]?.firstIndex(of: position) { return known }
    inlinedPositions[id, default: []].append(position)
    return inlinedPositions[id, default: []].count - 1
  }

  private func row(of position: Position) -> String {
    let row = position.row(in: file)
    return "{\((row.lines + row.columns).map(String.init).joined(separator: ", "))}"
  }

  private func emitCodeObject(
    _ function: Function, _ symbols: FunctionSymbols, _ tables: FunctionTables,
    to text: inout CText
  ) {
    let signature = function.signature
    let base = symbols.base
    emitNames("parameters", function.parameterNames, base, to: &text)
    emitNames("locals", function.locals, base, to: &text)
    emitNames("free_names", function.freeVariables, base, to: &text)
    emitNames("cell_names", function.cellVariables, base, to: &text)
    let mentioned = program.traits.usesCodeNames ? mentionedNames(function) : []
    emitNames("names", mentioned, base, to: &text)
    var fields: [String] = [
      ".header = {&nx_code_type.root}",
      ".name = \(constants.stringPointer(function.name))",
      ".qualname = \(constants.stringPointer(function.qualifiedName))",
      ".source = &\(prefix)_source",
    ]
    if !tables.positions.isEmpty { fields.append(".positions = \(base)_positions") }
    if !function.parameterNames.isEmpty { fields.append(".parameters = \(base)_parameters") }
    if !function.isInlined { fields.append(".entry = \(base)_entry") }
    if function.hasHostedEntry(in: program) { fields.append(".hosted = \(base)_hosted") }
    if function.hasMachineHash { fields.append(".machine_hash = \(symbols.fast(0))") }
    fields.append(".first_line = \(function.firstLine)")
    if !signature.positionalOnly.isEmpty {
      fields.append(".positional_only = \(signature.positionalOnly.count)")
    }
    if function.positionalCount > 0 { fields.append(".positional = \(function.positionalCount)") }
    if !signature.keywordOnly.isEmpty {
      fields.append(".keyword_only = \(signature.keywordOnly.count)")
    }
    let flags = function.codeFlags.map(\.cName)
    if !flags.isEmpty { fields.append(".flags = \(flags.joined(separator: " | "))") }
    if tables.frameSlots > 0 { fields.append(".frame_slots = \(tables.frameSlots)") }
    if !function.locals.isEmpty {
      fields.append(".locals = \(base)_locals")
      fields.append(".local_count = \(function.locals.count)")
    }
    if !function.freeVariables.isEmpty {
      fields.append(".free_names = \(base)_free_names")
      fields.append(".free_count = \(function.freeVariables.count)")
    }
    if !function.cellVariables.isEmpty {
      fields.append(".cell_names = \(base)_cell_names")
      fields.append(".cell_count = \(function.cellVariables.count)")
    }
    if !mentioned.isEmpty {
      fields.append(".names = \(base)_names")
      fields.append(".name_count = \(mentioned.count)")
    }
    fields.append(".doc = \(constants.expression(function.docstring))")
    text.line()
    text.line("\(storage)nx_code \(base)_code = {")
    text.indent()
    text.wrapped("", fields, ",")
    text.dedent()
    text.line("};")
  }

  private func emitNames(
    _ what: String, _ names: [String], _ base: String, to text: inout CText
  ) {
    guard !names.isEmpty else { return }
    text.line()
    let pointers = names.map { constants.stringPointer($0) }
    text.wrapped("static const nx_str *const \(base)_\(what)[] = {", pointers, "};")
  }

  /// Global and attribute names in the order of the code: `co_names`.
  private func mentionedNames(_ function: Function) -> [String] {
    var names: [String] = []
    for block in function.generic.reversePostorder() {
      for value in function.generic[block].instructions {
        let instruction = function.generic[value]
        let isLocal =
          switch instruction.primitive?.id {
          case .check_local, .check_free, .load_cell, .delete_cell: true
          default: false
          }
        if !isLocal, let name = instruction.nameAttribute, !names.contains(name) { names.append(name) }
      }
    }
    return names
  }

  // MARK: The module's row

  func emitModuleRow(to text: inout CText) {
    let names = module.globals.map { constants.stringPointer($0) }
    if !names.isEmpty {
      text.wrapped("static const nx_str *const \(prefix)_names[] = {", names, "};")
    }
    emitWarnings(to: &text)
    if options.profiles { emitFunctionList(to: &text) }
    let body = symbols(of: module.body).base
    text.line()
    text.line("const nx_module_def \(ModuleEmitter.rowSymbol(module.name)) = {")
    text.line("    .name = \(quoted((module.importName ?? module.name).utf8)),")
    text.line("    .source = &\(prefix)_source,")
    text.line("    .is_package = \(module.isPackage),")
    text.line("    .body = \(body)_entry,")
    text.line("    .code = &\(body)_code,")
    text.line("    .globals = &\(globals),")
    if !names.isEmpty {
      text.line("    .global_names = \(prefix)_names,")
      text.line("    .global_count = \(names.count),")
    }
    if !module.warnings.isEmpty {
      text.line("    .warnings = \(prefix)_warnings,")
      text.line("    .warning_count = \(module.warnings.count),")
    }
    text.line("};")
  }

  private func emitWarnings(to text: inout CText) {
    guard !module.warnings.isEmpty else { return }
    text.line("static const nx_syntax_warning \(prefix)_warnings[] = {")
    for warning in module.warnings {
      let place = warning.place
      let numbers = [place.line, place.offset, place.endLine, place.endOffset].map(String.init).joined(separator: ", ")
      text.line("    {\(quoted(warning.message.utf8)), \(numbers), \(warning.isDeprecation)},")
    }
    text.line("};")
  }

  static func rowSymbol(_ module: String) -> String { "nx_compiled_" + CNames.module(module) }
}

/// What a class's layout is called in C.
struct LayoutSymbol {
  /// As the function of the class's body: `py_app__Point`.
  var name: String
  var layout: ClassLayout

  var macro: String { name + "_LAYOUT" }
  var offset: String { layout.isException ? "sizeof(nx_exception)" : "sizeof(nx_header)" }
  var bytes: String { "NX_INSTANCE_BYTES(\(offset), \(layout.words))" }
  var macroDefinition: String {
    "#define \(macro) &\(name)_layout, \(name)_shapes, \(layout.blockBytes), \(layout.members), \(offset), \(bytes)"
  }
}

extension FunctionSymbols {
  init(_ function: Function, base: String, storage: String) {
    self.base = base
    self.storage = storage
    var scope = NameScope()
    parameters = function.parameterNames.map { scope.unique(CNames.variable($0)) }
    isResumable = function.kind.isResumable
    let list = parameters.map { ", nx_value \($0)" }.joined()
    callPrototype = "\(storage)nx_value \(base)(nx_function *function\(list))"
    bodyPrototype =
      function.kind.isResumable
      ? "static nx_value \(base)_resume(nx_generator *frame, nx_value sent)" : callPrototype
  }
}

extension Function {
  /// A `__hash__` whose only version takes any object and gives a machine number: dicts and sets call that (slot_functions.c).
  var hasMachineHash: Bool {
    name == "__hash__" && kind == .function && !isInlined && signature.isSimple && versions.count == 1
      && versions[0].parameters == [.object] && versions[0].result == .i64 && !versions[0].isConditional
  }
}
