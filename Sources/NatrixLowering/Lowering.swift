/// Lowering: bound syntax trees become a program in IR form, one operation for each Python-level operation, in
/// evaluation order. Nothing is optimised here; passes do that.

import NatrixIR
import NatrixProgram
import NatrixSupport
import NatrixSyntax

typealias IRConstant = NatrixIR.Constant

/// Lowers the modules of a program; the first one is the main module. `nativeModules` are the names of the modules
/// implemented in C that the program imports, `libraryModules` those of `modules` that other programs may share: what
/// they become depends on nothing but themselves.
package func lower(
  _ modules: [BoundModule], nativeModules: [String] = [], libraryModules: Set<String> = [], placesConstants: Bool = false
) -> Program {
  let lowering = ProgramLowering()
  lowering.placesConstants = placesConstants
  let own = modules.filter { !libraryModules.contains($0.name) }
  let ownGenerators = findCleanupGenerators(own)
  lowering.collectionPoints = CollectionPoints(own)
  var program = Program()
  program.nativeModules = nativeModules
  let looking = own.contains(where: \.looksAtGeneratorLocals)
  for bound in modules {
    let isOwn = !libraryModules.contains(bound.name)
    lowering.cleanupGenerators = isOwn ? ownGenerators : findCleanupGenerators([bound])
    lowering.keepsGeneratorLocals = isOwn && looking
    var module = ModuleLowering(bound, in: lowering).run()
    module.isLibrary = !isOwn
    program.modules.append(module)
  }
  program.functions = lowering.functions
  return program
}

/// Lowers a text for `eval` or `exec`, or a file for the interpreter: the body is a function of one parameter, the
/// namespace in which its names live. `optimization`: 1 leaves out assertions, 2 docstrings too.
package func lowerForNamespace(_ bound: BoundModule, optimization: Int = 0) -> Program {
  let lowering = ProgramLowering()
  lowering.cleanupGenerators = findCleanupGenerators([bound])
  lowering.collectionPoints = CollectionPoints([bound])
  lowering.keepsGeneratorLocals = bound.looksAtGeneratorLocals
  var program = Program()
  let module = ModuleLowering(bound, in: lowering)
  module.optimization = optimization
  program.modules.append(module.run(inNamespace: true))
  program.functions = lowering.functions
  return program
}

/// The functions of the whole program, as far as they have been lowered.
final class ProgramLowering {
  var functions: [Function] = []
  /// Generator functions that wait inside of `try` or `with`, as far as the module being lowered may know of them: a loop
  /// that is left closes such a generator.
  var cleanupGenerators = CleanupGenerators()
  /// What suspends leaves its variables to be looked at.
  var keepsGeneratorLocals = false
  var collectionPoints = CollectionPoints()
  /// Constants that are assigned have the places of these assignments.
  var placesConstants = false

  func reserve(_ kind: Function.Kind, name: String, qualifiedName: String) -> FunctionID {
    let id = FunctionID(functions.count)
    functions.append(Function(id: id, kind: kind, name: name, qualifiedName: qualifiedName))
    return id
  }
}

extension BoundModule {
  /// Whether the module asks for the variables of suspended functions.
  fileprivate var looksAtGeneratorLocals: Bool {
    ["gi_frame", "cr_frame", "ag_frame", "getgeneratorlocals", "getcoroutinelocals", "getasyncgenlocals"]
      .contains(where: file.mentions)
  }
}

/// What the functions of one module share: its globals, and which functions were lowered already.
final class ModuleLowering {
  let bound: BoundModule
  let program: ProgramLowering
  /// That of `compile()`: 1 leaves out assertions, 2 docstrings too.
  var optimization = 0
  private(set) var globals: [String] = []
  private var globalPositions: [String: Int] = [:]
  /// By the identity of the statement or expression; a `finally` body is lowered several times, its functions once.
  var functionIDs: [ObjectIdentifier: FunctionID] = [:]
  var functions: [FunctionID] = []
  private(set) lazy var generatorOwners = findGeneratorOwners(bound, program.cleanupGenerators)
  private(set) lazy var importsSupport = findSupport()
  private(set) lazy var attributesOfOthers: [String] = findAttributesOfOthers()

  init(_ bound: BoundModule, in program: ProgramLowering) {
    self.bound = bound
    self.program = program
  }

  func run(inNamespace: Bool = false) -> NatrixIR.Module {
    let body = program.reserve(.module, name: "<module>", qualifiedName: "<module>")
    functions.append(body)
    var module = NatrixIR.Module(
      name: bound.name, file: bound.file, isPackage: bound.isPackage, body: body)
    module.docstring = docstring(of: bound.syntax.body)
    if program.collectionPoints.bodies.contains(ObjectIdentifier(bound.syntax)) {
      program.functions[body.index].lifetimes = .exact
    }
    let lowering = FunctionLowering(self, id: body, scope: bound.scope, kind: .module)
    if inNamespace {
      program.functions[body.index].runsInNamespace = true
      lowering.lowerNamespaceBody(bound.syntax)
    } else {
      lowering.lowerModuleBody(bound.syntax.body)
    }
    program.functions[body.index].range = bound.syntax.range
    lowering.finish()
    module.functions =
      [body]
      + functions.dropFirst().sorted {
        let (a, b) = (program.functions[$0.index].range, program.functions[$1.index].range)
        return a.start != b.start ? a.start < b.start : $0 < $1
      }
    module.globals = globals
    return module
  }

  /// The reserved entry of a global name.
  func position(ofGlobal name: String) -> Int {
    if let known = globalPositions[name] { return known }
    globalPositions[name] = globals.count
    globals.append(name)
    return globals.count - 1
  }
}

extension ModuleLowering {
  /// The string that a body begins with, when it does and is kept.
  func docstring(of body: [Statement]) -> IRConstant {
    guard optimization < 2, case .expr(let value)? = body.first?.kind,
      case .constant(.string(let text), _) = value.kind
    else { return .none }
    return .string(text)
  }
}
