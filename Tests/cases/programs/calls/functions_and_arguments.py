# Functions: every kind of parameter, wrong calls, attributes, closures, decorators.
import functools, inspect
def f(a, b=2, /, c=3, *args, d, e=5, **kw): "doc"; return (a, b, c, args, d, e, kw)
print(f(1, d=4), f(1, 2, 3, 4, 5, d=6, z=7), inspect.signature(f), f.__defaults__, f.__kwdefaults__, f.__code__.co_argcount, f.__code__.co_posonlyargcount, f.__code__.co_kwonlyargcount, f.__code__.co_varnames, f.__code__.co_flags & 0xc, f.__code__.co_name, f.__code__.co_qualname)
for call in ("f()", "f(1)", "f(a=1, d=2)", "f(1, 2, 3, c=4, d=1)", "f(1, d=2, d=3)", "f(1, **{'d': 1}, **{'d': 2})", "f(*1)", "f(**1)", "f(1, *'ab', d=0, **{1: 2})", "f(1, 2, b=3, d=4)", "f(1, d=1, **{'a': 5})"):
    try: print(eval(call))
    except (TypeError, SyntaxError) as e: print(call, "->", e.__class__.__name__, e.args[0])
def g(a, b, c): pass
for args, kw in (((), {}), ((1,), {}), ((1, 2, 3, 4), {}), ((1, 2), {"d": 1}), ((1,), {"a": 1}), ((1, 2, 3), {"x": 1, "y": 2})):
    try: g(*args, **kw)
    except TypeError as e: print(e)
def k(*, a, b, c): pass
try: k()
except TypeError as e: print(e)
try: k(1, a=1)
except TypeError as e: print(e)
def p(a, b, /): pass
try: p(a=1, b=2)
except TypeError as e: print(e)
try: p(1, b=2)
except TypeError as e: print(e)
def q(): pass
try: q(1)
except TypeError as e: print(e)
try: q(x=1)
except TypeError as e: print(e)
def dflt(a=1, b=2): pass
try: dflt(1, 2, 3)
except TypeError as e: print(e)
def dk(a, *, b=1): pass
try: dk(1, 2, b=3)
except TypeError as e: print(e)
class C:
    def m(self, x): pass
    @staticmethod
    def s(x): return x
    @classmethod
    def c(cls, x): return cls, x
try: C().m()
except TypeError as e: print(e)
try: C.m()
except TypeError as e: print(e)
try: C().m(1, 2)
except TypeError as e: print(e)
try: C.c()
except TypeError as e: print(e)
f.__defaults__ = (9,); f.__kwdefaults__ = {"d": 0}
try: print(f(1, 2))
except TypeError as e: print(e)
f.__defaults__ = None; f.__kwdefaults__ = None
try: f(1)
except TypeError as e: print(e)
f.attr = 1; print(f.__dict__, f.__name__, f.__doc__, f.__module__, f.__annotations__, f.__closure__, f.__qualname__)
def ann(x: int, y: "str" = "a", *a: float, k: list[int] = [], **kw: dict) -> None: ...
print(ann.__annotations__, inspect.signature(ann))
def outer():
    x = 1; y = 2
    def inner(): return x + y
    x = 10
    return inner
i = outer(); print(i(), [c.cell_contents for c in i.__closure__], i.__code__.co_freevars, outer.__code__.co_cellvars)
i.__closure__[0].cell_contents = 100; print(i())
fs = [lambda: n for n in range(3)]; print([h() for h in fs]); fs = [lambda n=n: n for n in range(3)]; print([h() for h in fs])
def deco(n):
    def d(fn):
        @functools.wraps(fn)
        def w(*a, **k): return [n, fn(*a, **k)]
        return w
    return d
@deco(1)
@deco(2)
def decorated(a): "dd"; return a
print(decorated(3), decorated.__name__, decorated.__wrapped__.__wrapped__(4), inspect.signature(decorated), decorated.__doc__)
def order(n): print("eval", n); return n
def ev(a=order(1), *, b=order(2)) -> order(3): pass
print((lambda *a, **k: (a, k))(order(1), *[order(2)], x=order(3), **{"y": order(4)}))
def rec(n): return 1 if n < 2 else n * rec(n - 1)
print(rec(50))
print((lambda x, /, y=1, *z, w=2, **v: (x, y, z, w, v))(1, 2, 3, w=4, u=5))
def mut(x, acc=[]): acc.append(x); return acc
print(mut(1), mut(2), mut.__defaults__)
print(functools.partial(f, 1, 2, d=3)(c=4, d=5) if True else 0)
print(functools.reduce(lambda a, b: a * b, range(1, 6)), list(map(lambda a, b: a + b, [1, 2], [3, 4, 5])))
print(type(f), type(C.m), type(C().m), type(C.__dict__["s"]), type(C.__dict__["c"]), type(len), type([].append), type(list.append), type(int.__add__), type((1).__add__), type(C.__init__))
m = C().m; print(m.__func__ is C.m, m.__self__.__class__, m.__name__, m == m.__self__.m, C().m == C().m)
try: m.foo = 1
except AttributeError as e: print(e)
def glob(): global gg; gg = 1; return gg
print(glob(), gg)
def dele():
    x = 1; del x
    try: return x
    except UnboundLocalError as e: return e
print(dele())
def nl():
    def inner():
        return zz
    try: inner()
    except NameError as e: print(e)
    zz = 1
    return inner()
print(nl())
f.__code__ = g.__code__; print(f(1, 2, 3)); 
try: f.__code__ = i.__code__
except ValueError as e: print(e)
try: f.__name__ = 1
except TypeError as e: print(e)
try: f.__defaults__ = 1
except TypeError as e: print(e)
print(inspect.getfullargspec(ann))
print(callable(f), callable(3), inspect.isfunction(f), inspect.ismethod(m), inspect.isbuiltin(len))
print(f.__get__(3), f.__get__(None, C) is f) if False else None
print(g.__call__.__name__, g.__get__(5).__self__)
@lambda fn: fn() 
def immediate(): return "imm"
print(immediate)
def annotated_local():
    x: int
    y: int = 3
    try: x
    except UnboundLocalError as e: print(e)
    return y
print(annotated_local(), annotated_local.__annotations__)
g(1, 2)
