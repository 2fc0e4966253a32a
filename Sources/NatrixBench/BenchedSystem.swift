/// What runs programs: natrix, the interpreters found, and commands that a person named.

import NatrixDriver

package struct BenchedSystem: Sendable {
  package enum Kind: Sendable, Equatable {
    case natrix
    case interpreter(path: String)
    /// Words in which `{file}`, `{folder}` and `{stem}` stand for the program's.
    case command([String])
  }

  package var name: String
  package var kind: Kind

  package static let natrix = BenchedSystem(name: "natrix", kind: .natrix)

  /// CPythons and PyPy on PATH: `python3` first, each implementation and version once.
  package static func interpreters() -> [BenchedSystem] {
    var paths = [System.find(command: "python3")].compactMap { $0 }
    for folder in (System.environment("PATH") ?? "").split(separator: ":") {
      paths += System.list(String(folder)).filter(isInterpreter).map { Path.join(String(folder), $0) }
    }
    var found: [BenchedSystem] = []
    for path in paths {
      guard let system = interpreter(at: path) else { continue }
      if !found.contains(where: { $0.name == system.name }) { found.append(system) }
    }
    return found
  }

  /// `python3.9`, `pypy3`, `pypy3.10`: not `python3-config` or `python3.11-gdb`.
  private static func isInterpreter(_ name: String) -> Bool {
    for stem in ["python3", "pypy3"] where name.hasPrefix(stem) {
      let rest = name.dropFirst(stem.count)
      if rest.isEmpty { return true }
      return rest.first == "." && rest.count > 1 && rest.dropFirst().allSatisfy(\.isNumber)
    }
    return false
  }

  /// The interpreter at a path, named by what it says it is; nil when it does not run.
  package static func interpreter(at path: String) -> BenchedSystem? {
    let question = """
      import platform, sys
      version = platform.python_version()
      if platform.python_implementation() == 'PyPy': version = '%d.%d.%d' % sys.pypy_version_info[:3]
      print(platform.python_implementation(), version)
      print(sys.executable)
      """
    guard let child = try? ChildProcess(path, ["-c", question]) else { return nil }
    let result = child.wait()
    let lines = result.output.split(separator: "\n").map(String.init)
    guard result.status == 0, lines.count == 2 else { return nil }
    // Wrappers that choose a version are passed by: they would be measured, too.
    return BenchedSystem(name: lines[0], kind: .interpreter(path: lines[1]))
  }

  /// What `--with` says: `NAME=COMMAND`, an interpreter's path, or a command.
  package static func named(_ text: String) throws -> BenchedSystem {
    var name: String?
    var command = text[...]
    if let sign = text.firstIndex(of: "="), !text[..<sign].contains(where: { $0 == " " || $0 == "/" || $0 == "{" }) {
      name = String(text[..<sign])
      command = text[text.index(after: sign)...]
    }
    var words = try shellWords(String(command))
    guard let first = words.first else { throw DriverError("--with '\(text)' names no command") }
    guard let path = System.find(command: first) else {
      throw DriverError("--with: there is no command '\(first)'")
    }
    if words.count == 1, isInterpreter(Path.name(of: path)), var system = interpreter(at: path) {
      system.name = name ?? system.name
      return system
    }
    words[0] = System.absolute(path)
    return BenchedSystem(name: name ?? Path.name(of: path), kind: .command(words))
  }

  /// The command that runs a program, `executable` being what natrix made of it.
  func command(for file: String, executable: String?) -> [String] {
    switch kind {
    case .natrix: return executable.map { [$0] } ?? []
    case .interpreter(let path): return [path, file]
    case .command(let words):
      return words.map { word in
        word.replacing("{file}", with: file).replacing("{folder}", with: Path.folder(of: file))
          .replacing("{stem}", with: Path.stem(of: file))
      }
    }
  }

  /// Words as the shell divides them: quotes and backslashes count, nothing is expanded.
  package static func shellWords(_ text: String) throws -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in text {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\" && quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word?.append(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character == " " || character == "\t" {
        if let done = word { words.append(done) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    guard quote == nil else { throw DriverError("a quote is not closed in '\(text)'") }
    if let done = word { words.append(done) }
    return words
  }
}

extension String {
  /// The text with every occurrence of a part replaced.
  func replacing(_ part: String, with other: String) -> String {
    var result = ""
    var rest = self[...]
    while let range = rest.firstRange(of: part) {
      result += rest[..<range.lowerBound] + other
      rest = rest[range.upperBound...]
    }
    return result + rest
  }
}
