# What compile() says of syntax trees that lack something, or are of another mode.
import ast

P = dict(lineno=1, col_offset=0)


def check(tree, mode="exec"):
    try:
        compile(tree, "f", mode)
        print("fine")
    except Exception as error:
        print(type(error).__name__, error)


x = ast.Name("x", ast.Store(), **P)
check(ast.Module(body=[ast.Expr(5, **P)], type_ignores=[]))
check(ast.Module(body=[ast.Expr(**P)], type_ignores=[]))
check(ast.Module(body=5, type_ignores=[]))
check(ast.Module(body=[5], type_ignores=[]))
check(ast.Module())
check(ast.Expression(ast.Name("x", ast.Load(), **P)), "eval")
check(ast.Expression(ast.Name(**P)), "eval")
check(ast.Module([ast.Assign([x], ast.Constant(1, **P), **P)], []))
check(ast.Module([ast.Assign([x], None, **P)], []))
check(ast.Module([ast.Return(None, **P)], []))
check(ast.Module([ast.Pass(lineno=1)], []))
check(ast.Module([ast.Pass()], []))
check(ast.parse("x"), "single")
check(ast.parse("x"), "eval")
check(ast.parse("x", mode="eval"))
check(ast.parse("x", mode="single"), "single")
check(ast.parse("import a as b, c\nfor i in x: pass\ndef f(a, *b, c=1): return a\nclass A(B, k=1): pass\n"
                "match x:\n  case {'k': v, **r}: pass\n  case None | A(1, b=2) | [1, *_]: pass\n"
                "lambda x: {1: 2, **y}\nx[1:2]\nf'{x!r:>{y}}'"))
