/// Programs under Tests/cases/inference: lines `reveal_type(x)  # revealed: list[int]` say what is to be inferred.
/// UPDATE_GOLDEN=1 rewrites the comments.

import Foundation
import NatrixIR
import NatrixInference
import NatrixLowering
import NatrixPasses
import NatrixProgram
import NatrixSupport
import NatrixSyntax
import TestSupport
import Testing

private let folder = CaseFile.folder.appendingPathComponent("inference")

private func cases() -> [String] {
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
  let wanted = ProcessInfo.processInfo.environment["CASE"]
  return names.filter { $0.hasSuffix(".py") && (wanted == nil || $0.contains(wanted ?? "")) }.sorted()
}

/// A program of one file as inference takes it.
func program(_ text: String, name: String) throws -> (Program, SourceFile) {
  let diagnostics = DiagnosticEngine()
  let file = SourceFile(path: name, text: Array(text.utf8))
  let syntax = try #require(parse(file, diagnostics: diagnostics), "\(name) does not parse")
  let bound = try #require(bind(syntax, name: "__main__", isPackage: false, into: diagnostics))
  var program = lower([bound])
  program.moduleNames = ["__main__"]
  PassRunner(disabled: [], stopAfter: PassList.optimise.last?.name).run(on: &program)
  return (program, file)
}

@Test(arguments: cases())
func reveal(_ name: String) throws {
  let path = folder.appendingPathComponent(name)
  let text = try String(contentsOf: path, encoding: .utf8)
  let (program, file) = try program(text, name: name)
  let table = infer(program)
  var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  for (position, type) in table.revealed(in: program) {
    let number = file.position(of: position.range.start).line - 1
    let parts = lines[number].components(separatedBy: "  # revealed: ")
    if CaseFile.updates {
      lines[number] = parts[0] + "  # revealed: " + type
    } else {
      #expect(parts.count == 2 && parts[1] == type, "\(name):\(number + 1): \(parts[0]) is \(type)")
    }
  }
  if CaseFile.updates { try lines.joined(separator: "\n").write(to: path, atomically: true, encoding: .utf8) }
}
