/// The front end against CPython's words and trees: Tests/cases/syntax, and what no golden file
/// can hold (encodings, odd bytes, depth).

import NatrixSupport
import NatrixSyntax
import TestSupport
import Testing

private func check(_ source: String, mode: ParseMode = .exec) -> (Module?, SourceFile, String) {
  check(Array(source.utf8), mode: mode)
}

/// The tree of a text, its file, and the errors as they are printed.
private func check(_ bytes: [UInt8], mode: ParseMode = .exec) -> (Module?, SourceFile, String) {
  switch decodeSource(bytes: bytes, path: "x.py") {
  case .failure(let diagnostic):
    return (nil, SourceFile(path: "x.py", text: []), DiagnosticRenderer.render(diagnostic))
  case .success(let file):
    let engine = DiagnosticEngine()
    let module = parse(file, diagnostics: engine, mode: mode)
    return (module, file, engine.diagnostics.map { DiagnosticRenderer.render($0) }.joined())
  }
}

private let goldenCases = CaseFile.load("syntax")

@Test(arguments: goldenCases.filter { $0.section("error") != nil })
func error(_ golden: GoldenCase) {
  let (module, _, text) = check(golden.section("source") ?? "")
  #expect(module == nil)
  let problem = CaseFile.compare(golden, "error", text)
  #expect(problem == nil)
}

@Test(arguments: goldenCases.filter { $0.section("tree") != nil })
func tree(_ golden: GoldenCase) {
  let (module, file, text) = check(golden.section("source") ?? "")
  guard let module else {
    Issue.record("\(golden.testDescription): \(text)")
    return
  }
  let dump = dumpAST(module, file: file, attributes: false, indent: 2)
  let problem = CaseFile.compare(golden, "tree", dump)
  #expect(problem == nil)
}

// MARK: Encodings

@Test func latin1IsDecoded() {
  let (module, file, _) = check(Array("# coding: latin-1\nx = '".utf8) + [0xE9] + Array("'".utf8))
  let dump = module.map { dumpAST($0, file: file, attributes: false, indent: nil) }
  #expect(dump?.contains("Constant(value='é')") == true)
}

@Test func lineEndsAreOne() {
  let (module, file, _) = check("if x:\r\n  y\r\rz = '''a\r\nb'''")
  let dump = module.map { dumpAST($0, file: file, attributes: false, indent: nil) }
  #expect(dump?.contains(#"Constant(value='a\nb')"#) == true)
}

@Test(arguments: [
  ("# coding: foo\nx", "  File \"x.py\", line 0\nSyntaxError: unknown encoding: foo\n"),
  (
    "\u{FEFF}# coding: latin-1\nx",
    "  File \"x.py\", line 0\nSyntaxError: encoding problem: iso-8859-1 with BOM\n"
  ),
  ("x = 1\0", "ValueError: source code string cannot contain null bytes\n"),
])
func encodingErrors(_ source: String, _ message: String) {
  #expect(check(source).2 == message)
}

@Test func invalidUTF8IsAnError() {
  let text = check(Array("x = ".utf8) + [0xFF]).2
  #expect(text.contains("Non-UTF-8 code starting with '\\xff' in file"))
}

// MARK: Names

@Test func identifiersAreNormalized() {
  let (module, file, _) = check("ﬁne = 1; ｘ = 2; e\u{301} = 3")
  let dump = module.map { dumpAST($0, file: file, attributes: false, indent: nil) } ?? ""
  for name in ["fine", "x", "\u{E9}"] { #expect(dump.contains("Name(id='\(name)'")) }
}

// MARK: Depth

@Test(arguments: [
  ("", "not ", "x"), ("x", ".x", ""), ("x", " + x", ""), ("if x: pass\n", "elif x: pass\n", ""),
])
func deepNestingIsAnError(_ head: String, _ part: String, _ tail: String) {
  let source = head + String(repeating: part, count: 100_000) + tail
  #expect(
    check(source).2 == "RecursionError: maximum recursion depth exceeded during compilation\n")
}

@Test func tooManyParentheses() {
  let text = check(String(repeating: "(", count: 201)).2
  #expect(text.hasSuffix("SyntaxError: too many nested parentheses\n"))
}

@Test func errorsInNestedBracketsAreFoundAtOnce() {
  for (open, close) in [("(", ")"), ("[", "]"), ("{1: ", "}"), ("f(a=", ")"), ("a[", "]")] {
    let depth = 150
    let source =
      String(repeating: open, count: depth) + "1 1" + String(repeating: close, count: depth)
    #expect(check(source).2.hasSuffix("Perhaps you forgot a comma?\n"))
  }
}

// MARK: Positions

@Test func attributesAreInBytes() {
  let (module, file, _) = check("é = (1,\n 2)")
  let dump = module.map { dumpAST($0, file: file, attributes: true, indent: nil) } ?? ""
  #expect(dump.contains("lineno=1, col_offset=5, end_lineno=2, end_col_offset=3"))
}

@Test func evalModeReadsOneExpression() {
  let (module, file, _) = check("a, b", mode: .eval)
  let dump = module.map { dumpAST($0, file: file, attributes: false, indent: nil) } ?? ""
  #expect(dump.hasPrefix("Expression(body=Tuple("))
  #expect(check("a = b", mode: .eval).0 == nil)
}
