/// A large module as several C files, so that they compile side by side, and an edit compiles only what it changes:
///
///     py_app.c      the source, the globals, function and code objects with their positions, layouts, the module's row
///     py_app_1.c    the code of functions that stand together, with the constants that they use
///     py_app_2.c    …
///
/// All that names Python lines is in the first file (comments do not count, see Toolchain). How a module is divided follows
/// from its functions alone, not from the machine. Calls between the files are not inlined by the C compiler: a file holds
/// about a hundred lines of Python and more.

import NatrixIR

extension ModuleEmitter {
  /// The functions of each file of code, in order; nil: the module is small.
  static func parts(of functions: [FunctionID], in program: Program, size partSize: Int) -> [[FunctionID]]? {
    let sizes = functions.map { id in
      program[id].versions.reduce(size(of: program[id].generic)) { $0 + size(of: $1.graph) }
    }
    let whole = sizes.reduce(0, +)
    guard whole > partSize + partSize / 2 else { return nil }
    var parts: [[FunctionID]] = [[]]
    var filled = 0
    for (id, size) in zip(functions, sizes) {
      // What is nearer to a full file: with this function, or without it.
      if filled > 0, filled + size / 2 > partSize {
        parts.append([])
        filled = 0
      }
      parts[parts.count - 1].append(id)
      filled += size
    }
    return parts
  }

  private static func size(of graph: Graph) -> Int { graph.blocks.reduce(0) { $0 + $1.instructions.count } }

  func emitParts(_ parts: [[FunctionID]]) -> [EmittedFile] {
    var files: [EmittedFile] = []
    var tables: [FunctionTables] = []
    for (index, part) in parts.enumerated() {
      let name = "\(prefix)_\(index + 1).c"
      files.append(file(name, emitPart(part, name, &tables)))
    }
    return [file("\(prefix).c", emitTablesOfAll(tables))] + files
  }

  private func beginFile() {
    constants = ConstantPool()
    mentioned = []
    foreignLayouts = []
  }

  private func emitPart(_ part: [FunctionID], _ name: String, _ tables: inout [FunctionTables]) -> String {
    beginFile()
    var body = CText()
    for id in part {
      tables.append(emitCode(of: id, to: &body))
      body.line()
    }
    let used = mentioned.union(part).sorted { $0.index < $1.index }
    var layouts = CText()
    emitLayouts(onlyNames: true, to: &layouts)
    var head = CText()
    emitIncludes(of: name, to: &head)
    head.line("extern nx_dict \(globals);")
    head.line()
    emitConstants(to: &head)
    let own = Set(part)
    for id in used {
      let symbols = symbols(of: id)
      emitExternObjects(of: id, to: &head)
      head.line("\(symbols.callPrototype);")
      if own.contains(id) { emitPrototypesOfGeneric(of: id, to: &head) }
      emitPrototypesOfVersions(of: id, to: &head)
    }
    head.line()
    return head.text + layouts.text + body.text
  }

  private func emitTablesOfAll(_ tables: [FunctionTables]) -> String {
    beginFile()
    var body = CText()
    for table in tables { emitTables(table, to: &body) }
    emitModuleRow(to: &body)
    var layouts = CText()
    emitLayouts(to: &layouts)
    var head = CText()
    emitTablesHead(to: &head)
    for id in functions { emitCodeObjects(of: id, to: &head) }
    head.line()
    return head.text + layouts.text + body.text
  }
}
