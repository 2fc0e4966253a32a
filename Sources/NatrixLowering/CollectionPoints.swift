/// Functions during which a program that looks at the lives of its objects asks for a collection.
///
///     def test():
///         node = Node(); seen = weakref.ref(node)
///         del node
///         gc.collect()
///         assert seen() is None
///
/// The collector finds the roots of a C function's frame by looking at its words, and a C compiler is free to leave a value
/// in a register or a slot behind its last use, or to forget it before. So these functions keep their variables in cells,
/// as CPython's keep them in their frames, and their C gives up temporaries at once (`Lifetimes.exact`). That costs speed,
/// therefore it is done only for functions that can reach a `collect`, by the names that they mention, and only in programs
/// in which one can tell: by weak references, by `__del__`, or by the number that `collect` returns.

import NatrixProgram
import NatrixSyntax

struct CollectionPoints {
  /// The bodies of functions, classes and modules in which a collection may be asked for: by their statements, those of
  /// modules by their syntax trees.
  private(set) var bodies: Set<ObjectIdentifier> = []

  private static let requests: Set<String> = ["collect", "gc_collect"]
  private static let witnesses = ["weakref", "__del__"]

  init() {}

  init(_ modules: [BoundModule]) {
    let asking = modules.filter { $0.file.mentions("collect") && $0.file.mentions("gc") }
    guard !asking.isEmpty else { return }
    var pieces: [Piece] = []
    for bound in modules {
      var module = Piece(node: bound.syntax, name: nil)
      module.collect(bound.syntax.body, into: &pieces)
      pieces.append(module)
    }
    let isObserved =
      modules.contains { bound in CollectionPoints.witnesses.contains(where: bound.file.mentions) }
      || pieces.contains(where: \.usesResult)
    guard isObserved else { return }
    var names = CollectionPoints.requests
    var rest = pieces
    while let index = rest.firstIndex(where: { !$0.mentions.isDisjoint(with: names) }) {
      let piece = rest.remove(at: index)
      bodies.insert(ObjectIdentifier(piece.node))
      for lambda in piece.lambdas { bodies.insert(ObjectIdentifier(lambda)) }
      if let name = piece.name { names.insert(name) }
    }
  }

  /// One body, with the names that it mentions outside of the functions in it.
  private struct Piece {
    let node: AnyObject
    let name: String?
    private(set) var mentions: Set<String> = []
    /// Something is done with what a call of `collect` returns.
    private(set) var usesResult = false
    /// The lambdas in it that make weak references: whether the referent still lives can be seen inside (`hash` of a
    /// reference to what cannot be hashed collects).
    private(set) var lambdas: [AnyObject] = []

    init(node: AnyObject, name: String?) {
      self.node = node
      self.name = name
    }

    mutating func collect(_ body: [Statement], into pieces: inout [Piece]) {
      for statement in body {
        for expression in statement.expressions {
          if case .expr = statement.kind, case .call(let function, let arguments, let keywords) = expression.kind {
            scan([function] + arguments + keywords.map(\.value))
          } else {
            scan([expression])
          }
        }
        switch statement.kind {
        case .functionDef(let definition), .asyncFunctionDef(let definition):
          var inner = Piece(node: statement, name: definition.name)
          inner.collect(definition.body, into: &pieces)
          pieces.append(inner)
        case .classDef(let definition):
          // Making an instance may run `__init__`: a class is as good as its methods.
          var inner = Piece(node: statement, name: definition.name)
          inner.collect(definition.body, into: &pieces)
          pieces.append(inner)
        default:
          for inner in statement.bodies { collect(inner, into: &pieces) }
        }
      }
    }

    private mutating func scan(_ expressions: [Expression]) {
      var pending = expressions
      while let expression = pending.popLast() {
        switch expression.kind {
        case .name(let id, _): mentions.insert(id)
        case .attribute(_, let attribute, _): mentions.insert(attribute)
        case .call:
          if let name = calledName(expression), CollectionPoints.requests.contains(name) { usesResult = true }
        case .lambda:
          if Piece.makesReferences(expression) { lambdas.append(expression) }
        default: break
        }
        pending += expression.parts
      }
    }

    private static func makesReferences(_ whole: Expression) -> Bool {
      var pending = [whole]
      while let expression = pending.popLast() {
        switch expression.kind {
        case .name("weakref", _), .name("ref", _), .name("proxy", _): return true
        default: pending += expression.parts
        }
      }
      return false
    }
  }
}
