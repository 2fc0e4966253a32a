/// Functions, modules and the program in IR form: what lowering makes and everything after it works on.

import NatrixSupport

package struct Signature: Sendable {
  package var positionalOnly: [String] = []
  package var positional: [String] = []  // not counting positionalOnly
  package var keywordOnly: [String] = []
  package var variadic: String?
  package var keywords: String?
  /// Annotations that are names, by parameter: guesses of what an extension module's callers give.
  package var hints: [String: String] = [:]
  package init() {}

  /// Every parameter in the order of `parameter` indices and of `nx_code.parameters`:
  /// positional, keyword-only, *args, **kwargs.
  package var all: [String] {
    positionalOnly + positional + keywordOnly + [variadic, keywords].compactMap { $0 }
  }
  package var positionalCount: Int { positionalOnly.count + positional.count }
  /// Only positional parameters: `NX_CODE_SIMPLE`.
  package var isSimple: Bool { keywordOnly.isEmpty && variadic == nil && keywords == nil }
}

/// How exactly the C of a function gives up values that it no longer needs, which a collection would find in its frame.
package enum Lifetimes: Sendable {
  /// As the C compiler likes: it lets registers and slots be used again.
  case loose
  /// Temporaries are cleared: for a C compiler that gives each variable its own slot for good (-O0).
  case temporaries
  /// Everything stands in memory as long as it is needed, and no longer: a collection is observed (CollectionPoints).
  case exact
}

package struct Function: Sendable {
  package enum Kind: String, Sendable {
    case module, function, lambda, comprehension, classBody
    /// Resumable kinds; a comprehension may be one of them (generator expressions).
    case generator, coroutine, asyncGenerator
    package var isResumable: Bool {
      switch self {
      case .generator, .coroutine, .asyncGenerator: true
      case .module, .function, .lambda, .comprehension, .classBody: false
      }
    }
  }

  package var id: FunctionID
  package var kind: Kind
  /// `__name__` and `__qualname__`.
  package var name: String
  package var qualifiedName: String
  package var signature = Signature()
  /// The names of the closure cells that it takes, in order; `closure` indexes them.
  package var freeVariables: [String] = []
  /// A module body whose parameter is the namespace in which its names live: a text for `eval` or `exec`.
  package var runsInNamespace = false
  /// Names of local variables, parameters first, for introspection.
  package var locals: [String] = []
  /// Names of the variables that inner functions share, parameters among them.
  package var cellVariables: [String] = []
  /// A generator that has something to do when it is abandoned: it waits inside of `try` or `with`.
  package var hasCleanup = false
  package var docstring: Constant = .none
  package var firstLine = 1
  package var range: SourceRange = .none
  /// Attribute names that methods of a class body assign to self, in order of first appearance.
  package var instanceAttributes: [String] = []
  /// Of a class body: what the statement says of the class's instances.
  package var classStatement: ClassStatement?
  /// A `def` that is executed at most once: at the module's top level, or in the body of a class there.
  package var isMadeOnce = false
  /// Called at one place, which is executed at most once (NatrixSpeculation/CalledOnce.swift).
  package var isCalledOnce = false
  /// What stands outside of its loops is executed once.
  package var runsOnce: Bool { kind == .module || isCalledOnce }
  /// One without closure: its function object is static C data, and calls can be direct (`callKnown`).
  package var isStatic = false
  /// A comprehension or generator expression: called where it stands, by nothing else, so nobody sees its function object.
  package var isComprehension: Bool { signature.positionalOnly == [".0"] }
  /// Its code stands in the function around it: only its code object is there, for tracebacks.
  package var isInlined = false
  /// A generator expression that is made only when its consumer is no builtin after all.
  package var isFallback = false
  /// Where code of other functions stands in this one's, by `Position.site`.
  package var inlinedSites: [InlinedSite] = []
  /// How many of the last positional parameters have defaults.
  package var defaultCount = 0
  package var lifetimes = Lifetimes.loose
  /// Right for all arguments; every operation on tagged values.
  package var generic = Graph()
  /// With machine types, guards and exits into `generic`.
  package var versions: [FastVersion] = []
  /// Where `generic` can be entered by exits of the versions; an exit's `.integer` is an index.
  package var resumePoints: [ResumePoint] = []
  /// What did not become fast in the versions, and why.
  package var remarks: [Remark] = []
  /// Of a resumable function after state-machine: number of frame slots.
  package var frameSlots = 0

  package init(id: FunctionID, kind: Kind, name: String, qualifiedName: String) {
    self.id = id
    self.kind = kind
    self.name = name
    self.qualifiedName = qualifiedName
  }
}

/// A call that the code of what it calls stands for. Tracebacks have an entry of that function all the same.
package struct InlinedSite: Sendable {
  package var function: FunctionID
  package var isGenerator: Bool
  /// The call; in turn perhaps in the code of another inlined function.
  package var outer: Position

  package init(function: FunctionID, isGenerator: Bool, outer: Position) {
    self.function = function
    self.isGenerator = isGenerator
    self.outer = outer
  }
}

/// What a list or buffer of the interpreter around an extension module holds; by the name of its kind in inference.
package enum HostedItems: String, Sendable {
  case ints, floats

  package init?(container: String) {
    guard container.hasPrefix("hosted ") else { return nil }
    self.init(rawValue: String(container.dropFirst("hosted ".count)))
  }
  package var container: String { "hosted " + rawValue }
}

/// A fast version of a function: for arguments of these representations, with a result of this one.
package struct FastVersion: Sendable {
  package var parameters: [Representation]
  /// Arguments that are lists or buffers of the host's.
  package var hosted: [HostedItems?] = []
  /// In an extension module's functions of several versions: the guards that tell what arguments are.
  package var kinds: [PrimitiveID?] = []
  package var result: Representation
  package var graph: Graph

  package init(parameters: [Representation], result: Representation, graph: Graph) {
    self.parameters = parameters
    self.result = result
    self.graph = graph
  }
}

/// A place in the generic graph where fast code can go on.
package struct ResumePoint: Sendable {
  /// The instruction that is carried out first.
  package var before: ValueID
  /// What is alive there: the inputs of a `state` or `exit` stand in this order.
  package var values: [ValueID]

  package init(before: ValueID, values: [ValueID]) {
    self.before = before
    self.values = values
  }
}

/// Something in a text that CPython warns of. Line and offset are those of runtime/core/object.h's nx_syntax_warning.
package struct Warning: Sendable {
  package var message: String
  package var isDeprecation: Bool
  package var place: SyntaxErrorDetails

  package init(message: String, isDeprecation: Bool, place: SyntaxErrorDetails) {
    self.message = message
    self.isDeprecation = isDeprecation
    self.place = place
  }
}

/// One compiled source file.
package struct Module: Sendable {
  /// Dotted name; `__main__` for the script.
  package var name: String
  package var file: SourceFile
  package var isPackage: Bool
  /// Other programs may share what it becomes, which so depends on nothing but itself.
  package var isLibrary = false
  /// The module body.
  package var body: FunctionID
  /// All functions of the module, the body first, in source order.
  package var functions: [FunctionID] = []
  /// Names with a reserved entry in the globals, by position (`load_global`/`store_global`): every global name that the
  /// module's code mentions, builtins included.
  package var globals: [String] = []
  package var docstring: Constant = .none
  /// What compiling it warns of, in order; the program tells it before the module's body runs.
  package var warnings: [Warning] = []
  /// Of a main module that runs by `-m`: its own name.
  package var importName: String?

  package init(name: String, file: SourceFile, isPackage: Bool, body: FunctionID) {
    self.name = name
    self.file = file
    self.isPackage = isPackage
    self.body = body
  }
}

package struct Program: Sendable {
  package var modules: [Module] = []
  package var functions: [Function] = []
  /// Names of all compiled modules of the program, the main module first; some may be there as objects compiled earlier
  /// and so not among `modules`. Empty: they are all there.
  package var moduleNames: [String] = []
  /// Names of modules implemented in C that the program imports.
  package var nativeModules: [String] = []
  /// Folders without `__init__.py` that are imported as packages.
  package var namespacePackages: [String] = []
  package var traits = ProgramTraits()
  /// Classes, by their bodies, that the program may change in a way that instances notice: speculation finds them.
  package var changingLayouts: Set<FunctionID> = []
  /// Passes leave `Function.remarks`.
  package var wantsRemarks = false
  package init() {}
  package subscript(id: FunctionID) -> Function {
    get { functions[id.index] }
    _modify { yield &functions[id.index] }
  }
}

/// What a program asks of the code of all its modules.
package struct ProgramTraits: Sendable, Equatable {
  /// The program looks at its call stack: every function keeps an entry of it.
  package var usesFrames = false
  /// The program can reach eval, exec or compile.
  package var usesEvaluator = false
  /// The program may give functions another `__code__`.
  package var replacesCode = false
  /// The program may give functions other defaults.
  package var changesDefaults = false
  /// The program looks at `co_names`.
  package var usesCodeNames = false
  /// The program handles RecursionError: the functions of its own modules count how deep they are in one another, and
  /// fail where CPython's would. Elsewhere only the stack's end is guarded.
  package var countsRecursion = false
  /// Threads, signals or finalizers are to be expected: loops look for them each time round. Elsewhere fast versions leave
  /// when there is something.
  package var hasEvents = false
  /// An extension module: any function may be called from outside.
  package var isExtension = false
  package init() {}
}
