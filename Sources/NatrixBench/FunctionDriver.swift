/// Timing one function inside the process: a program that imports the module and calls the function in loops long enough
/// to be timed.

import NatrixDriver

struct FunctionDriver {
  let module: String
  /// The function's name, dotted when it is a method of something.
  let function: String
  /// The arguments as they stand in a call.
  let arguments: String

  /// Writes to its first argument the nanoseconds a call takes and what the call results in.
  var source: String {
    """
    import sys
    from time import perf_counter_ns

    import \(module) as benched
    from \(module) import *


    def calls(count):
        begin = perf_counter_ns()
        for _ in range(count):
            benched.\(function)(\(arguments))
        return perf_counter_ns() - begin


    def main():
        result = benched.\(function)(\(arguments))
        count = 1
        taken = calls(count)
        while taken < 50_000_000:
            count = max(2 * count, min(100 * count, count * 50_000_000 // (taken + 1)))
            taken = calls(count)
        with open(sys.argv[1], "w") as out:
            out.write(f"{min(taken, calls(count)) / count}\\n{result!r}\\n")


    main()

    """
  }

  /// What that program wrote: seconds a call, and the result as text.
  static func reading(_ text: String) -> (seconds: Double, result: String)? {
    guard let end = text.firstIndex(of: "\n"), let nanoseconds = Double(text[..<end]) else { return nil }
    return (nanoseconds / 1e9, String(text[text.index(after: end)...]))
  }
}
