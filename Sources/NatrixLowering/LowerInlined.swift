/// Comprehensions as code of the function that they stand in, and generator expressions as loops of the builtin function
/// that takes what they give (Program/Inlining.swift says which).
///
///     sum(x * x for x in xs)      →      if sum is the builtin: t = 0; for x' in xs: t = t + x' * x'
///                                        else: as it is written
///
/// Their variables are the function's under other names. What is emitted is marked with a site, by which a traceback has
/// the entry of `<listcomp>` or `<genexpr>` that it has without all this.

import NatrixIR
import NatrixProgram
import NatrixSupport
import NatrixSyntax

extension FunctionLowering {
  /// A collection is observed: what a call leaves behind is gone, what stands here is not.
  var keepsCalls: Bool { module.program.functions[id.index].lifetimes == .exact }

  /// The function whose code is lowered, the inlined one.
  var codeAtHand: FunctionID {
    site == 0 ? id : module.program.functions[id.index].inlinedSites[site - 1].function
  }

  // MARK: Variables

  /// As it is called in the source.
  static func displayed(_ name: String) -> String { String(name.prefix { $0 != "\0" }) }

  /// A variable of an inlined comprehension, or of what is around it, that is no cell.
  func inlinedVariable(_ name: String) -> (key: String, isFree: Bool)? {
    var owner = scope
    while owner !== ownScope, owner.bindings[name] ?? .free == .free {
      // A name that is only passed on is free in what passes it; others that a scope lacks are global.
      guard owner.bindings[name] != nil || owner.freeVariables.contains(name), let parent = owner.parent
      else { return nil }
      owner = parent
    }
    guard owner.bindings[name] == .local, owner.kind.isFunctionLike else { return nil }
    guard owner !== ownScope else { return (name, true) }
    return ("\(name)\0\(inlinedScopes[ObjectIdentifier(owner)] ?? 0)", owner !== scope)
  }

  func loadInlined(_ name: String) -> ValueID? {
    guard let variable = inlinedVariable(name) else { return nil }
    let value = read(variable.key)
    guard graph[value].opcode == .phi || graph[value].constant == .absent else { return value }
    return emit(variable.isFree ? .check_free : .check_local, [value], [.name(name)])
  }

  // MARK: Code

  /// Lowers code of another function here; `isGenerator`: what it raises comes out of a generator.
  private func inlined<T>(
    _ inner: Scope, _ function: FunctionID, isGenerator: Bool, _ whole: Expression, _ body: () -> T
  ) -> T {
    let (outerScope, outerSite, outerPosition, outerCells) = (scope, site, position, cells)
    var call = position
    call.site = site
    module.program.functions[id.index].inlinedSites.append(
      InlinedSite(function: function, isGenerator: isGenerator, outer: call))
    let number = inlinedScopes[ObjectIdentifier(inner)] ?? inlinedScopes.count + 1
    inlinedScopes[ObjectIdentifier(inner)] = number
    scope = inner
    site = module.program.functions[id.index].inlinedSites.count
    position = Position(whole.range)
    for name in inner.locals where name != ".0" {
      if inner.cells.contains(name) {
        cells[name] = emit(.make_cell, [absent])
      } else {
        write("\(name)\0\(number)", absent)
      }
    }
    defer { (scope, site, position, cells) = (outerScope, outerSite, outerPosition, outerCells) }
    return body()
  }

  /// Emits what the consumer does, not the generator.
  @discardableResult
  private func outside<T>(_ body: () -> T) -> T {
    let saved = (site, position)
    let outer = module.program.functions[id.index].inlinedSites[site - 1].outer
    (site, position) = (outer.site, outer)
    defer { (site, position) = saved }
    return body()
  }

  func inlineComprehension(
    _ whole: Expression, _ result: ComprehensionResult, _ generators: [Comprehension]
  ) -> ValueID {
    let inner = scopeMade(by: whole)
    let function = lowerNested(
      whole, inner, .comprehension, name: inner.name, qualifiedName: qualified(inner.name), range: whole.range
    ) { function in
      function.signature.positionalOnly = [".0"]
      function.isInlined = true
    } body: { lowering in
      lowering.returnValue(lowering.none)
    }
    let source = loopSource(generators[0].iter)
    return inlined(inner, function, isGenerator: false, whole) { collect(result, generators, from: source) }
  }

  // MARK: Consumers

  /// A call of a builtin with a generator expression; nil when it is none that can be inlined.
  func lowerConsumed(_ function: Expression, _ argument: Expression, _ keywords: [Keyword]) -> ValueID? {
    guard case .generatorExp(let element, let generators) = argument.kind, !keepsCalls,
      case let inner = scopeMade(by: argument), inner.isInlined, let consumer = inner.consumer
    else { return nil }
    let (generator, _) = comprehensionFunction(argument, .generator(element), generators, from: inner)
    func inlined<T>(_ body: (LoopSource) -> T) -> T {
      let source = loopSource(generators[0].iter)
      return self.inlined(inner, generator, isGenerator: true, argument) { body(source) }
    }
    func list() -> ValueID { inlined { collect(.list(element), generators, from: $0) } }
    if consumer == ".join", case .attribute(let object, _, _) = function.kind {
      // It makes a list of what it is given first of all.
      let separator = value(object)
      let load = append(
        Instruction(.loadMethod, [separator], attributes: [.name("join")], position: attributePosition(function, "join")))
      let own = append(Instruction(.methodSelf, [load]))
      return emit(.call_loaded, [load, own, list()])
    }
    let callee = value(function)
    var merge = self.merge("consumed")
    let (direct, other) = (newBlock("inlined"), newBlock("other"))
    branch(emit(.is_builtin, [callee], [.name(consumer)]), direct, other)
    start(direct)
    func each(_ body: (ValueID) -> Void) {
      inlined { iterator in
        lowerGenerators(generators[...], from: iterator) {
          let item = value(element)
          outside { body(item) }
        }
      }
    }
    switch consumer {
    case "sum": jump(to: &merge, with: sum(each))
    case "any", "all":
      let (found, wanted) = (newBlock("found"), consumer == "any")
      inlined { iterator in
        lowerGenerators(generators[...], from: iterator) {
          seek(found, wanted) { yes, no in
            switch element.kind {
            case .compare, .unaryOp(.not, _): condition(element, yes, no)
            default:
              let item = value(element)
              outside { branch(emit(.truth_of, [item]), yes, no) }
            }
          }
        }
      }
      endSearch(found, wanted, into: &merge)
    case "min", "max": jump(to: &merge, with: best(isGreatest: consumer == "max", each) { $0() })
    case "set":
      let collected = emit(.build_set)
      each { emit(.set_include, [collected, $0]) }
      jump(to: &merge, with: collected)
    case "list": jump(to: &merge, with: list())
    case "tuple":
      let items = list()
      jump(to: &merge, with: emit(.list_to_tuple, [items]))
    default:
      let items = list()
      jump(to: &merge, with: call(callee, items, keywords))
    }
    start(other)
    jump(to: &merge, with: call(callee, generator, generators[0].iter, inner, keywords))
    return finish(merge)
  }

  /// `sum(map(f, xs))`: a loop over xs (LowerMapped.swift).
  func lowerConsumedMap(_ function: Expression, _ argument: Expression) -> ValueID? {
    guard isMapped(argument) else { return nil }
    if case .attribute(let object, "join", _) = function.kind, case .constant(.string, _) = object.kind {
      let separator = value(object)
      let load = append(
        Instruction(.loadMethod, [separator], attributes: [.name("join")], position: attributePosition(function, "join")))
      let own = append(Instruction(.methodSelf, [load]))
      let items = emit(.build_list)
      eachMapped(loopSource(argument)) { emit(.list_add, [items, $0]) }
      return emit(.call_loaded, [load, own, items])
    }
    guard case .name(let consumer, _) = function.kind, FunctionLowering.consumers.contains(consumer),
      scope.leavesBuiltin(consumer)
    else { return nil }
    let callee = value(function)
    var merge = self.merge("consumed")
    let (direct, other) = (newBlock("direct"), newBlock("other"))
    branch(emit(.is_builtin, [callee], [.name(consumer)]), direct, other)
    start(direct)
    jump(to: &merge, with: consume(consumer, callee) { body in eachMapped(loopSource(argument), body) })
    start(other)
    jump(to: &merge, with: emit(.call_values, [callee, value(argument)]))
    return finish(merge)
  }

  private func eachMapped(_ source: LoopSource, _ body: (ValueID) -> Void) {
    let next = newBlock("next")
    let (header, other) = startFor(source, next) { body($0) }
    jump(to: next)
    finishLoop(next, header)
    start(other)
  }

  /// What the builtin makes of the items that `loop` runs over.
  private func consume(_ consumer: String, _ callee: ValueID, _ loop: ((ValueID) -> Void) -> Void) -> ValueID {
    func list() -> ValueID {
      let items = emit(.build_list)
      loop { emit(.list_add, [items, $0]) }
      return items
    }
    switch consumer {
    case "sum": return sum(loop)
    case "any", "all":
      var merge = self.merge("found")
      let (found, wanted) = (newBlock("found"), consumer == "any")
      loop { item in seek(found, wanted) { branch(emit(.truth_of, [item]), $0, $1) } }
      endSearch(found, wanted, into: &merge)
      return finish(merge)
    case "min", "max": return best(isGreatest: consumer == "max", loop) { $0() }
    case "set":
      let items = emit(.build_set)
      loop { emit(.set_include, [items, $0]) }
      return items
    case "tuple": return emit(.list_to_tuple, [list()])
    case "sorted": return emit(.call_values, [callee, list()])
    default: return list()
    }
  }

  /// `sum(g(x))` of a generator function: a loop over its items, which may become a part of this function (Inlining.swift).
  /// Functions that have something to do when they are abandoned are left to the builtin.
  func lowerConsumedCall(_ function: Expression, _ argument: Expression) -> ValueID? {
    guard case .name(let consumer, _) = function.kind, FunctionLowering.consumers.contains(consumer), !keepsCalls,
      case .call(let made, let args, let named) = argument.kind, named.isEmpty, args.count < 256,
      !args.contains(where: { if case .starred = $0.kind { true } else { false } }),
      case .name(let name, _) = made.kind, module.program.cleanupGenerators.generators.contains(name),
      !module.program.cleanupGenerators.names.contains(name)
    else { return nil }
    let callee = value(function)
    let source = value(made)
    let given = args.map(value)
    var merge = self.merge("consumed")
    let (direct, other) = (newBlock("direct"), newBlock("other"))
    branch(emit(.is_builtin, [callee], [.name(consumer)]), direct, other)
    start(direct)
    func generator() -> ValueID { emit(.call_values, [source] + given) }
    func loop(_ body: (ValueID) -> Void) {
      let items = generator()
      emit(.own_generator, [source, items])
      let next = newBlock("next")
      let (header, other) = startFor(emit(.get_iter, [items])) { body($0) }
      jump(to: next)
      finishLoop(next, header)
      start(other)
    }
    jump(to: &merge, with: consume(consumer, callee, loop))
    start(other)
    jump(to: &merge, with: emit(.call_values, [callee, generator()]))
    return finish(merge)
  }

  private static let consumers: Set<String> = ["sum", "any", "all", "min", "max", "list", "tuple", "set", "sorted"]

  private func call(_ callee: ValueID, _ argument: ValueID, _ keywords: [Keyword]) -> ValueID {
    guard !keywords.isEmpty else { return emit(.call_values, [callee, argument]) }
    let names = constant(.tuple(keywords.map { .string(scope.mangled($0.arg ?? "")) }))
    return emit(.call_keywords, [callee, names, argument] + keywords.map { value($0.value) })
  }

  /// The generator expression as an object, given to what is no builtin after all. It gets cells with what the variables
  /// around it are now.
  private func call(
    _ callee: ValueID, _ function: FunctionID, _ source: Expression, _ inner: Scope, _ keywords: [Keyword]
  ) -> ValueID {
    var given: [String: ValueID] = [:]
    var assigned: [(key: String, cell: ValueID)] = []
    for name in inner.freeVariables {
      guard let key = inlinedVariable(name)?.key else { continue }
      let cell = emit(.make_cell, [read(key)])
      given[name] = cell
      if inner.assignsNonlocal(name) { assigned.append((key, cell)) }
    }
    let object = makeFunction(function, cells: given)
    let iterator = emit(.get_iter, [value(source)])
    let result = call(callee, emit(.call_values, [object, iterator]), keywords)
    for (key, cell) in assigned { write(key, emit(.peek_cell, [cell])) }
    return result
  }

  /// What a consumer does with each item; `each` runs its argument in the loop, `aside` behind it.
  func sum(_ each: ((ValueID) -> Void) -> Void) -> ValueID {
    let total = ".sum\(graph.values.count)"
    write(total, constant(.integer(0)))
    each { item in write(total, emit(.add, [read(total), item])) }
    return read(total)
  }

  /// One step of a search that ends at `found`: `test` branches to where it ends or goes on.
  func seek(_ found: BlockID, _ wanted: Bool, _ test: (_ yes: BlockID, _ no: BlockID) -> Void) {
    let next = newBlock("next")
    test(wanted ? found : next, wanted ? next : found)
    start(next)
  }

  func endSearch(_ found: BlockID, _ wanted: Bool, into merge: inout Merge) {
    jump(to: &merge, with: constant(wanted ? .false : .true))
    start(found)
    jump(to: &merge, with: constant(wanted ? .true : .false))
  }

  /// `key`: by what items are compared, if not by themselves.
  func best(
    isGreatest: Bool, _ each: ((ValueID) -> Void) -> Void, key: ((ValueID) -> ValueID)? = nil, aside: (() -> Void) -> Void
  ) -> ValueID {
    let number = graph.values.count
    let (kept, keptKey, isFirst) = (".best\(number)", ".key\(number)", ".first\(number)")
    write(kept, constant(.integer(0)))
    if key != nil { write(keptKey, constant(.integer(0))) }
    write(isFirst, constant(.true))
    each { item in
      let (later, better, next) = (newBlock("compare"), newBlock("better"), newBlock("next"))
      let compared = key?(item) ?? item
      branch(emit(.is_same, [read(isFirst), constant(.true)]), better, later)
      start(later)
      branch(emit(.truth_of, [emit(isGreatest ? .gt : .lt, [compared, read(key == nil ? kept : keptKey)])]), better, next)
      start(better)
      write(kept, item)
      if key != nil { write(keptKey, compared) }
      write(isFirst, constant(.false))
      jump(to: next)
      start(next)
    }
    aside {
      let (empty, done) = (newBlock("empty"), newBlock("done"))
      branch(emit(.is_same, [read(isFirst), constant(.true)]), empty, done)
      start(empty)
      emit(.raise_empty, [], [.name(isGreatest ? "max" : "min")])
      unreachable()
      start(done)
    }
    return read(kept)
  }
}

extension Scope {
  /// `:=` in a comprehension, or in one inside of it, assigns the variable around it.
  fileprivate func assignsNonlocal(_ name: String) -> Bool {
    flags[name]?.contains(.nonlocal) == true || children.contains { $0.kind.isComprehension && $0.assignsNonlocal(name) }
  }
}
