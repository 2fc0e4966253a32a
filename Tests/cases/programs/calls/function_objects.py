import functools, types, inspect
# introspection & decorators
def f(a, b=1, *c, d, e=2, **g): 
    "docstring"
    x = 1
    def inner(): return x
    return inner
c = f.__code__
print(c.co_name, c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_varnames, c.co_nlocals, c.co_cellvars, c.co_freevars, c.co_flags & 0x2F, c.co_firstlineno, c.co_qualname)
i = f(1, d=2); print(i.__code__.co_freevars, i.__closure__[0].cell_contents, i.__qualname__, i.__code__.co_flags & 16)
print(type(f), type(f).__name__, isinstance(f, types.FunctionType), f.__class__, f.__globals__ is globals(), f.__builtins__ is not None)
def deco(fn):
    @functools.wraps(fn)
    def w(*a, **k):
        "w doc"
        return fn(*a, **k)
    return w
@deco
def named(x: int) -> str:
    "named doc"
    return str(x)
print(named.__name__, named.__doc__, named.__wrapped__.__name__, named.__annotations__, named.__module__, named.__qualname__, named.__dict__.keys())
class CD:
    def __init__(self, fn): functools.update_wrapper(self, fn); self.fn, self.n = fn, 0
    def __call__(self, *a): self.n += 1; return self.fn(*a)
    def __get__(self, o, t=None): return self if o is None else types.MethodType(self, o)
@CD
def counted(a): return a * 2
print(counted(2), counted(3), counted.n, counted.__name__)
class K:
    @CD
    def m(self, x): return x
    def plain(self): pass
    @staticmethod
    @deco
    def st(x): return x
    @classmethod
    @deco
    def cl(cls): return cls.__name__
print(K().m(5), K.m.n, K.st(named)(1), K.cl(), K().cl())
m = K().plain; print(m.__name__, m.__func__ is K.plain, m.__self__.__class__, m.__doc__, m.__module__, m.__qualname__, type(m).__name__, m == K().plain, repr(m)[:20])
try: m.attr = 1
except AttributeError as e: print(e)
g = types.FunctionType(f.__code__, globals(), "renamed", (7,)); print(g.__name__, g.__defaults__, types.MethodType(lambda s, x: (s, x), 5)(6))
def kwdef(*, a=1, b): pass
print(kwdef.__kwdefaults__, kwdef.__defaults__); kwdef.__kwdefaults__ = None
try: kwdef(b=1)
except TypeError as e: print(e)
def chg(): return 1
def other(): return 2
chg.__code__ = other.__code__; print(chg(), chg.__name__)
print((lambda: 0).__name__, (lambda: 0).__qualname__, (lambda x=1: x).__defaults__)
def gen(): yield
async def co(): pass
print(gen.__code__.co_flags & 32, co.__code__.co_flags & 128, inspect.isgeneratorfunction(gen), inspect.iscoroutinefunction(co), inspect.signature(f), inspect.signature(named), inspect.signature(K.plain), inspect.signature(K().plain), inspect.getfullargspec(f).kwonlydefaults)
def memo(fn):
    cache = {}
    def w(n):
        if n not in cache: cache[n] = fn(n)
        return cache[n]
    w.cache = cache
    return w
@memo
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50), len(fib.cache))
def compose(*fs): return functools.reduce(lambda f, g: lambda x: f(g(x)), fs)
print(compose(lambda x: x + 1, lambda x: x * 2, abs)(-3))
def curry(f, *a): return lambda *b: f(*a, *b)
print(curry(lambda a, b, c: (a, b, c), 1)(2, 3), (lambda *a, **k: (a, k))(*"ab", **{"x": 1}), [f(3) for f in [lambda x, i=i: x * i for i in range(3)]])
def counter():
    c = [0]
    def inc(): c[0] += 1; return c[0]
    def reset(): nonlocal c; c = [0]
    return inc, reset
inc, reset = counter(); inc(); inc(); reset(); print(inc())
def deep():
    a = 1
    def l1():
        b = 2
        def l2():
            nonlocal a, b
            a += 1; b += 1
            return a + b
        return l2(), b
    return l1(), a
print(deep(), deep.__code__.co_cellvars, [k.__class__.__name__ for k in deep.__code__.co_consts] if 0 else "")
def loc():
    z = 1; y = [2]
    def inner(): return z
    return sorted(locals().items(), key=lambda p: p[0])[0][0], sorted(locals())
print(loc()); print(eval_ if 0 else "x", callable(f), callable(5), f is f, id(f) == id(f), hash(f) == hash(f), f != named, bool(f), str(f)[:12])
def annot(a: "x y", b: list["q"], *c: 1 + 1, d: None = None) -> lambda: 1: pass
print({k: v if not callable(v) or isinstance(v, type) else "fn" for k, v in annot.__annotations__.items()})
def stars(a, *, b, **k): return a, b, k
print(stars(1, **{"b": 2, "c": 3}), stars(**{"a": 1}, b=2)); d = {"b": 5}; print(stars(*[0], **d, z=1), d)
def mutable(a, b=None): b = b or []; b.append(a); return b
print(mutable(1), mutable(2)); print(max([1, 2], key=lambda x: -x), sorted("bca", key=lambda c: -ord(c)), list(filter(lambda x: x % 2, range(5))))
def gen_args(*args): yield from args
print(*gen_args(1, 2), sum(gen_args(3, 4))); print(f.__call__(1, d=1).__name__, f.__get__(1, int).__self__, (1).__add__(2), "a".__len__(), [].append.__name__, [].append.__self__, len.__name__, str.upper("a"), int.__add__(1, 2), list.append.__qualname__, dict.fromkeys.__qualname__, object.__init__.__qualname__)
