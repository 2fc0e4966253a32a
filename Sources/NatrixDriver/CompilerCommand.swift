/// The C compiler as people name it in $CC: a program, or several words that begin with what launches the compiler:
/// `ccache gcc`, `distcc`, `clang -m64`.

import Glibc

package struct CompilerCommand: Sendable {
  /// The first is a path.
  package let words: [String]
  /// As it was asked for; `cc` when it was not.
  package var given = "cc"
  /// What objects depend on: launchers are none of it, whatever names the same compiler is the same.
  let identity: [String]
  /// Something stands between natrix and the compiler, which may look at files and flags: ccache, distcc.
  let isLaunched: Bool

  /// Programs that run a compiler, here or elsewhere, and change nothing about what it makes.
  private static let launchers: Set<String> = ["ccache", "sccache", "distcc", "icecc", "gomacc", "nice", "env", "time"]

  /// `option`: by --cc; else $CC, or the system's.
  package init(_ option: String?) throws {
    guard let asked = option ?? System.environment("CC") else {
      guard let path = ["cc", "gcc", "clang"].lazy.compactMap({ System.find(command: $0) }).first else {
        throw DriverError("no C compiler found", hint: "install one (apt-get install gcc) or name it with --cc")
      }
      self.init(path, [], compiler: path, [])
      return
    }
    // A path with blanks in it.
    if asked.contains("/"), let path = System.find(command: asked) {
      self.init(path, [], compiler: path, [])
      given = path.contains(" ") ? "'\(path)'" : path
      return
    }
    let words = CompilerCommand.split(asked)
    var found: [String] = []
    for (index, word) in words.enumerated() {
      let isLauncher = CompilerCommand.launchers.contains(Path.name(of: word))
      // What a launcher is told stays between it and the compiler: `nice -n 5 gcc`, `env A=b gcc`.
      let isForLauncher = index > 0 && (word.hasPrefix("-") || word.contains("=") || Int(word) != nil)
      guard index == 0 || isLauncher || !isForLauncher else {
        found.append(word)
        continue
      }
      guard let path = System.find(command: word) else { throw CompilerCommand.notFound(word, in: asked) }
      found.append(index == 0 ? path : word)
      if !isLauncher {
        let rest = Array(words[(index + 1)...])
        self.init(found[0], Array(found.dropFirst()) + rest, compiler: path, rest)
        given = asked
        return
      }
    }
    // distcc alone runs `cc`.
    guard let last = words.last, Path.name(of: last) == "distcc", let path = System.find(command: "cc") else {
      throw DriverError("CC='\(asked)' names no C compiler", hint: "for example CC=\"ccache gcc\"")
    }
    self.init(found[0], Array(found.dropFirst()), compiler: path, [])
    given = asked
  }

  private init(_ first: String, _ rest: [String], compiler: String, _ flags: [String]) {
    words = [System.absolute(first)] + rest
    identity = CompilerCommand.identity(of: compiler) + flags
    isLaunched = first != compiler || CompilerCommand.launchers.contains(Path.name(of: CompilerCommand.resolved(compiler)))
  }

  private static func notFound(_ word: String, in asked: String) -> DriverError {
    DriverError(
      word == asked ? "C compiler '\(asked)' not found" : "C compiler '\(asked)': there is no '\(word)'",
      hint: "name another with --cc, or unset CC to use the system's")
  }

  /// Blanks divide words, except between quotes.
  private static func split(_ text: String) -> [String] {
    var words: [String] = []
    var current: String?
    var quote: Character?
    for character in text {
      if character == quote {
        quote = nil
      } else if quote == nil, character == "\"" || character == "'" {
        quote = character
        current = current ?? ""
      } else if quote == nil, character.isWhitespace {
        if let word = current { words.append(word) }
        current = nil
      } else {
        current = (current ?? "") + String(character)
      }
    }
    if let word = current { words.append(word) }
    return words
  }

  /// The file behind the name, and which version of it. A link to a launcher (Debian's /usr/lib/ccache/gcc) stands for the
  /// next program of its name on PATH.
  private static func identity(of path: String) -> [String] {
    var real = resolved(path)
    if launchers.contains(Path.name(of: real)) {
      let others = (System.environment("PATH") ?? "/usr/bin:/bin").split(separator: ":")
        .map { Path.join(String($0), Path.name(of: path)) }
        .filter(System.isFile).map(resolved)
      real = others.first { !launchers.contains(Path.name(of: $0)) } ?? real
    }
    return [real, System.stamp(of: real).map { "\($0.size) \($0.seconds)" } ?? ""]
  }

  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// As it is shown.
  package var text: String { words.joined(separator: " ") }
  package var path: String { words[0] }
  /// The arguments of `path` that make it do this.
  package func arguments(_ own: [String]) -> [String] { Array(words.dropFirst()) + own }
}
