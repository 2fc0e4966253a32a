/// What is emitted compiles without warnings, under gcc and clang, for constants of every kind.

import Foundation
import NatrixEmit
import NatrixIR
import NatrixPasses
import NatrixSupport
import TestSupport
import Testing

private func compile(_ files: [EmittedFile], with compiler: String) throws -> String {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("natrix-emit-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let root = CaseFile.folder.deletingLastPathComponent().deletingLastPathComponent()
  var report = ""
  for file in files {
    let path = folder.appendingPathComponent(file.name)
    try file.text.write(to: path, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    let includes = ["include", "core", "primitives/include", "generated"].map {
      "-I" + root.appendingPathComponent("runtime/" + $0).path
    }
    let override = ProcessInfo.processInfo.environment["NATRIX_INCLUDE"].map { ["-I" + $0] } ?? []
    process.arguments =
      [compiler, "-std=gnu11", "-Wall", "-O1", "-fsyntax-only", "-fno-strict-aliasing"] + override
      + includes + [path.path]
    let pipe = Pipe()
    process.standardError = pipe
    try process.run()
    report += String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
  }
  return report
}

private let everything = """
  function f(a, register, NULL)
  b0:
    a = parameter #0
    register = parameter #1
    NULL = parameter #2
    t = build_list None, True, ..., 12345678901234567890, -1, 1.5, 0.0, "a b\\"?\\n", "\\{e9}", "\\{20ac}", "\\{1f600}", \
  b"x\\{0}1", (1, (2, "abc",),), <float 7ff8000000000000>, <complex 0 3ff0000000000000>, -0.0, "", ""
    b0.t1 = loadMethod register, .add
    b0.t2 = methodSelf b0.t1
    b0.t3 = call_loaded b0.t1, b0.t2, NULL
    b0.t4 = unpack t, #1, #1
    x = unpackItem b0.t4, #1
    return x
  """

@Test(arguments: ["gcc", "clang"])
func compilesWithoutWarnings(_ compiler: String) throws {
  // The second time in several files, with `#line`.
  for options in [false, true] {
    var program = Program()
    var texts = [everything]
    for golden in CaseFile.load("emit") {
      texts += golden.sections.filter { $0.title.hasPrefix("ir") }.map(\.text)
    }
    program.functions.append(try moduleBody(making: texts.count))
    for text in texts {
      var function = try Reader.read(text)
      function.id = FunctionID(program.functions.count)
      function.docstring = .string("doc")
      program.functions.append(function)
    }
    var module = Module(
      name: "pkg.m", file: SourceFile(path: "m.py", text: Array("x = 1 \\\n?? \"\n".utf8)),
      isPackage: false, body: FunctionID(0))
    module.functions = program.functions.map(\.id)
    module.globals = ["f", "été", "print"]
    program.modules = [module]
    program.nativeModules = ["math"]
    PassRunner().run(PassList.makeExplicit, on: &program)
    var emitOptions = EmitOptions()
    emitOptions.lineDirectives = options
    if options { emitOptions.partSize = 5 }
    let files = emit(program, options: emitOptions)
    #expect(options ? files.count > 2 : files.count == 2)
    let report = try compile(files, with: compiler)
    if !report.isEmpty { Issue.record("\(report)") }
  }
}
