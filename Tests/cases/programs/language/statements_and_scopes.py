# statements / scopes / misc behaviours 2
import sys
def t(name, f):
    try: print(name, '=', ascii(f()))
    except Exception as e: print(name, '!', type(e).__name__, ascii(str(e)))
# star expressions everywhere
def a(*args, **kw): return args, kw
x = [1, 2]; d = {"k": 1}
print(a(*x, 3, *x, **d, z=2), [*x, *map(str, x)], (*x,), {*x, *[3]}, {**d, "a": 1, **{"k": 9}}, *x, sep="|")
def r(): return *x, 3
def y(): yield *x, 4
print(r(), list(y()))
for i in *x, 5: print(i, end=" ")
print()
z = *x, *"ab"; print(z)
q, *w, e = *x, 3, 4; print(q, w, e)
print([*range(3)][1:], x[*[1]] if False else "", {k: v for k, v in {**d}.items()})
t("star", lambda: a(*5)); t("star", lambda: a(**5)); t("star", lambda: a(**{1: 2})); t("star", lambda: a(*None)); t("star", lambda: [*5]); t("star", lambda: {**[1]}); t("star", lambda: a(k=1, **{"k": 2})); t("star", lambda: print(*1))
# del forms
class O: pass
o = O(); o.a = o.b = 1; l = [1, 2, 3, 4]; dd = {1: 2, 3: 4}
del o.a, l[0], dd[1], (l[0], o.b), [l[-1]]; print(vars(o), l, dd)
t("del", lambda: delattr(o, "zz"))
def dl():
    v = 1
    del v
    try: v
    except UnboundLocalError as e: print(e)
    v = 2
    return v
print(dl())
def dg():
    global gg; gg = 1; del gg
    try: gg
    except NameError as e: print(e)
dg()
def dc():
    v = 1
    def i(): return v
    del v
    try: i()
    except NameError as e: print(e)
dc()
try: del nope
except NameError as e: print(e)
# augmented on all targets
class I:
    def __init__(s): s.v = 1
    def __getitem__(s, k): print("get", k); return 10
    def __setitem__(s, k, v): print("set", k, v)
i = I(); i.v += 1; i["a"] += 5; i[1:2] *= 2; print(i.v)
n = 5; n -= 1; n *= 3; n //= 2; n **= 2; n %= 7; n <<= 3; n >>= 1; n |= 1; n &= 0xf; n ^= 5; print(n); n /= 2; print(n)
s = "a"; s += "b"; s *= 2; s %= () if 0 else (); print(s); tt = (1,); tt += (2,); tt *= 2; print(tt); st = {1}; st |= {2}; st &= {2, 3}; st ^= {4}; st -= {4}; print(st); ll = [1]; ll += "ab"; ll *= 2; print(ll); by = b"a"; by += b"b"; print(by); dx = {1: 1}; dx |= {2: 2}; dx |= [(3, 3)]; print(dx)
t("aug", lambda: exec if 0 else None)
def aug():
    un += 1
t("aug", aug)
# global / nonlocal chain
c = 0
def outer():
    c = 1
    def mid():
        nonlocal c
        c += 10
        def inner():
            global c
            c += 100
            return c
        return inner(), c
    return mid(), c
print(outer(), c)
class Scope:
    c = "class"
    def m(self): return c
    lst = [c for _ in range(1)]
    gen = list(c for _ in [1])
    lam = (lambda: c)()
print(Scope().m(), Scope.lst, Scope.gen, Scope.lam)
def cls_scope(v):
    class A:
        v = v if 0 else "own"
        w = v
    return A.w
t("cls", lambda: cls_scope(1))
def loop_closures(): return [f() for f in [lambda: i for i in range(3)]], [f() for f in [lambda i=i: i for i in range(3)]]
print(loop_closures())
# comprehension details
print([[j for j in range(i)] for i in range(4)], {i: {j for j in range(i)} for i in range(3)}, [i for i in range(10) if i % 2 if i > 4], [(i, j) for i in range(3) for j in range(i)], [x for x, in [(1,), (2,)]], [k for k, *v in ["ab", "cde"]])
g = (print("lazy", i) or i for i in [1, 2]); print("before"); print(next(g)); print(list(g))
t("gen", lambda: (i for i in 5)); t("gen", lambda: [i for i in (1, 2) if i / 0]); t("gen", lambda: list(1 / i for i in [1, 0]))
def early():
    try: (undefined_seq for i in undefined_first)
    except NameError as e: print(e)
early()
# try/finally with returns, loops
def tf(n):
    for i in range(n):
        try:
            if i == 1: continue
            if i == 3: return "ret"
        finally:
            if i == 2: print("f2")
    else: return "else"
    return "end"
print(tf(1), tf(2), tf(5))
def nested():
    try:
        try: raise ValueError("a")
        finally: print("inner")
    except ValueError as e: print("outer", e); return 1
    else: return 2
    finally: print("last")
print(nested())
def fin_override():
    try: return 1
    finally: return 2
print(fin_override())
def fin_loop():
    while True:
        try: return "x"
        finally: break
    return "broke"
print(fin_loop())
def gen_fin():
    try: yield 1; yield 2
    finally: print("gen fin")
for v in gen_fin(): break
gg = gen_fin(); next(gg); gg.close()
# with
from contextlib import contextmanager, suppress, ExitStack, closing, nullcontext, redirect_stdout
import io
@contextmanager
def cm(n):
    print("in", n)
    try: yield n
    except ValueError as e: print("swallow", e)
    finally: print("out", n)
with cm(1) as a1, cm(2): raise ValueError("v")
with suppress(KeyError, IndexError): {}[1]
with ExitStack() as es:
    es.enter_context(cm(3)); es.callback(print, "cb"); es.push(lambda *a: print("push", a[0]))
buf = io.StringIO()
with redirect_stdout(buf): print("captured")
print(repr(buf.getvalue()))
@contextmanager
def bad(): yield 1; yield 2
t("cm", lambda: bad().__enter__())
try:
    with bad(): pass
except RuntimeError as e: print(e)
@contextmanager
def bad2():
    if 0: yield
try:
    with bad2(): pass
except RuntimeError as e: print(e)
# assert
for f in (lambda: 1, ):
    try: assert f() == 2, f"got {f()}"
    except AssertionError as e: print(repr(e))
# chained comparison with side effects
def p(v): print("eval", v); return v
print(p(1) < p(5) > p(3) != p(3)); print(p(1) < p(0) < p(5)); print(1 < 2 in [True, 2], (1 < 2) in [True], "a" < "b" < "c" == "c")
print(not 1 < 2, not (1 < 2) == False, 1 if not [] else 2, [] or {} or 0 or "x", 1 and [] and 2, None or (), 0 and 1 / 0)
# annotations
def an(a: int, b: "str" = 1, *c: list[int], d: None = None, **e: dict) -> tuple[int, ...]: pass
print(an.__annotations__)
v1: int = 1
v2: list[str]
print(__annotations__)
# while/else, for/else
for k in range(3):
    for j in range(3):
        if j == 2: break
    else: print("no")
    if k == 1: break
else: print("never")
print(k, j)
w = 3
while w:
    w -= 1
    if w == 1: continue
    print(w, end=";")
else: print("done")
lambda_default = [lambda a, b=b: a + b for b in range(3)]; print([f(10) for f in lambda_default])
print((lambda: (yield 5))().send(None), (lambda *, a=1: a)(), (lambda a, /: a)(3), (lambda **k: k)(b=2))
if (m := [1, 2, 3]) and (n := len(m)) > 2 and any((last := q) == 2 for q in m): print(m, n, last)
print(f"{(aa := 5)} {aa}", [bb := 1, bb + 1], (cc := 2, cc)[1]); print(locals() is globals(), "m" in globals())
