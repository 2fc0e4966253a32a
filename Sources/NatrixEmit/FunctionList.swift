/// What a profiler has to know of a module's functions, as text in a section of the executable: how their C functions are
/// called, and where they stand.
///
///     "M\\t__main__\\t/home/me/app.py\\town\\0" "V\\tpy_app__parse\\t12\\tparse\\0" …

import NatrixIR

extension ModuleEmitter {
  func emitFunctionList(to text: inout CText) {
    let path = options.shown(path: file.path)
    var entries = ["M\t\(module.name)\t\(path)\t\(module.isLibrary ? "library" : "own")"]
    for id in functions where !program[id].isInlined {
      // Where there are versions, or a frame is resumed, the function by that name only leads there.
      let leads = !program[id].versions.isEmpty || program[id].kind.isResumable
      entries.append("\(leads ? "V" : "F")\t\(symbols(of: id).base)\t\(program[id].firstLine)\t\(program[id].qualifiedName)")
    }
    text.line()
    text.line("__attribute__((section(\"nx_functions\"), used)) static const char \(prefix)_functions[] =")
    for entry in entries { text.line("    \(quoted(entry.utf8)) \"\\0\"") }
    text.line("    ;")
  }
}
