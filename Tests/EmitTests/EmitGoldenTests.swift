/// IR in, C out: the text of the function, without the module around it.

import NatrixEmit
import NatrixIR
import NatrixPasses
import NatrixSupport
import TestSupport
import Testing

/// A module body that makes the functions 1 … count.
func moduleBody(making count: Int) throws -> Function {
  var text = "module m()\nb0:\n"
  for index in 0..<count {
    text += "  NAME = make_function <absent>, <absent>, <absent>, &\(index + 1)\n"
      .replacing("NAME", with: "f\(index)")
  }
  var body = try Reader.read(text + "  return None\n")
  body.id = FunctionID(0)
  return body
}

@Test(arguments: CaseFile.load("emit"))
func emitted(_ golden: GoldenCase) throws {
  var program = Program()
  let source = Array((golden.section("python") ?? "").utf8)
  var module = Module(
    name: "m", file: SourceFile(path: "m.py", text: source), isPackage: false, body: FunctionID(0))
  let count = golden.sections.count { $0.title.hasPrefix("ir") }
  program.functions.append(try moduleBody(making: count))
  for (title, text) in golden.sections where title.hasPrefix("ir") {
    var function = try Reader.read(text)
    function.id = FunctionID(program.functions.count)
    program.functions.append(function)
  }
  module.functions = program.functions.map(\.id)
  program.modules = [module]
  PassRunner().run(PassList.makeExplicit, on: &program)
  let text = emit(program)[0].text
  let start = try #require(text.range(of: "_body_code = {")).upperBound
  let from = try #require(text[start...].range(of: "};\n")).upperBound
  let end = text.range(of: "\nconst nx_module_def")?.lowerBound ?? text.endIndex
  if let difference = CaseFile.compare(golden, "c", String(text[from..<end])) {
    Issue.record("\(difference)")
  }
}
