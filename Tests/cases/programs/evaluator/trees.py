import ast
SRCS = ["x = 1", "def f(a: int, /, b=2, *c, d, e=5, **g) -> str:\n    'doc'\n    return a", "class A(B, metaclass=M):\n    x: int = 1\n    y: str\n",
"for i, (j, *k) in x:\n    break\nelse:\n    continue", "while x: pass\nelse: y", "with a as b, c: pass", "async def f():\n    async for i in x: await y\n    async with z as w: pass\n    return [i async for i in x if i]",
"try:\n    a\nexcept B as c:\n    d\nexcept:\n    e\nelse:\n    f\nfinally:\n    g", "try: a\nexcept* B: c", "match x:\n    case [1, 'a', *r] | {'k': v, **rest} if g: pass\n    case A(1, b=2) as q: pass\n    case None | True: pass\n    case a.b: pass\n    case -1 | 1+2j: pass\n    case _: pass",
"import a.b as c, d\nfrom . import x\nfrom ..y import z as w, q", "global a, b\nnonlocal c", "lambda a, *b, c=1, **d: (yield)", "x if y else z", "a < b <= c is not d not in e", "f(*a, b=1, **c)", "a[1:2, ::3, ...]", "{1: 2, **a}\n{1, 2}\n{a: b for a in c if d}\n{x for y in z}",
"f'{a!r:>{w}} {b=} {{}}' 'x'", "b'a' b'b'", "u'x'", "(yield)\nx = yield from y", "x += 1; y @= 2", "del a, b[0], c.d", "assert a, b", "raise A from b\nraise", "not a and b or ~c ** -d", "(a := 1)", "1_000 + 0x_ff + 1.5e3 + 2j + 10**3", "'é\\n\\x00\\u1234' \"it's\"", "a.b.c(d)(e)[f]", "@d1\n@d2(1)\ndef f(): pass", "@c\nclass X: pass", "x: (yield)", "print(a, b)\n\n\n# comment\ny", "*a, b = c", "return 1", "if a:\n    b\nelif c:\n    d\nelse:\n    e", "[a for b in c for d in e if f if g]", "async def g():\n    yield 1", "x = (1,)\ny = ()\nz = [*a, *b]", "a = b = c", "lambda: 0", "f(x for x in y)", "(((a)))", "a if b else c if d else e", "-1\n- 1\n+1\n~1\nnot 1", "a ** b ** c\n(a ** b) ** c\n-a ** b\n(-a) ** b", "a - (b - c)\na - b - c\na * (b + c)\n(a, b)[c]\n(lambda: a)()\n(await_).x\n1 .real\n1.0.real\n(1).real", "f'{x}' f\"{y!s}{'z'}\"", "f'{{{x}}}'", "'''a\nb'''", "r'\\d'", "x = 'a' 'b'\n", "f'{x:{y}.{z}}'", "f\"{x['a']}\"", "with (a, b): pass\nwith (a as b): pass", "global x", "for x in *a, b: pass", "return *a, b", "x[*a, b]", "x[a:b]", "x[(a, b)]", "class A[T]: pass" if 0 else "class A(): pass"]
for s in SRCS:
    t = ast.parse(s)
    print(ast.dump(t))
    print(ast.dump(t, include_attributes=True, indent=1) if len(s) < 40 else "")
    print(ast.unparse(t))
    print(ast.dump(ast.parse(ast.unparse(t))) == ast.dump(t))
    print([type(n).__name__ for n in ast.walk(t)])
print(ast.dump(ast.parse("1+2", mode="eval")), ast.dump(ast.parse("x=1\n", mode="single")))
for lit in ("1", "-1", "1+2j", "-1-2j", "'a'", "b'a'", "[1, (2, {3: {4}})]", "None", "True", "...", "set()", "a", "1+1", "f()", "{**a}", "-'a'", "+1", "(1", "1j+2", "  1", "\n1", "{[]: 1}", "f'a'", "lambda: 0", "--1", "~1", "1 if 1 else 2", "10**5", "'a' 'b'"):
    try: print(repr(ast.literal_eval(lit)))
    except Exception as e: print(type(e).__name__, str(e).split(" at 0x")[0])
class V(ast.NodeVisitor):
    def __init__(self): self.names = []
    def visit_Name(self, n): self.names.append((n.id, type(n.ctx).__name__)); self.generic_visit(n)
    def visit_FunctionDef(self, n): self.names.append(n.name); self.generic_visit(n)
    def visit_Constant(self, n): self.names.append(n.value)
v = V(); v.visit(ast.parse(SRCS[1] + "\nx = y + 3")); print(v.names)
class T(ast.NodeTransformer):
    def visit_Name(self, n): return ast.copy_location(ast.Subscript(value=ast.Name(id="data", ctx=ast.Load()), slice=ast.Constant(value=n.id), ctx=n.ctx), n)
    def visit_Pass(self, n): return None
    def visit_Expr(self, n): return [n, n]
t = T().visit(ast.parse("a + b\nif c:\n    pass\n    d\nx = 5")); ast.fix_missing_locations(t); print(ast.unparse(t)); print(ast.dump(t, include_attributes=True)[:300])
n = ast.parse("x = 1 +  2\ny").body[0]; print(ast.get_source_segment("x = 1 +  2\ny", n.value), n.lineno, n.end_col_offset, n._fields, n._attributes)
print(ast.get_docstring(ast.parse("'''  a\n    b'''")), list(ast.iter_fields(n))[0][0], [type(c).__name__ for c in ast.iter_child_nodes(n)])
m = ast.Module(body=[ast.Assign(targets=[ast.Name("q", ast.Store())], value=ast.BinOp(ast.Constant(3), ast.Mult(), ast.Constant(4)))], type_ignores=[])
ast.fix_missing_locations(m); g = {}; exec(compile(m, "<a>", "exec"), g); print(g["q"])
e = ast.Expression(ast.Call(ast.Name("len", ast.Load()), [ast.List([ast.Constant(1)], ast.Load())], [])); ast.fix_missing_locations(e); print(eval(compile(e, "<e>", "eval")))
print(ast.increment_lineno(ast.parse("x"), 5).body[0].lineno, isinstance(ast.Constant(1), ast.expr), ast.Num if hasattr(ast, "Num") else 0, issubclass(ast.Add, ast.operator))
try: ast.Name("a", "b", "c", "d")
except TypeError as x: print(x)
print(ast.Name(id="q").id, ast.dump(ast.Name(id="q", ctx=ast.Load())), repr(ast.parse("")).split(" at")[0], ast.dump(ast.Constant(1, kind="u")), ast.Constant(5).kind)
try: print(ast.Constant().value)
except AttributeError as x: print(x)
try: ast.parse("def f(:")
except SyntaxError as x: print(x, x.filename)
