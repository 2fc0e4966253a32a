/// One golden file a pass: `[ir]` goes in, `[after]` comes out, and the result is a well-formed graph.

import NatrixIR
import NatrixPasses
import TestSupport
import Testing

@Test(arguments: CaseFile.load("passes"))
func pass(_ golden: GoldenCase) throws {
  let name = golden.file.split(separator: "/").last?.dropLast(5).description ?? ""
  let row = try #require(PassList.all.first { $0.name == name }, "no pass \(name)")
  var program = Program()
  var function = try Reader.read(golden.section("ir") ?? "")
  let hasErrorEdges = row.after.contains(ErrorEdges.name)
  #expect(Verifier.verify(function, hasErrorEdges: hasErrorEdges) == [], "input of \(golden.name)")
  function.id = FunctionID(0)
  program.functions.append(function)
  if let other = golden.section("callee") {
    var callee = try Reader.read(other)
    callee.id = FunctionID(1)
    program.functions.append(callee)
    var body = try Reader.read(
      "\(golden.section("maker") ?? "module m()")\nb0:\n"
        + "  f = make_function <absent>, <absent>, <absent>, &1\n  return None\n")
    body.id = FunctionID(2)
    program.functions.append(body)
  }
  var module = Module(
    name: "m", file: SourceFileForTests.empty, isPackage: false, body: FunctionID(0))
  module.functions = program.functions.map(\.id)
  program.modules = [module]
  let context = PassContext(program)
  row.run(&program.functions[0], context)
  let after = program.functions[0]
  #expect(
    Verifier.verify(after, hasErrorEdges: hasErrorEdges || name == ErrorEdges.name) == [],
    "\(golden.name): \(Printer.print(after))")
  var options = Printer.Options()
  options.positions = (golden.section("ir") ?? "").contains("@")
  if let difference = CaseFile.compare(golden, "after", Printer.print(after, options: options)) {
    Issue.record("\(difference)")
  }
}

@Test func everyPassRunsAfterThoseItNeeds() {
  var seen: Set<String> = []
  for row in PassList.all {
    for needed in row.after { #expect(seen.contains(needed), "\(row.name) before \(needed)") }
    seen.insert(row.name)
  }
}

@Test func everyPassHasCases() {
  let files = Set(CaseFile.load("passes").map(\.file))
  for row in PassList.all { #expect(files.contains("passes/\(row.name).test"), "\(row.name)") }
}
