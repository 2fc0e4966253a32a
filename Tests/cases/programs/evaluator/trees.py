# Syntax trees: ast.parse, literal_eval, visitors, and back to text and code.
import ast

tree = ast.parse("""
import os.path as p
def f(a, b=1, *c, d: int = 2, **e) -> str:
    '''doc'''
    return [x * 2 for x in c if x > a and not b] + [d, *e]
class K(Base, meta=1):
    x: int = 3
    async def m(self):
        async with self as z, q:
            await z
for i in range(3):
    try:
        pass
    except (A, B) as err:
        raise E from err
    finally:
        del i
match p:
    case [1, {'k': v, **r}] | K(x=1) if v:
        print(f"{v!r:>{w}} {1.5} {b'x'}")
x = y = 1e400, -2j, 10**20, 'a\\n', ..., None
""")
print(ast.dump(tree, indent=1))
print(ast.unparse(tree))
print(ast.literal_eval("{'a': [1, -2.5, (3, None)], 'b': {True}, 'c': b'x'}"))
for text in ("f()", "1 +", "a.b", "__import__('os')"):
    try:
        ast.literal_eval(text)
    except (ValueError, SyntaxError) as error:
        print(type(error).__name__, str(error)[:40])


class Names(ast.NodeVisitor):
    def __init__(self):
        self.names = []

    def visit_Name(self, node):
        self.names.append((node.id, node.lineno, node.col_offset, type(node.ctx).__name__))


visitor = Names()
visitor.visit(tree)
print(visitor.names)


class Double(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(node.value * 2), node) if isinstance(node.value, int) else node


changed = ast.fix_missing_locations(Double().visit(ast.parse("a = 20 + 1\nprint(a)")))
exec(compile(changed, "<changed>", "exec"))
print(eval(compile(ast.Expression(ast.BinOp(ast.Constant(3), ast.Mult(), ast.Constant(4))), "<made>", "eval")) if False else
      eval(compile(ast.parse("3 * 4", mode="eval"), "<made>", "eval")))
print([type(node).__name__ for node in ast.walk(ast.parse("a[1:2]"))])
