# Errors of evaluated text: tracebacks name the text, syntax errors are raised.
import sys
import traceback


def attempt(text, mode="exec", name="<string>"):
    try:
        exec(compile(text, name, mode))
    except BaseException:
        kind, value, where = sys.exc_info()
        print("".join(traceback.format_exception(kind, value, where.tb_next)), end="")


attempt("def h():\n    return undefined_name\nh()\n")
attempt("1 / 0\n", name="<file>")
attempt("class C:\n    def m(self):\n        raise ValueError('x')\nC().m()\n")
attempt("x = (1, 2\ny = 3\n")
attempt("if True:\nx = 1\n")
attempt("  x = 1\n")
attempt("def f(a, a): pass\n")
attempt("return 3\n")
attempt("x = 'abc\n")
attempt("1 2\n", "eval")
attempt("a = 1\n", "eval")
attempt("for i in range(3):\n\tx\n        y\n")
attempt("raise SystemExit(3)\n")
attempt("def r(n):\n    return r(n + 1)\nimport sys\nsys.setrecursionlimit(100)\ntry:\n    r(0)\nexcept RecursionError as e:\n    print(e)\n")
exec("def g():\n    yield 1\n    raise KeyError('in generator')\n")
try:
    list(g())
except KeyError as error:
    print(error, [frame.name for frame in traceback.extract_tb(error.__traceback__)])
try:
    eval("nope")
except NameError as error:
    print(error)
