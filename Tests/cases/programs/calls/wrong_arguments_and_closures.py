# functions
def f(a, b=2, *args, c, d=4, **kw): return a, b, args, c, d, kw
print(f(1, c=3), f(1, 2, 3, 4, c=5, e=6), f(*[1, 2], **{"c": 3}), f(a=1, c=2))
calls = ["f()", "f(1)", "f(1, 2, 3)", "f(1, a=2, c=3)", "f(c=1)", "f(1, c=1, **{'c': 2})", "f(**{1: 2})", "f(*1)", "f(**1)"]
def po(a, b, /, c, *, d): return a, b, c, d
def no(): pass
def one(a): pass
def ko(*, x, y): pass
def de(a, b=1, c=2): pass
class K:
    def m(self, a): pass
    @staticmethod
    def s(a): pass
    @classmethod
    def c(cls, a): pass
    def __init__(self, q): pass
for fn in (lambda: f(), lambda: f(1), lambda: f(1, 2, 3), lambda: f(1, a=2, c=3), lambda: f(c=1), lambda: f(1, c=1, **{"c": 2}), lambda: f(**{1: 2}), lambda: f(*1), lambda: f(**1), lambda: po(1), lambda: po(1, 2, 3), lambda: po(1, 2, 3, 4), lambda: po(a=1, b=2, c=3, d=4), lambda: po(1, b=2, c=3, d=4), lambda: po(1, 2, c=3, d=4), lambda: no(1), lambda: no(x=1), lambda: one(), lambda: one(1, 2), lambda: one(1, 2, 3), lambda: one(b=1), lambda: one(1, b=2), lambda: ko(), lambda: ko(x=1), lambda: ko(1), lambda: ko(1, x=1, y=2), lambda: ko(x=1, y=2, z=3), lambda: de(), lambda: de(1, 2, 3, 4), lambda: de(d=1), lambda: K(), lambda: K(1, 2), lambda: K.m(), lambda: K.m(1), lambda: K(1).m(), lambda: K(1).m(1, 2), lambda: K.s(), lambda: K.c(), lambda: K(1).c(1, 2), lambda: (lambda x: x)(), lambda: (lambda: 0)(1), lambda: f(1, **{"c": 1}, **{"c": 2}), lambda: f(1, *(2, 3), c=1, *(4,)), lambda: print(*None), lambda: one(**{"a": 1}, **{"a": 2}), lambda: one(a=1, **{"a": 2})):
    try: print(fn())
    except TypeError as e: print(e)
def dflt(x, acc=[]): acc.append(x); return acc
print(dflt(1), dflt(2), dflt.__defaults__, dflt(3, []))
dflt.__defaults__ = ("new",)
try: dflt(1)
except AttributeError as e: print(e)
def kd(*, a=1): return a
kd.__kwdefaults__ = {"a": 5}; print(kd())
def outer():
    n = 0
    def inc():
        nonlocal n
        n += 1
        return n
    def get(): return n
    return inc, get
i, g = outer(); i(); i(); print(g(), i.__closure__[0].cell_contents, i.__code__.co_freevars)
fs = [lambda: k for k in range(3)]; print([q() for q in fs]); fs = [lambda k=k: k for k in range(3)]; print([q() for q in fs])
def deco(*dargs):
    print("deco", dargs)
    def wrap(fn):
        print("wrap", fn.__name__)
        def inner(*a, **k): return ("wrapped", fn(*a, **k))
        inner.__name__ = fn.__name__; return inner
    return wrap
@deco(1)
@deco(2)
def decorated(x): return x
print(decorated(5), decorated.__name__, decorated.__qualname__)
def rec(n): return 1 if n <= 1 else n * rec(n - 1)
print(rec(20), (lambda s: s(s, 5))(lambda s, n: 1 if n < 2 else n * s(s, n - 1)))
f.attr = 1; print(f.attr, f.__dict__, f.__name__, f.__qualname__, f.__module__, f.__doc__, f.__annotations__, f.__kwdefaults__, f.__defaults__, f.__code__.co_varnames, f.__code__.co_argcount, f.__code__.co_kwonlyargcount, f.__code__.co_flags & 12)
def ann(a: int, b: "str" = "x", *c: float, d: list = None, **e: dict) -> bool: ...
print(ann.__annotations__)
for bad in (lambda: setattr(f, "__name__", 5), lambda: setattr(f, "__code__", 5), lambda: setattr(f, "__defaults__", 5), lambda: setattr(f, "__dict__", 5), lambda: delattr(f, "nope"), lambda: f.nope, lambda: setattr(f, "__globals__", {}), lambda: delattr(f, "__name__"), lambda: setattr(f, "__closure__", ())):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
def gl():
    try: return undefined_name
    except NameError as e: return str(e)
def ub():
    try:
        print(loc)
        loc = 1
    except UnboundLocalError as e: return str(e)
def fr():
    def inner(): return fv
    try: inner()
    except NameError as e: return str(e)
    fv = 1
print(gl(), ub(), fr())
def va(*a): return a
def kw(**k): return k
print(va(*"abc", *[1], *{2: 3}), kw(**{"a": 1}, b=2), va(*range(3)), kw(**dict(zip("xy", "12"))))
print((lambda a, /, b, *, c: (a, b, c))(1, b=2, c=3), (lambda *a, **k: (a, k))(1, x=2))
def order():
    def p(x): print("eval", x); return x
    f(p(1), p(2), *[p(3)], c=p(4), **{"z": p(5)})
order()
def ret(): return
def multi(): return 1, 2
a, b = multi(); print(ret(), a, b, multi())
x = 10
def shadow(x=x): x += 1; return x
print(shadow(), x)
def g1():
    global newg
    newg = 5
g1(); print(newg)
print(f.__get__(5)(c=1)[0], type(f.__get__(5)).__name__, callable(f), f == f, hash(f) == hash(f))
