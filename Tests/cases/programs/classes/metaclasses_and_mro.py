# metaclasses, mro, init_subclass, class creation
class M(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw): print("prepare", name, kw); return {"injected": 1}
    def __new__(mcs, name, bases, ns, **kw): print("new", name, sorted(k for k in ns if not k.startswith("__"))); return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw): print("init", name, kw); super().__init__(name, bases, ns)
    def __call__(cls, *a, **k): print("call", cls.__name__, a); return super().__call__(*a, **k)
    def __instancecheck__(cls, o): return o == "magic" or super().__instancecheck__(o)
    def __subclasscheck__(cls, c): return c is int or super().__subclasscheck__(c)
    def __len__(cls): return 99
    def __iter__(cls): return iter("meta")
    def __getitem__(cls, k): return f"item {k}"
    def __contains__(cls, k): return k == 5
    def __repr__(cls): return f"<M {cls.__name__}>"
    def __add__(cls, o): return "added"
    @property
    def prop(cls): return "metaprop " + cls.__name__
    def meth(cls): return "metameth"
class A(metaclass=M, opt=1):
    x = 1
    def __init__(self, v=0): self.v = v
class B(A): pass
print(A(5).v, isinstance("magic", A), isinstance(B(), A), issubclass(int, A), issubclass(B, A), len(A), list(A), A[1], 5 in A, A, A + 1, A.prop, A.meth(), type(A), A.injected)
try: B().prop
except AttributeError as e: print(e)
class Base:
    subs = []
    def __init_subclass__(cls, /, tag=None, **kw): super().__init_subclass__(**kw); cls.tag = tag; Base.subs.append(cls.__name__)
class S1(Base, tag="t1"): pass
class S2(S1): pass
print(Base.subs, S1.tag, S2.tag)
try:
    class S3(Base, bad=1): pass
except TypeError as e: print(e)
try:
    class S4(foo=1): pass
except TypeError as e: print(e)
class X: pass
class Y: pass
class XY(X, Y): pass
class YX(Y, X): pass
for f in (lambda: type("Z", (XY, YX), {}), lambda: type("Z", (X, X), {}), lambda: type("Z", (int, str), {}), lambda: type("Z", (bool,), {}), lambda: type("Z", (type(None),), {}), lambda: type("Z", (5,), {}), lambda: type("Z", (X,), {}, a=1)):
    try: print(f())
    except TypeError as e: print(e)
class M2(type): pass
try:
    class MM(A, metaclass=M2): pass
except TypeError as e: print(e)
class D1:
    def f(self): return ["D1"]
class D2(D1):
    def f(self): return ["D2"] + super().f()
class D3(D1):
    def f(self): return ["D3"] + super().f()
class D4(D2, D3):
    def f(self): return ["D4"] + super().f()
print(D4().f(), [c.__name__ for c in D4.__mro__], D4.mro() == list(D4.__mro__), D4.__bases__, D4.__base__)
print(super(D2, D4()).f(), super(D4, D4).f(D4()))
for f in (lambda: super(D4, D1()), lambda: super(1, 2), lambda: super(D4, D4()).nope, lambda: super().x):
    try: print(f())
    except (TypeError, AttributeError, RuntimeError) as e: print(type(e).__name__, e)
T = type("T", (D1,), {"a": 1, "g": lambda self: self.a}); print(T().g(), T.__name__, T.__qualname__, T.__module__, T().f())
class Outer:
    class Inner:
        def m(self): pass
    def meth(self):
        class Local: pass
        return Local
print(Outer.Inner.__qualname__, Outer.Inner.m.__qualname__, Outer().meth().__qualname__)
class Me:
    def __mro_entries__(self, bases): print("entries", len(bases)); return (D1,)
class Sub(Me()): pass
print(Sub.__bases__, Sub.__orig_bases__[0].__class__.__name__)
class CG:
    def __class_getitem__(cls, k): return f"{cls.__name__}[{k}]"
print(CG[int], CG["a", 1])
try: X[int]
except TypeError as e: print(e)
class Num:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
try: hash(Num(1)); print("hashable")
except TypeError as e: print(e)
print(Num.__hash__, Num(1) == Num(1), Num(1) != Num(2))
class Cmp:
    def __init__(s, v): s.v = v
    def __lt__(s, o): print("lt", s.v, o.v); return s.v < o.v
    def __repr__(s): return f"C{s.v}"
print(sorted([Cmp(3), Cmp(1), Cmp(2)]), Cmp(1) > Cmp(2), max(Cmp(1), Cmp(5)))
try: Cmp(1) <= Cmp(2)
except TypeError as e: print(e)
X.added = lambda self: "patched"; print(X().added(), X.__dict__.keys() >= {"added"}, XY().added())
del X.added
print(hasattr(XY(), "added"), X.__subclasses__(), Base.__subclasses__())
X.__name__ = "Renamed"; print(X, X().__class__.__name__, repr(X())[:21])
print(type(X) is type, isinstance(X, type), isinstance(type, type), type.__mro__, object.__bases__)
