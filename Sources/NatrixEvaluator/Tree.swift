/// A syntax tree as words, for `compile(…, flags=ast.PyCF_ONLY_AST)`; read by runtime/evaluator/tree.c.
///
///     node = 0, class, number of fields, (name, node)…     list = 1, count, nodes     none = 2
///     integer = 3, word                                    text or other constant = 4, constant

import NatrixLowering
import NatrixSyntax

extension ImageWriter {
  mutating func tree(_ node: SyntaxNode) {
    switch node {
    case .node(let name, let fields):
      word(0)
      text(name)
      word(fields.count)
      for field in fields {
        text(field.name)
        tree(field.value)
      }
    case .list(let nodes):
      word(1)
      word(nodes.count)
      for node in nodes { tree(node) }
    case .none: word(2)
    case .integer(let number):
      word(3)
      word(number)
    case .string(let points):
      word(4)
      constant(.string(points))
    case .constant(let value):
      word(4)
      constant(irConstant(value))
    }
  }
}
