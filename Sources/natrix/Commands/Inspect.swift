// natrix check, ast and emit: what the stages of the compiler make of a program.

import ArgumentParser
import NatrixDriver

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Report syntax and scoping errors, unknown names and unknown imports.")
  @Option(name: .customLong("path"), help: ArgumentHelp("Also find modules in this folder.", valueName: "dir"))
  var paths: [String] = []
  @Flag(help: "Check syntax and scopes only.") var syntaxOnly = false
  @Flag(help: "Only the error that CPython would report, after a line with each file's name.")
  var first = false
  @Argument(help: "Files, or folders to search for .py files.") var files: [String]

  func run() throws {
    try reporting {
      var options = Options()
      options.searchPaths = paths
      let clean = try Pipeline(options: options).check(files, syntaxOnly: syntaxOnly, firstOnly: first)
      if !clean { throw DiagnosticsReported() }
    }
  }
}

struct Ast: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the syntax tree, as python3's ast.dump does.")
  @Flag(help: "With line and column numbers.") var attributes = false
  @Option(help: "Indent by this many columns.") var indent: Int?
  @Argument(help: "The source file, or - for standard input.") var file: String

  func run() throws {
    try reporting {
      let text = try Pipeline(options: Options()).dumpSyntax(file, attributes: attributes, indent: indent)
      print(text)
    }
  }
}

struct Emit: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the C that is generated for a program's own file.")
  @OptionGroup var compile: CompileOptions
  @Flag(help: "Also the C of every module that it imports.") var all = false
  @Argument(help: "The source file.") var file: String

  func run() throws {
    try reporting { print(try Pipeline(options: compile.options).emitText(file, all: all)) }
  }
}
