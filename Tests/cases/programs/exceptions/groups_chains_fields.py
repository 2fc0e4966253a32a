# except*, groups, notes, chaining, the fields of builtin exceptions and what goes wrong with them.
import sys, traceback
def show(f):
    try:
        print(f.__name__, "->", f())
    except BaseException as e:
        print(f.__name__, "!!", type(e).__name__, e)
def flat(e):
    if isinstance(e, BaseExceptionGroup): return (type(e).__name__, e.message, [flat(x) for x in e.exceptions])
    return repr(e)
@show
def star1():
    out = []
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("h", [ValueError(3), OSError(4)])])
    except* ValueError as e: out.append(flat(e))
    except* TypeError as e: out.append(flat(e))
    except* OSError as e: out.append(flat(e))
    return out
@show
def star2():
    try:
        try:
            raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
        except* ValueError as e: raise KeyError(9)
    except BaseException as e:
        return flat(e), flat(e.exceptions[0].__context__)
@show
def star3():
    try:
        try: raise ValueError(3)
        except* ValueError as e: return_ = flat(e); raise
    except BaseException as e:
        return flat(e), return_
@show
def star4():
    try:
        raise ExceptionGroup("g", [ValueError(1)])
    except* ExceptionGroup: pass
@show
def star5():
    try:
        raise ValueError(1)
    except* 3: pass
@show
def star6():
    try:
        raise ValueError(1)
    except* (TypeError, BaseExceptionGroup): pass
@show
def star7():
    r = []
    try: pass
    except* ValueError: r.append("v")
    else: r.append("else")
    finally: r.append("fin")
    return r
@show
def star8():
    try:
        try: raise ExceptionGroup("g", [ValueError(1), TypeError(2), KeyError(5)])
        except* ValueError: raise
        except* TypeError as e: raise e
    except BaseException as e: return flat(e)
@show
def star9():
    class G(ExceptionGroup):
        def derive(self, x): return G("d", x)
    try:
        try: raise G("g", [ValueError(1), TypeError(2)])
        except* ValueError: pass
    except G as e: return flat(e)
@show
def grp1(): return ExceptionGroup("m", [])
@show
def grp2(): return ExceptionGroup("m", [3])
@show
def grp3(): return ExceptionGroup("m", [KeyboardInterrupt()])
@show
def grp4(): return type(BaseExceptionGroup("m", [ValueError()])), type(BaseExceptionGroup("m", [KeyboardInterrupt()]))
@show
def grp5(): return ExceptionGroup(3, [ValueError()])
@show
def grp6(): return ExceptionGroup("m", ValueError())
@show
def grp7(): return ExceptionGroup("m")
@show
def grp8():
    g = ExceptionGroup("m", [ValueError(1), ExceptionGroup("n", [TypeError(2), ValueError(3)])])
    a, b = g.split(ValueError)
    return flat(a), flat(b), flat(g.subgroup(lambda e: isinstance(e, TypeError))), g.split(KeyError), str(g), repr(g), g.args
@show
def grp9(): ExceptionGroup("m", [ValueError()]).split(3)
@show
def grp10(): ExceptionGroup("m", [ValueError()]).message = 3
@show
def grp11():
    g = ExceptionGroup("m", [ValueError(1), TypeError()]); g.add_note("n"); g.__cause__ = KeyError(1)
    a, b = g.split(ValueError)
    return a.__notes__, a.__cause__, a.__context__, a.__notes__ is g.__notes__
@show
def note1(): ValueError().add_note(3)
@show
def note2():
    e = ValueError(); e.add_note("a"); e.add_note("b\nc"); return e.__notes__, "".join(traceback.format_exception(e))
@show
def note3():
    e = ValueError(); e.__notes__ = 3; e.add_note("x")
@show
def note4():
    e = ValueError(); e.__notes__ = [1, "x"]; return "".join(traceback.format_exception(e))
@show
def chain1():
    try:
        try: 1/0
        except ZeroDivisionError as e: raise ValueError("x") from e
    except ValueError as e: return repr(e.__cause__), e.__suppress_context__, repr(e.__context__)
@show
def chain2():
    try:
        try: 1/0
        except ZeroDivisionError as e: raise ValueError("x") from None
    except ValueError as e: return repr(e.__cause__), e.__suppress_context__, repr(e.__context__)
@show
def chain3(): raise ValueError from 3
@show
def chain4(): raise 3
@show
def chain5(): raise
@show
def chain6():
    e = ValueError(); e.__cause__ = 3
@show
def chain7():
    e = ValueError(); e.__context__ = "x"
@show
def chain8():
    e = ValueError(); e.__traceback__ = "x"
@show
def chain9():
    e = ValueError(); del e.__traceback__
@show
def chain10():
    e = ValueError(); del e.__cause__
@show
def chain11():
    e = ValueError(1, 2); e.args = [3]; return e, e.args, str(e), ValueError("a").with_traceback(None)
@show
def chain12(): ValueError().with_traceback(3)
@show
def kw(): ValueError(a=1)
@show
def imp(): return ImportError("m", name="n", path="p").__dict__, ImportError("m", name="n").name, repr(ImportError("m", name="n"))
@show
def impbad(): ImportError(foo=1)
@show
def ose(): return OSError(2, "x").__class__, OSError(2, "x", "f").filename, str(OSError(2, "x", "f", None, "g")), repr(OSError(1, 2, 3)), OSError(1).args, OSError(1,2,3).args, OSError(1, 2, 3, 4, 5, 6)
@show
def sysx(): return SystemExit().code, SystemExit(1).code, SystemExit(1, 2).code
@show
def stopi(): return StopIteration(3).value, StopIteration().value, StopIteration(1,2).value
@show
def keye(): return str(KeyError("a")), str(KeyError(1, 2)), str(KeyError())
@show
def unie(): return str(UnicodeDecodeError("utf8", b"abc", 0, 1, "r")), str(UnicodeEncodeError("utf8", "abc\udc80", 0, 2, "r")), str(UnicodeTranslateError("ab", 0, 1, "r"))
@show
def syn(): return str(SyntaxError("m", ("f", 1, 2, "t"))), SyntaxError("m", ("f", 1, 2, "t", 3, 4)).end_offset, SyntaxError().msg, str(SyntaxError("x")), SyntaxError("m", ("f", 1))
@show
def attr(): 
    try: [].foo
    except AttributeError as e: return e.name, e.obj, AttributeError("x", name="q", obj=3).name
@show
def nm():
    try: foo_bar
    except NameError as e: return e.name, str(e)
@show
def exci():
    try: 1/0
    except ZeroDivisionError: 
        a = sys.exc_info()
        try: {}["x"]
        except KeyError: b = sys.exc_info()
        c = sys.exc_info()
    return a[0], b[0], c[0], sys.exc_info(), a[1] is c[1]
@show
def badexc():
    try: 1/0
    except 3: pass
@show
def badexc2():
    try: 1/0
    except (ValueError, (3,)): pass
@show
def sub_exc():
    class E(Exception):
        def __new__(cls, *a, **k): return super().__new__(cls, *a)
        def __init__(self, x, y=2): self.x = x
        def __str__(self): return "S"
        def __repr__(self): return "R"
    e = E(1, y=3)
    return e.args, str(e), repr(e), e
@show
def raise_cls():
    class E(Exception):
        def __init__(self): raise TypeError("inner")
    raise E
@show
def raise_nonexc():
    class E(Exception):
        def __new__(cls): return 3
    raise E
@show
def setst():
    e = ValueError(1); e.__setstate__({"a": 1, "b": 2}); return e.a, e.b, e.__dict__
@show
def setst2(): ValueError(1).__setstate__(3)
@show
def memo():
    return MemoryError("x").args, RecursionError.__mro__, issubclass(EnvironmentError, IOError), IOError is OSError
@show
def finally_flow():
    r = []
    def f():
        for i in range(5):
            try:
                if i == 1: continue
                if i == 3: return "ret"
                r.append(i)
            finally:
                r.append("f%d" % i)
                if i == 3: break
        return "end"
    return f(), r
