# Classes: __class__ and __bases__ assignment, __slots__, attribute hooks, type(), metaclasses and their errors.
def show(f):
    try:
        print(f.__name__, "->", f())
    except BaseException as e:
        print(f.__name__, "!!", type(e).__name__, e)
# __class__ assignment
class A:
    def hi(self): return "A"
class B:
    def hi(self): return "B"
class S:
    __slots__ = ("x",)
class S2:
    __slots__ = ("x",)
class S3:
    __slots__ = ("y",)
@show
def class_assign():
    a = A(); a.q = 3
    a.__class__ = B
    return a.hi(), a.q, type(a).__name__
@show
def class_assign_slots():
    s = S(); s.x = 1
    s.__class__ = S2
    return s.x
@show
def class_assign_bad():
    s = S()
    s.__class__ = S3
@show
def class_assign_int():
    (3).__class__ = A
@show
def class_assign_builtin():
    a = A()
    a.__class__ = int
@show
def class_assign_nonclass():
    a = A()
    a.__class__ = 3
@show
def class_del():
    a = A()
    del a.__class__
# bases
class P1:
    def f(self): return "P1"
class P2:
    def f(self): return "P2"
class C(P1):
    pass
@show
def bases_assign():
    c = C(); r = [c.f()]
    C.__bases__ = (P2,)
    r.append(c.f()); r.append(C.__mro__); r.append(P1.__subclasses__()); r.append(P2.__subclasses__())
    return r
@show
def bases_bad1():
    C.__bases__ = ()
@show
def bases_bad2():
    C.__bases__ = (3,)
@show
def bases_bad3():
    C.__bases__ = (int,)
@show
def bases_bad4():
    C.__bases__ = [P1]
@show
def bases_bad5():
    P2.__bases__ = (C,)
@show
def bases_bad6():
    int.__bases__ = (C,)
@show
def bases_bad7():
    del C.__bases__
# slots
class Sl:
    __slots__ = {"a": "doc a", "b": "doc b"}
class Sub(Sl):
    __slots__ = ("c",)
class Sub2(Sl):
    pass
@show
def slots1():
    s = Sub(); s.a = 1; s.c = 2
    return s.a, s.c, hasattr(s, "b"), hasattr(s, "__dict__"), Sl.a, Sl.__slots__
@show
def slots2():
    s = Sub(); s.z = 3
@show
def slots3():
    s = Sub(); s.b
@show
def slots4():
    s = Sub(); del s.b
@show
def slots5():
    s = Sub2(); s.z = 3; s.a = 1
    return s.__dict__, s.a
@show
def slots_multi():
    class X(Sl, S): pass
@show
def slots_conflict():
    class X:
        __slots__ = ("a",)
        a = 3
@show
def slots_wr():
    class X:
        __slots__ = ("a", "__weakref__")
    import weakref
    x = X(); r = weakref.ref(x)
    return r() is x
@show
def slots_nowr():
    import weakref
    weakref.ref(Sub())
@show
def slots_int():
    class I(int):
        __slots__ = ("a",)
@show
def slots_empty_int():
    class I(int):
        __slots__ = ()
    I(3).x = 1
@show
def slot_doc():
    import inspect
    return inspect.getdoc(Sl.a)
# delattr etc
class G:
    def __getattr__(self, n):
        if n.startswith("x"): return n
        raise AttributeError(n)
    def __setattr__(self, n, v):
        print("set", n, v); object.__setattr__(self, n, v)
    def __delattr__(self, n):
        print("del", n); object.__delattr__(self, n)
    def __dir__(self): return ["z", "a"]
@show
def custom():
    g = G(); g.y = 3; del g.y
    return g.xx, dir(g), getattr(g, "nope", 5)
@show
def nogetattr():
    G().nope
@show
def type3():
    T = type("T", (A,), {"v": 3, "__doc__": "d"})
    return T, T.v, T().hi(), T.__module__, T.__qualname__, T.__doc__
@show
def type_bad1(): return type("T", (), {}, x=1)
@show
def type_bad2(): return type("T", ())
@show
def type_bad3(): return type(3, (), {})
@show
def type_bad4(): return type("T", [], {})
@show
def type_bad5(): return type("T", (), [])
@show
def type_bad6(): return type("a\0b", (), {})
@show
def type_bool():
    class X(bool): pass
@show
def type_none():
    class X(type(None)): pass
@show
def type_func():
    class X(type(show)): pass
@show
def name_assign():
    class X: pass
    X.__name__ = "Y"; X.__qualname__ = "Z"; X.__module__ = "mm"
    return X, repr(X())[:10]
@show
def name_bad():
    A.__name__ = 3
@show
def name_bad2():
    A.__name__ = "a\0"
@show
def name_bad3():
    int.__name__ = "a"
@show
def attr_bad3():
    int.foo = "a"
@show
def attr_bad4():
    del int.foo
@show
def attr_bad5():
    del A.foo
@show
def attr_bad6():
    A().foo
@show
def attr_bad7():
    A.foo
@show
def attr_bad8():
    del A().foo
@show
def attr_bad9():
    (3).foo = 1
@show
def attr_bad10():
    object().foo = 1
@show
def attr_bad11():
    del (3).real
@show
def attr_bad12():
    (3).real = 3
@show
def attr_bad13():
    [].append = 3
@show
def attr_bad14():
    del [].foo
@show
def init_sub():
    class Base:
        def __init_subclass__(cls, /, tag=None, **kw):
            print("sub", cls.__name__, tag, kw); super().__init_subclass__(**kw)
    class D(Base, tag=3): pass
    class E(Base, other=4): pass
@show
def metaclass_kw():
    class M(type):
        def __new__(m, n, b, d, **kw):
            print("new", n, kw); return super().__new__(m, n, b, d)
        def __init__(c, n, b, d, **kw):
            print("init", n, kw); super().__init__(n, b, d)
        def __call__(c, *a, **k):
            print("call", a, k); return super().__call__(*a, **k)
        @classmethod
        def __prepare__(m, n, b, **kw):
            print("prepare", n, kw); return {"extra": 1}
        def __instancecheck__(c, o): return o == 3
        def __subclasscheck__(c, o): return o is int
        def __iter__(c): return iter("abc")
        def __len__(c): return 42
        def __getitem__(c, i): return i
        def __contains__(c, i): return i == 7
        def __bool__(c): return False
        def __repr__(c): return "<M>"
        def __getattr__(c, n): return n + "!"
    class X(metaclass=M, k=2):
        def __init__(self, a=0): pass
    X(1)
    return isinstance(3, X), isinstance(X, X), issubclass(int, X), list(X), len(X), X[2], 7 in X, bool(X), X, X.foo, X.extra
@show
def mc_conflict():
    class M1(type): pass
    class M2(type): pass
    class A1(metaclass=M1): pass
    class A2(metaclass=M2): pass
    class A3(A1, A2): pass
@show
def mro_bad():
    class X: pass
    class Y(X): pass
    class Z(X, Y): pass
@show
def dup_base():
    class Z(A, A): pass
@show
def set_name_err():
    class D:
        def __set_name__(self, o, n): raise ValueError("x")
    class Z:
        a = D()
@show
def class_getitem():
    class Z:
        def __class_getitem__(cls, i): return (cls.__name__, i)
    return Z[3], Z[1, 2]
@show
def no_getitem():
    A[3]
@show
def no_getitem2():
    int[3]
@show
def mro_entries():
    class Q:
        def __mro_entries__(self, bases): return (A,)
    class Z(Q()): pass
    return Z.__mro__, Z.__bases__, len(Z.__orig_bases__)
@show
def prepare_bad():
    class M(type):
        @classmethod
        def __prepare__(m, *a): return 3
    class X(metaclass=M): pass
@show
def functionmeta():
    def f(n, b, d): return (n, b, sorted(d))
    class X(metaclass=f): x = 1
    return X
