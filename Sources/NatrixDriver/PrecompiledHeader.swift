/// natrix.h as gcc has read it once: files that include it are compiled in 0.07 s less. It is made when natrix is installed
/// (`natrix precompile`), for the flags that most builds have; others read the header itself.

import Glibc

struct PrecompiledHeader {
  /// Where there is one folder for each set of flags.
  private let folder: String

  /// `library`: the folder of what was compiled with natrix.
  init(library: String) { folder = Path.join(library, "headers") }

  /// The folder to look for headers in first, when there is one for this compiler with these flags.
  func folder(for toolchain: Toolchain, level: Int) -> String? {
    // ccache would have to be told what it may take for the same.
    guard !toolchain.compiler.isLaunched else { return nil }
    let place = Path.join(folder, toolchain.compileFingerprint(level: level))
    return System.isFile(Path.join(place, "natrix.h.gch")) ? place : nil
  }

  /// Makes one for each of these, and removes all others. Nothing but the time of later builds depends on them: where gcc
  /// takes it for another compiler's it reads the header itself, and a compiler that is not gcc gets none.
  func make(for wanted: [(toolchain: Toolchain, level: Int)]) throws {
    var kept: Set<String> = []
    for (toolchain, level) in wanted where !toolchain.compiler.isLaunched && toolchain.isGCC {
      let name = toolchain.compileFingerprint(level: level)
      kept.insert(name)
      let header = Path.join(folder, name + "/natrix.h.gch"), temporary = header + ".tmp"
      if System.isFile(header) { continue }
      try System.makeFolder(folder)
      try System.makeFolder(Path.folder(of: header))
      TemporaryFiles.add(temporary)
      defer { TemporaryFiles.remove(temporary) }
      try toolchain.precompileHeader(to: temporary, level: level)
      guard rename(temporary, header) == 0 else { throw SystemError(header) }
    }
    for name in System.list(folder) where !kept.contains(name) { System.removeFolder(Path.join(folder, name)) }
  }
}
