# statements
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
def loops():
    for i in range(3):
        for j in range(3):
            if j == 1: continue
            if i == 2: break
            print(i, j, end=";")
        else: print("inner else", end=";")
    else: print("outer else")
    n = 3
    while n:
        n -= 1
        if n == 1: continue
    else: print("while else")
    while True:
        n += 1
        if n > 2: break
    else: print("never")
    for x in []: pass
    else: print("empty else")
    for i, (a, *b) in enumerate([(1, 2, 3), "xyz"]): print(i, a, b)
    for d["k"] in range(2): pass
    for o.attr in "ab": pass
    print(d, o.attr, i)
class O: pass
o = O(); d = {}
loops()
def fin(n):
    try:
        if n == 0: return "ret"
        if n == 1: raise ValueError("v")
        if n == 2: 1 / 0
    except ValueError as e: return f"caught {e}"
    else: return "else"
    finally:
        print("fin", n)
        if n == 4: return "override"
for n in range(5): t(lambda: fin(n))
def loopfin():
    for i in range(3):
        try:
            if i == 0: continue
            if i == 1: break
        finally: print("f", i)
    return i
print(loopfin())
def nest():
    try:
        try: raise KeyError("a")
        finally: raise ValueError("b")
    except ValueError as e: print(repr(e), repr(e.__context__))
    try:
        try: raise KeyError("a")
        except KeyError as e: raise TypeError("c") from e
    except TypeError as e: print(repr(e.__cause__), e.__suppress_context__)
    try: raise ValueError from None
    except ValueError as e: print(e.__cause__, e.__suppress_context__, e.args)
    try:
        try: raise OSError(2, "msg", "file")
        except (KeyError, OSError) as e: print(e, e.errno, e.filename); raise
    except Exception as e: print("re", type(e).__name__)
nest()
def unb():
    try: raise ValueError
    except ValueError as e: pass
    return e
t(unb)
for bad in (lambda: exec_raise(5), lambda: exec_raise("x"), lambda: exec_raise(int), lambda: exec_raise(None), lambda: exec_raise(ValueError("a", 1)), lambda: exec_raise(StopIteration)):
    def exec_raise(x): raise x
    t(bad)
def rf(): raise ValueError("x") from 5
t(rf)
def br(): raise
t(br)
def badexc():
    try: raise ValueError(1)
    except 5: pass
t(badexc)
def assert_(x): assert x, ("msg", x)
t(lambda: assert_(0)); t(lambda: assert_(1))
def as2(): assert False
t(as2)
def dl():
    a = 1; del a
    return a
t(dl)
def dels():
    l = [1, 2, 3, 4]; dd = {"a": 1, "b": 2}; del l[0], l[-1], dd["a"]; del (l[0]), []; print(l, dd)
    x = y = 1; del (x, y)
    class A: z = 1
    del A.z
    try: del A.z
    except AttributeError as e: print(e)
    try: del dd["zz"]
    except KeyError as e: print(repr(e))
dels()
class CM:
    def __init__(s, n, sup=False): s.n, s.sup = n, sup
    def __enter__(s): print("in", s.n); return s.n
    def __exit__(s, *a): print("out", s.n, a[0] and a[0].__name__); return s.sup
def w():
    with CM(1) as a, CM(2) as b: print(a, b)
    with CM(3, True): raise KeyError
    with (CM(4) as c, CM(5)): print(c)
    for i in range(2):
        with CM(i):
            if i == 0: continue
            break
    with CM(6): return "r"
print(w())
def w2():
    with CM(7): raise ValueError("z")
t(w2)
for v in (5, "ab", None):
    def w3():
        with v: pass
    t(w3)
x = 5
match x:
    case 1 | 2: print("12")
    case int(y) if y > 10: print("big")
    case int() as z: print("int", z)
def m(v):
    match v:
        case []: return "empty"
        case [x]: return f"one {x}"
        case [1, *rest]: return f"1+{rest}"
        case (a, b): return f"pair {a} {b}"
        case {"k": v, **r}: return f"map {v} {r}"
        case {}: return "anymap"
        case str(s): return f"str {s}"
        case O(attr=q): return f"O {q}"
        case None | True: return "nt"
        case -1 | 1.5 | 2j: return "num"
        case _: return "other"
for v in ([], [5], [1, 2, 3], (7, 8), {"k": 1, "z": 2}, {"q": 1}, "s", o, None, True, -1, 1.5, 2j, {1}, range(2), b"ab"): print(m(v))
a = b = c = [1]; a += [2]; print(a is b, c); i = 5; i -= 2; i *= 3; i //= 2; i **= 2; i %= 7; i <<= 2; i |= 1; i ^= 3; i &= 14; print(i)
a, b = b, a; (a, [b, c]), d2 = (1, (2, 3)), 4; print(a, b, c, d2); a = (b := 5) + 1; print(a, b); print((lambda: (yield))().__class__.__name__)
l = [0, 0]; k = 0; k, l[k] = 1, 9; print(l)
if (n := 10) > 5: print(n)
print([y := 1, y ** 2], [last := x for x in range(3)], last)
type_ann: int = 3; print(type_ann, __annotations__)
try:
    raise ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("n", [KeyError(3)])])
except* ValueError as eg: print("V", eg.exceptions)
except* (TypeError, KeyError) as eg: print("T", eg.exceptions)
global_x = 1
def g():
    global global_x, new_g
    global_x += 1; new_g = 3
    def h():
        global new_g; new_g += 1
    h()
g(); print(global_x, new_g)
print(*(f"{v!r:>4}" for v in (1, "a")), sep="|"); pass; ...; "expr"; 1 + 1
lambda_ = lambda x, *a, k=1, **kw: (x, a, k, kw); print(lambda_(1, 2, k=3, z=4), 1 if [] else 2, not 1, 1 < 2 < 3, 1 < 2 > 1, None is None, [] or "d", 0 and 1, 1 and 2)
