/// How an executable gets the C library and the system's others.
package enum Linkage: String, Sendable {
  /// With all of them in it where nothing is lost by that.
  case automatic
  /// --static, --dynamic
  case `static`, dynamic
}

/// What a person may ask of the compiler, as one value.

package struct Options: Sendable {
  /// -O0 … -O3, passed to the C compiler.
  package var optimisation = 2
  /// -g: keep debug information, with lines of the Python source.
  package var debug = false
  /// The C compiler; nil: $CC, else cc, gcc or clang, whichever is found.
  package var compiler: String?
  package var linkage = Linkage.automatic
  package var strip = false
  /// Where the generated C is to stay.
  package var keepC: String?
  package var verbose = false
  /// --path: folders searched for modules before PYTHONPATH.
  package var searchPaths: [String] = []
  /// Passes left out, by name.
  package var disabledPasses: Set<String> = []
  /// "" or the name of a special build of the runtime ("ubsan").
  package var variant = ""
  /// --eval: link eval, exec and compile even if nothing seems to reach them.
  package var linksEvaluator = false
  /// --stress-exits: guards of fast versions fail now and then.
  package var stressesExits = false
  /// A module for CPython is made, not an executable.
  package var isExtension = false
  /// A library for C is made.
  package var isLibrary = false
  /// Without it (-B, $NATRIX_DONTWRITECACHE) nothing stays in the build cache, which is read all the same.
  package var writesCache = System.environment("NATRIX_DONTWRITECACHE") == nil
  /// What is built can be profiled: debug information, a list of functions, samples when NATRIX_PROFILE is set.
  package var profiles = false
  /// --stats: guards count how often they fail, for NATRIX_STATS.
  package var countsExits = false
  /// More flags for the C compiler.
  package var extraFlags: [String] = []

  package init() {}

  /// Whether the executable tells which line of Python its code is of.
  var tellsLines: Bool { debug || profiles }

  /// Everything of it that changes the executable.
  package var fingerprint: String {
    let parts: [String] = [
      "O\(optimisation)", debug ? "g" : "", compiler ?? "", linkage.rawValue,
      strip ? "strip" : "", searchPaths.joined(separator: ":"),
      disabledPasses.sorted().joined(separator: ","), variant,
      linksEvaluator ? "eval" : "", stressesExits ? "exits" : "", isExtension ? "extension" : isLibrary ? "library" : "",
      profiles ? "profiles" : "", countsExits ? "counts" : "",
      extraFlags.joined(separator: " "), System.environment("PYTHONPATH") ?? "",
      System.environment("CC") ?? "", System.environment("NATRIX_STDLIB") ?? "",
    ]
    return parts.joined(separator: "\u{1f}")
  }
}

/// What is to be compiled.
package enum ProgramSource: Sendable {
  case file(String)
  /// -c
  case code(String)
  /// -
  case standardInput
  /// -m: a module or package found on the search path.
  case module(String)
}

/// The driver's own failures: a cause, and what to do about it.
package struct DriverError: Error {
  package let message: String
  package let hint: String?
  package init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}
