// natrix precompile: library modules as objects that every build finds.

import ArgumentParser
import NatrixDriver

struct Precompile: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compile modules of the library once for all programs (part of installing natrix).",
    shouldDisplay: false)

  @OptionGroup var compile: CompileOptions
  @Option(name: .shortAndLong, help: "The folder for the objects.")
  var output: String
  @Flag(help: "Not objects: link the program that interprets others, as OUTPUT.")
  var interpreter = false
  @Argument(help: "Modules; what they import is compiled too.")
  var modules: [String] = []

  func run() throws {
    try reporting {
      let pipeline = try Pipeline(options: compile.options)
      if interpreter {
        try pipeline.buildInterpreter(output)
      } else {
        try pipeline.precompile(modules, into: output)
      }
    }
  }
}
