// natrix cache: what is kept between builds.

import ArgumentParser
import NatrixDriver
import NatrixReport

struct Cache: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what is kept between builds, or remove it.",
    usage: "natrix cache [clear | prune SIZE]",
    discussion: """
      The cache is in $NATRIX_CACHE, else ~/.cache/natrix. Once a day what was used least recently is removed when it is
      larger than $NATRIX_CACHE_LIMIT (4G). It may be cleared while builds are under way.
      """)

  @Flag(help: "Remove everything.") var clear = false
  @Option(help: ArgumentHelp("Remove what was used least recently until it is no larger: 500M, 2G.", valueName: "size"))
  var prune: String?
  @Argument(help: ArgumentHelp("The same as words: clear, or prune and a size.", valueName: "words"))
  var words: [String] = []

  mutating func validate() throws {
    switch words.first {
    case nil: return
    case "clear" where words.count == 1: clear = true
    case "prune" where words.count == 2: prune = words[1]
    case "prune" where words.count == 1: throw ValidationError("prune takes a size: natrix cache prune 500M")
    default: throw ValidationError("the cache can be cleared and pruned: natrix cache clear, natrix cache prune 500M")
    }
  }

  func run() throws {
    try reporting {
      let cache = BuildCache()
      if clear { cache.clear() }
      if let prune {
        guard let size = BuildCache.bytes(in: prune) else { throw DriverError("--prune: '\(prune)' is no size", hint: "for example 500M") }
        let removed = NumberText.bytes(Double(cache.prune(to: size)))
        let left = cache.usage().reduce(0) { $0 + $1.bytes }
        print("removed \(removed)" + (left > size ? "; what was used within the last hour stays, a build may be about to link it" : ""))
      }
      print(cache.folder)
      var total = 0
      for (name, files, bytes) in cache.usage() where files > 0 {
        print("  \(name): \(files) \(files == 1 ? "file" : "files"), \(NumberText.bytes(Double(bytes)))")
        total += bytes
      }
      print("  \(NumberText.bytes(Double(total))) of \(NumberText.bytes(Double(BuildCache.limit)))")
    }
  }
}
