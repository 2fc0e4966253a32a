/// The front end as the runtime calls it: text in, an image or errors out. Part of executables that can reach eval, exec
/// or compile.

import NatrixIR
import NatrixLowering
import NatrixPasses
import NatrixProgram
import NatrixSupport
import NatrixSyntax

/// Compiles `length` bytes of UTF-8 text. `mode`: 0 exec, 1 eval, 2 single. `flags`: 1 the bytes are a file's, which may
/// name their encoding; 2 `from __future__ import annotations` holds; 4 its lines can be shown later; 8 only the syntax tree
/// is wanted; 16 an error at the end is called incomplete input; 32 the end closes no block; 64 without assertions; 128 without
/// docstrings too. Gives the number of words at
/// `result`, which `natrix_free` takes back: first 0 and then the image, or 1 and then the error that CPython would raise, or 2 and the tree.
@_cdecl("natrix_compile")
public func natrixCompile(
  _ text: UnsafePointer<UInt8>, _ length: Int, _ path: UnsafePointer<CChar>, _ mode: Int32,
  _ flags: Int32, _ result: UnsafeMutablePointer<UnsafeMutablePointer<Int32>?>
) -> Int {
  let bytes = Array(UnsafeBufferPointer(start: text, count: length))
  let words = compile(bytes, path: String(cString: path), mode: parseMode(mode), flags: flags)
  let copy = UnsafeMutablePointer<Int32>.allocate(capacity: words.count)
  copy.initialize(from: words, count: words.count)
  result.pointee = copy
  return words.count
}

@_cdecl("natrix_free")
public func natrixFree(_ words: UnsafeMutablePointer<Int32>?) { words?.deallocate() }

private func parseMode(_ number: Int32) -> ParseMode {
  switch number {
  case 1: .eval
  case 2: .single
  default: .exec
  }
}

private func compile(_ bytes: [UInt8], path: String, mode: ParseMode, flags: Int32) -> [Int32] {
  let diagnostics = DiagnosticEngine()
  let file: SourceFile
  if flags & 1 != 0 {
    switch decodeSource(bytes: bytes, path: path) {
    case .failure(let diagnostic): return failure(diagnostic, hasFile: flags & 4 != 0)
    case .success(let decoded): file = decoded
    }
  } else {
    file = SourceFile(path: path, text: normalizedLines(bytes[...], endingLastLine: mode == .exec))
  }
  let parsed = parse(
    file, diagnostics: diagnostics, mode: mode, mayGoOn: flags & 16 != 0, closesBlocks: flags & 32 == 0)
  guard let syntax = parsed else {
    return failure(diagnostics.diagnostics.last, hasFile: flags & 4 != 0)
  }
  if flags & 8 != 0 {
    var writer = ImageWriter()
    writer.word(2)
    writer.warnings(syntax.warnings, of: file, hasFile: flags & 4 != 0)
    writer.tree(describeAST(syntax, file: file, attributes: true))
    return writer.words
  }
  let bound = bind(
    syntax, name: "__main__", isPackage: false, lazyAnnotations: flags & 2 != 0, into: diagnostics)
  guard let bound else {
    // What CPython finds behind its parser it tells with the line as it stands in the file of that name, if there is one.
    return failure(diagnostics.diagnostics.last, hasFile: true, isBound: true, hasText: flags & 4 != 0)
  }
  var program = lowerForNamespace(bound, optimization: flags & 128 != 0 ? 2 : flags & 64 != 0 ? 1 : 0)
  PassRunner(disabled: notInterpreted).run(on: &program)
  var writer = ImageWriter()
  writer.word(0)
  writer.warnings(syntaxWarnings(of: bound), of: file, hasFile: flags & 4 != 0)
  return writer.words + ImageEncoder.encode(program)
}

/// Passes whose operations are for C only, or that the time to run a text once does not pay for.
private let notInterpreted: Set<String> = ["known-calls", "builtin-calls"]

private func failure(_ diagnostic: Diagnostic?, hasFile: Bool, isBound: Bool = false, hasText: Bool = true) -> [Int32] {
  var writer = ImageWriter()
  var details = diagnostic.map { SyntaxErrorDetails($0, hasFile: hasFile, inBytes: isBound) }
  if !hasText { details?.text = nil }
  writer.word(1)
  writer.text(diagnostic?.kind ?? "SyntaxError")
  writer.text(diagnostic?.message ?? "invalid syntax")
  writer.word(diagnostic?.hasBareArguments == true ? 1 : 0)
  writer.place(details)
  return writer.words
}

extension ImageWriter {
  fileprivate mutating func place(_ details: SyntaxErrorDetails?) {
    word(details?.line ?? 0)
    word(details?.offset ?? 0)
    word(details?.endLine ?? 0)
    word(details?.endOffset ?? 0)
    word(details?.text == nil ? 0 : 1)
    text(details?.text ?? "")
  }

  /// How many, then category, message and place of each.
  fileprivate mutating func warnings(_ warnings: [SyntaxWarning], of file: SourceFile, hasFile: Bool) {
    word(warnings.count)
    for warning in warnings {
      var diagnostic = Diagnostic(kind: "SyntaxError", message: warning.message, file: file, range: warning.range)
      let line = file.position(of: warning.range.start).line
      let start = Int(file.lineStarts[line - 1])
      let end = start + file.line(line).count
      diagnostic.shown = SourceRange(start, warning.finder == .lexer ? end : min(end + 1, file.text.count))
      word(warning.category.rawValue)
      text(warning.message)
      let isBound = warning.finder == .compiler
      var details = SyntaxErrorDetails(diagnostic, hasFile: hasFile, inBytes: isBound)
      if isBound, !hasFile { details.text = nil }
      place(details)
    }
  }
}
