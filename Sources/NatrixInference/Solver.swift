/// The worklist and what it works on: nodes that hold types, and who looks at whom.
///
/// A node is a value of a function's graph (in one instance of the function) or a cell: a parameter, a result, an attribute,
/// what a container holds, a global. A visit computes one instruction from its inputs and the cells that it reads, and
/// joins what it finds into the instruction's node and the cells that it writes; whatever looks at a node that changed is
/// visited again.

import NatrixIR
import NatrixSupport

typealias Node = Int32

/// A function as analysed for some of its callers.
struct Instance {
  var function: FunctionID
  /// The node of value 0.
  var base: Node
  var parameters: [Node]
  var result: Node
  var yields: Node
  /// What is sent into its generators.
  var sent: Node
  /// The instance that made the function, when that has several; else -1.
  var environment: Int32
}

/// What containers made at one place hold.
struct Site {
  /// Items, or the keys of a dict.
  var item: Node
  /// The values of a dict.
  var value: Node
  /// Of tuples of one length.
  var items: [Node]?
  /// There are tuples of several lengths.
  var isLoose = false
}

final class Solver {
  let program: Program
  let stubs: Stubs
  /// Which calls are kept apart.
  var plan: ContextPlan
  /// The first run, of which a plan is made.
  let isPlanning: Bool
  var pool = TypePool()

  // ---- nodes
  var types: [TypeRef] = []
  /// Who is to be visited when a node changes; `~n`: the node `n` takes everything that this one holds.
  var dependents: [[Node]] = []
  /// What a node has looked at, the first of many.
  var reads: [[Node]] = []
  private var manyReads: Set<UInt64> = []
  /// The instance of a value's node; -1 for cells.
  var owner: [Int32] = []
  private var isQueued: [Bool] = []
  /// Values about which nothing is known went into this cell.
  var sawUnknown: [Bool] = []
  var unknownCells: [Node] = []
  /// Cells that are unknown if nothing else turns up.
  var hedgedCells: [Node] = []
  private var queue: [Node] = []
  private var head = 0
  private var visits = 0
  /// It took too long and was given up.
  private(set) var isExhausted = false
  /// How many calls of values the current visit is in.
  var depth = 0

  // ---- functions
  var shapes: [Shape?]
  var instances: [Instance] = []
  /// By function: its instances, and that which takes whatever the others do not (-1: none yet).
  var instancesOf: [[Int32]]
  var generalOf: [Int32]
  /// By function: its instances by their environment and the kinds of arguments.
  var contexts: [[[Int]: Int32]]
  /// By call and function called.
  var chosen: [UInt64: Int32] = [:]
  var observed: [UInt64: [TypeRef]] = [:]
  /// By instance; by function: something unseen calls it.
  var isLive: [Bool] = []
  var isReached: [Bool]
  /// Of extension modules: for callers that give lists and buffers of the host's (Guesses.swift).
  var hostedInstances: [Int32] = []
  var kindCodes: [String: Int] = [:]
  var chosenByInstance: [Int32: [(Node, FunctionID, Int32)]] = [:]
  /// By function and environment: what its closure cells may be; and by function the defaults of its parameters.
  var closures: [UInt64: [Node]] = [:]
  var defaults: [[Node]]
  var moduleOf: [Int32]
  var escaped: [Bool]

  // ---- heap
  var sites: [Site] = []
  var siteIndex: [UInt64: Int32] = [:]
  /// By value with many kinds of containers: the ones that stand for them, by type.
  var collapsed: [Node: [String: Int32]] = [:]
  /// By cell of a container that stands for others: how deep it is in such.
  private var depthOfMerged: [Node: Int] = [:]
  /// Where a site is, whatever the instance: function, value and slot.
  var origins: [Int32: UInt64] = [:]
  var classes = ClassTable()
  var classNodes: [ClassNodes] = []
  var classOfBody: [Int: ClassID] = [:]
  var classAtSite: [UInt64: ClassID] = [:]
  var moduleIndex: [String: Int] = [:]
  var globals: [[Node]] = []
  var isStored: [[Bool]] = []
  /// By name: what was looked for and may come into being, and attributes of functions.
  var watches: [String: Node] = [:]
  var signatures = Signatures()
  var constantSites: [String: Int32] = [:]
  /// By module body: its values inside of loops.
  var loopsOfModules: [Int: [Bool]] = [:]
  /// Classes of the program whose instances are raised.
  var raisedClasses: Set<Int> = []

  // ---- often used
  let none, bool, int, bigInt, float, complex, str, bytes, absent: TypeRef
  let textSite: Int32 = 0
  let numberSite: Int32 = 1

  init(_ program: Program, stubs: Stubs, plan: ContextPlan? = nil, shapes known: [Shape?]? = nil) {
    self.program = program
    self.stubs = stubs
    self.plan = plan ?? ContextPlan(none: program.functions.count)
    isPlanning = plan == nil
    none = pool.type(.none)
    bool = pool.type(.bool)
    int = pool.type(.int)
    bigInt = pool.type(.bigInt)
    float = pool.type(.float)
    complex = pool.type(.complex)
    str = pool.type(.str)
    bytes = pool.type(.bytes)
    absent = pool.type(.absent)
    let count = program.functions.count
    shapes = known ?? Array(repeating: nil, count: count)
    generalOf = Array(repeating: -1, count: count)
    contexts = Array(repeating: [:], count: count)
    isReached = Array(repeating: false, count: count)
    instancesOf = Array(repeating: [], count: count)
    defaults = Array(repeating: [], count: count)
    moduleOf = Array(repeating: -1, count: count)
    escaped = Array(repeating: false, count: count)
    for type in [str, int] {
      let site = makeSite()
      types[Int(sites[site].item)] = type
    }
    prepareModules()
  }

  // MARK: nodes

  func makeNode(owner instance: Int32 = -1) -> Node {
    types.append(.never)
    dependents.append([])
    reads.append([])
    owner.append(instance)
    isQueued.append(false)
    sawUnknown.append(false)
    return Node(types.count - 1)
  }

  func push(_ node: Node) {
    guard !isQueued[Int(node)] else { return }
    isQueued[Int(node)] = true
    queue.append(node)
  }

  /// The type of a cell, for the computation of `reader`, which is done again when it changes.
  func read(_ cell: Node, by reader: Node) -> TypeRef {
    depend(reader, on: cell)
    return types[Int(cell)]
  }

  func depend(_ reader: Node, on cell: Node) {
    guard isNew(cell, reader) else { return }
    dependents[Int(cell)].append(reader)
  }

  /// Whether a node has not looked at a cell before; it has now.
  private func isNew(_ cell: Node, _ reader: Node) -> Bool {
    let count = reads[Int(reader)].count
    if count < 24 {
      guard !reads[Int(reader)].contains(cell) else { return false }
      reads[Int(reader)].append(cell)
      return true
    }
    if reads[Int(reader)].contains(cell) { return false }
    return manyReads.insert(UInt64(UInt32(bitPattern: cell)) << 32 | UInt64(UInt32(bitPattern: reader))).inserted
  }

  /// From now on `target` holds what `source` holds.
  func flow(_ source: Node, into target: Node) {
    guard source != target else { return }
    let edge = ~target
    guard isNew(source, target) else { return }
    dependents[Int(source)].append(edge)
    put(types[Int(source)], into: target)
    if sawUnknown[Int(source)] { put(.any, into: target) }
  }

  /// Adds to what a value may be.
  func set(_ node: Node, _ type: TypeRef) {
    var type = type
    if type != .any, let sites = collapsed[node] { type = collapse(type, at: node, sites) }
    var joined = pool.join(types[Int(node)], type)
    guard joined != types[Int(node)] else { return }
    if joined != .any, pool.kinds(joined).count > Solver.kindLimit {
      joined = collapse(joined, at: node, collapsed[node] ?? [:])
      if pool.kinds(joined).count > Solver.kindLimit { joined = .any }
      guard joined != types[Int(node)] else { return }
    }
    types[Int(node)] = joined
    changed(node)
  }

  /// A value may be of so many kinds.
  private static let kindLimit = 24

  /// Containers in containers that were merged are merged, so deep. What holds its like, a tree of lists, has no end.
  private static let collapseLimit = 2

  /// Of many containers of one type, made at several places, one is made that holds what all hold.
  private func collapse(_ type: TypeRef, at node: Node, _ known: [String: Int32]) -> TypeRef {
    let depth = depthOfMerged[node] ?? 0
    guard depth < Solver.collapseLimit else { return .any }
    var merged = known
    var counts: [String: Int] = [:]
    for atom in pool.kinds(type) {
      if case .container(let name, _) = pool[atom].atom { counts[name, default: 0] += 1 }
    }
    var result = TypeRef.never
    for atom in pool.kinds(type) {
      guard case .container(let name, let site) = pool[atom].atom, merged[name] != nil || counts[name] ?? 0 > 2 else {
        result = pool.join(result, pool.single(atom))
        continue
      }
      let made = merged[name] ?? mergedSite(depth: depth + 1)
      merged[name] = made
      result = pool.join(result, pool.type(.container(name, SiteID(Int(made)))))
      guard site.index != Int(made) else { continue }
      let (source, target) = (sites[site.index], sites[Int(made)])
      for cell in [source.item] + (source.items ?? []) { flow(cell, into: target.item) }
      flow(source.value, into: target.value)
    }
    collapsed[node] = merged
    return result
  }

  private func mergedSite(depth: Int) -> Int32 {
    let made = makeSite()
    for cell in [sites[Int(made)].item, sites[Int(made)].value] { depthOfMerged[cell] = depth }
    return Int32(made)
  }

  /// Adds to what a cell may hold. Of a cell for which something is known, what is unknown adds nothing.
  func put(_ type: TypeRef, into cell: Node) {
    if type == .any {
      if !sawUnknown[Int(cell)] {
        sawUnknown[Int(cell)] = true
        unknownCells.append(cell)
        for dependent in dependents[Int(cell)] where dependent < 0 { put(.any, into: ~dependent) }
      }
      return
    }
    set(cell, type)
  }

  private func changed(_ node: Node) {
    let instance = owner[Int(node)]
    if instance >= 0 {
      let base = instances[Int(instance)].base
      let function = instances[Int(instance)].function.index
      if let shape = shapes[function] {
        let value = Int(node - base)
        for index in Int(shape.start[value])..<Int(shape.start[value + 1]) {
          push(base + shape.users[index])
        }
      }
    }
    let type = types[Int(node)]
    for index in dependents[Int(node)].indices {
      let dependent = dependents[Int(node)][index]
      if dependent >= 0 { push(dependent) } else { put(type, into: ~dependent) }
    }
  }

  /// Tells those who looked for something that was not there.
  func wake(_ node: Node) {
    for dependent in dependents[Int(node)] where dependent >= 0 { push(dependent) }
  }

  // MARK: functions

  /// The instance of a function that takes calls of all kinds.
  func instance(of function: FunctionID) -> Int32 {
    if generalOf[function.index] < 0 { generalOf[function.index] = makeInstance(of: function) }
    return generalOf[function.index]
  }

  func makeInstance(of function: FunctionID, environment: Int32 = -1) -> Int32 {
    let number = Int32(instances.count)
    if shapes[function.index] == nil { shapes[function.index] = Shape(program.functions[function.index].generic) }
    let base = Node(types.count)
    for _ in 0..<(shapes[function.index]?.count ?? 0) { _ = makeNode(owner: number) }
    let parameters = program.functions[function.index].parameterNames.map { _ in makeNode() }
    instances.append(
      Instance(
        function: function, base: base, parameters: parameters, result: makeNode(), yields: makeNode(),
        sent: makeNode(), environment: environment))
    instancesOf[function.index].append(number)
    prepareVariadics(of: number)
    for value in shapes[function.index]?.order ?? [] { push(base + value) }
    return number
  }

  // MARK: sites

  func makeSite() -> Int {
    sites.append(Site(item: makeNode(), value: makeNode()))
    return sites.count - 1
  }

  /// The site number `slot` of a place.
  func site(_ node: Node, _ slot: Int = 0) -> Int32 {
    let key = UInt64(UInt32(bitPattern: node)) << 16 | UInt64(slot & 0xffff)
    if let known = siteIndex[key] { return known }
    let made = Int32(makeSite())
    siteIndex[key] = made
    if node >= 0, owner[Int(node)] >= 0, slot < 0x800 {
      let instance = instances[Int(owner[Int(node)])]
      let place = UInt64(instance.function.index) << 40 | UInt64(node - instance.base) << 12
      origins[made] = place | UInt64(slot)
    }
    return made
  }

  /// Longer tuples are like lists.
  private static let longestTuple = 64

  /// A tuple of that length made at a site.
  func setItems(_ items: [TypeRef], of site: Int32) {
    let index = Int(site)
    if sites[index].items == nil, !sites[index].isLoose, items.count <= Solver.longestTuple,
      types[Int(sites[index].item)] == .never && !sawUnknown[Int(sites[index].item)]
    {
      sites[index].items = items.map { _ in makeNode() }
      wake(sites[index].item)
    }
    if let cells = sites[index].items, cells.count == items.count {
      for (cell, item) in zip(cells, items) { put(item, into: cell) }
    } else {
      loosen(site)
      for item in items { put(item, into: sites[index].item) }
    }
  }

  /// The tuples of a site have several lengths.
  func loosen(_ site: Int32) {
    sites[Int(site)].isLoose = true
    guard let cells = sites[Int(site)].items else { return }
    sites[Int(site)].items = nil
    for cell in cells {
      flow(cell, into: sites[Int(site)].item)
      wake(cell)
    }
    wake(sites[Int(site)].item)
  }

  // MARK: running

  func run() {
    for module in program.modules where !module.isLibrary {
      _ = instance(of: module.body)
    }
    settle()
    reachUncalled()
  }

  /// Works until nothing changes, then takes cells of which nothing became known as unknown, one after the other.
  func settle() {
    drain()
    var (next, hedged) = (0, 0)
    while next < unknownCells.count || hedged < hedgedCells.count {
      let cell: Node
      if next < unknownCells.count {
        cell = unknownCells[next]
        next += 1
      } else {
        cell = hedgedCells[hedged]
        hedged += 1
      }
      if types[Int(cell)] == .never {
        set(cell, .any)
        drain()
      }
    }
    unknownCells = []
    hedgedCells = []
  }

  /// The type of a cell that is unknown unless the program puts something into it after all.
  func readHedged(_ cell: Node, by reader: Node) -> TypeRef {
    if types[Int(cell)] == .never { hedgedCells.append(cell) }
    return read(cell, by: reader)
  }

  func drain() {
    while head < queue.count {
      let node = queue[head]
      head += 1
      if head > 1 << 16, head * 2 > queue.count {
        queue.removeFirst(head)
        head = 0
      }
      isQueued[Int(node)] = false
      visits += 1
      // Types are guesses: those found so far will do.
      if visits > 2_000_000 + 80 * types.count { isExhausted = true }
      if !isExhausted { visit(node) }
    }
    queue.removeAll(keepingCapacity: true)
    head = 0
  }

  func isLibrary(_ function: FunctionID) -> Bool {
    let module = moduleOf[function.index]
    return module < 0 || program.modules[Int(module)].isLibrary
  }
}
