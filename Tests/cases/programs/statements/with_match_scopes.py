def t(name, f):
    try: print(name, '=', f())
    except Exception as e: print(name, '!', type(e).__name__, e)
class CM:
    def __init__(s, n, sup=False, fe=False, fx=False): s.n, s.sup, s.fe, s.fx = n, sup, fe, fx
    def __enter__(s):
        print("enter", s.n)
        if s.fe: raise KeyError("enter " + s.n)
        return s.n
    def __exit__(s, *a):
        print("exit", s.n, a[0] and a[0].__name__, a[1], a[2] is None)
        if s.fx: raise OSError("exit " + s.n)
        return s.sup
def w1():
    with CM("a") as a, CM("b") as b: print(a, b); return 1
def w2():
    with CM("a", sup=True): raise ValueError("x")
    return "after"
def w3():
    with CM("a"), CM("b", fe=True): print("never")
def w4():
    with CM("a", sup=True), CM("b", fx=True): raise ValueError("v")
    return "ok"
def w5():
    for i in range(3):
        with CM(str(i)):
            if i == 0: continue
            if i == 1: break
    return i
def w6():
    with (CM("p") as p, CM("q") as (q)): print(p, q)
    with (CM("tuple")): pass
    with CM("xy") as (x, y): print(x, y)
    d = {}
    with CM("k") as d["k"]: print(d)
def w7():
    with 5: pass
def w8():
    class N:
        def __enter__(self): pass
    with N(): pass
def w9():
    class N:
        def __exit__(self, *a): pass
    with N(): pass
def w10():
    with CM("z") as (a, b, c): pass
def w11():
    c = CM("inst"); c.__exit__ = lambda *a: 1 / 0
    with c: pass
def w12():
    with CM("y"): yield 1; print("resumed"); yield 2
for w in (w1, w2, w3, w4, w5, w6, w7, w8, w9, w10, w11): t(w.__name__, w)
print(list(w12())); g = w12(); next(g); g.close()
class P:
    __match_args__ = ("x", "y")
    def __init__(s, x, y): s.x, s.y = x, y
class Q(P): pass
class Bad: __match_args__ = ["x"]
class Bad2: __match_args__ = (1,)
def mt(v):
    match v:
        case None: return "none"
        case True | False: return "bool"
        case 0: return "zero"
        case -1 | 1.5 | 2j | -3+4j: return "num"
        case "a" | "b" as s: return "str " + s
        case b"x": return "bytes"
        case [] | (): return "empty"
        case [1, *rest]: return f"one+{rest}"
        case [x, y] if x == y: return f"pair {x}"
        case [_, _, [a, *_, b]]: return f"nested {a} {b}"
        case (first, *mid, "end"): return f"end {first} {mid}"
        case {"k": v1, **rest}: return f"map {v1} {rest}"
        case {1: _, 2: z}: return f"m12 {z}"
        case {}: return "anymap"
        case Q(x, y=0): return f"Q {x}"
        case P(0, y) | P(y, 0): return f"P axis {y}"
        case P(x=px, y=py): return f"P {px} {py}"
        case int(n) if n > 100: return f"big {n}"
        case int() | float(): return "number"
        case str(s): return "s:" + s
        case object(real=r): return f"real {r}"
        case [*_]: return "seq"
        case _: return "other " + type(v).__name__
from collections import OrderedDict, deque, namedtuple, ChainMap
import array
for v in [None, True, False, 0, 0.0, -1, 1.5, 2j, -3+4j, "a", "b", b"x", [], (), [1], (1, 2, 3), [5, 5], [1, 2, [3, 4, 5]], ["q", 1, "end"], {"k": 1, "j": 2}, {1: 2, 2: 3}, {}, {3: 4}, Q(1, 0), Q(1, 2), P(0, 5), P(5, 0), P(1, 2), 500, 7, 3.5, "zzz", [1.5, 2.5, 3.5], {1, 2}, range(1, 4), "ab", b"abc", bytearray(b"x"), deque([1, 9]), array.array("i", [5, 5]), OrderedDict(k=1), ChainMap({"k": 2}), memoryview(b"ab"), iter([1]), frozenset(), 1j, int, len]:
    print(type(v).__name__, t("m", lambda: mt(v)))
def bad(v, k):
    if k == 0:
        match v:
            case P(1, 2, 3): pass
    if k == 1:
        match v:
            case int(1, 2): pass
    if k == 2:
        match Bad():
            case Bad(1): pass
    if k == 3:
        match Bad2():
            case Bad2(1): pass
    if k == 4:
        nt = 5
        match v:
            case nt(): pass
    if k == 5:
        match P(1, 2):
            case P(1, x=1): pass
    if k == 6:
        match object():
            case object(1): pass
            case object(): return "obj"
    if k == 7:
        match {"a": 1}:
            case {"a": 1, "b": 2}: return 1
            case {"a": int(x)}: return x
for k in range(8): t("bad", lambda: bad(P(1, 2) if k != 1 else 1, k))
class Color: RED = 1; GREEN = 2
def col(c):
    match c:
        case Color.RED: return "red"
        case Color.GREEN: return "green"
        case x: return x
print(col(1), col(2), col(3))
match 1, 2:
    case a, b: print(a, b)
match (x := 5):
    case y if (z := y) > 3: print(x, y, z)
match = case = 5; print(match, case); _ = 3; print(_)
def nonl():
    x = 1
    def inner():
        nonlocal x; x += 1
        def i2():
            nonlocal x; x *= 10; return x
        return i2()
    return inner(), x
print(nonl())
def gl():
    global newg; newg = 5
    class A:
        global newg2; newg2 = 6; z = 1
    return A
A = gl(); print(newg, newg2, hasattr(A, "newg2"), A.z)
def ub():
    print(loc)
    loc = 1
t("ub", ub)
def ub2():
    del d2
    d2 = 1
t("ub2", ub2)
def fr():
    def inner(): return fv
    inner()
    fv = 1
t("free", fr)
def dl():
    a = 1; del a
    return a
t("del", dl)
l = [1, 2, 3, 4]; del l[0], l[-1:]; print(l); x = {"a": 1}; del x["a"]; print(x); t("del", lambda: x.__delitem__("q"))
for i in []: pass
else: print("empty else")
for i in range(3):
    if i == 5: break
else: print("no break", i)
while False: pass
else: print("while else")
n = 3
while n:
    n -= 1
    if n == 1: break
else: print("never")
print(n)
for x.y in []: pass
for l[0] in "ab": print(l)
for i, in [(1,), (2,)]: print(i)
for i in (1, 2), 3: print(i)
lst = [1, 2, 3]
for i in lst:
    if i < 5: lst.append(i + 3)
print(lst)
d = {"a": 1}
try:
    for k in d: d["b" + k] = 1
except RuntimeError as e: print(e)
s = {1, 2}
try:
    for k in s: s.add(k + 10)
except RuntimeError as e: print(e)
a = b = [0]; a += [1]; print(b); a = a + [2]; print(b); tt = (1, [2])
try: tt[1] += [3]
except TypeError as e: print(e, tt)
i = 0; l = [0, 0]; i, l[i] = 1, 5; print(i, l); x = y = z = 1; x, y = y + 1, x + 2; print(x, y); a, (b, c) = 1, "xy"; print(a, b, c)
def ann():
    v: int = 5; w: undefined_thing; (q): str = "s"
    return v, q
print(ann()); gv: int = 3; gw: "str"; print(__annotations__)
def dflt(a, b=[], *c, d=1, **e): b.append(a); return b, c, d, e
print(dflt(1), dflt(2), dflt(3, [], 4, d=5, f=6), dflt.__defaults__, dflt.__kwdefaults__)
if 1: pass; print("a"); print("b")
class W:
    def __iadd__(s, o): return "iadd"
    def __matmul__(s, o): return "mm"
w = W(); w += 1; print(w, W() @ 1); print(__name__, __doc__, __debug__)
