# objects: copies, pickles, weak references, special lookups
import copy, pickle, weakref, sys, abc
class Pt:
    __slots__ = ("x", "y", "__weakref__")
    def __init__(s, x, y): s.x, s.y = x, y
    def __eq__(s, o): return (s.x, s.y) == (o.x, o.y)
    def __repr__(s): return f"Pt({s.x}, {s.y})"
p = Pt(1, [2]); q = copy.copy(p); r = copy.deepcopy(p); print(q, q.y is p.y, r.y is p.y, p == r, pickle.loads(pickle.dumps(p)), weakref.ref(p)() is p)
class St:
    def __init__(s): s.a = 1; s.cache = object()
    def __getstate__(s): d = s.__dict__.copy(); del d["cache"]; return d
    def __setstate__(s, d): s.__dict__.update(d); s.cache = "restored"
print(copy.copy(St()).cache, pickle.loads(pickle.dumps(St())).__dict__, St().__reduce_ex__(2)[2])
class Rd:
    def __init__(s, n): s.n = n
    def __reduce__(s): return (Rd, (s.n + 1,), {"extra": True})
print(pickle.loads(pickle.dumps(Rd(1))).__dict__, copy.copy(Rd(5)).n, copy.deepcopy([Rd(1)])[0].extra)
class DC:
    def __copy__(s): return "copied"
    def __deepcopy__(s, memo): return ("deep", len(memo) > 0)
print(copy.copy(DC()), copy.deepcopy(DC()), copy.deepcopy([DC()]))
l = [1]; l.append(l); m = copy.deepcopy(l); print(m[1] is m, m[1] is l, pickle.loads(pickle.dumps(l))[1][0])
class NA:
    def __new__(cls, *a, **k): o = super().__new__(cls); o.args = (a, k); return o
    def __getnewargs_ex__(s): return (1, 2), {"k": 3}
print(pickle.loads(pickle.dumps(NA())).args)
for bad in (lambda: 0, (x for x in ()), sys.stdout, type("Loc", (), {})()):
    try: pickle.dumps(bad); print("pickled")
    except Exception as e: print(type(e).__name__, str(e).split(" at 0x")[0])
class Meth:
    def __len__(s): return 5
m = Meth(); m.__len__ = lambda: 9; print(len(m), m.__len__())
class GA:
    def __getattribute__(s, n): print("ga", n); return object.__getattribute__(s, n)
    def __len__(s): return 1
    x = 1
g = GA(); print(len(g), g.x, hasattr(g, "zz"), g.__class__.__name__)
class Base(abc.ABC):
    @abc.abstractmethod
    def f(self): ...
    @property
    @abc.abstractmethod
    def p(self): ...
    @classmethod
    @abc.abstractmethod
    def c(cls): ...
class Half(Base):
    def f(self): return super().f()
for k in (Base, Half):
    try: k()
    except TypeError as e: print(e)
print(Half.__abstractmethods__ == {"p", "c"}, Base.register(int), isinstance(3, Base), issubclass(int, Base))
class Hook(abc.ABC):
    @classmethod
    def __subclasshook__(cls, c): return True if hasattr(c, "quack") else NotImplemented
class Duck: quack = 1
print(isinstance(Duck(), Hook), issubclass(int, Hook))
class Prop:
    def __init__(s): s._v = 0
    @property
    def v(s): "doc v"; return s._v
    @v.setter
    def v(s, x): s._v = x
    @v.deleter
    def v(s): print("del"); s._v = None
o = Prop(); o.v = 5; print(o.v, Prop.v.__doc__, Prop.v.fget.__name__); del o.v; print(o.v, type(Prop.v), Prop.v.fset(o, 3), o.v)
class A:
    def __init_subclass__(cls, **k): print("A", cls.__name__, k)
    def who(s): return "A"
class B(A):
    def who(s): return "B" + super().who()
class C(A, x=1):
    def who(s): return "C" + super().who()
class D(B, C):
    def who(s): return "D" + super().who()
print(D().who(), [k.__name__ for k in D.__mro__], super(B, D()).who(), D.__base__.__name__, A.__subclasses__(), D.__bases__)
class Cell:
    def f(s): return __class__
    @staticmethod
    def g(): return __class__.__name__
    @classmethod
    def h(cls): return super().__thisclass__.__name__
print(Cell().f() is Cell, Cell.g(), Cell.h())
class DynA:
    def __getattr__(s, n):
        if n.startswith("_"): raise AttributeError(n)
        return n * 2
    def __setattr__(s, n, v): object.__setattr__(s, n, ("set", v))
    def __delattr__(s, n): print("del", n); object.__delattr__(s, n)
d = DynA(); d.q = 1; print(d.q, d.zz, vars(d), getattr(d, "_p", "none")); del d.q; print(d.q)
import types; n = types.SimpleNamespace(a=1, b=[2]); n.c = 3; print(n, n == types.SimpleNamespace(a=1, b=[2], c=3), vars(n)); print(types.MappingProxyType({"a": 1})["a"], types.new_class("NC", (A,), {"k": 1}).__name__, types.MethodType(lambda s: s, 5)())
try: types.MappingProxyType({})["a"] = 1
except TypeError as e: print(e)
w = weakref.WeakValueDictionary(); w["p"] = p; print(w["p"] is p, len(w), weakref.proxy(p).x, weakref.getweakrefcount(p) >= 1)
try: weakref.ref(5)
except TypeError as e: print(e)
f = weakref.finalize(p, print, "finalized", 1); print(f.alive, f(), f.alive, f())
class Desc:
    def __get__(s, o, t): return (o is None, t.__name__)
class Owner: d = Desc(); 
print(Owner.d, Owner().d); ow = Owner(); ow.__dict__["d"] = "inst"; print(ow.d)
Desc.__set__ = lambda s, o, v: print("set", v); print(ow.d); ow.d = 3
print(object.__eq__(1, 2), object().__ne__(3), int.__eq__(1, 1.0), (1).__eq__(1.0), object.__lt__(1, 2), object.__str__("s"), object.__hash__(5) is not None, object.__format__("a", ""), object().__dir__()[0] != "", object.__sizeof__(5) > 0, object().__init_subclass__(), object.__subclasshook__(5))
