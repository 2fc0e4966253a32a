// natrix lib: a module that C programs call.

import ArgumentParser
import NatrixDriver

struct Lib: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a C library of modules: libNAME.so, libNAME.a, NAME.h and NAME.pc.",
    usage: "natrix lib [options] FILE … [-o DIR]")

  @OptionGroup var compile: CompileOptions
  @Option(name: .shortAndLong, help: "The folder for the library (default: where each source is).")
  var output: String?
  @Argument(help: "A .py file; its annotated functions and classes can be called from C.")
  var files: [String]

  func run() throws {
    try reporting {
      var options = compile.options
      guard options.linkage == .automatic else {
        throw DriverError("--static and --dynamic are for executables only")
      }
      options.isLibrary = true
      options.variant = "pic"
      for file in files {
        let folder = Path.folder(of: file)
        try Pipeline(options: options).buildLibrary(file, folder: output ?? (folder.isEmpty ? "." : folder))
      }
    }
  }
}
