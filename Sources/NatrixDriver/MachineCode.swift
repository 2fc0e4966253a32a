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
    // `jne 5b <f+0x5b>` goes to a place in the same function; `call 21 <f+0x21>` calls what is to be put in.
    if parts.count == 1 {
      if let start = shown.firstIndex(of: "<"), shown[start...].hasPrefix("<" + symbol) { shown = String(shown[..<start].dropLast()) }
      return shown
    }
    let added = Array(parts.dropFirst())
    let names = stride(from: 0, to: added.count - 1, by: 2).map { relocation(added[$0 + 1], by: added[$0], symbol) }
    if let start = shown.firstIndex(of: "<") { shown = shown[..<start].split(separator: " ").dropLast().joined(separator: " ") }
    return shown + " " + names.joined(separator: " ")
  }

  /// `1d: R_X86_64_PLT32`, `name-0x4`: the name. What is relative to the instruction's end is four bytes less.
  private static func relocation(_ text: Substring, by kind: Substring, _ symbol: String) -> String {
    var name = String(text)
    for prefix in [".text.unlikely.", ".text."] where name.hasPrefix(prefix) { name = String(name.dropFirst(prefix.count)) }
    let isRelative = ["PC32", "PLT32", "GOTPCREL"].contains { kind.contains($0) }
    if isRelative, let sign = name.lastIndex(where: { "+-".contains($0) }), name[sign...].dropFirst().hasPrefix("0x"),
      let number = Int(name[sign...].dropFirst(3), radix: 16)
    {
      let offset = (name[sign] == "-" ? -number : number) + 4
      name = name[..<sign] + (offset == 0 ? "" : (offset < 0 ? "-" : "+") + "0x" + String(abs(offset), radix: 16))
    }
    // A place in the same function is its offset, as where nothing is to be put in.
    return name.hasPrefix(symbol + "+0x") ? String(name.dropFirst(symbol.count + 3)) : name
  }
}
