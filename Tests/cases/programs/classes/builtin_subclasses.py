# Subclasses of builtin types, descriptors, abstract classes, errors of calls.
from abc import ABC, abstractmethod
class A(ABC):
    @abstractmethod
    def f(self): ...
    @property
    @abstractmethod
    def g(self): ...
try: A()
except TypeError as e: print(e)
class B(A):
    def f(self): return 1
    g = 2
print(B().f(), isinstance(B(), A))
class E(Exception):
    def __init__(self, code, **kw):
        super().__init__(code)
        self.code = code
        self.kw = kw
e = E(5, a=1)
print(e, repr(e), e.code, e.kw, e.args, e.__dict__)
class L(list):
    def __init__(self, *a): super().__init__(a); self.name = "L"
    def __getitem__(self, i): return ("item", super().__getitem__(i))
l = L(1, 2, 3)
print(l, l[0], len(l), l.name, l == [1, 2, 3], sorted(l, reverse=True), [x for x in l], 2 in l)
class D(dict):
    def __missing__(self, k): return k * 2
d = D(a=1); d.x = 3
print(d["a"], d["zz"], d.x, d, dict(d))
class I(int):
    def __new__(cls, v, tag): self = super().__new__(cls, v); self.tag = tag; return self
    def __add__(self, o): return I(int(self) + o, "sum")
i = I(5, "t"); print(i, i.tag, (i + 3).tag, i + 3, i * 2, [0]*i, {i: 1}[5], i == 5, hash(i) == 5)
class S(str):
    def up(self): return self.upper()
s = S("abc"); s.q = 1; print(s.up(), s + "d", type(s + "d").__name__, s.q, {s: 1}["abc"], s == "abc")
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
    @property
    def first(self): return self[0]
t = T(1, 2); t.z = 9; print(t, t.first, t.z, t == (1, 2), hash(t) == hash((1, 2)))
class F(float): pass
f = F(1.5); f.u = 2; print(f, f + 1, f.u, type(f * 2).__name__)
class P:
    @classmethod
    def make(cls, *a): return cls, a
    @staticmethod
    def st(x): return x * 2
    @property
    def p(self): return self._p
    @p.setter
    def p(self, v): self._p = v
    @p.deleter
    def p(self): del self._p
x = P(); x.p = 4; print(P.make(1)[1], x.make(2)[1], P.st(3), x.st(4), x.p); del x.p
try: x.p
except AttributeError as e: print(e)
try: P(1)
except TypeError as e: print(e)
try: object(1)
except TypeError as e: print(e)
try: x()
except TypeError as e: print(e)
try: None.foo
except AttributeError as e: print(e)
class Q(P): pass
x.__class__ = Q
print(type(x).__name__, x.make()[0].__name__)
try: x.__class__ = int
except TypeError as e: print(e)
print(type("Z", (), {})().__class__, Q.__name__, Q.__doc__, Q.__module__)
print([k for k in dir(x) if not k.startswith("__")], callable(x), callable(P))
class Cm:
    def __enter__(self): return self
    def __exit__(self, *a): print("exit", a[0]); return True
with Cm(): raise ValueError
import copy
class Pt:
    def __init__(self, a): self.a = a
p = Pt([1]); q = copy.copy(p); z = copy.deepcopy(p); p.a.append(2); print(q.a, z.a)
print(int.__add__(1, 2), (1).__add__(2.0), [].__len__(), str.__mul__("a", 3), int.from_bytes(b"\x01", "big"), object.__eq__(1, 1), (5).__class__)
try: int.__add__("a", 1)
except TypeError as e: print(e)
try: [].__len__(1)
except TypeError as e: print(e)
try: list.append()
except TypeError as e: print(e)
try: list.append(1, 2)
except TypeError as e: print(e)
