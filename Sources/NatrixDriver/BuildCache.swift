/// The content-addressed cache: compiled C objects, executables, and for each program what it was built from.
///
/// A *manifest* names an executable and the stamps of every file (and the folders searched) that went into it: as long as
/// all stamps agree, nothing has to be read, let alone compiled.

import Glibc

package struct BuildCache {
  package let folder: String

  package init() {
    let home = System.environment("HOME") ?? "/tmp"
    let base = System.environment("XDG_CACHE_HOME") ?? Path.join(home, ".cache")
    self.init(at: System.environment("NATRIX_CACHE") ?? Path.join(base, "natrix"))
  }

  /// The cache in a folder; where that cannot be written to, one in the temporary folder.
  package init(at wanted: String) {
    var usable = wanted
    do {
      try BuildCache.prepare(wanted)
    } catch {
      usable = "/tmp/natrix-cache-\(getuid())"
      try? BuildCache.prepare(usable)
    }
    folder = usable
  }

  private static func prepare(_ folder: String) throws {
    for part in ["objects", "c", "modules", "programs", "manifests"] {
      let path = Path.join(folder, part)
      try System.makeFolder(path)
      guard access(path, W_OK) == 0 else { throw SystemError(path) }
    }
  }

  package func path(_ kind: String, _ name: String) -> String {
    Path.join(Path.join(folder, kind), name)
  }

  /// The executable built earlier for this key, if nothing it was built from has changed.
  package func program(for key: String) -> String? {
    let manifest = path("manifests", key)
    guard let bytes = try? System.read(manifest) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    guard let program = lines.first, BuildCache.isWhole(program) else { return nil }
    for line in lines.dropFirst() {
      guard let space = line.firstIndex(of: "\t") else { return nil }
      let path = String(line[line.index(after: space)...])
      guard BuildCache.stampText(path) == line[..<space] else { return nil }
    }
    BuildCache.touch(manifest)
    BuildCache.touch(program)
    return program
  }

  /// Remembers what `program` was built from. Stamps are of now: a file that changed meanwhile is rebuilt next time
  /// only if it changes again, so callers take care to have read before.
  package func remember(_ program: String, for key: String, dependencies: [String]) {
    var text = program + "\n"
    for path in dependencies { text += "\(BuildCache.stampText(path))\t\(path)\n" }
    try? System.write(Array(text.utf8), to: path("manifests", key))
  }

  /// Of a folder only what modules may be found in counts: the names of Python files and of folders.
  private static func stampText(_ path: String) -> String {
    guard let stamp = System.stamp(of: path) else { return "absent" }
    if System.isFolder(path) {
      var hash = ContentHash()
      for name in System.list(path) where !name.hasPrefix(".") {
        if name.hasSuffix(".py") || !name.contains(".") && System.isFolder(Path.join(path, name)) {
          hash.add(name)
        }
      }
      return hash.digest
    }
    return "\(stamp.size) \(stamp.seconds) \(stamp.nanoseconds) \(stamp.inode)"
  }
}
