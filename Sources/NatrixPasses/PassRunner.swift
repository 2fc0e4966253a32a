/// Runs passes over a program: shows functions to whoever asked (`--dump-ir`, `natrix dis`) and verifies after
/// every pass when told to.

import Glibc
import NatrixIR

package struct PassRunner {
  package struct Options: Sendable {
    /// Names of passes that are left out; required ones run all the same.
    package var disabled: Set<String> = []
    /// Only required passes.
    package var onlyRequired = false
    /// Stops behind the last pass of that name in the list.
    package var stopAfter: String?
    /// Verifies each function after each pass: in debug builds, and where NATRIX_VERIFY is set.
    package var verify: Bool
    package init() {
      #if DEBUG
        verify = true
      #else
        verify = Options.isToldToVerify
      #endif
    }
    private static let isToldToVerify = getenv("NATRIX_VERIFY") != nil
  }

  private let options: Options
  /// Called with a function after each pass on it, and before the first one with the name `lowering`; of a fast version with
  /// its number, and its graph as the generic one.
  package typealias Observer = (_ pass: String, _ version: Int?, _ function: Function) -> Void
  private let observe: Observer?

  package init(_ options: Options = Options(), observe: Observer? = nil) {
    self.options = options
    self.observe = observe
  }

  /// All but the disabled ones, up to `stopAfter`.
  package init(disabled: Set<String>, stopAfter: String? = nil, observe: Observer? = nil) {
    var options = Options()
    options.disabled = disabled
    options.stopAfter = stopAfter
    self.init(options, observe: observe)
  }

  /// The names of all passes, each once, in the order of their first run.
  package var passNames: [String] {
    var names: [String] = []
    for row in PassList.all where !names.contains(row.name) { names.append(row.name) }
    return names
  }

  /// `only`: those of these numbers.
  package func run(_ passes: [PassRow] = PassList.all, on program: inout Program, only chosen: Set<Int>? = nil) {
    let context = PassContext(program)
    let selected = select(passes)
    for index in program.functions.indices where chosen?.contains(index) ?? true {
      run(selected, on: &program.functions[index], in: context)
    }
    if passes.contains(where: { $0.name == ErrorEdges.name }) { runOnVersions(selected, on: &program) }
  }

  /// Fast versions as functions of their own.
  package func runOnVersions(_ passes: [PassRow], on program: inout Program) {
    let context = PassContext(program)
    let selected = select(passes)
    // Who gets a call's arguments and results is a question about what callees have become.
    let cut = selected.firstIndex { $0.name == DyingValues.name } ?? selected.count
    for index in program.functions.indices where !program.functions[index].versions.isEmpty {
      if options.verify { verifyVersions(of: program.functions[index]) }
      run(selected[..<cut], onVersionsOf: &program.functions[index], in: context)
    }
    guard cut < selected.count else { return }
    var informed = context
    informed.ownership = DyingValues.summaries(of: program, in: context)
    if context.isExtension, selected[cut].name == DyingValues.name {
      // What stands for the host's objects dies in functions that have no fast version, too.
      for index in program.functions.indices where program.functions[index].versions.isEmpty {
        run([selected[cut]], on: &program.functions[index], in: informed)
      }
    }
    for index in program.functions.indices where !program.functions[index].versions.isEmpty {
      run(selected[cut...], onVersionsOf: &program.functions[index], in: informed)
      DyingValues.markGeneric(&program.functions[index], informed.ownership)
    }
  }

  private func verifyVersions(of whole: Function) {
    for version in whole.versions {
      var function = whole
      function.generic = version.graph
      verify(function, after: "speculation", hasErrorEdges: false)
    }
  }

  private func run(_ passes: ArraySlice<PassRow>, onVersionsOf whole: inout Function, in context: PassContext) {
    var context = context
    for number in whole.versions.indices {
      var function = whole
      function.generic = whole.versions[number].graph
      context.version = number
      for pass in passes {
        pass.run(&function, context)
        observe?(pass.name, number, function)
        let isExplicit = pass.name == ErrorEdges.name || pass.name == StateMachine.name
        if options.verify { verify(function, after: pass.name, hasErrorEdges: isExplicit) }
      }
      whole.versions[number].graph = function.generic
      whole.remarks = function.remarks
    }
  }

  package func select(_ passes: [PassRow]) -> [PassRow] {
    var result = passes
    if let name = options.stopAfter, let last = passes.lastIndex(where: { $0.name == name }) {
      result = Array(passes[...last])
    }
    return result.filter {
      $0.isRequired || !(options.onlyRequired || options.disabled.contains($0.name))
    }
  }

  package func run(_ passes: [PassRow], on function: inout Function, in context: PassContext) {
    observe?("lowering", nil, function)
    if options.verify { verify(function, after: "lowering", hasErrorEdges: false) }
    var hasErrorEdges = false
    for pass in passes {
      pass.run(&function, context)
      if pass.name == ErrorEdges.name { hasErrorEdges = true }
      observe?(pass.name, nil, function)
      if options.verify { verify(function, after: pass.name, hasErrorEdges: hasErrorEdges) }
    }
  }

  private func verify(_ function: Function, after pass: String, hasErrorEdges: Bool) {
    let problems = Verifier.verify(function, hasErrorEdges: hasErrorEdges)
    guard problems.isEmpty else {
      fatalError(
        "\(function.qualifiedName) is broken after \(pass):\n\(problems.joined(separator: "\n"))\n"
          + Printer.print(function))
    }
  }
}
