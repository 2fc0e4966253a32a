/// Modules of the library as objects that were compiled earlier: with natrix itself, or for another program.
///
/// What a library module compiles to depends on its text, natrix, the C compiler and its flags, not on the program it is
/// linked into. So a module whose object is at hand is not even lowered.

import NatrixProgram
import NatrixSupport

struct LibraryObjects {
  /// Where new ones are remembered.
  let cache: BuildCache
  /// Also looked at: the folder that came with natrix.
  let shipped: String
  private let compiler: String
  private let fingerprint: String

  /// The C compiler's optimisation level for the library. -O1 takes half the time of -O2, and code that calls the runtime
  /// for everything is as fast with it (deltablue, hexiom and go: within 3 %).
  static func level(_ options: Options) -> Int { options.optimisation == 3 ? 3 : 1 }

  /// `variant`: what else the code of modules depends on, as flags in a text.
  init(
    cache: BuildCache, toolchain: Toolchain, options: Options, runtime: RuntimeLocation,
    variant: String
  ) {
    self.cache = cache
    shipped = runtime.compiledLibrary
    compiler = LibraryObjects.compilerIdentity(cache)
      + options.disabledPasses.subtracting(Pipeline.speculationNames).sorted().joined(separator: ",") + variant
    fingerprint = toolchain.compileFingerprint(level: LibraryObjects.level(options))
  }

  /// The compiled module, if it is at hand.
  func object(of module: ParsedModule) -> String? {
    let key = key(of: module)
    for folder in cache.folders + [shipped] {
      guard let name = try? System.read(Path.join(folder, "modules/" + key)) else { continue }
      if let object = cache.object(String(decoding: name, as: UTF8.self), in: folder) {
        cache.touch(Path.join(folder, "modules/" + key))
        return object
      }
    }
    return nil
  }

  /// Remembers that `object`, in the cache, is the module compiled.
  func remember(_ object: String, of module: ParsedModule) {
    try? System.write(Array(Path.name(of: object).utf8), to: cache.path("modules", key(of: module)))
  }

  /// Removes everything from the cache's folder but these objects of these modules.
  func prune(keeping objects: [String], of modules: [ParsedModule]) {
    let keys = Set(modules.map { key(of: $0) })
    let names = Set(objects.map { Path.name(of: $0) })
    for (folder, kept) in [("modules", keys), ("objects", names)] {
      for name in System.list(Path.join(cache.folder, folder)) where !kept.contains(name) {
        TemporaryFiles.remove(cache.path(folder, name))
      }
    }
  }

  private func key(of module: ParsedModule) -> String {
    var hash = ContentHash()
    hash.add(compiler)
    hash.add(fingerprint)
    hash.add(module.name)
    hash.add(module.isPackage ? "package" : "module")
    hash.add(module.file.path)
    hash.add(module.file.text)
    return hash.digest
  }

  /// A hash of natrix's own executable, computed once for each version of it. While working on what leaves library code as
  /// it is, NATRIX_IDENTITY in its place keeps the objects of an earlier natrix.
  private static func compilerIdentity(_ cache: BuildCache) -> String {
    if let given = System.environment("NATRIX_IDENTITY") { return given }
    let path = System.executablePath
    var hash = ContentHash()
    hash.add(path)
    if let stamp = System.stamp(of: path) { hash.add("\(stamp)") }
    let memo = cache.path("modules", "natrix-" + hash.digest)
    let memos = cache.folders.map { Path.join($0, "modules/natrix-" + hash.digest) }
    if let known = memos.lazy.compactMap({ try? System.read($0) }).first { return String(decoding: known, as: UTF8.self) }
    var content = ContentHash()
    content.add((try? System.read(path)) ?? [])
    try? System.write(Array(content.digest.utf8), to: memo)
    return content.digest
  }
}
