// natrix ext: a module that CPython imports.

import ArgumentParser
import NatrixDriver

struct Ext: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compile modules or packages for CPython to import (name.abi3.so, for every version from 3.9 on).",
    usage: "natrix ext [options] PATH … [-o DIR]")

  @OptionGroup var compile: CompileOptions
  @Option(name: .shortAndLong, help: "The folder for the modules (default: where each source is).")
  var output: String?
  @Argument(help: "A .py file, or the folder of a package; each becomes one module.")
  var paths: [String]

  func run() throws {
    try reporting {
      var options = compile.options
      guard options.linkage == .automatic else {
        throw DriverError("--static and --dynamic are for executables only")
      }
      options.isExtension = true
      options.variant = "pic"
      for path in paths {
        let source = try ExtensionSource(path)
        try Pipeline(options: options).buildExtension(source, folder: output ?? folder(of: path))
      }
    }
  }

  private func folder(of path: String) -> String {
    let folder = Path.folder(of: path.hasSuffix("/") ? String(path.dropLast()) : path)
    return folder.isEmpty ? "." : folder
  }
}
