// natrix annotate: where a program stays slow, and why.

import ArgumentParser
import Glibc
import NatrixDriver
import NatrixReport

struct Annotate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show line by line what compiling makes of a program, and why it is not faster.",
    discussion: """
      natrix annotate app.py                a page: app.html
      natrix annotate app.py --text         the same on the terminal
      natrix annotate app.py --json         for editors
      natrix annotate --profile app.py -- arguments
                                            runs the program, too: time and failed guards by line
      """)

  @OptionGroup var compile: CompileOptions
  @Option(name: .shortAndLong, help: ArgumentHelp("The page (default: the program's name with .html; - for standard output).", valueName: "file"))
  var output: String?
  @Flag(help: "Print it as text.") var text = false
  @Flag(help: "Print it as JSON.") var json = false
  @Flag(help: "Run the program and show what its lines took; its output goes to standard error.") var profile = false
  @Argument(help: "The source file; what follows -- are the program's arguments.") var file: String
  @Argument(parsing: .postTerminator, help: .hidden) var arguments: [String] = []

  func validate() throws {
    if text && json { throw ValidationError("--text or --json, not both") }
    if !arguments.isEmpty && !profile { throw ValidationError("arguments are for --profile, which runs the program") }
  }

  func run() throws {
    try reporting {
      var annotated = try Pipeline(options: compile.options).annotate(file)
      if profile {
        let status = try Pipeline.measure(&annotated, options: compile.options, arguments: arguments)
        if status != 0 { System.printError("natrix: the program has not ended well (status \(ChildProcess.shown(status)))\n") }
      }
      if text { return print(AnnotationText.text(annotated), terminator: "") }
      if json { return print(try annotated.json, terminator: "") }
      let page = AnnotationPage.html(annotated)
      if output == "-" { return print(page, terminator: "") }
      let path = output ?? Path.stem(of: file) + ".html"
      try System.writeResult(Array(page.utf8), to: path)
      print("wrote \(path)")
    }
  }
}
