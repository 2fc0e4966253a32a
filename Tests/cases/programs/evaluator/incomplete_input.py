import codeop, warnings
srcs = ["", "\n", "x", "x = 1", "if 1:", "if 1:\n  pass", "if 1:\n  pass\n", "if 1:\n  pass\n\n", "def f():\n  return 1", "def f():\n  return 1\n", "x = (1,", "x = (1,\n", "x = '''", "x = '''\n", "x = 'a", "a b", "x = ", "for i in", "@d", "@d\n", "class A:", "try:\n  x", "try:\n  x\nexcept:", "if 1:\n  x\nelse:", "if 1:\n  x\nelse:\n  y", "a = 1; b", "lambda: (", "\\", "x \\", "x \\\n", "#", "# c\n", "  x", "a = [1,\n2", "a = [1,\n2]", "if a:\n pass\nx", "x\ny", "return", "def x():\n\n", "def x():\n\n  pass", "del", "0x", "match x:", "match x:\n case 1:", "with a", "f(", "f(x for", "{1:", "x = {", "async def f():", "'a' 'b", "f'{", "f'''{x", "if True:\n    def f():\n        return 1\n", "x = 1\n\n", "pass\n\n\n", "if 1:\n  pass\n  \n", "1 +\\\n"]
for s in srcs:
    for sym in ("single", "exec", "eval"):
        try: c = codeop.compile_command(s, "<in>", sym); print(repr(s), sym, "more" if c is None else "done")
        except (SyntaxError, ValueError) as e: print(repr(s), sym, type(e).__name__, e.args[0])
import code, io, contextlib
con = code.InteractiveConsole({"q": 5})
out = io.StringIO()
with contextlib.redirect_stdout(out):
    print([con.push(l) for l in ["x = 1", "if x:", "  print(x + q)", "", "x +", "def f():", "  return 7", "", "f()", "1/0"]])
print(out.getvalue())
