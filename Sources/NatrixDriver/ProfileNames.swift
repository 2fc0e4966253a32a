/// From addresses to Python functions and lines, and to parts of the runtime.
///
/// The executable lists its Python functions (NatrixEmit/FunctionList.swift). All C functions made of one of them count as it:
/// what arguments enter by, fast versions, the generic version, a generator's resume. Lines, and functions that the C compiler
/// has inlined, are in the debug information, which `addr2line` reads; it comes with the linker.

import Glibc
import NatrixReport

struct ProfileNames {
  /// One C function on a stack; of code that was inlined, several for one address.
  private struct Frame {
    /// What it is of; nil: no Python function.
    var function: Int?
    var role = Role.body
    /// The C compiler has split it off its function, which calls it.
    var isPart = false
    var line = 0
    var part = ""
  }
  /// What a C function does for its Python function.
  private enum Role { case body, fast, generic, wrapper }

  private var functions: [ProfiledFunction] = []
  private var bases: [String: Int] = [:]
  /// Functions that have versions or are resumable: what bears their own name only leads there.
  private var led: Set<String> = []
  private let symbols: ExecutableSymbols
  private let data: ProfileData
  private var frames: [UInt64: [Frame]] = [:]

  init?(executable: String, data: ProfileData) throws {
    guard let symbols = ExecutableSymbols(try System.read(executable)) else { return nil }
    self.symbols = symbols
    self.data = data
    readFunctions()
    try resolve(executable)
  }

  private mutating func readFunctions() {
    guard let section = symbols.section("nx_functions") else { return }
    var file = ""
    var isLibrary = false
    for entry in section.split(separator: 0) {
      let words = String(decoding: entry, as: UTF8.self).split(separator: "\t", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
      guard words.count == 4 else { continue }
      if words[0] == "M" {
        file = words[2]
        isLibrary = words[3] == "library"
      } else {
        bases[words[1]] = functions.count
        if words[0] == "V" { led.insert(words[1]) }
        functions.append(ProfiledFunction(name: words[3], file: file, line: Int(words[2]) ?? 0, isLibrary: isLibrary))
      }
    }
  }

  /// The Python function that a C function is of, and what it does for it.
  private func python(_ name: String) -> (function: Int, role: Role)? {
    let name = name.split(separator: ".", maxSplits: 1).first.map(String.init) ?? name
    if let found = bases[name] { return (found, led.contains(name) ? .wrapper : .body) }
    for (suffix, role) in [("__generic", Role.generic), ("__fast", .fast), ("_resume", .body), ("_entry", .wrapper)] {
      var stem = Substring(name)
      if suffix == "__fast" { while stem.last?.isNumber == true { stem = stem.dropLast() } }
      if stem.hasSuffix(suffix), let found = bases[String(stem.dropLast(suffix.count))] { return (found, role) }
    }
    return nil
  }

  // MARK: addresses

  private mutating func resolve(_ executable: String) throws {
    var asked: [UInt64] = []
    for stack in data.stacks {
      for (index, address) in stack.addresses.enumerated() {
        // What is on the stack is where the call returns to: the call is before it.
        let place = index == 0 ? address : address - 1
        if frames[place] != nil { continue }
        guard let symbol = symbols.function(at: place) else {
          let library = data.libraries.first { $0.start <= place && place < $0.end }
          frames[place] = [Frame(part: library.map { RuntimeParts.ofLibrary($0.path) } ?? RuntimeParts.other)]
          continue
        }
        if let (function, role) = python(symbol.name) {
          frames[place] = [Frame(function: function, role: role, isPart: symbol.name.contains(".part."))]
          asked.append(place)
        } else {
          frames[place] = [Frame(part: RuntimeParts.of(symbol.name, file: symbol.file))]
        }
      }
    }
    try addLines(asked.sorted(), executable)
  }

  /// Asks addr2line for lines and inlined functions.
  private mutating func addLines(_ addresses: [UInt64], _ executable: String) throws {
    guard !addresses.isEmpty, let command = System.find(command: "addr2line") else { return }
    let list = "/tmp/natrix-addresses-\(getpid())"
    TemporaryFiles.add(list)
    defer { TemporaryFiles.remove(list) }
    try System.write(Array(addresses.map { "0x" + String($0, radix: 16) + "\n" }.joined().utf8), to: list)
    let result = try ChildProcess(command, ["-a", "-i", "-f", "-e", executable, "@" + list]).wait()
    guard result.status == 0 else { return }
    var address: UInt64?
    var inlined: [Frame] = []
    var name: String?
    for line in result.output.split(separator: "\n") {
      if line.hasPrefix("0x"), let next = UInt64(line.dropFirst(2), radix: 16) {
        take(inlined, at: address)
        (address, inlined, name) = (next, [], nil)
      } else if let function = name {
        name = nil
        // Inlined functions of the runtime's headers are the code of who uses them.
        if let (index, role) = python(function) {
          let number = line.split(separator: ":").last?.prefix { $0.isNumber } ?? ""
          inlined.append(Frame(function: index, role: role, line: Int(number) ?? 0))
        }
      } else {
        name = String(line)
      }
    }
    take(inlined, at: address)
  }

  private mutating func take(_ found: [Frame], at address: UInt64?) {
    guard let address, let last = found.indices.last else { return }
    var found = found
    found[last].isPart = frames[address]?.last?.isPart ?? false
    frames[address] = found
  }

  // MARK: stacks

  /// The profile in terms of Python.
  func profile(of program: String) -> Profile {
    var profile = Profile(program: program)
    profile.functions = functions
    profile.lost = data.lost * data.interval
    profile.cut = data.cut * data.interval
    profile.processes = data.processes
    for stack in data.stacks { profile.add(calls(stack), stack.weight * data.interval) }
    return profile
  }

  private func calls(_ stack: ProfileData.Stack) -> ProfiledStack {
    var calls: [ProfiledStack.Call] = []
    var parts: [String] = []
    var inner: Frame?  // the C function that the next one called, if both are of Python functions
    for (index, address) in stack.addresses.enumerated() {
      for frame in frames[index == 0 ? address : address - 1] ?? [] {
        guard let function = frame.function else {
          if calls.isEmpty { parts.append(frame.part) }
          inner = nil
          continue
        }
        if let inner, inner.function == function, inner.isPart || ProfileNames.isSameCall(outer: frame.role, inner: inner.role) {
          self.complete(&calls, frame)
        } else {
          calls.append(ProfiledStack.Call(function: function, line: frame.line))
        }
        inner = frame
      }
    }
    // Before the main module and behind it there is no Python function.
    let part = calls.isEmpty ? "start and end" : RuntimeParts.chosen(parts)
    return ProfiledStack(calls: calls.reversed(), runtime: part)
  }

  private func complete(_ calls: inout [ProfiledStack.Call], _ frame: Frame) {
    if let last = calls.indices.last, calls[last].line == 0 { calls[last].line = frame.line }
  }

  /// Whether two C functions, one called by the other, are one call of their Python function.
  private static func isSameCall(outer: Role, inner: Role) -> Bool {
    switch outer {
    case .wrapper: true
    case .fast: inner == .generic
    case .body, .generic: false
    }
  }
}

/// Parts of the runtime as a person knows them, by C function and file.
enum RuntimeParts {
  static let other = "runtime"

  static func ofLibrary(_ path: String) -> String {
    let name = Path.name(of: path).split(separator: ".").first.map(String.init) ?? ""
    switch name {
    case "libc", "ld-linux-x86-64", "libpthread": return "C library"
    case "libm": return "math"
    case "linux-vdso": return "system"
    default: return name
    }
  }

  /// Files of the runtime, and beginnings of names, that go under another word than their own.
  private static let words: [String: String] = [
    "gc": "allocation", "alloc": "allocation", "attribute": "attributes", "getattr": "attributes", "setattr": "attributes",
    "places": "attributes", "shape": "attributes", "layout": "attributes", "bind": "calls", "call": "calls",
    "function": "calls", "method": "calls", "native": "calls", "operator": "operators", "slots": "operators",
    "slot": "operators", "slot_functions": "operators", "bigint": "big integers", "int": "int", "mpz": "big integers",
    "mpn": "big integers", "error": "exceptions", "raise": "exceptions", "traceback": "exceptions", "exception": "exceptions",
    "dict_views": "dict", "tuple_iterator": "tuple", "sort": "list.sort", "iter": "iteration", "iterate": "iteration",
    "iterators": "iteration", "startup": "start", "import": "import", "str_format": "str formatting", "builder": "str", "format": "str formatting",
    "type": "classes", "class": "classes", "mro": "classes", "input_output": "print", "print": "print", "thread": "threads",
    "signal": "threads", "stack": "calls", "poll": "threads", "fail": "exceptions",
  ]

  /// Work of the collector proper, in whatever function of it.
  private static let collecting = ["mark", "collect", "reclaim", "finish_collection", "stopped", "push", "sweep", "finalize", "clear_marks", "promote"]

  static func of(_ name: String, file: String?) -> String {
    if name.hasPrefix("GC_") {
      return collecting.contains { name.contains($0) } ? "collector" : "allocation"
    }
    if name.hasPrefix("__gmp") { return "big integers" }
    if name.hasPrefix("pcre2_") || file?.hasPrefix("pcre2") == true { return "re" }
    if let file {
      let stem = String(file.split(separator: ".").first ?? "")
      if ["allchblk", "alloc", "mark", "reclaim", "malloc", "mallocx", "finalize", "new_hblk", "mark_rts", "blacklst"].contains(stem), stem != "alloc" || !name.hasPrefix("nx_") {
        return stem == "mark" || stem == "reclaim" || collecting.contains { name.contains($0) } ? "collector" : "allocation"
      }
      let first = stem.split(separator: "_").first.map(String.init) ?? ""
      return words[stem] ?? (kinds.contains(first) ? first : stem)
    }
    guard name.hasPrefix("nx_") else { return "C library" }
    let rest = name.dropFirst(3)
    // The longest beginning that has a word, else the first word itself.
    var beginning = rest
    while true {
      if let word = words[String(beginning)] { return word }
      guard let cut = beginning.lastIndex(of: "_") else { break }
      beginning = beginning[..<cut]
    }
    let first = rest.split(separator: "_").first.map(String.init) ?? ""
    return kinds.contains(first) ? first : other
  }

  /// First words of names that are builtin types or modules.
  private static let kinds: Set<String> = [
    "dict", "list", "str", "tuple", "set", "bytes", "bytearray", "float", "complex", "range", "slice", "generator", "json", "re",
    "deque", "heapq", "math", "random", "struct", "decimal", "datetime", "io", "file", "super", "property", "memoryview", "array",
  ]

  /// Of the parts from the innermost out: the collector and allocation wherever they are; else what the program asked for, which
  /// is the outermost that does more than pass on.
  static func chosen(_ parts: [String]) -> String? {
    if parts.contains("collector") { return "collector" }
    if parts.contains("allocation") { return "allocation" }
    let passing: Set<String> = ["calls", "operators", other, "C library", "system"]
    return parts.last { !passing.contains($0) } ?? parts.last
  }
}
