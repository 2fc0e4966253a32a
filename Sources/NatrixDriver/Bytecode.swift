/// CPython's bytecode of a file, from the `python3` that comes first on PATH.

import NatrixReport

struct Bytecode {
  /// By qualified name, in the order of the file.
  private var functions: [String: [[Listing.Row]]] = [:]

  init() {}

  /// The next function of that name.
  mutating func take(_ name: String) -> [Listing.Row]? {
    guard let first = functions[name]?.first else { return nil }
    functions[name]?.removeFirst()
    return first
  }

  /// Compiles the file by python3 and reads what its `dis` says; what fails becomes a note.
  static func ask(_ path: String, _ exploration: inout Exploration) -> Bytecode {
    guard let python = System.find(command: "python3") else {
      exploration.notes.append("no bytecode: there is no python3 on PATH")
      return Bytecode()
    }
    let result: ProcessResult
    do {
      result = try ChildProcess(python, ["-I", "-S", "-W", "ignore", "-c", script, path]).wait()
    } catch {
      exploration.notes.append("no bytecode: \(error)")
      return Bytecode()
    }
    guard result.status == 0 else {
      let last = result.output.split(separator: "\n").last.map(String.init) ?? "exit status \(result.status)"
      exploration.notes.append("no bytecode: python3 says: \(last)")
      return Bytecode()
    }
    var bytecode = Bytecode()
    var current = ""
    for line in result.output.split(separator: "\n") {
      let words = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
      guard words.count > 1 else { continue }
      switch words[0] {
      case "python": exploration.python = "CPython \(words[1])"
      case "code":
        current = words[1]
        bytecode.functions[current, default: []].append([])
      default:
        guard let number = Int(words[0]), let last = bytecode.functions[current]?.indices.last else { continue }
        bytecode.functions[current]?[last].append(Listing.Row(number, words[1]))
      }
    }
    return bytecode
  }

  /// Says `python VERSION`, then for each code object `code NAME` and its instructions, `LINE TEXT`, by tabs. Before 3.11 code
  /// objects do not know their qualified names, and up to 3.12 lines stand only where they begin.
  private static let script = """
    import dis, sys

    def say(*words):
        line = "\\t".join(map(str, words)).replace("\\n", " ")
        sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace") + b"\\n")

    def show(code, name):
        say("code", name)
        line = 0
        for i in dis.get_instructions(code):
            number = getattr(i, "line_number", None)
            if number is None and i.starts_line is not None and i.starts_line is not True and i.starts_line is not False:
                number = i.starts_line
            if getattr(i, "positions", None) and i.positions.lineno:
                number = i.positions.lineno
            line = number or line
            words = ["%4d" % i.offset, i.opname]
            if i.arg is not None:
                is_code = type(i.argval) is type(code)
                words.append("code of " + i.argval.co_name if is_code else i.argrepr or str(i.arg))
            say(line, (">>" if i.is_jump_target else "  ") + " ".join(words)[:200])
        for constant in code.co_consts:
            if type(constant) is type(code):
                inner = constant.co_name
                if name != "<module>":
                    inner = name + (".<locals>." if code.co_flags & 2 else ".") + inner
                show(constant, getattr(constant, "co_qualname", inner))

    with open(sys.argv[1], "rb") as file:
        code = compile(file.read(), sys.argv[1], "exec", dont_inherit=True)
    say("python", "%d.%d" % sys.version_info[:2])
    show(code, "<module>")

    """
}
