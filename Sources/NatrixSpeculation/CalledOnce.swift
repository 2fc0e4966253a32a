/// Long functions that are called at one place, which is executed at most once: a `main`, what sets a program up. Outside of their
/// loops they gain nothing from being fast, as a module's body does not, and the C compiler's time for them is saved.
///
/// To be wrong here costs speed alone: other ways to such a function, as by `globals()`, need not be looked for.

import NatrixIR
import NatrixInference

package struct CalledOnce {
  /// Short ones cost the C compiler next to nothing, and what only they call is faster for being called by fast code: gcc divides
  /// functions that return early (a naive Fibonacci takes 1.7 times as long when it does not).
  package static let longFunction = 500

  private let program: Program
  /// By module: the only place where a global is looked up, if it is called there; nil: there are several, or it is not.
  private var calls: [[String: Call?]] = []
  /// Names of attributes and of what is imported from modules: ways into a module from others.
  private var otherNames: Set<String> = []

  private struct Call {
    var function: FunctionID
    var block: BlockID
  }

  static func functions(of program: Program, _ facts: ProgramFacts, from least: Int) -> Set<FunctionID> {
    guard !program.traits.isExtension else { return [] } // whose functions are called from outside
    var search = CalledOnce(program)
    search.findCalls()
    return search.functions(facts).filter { program[$0].generic.values.count >= least }
  }

  private init(_ program: Program) { self.program = program }

  private mutating func findCalls() {
    for module in program.modules {
      var found: [String: Call?] = [:]
      for id in module.functions where !module.isLibrary { addLookups(in: id, to: &found) }
      calls.append(found)
    }
  }

  private mutating func addLookups(in id: FunctionID, to found: inout [String: Call?]) {
    let graph = program[id].generic
    var users = [[ValueID]](repeating: [], count: graph.values.count)
    for block in graph.blocks {
      for value in block.instructions {
        for input in graph[value].inputs { users[input.index].append(value) }
      }
    }
    for block in graph.blockIDs {
      for value in graph[block].instructions {
        guard let name = graph[value].nameAttribute else { continue }
        guard graph[value].primitive?.id == .load_global else {
          otherNames.insert(name)
          continue
        }
        let using = users[value.index]
        let isCalled = using.count == 1 && isCall(graph[using[0]], of: value)
        found[name] = .some(found[name] == nil && isCalled ? Call(function: id, block: block) : nil)
      }
    }
  }

  private func isCall(_ user: Instruction, of callee: ValueID) -> Bool {
    (user.opcode == .callKnown || user.primitive?.id == .call_values) && user.inputs.first == callee
  }

  private func functions(_ facts: ProgramFacts) -> Set<FunctionID> {
    let definitions = Speculation.definitions(in: program)
    var once: Set<FunctionID> = []
    var loops: [FunctionID: Loops] = [:]
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for (index, module) in program.modules.enumerated() where facts.bindOnce.indices.contains(index) {
        for (name, call) in calls[index] {
          guard let call, let function = definitions[index][name], !once.contains(function), facts.bindOnce[index].contains(name),
            !otherNames.contains(name), call.function == module.body || once.contains(call.function)
          else { continue }
          let around = loops[call.function] ?? Loops(program[call.function].generic)
          loops[call.function] = around
          guard !around.contains(call.block) else { continue }
          once.insert(function)
          isGrowing = true
        }
      }
    }
    return once
  }
}
