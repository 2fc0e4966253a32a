/// The content-addressed cache: compiled C objects, executables, and for each program what it was built from.
///
/// A *manifest* names an executable and the stamps of every file (and the folders searched) that went into it: as long as
/// all stamps agree, nothing has to be read, let alone compiled.
///
/// Several builds share it, and it may be cleared, or lose entries, at any time. So each build has a folder of its own in it
/// (`work`), where what is being made lies until it is whole and whence it gets its place by a rename or a link; entries that
/// are found are linked there, too, and are used from there. Entries carry a hash of their content (CacheEntries.swift).

import Glibc

package struct BuildCache {
  /// Where entries are written.
  package let folder: String
  /// Another folder in which entries are found, which is left as it is (`-B`).
  private var readOnly: String?
  /// What this build is working on: nobody else touches it. It is made by `begin` and removed by `end`.
  let work: String

  package init() { self.init(at: BuildCache.usualFolder) }

  private static var usualFolder: String {
    let home = System.environment("HOME") ?? "/tmp"
    let base = System.environment("XDG_CACHE_HOME") ?? Path.join(home, ".cache")
    return System.environment("NATRIX_CACHE") ?? Path.join(base, "natrix")
  }

  /// The cache in a folder; where that cannot be written to, one in the temporary folder.
  package init(at wanted: String) {
    var usable = System.absolute(wanted)
    do {
      try BuildCache.prepare(usable)
    } catch {
      usable = "/tmp/natrix-cache-\(getuid())"
      try? BuildCache.prepare(usable)
    }
    folder = usable
    work = Path.join(usable, "c/\(System.processName)")
  }

  /// Gives what `body` makes of the cache; does it again when somebody has removed the cache meanwhile.
  func whileInUse<Result>(_ body: () throws -> Result) throws -> Result {
    defer { end() }
    for _ in 1...2 {
      do {
        try begin()
        return try body()
      } catch let error where !System.isFolder(work) {
        if error is DiagnosticsReported { throw error }
      } catch is EntryLost {}
    }
    try begin()
    return try body()
  }

  private func begin() throws {
    try BuildCache.prepare(folder)
    try System.makeFolder(work)
    if readOnly == nil { TemporaryFiles.add(tree: work) }
  }

  private func end() {
    if readOnly == nil { TemporaryFiles.remove(tree: work) } else { System.removeFolder(work) }
  }

  /// The cache that a build uses. Without `writesCache` one that lives as long as this process, behind which the usual one is
  /// read: `discard` removes it.
  package init(for options: Options) throws {
    guard !options.writesCache else {
      self.init()
      return
    }
    var template = Array("\(System.environment("TMPDIR") ?? "/tmp")/natrix-build-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw SystemError(System.environment("TMPDIR") ?? "/tmp") }
    self.init(at: String(decoding: template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    readOnly = System.absolute(BuildCache.usualFolder)
    TemporaryFiles.add(tree: folder)
  }

  /// Removes what was built, when nothing is to stay.
  package func discard() {
    if readOnly != nil { TemporaryFiles.remove(tree: folder) }
  }

  package var isTransient: Bool { readOnly != nil }

  /// The folders in which entries are found.
  var folders: [String] { [folder] + [readOnly].compactMap { $0 } }

  func touch(_ path: String) {
    if path.hasPrefix(folder) { BuildCache.touch(path) }
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
    guard let manifest = folders.map({ Path.join($0, "manifests/" + key) }).first(where: System.isFile),
      let bytes = try? System.read(manifest)
    else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    guard lines.count >= 2, isWhole(program: lines[0], digest: lines[1]) else { return nil }
    let program = lines[0]
    for line in lines.dropFirst(2) {
      guard let space = line.firstIndex(of: "\t") else { return nil }
      let path = String(line[line.index(after: space)...])
      guard BuildCache.stampText(path) == line[..<space] else { return nil }
    }
    touch(manifest)
    touch(program)
    return program
  }

  /// Remembers what `program` was built from. Stamps are of now: a file that changed meanwhile is rebuilt next time
  /// only if it changes again, so callers take care to have read before.
  package func remember(_ program: String, digest: String, for key: String, dependencies: [String]) {
    var text = "\(program)\n\(digest)\n"
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
