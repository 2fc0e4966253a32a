// The command line. The work runs on a thread with a large stack, because syntax trees of real programs nest deeply.

import ArgumentParser
import Glibc

struct Natrix: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "natrix",
    abstract: "Compiles Python ahead of time to native executables.",
    discussion: """
      natrix run app.py arg …        compile (cached) and run, as python3 would
      natrix build app.py -o app     make an executable that needs no Python
      natrix ext mod.py              make a module that python3 imports
      natrix lib mod.py              make a library that C programs call
      natrix check FILE …            report errors without compiling
      natrix annotate app.py         where a program stays slow, and why
      natrix bench app.py            what compiling gains, beside the interpreters installed
      """,
    version: "natrix 0.1.0 (Python 3.14 syntax, CPython 3.11 behaviour)",
    subcommands: [
      Run.self, Build.self, Ext.self, Lib.self, Check.self, Bench.self, Annotate.self, Cache.self, DebuggerScript.self, Ast.self, Dis.self, Emit.self, Precompile.self,
    ])
}

/// Runs `body` on a thread with a stack of `megabytes`, and waits for it.
func onLargeStack(megabytes: Int, _ body: @escaping () -> Void) {
  final class Box {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  pthread_attr_setstacksize(&attributes, megabytes << 20)
  var thread = pthread_t()
  let context = Unmanaged.passRetained(Box(body)).toOpaque()
  let code = pthread_create(
    &thread, &attributes,
    { context in
      guard let context else { return nil }
      Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body()
      return nil
    }, context)
  if code != 0 {
    Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body()
    return
  }
  pthread_join(thread, nil)
}

onLargeStack(megabytes: 1024) { Natrix.main() }
