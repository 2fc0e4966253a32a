# evaluation order, operators, walrus, chained comparisons, slices
def t(name, f):
    try: print(name, '=', f())
    except Exception as e: print(name, '!', type(e).__name__, e)
log = []
def v(x, r=None):
    log.append(x); return x if r is None else r
def show(): print(log); log.clear()
v(1) + v(2) * v(3) - v(4) ** v(5); show()
v(1) < v(2) < v(0) < v(5); show()
{v("a"): v("b"), v("c"): v("d")}; show()
[v(1), *v(2, [1]), v(3)]; show()
def f(*a, **k): return (a, k)
f(v(1), *v(2, [5]), v(3), k=v(4), **v(5, {"z": 1}), j=v(6)); show()
class O:
    def __getitem__(self, k): log.append(("get", k)); return 1
    def __setitem__(self, k, x): log.append(("set", k, x))
    def __getattr__(self, n): log.append(("attr", n)); return 2
o = O()
def go(): log.append("o"); return o
go()[v(1)] = v(2); show()
go()[v(1)] += v(2); show()
go().x; show()
def setx():
    go().y = v(3)
O.__setattr__ = lambda s, n, x: log.append(("setattr", n, x))
setx(); show()
go().q += v(4); show()
a, go()[v(1)], b = v(5, (1, 2, 3)); show()
a = go()[v(7)] = b = v(8); show()
v(1) if v(0) else v(2); show()
(v(0) or v(2)) and v(3); show()
x = [v(i) for i in v("abc") if v(i + "?")]; show()
lambda p=v("default"): 1; show()
def g(p=v("d1"), *, q: v("ann") = v("d2")) -> v("ret"): pass
show()
@v("deco", lambda c: c)
class K(v("base", object), metaclass=v("meta", type)): pass
show()
assert v(1), v("msg"); show()
try: assert v(0), v("msg")
except AssertionError as e: print(repr(e)); show()
log.clear()
print(log)
t("slice", lambda: go()[v(1):v(2):v(3), ..., None:]); show()
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1.0 == True, 1 in [1] == True, "a" in "abc" in ["abc"], not 1 == 2, None is None is not 1)
print((y := 5) + y, [z := i for i in range(3)], z, [(w := i, w ** 2) for i in range(3)], any((hit := n) > 3 for n in [1, 5, 2]), hit)
def wal():
    if (m := len("abc")) > 2: print(m)
    while (m := m - 1): print(m)
    print(f"{(k := 10)}", k, [j := 1, j := j + 1], {(a := 1): (b := 2)}, a, b)
    return [last := q for q in "xyz"][-1] + last
print(wal())
print(-2 ** 2, (-2) ** 2, 2 ** -1, 2 ** 3 ** 2, -1 // 2, 7 % -3, ~1 + 2, not True or True, 1 + 2 << 3, 1 | 2 ^ 3 & 4, 1 if 0 else 2 if 0 else 3, 5 // 2 * 2, 2 * 3 % 4, - - 1, + - + 1, ~-1, not not 0, 3 - -3, "a" "b" * 2, 1 < 2 == True, 0x10 + 0b11 + 0o7 + 1_000)
print([1, 2, 3][1:], [1, 2, 3][::-1], "abcdef"[1:-1:2], (1, 2, 3)[-2:], [*range(5)][3:1:-1], [*"ab", *[1]], (*"ab",), {*"a", *"a"}, {**{"a": 1}, "b": 2, **{"a": 3}})
print((lambda *a, b=2, **k: (a, b, k))(1, 2, b=3, c=4), (lambda: (yield))().__class__.__name__, (lambda x, /, y, *, z: x + y + z)(1, 2, z=3))
for name, fn in [("idx", lambda: [1][5]), ("idx", lambda: [1]["a"]), ("idx", lambda: (1,)[None]), ("idx", lambda: {}[1]), ("idx", lambda: {}[[]]), ("idx", lambda: 1[0]), ("idx", lambda: None[0]), ("idx", lambda: len[0]), ("idx", lambda: int["a"]), ("call", lambda: 1()), ("call", lambda: None()), ("call", lambda: [](1)), ("attr", lambda: (1).foo), ("attr", lambda: None.foo), ("attr", lambda: [].foo), ("attr", lambda: int.foo), ("attr", lambda: f.foo), ("it", lambda: [*1]), ("it", lambda: [x for x in 1]), ("it", lambda: f(*1)), ("kw", lambda: f(**1)), ("kw", lambda: f(**{1: 2})), ("kw", lambda: f(k=1, **{"k": 2})), ("kw", lambda: f(**{"k": 1}, **{"k": 2})), ("dict", lambda: {**1}), ("set", lambda: {[]}), ("dict", lambda: {[]: 1}), ("in", lambda: 1 in 1), ("in", lambda: 1 not in None), ("cmp", lambda: 1 < "a"), ("cmp", lambda: [] < ()), ("cmp", lambda: {} < {}), ("cmp", lambda: None >= None), ("cmp", lambda: 1 < 2 < "a"), ("neg", lambda: -[]), ("slice", lambda: [1][1.5:]), ("slice", lambda: [1, 2]["a":]), ("unpack", lambda: (lambda a, b: 1)(*[1])), ("unpack", lambda: (lambda a: 1)(1, 2)), ("unpack", lambda: (lambda a, *, b: 1)(1)), ("unpack", lambda: (lambda a, *, b, c: 1)(1)), ("unpack", lambda: (lambda a, b, c, d: 1)()), ("pos", lambda: (lambda a, /: 1)(a=1)), ("kw", lambda: (lambda a: 1)(b=1)), ("kw", lambda: (lambda a: 1)(1, a=2)), ("many", lambda: (lambda a, b=1: 1)(1, 2, 3)), ("many", lambda: (lambda: 1)(1)), ("many", lambda: (lambda *, k: 1)(1, k=1)), ("many", lambda: (lambda a, *, k=1: 1)(1, 2, k=1)), ("name", lambda: undefined_name), ("name", lambda: pritn), ("is", lambda: 1 is 1), ("await", lambda: f.__code__.co_name)]:
    t(name, fn)
def unp(fn):
    try: fn()
    except Exception as e: print(type(e).__name__, e)
def u1(): a, b = 1
def u2(): a, b = [1]
def u3(): a, b = [1, 2, 3]
def u4(): a, *b, c = [1]
def u5(): (a, b), c = 1, 2
def u6(): [a, b] = "abc"
def u7(): a, b = {}
def u8(): a, b, c = (i for i in range(2))
def u9(): a, b = None
def u10(): *a, = 5
for u in (u1, u2, u3, u4, u5, u6, u7, u8, u9, u10): unp(u)
*a, b = "hello"; print(a, b); a, *b = "x"; print(a, b); (a, (b, *c)), d = (1, "xyz"), 4; print(a, b, c, d); [a, [b]] = 1, [2]; print(a, b); a = b = c = []; a.append(1); print(a, b, c)
for i, (j, *k) in enumerate(["abc", "d"]): print(i, j, k)
print([(a, b) for a, *b in ["abc"]], {k: v for k, v in [(1, 2)]}, [x for x in range(10) if x % 2 if x > 3], [[y for y in range(x)] for x in range(3)], [(x, y) for x in range(2) for y in "ab"], {x for x in "aab"} == {"a", "b"})
x = "outer"; print([x for x in range(3)], x); print(list(x for x in "ab"), x)
class Sc:
    a = 1; b = [a for _ in range(2)] if 0 else 5; c = [q for q in range(a)]
print(Sc.c)
try:
    class Sc2:
        a = 1; c = [a + q for q in range(2)]
    print(Sc2.c)
except Exception as e: print(type(e).__name__, e)
del a; t("del", lambda: a)
print(1 .real, 1..real, 1.5.real, 1j.imag, 0xFF .bit_length(), 1_0.0_1, 1e1_0, 0b1_0, 0o1_7, 0X_F, 1E5, 0e0, 00, 0_0, .5, 5., 1_000j)
