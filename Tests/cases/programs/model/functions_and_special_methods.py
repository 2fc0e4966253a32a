# Function attributes, signatures, bound methods, weak references, ABCs, properties, special methods, descriptors.
import weakref, gc, copy, abc, inspect, types, functools, sys
def show(f):
    try:
        print(f.__name__, "->", f())
    except BaseException as e:
        print(f.__name__, "!!", type(e).__name__, e)
# functions
def fn(a, b=2, *args, c, d=4, **kw) -> int:
    "doc"
    return a
@show
def fattrs():
    return fn.__name__, fn.__qualname__, fn.__module__, fn.__doc__, fn.__defaults__, fn.__kwdefaults__, fn.__annotations__, fn.__closure__, fn.__dict__, fn.__globals__ is globals()
@show
def fset():
    def f(a, b=1): return a, b
    f.__defaults__ = (7, 8); r = f(); f.__defaults__ = None
    try: f(1)
    except TypeError as e: r += (str(e),)
    f.__name__ = "g"; f.__qualname__ = "q.g"; f.__doc__ = "D"; f.x = 3; f.__kwdefaults__ = None
    return r, repr(f)[:13], f.__dict__, f.__doc__
@show
def fbad1(): fn.__defaults__ = 3
@show
def fbad2(): fn.__kwdefaults__ = 3
@show
def fbad3(): fn.__name__ = 3
@show
def fbad4(): fn.__code__ = 3
@show
def fbad5(): fn.__dict__ = 3
@show
def fbad6(): fn.__closure__ = 3
@show
def fbad7(): fn.__globals__ = 3
@show
def fbad8(): del fn.__name__
@show
def fbad9(): fn.nope
@show
def fbad10(): fn.__annotations__ = 3
@show
def fcode():
    c = fn.__code__
    return c.co_name, c.co_argcount, c.co_kwonlyargcount, c.co_posonlyargcount, c.co_varnames, c.co_flags & 12, c.co_firstlineno, c.co_filename[-5:], c.co_nlocals, c.co_freevars, c.co_cellvars, c.co_qualname
@show
def fclos():
    x = 3
    def g(): return x
    c = g.__closure__[0]
    r = c.cell_contents, g.__code__.co_freevars
    c.cell_contents = 9
    r += (g(),)
    del c.cell_contents
    try: g()
    except NameError as e: r += (str(e),)
    try: c.cell_contents
    except ValueError as e: r += (str(e),)
    return r, c == types.CellType(), types.CellType(4).cell_contents
@show
def ftype():
    g = types.FunctionType(fn.__code__, {}, "nm", (5,))
    return g.__name__, g.__defaults__
@show
def sigs():
    class C:
        def __init__(self, a, *, b=3): pass
        def m(self, x, /, y: int = 3, *a, **k) -> str: pass
        @classmethod
        def c(cls, q): pass
        @staticmethod
        def s(q): pass
        def __call__(self, z): pass
    return [str(inspect.signature(x)) for x in (fn, C, C.m, C().m, C.c, C.s, C(1), functools.partial(fn, 1), functools.partial(fn, b=3), len, lambda x, *, y: 0)]
@show
def bind():
    s = inspect.signature(fn)
    b = s.bind(1, 2, 3, c=4, z=5); b.apply_defaults()
    return b.arguments, b.args, b.kwargs, [ (p.name, p.kind.name, p.default is p.empty) for p in s.parameters.values()]
@show
def bindbad(): inspect.signature(fn).bind()
@show
def bindbad2(): inspect.signature(lambda a: 0).bind(1, 2)
@show
def wrapped():
    @functools.wraps(fn)
    def w(*a, **k): return fn(*a, **k)
    return w.__wrapped__ is fn, str(inspect.signature(w)), w.__name__, w.__doc__
@show
def methods():
    class C:
        def m(self): "d"; return self
    c = C(); b = c.m
    return b.__self__ is c, b.__func__ is C.m, b.__name__, b.__doc__, b == c.m, b is c.m, hash(b) == hash(c.m), b.__qualname__, types.MethodType(fn, 3).__self__
@show
def methbad():
    class C:
        def m(self): pass
    C().m.x = 3
@show
def methbad2(): types.MethodType(3, 4)
@show
def methbad3(): types.MethodType(fn, None)
# weakrefs
@show
def weak():
    class A: pass
    a = A(); r = weakref.ref(a); p = weakref.proxy(a); a.x = 4
    log = []
    r2 = weakref.ref(a, lambda r: log.append("dead"))
    f = weakref.finalize(a, log.append, "fin")
    res = [r() is a, p.x, r == weakref.ref(a), f.alive]
    return res
@show
def weakbad(): weakref.ref(3)
@show
def weakbad2(): weakref.ref([])
@show
def weakd():
    class K: pass
    k = K(); d = weakref.WeakKeyDictionary(); d[k] = 1; v = weakref.WeakValueDictionary(); v["k"] = k; s = weakref.WeakSet([k])
    return len(d), d[k], v["k"] is k, k in s, list(v), list(d.values())
@show
def weakm():
    class K:
        def m(self): return 5
    k = K(); m = weakref.WeakMethod(k.m)
    return m()(), m == weakref.WeakMethod(k.m)
# abc
class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self): ...
    @property
    @abc.abstractmethod
    def name(self): ...
@show
def abc1(): Shape()
@show
def abc2():
    class Q(Shape):
        def area(self): return 1
    Q()
@show
def abc3():
    class Q(Shape):
        def area(self): return super().area()
        name = "q"
    return Q().name, Q.__abstractmethods__, Shape.__abstractmethods__ == frozenset({"area", "name"}), isinstance(Q(), Shape)
@show
def abc4():
    @Shape.register
    class V: pass
    return issubclass(V, Shape), isinstance(V(), Shape), V.__mro__
@show
def abc5():
    class H(abc.ABC):
        @classmethod
        def __subclasshook__(cls, c): return hasattr(c, "foo") or NotImplemented
    class X: foo = 1
    return issubclass(X, H), issubclass(int, H)
@show
def abc6():
    class M(metaclass=abc.ABCMeta): pass
    Shape.register(3)
@show
def abc7():
    class A(abc.ABC): pass
    class B(A): pass
    B.register(A)
# property
@show
def prop():
    class C:
        def __init__(self): self._x = 1
        @property
        def x(self): "doc x"; return self._x
        @x.setter
        def x(self, v): self._x = v
        @x.deleter
        def x(self): del self._x
        ro = property(lambda s: 1)
        wo = property(None, lambda s, v: None)
    c = C(); c.x = 5; r = [c.x, C.x.__doc__, C.x.fget.__name__]
    del c.x
    for k in ("c.x", "ro", "wo"):
        try:
            if k == "c.x": c.x
            elif k == "ro": c.ro = 3
            else: c.wo
        except AttributeError as e: r.append(str(e))
    try: del c.ro
    except AttributeError as e: r.append(str(e))
    return r
# special methods
@show
def specials():
    class V:
        def __init__(self, n): self.n = n
        def __add__(self, o): return NotImplemented
        def __radd__(self, o): return ("radd", o)
        def __iadd__(self, o): self.n += o; return self
        def __matmul__(self, o): return "mm"
        def __divmod__(self, o): return "dm"
        def __rdivmod__(self, o): return "rdm"
        def __pow__(self, o, m=None): return ("pow", o, m)
        def __rpow__(self, o): return ("rpow", o)
        def __neg__(self): return "neg"
        def __index__(self): return self.n
        def __contains__(self, x): return x == 3
        def __length_hint__(self): return 3
        def __format__(self, s): return "F" + s
        def __bool__(self): return False
        def __hash__(self): return 5
        def __eq__(self, o): return True
        def __lt__(self, o): return "lt"
        def __call__(self, *a): return a
        def __getitem__(self, i): return i
        def __reversed__(self): return "rev"
        def __round__(self, n=None): return ("round", n)
        def __trunc__(self): return "tr"
        def __floor__(self): return "fl"
        def __complex__(self): return 1j
        def __float__(self): return 2.5
        def __int__(self): return 7
        def __bytes__(self): return b"by"
        def __sizeof__(self): return 10
    import math, operator
    v = V(2); r = [3 + v, v @ 1, divmod(v, 1), divmod(1, v), pow(v, 2, 3), 2 ** v, -v, [1, 2, 3][v], 3 in v, f"{v:x}", bool(v), hash(v), v == 1, v != 1, v < 1, v > 1 if hasattr(V, "__gt__") else 0, v(1, 2), v[1:2, ...], reversed(v), round(v), round(v, 1), math.trunc(v), math.floor(v), complex(v), float(v), int(v), bytes(v), hex(v), operator.length_hint(v)]
    v += 5; r.append(v.n)
    return r
@show
def addfail():
    class V: pass
    V() + 1
@show
def ltfail():
    class V: pass
    V() < V()
@show
def subclass_priority():
    class A:
        def __add__(self, o): return "A+"
        def __radd__(self, o): return "A r+"
        def __eq__(self, o): return "A=="
    class B(A):
        def __radd__(self, o): return "B r+"
        def __eq__(self, o): return "B=="
    return A() + B(), A() + A(), B() + A(), A() == B()
@show
def badreturns():
    class X:
        def __bool__(self): return 3
    bool(X())
for nm, fnc, val in (("__len__", len, -1), ("__len__", len, "x"), ("__hash__", hash, "x"), ("__index__", hex, "x"), ("__int__", int, "x"), ("__float__", float, 3), ("__str__", str, 3), ("__repr__", repr, 3), ("__iter__", iter, 3), ("__bytes__", bytes, 3), ("__complex__", complex, 3), ("__format__", format, 3), ("__dir__", dir, 3), ("__length_hint__", list, 3), ("__reversed__", reversed, 3), ("__contains__", lambda x: 3 in x, 5), ("__enter__", lambda x: x.__enter__(), 5)):
    C = type("C", (), {nm: lambda self, *a, val=val: val})
    try: print(nm, fnc(C()))
    except Exception as e: print(nm, type(e).__name__, e)
@show
def withbad():
    class C: pass
    with C(): pass
@show
def withbad2():
    class C:
        def __enter__(self): pass
    with C(): pass
@show
def getattribute():
    class C:
        x = 1
        def __getattribute__(self, n):
            if n == "y": raise AttributeError("no y")
            return object.__getattribute__(self, n)
        def __getattr__(self, n): return "GA " + n
    return C().x, C().y, C().z
@show
def descriptors():
    class D:
        def __get__(self, o, t): return ("get", o is None)
        def __set__(self, o, v): o.__dict__["d"] = v
    class N:
        def __get__(self, o, t): return "nd"
    class C: d = D(); n = N()
    c = C(); c.d = 4; c.n = 5
    return c.d, c.__dict__, c.n, C.d, C.n
@show
def setonly():
    class D:
        def __set__(self, o, v): pass
    class C: d = D()
    c = C(); c.__dict__["d"] = 5
    try: del c.d
    except AttributeError as e: return c.d, str(e)
@show
def localsvars():
    a = 1
    class Q: z = 3
    return locals().keys(), sorted(k for k in vars(Q) if not k.startswith("__")), sorted(dir(Q()))[-1], "fn" in globals()
@show
def union(): return int | None, list[int] | str, int | int, isinstance(3, int | str), (int | str).__args__, int | "x"
@show
def alias():
    t = list[int]
    return t, t.__origin__, t.__args__, t == list[int], hash(t) == hash(list[int]), t(), dict[str, list[int]].__parameters__, issubclass(list, t) if 0 else 1, type(t)
@show
def aliasbad(): isinstance([], list[int])
@show
def imp(): return __import__("os.path").__name__, __import__("os.path", fromlist=["x"]).__name__, sys.modules["os"].__name__
@show
def impbad(): __import__("nonexistent_mod")
@show
def ns(): return types.SimpleNamespace(a=1, b="x"), types.SimpleNamespace(a=1) == types.SimpleNamespace(a=1)
