/// From a program in IR, every pass run, to C: a file for each module, several for a large one, and `main.c` with the program's tables.

import NatrixIR

package struct EmitOptions: Sendable {
  /// The Python line as a comment where it changes.
  package var sourceComments = true
  /// `#line` directives to the Python source.
  package var lineDirectives = false
  /// One before every line of C, for debug information; else only where the Python line changes.
  package var linesEverywhere = false
  /// Each guard counts how often it fails.
  package var countsExits = false
  /// The program can be profiled: it has a list of its functions, and starts taking samples.
  package var profiles = false
  /// Guards of fast versions fail now and then.
  package var stressesExits = false
  /// Instructions in one file of C; a module of more than one and a half times as many becomes several files.
  package var partSize = 3000
  /// What relative paths of sources are relative to, with a slash behind it: tracebacks and `__file__` have absolute ones, as CPython's.
  package var folder = ""
  /// Of an extension module: its name as CPython imports it.
  package var extensionName: String?
  /// Of a C library: there is no main program.
  package var isLibrary = false
  package init() {}

  package func shown(path: String) -> String {
    if path.hasPrefix("/") || path.hasPrefix("<") || folder.isEmpty { return path }
    return folder + (path.hasPrefix("./") ? String(path.dropFirst(2)) : path)
  }
}

/// A C function: the function that it is of, and which of its forms (`fast`, `fast2`, `generic`, and `call` for what finds out
/// which of them a call is for).
package struct CFunction: Sendable {
  package var id: FunctionID
  package var form: String
}

package struct EmittedFile: Sendable {
  /// `py_app.c`, `main.c`.
  package var name: String
  /// The module that it is of; nil: of the whole program.
  package var module: String?
  package var text: String
  /// What its C functions are, by their names.
  package var symbols: [String: CFunction] = [:]

  /// The lines of C that belong to a Python line, in order, when the text has `#line` directives.
  package var linesByPythonLine: [(line: Int, text: String)] {
    var found: [(line: Int, text: String)] = []
    var current: Int?
    for text in text.split(separator: "\n") {
      if text.hasPrefix(EmittedFile.lineDirective) {
        current = Int(text.dropFirst(EmittedFile.lineDirective.count).prefix { $0.isNumber })
      } else if text.hasPrefix("}") {
        current = nil
      } else if let current, !text.hasPrefix("#") {
        found.append((current, String(text)))
      }
    }
    return found
  }

  /// The lines of C functions, with the Python function that each is of and its line; 0 of what has none, such as the function's
  /// head. For text that has `#line` directives.
  package var linesOfFunctions: [(function: CFunction, line: Int, text: String)] {
    var found: [(function: CFunction, line: Int, text: String)] = []
    var function: CFunction?
    var line = 0
    for text in text.split(separator: "\n") {
      if function == nil {
        guard text.hasSuffix(") {"), let bracket = text.firstIndex(of: "(") else { continue }
        let name = text[..<bracket].split(whereSeparator: { $0 == " " || $0 == "*" }).last ?? ""
        function = symbols[String(name)]
        line = 0
        if let function { found.append((function, 0, String(text))) }
      } else if let current = function {
        if text.hasPrefix(EmittedFile.lineDirective) {
          line = Int(text.dropFirst(EmittedFile.lineDirective.count).prefix { $0.isNumber }) ?? line
        } else if text.hasPrefix("}") {
          function = nil
        } else if !text.hasPrefix("#"), !text.drop(while: { $0 == " " }).hasPrefix("//") {
          found.append((current, line, String(text)))
        }
      }
    }
    return found
  }

  static let lineDirective = "#line NX_LINE("
}

/// The first file is the main module's. Every function of the program must have been through `error-edges` and `state-machine`.
package func emit(_ program: Program, options: EmitOptions = EmitOptions()) -> [EmittedFile] {
  var files: [EmittedFile] = []
  let modules = Array(zip(program.modules, modulePrefixes(program)))
  let mainFirst = modules.filter { $0.0.name == "__main__" } + modules.filter { $0.0.name != "__main__" }
  let layouts = program.classLayouts()
  let emitters = mainFirst.map { ModuleEmitter(program, $0.0, prefix: $0.1, options: options) }
  var symbols: [FunctionID: LayoutSymbol] = [:]
  for emitter in emitters {
    for (id, layout) in layouts where emitter.owns(id) {
      symbols[id] = LayoutSymbol(name: emitter.symbols(of: id).base, layout: layout)
    }
  }
  for emitter in emitters {
    emitter.layouts = symbols
    files += emitter.emit()
  }
  let main = options.isLibrary ? EmittedFile(name: "main.c", text: emitTables(program, main: nil).text) : emitMain(program, profiles: options.profiles)
  files.append(options.extensionName.map { emitExtension(program, $0) } ?? main)
  return files
}

/// `py_app` for app.py run as a script, `py_pkg__mod` for pkg.mod.
private func modulePrefixes(_ program: Program) -> [String] {
  var taken = Set(program.modules.map { "py_" + CNames.module($0.name) })
  return program.modules.map { module in
    guard module.name == "__main__" else { return "py_" + CNames.module(module.name) }
    let stem = module.file.lastPathComponent.split(separator: ".").first.map(String.init) ?? ""
    let name = "py_" + CNames.sanitized(stem)
    return stem.isEmpty || stem.hasPrefix("<") || !taken.insert(name).inserted ? "py___main__" : name
  }
}

/// The tables of the program that interprets others, which has these modules compiled (and no main module).
package func emitInterpreter(_ program: Program) -> EmittedFile { emitMain(program, isInterpreter: true) }

/// The tables of an extension module, and the function that CPython calls to import it.
private func emitExtension(_ program: Program, _ name: String) -> EmittedFile {
  var text = emitTables(program, main: nil)
  let last = name.split(separator: ".").last.map(String.init) ?? name
  text.line("void *nx_ext_start(const char *name);")
  text.wrapped(
    "const char *const nx_ext_modules[] = {",
    program.modules.filter { !$0.isLibrary }.map { quoted($0.name.utf8) } + ["NULL"], "};")
  text.line("__attribute__((visibility(\"default\"))) void *PyInit_\(last)(void) { return nx_ext_start(\(quoted(name.utf8))); }")
  return EmittedFile(name: "main.c", text: text.text)
}

private func emitMain(_ program: Program, isInterpreter: Bool = false, profiles: Bool = false) -> EmittedFile {
  let main =
    isInterpreter ? nil : program.modules.first { $0.name == "__main__" } ?? program.modules.first
  var text = emitTables(program, main: main)
  if profiles { text.line("#include \"profile.h\"") }
  text.line("int main(int argc, char **argv) {")
  if profiles { text.line("    nx_profile_start();") }
  text.line(
    isInterpreter
      ? "    return nx_interpreter_main(argc, argv);"
      : "    return nx_main(argc, argv, &\(ModuleEmitter.rowSymbol(main?.name ?? "__main__")));")
  text.line("}")
  return EmittedFile(name: "main.c", text: text.text)
}

private func emitTables(_ program: Program, main: Module?) -> CText {
  var text = CText()
  text.line("// The program's table of modules.")
  text.line("#include \"natrix.h\"")
  text.line("#include \"startup.h\"")
  text.line("#include \"evaluation.h\"")
  text.line()
  let others = program.modules.map(\.name).filter { $0 != main?.name }
  let compiled =
    program.moduleNames.isEmpty ? (main.map { [$0.name] } ?? []) + others : program.moduleNames
  let names =
    compiled.map { ModuleEmitter.rowSymbol($0) }
    + program.nativeModules.map { "nx_module_" + CNames.module($0) }
  text.wrapped("extern const nx_module_def ", names, ";")
  text.line("extern const nx_module_def *const nx_program_modules[];")
  text.line()
  text.wrapped(
    "const nx_module_def *const nx_program_modules[] = {", names.map { "&" + $0 } + ["NULL"], "};")
  text.line()
  text.wrapped(
    "const char *const nx_namespace_packages[] = {",
    program.namespacePackages.map { quoted($0.utf8) } + ["NULL"], "};")
  text.line("const bool nx_program_counts_recursion = \(program.traits.countsRecursion);")
  text.line("const bool nx_program_has_frames = \(program.traits.usesFrames);")
  text.line(
    "const nx_evaluator *const nx_program_evaluator = \(program.traits.usesEvaluator ? "&nx_the_evaluator" : "NULL");")
  text.line()
  return text
}
