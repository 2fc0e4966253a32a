// natrix gdb-script: where the commands for gdb are.

import ArgumentParser
import NatrixDriver

struct DebuggerScript: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gdb-script",
    abstract: "Print the path of the script that shows Python values and frames in gdb.",
    discussion: "natrix build -g -O0 app.py && gdb -x $(natrix gdb-script) app")

  func run() throws {
    try reporting {
      guard let runtime = RuntimeLocation.find() else {
        throw DriverError("the runtime was not found", hint: "set NATRIX_RUNTIME to its folder, or install natrix again")
      }
      let path = Path.join(runtime.folder, "debug/natrix-gdb.py")
      guard System.isFile(path) else { throw DriverError("there is no '\(path)'", hint: "install natrix again") }
      print(System.absolute(path))
    }
  }
}
