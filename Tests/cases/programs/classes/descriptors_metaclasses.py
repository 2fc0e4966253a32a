# Descriptors, slots, metaclasses, bases, what may not be changed.
# descriptors, slots, metaclasses
class Typed:
    def __init__(self, kind, default=None): self.kind, self.default = kind, default
    def __set_name__(self, owner, name):
        self.name = name; owner.__dict__.get('_fields', []).append(name) if '_fields' in owner.__dict__ else None
        print("set_name", owner.__name__, name)
    def __get__(self, obj, owner=None):
        if obj is None: return self
        return obj.__dict__.get(self.name, self.default)
    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}, got {type(value).__name__}")
        obj.__dict__[self.name] = value
    def __delete__(self, obj):
        try: del obj.__dict__[self.name]
        except KeyError: raise AttributeError(self.name) from None
class P:
    _fields = []
    x = Typed(int, 0)
    y = Typed(str, "d")
p = P(); print(p.x, p.y, P._fields, type(P.x).__name__)
p.x = 5; p.y = "s"; print(vars(p))
for v in ("a", 1.5, None):
    try: p.x = v
    except TypeError as e: print(e)
del p.x; print(p.x)
try: del p.x
except AttributeError as e: print("AE", e)
class S:
    __slots__ = ("a", "_S__b", "__c")
    def __init__(self): self.a = 1; self.__b = 2; self.__c = 3
s = S(); print(s.a, s._S__b, s._S__c, S.__slots__, hasattr(s, '__dict__'))
try: s.z = 1
except AttributeError as e: print(e)
try: del s.a; s.a
except AttributeError as e: print(e)
class S2(S): __slots__ = {"k": "doc of k"}
print(S2.k.__doc__, S2.__slots__, type(S2.k))
import inspect
print(inspect.getdoc(S2.k))
try:
    class Bad: __slots__ = ("x",); x = 1
except ValueError as e: print(e)
try:
    class Bad2: __slots__ = ("1x",)
except TypeError as e: print(e)
try:
    class Bad3(int): __slots__ = ("x",)
    Bad3(3).x = 4; print("int slots ok")
except TypeError as e: print(e)
try:
    class Bad4(tuple): __slots__ = ("x",)
except TypeError as e: print(e)
try:
    class A1: __slots__ = ("a",)
    class A2: __slots__ = ("b",)
    class A3(A1, A2): pass
except TypeError as e: print(e)
class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, [b.__name__ for b in bases], kw); return {"injected": 42}
    def __new__(mcs, name, bases, ns, **kw):
        print("new", sorted(k for k in ns if not k.startswith("__"))); return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw): print("init", kw); super().__init__(name, bases, ns)
    def __call__(cls, *a, **k): print("call", a, k); return super().__call__(*a, **k)
    def __len__(cls): return 7
    def __getattr__(cls, n): return f"meta-{n}"
    def __instancecheck__(cls, o): return o == 3
    def __subclasscheck__(cls, c): return c is int
    def __iter__(cls): return iter("abc")
    def __contains__(cls, x): return x == "in"
    def __add__(cls, o): return (cls.__name__, o)
    def __repr__(cls): return f"<M {cls.__name__}>"
    def __eq__(cls, o): return cls is o or o == "M"
    __hash__ = type.__hash__
    @property
    def prop(cls): return "p:" + cls.__name__
class M(metaclass=Meta, flag=True):
    def __init__(self, v=None): self.v = v
m = M(3); print(m.v, M.injected, len(M), M.nothing, isinstance(3, M), isinstance(4, M), issubclass(int, M), list(M), "in" in M, M + 1, M, M == "M", M.prop)
try: m.prop
except AttributeError as e: print(e)
print(type(m), isinstance(m, M))
class B1:
    def __init_subclass__(cls, /, tag=None, **kw): super().__init_subclass__(**kw); cls.tag = tag; print("sub", cls.__name__, tag)
class C1(B1, tag="x"): pass
try:
    class C2(B1, other=1): pass
except TypeError as e: print(e)
class O:
    def __mro_entries__(self, bases): print("mro_entries", len(bases)); return (list,)
class L(O()): pass
print(L.__bases__, L.__orig_bases__[0].__class__.__name__, L.__mro__)
class CG:
    def __class_getitem__(cls, k): return (cls.__name__, k)
print(CG[1, 2], CG["x"])
X = type("X", (B1,), {"a": 1, "f": lambda self: self.a}, tag="dyn"); print(X().f(), X.tag, X.__module__, X.__qualname__)
try: type("Y", (int, str), {})
except TypeError as e: print(e)
try: type("Y", (bool,), {})
except TypeError as e: print(e)
try:
    class Q1(object): pass
    class Q2(object, Q1): pass
except TypeError as e: print(e)
try:
    class Q3(Q1, Q1): pass
except TypeError as e: print(e)
class Mm(type): pass
class Mn(type): pass
class Ma(metaclass=Mm): pass
class Mb(metaclass=Mn): pass
try:
    class Mc(Ma, Mb): pass
except TypeError as e: print(e)
class D1: 
    def f(self): return "D1"
class D2: 
    def f(self): return "D2"
class E1(D1): pass
e = E1(); print(e.f()); E1.__bases__ = (D2,); print(e.f(), E1.__mro__)
e.__class__ = D1; print(e.f(), type(e).__name__)
try: e.__class__ = int
except TypeError as x: print(x)
try: E1.__bases__ = ()
except TypeError as x: print(x)
try: E1.__bases__ = (E1,)
except TypeError as x: print(x)
try: int.foo = 1
except TypeError as x: print(x)
try: object().foo = 1
except AttributeError as x: print(x)
try: E1.__name__ = 3
except TypeError as x: print(x)
E1.__name__ = "Renamed"; print(E1, E1.__qualname__)
try: del E1.__name__
except TypeError as x: print(x)
E1.__doc__ = "new doc"; print(E1.__doc__)
E1().nope
