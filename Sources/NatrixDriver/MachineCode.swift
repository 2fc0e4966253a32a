/// The machine code of emitted C, by Python line: compiled with debug information and taken apart by `objdump`.

import Glibc
import NatrixEmit
import NatrixIR
import NatrixReport
import NatrixSupport

struct MachineCode {
  private let toolchain: Toolchain
  private let objdump: String

  init(_ toolchain: Toolchain) throws {
    guard let objdump = System.find(command: "objdump") else {
      throw DriverError("there is no objdump on PATH", hint: "apt-get install binutils")
    }
    self.toolchain = toolchain
    self.objdump = objdump
  }

  /// The instructions of a file's functions, each function's after its name.
  func rows(of file: EmittedFile, _ source: SourceFile) throws -> [(CFunction, Listing.Row)] {
    var template = Array("/tmp/natrix-dis-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw SystemError("/tmp") }
    let folder = String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { System.removeFolder(folder) }
    let text = Path.join(folder, file.name)
    let object = text + ".o"
    try System.write(Array(file.text.utf8), to: text)
    try toolchain.compileOnce(text, to: object, flags: ["-g1"])
    let arguments = ["-d", "-r", "-l", "--inlines", "--no-show-raw-insn", "-w", "-C", object]
    let result = try ChildProcess(objdump, arguments).wait()
    guard result.status == 0 else { throw DriverError("objdump failed: \(result.output.prefix(200))") }
    return MachineCode.read(result.output, of: file, source)
  }

  /// Reads what objdump prints: `0000 <symbol>:`, `/path/file.py:12`, `inlined by /path/file.py:12 (symbol)`, and
  /// `  1c:	call 21 <f+0x21>	1d: R_X86_64_PLT32 name-0x4`.
  private static func read(_ text: String, of file: EmittedFile, _ source: SourceFile) -> [(CFunction, Listing.Row)] {
    var found: [(CFunction, Listing.Row)] = []
    var current: CFunction?
    var symbol = ""
    var line = 0
    // Of what is inlined the innermost place in the Python source counts: the first that is told.
    var isPlaced = false
    for words in text.split(separator: "\n") {
      if words.hasPrefix("0"), words.hasSuffix(">:"), let start = words.firstIndex(of: "<") {
        symbol = String(words[words.index(after: start)...].dropLast(2))
        current = file.symbols[String(symbol.prefix { $0 != "." })]
        line = 0
        if let current { found.append((current, Listing.Row(0, symbol, isHead: true))) }
        continue
      }
      guard let current else { continue }
      if words.hasPrefix(" "), let tab = words.firstIndex(of: "\t") {
        let offset = words[..<tab].drop { $0 == " " }
        found.append((current, Listing.Row(line, "\(padded(offset)) \(instruction(words[words.index(after: tab)...], symbol))")))
      } else if let place = place(words, in: source) {
        if words.hasPrefix("inlined by "), isPlaced { continue }
        line = place
        isPlaced = place > 0
      }
    }
    return found
  }

  /// The Python line that a line of objdump's names: 0 when it names another file, nil when it names none.
  private static func place(_ words: Substring, in source: SourceFile) -> Int? {
    let named = words.hasPrefix("inlined by ") ? words.dropFirst("inlined by ".count) : words
    let place = named.prefix { $0 != " " }
    guard let colon = place.lastIndex(of: ":"), let number = Int(place[place.index(after: colon)...]) else { return nil }
    let path = String(place[..<colon])
    return Path.name(of: path) == source.lastPathComponent && source.lineStarts.count >= number ? number : 0
  }

  private static func padded(_ offset: Substring) -> String {
    String(repeating: " ", count: max(0, 5 - offset.count)) + offset
  }

  /// An instruction, blanks as one, with the name that the linker puts in.
  private static func instruction(_ text: Substring, _ symbol: String) -> String {
    let parts = text.split(separator: "\t")
    var shown = parts.first.map { $0.split(separator: " ").joined(separator: " ") } ?? ""
    // `call 21 <f+0x21>` is a call of what is to be put in.
    guard parts.count > 1 else { return shown }
    let names = parts.dropFirst().compactMap { part -> String? in
      guard var name = part.split(separator: " ").last, !name.hasPrefix("R_X86_64_") || part.hasPrefix("R_") else { return nil }
      if name.hasSuffix("-0x4") { name = name.dropLast(4) }
      for prefix in [".text.unlikely.", ".text."] where name.hasPrefix(prefix) { name = name.dropFirst(prefix.count) }
      return String(name)
    }
    if let start = shown.firstIndex(of: "<") { shown = shown[..<start].split(separator: " ").dropLast().joined(separator: " ") }
    return shown + " " + names.joined(separator: " ")
  }
}
