# operators of classes, reflected, inplace, NotImplemented
class V:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"V({self.n!r})"
    def __add__(self, o): print("add", o); return V(self.n + (o.n if isinstance(o, V) else o)) if isinstance(o, (V, int)) else NotImplemented
    def __radd__(self, o): print("radd", o); return V(o + self.n) if isinstance(o, int) else NotImplemented
    def __iadd__(self, o): print("iadd", o); self.n += o; return self
    def __eq__(self, o): return NotImplemented if not isinstance(o, V) else self.n == o.n
    def __lt__(self, o): print("lt"); return NotImplemented if not isinstance(o, V) else self.n < o.n
    def __neg__(self): return V(-self.n)
    def __pos__(self): return V(+self.n)
    def __invert__(self): return V(~self.n)
    def __abs__(self): return V(abs(self.n))
    def __index__(self): return self.n
    def __bool__(self): return self.n != 0
    def __matmul__(self, o): return ("@", self, o)
    def __rmatmul__(self, o): return ("r@", self, o)
    def __imatmul__(self, o): return ("i@", self, o)
    def __divmod__(self, o): return ("dm", o)
    def __rdivmod__(self, o): return ("rdm", o)
    def __pow__(self, o, m=None): return ("pow", o, m)
    def __rpow__(self, o, m=None): return ("rpow", o, m)
    def __lshift__(self, o): return ("<<", o)
    def __rrshift__(self, o): return ("r>>", o)
    def __and__(self, o): return ("&", o)
    def __rxor__(self, o): return ("r^", o)
    def __round__(self, n=None): return ("round", n)
    def __trunc__(self): return 77
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __format__(self, spec): return f"<{spec}>"
    def __contains__(self, x): return "yes" if x else ""
    def __call__(self, *a, **k): return (a, k)
    def __getitem__(self, k): return k
    def __len__(self): return 12
    def __length_hint__(self): return 5
    def __hash__(self): return 5
    def __reversed__(self): return "rev"
    def __enter__(self): return 1
    def __exit__(self, *a): print("exit", a[0]); return True
    def __dir__(self): return ["z", "a"]
    def __complex__(self): return 1 + 2j
    def __float__(self): return 2.5
    def __int__(self): return 9
    def __bytes__(self): return b"bytes"
    def __fspath__(self): return "/p"
import math, os, operator
v = V(3)
print(v + 1, 1 + v, v + V(2)); v += 4; print(v)
for f in (lambda: v + "s", lambda: "s" + v, lambda: v - 1, lambda: v < 3, lambda: v >= V(1), lambda: 3 < v, lambda: v <= 1, lambda: v % 2, lambda: 2 % v, lambda: v << v, lambda: 1 << v, lambda: v >> 1, lambda: v ^ 1, lambda: v | 1):
    try: print(f())
    except TypeError as e: print(e)
print(v == V(7), v != V(7), v == 7, v != 7, -v, +v, ~v, abs(V(-2)), [0, 1, 2, 3, 4, 5, 6, 7][v], v @ 1, 1 @ v, divmod(v, 2), divmod(2, v), v ** 2, 2 ** v, pow(v, 2, 5), v << 1, 8 >> v, v & 1, 1 ^ v)
print(round(v), round(v, 2), math.trunc(v), math.floor(v), math.ceil(v), f"{v:abc}", format(v), f"{v!r:>8}", 1 in v, 0 in v, v(1, a=2), v[1:2, ...], v["x":], len(v), operator.length_hint(v), hash(v), reversed(v), dir(v), complex(v), float(v), int(v), bytes(v), os.fspath(v), hex(v), oct(v), bin(v), bool(V(0)), not v)
with v as q: raise KeyError(q)
w = v; v @= 3; print(v)
class Sub(V):
    def __radd__(self, o): print("sub radd"); return "subradd"
print(V(1) + Sub(2))
class Cmp:
    def __init__(s, n): s.n = n
    def __eq__(s, o): print("eq", s.n); return s.n == o
    def __gt__(s, o): print("gt", s.n); return True
c = Cmp(1)
print(c in [Cmp(2), c], 1 == c, 0 < c, [Cmp(1)] == [1], (Cmp(3),) != (3,), {1: c} == {1: 1})
try: {c}
except TypeError as e: print(e)
try: 1 > c
except TypeError as e: print(e)
class NB:
    def __bool__(self): return 1
try: bool(NB())
except TypeError as e: print(e)
class NL:
    def __len__(self): return -1
for f in (len, bool):
    try: f(NL())
    except ValueError as e: print(e)
class NI:
    def __index__(self): return "x"
    def __len__(self): return "y"
    def __str__(self): return 3
    def __repr__(self): return None
    def __hash__(self): return "h"
    def __iter__(self): return 5
    def __int__(self): return 1.5
    def __float__(self): return 1
    def __format__(self, s): return 3
    def __bytes__(self): return "s"
    def __contains__(self, x): raise LookupError("c")
n = NI()
for f in (lambda: [1][n], lambda: len(n), lambda: str(n), lambda: repr(n), lambda: hash(n), lambda: iter(n), lambda: int(n), lambda: float(n), lambda: format(n), lambda: bytes(n), lambda: 1 in n, lambda: f"{n}", lambda: "%s" % n, lambda: "%d" % n, lambda: [*n], lambda: range(n), lambda: "a" * n, lambda: complex(n), lambda: print(n), lambda: {n}, lambda: {n: 1}, lambda: hex(n), lambda: [1, 2][n:], lambda: math.sqrt(n), lambda: round(n), lambda: abs(n), lambda: -n, lambda: n(), lambda: n[0], lambda: n.x, lambda: reversed(n), lambda: divmod(n, 1), lambda: pow(n, 2)):
    try: print("->", f())
    except Exception as e: print(type(e).__name__, e)
n[1] = 2
