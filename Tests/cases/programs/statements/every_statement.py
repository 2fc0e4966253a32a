# with, try, loops, match, assignments: the order and the effects.
import sys
# with, try, loops, del, assert, global, match, walrus, chained
class CM:
    def __init__(s, n, sup=False, fail=None): s.n, s.sup, s.fail = n, sup, fail
    def __enter__(s):
        print("enter", s.n)
        if s.fail == "enter": raise RuntimeError("enter " + s.n)
        return s
    def __exit__(s, t, v, tb):
        print("exit", s.n, t and t.__name__, v)
        if s.fail == "exit": raise RuntimeError("exit " + s.n)
        return s.sup
with (CM("a") as a, CM("b", sup=True) as b,): print(a.n, b.n); raise ValueError("x")
try:
    with CM("c"), CM("d", fail="enter"): print("no")
except RuntimeError as e: print(e, e.__context__)
try:
    with CM("e", fail="exit"): raise KeyError("k")
except RuntimeError as e: print(e, repr(e.__context__))
def f():
    with CM("r"): return "ret"
print(f())
for i in range(3):
    with CM(str(i)):
        if i == 0: continue
        if i == 1: break
else: print("no else")
try:
    with 5: pass
except TypeError as e: print(e)
class NoExit:
    def __enter__(self): pass
try:
    with NoExit(): pass
except TypeError as e: print(e)
for x in []: pass
else: print("for else", "x" in dir())
i = 0
while i < 3:
    i += 1
    if i == 2: continue
    print(i, end=" ")
else: print("while else")
try:
    try: 1 / 0
    except ZeroDivisionError as e: saved = e; raise
    finally: print("f1")
except ZeroDivisionError: print("e" in dir(), "saved" in dir())
def fin():
    for i in range(2):
        try: return i
        finally:
            if i == 0: continue
            print("never")
print(fin())
def els():
    try: pass
    except ValueError: print("no")
    else: print("else"); return 1
    finally: print("finally")
print(els())
try: assert 1 == 2, "msg" + str(3)
except AssertionError as e: print(repr(e))
try: assert []
except AssertionError as e: print(repr(e))
x = y = 5; del x
try: x
except NameError as e: print(e)
class C: a = 1
c = C(); c.b = 2; del c.b; del C.a
try: del c.b
except AttributeError as e: print(e)
try: del c.a
except AttributeError as e: print(e)
if (n := len("abc")) > 2 and (m := n * 2): print(n, m)
print([y := 1, y ** 2], [last := k for k in range(3)], last, (lambda: (z := 3) + z)())
print(1 < 2 < 3 > 2 != 5, not 1 < 2, 1 if 0 else 2 if 0 else 3, "a" "b" 'c', 1 or 1 / 0, 0 and 1 / 0, None or [] or "x", "" and 5)
def match_all(v):
    match v:
        case 0 | 1: return "01"
        case int(x) if x > 100: return f"big {x}"
        case int() | float(): return "num"
        case "a" | "b" as ch: return ch
        case str(): return "str"
        case []: return "empty"
        case [x]: return f"one {x}"
        case [1, *rest]: return f"rest {rest}"
        case (x, y, *_) if x == y: return "same"
        case [_, [a, b], *_]: return f"nested {a} {b}"
        case {"k": v, **rest}: return f"k={v} {rest}"
        case {"a": {"b": [*_, last]}}: return last
        case {}: return "map"
        case C(a=1): return "C1"
        case P(x, y=0): return f"P {x}"
        case P(): return "P"
        case None | True | False: return "single"
        case sys.maxsize: return "max"
        case _: return "other"
class P:
    __match_args__ = ("x", "y")
    def __init__(s, x, y): s.x, s.y = x, y
C.a = 1
for v in (0, True, 500, 2.5, "a", "zz", [], [9], [1, 2, 3], (4, 4), [5, [6, 7], 8], {"k": 1, "z": 2}, {"a": {"b": [1, 2]}}, {}, C(), P(3, 0), P(3, 4), None, b"x", {1}, range(3), "", -1, 1j): print(match_all(v), end="; ")
print()
try:
    match P(1, 2):
        case P(1, 2, 3): pass
except TypeError as e: print(e)
match [1, 2]:
    case [a, b] if (s := a + b) > 2: print(a, b, s)
try: a, b = [1]
except ValueError as e: print(e)
def g():
    global gx; gx = 1
    def h():
        nonlocal_ = 2
        def i(): nonlocal nonlocal_; nonlocal_ += 1; return nonlocal_
        return i() + i()
    return h()
print(g(), gx)
a = [0, 1, 2]; i = 0; i, a[i] = 1, 9; print(i, a); a[0], a[1] = a[1], a[0]; print(a)
def order(n): print("o", n); return n
d = {}; d[order(1)] = order(2); a[order(0)] += order(5); print(d, a); order(1) < order(2) < order(0) < order(9)
print(f"{order(3)} {order(4)!r:>{order(5)}}", {order(6): order(7)}, [order(8), order(9)][order(0)])
lst = [lambda: i for i in range(3)]; print([f() for f in lst]); print([[j for j in range(i)] for i in range(3)], {i % 2: i for i in range(5)}, [i for i in range(20) if i % 2 if i % 3])
exec("zz = 5\nprint(zz)"); print(eval("1 + 2", {}), eval("a", {"a": 7}))
try: exec("1 +")
except SyntaxError as e: print(e.msg, e.lineno, e.offset)
import builtins
print(__name__, __doc__, "__file__" in globals(), type(__builtins__).__name__)
pass; ...; print("end"); raise SystemExit("bye")
