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
      """)

  @OptionGroup var compile: CompileOptions
  @Option(name: .shortAndLong, help: ArgumentHelp("The page (default: the program's name with .html; - for standard output).", valueName: "file"))
  var output: String?
  @Flag(help: "Print it as text.") var text = false
  @Flag(help: "Print it as JSON.") var json = false
  @Argument(help: "The source file.") var file: String

  func validate() throws {
    if text && json { throw ValidationError("--text or --json, not both") }
  }

  func run() throws {
    try reporting {
      let annotated = try Pipeline(options: compile.options).annotate(file)
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
