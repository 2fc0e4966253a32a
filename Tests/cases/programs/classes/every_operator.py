# operators of every kind
class V:
    def __init__(self, v): self.v = v
    def __repr__(self): return f"V({self.v})"
for n in "add sub mul truediv floordiv mod pow lshift rshift and or xor matmul divmod".split():
    def mk(n):
        def f(self, o, *r): return f"{n}({self.v},{o}{','+str(r) if r and r!=(None,) else ''})"
        def rf(self, o): return f"r{n}({self.v},{o})"
        def i(self, o): self.v = f"i{n}"; return self
        return f, rf, i
    a, b, c = mk(n); setattr(V, f"__{n}__", a); setattr(V, f"__r{n}__", b)
    if n != "divmod": setattr(V, f"__i{n}__", c)
x = V(1)
print(x + 2, 2 + x, x - 2, 2 - x, x * 2, 2 * x, x / 2, 2 / x, x // 2, 2 // x, x % 2, 2 % x, x ** 2, 2 ** x, x << 2, 2 << x, x >> 2, 2 >> x, x & 2, 2 & x, x | 2, 2 | x, x ^ 2, 2 ^ x, x @ 2, 2 @ x, divmod(x, 2), divmod(2, x), pow(x, 2, 3))
for op in "+ - * / // % ** << >> & | ^ @".split(): pass
x += 1; print(x); x -= 1; print(x); x *= 1; print(x); x /= 1; x //= 1; print(x); x %= 1; x **= 1; print(x); x <<= 1; x >>= 1; print(x); x &= 1; x |= 1; x ^= 1; print(x); x @= 1; print(x)
class U:
    def __neg__(s): return "neg"
    def __pos__(s): return "pos"
    def __invert__(s): return "inv"
    def __abs__(s): return "abs"
    def __int__(s): return 7
    def __float__(s): return 7.5
    def __complex__(s): return 1j
    def __index__(s): return 3
    def __round__(s, n=None): return ("round", n)
    def __trunc__(s): return "trunc"
    def __floor__(s): return "floor"
    def __ceil__(s): return "ceil"
    def __bool__(s): return False
    def __len__(s): return 5
    def __hash__(s): return 11
    def __str__(s): return "str"
    def __repr__(s): return "repr"
    def __format__(s, spec): return f"fmt<{spec}>"
    def __bytes__(s): return b"by"
    def __dir__(s): return ["b", "a"]
    def __sizeof__(s): return 1
u = U()
import math
print(-u, +u, ~u, abs(u), int(u), float(u), complex(u), [0, 1, 2, 3][u], round(u), round(u, 2), math.trunc(u), math.floor(u), math.ceil(u), bool(u), len(u), hash(u), str(u), repr(u), f"{u:abc} {u!r} {u}", bytes(u), dir(u), bin(u), hex(u), range(u), "ab" * u, [1] * u)
class NI:
    def __add__(s, o): return NotImplemented
    def __radd__(s, o): return NotImplemented
    def __eq__(s, o): return NotImplemented
    def __lt__(s, o): return NotImplemented
for f in (lambda: NI() + 1, lambda: 1 + NI(), lambda: NI() + NI(), lambda: NI() < 1, lambda: NI() == 1, lambda: -NI(), lambda: NI()[0], lambda: len(NI()), lambda: iter(NI()), lambda: NI()(), lambda: int(NI()), lambda: float(NI()), lambda: abs(NI()), lambda: 1 in NI(), lambda: hash(NI()), lambda: NI() @ 1, lambda: [1][NI()], lambda: bytes(NI()), lambda: round(NI()), lambda: reversed(NI())):
    try: print(f())
    except TypeError as e: print(e)
class Bad:
    def __len__(s): return -1
    def __bool__(s): return 1
    def __hash__(s): return "x"
    def __str__(s): return 5
    def __repr__(s): return None
    def __int__(s): return "i"
    def __float__(s): return 1
    def __index__(s): return 1.5
    def __iter__(s): return 5
    def __contains__(s, x): return "yes"
    def __format__(s, f): return 1
    def __bytes__(s): return "x"
    def __complex__(s): return 1
b = Bad()
for f in (lambda: len(b), lambda: bool(b), lambda: hash(b), lambda: str(b), lambda: repr(b), lambda: int(b), lambda: float(b), lambda: [1][b], lambda: iter(b), lambda: 1 in b, lambda: f"{b}", lambda: bytes(b), lambda: complex(b), lambda: list(b), lambda: range(b)):
    try: print(f())
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
class R1:
    def __radd__(s, o): return "R1.radd"
class L1:
    def __add__(s, o): return "L1.add"
class L2(L1):
    def __radd__(s, o): return "L2.radd"
print(L1() + R1(), L1() + L2(), L2() + L1(), object() == object(), 5 + R1())
class LHint:
    def __length_hint__(s): return 10
    def __iter__(s): return iter([1])
import operator
print(operator.length_hint(LHint()), list(LHint()), operator.length_hint(5, 2))
class Seq:
    def __getitem__(s, i):
        if isinstance(i, slice): return i
        if i >= 3: raise IndexError
        return i * 10
    def __len__(s): return 3
print(list(Seq()), 20 in Seq(), list(reversed(Seq())), Seq()[1:2], Seq()[::2], Seq()[1:2, ...] if 0 else "", [*Seq()], max(Seq()), tuple(zip(Seq(), Seq())))
class Sub2:
    def __getitem__(s, k): return k
    def __setitem__(s, k, v): print("set", k, v)
    def __delitem__(s, k): print("del", k)
z = Sub2(); print(z[1, 2], z[:], z[1:2, ::3], z[...], z[None]); z[1:2] = 3; del z[4, 5]; z["a"] = 1
class Ctx:
    def __enter__(s): print("enter"); return s
    def __exit__(s, t, v, tb): print("exit", t and t.__name__, v); return t is KeyError
with Ctx() as c, Ctx(): raise KeyError("k")
