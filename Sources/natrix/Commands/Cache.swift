// natrix cache: what is kept between builds.

import ArgumentParser
import NatrixDriver
import NatrixReport

struct Cache: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what is kept between builds, or remove it.",
    discussion: """
      The cache is in $NATRIX_CACHE, else ~/.cache/natrix. Once a day what was used least recently is removed when it is
      larger than $NATRIX_CACHE_LIMIT (4G).
      """)

  @Flag(help: "Remove everything.") var clear = false
  @Option(help: ArgumentHelp("Remove what was used least recently until it is no larger: 500M, 2G.", valueName: "size"))
  var prune: String?

  func run() throws {
    try reporting {
      let cache = BuildCache()
      if clear { cache.clear() }
      if let prune {
        guard let size = BuildCache.bytes(in: prune) else { throw DriverError("--prune: '\(prune)' is no size", hint: "for example 500M") }
        print("removed \(NumberText.bytes(Double(cache.prune(to: size))))")
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
