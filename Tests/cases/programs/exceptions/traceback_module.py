# The traceback module: chains, groups, notes, limits, syntax errors; warnings.
import builtins, os, sys, traceback, warnings, io, contextlib
FOLDER = os.path.dirname(os.path.abspath(__file__)) + "/"
def print(*values):
    builtins.print(*(str(value).replace(FOLDER, "") for value in values))
def show(f):
    try:
        print(f.__name__, "->", f())
    except BaseException as e:
        print(f.__name__, "!!", type(e).__name__, e)
def tb(f):
    try: f()
    except BaseException as e:
        s = "".join(traceback.format_exception(e))
        print(f.__name__); print(s)
@tb
def t1(): 
    def g(): return 1/0
    return [g() for x in range(3)]
@tb
def t2():
    class A:
        def __getattr__(self, n): raise KeyError(n)
    A().foo.bar
@tb
def t3():
    def rec(n): return rec(n + 1)
    rec(0) if False else None
    def h(n):
        if n: h(n - 1)
        else: raise ValueError("deep")
    h(10)
@tb
def t4():
    raise ExceptionGroup("outer", [ValueError("a\nb"), ExceptionGroup("in", [KeyError("k"), TypeError()]), OSError(2, "nope")])
@tb
def t5():
    try:
        [1, 2][5]
    except IndexError as e:
        e.add_note("note one"); e.add_note("two\nlines")
        raise ExceptionGroup("g", [e, ValueError(1)]) from e
@tb
def t6():
    x = {"a": {"b": None}}
    return x["a"]["b"]["c"] + (1
        + 2)
@tb
def t7():
    int("x", base=36 + 1,
        )
@tb
def t8():
    class Foo:
        blech = 1
    Foo().bleck
@tb
def t9():
    sys.exti
@tb
def t10():
    foobar_name = 1
    foobar_nam
@tb
def t11():
    print(len.__foo__)
@tb
def t12():
    raise SyntaxError("bad", ("file.py", 3, 5, "  x = 1 2\n", 3, 8))
@tb
def t13():
    with contextlib.suppress(KeyError):
        a = lambda x: x.y
        a(3)
@tb
def t14():
    "é日本" + 1 + ("ñ" * 2).foo
@tb
def t15():
    f = lambda *a, **k: (yield)
    next(f()); dict(a=1)[2]
@tb
def t16(): assert 1 == 2, "msg"
@tb
def t17():
    a, b = 1, 2, 3
@tb
def t18():
    for i in 3: pass
@tb
def t19():
    del undefined_thing
@tb
def t20():
    def f(a, b): pass
    f(1,
      2,
      3)
@show
def teformat():
    te = traceback.TracebackException(ValueError, ValueError("x"), None)
    return str(te), list(te.format_exception_only())
@show
def extract():
    try: 1/0
    except ZeroDivisionError as e:
        fs = traceback.extract_tb(e.__traceback__)
        return [(f.name, f.lineno, f.line, f.colno, f.end_colno) for f in fs], fs[0]
@show
def fmtlist(): return traceback.format_list([("f.py", 3, "fn", "x = 1"), ("g.py", 4, "gn", None)])
@show
def fmtonly(): return traceback.format_exception_only(ValueError, ValueError("a\nb")), traceback.format_exception_only(None, None), traceback.format_exception_only(KeyError("x"))
@show
def limits():
    def h(n):
        if n: h(n - 1)
        else: raise ValueError("deep")
    try: h(10)
    except ValueError as e:
        return traceback.format_exception(e, limit=2), traceback.format_exception(e, limit=-1), len(traceback.format_tb(e.__traceback__, 3))
@show
def printexc():
    s = io.StringIO()
    try: 1/0
    except ZeroDivisionError: traceback.print_exc(file=s)
    return s.getvalue()
@show
def walk():
    try: 1/0
    except ZeroDivisionError as e:
        return [(f.f_code.co_name, l) for f, l in traceback.walk_tb(e.__traceback__)], e.__traceback__.tb_lineno, e.__traceback__.tb_frame.f_code.co_name
@show
def warn():
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter("always")
        warnings.warn("x"); warnings.warn("y", DeprecationWarning); warnings.warn(UserWarning("z"))
    return [(str(x.message), x.category.__name__, x.lineno) for x in w]
@show
def warnerr():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.warn("boom")
@show
def warnbad(): warnings.warn("x", int)
@show
def formatw(): return warnings.formatwarning("m", UserWarning, "f.py", 3, "line")
