/// What a pass is, and what passes know beyond the function at hand.

import NatrixIR

/// One transformation of one function's generic graph. Passes are enums without cases: names for a function.
package protocol Pass: SendableMetatype {
  /// As in dumps, `--after` and test suites.
  static var name: String { get }
  static func run(on function: inout Function, in context: PassContext)
}

/// What a pass may know about the rest of the program; fixed while the passes run.
package struct PassContext: Sendable {
  /// What a call by name most probably calls.
  package struct Target: Sendable {
    package var id: FunctionID
    package var signature: Signature
    package var defaultCount: Int

    init(_ function: Function) {
      id = function.id
      signature = function.signature
      defaultCount = function.defaultCount
    }

    /// Whether that many positional arguments can be passed one by one.
    package func takes(_ count: Int) -> Bool {
      let missing = signature.positionalCount - count
      return signature.isSimple && missing >= 0 && missing <= defaultCount
    }
  }

  /// By module and name: a `nil` stands for names that mean several functions.
  private var moduleFunctions: [[String: Target?]] = []
  private var nestedFunctions: [[String: Target?]] = []
  private var methods: [[String: Target?]] = []
  private var moduleOfFunction: [Int] = []
  private var expressions: [FunctionID: Target] = [:]

  private(set) var isExtension = false
  /// Of passes over fast versions: what calls do with objects, and the number of the version.
  var ownership = OwnershipSummaries()
  var version: Int?
  private(set) var changingLayouts: Set<FunctionID> = []
  /// Nil: no remarks are wanted.
  private(set) var names: NameUses?

  /// For single functions in tests.
  package init() {}

  package init(_ program: Program) {
    isExtension = program.traits.isExtension
    ownership.isHosted = isExtension
    changingLayouts = program.changingLayouts
    if program.wantsRemarks { names = NameUses(program) }
    moduleOfFunction = [Int](repeating: -1, count: program.functions.count)
    for (index, module) in program.modules.enumerated() {
      moduleFunctions.append([:])
      nestedFunctions.append([:])
      methods.append([:])
      for id in module.functions {
        moduleOfFunction[id.index] = index
        // What stands at a class's name is the class, not the function of its body.
        for other in PassContext.made(by: program[id]) where program[other].kind != .classBody {
          let target = Target(program[other])
          if program[other].isComprehension || program[other].kind == .lambda { expressions[other] = target }
          switch program[id].kind {
          case .module where program[other].isStatic:
            PassContext.add(target, program[other].name, to: &moduleFunctions[index])
          case .classBody: PassContext.add(target, program[other].name, to: &methods[index])
          case .module: break
          case .function, .lambda, .comprehension, .generator, .coroutine, .asyncGenerator:
            PassContext.add(target, program[other].name, to: &nestedFunctions[index])
          }
        }
      }
    }
  }

  /// The functions that a function's code makes.
  private static func made(by function: Function) -> [FunctionID] {
    var result: [FunctionID] = []
    for block in function.generic.blocks {
      for value in block.instructions {
        let instruction = function.generic[value]
        if instruction.primitive?.id == .make_function, let id = instruction.function {
          result.append(id)
        }
      }
    }
    return result
  }

  private static func add(_ target: Target, _ name: String, to table: inout [String: Target?]) {
    table[name] = table[name] == nil ? .some(target) : .some(nil)
  }

  private func find(
    _ name: String, in tables: [[String: Target?]], seenFrom function: FunctionID
  ) -> Target? {
    guard function.index < moduleOfFunction.count, moduleOfFunction[function.index] >= 0 else {
      return nil
    }
    return tables[moduleOfFunction[function.index]][name] ?? nil
  }

  /// The only function that a `def` at the module's top level makes under that name.
  package func moduleFunction(named name: String, seenFrom function: FunctionID) -> Target? {
    find(name, in: moduleFunctions, seenFrom: function)
  }

  /// The function of a comprehension or lambda, of which no name tells.
  package func expression(_ id: FunctionID) -> Target? { expressions[id] }

  /// The only function of that name that a function of the module makes.
  package func nestedFunction(named name: String, seenFrom function: FunctionID) -> Target? {
    find(name, in: nestedFunctions, seenFrom: function)
  }

  /// The only method of that name in the module's classes.
  package func method(named name: String, seenFrom function: FunctionID) -> Target? {
    find(name, in: methods, seenFrom: function)
  }
}
