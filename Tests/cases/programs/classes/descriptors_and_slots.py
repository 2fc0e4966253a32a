# descriptors, properties, slots
class D:
    def __set_name__(self, owner, name): print("set_name", owner.__name__, name); self.name = name
    def __get__(self, obj, owner=None): return (obj is None, owner.__name__)
class DD(D):
    def __set__(self, obj, value): print("set", value); obj.__dict__[self.name] = value
    def __delete__(self, obj): print("delete")
class A:
    d = D(); dd = DD()
a = A()
print(A.d, a.d, A.dd, a.dd); a.d = 5; print(a.d); a.dd = 6; print(a.dd, vars(a)); del a.dd; del a.d; print(a.d)
class P:
    def __init__(self): self._x = 1
    @property
    def x(self):
        "x doc"
        return self._x
    @x.setter
    def x(self, v):
        if v < 0: raise ValueError("neg")
        self._x = v
    @x.deleter
    def x(self): del self._x
    y = property(lambda self: 7)
    z = property(None, lambda self, v: print("z", v))
p = P(); p.x = 3; print(p.x, P.x.__doc__, P.x.fget(p))
for f in (lambda: setattr(p, "x", -1), lambda: setattr(p, "y", 1), lambda: delattr(p, "y"), lambda: p.z, lambda: delattr(p, "x"), lambda: p.x, lambda: p.nope, lambda: P.nope, lambda: delattr(p, "nope")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Q(P):
    @P.x.getter
    def x(self): return "Q" + str(self._x)
q = Q(); q.x = 4; print(q.x)
class S:
    __slots__ = ("a", "b", "__dict__")
s = S(); s.a = 1; s.c = 2; print(s.a, s.c, s.__dict__, S.__slots__)
class S2:
    __slots__ = "only"
    cls_attr = 1
s = S2()
for f in (lambda: s.only, lambda: setattr(s, "other", 1), lambda: setattr(s, "cls_attr", 1), lambda: s.__dict__, lambda: delattr(s, "only")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
s.only = 9; print(s.only, S2.only, type(S2.only).__name__); del s.only
class S3(S2): pass
s3 = S3(); s3.x = 1; s3.only = 2; print(s3.__dict__, s3.only)
for body in ({"__slots__": ("a",), "a": 1}, {"__slots__": ("1a",)}, {"__slots__": (5,)}, {"__slots__": ("a", "a")}, {"__slots__": ("__dict__", "__dict__")}):
    try: print(type("X", (), body))
    except Exception as e: print(type(e).__name__, e)
try: type("X", (int,), {"__slots__": ("a",)}); type("Y", (tuple,), {"__slots__": ("a",)})
except Exception as e: print(type(e).__name__, e)
class Meth:
    def m(self): return "m"
    @classmethod
    def c(cls): return cls.__name__
    @staticmethod
    def s(): return "s"
    @classmethod
    @property
    def cp(cls): return cls.__name__ + "!"
m = Meth(); print(m.m(), Meth.m(m), m.c(), Meth.c(), m.s(), Meth.s(), Meth.cp, m.m.__func__ is Meth.m, m.m.__self__ is m, m.m == m.m, m.m is m.m)
print(Meth.__dict__["c"].__func__.__name__, Meth.__dict__["s"].__wrapped__.__name__, callable(Meth.__dict__["s"]), callable(Meth.__dict__["c"]))
class GA:
    def __getattr__(self, n):
        if n.startswith("x"): return n.upper()
        raise AttributeError(n)
    def __setattr__(self, n, v): print("sa", n, v); object.__setattr__(self, n, v)
    def __delattr__(self, n): print("da", n); object.__delattr__(self, n)
g = GA(); g.q = 1; print(g.q, g.xyz, hasattr(g, "foo"), getattr(g, "foo", "df")); del g.q
class GB:
    def __getattribute__(self, n):
        if n == "secret": return 42
        return super().__getattribute__(n)
    z = 1
print(GB().secret, GB().z)
try: GB().nope
except AttributeError as e: print(e)
class Call:
    def __call__(self, *a, **k): return a, k
print(Call()(1, *[2], k=3, **{"z": 4}))
try: Meth()()
except TypeError as e: print(e)
