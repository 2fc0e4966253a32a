/// Golden files of the specialiser: `[source]` is a program; `[fast NAME]` is what the versions of that function are once
/// dead code is gone. Each line of `[expect]` must occur in that text, none of `[never]` may. `[remarks]` is what was
/// left of all functions, by line. `[without]`: parts of inlining that are left out. `[once]`: functions that are called once are
/// looked for, which have no fast version without a loop; elsewhere they stand for others.

import Foundation
import NatrixIR
import NatrixInference
import NatrixLowering
import NatrixPasses
import NatrixProgram
import NatrixSpeculation
import NatrixSupport
import NatrixSyntax
import TestSupport
import Testing

/// A program of one file with its fast versions, before error-edges; nil when it has errors.
private func specialised(
  _ text: String, name: String, without disabled: Set<String> = [], isExtension: Bool = false, findsCalledOnce: Bool = false
) -> (Program, SourceFile)? {
  let diagnostics = DiagnosticEngine()
  let file = SourceFile(path: name, text: Array(text.utf8))
  guard let syntax = parse(file, diagnostics: diagnostics),
    let bound = bind(
      syntax, name: "__main__", isPackage: false, inlinesComprehensions: true, into: diagnostics)
  else { return nil }
  var program = lower([bound], nativeModules: ["math", "array", "time"])
  program.moduleNames = ["__main__"]
  program.wantsRemarks = true
  program.traits.isExtension = isExtension
  let runner = PassRunner(disabled: [], stopAfter: PassList.optimise.last?.name)
  runner.run(on: &program)
  if Inlining.mayApply(to: program, disabled: disabled) {
    let changed = Inlining.run(on: &program, types: infer(program, stubs: stubs), disabled: disabled)
    runner.run(PassList.afterInlining, on: &program, only: changed)
  }
  Speculation.run(
    on: &program, types: infer(program, stubs: stubs), disabled: findsCalledOnce ? [] : [SpeculationPart.calledOnce.rawValue],
    longFunction: 0)
  return (program, file)
}

private let stubs: Stubs = {
  let folder = CaseFile.folder.appendingPathComponent("../../runtime/modules")
  return Stubs(
    ["math", "array", "time"].compactMap { module in
      let path = folder.appendingPathComponent(module + ".pyi")
      return (try? String(contentsOf: path, encoding: .utf8)).map { (module, $0) }
    })
}()

/// The versions as functions of their own.
private func versions(of function: Function) -> [Function] {
  function.versions.map { version in
    var copy = function
    copy.generic = version.graph
    return copy
  }
}

/// What is wrong with a function's versions, right after they are made, without dead code, and with error edges.
private func problems(of function: Function) -> [String] {
  var found: [String] = []
  for (number, version) in versions(of: function).enumerated() {
    var version = version
    func note(_ stage: String, _ problems: [String]) {
      found += problems.map { "\(function.qualifiedName) version \(number) \(stage): \($0)" }
    }
    note("as made", Verifier.verify(version, hasErrorEdges: false) + brokenStates(version))
    var optimised = version
    for pass in PassList.optimiseFast {
      pass.run(&optimised, PassContext())
      note("after \(pass.name)", Verifier.verify(optimised, hasErrorEdges: false) + brokenStates(optimised))
    }
    DeadCode.run(on: &version, in: PassContext())
    note("without dead code", Verifier.verify(version, hasErrorEdges: false) + brokenStates(version))
    ErrorEdges.run(on: &version, in: PassContext())
    note("with error edges", Verifier.verify(version, hasErrorEdges: true) + brokenStates(version))
  }
  return found
}

/// States (later: exits) that do not have what their resume points want.
private func brokenStates(_ function: Function) -> [String] {
  let graph = function.generic
  var found: [String] = []
  for block in graph.blocks {
    for value in block.instructions where graph[value].opcode == .state || graph[value].opcode == .exit {
      let inputs = graph[value].inputs.count
      guard let number = graph[value].integer, function.resumePoints.indices.contains(number) else {
        found.append("a state of no resume point")
        continue
      }
      let wanted = function.resumePoints[number].values.count
      if inputs != wanted { found.append("\(inputs) values for resume point \(number), which has \(wanted)") }
    }
  }
  return found
}

@Test(arguments: CaseFile.load("speculation"))
func fast(_ golden: GoldenCase) throws {
  let (program, file) = try #require(
    specialised(
      golden.section("source") ?? "", name: golden.name + ".py",
      without: Set((golden.section("without") ?? "").split(whereSeparator: \.isWhitespace).map(String.init)),
      isExtension: golden.section("extension") != nil, findsCalledOnce: golden.section("once") != nil),
    "\(golden.testDescription): errors")
  let context = program.traits.isExtension ? PassContext(program) : PassContext()
  let broken = program.functions.flatMap { problems(of: $0) }
  if !broken.isEmpty { Issue.record("\(golden.testDescription)\n\(broken.joined(separator: "\n"))") }
  var all = ""
  for title in golden.sections.map(\.title) where title.hasPrefix("fast ") || title.hasPrefix("optimised ") {
    let isOptimised = title.hasPrefix("optimised ")
    let name = String(title.dropFirst(isOptimised ? 10 : 5))
    let function = try #require(program.functions.first { $0.qualifiedName == name }, "no function \(name)")
    var text = ""
    for var version in versions(of: function) {
      if isOptimised {
        for pass in PassList.optimiseFast { pass.run(&version, context) }
      } else {
        DeadCode.run(on: &version, in: PassContext())
      }
      text += Printer.print(version)
    }
    if text.isEmpty { text = "none\n" }
    if let difference = CaseFile.compare(golden, title, text) { Issue.record("\(difference)") }
    all += text
  }
  for line in (golden.section("expect") ?? "").split(separator: "\n") where !all.contains(line) {
    Issue.record("\(golden.testDescription) has no '\(line)':\n\(all)")
  }
  for line in (golden.section("never") ?? "").split(separator: "\n") where all.contains(line) {
    Issue.record("\(golden.testDescription) has '\(line)':\n\(all)")
  }
  if golden.section("remarks") != nil {
    var optimised = program
    PassRunner(disabled: []).runOnVersions(PassList.optimiseFast, on: &optimised)
    let lines = optimised.functions.flatMap(\.remarks).map { remark in
      (number: file.position(of: remark.position.range.start).line, text: remark.because)
    }
    var seen: Set<String> = []
    let text = lines.sorted { $0 < $1 }.map { "\($0.number): \($0.text)\n" }.filter { seen.insert($0).inserted }.joined()
    if let difference = CaseFile.compare(golden, "remarks", text) { Issue.record("\(difference)") }
  }
}

/// The fast versions of all programs that there are to test with are well formed. SPECULATION_PROGRAMS names further
/// folders.
@Test func programsAreWellFormed() throws {
  var folders = [CaseFile.folder.appendingPathComponent("programs")]
  let more = ProcessInfo.processInfo.environment["SPECULATION_PROGRAMS"] ?? ""
  folders += more.split(separator: ":").map { URL(fileURLWithPath: String($0)) }
  var count = 0
  for folder in folders {
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    for name in names.filter({ $0.hasSuffix(".py") }).sorted() {
      guard let text = try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8),
        let (program, _) = specialised(text, name: name)
      else { continue }
      for function in program.functions where !function.versions.isEmpty {
        count += function.versions.count
        let broken = problems(of: function)
        if !broken.isEmpty { Issue.record("\(name)\n\(broken.joined(separator: "\n"))") }
      }
    }
  }
  #expect(count > 100)
}
