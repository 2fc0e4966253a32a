/// Makes fast versions of functions: copies of their graphs in which values have machine types, behind guards that leave
/// for the generic version at the exact operation.
///
///     def f(n):                 nx_i64 f__fast(nx_i64 n)
///       t = 0                     t = 0
///       for i in range(n):   →    for (i = 0; i < n; i++)
///         t += i                    if (add overflows) leave for f__generic, resume point 3, with i and t boxed
///       return t                  return t
///
/// A fast graph has the blocks of the generic one; each instruction becomes what `Plan` says. Values that are wanted as
/// machine numbers are unboxed once, where they are made. What goes on at a resume point is a `state` before each guard.

import NatrixIR
import NatrixInference
import NatrixSupport

/// What a fast version takes and gives.
struct FastSignature {
  var parameters: [Representation]
  var hosted: [HostedItems?] = []
  var kinds: [PrimitiveID?] = []
  var result: Representation
}

/// The parts of speculation that `--disable-pass` can leave out; `speculation` itself leaves out all of it.
package enum SpeculationPart: String, CaseIterable, Sendable {
  case calledOnce = "called-once"
  case fusedLoops = "fused-loops"
  case tableLoops = "table-loops"
  case quietLoops = "quiet-loops"
  case knownCallees = "known-callees"
  case constantGlobals = "constant-globals"
  case maskedArithmetic = "masked-arithmetic"
  case inlineContainers = "inline-containers"
  case inlineBuiltins = "inline-builtins"
  case countedTruths = "counted-truths"
  case stringComparisons = "string-comparisons"
  case directData = "direct-data"
  case stringChains = "string-chains"
  case tupleKeys = "tuple-keys"
  case instanceTests = "instance-tests"
  case attributeSlots = "attribute-slots"
  case directCalls = "direct-calls"
  case directMethods = "direct-methods"
  case directConstructors = "direct-constructors"
  case specialMethods = "special-methods"
  case starCalls = "star-calls"
  case directContexts = "direct-contexts"
  case choices
  case receivers
  case builtinReceivers = "builtin-receivers"
  case mixedNumbers = "mixed-arithmetic"
  case complexNumbers = "complex-arithmetic"
  case directFunctions = "direct-functions"
  case classMembers = "class-members"
  case superMethods = "super-methods"
  case versions = "function-versions"
  case generators
  case presizedLists = "presized-lists"
  case inlineGenerators = "inline-generators"
  case inlineFunctions = "inline-functions"
  case directErrors = "direct-errors"
  case inlineMethods = "inline-methods"
}

package struct Speculation {
  private let disabled: Set<String>
  let types: TypeTable
  /// By function, one for each of its fast versions.
  private(set) var signatures: [[FastSignature]]
  let moduleOfFunction: [Int]
  let definitions: [[String: FunctionID]]
  let constantGlobals: [[String: Constant]]
  private let names: [String]
  let parameterCounts: [Int]
  let ownersOfMethods: [FunctionID: ClassID]
  private let madeOnce: [Bool]
  private let isExtension: Bool
  /// By the function of a class's body.
  let layouts: [FunctionID: ClassLayout]
  /// Those that instances may lose while they are looked at.
  private let changingLayouts: Set<FunctionID>
  /// Functions that suspend: their one fast version takes objects from the frame, whoever made it.
  private let resumable: Set<FunctionID>
  /// Functions whose code asks for their function object.
  let usesOwnObject: Set<FunctionID>
  /// The defaults of the last parameters, of functions whose defaults are constants that stay.
  let defaults: [FunctionID: [Constant]]
  /// Of `__init__` functions that only store what they are given: by class body, what is stored, in the layout's order.
  let plainInitialisers: [FunctionID: [FunctionID: [PlainStore]]]

  /// Adds versions to the functions of the program's own modules where they can pay. Functions have been through
  /// `PassList.optimise`.
  /// `longFunction`: from how many values on a function that is called once is left as it is.
  package static func run(
    on program: inout Program, types: TypeTable, disabled: Set<String> = [], longFunction: Int = CalledOnce.longFunction
  ) {
    var types = types
    if !disabled.contains(SpeculationPart.builtinReceivers.rawValue) { findBuiltinReceivers(in: &program, &types) }
    if !disabled.contains(SpeculationPart.calledOnce.rawValue) {
      for id in CalledOnce.functions(of: program, types.facts, from: longFunction) {
        program.functions[id.index].isCalledOnce = true
      }
    }
    let speculation = Speculation(program, types, disabled)
    program.changingLayouts = speculation.changingLayouts
    if program.wantsRemarks { speculation.leaveRemarks(in: &program) }
    for index in program.functions.indices where !speculation.signatures[index].isEmpty {
      speculation.makeVersions(of: &program.functions[index], in: program)
    }
  }

  /// Whether an instance of the class with that body stays as a guard has found it.
  func isKept(_ body: FunctionID) -> Bool { !changingLayouts.contains(body) && !types.facts.changesClass }

  func does(_ part: SpeculationPart) -> Bool { !disabled.contains(part.rawValue) }

  private init(_ program: Program, _ types: TypeTable, _ disabled: Set<String>) {
    self.disabled = disabled
    self.types = types
    names = program.functions.map(\.name)
    ownersOfMethods = Speculation.ownersOfMethods(program, types.classes)
    parameterCounts = program.functions.map(\.parameterNames.count)
    madeOnce = program.functions.map(\.isMadeOnce)
    isExtension = program.traits.isExtension
    definitions = Speculation.definitions(in: program)
    constantGlobals = Speculation.constantGlobals(in: program, types.facts)
    let layouts = program.classLayouts()
    self.layouts = layouts
    changingLayouts = Set(layouts.filter { !types.facts.keeps($0.value) }.keys)
    var defaults: [FunctionID: [Constant]] = [:]
    var usesOwnObject: Set<FunctionID> = []
    for module in program.modules where !module.isLibrary {
      for id in module.functions {
        if program[id].usesOwnObject { usesOwnObject.insert(id) }
        Speculation.addDefaults(madeBy: program[id], in: program, to: &defaults)
      }
    }
    self.defaults = defaults
    resumable = Set(program.functions.filter(\.kind.isResumable).map(\.id))
    self.usesOwnObject = usesOwnObject
    var plain: [FunctionID: [FunctionID: [PlainStore]]] = [:]
    for info in types.classes.all where !info.isOpaque {
      guard let layout = layouts[info.body], case .method(let function)? = types.classes.member("__init__", of: info.id)?.member,
        let stores = program[function].plainStores(layout)
      else { continue }
      plain[function, default: [:]][info.body] = stores
    }
    plainInitialisers = plain
    signatures = [[FastSignature]](repeating: [], count: program.functions.count)
    var moduleOfFunction = [Int](repeating: -1, count: program.functions.count)
    for (index, module) in program.modules.enumerated() {
      for id in module.functions { moduleOfFunction[id.index] = index }
    }
    self.moduleOfFunction = moduleOfFunction
    for module in program.modules where !module.isLibrary {
      for id in module.functions where isCandidate(program[id]) {
        signatures[id.index] = (0..<versionCount(of: id)).map { signature(of: program[id], version: $0) }
      }
    }
    // What has nothing to gain by itself goes; callers call the generic version then.
    for module in program.modules where !module.isLibrary {
      for id in module.functions where !signatures[id.index].isEmpty {
        let pays = signatures[id.index].indices.contains {
          signatures[id.index][$0].result != .object && !program[id].runsOnce || Plans(program[id], $0, self, program).isWorthwhile
        }
        if !pays { signatures[id.index] = [] }
      }
    }
  }

  static func addDefaults(
    madeBy function: Function, in program: Program, to defaults: inout [FunctionID: [Constant]]
  ) {
    let graph = function.generic
    for block in graph.blocks {
      for value in block.instructions where graph[value].primitive?.id == .make_function {
        guard let made = graph[value].function, program[made].defaultCount > 0 else { continue }
        // A function that several defs make, or whose defaults are not all constants, has none that can be known.
        if case .tuple(let items)? = graph[graph[value].inputs[0]].constant, !program.traits.changesDefaults {
          defaults[made] = defaults[made] == nil ? items : []
        }
      }
    }
  }

  private func isCandidate(_ function: Function) -> Bool {
    switch function.kind {
    case .function, .lambda, .comprehension, .module: break
    case .generator, .coroutine, .asyncGenerator:
      guard does(.generators), !function.isFallback, !isExtension || !function.suspendsUnderHandler else { return false }
    case .classBody: return false
    }
    // A C compiler's time for a long module body grows faster than its size, and it would have it twice.
    let most = function.kind == .module ? 4_000 : 20_000
    return function.lifetimes == .loose && function.generic.values.count < most
  }

  /// Inference looks at a function for several kinds of arguments apart, or once.
  private func versionCount(of id: FunctionID) -> Int {
    does(.versions) && !resumable.contains(id) && id.index < types.versions.count ? max(1, types.versions[id.index].count) : 1
  }

  /// What inference knows of one of them; nil when there is only one.
  func known(_ id: FunctionID, _ version: Int) -> FunctionVersion? {
    guard does(.versions), version >= 0, !resumable.contains(id), id.index < types.versions.count,
      version < types.versions[id.index].count
    else { return nil }
    return types.versions[id.index][version]
  }

  func result(of id: FunctionID, _ version: Int) -> Type { known(id, version)?.result ?? types.results[id.index] }

  /// The version that a call (in a version of its function) goes to; nil when that is not one.
  func version(of target: FunctionID, calledBy call: ValueID, in id: FunctionID, _ version: Int) -> Int? {
    guard versionCount(of: target) > 1 else { return 0 }
    let calls = known(id, version)?.calls ?? (id.index < types.calls.count ? types.calls[id.index] : [:])
    guard let number = calls[call.index]?[target], number >= 0 else { return nil }
    return number
  }

  private func signature(of function: Function, version: Int) -> FastSignature {
    if function.kind.isResumable {
      return FastSignature(parameters: function.parameterNames.map { _ in .object }, result: .object)
    }
    let values = known(function.id, version)?.values
    var parameters = [Representation](repeating: .object, count: function.parameterNames.count)
    var hosted = [HostedItems?](repeating: nil, count: parameters.count)
    var kinds = [PrimitiveID?](repeating: nil, count: parameters.count)
    for block in function.generic.blockIDs.prefix(1) {
      for value in function.generic[block].instructions where function.generic[value].opcode == .parameter {
        let type = values.map { $0[value.index] } ?? types.type(of: value, in: function.id)
        parameters[function.generic[value].integer ?? 0] = representation(type)
        let kind = ContainerKind(type)
        kinds[function.generic[value].integer ?? 0] = kind == .hosted ? nil : kind?.guardID
        if case .container(let name, _)? = type.only { hosted[function.generic[value].integer ?? 0] = HostedItems(container: name) }
      }
    }
    return FastSignature(
      parameters: parameters, hosted: hosted, kinds: kinds, result: representation(result(of: function.id, version)))
  }

  /// Whether one object, which its `def` made and the C code knows, is all that there is of a function.
  func isMadeOnce(_ id: FunctionID) -> Bool { madeOnce[id.index] }

  func nameOfFunction(_ id: FunctionID) -> String { names[id.index] }

  func representation(_ type: Type) -> Representation {
    type == .int ? .i64 : type == .float ? .f64 : .object
  }

  private func leaveRemarks(in program: inout Program) {
    let uses = NameUses(program)
    for (index, module) in program.modules.enumerated() where !module.isLibrary {
      for id in module.functions where isCandidate(program[id]) {
        let context = AdviceContext(uses, program[id], module: index)
        var seen = Set(program[id].remarks)
        var remarks: [Remark] = []
        for version in 0..<versionCount(of: id) {
          let plans = Plans(program[id], version, self, program)
          for remark in plans.remarks(context) + plans.spots(context) where seen.insert(remark).inserted {
            remarks.append(remark)
          }
        }
        program[id].remarks += remarks
      }
    }
  }

  private func makeVersions(of function: inout Function, in program: Program) {
    function.generic.hoistParts()
    for (version, signature) in signatures[function.id.index].enumerated() {
      let (planned, loads) = withConstantGlobals(function)
      var plans = Plans(planned, version, self, program)
      plans.constantLoads = loads
      var builder = TwinBuilder(planned, plans, self, signature, resuming: function.generic)
      let graph = builder.build()
      function.resumePoints = builder.resumePoints
      var made = FastVersion(parameters: signature.parameters, result: signature.result, graph: graph)
      made.hosted = signature.hosted
      if isExtension, signatures[function.id.index].count > 1 { made.kinds = signature.kinds }
      function.versions.append(made)
    }
  }
}
