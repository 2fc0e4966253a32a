// natrix build: a native executable.

import ArgumentParser
import NatrixDriver

struct Build: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compile a program to a native executable.",
    usage: "natrix build [options] (FILE | - | -c CODE | -m MODULE) [-o OUTPUT]")

  @OptionGroup var compile: CompileOptions
  @Option(name: .shortAndLong, help: "The executable (default: the program's name without .py).")
  var output: String?
  @Option(name: .customShort("c"), help: ArgumentHelp("Compile this source text.", valueName: "code"))
  var code: String?
  @Option(name: .customShort("m"), help: ArgumentHelp("Compile this module or package.", valueName: "module"))
  var module: String?
  @Option(help: ArgumentHelp("Do not compile: write C and a build.ninja to this folder, for ninja to build here or elsewhere.", valueName: "dir"))
  var emitNinja: String?
  @Argument(help: "The program's main file.")
  var file: String?

  func run() throws {
    try reporting {
      var words = file.map { [$0] } ?? []
      let source = try ProgramSource.chosen(code: code, module: module, words: &words)
      let pipeline = try Pipeline(options: compile.options)
      if let emitNinja {
        let count = try pipeline.emitNinja(source, into: emitNinja, name: Path.name(of: output ?? defaultOutput(source)))
        return print("wrote \(Path.join(emitNinja, "build.ninja")) for \(count) files of C: ninja -C \(emitNinja)")
      }
      try pipeline.build(source, output: output ?? defaultOutput(source))
    }
  }

  private func defaultOutput(_ source: ProgramSource) -> String {
    switch source {
    case .file(let path):
      let stem = Path.stem(of: path)
      return stem == Path.name(of: path) ? stem + ".out" : stem
    case .module(let name): return name.split(separator: ".").last.map(String.init) ?? name
    case .code, .standardInput: return "a.out"
    }
  }
}
