/// What the build cache holds, and how it is kept from growing without end: the files that were used least recently go
/// when it is larger than its limit.

import Glibc

extension BuildCache {
  /// The kinds of entries, each in a folder of its own, and what they are.
  package static let kinds: [(folder: String, name: String)] = [
    ("programs", "executables"), ("objects", "compiled C"), ("modules", "library modules"),
    ("manifests", "what executables were built from"), ("c", "C being compiled"),
  ]

  /// How many files there are of each kind, and their bytes.
  package func usage() -> [(name: String, files: Int, bytes: Int)] {
    BuildCache.kinds.map { kind in
      let files = System.list(path(kind.folder, "")).map { path(kind.folder, $0) }.filter(System.isFile)
      let sizes = files.compactMap { System.stamp(of: $0)?.size }
      return (kind.name, sizes.count, sizes.reduce(0, +))
    }
  }

  /// Removes everything. Builds that are under way have their own links to what they use.
  package func clear() {
    for kind in BuildCache.kinds {
      for name in System.list(path(kind.folder, "")) { unlink(path(kind.folder, name)) }
    }
    removeAbandoned()
  }

  /// Removes what builds have left that were killed: nothing has been added to it for a day.
  private func removeAbandoned() {
    let recent = time(nil) - 86400
    for name in System.list(path("c", "")) {
      let work = path("c", name)
      if System.isFolder(work), let stamp = System.stamp(of: work), stamp.seconds < recent { System.removeFolder(work) }
    }
  }

  /// Removes what was used least recently until no more than so many bytes are left; returns how many bytes went. What was used
  /// within the last hour stays: a build that is under way may be about to link it.
  @discardableResult
  package func prune(to limit: Int) -> Int {
    removeAbandoned()
    var entries: [(path: String, stamp: FileStamp)] = []
    for kind in BuildCache.kinds {
      for name in System.list(path(kind.folder, "")) {
        let path = path(kind.folder, name)
        if System.isFile(path), let stamp = System.stamp(of: path) { entries.append((path, stamp)) }
      }
    }
    var left = entries.reduce(0) { $0 + $1.stamp.size }
    let before = left
    let recent = time(nil) - 3600
    for entry in entries.sorted(by: { $0.stamp.seconds < $1.stamp.seconds }) {
      if left <= limit || entry.stamp.seconds > recent { break }
      if unlink(entry.path) == 0 { left -= entry.stamp.size }
    }
    return before - left
  }

  /// Once a day, brings the cache below three quarters of its limit when it is above it.
  func pruneWhenDue() {
    if isTransient { return }
    let stamp = Path.join(folder, "pruned")
    if let last = System.stamp(of: stamp), last.seconds > time(nil) - 86400 { return }
    try? System.write([], to: stamp)
    let size = usage().reduce(0) { $0 + $1.bytes }
    if size > BuildCache.limit { prune(to: BuildCache.limit / 4 * 3) }
  }

  /// Bytes that the cache may have: $NATRIX_CACHE_LIMIT, else 4 GB.
  package static var limit: Int { System.environment("NATRIX_CACHE_LIMIT").flatMap(bytes(in:)) ?? 4_000_000_000 }

  /// A number of bytes as people write it: `500M`, `2G`, `1000000`; nil when it is none.
  package static func bytes(in text: String) -> Int? {
    let units: [Character: Int] = ["k": 1000, "K": 1000, "M": 1_000_000, "G": 1_000_000_000]
    guard let last = text.last else { return nil }
    guard let unit = units[last] else { return Int(text).flatMap { $0 >= 0 ? $0 : nil } }
    guard let count = Double(text.dropLast()), count >= 0, count < 1e9 else { return nil }
    return Int(count * Double(unit))
  }

  /// An entry is used: it counts as new from now on.
  static func touch(_ path: String) { utimensat(AT_FDCWD, path, nil, 0) }
}
