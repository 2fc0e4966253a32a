// natrix dis: a program's code in all its forms, from CPython's bytecode to the machine's instructions.

import ArgumentParser
import Glibc
import NatrixDriver
import NatrixReport

struct Dis: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what each line becomes: CPython's bytecode, Natrix's IR after each pass, types, ranges, C, machine code.",
    discussion: """
      natrix dis app.py                      bytecode beside the IR that is compiled, line by line
      natrix dis app.py --function f --pass ranges
                                             the IR as it is after a pass (--passes lists them)
      natrix dis app.py --show fast,c,machine
                                             these forms: bytecode, generic, fast, c, machine
      natrix dis app.py --html app.html      all forms on one page, to be browsed
      natrix dis app.py --after lowering     the IR as text, block by block; also --types, --remarks
      """)

  @OptionGroup var compile: CompileOptions
  @Option(help: "Only the function with this qualified name.") var function: String?
  @Option(name: .customLong("pass"), help: ArgumentHelp("Show the IR after this pass.", valueName: "pass"))
  var pass: String?
  @Flag(help: "List the passes, and which of them change each function.") var passes = false
  @Option(help: ArgumentHelp("Forms to show, by commas: bytecode, generic, fast, c, machine, c/generic, machine/generic, or a pass.", valueName: "forms"))
  var show: String?
  @Option(help: ArgumentHelp("Columns of the text (default: the terminal's).", valueName: "columns"))
  var width: Int?
  @Option(help: ArgumentHelp("Write one page with all forms.", valueName: "file")) var html: String?
  @Flag(help: "Print all forms as JSON.") var json = false
  @Option(help: "Print the IR as text, after this pass (lowering: before any).") var after: String?
  @Flag(help: "Print the IR with the type that is inferred of each value.") var types = false
  @Flag(help: "Print what did not become fast, and why.") var remarks = false
  @Argument(help: "The source file.") var file: String

  func validate() throws {
    let chosen = [html != nil, json, after != nil, types, remarks, passes].filter { $0 }.count
    if chosen > 1 { throw ValidationError("one of --html, --json, --after, --types, --remarks and --passes, not several") }
    if let width, width < 40 { throw ValidationError("--width takes a number from 40") }
  }

  func run() throws {
    try reporting {
      let pipeline = try Pipeline(options: compile.options)
      if remarks { return print(try pipeline.remarks(file, function: function), terminator: "") }
      if types { return print(try pipeline.describeTypes(file, function: function)) }
      if let after { return print(try pipeline.disassemble(file, after: after, function: function)) }
      let forms = show?.split(separator: ",").map(String.init) ?? []
      var request = ExplorerRequest()
      request.function = function
      let wantsAll = html != nil || json
      request.bytecode = wantsAll || (!passes && (show == nil || forms.contains("bytecode")))
      request.machineCode = wantsAll || (!passes && (show == nil && columns >= 150 || forms.contains { $0.hasPrefix("machine") }))
      let exploration = try pipeline.explore(file, request)
      if json { return print(try exploration.json, terminator: "") }
      if let html {
        let page = ExplorationPage.html(exploration)
        if html == "-" { return print(page, terminator: "") }
        try System.writeResult(Array(page.utf8), to: html)
        return print("wrote \(html)")
      }
      if passes { return print(listOfPasses(exploration), terminator: "") }
      try check(forms, exploration)
      print(ExplorationText(exploration, width: columns).text { chosen(forms, of: $0) }, terminator: "")
    }
  }

  private var columns: Int { width ?? Terminal.columns ?? 120 }

  /// The listings that are shown of a function: what is asked for, else the bytecode and the IR that is compiled.
  private func chosen(_ forms: [String], of function: ExploredFunction) -> [Listing] {
    func ir(_ pass: String?) -> Listing? {
      if let pass { return function.listings.last { $0.isAfter(pass) && $0.group == .fast } ?? function.listings.last { $0.isAfter(pass) } }
      return function.optimised
    }
    if show == nil {
      let machine = columns >= 150 ? function.compiled(.machine) : nil
      return [function.listing("bytecode"), ir(pass), machine].compactMap { $0 }
    }
    return (forms + (pass.map { [$0] } ?? [])).compactMap { form in
      switch form {
      case "bytecode": function.listing(form)
      case "c": function.compiled(.c)
      case "machine": function.compiled(.machine)
      case "generic": function.lastOptimised(.generic)
      case "fast": function.lastOptimised(.fast)
      default: ir(form)
      }
    }
  }

  private func check(_ forms: [String], _ exploration: Exploration) throws {
    let known = exploration.functions.flatMap(\.listings)
    for form in forms + [pass].compactMap({ $0 }) where !["bytecode", "generic", "fast", "c", "machine"].contains(form) {
      guard !known.contains(where: { $0.isAfter(form) }) else { continue }
      var names: [String] = []
      for listing in known where listing.group == .generic || listing.group == .fast {
        if let name = listing.id.split(separator: "/").last.map(String.init), !names.contains(name) { names.append(name) }
      }
      throw DriverError("there is no pass '\(form)'", hint: "the passes are: " + names.joined(separator: ", "))
    }
  }

  private func listOfPasses(_ exploration: Exploration) -> String {
    var text = ""
    for function in exploration.functions {
      text += (text.isEmpty ? "" : "\n") + function.signature + "\n"
      for listing in function.listings where listing.group == .generic || listing.group == .fast {
        text += "  \(listing.hasChanged ? "*" : " ") \(listing.id)\n"
      }
    }
    return text + "\n* it changes the function\n"
  }
}

/// The terminal that standard output goes to.
enum Terminal {
  /// $COLUMNS, or how wide it is; nil when it is none.
  static var columns: Int? {
    if let given = System.environment("COLUMNS"), let number = Int(given), number > 0 { return number }
    var size = winsize()
    guard isatty(1) == 1, ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
