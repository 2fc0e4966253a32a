/// Entries of the build cache: how they get their places, how they are taken for use, and how damage shows.
///
/// An object ends with a seal, a hash of what stands before it (linkers look at what the ELF header leads to, and no further); the
/// hash of an executable stands in its manifest. A full disk, a crash, or whoever wrote into an entry is noticed by them, and
/// the entry is made again.

import Glibc

/// An entry that was whole is no longer: what needed it has to begin anew.
struct EntryLost: Error {}

extension BuildCache {
  private static let sealMark = Array("natrix: ".utf8)
  private static let sealSize = sealMark.count + 32

  /// The object of that name, taken for use, and from now on as good as new; nil when it is not there or not whole.
  func object(_ name: String) -> String? {
    folders.lazy.compactMap { self.object(name, in: $0) }.first
  }

  func object(_ name: String, in folder: String) -> String? {
    let entry = Path.join(folder, "objects/" + name), own = Path.join(work, name)
    if !System.isFile(own) { guard System.linkOrCopy(entry, to: own) else { return nil } }
    guard BuildCache.isSealed(own) else {
      unlink(own)
      if folder == self.folder { unlink(entry) }
      return nil
    }
    touch(entry)
    return own
  }

  /// An object that was compiled in the build's folder is sealed and becomes an entry.
  func add(object path: String) throws {
    guard let digest = System.withContents(of: path, BuildCache.digest) else { throw SystemError(path) }
    try System.append(BuildCache.sealMark + Array(digest.utf8), to: path)
    publish(path, as: self.path("objects", Path.name(of: path)))
  }

  /// An executable that was linked in the build's folder becomes an entry; gives its place.
  func add(program: String, for key: String, dependencies: [String]) throws -> String {
    guard let digest = System.withContents(of: program, BuildCache.digest) else { throw SystemError(program) }
    let place = path("programs", key)
    guard rename(program, place) == 0 else { throw SystemError(place) }
    remember(place, digest: digest, for: key, dependencies: dependencies)
    return place
  }

  /// Whether an executable is there and is what it was; one that is not goes.
  func isWhole(program: String, digest: String) -> Bool {
    guard let found = System.withContents(of: program, BuildCache.digest) else { return false }
    if found != digest, !isTransient { unlink(program) }
    return found == digest
  }

  /// Removes those objects in the build's folder that are no longer whole, and their entries; whether there were any.
  func removeDamaged(_ objects: [String]) -> Bool {
    let damaged = objects.filter { !BuildCache.isSealed($0) }
    for object in damaged {
      unlink(object)
      unlink(path("objects", Path.name(of: object)))
    }
    return !damaged.isEmpty
  }

  /// Others may have made the same meanwhile: theirs is as good.
  private func publish(_ path: String, as entry: String) {
    if link(path, entry) == 0 || errno == EEXIST { return }
    try? System.write((try? System.read(path)) ?? [], to: entry)
  }

  private static func isSealed(_ path: String) -> Bool {
    System.withContents(of: path) { file in
      guard file.count > sealSize else { return false }
      let bytes = UnsafeRawBufferPointer(rebasing: file.dropLast(sealSize))
      return file.suffix(sealSize).elementsEqual(sealMark + Array(digest(bytes).utf8))
    } ?? false
  }

  private static func digest(_ bytes: UnsafeRawBufferPointer) -> String {
    var hash = ContentHash()
    hash.add(bytes)
    return hash.digest
  }
}

extension System {
  /// What `body` makes of a file's bytes, which are not copied; nil when it cannot be read or is empty.
  fileprivate static func withContents<Result>(of path: String, _ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0, info.st_size > 0 else { return nil }
    let size = Int(info.st_size)
    guard let memory = mmap(nil, size, PROT_READ, MAP_PRIVATE | Int32(MAP_POPULATE), descriptor, 0), memory != MAP_FAILED else { return nil }
    defer { munmap(memory, size) }
    return body(UnsafeRawBufferPointer(start: memory, count: size))
  }

  fileprivate static func append(_ bytes: [UInt8], to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError(path) }
    let written = Glibc.write(descriptor, bytes, bytes.count)
    guard close(descriptor) == 0, written == bytes.count else { throw SystemError(path) }
  }

  /// A second name for a file, or a copy where there is none to be had; false when it cannot be read.
  fileprivate static func linkOrCopy(_ path: String, to other: String) -> Bool {
    if link(path, other) == 0 { return true }
    guard errno != ENOENT, let bytes = try? read(path) else { return false }
    return (try? System.write(bytes, to: other)) != nil
  }
}
