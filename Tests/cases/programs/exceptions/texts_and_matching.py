# exceptions: texts, attributes, chaining, context
import sys
def t(name, f):
    try: print(name, '=', f())
    except BaseException as e: print(name, '!', type(e).__name__, e, repr(e), e.args)
t("args", lambda: Exception(1, 2).args); t("str", lambda: (str(Exception()), str(Exception(1)), str(Exception(1, 2)), repr(Exception("a")), repr(Exception("a", 1))))
t("key", lambda: {}["a"]); t("key", lambda: str(KeyError("a", "b"))); t("key", lambda: str(KeyError())); t("key", lambda: str(KeyError("é\n")))
t("os", lambda: OSError(2, "msg", "file")); t("os", lambda: type(OSError(2, "x")).__name__); t("os", lambda: str(OSError(2, "msg", "file"))); t("os", lambda: str(OSError(2, "msg", "f1", None, "f2"))); t("os", lambda: str(OSError(2, "msg"))); t("os", lambda: str(OSError("x"))); t("os", lambda: OSError(2, "a", "f").filename); t("os", lambda: (OSError(13, "a").errno, OSError(13, "a").strerror, OSError("a").errno)); t("os", lambda: OSError(1, 2, 3, 4, 5, 6).args); t("os", lambda: [type(OSError(n, "")).__name__ for n in (1, 2, 3, 4, 10, 11, 13, 17, 20, 21, 32, 103, 104, 110, 111, 115)])
t("open", lambda: open("/nonexistent/x")); t("open", lambda: open("/")); t("open", lambda: open("x", "q")); t("open", lambda: open("x", "rw")); t("open", lambda: open("x", "rb", encoding="utf8")); t("open", lambda: open(1.5)); t("open", lambda: open("a\0b")); t("open", lambda: open("x", ""))
t("unicode", lambda: UnicodeDecodeError("utf8", b"abc", 1, 2, "why")); t("unicode", lambda: UnicodeEncodeError("utf8", "abc", 1, 3, "why")); t("unicode", lambda: UnicodeTranslateError("abc", 1, 2, "why")); t("unicode", lambda: UnicodeDecodeError("a")); t("unicode", lambda: UnicodeEncodeError("x", "é€😀", 0, 1, "r")); t("unicode", lambda: UnicodeEncodeError("x", "é€😀", 1, 2, "r")); t("unicode", lambda: UnicodeEncodeError("x", "é€😀", 2, 3, "r")); t("unicode", lambda: UnicodeDecodeError("x", b"\xff\xfe", 0, 2, "r"))
t("si", lambda: (StopIteration(5).value, StopIteration().value, StopIteration(1, 2).value)); t("se", lambda: (SystemExit(3).code, SystemExit().code, SystemExit(1, 2).code)); t("ie", lambda: (ImportError("m", name="n", path="p").name, ImportError("m").path, repr(ImportError("m", name="n")))); t("ie", lambda: ImportError("m", foo=1)); t("ne", lambda: (NameError("x", name="n").name, AttributeError("x", name="n", obj=1).obj)); t("ne", lambda: NameError("x", foo=1)); t("syn", lambda: str(SyntaxError("m", ("f", 1, 2, "text")))); t("syn", lambda: SyntaxError("m", ("f", 1, 2, "text", 3, 4)).end_offset); t("syn", lambda: SyntaxError("m", 1)); t("syn", lambda: (SyntaxError("m").msg, SyntaxError("m").lineno, str(SyntaxError("m")), str(SyntaxError())))
t("exc kw", lambda: Exception(a=1)); t("ve kw", lambda: ValueError(x=1)); t("noargs", lambda: KeyError(k=1)); t("base", lambda: BaseException("a").with_traceback(1)); t("note", lambda: Exception().add_note(1)); t("group", lambda: ExceptionGroup("m", [])); t("group", lambda: ExceptionGroup("m", [1])); t("group", lambda: ExceptionGroup(1, [ValueError()])); t("group", lambda: ExceptionGroup("m", [KeyboardInterrupt()])); t("group", lambda: repr(BaseExceptionGroup("m", [ValueError(1)]))); t("group", lambda: str(ExceptionGroup("m", [ValueError(1), TypeError(2)]))); t("group", lambda: ExceptionGroup("m")); t("group", lambda: ExceptionGroup("m", 5))
def r(x): raise x
t("raise", lambda: r(1)); t("raise", lambda: r("a")); t("raise", lambda: r(None)); t("raise", lambda: r(ValueError)); t("raise", lambda: r(object)); t("raise", lambda: r(int))
def rf(a, b): raise a from b
for c in (1, ValueError, ValueError("c"), None, "x"):
    try: rf(KeyError("k"), c)
    except Exception as e: print("from", repr(c), repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
def bare(): raise
t("bare", bare)
try:
    try: 1 / 0
    except ZeroDivisionError as e:
        first = e
        raise ValueError("v")
except ValueError as e: print(e.__context__ is first, e.__cause__, e.__suppress_context__)
try: first
except NameError as e: print(e)
def f():
    try: return "try"
    finally: print("fin")
def g():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
        finally: print("fin", i)
    else: print("else")
    return i
def h():
    try: raise ValueError
    except ValueError: return "exc"
    else: return "else"
    finally: return "finally"
def k():
    while True:
        try: 1 / 0
        finally: break
    return "swallowed"
def l():
    try:
        try: raise KeyError("in")
        finally: raise ValueError("fin")
    except ValueError as e: return repr(e), repr(e.__context__)
def m():
    try: pass
    except: print("no")
    else: print("else")
    finally: print("finally")
def n():
    try: raise KeyError("a")
    except (ValueError, KeyError) as e: x = e
    try: e
    except UnboundLocalError as u: return str(u), repr(x)
def o():
    e = 5
    try: raise KeyError
    except KeyError as e: pass
    return e
for fn in (f, g, h, k, l, m, n, o): t(fn.__name__, fn)
class E(Exception):
    def __init__(self, a, b=2): self.a, self.b = a, b
class E2(Exception):
    def __str__(self): return "custom"
class E3(E):
    def __init__(self, *a): super().__init__(*a); self.args = ("changed",)
class E4(ValueError, KeyError): pass
class E5(Exception):
    def __repr__(self): return "rep"
t("e", lambda: r(E(1))); t("e", lambda: r(E2("x"))); t("e", lambda: r(E3(1))); t("e", lambda: r(E4("x"))); t("e", lambda: r(E5("x"))); t("e", lambda: r(E)); t("e", lambda: r(E(1, 2, 3))); t("mro", lambda: [c.__name__ for c in E4.__mro__])
def match(x, *kinds):
    for kd in kinds:
        try:
            try: raise x
            except kd as e: return "caught", repr(e), repr(kd)
        except BaseException as e: print("  out", type(e).__name__, e)
t("m", lambda: match(ValueError("v"), KeyError, (TypeError, KeyError), 5, "a", (ValueError, 5), int, (), [ValueError], ValueError))
t("m", lambda: match(E4("v"), KeyError)); t("m", lambda: match(KeyError("v"), LookupError)); t("m", lambda: match(ValueError("v"), (KeyError, (ValueError, TypeError))))
print(sys.exc_info())
try: 1 / 0
except ZeroDivisionError: print(sys.exc_info()[0].__name__, sys.exc_info()[1], sys.exc_info()[2].tb_lineno > 0)
try:
    try: raise ValueError(1)
    except ValueError: 
        try: raise KeyError(2)
        except KeyError: raise
except KeyError as e: print(repr(e), repr(e.__context__))
def gen():
    try: yield 1
    except ValueError as e: print("gen", e); yield 2
    finally: print("closed")
q = gen(); next(q); print(q.throw(ValueError("x"))); q.close()
e = ValueError("n"); e.add_note("one"); e.add_note("two"); print(e.__notes__); e.x = 5; print(e.__dict__); e.args = (1,); print(e, e.args); e.__cause__ = KeyError(); print(e.__suppress_context__)
t("sc", lambda: setattr(e, "__cause__", 5)); t("sc", lambda: setattr(e, "__context__", 5)); t("sc", lambda: setattr(e, "__traceback__", 5)); t("sc", lambda: setattr(e, "args", 5)); t("sc", lambda: delattr(e, "args"))
try: assert 0
except AssertionError as e: print(repr(e))
try: assert 0, ("a", 1)
except AssertionError as e: print(repr(e))
t("rec", lambda: (lambda f: f(f))(lambda f: f(f) + 1) if 0 else "x")
def deep(n): return deep(n + 1)
try: deep(0)
except RecursionError as e: print(e)
try:
    raise ExceptionGroup("eg", [ValueError(1), TypeError(2), ExceptionGroup("in", [KeyError(3), ValueError(4)])])
except* ValueError as eg: print(repr(eg), eg.exceptions)
except* TypeError as eg: print(repr(eg))
except* KeyError: print("key")
try:
    try: raise ExceptionGroup("eg", [ValueError(1), OSError(2)])
    except* ValueError as e: raise RuntimeError("new")
except ExceptionGroup as e: print(repr(e), repr(e.exceptions[0].__context__))
try:
    try: raise ValueError("plain")
    except* ValueError as e: print(repr(e)); raise
except ExceptionGroup as e: print("re", repr(e))
except ValueError as e: print("plain", repr(e))
eg = ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [TypeError(2), ValueError(3)])])
print(eg.subgroup(ValueError), eg.split(TypeError), eg.subgroup(lambda e: isinstance(e, ExceptionGroup)), eg.derive([KeyError()]), eg.message, eg.subgroup(KeyError))
try:
    try: raise ValueError
    except* 5: pass
except TypeError as e: print(e)
try:
    try: raise ValueError
    except* ExceptionGroup: pass
except TypeError as e: print(e)
