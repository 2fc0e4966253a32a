import inspect, functools, types
from inspect import signature, Parameter, Signature
def f(a, b=2, /, c=3, *args, d, e=5, **kw): "doc"
def g(x: int, y: 'str' = "q", *, z: list[int] = None) -> dict: pass
class A:
    """A doc
       more
         indented
    """
    def __init__(self, x, y=1): pass
    def m(self, a, *b): "m doc"
    @classmethod
    def c(cls, q): pass
    @staticmethod
    def s(r=0): pass
    @property
    def p(self): "p doc"; return 1
    def __call__(self, z): pass
class B(A):
    def m(self, a, *b): pass
class N:
    def __new__(cls, a, b): return object.__new__(cls)
class E: pass
for o in (f, g, A, B, A.m, A(1).m, A.c, A.s, A(1), N, E, lambda: 0, lambda *a, k=1: 0, functools.partial(f, 1), functools.partial(g, y=5), functools.partial(g, 1), object):
    try: print(signature(o), repr(signature(o)))
    except Exception as e: print(type(e).__name__, e)
s = signature(f)
for n, p in s.parameters.items(): print(n, p.kind, repr(p.kind), p.default is Parameter.empty, p, repr(p), p.kind.description)
def tryb(s, *a, **k):
    try:
        b = s.bind(*a, **k); print(b, b.args, b.kwargs, dict(b.arguments)); b.apply_defaults(); print(b)
    except TypeError as e: print("TypeError", e)
tryb(s, 1, d=4); tryb(s); tryb(s, 1, 2, 3, 4, 5, d=1, zz=2); tryb(s, 1); tryb(s, a=1, d=2); tryb(signature(g), 1, 2, 3); tryb(signature(g), 1, x=2); tryb(signature(g), w=2); tryb(signature(g), 1, w=2); tryb(signature(lambda a, *, k: 0), 1)
print(s.bind_partial(), s == signature(f), s != signature(g), hash(s) == hash(signature(f)))
print(s.replace(return_annotation=int), s.replace(parameters=[]))
for bad in (lambda: Signature([Parameter("a", Parameter.KEYWORD_ONLY), Parameter("b", Parameter.POSITIONAL_ONLY)]), lambda: Signature([Parameter("a", 1), Parameter("a", 1)]), lambda: Signature([Parameter("a", 1, default=1), Parameter("b", 1)]), lambda: Parameter("1x", 1), lambda: Parameter("x", 9), lambda: Parameter("x", 2, default=1), lambda: Parameter("if", 1), lambda: Parameter(5, 1), lambda: signature(5)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(inspect.getdoc(A), "|", inspect.getdoc(B.m), inspect.getdoc(B().m) if 0 else "", inspect.getdoc(A.p), inspect.getdoc(E))
print(inspect.cleandoc("  a\n    b\n      c\n\n"))
print(inspect.getfullargspec(f)); print(inspect.getfullargspec(A.m), inspect.getfullargspec(A(1).m))
print([n for n, v in inspect.getmembers(A, inspect.isfunction)], [n for n,v in inspect.getmembers(A(1), inspect.ismethod)])
def gen(): yield
async def co(): pass
async def ag(): yield
objs = [f, A, A(1), A.m, A(1).m, A.c, len, [].append, str.join, gen, gen(), co, ag, types, 5, A.__dict__["p"], A.__dict__["c"], object.__init__, int.__add__, (5).__add__, property, functools.partial(co)]
for n in ("isfunction","ismethod","isclass","isbuiltin","isgenerator","isgeneratorfunction","iscoroutinefunction","isasyncgenfunction","ismodule","isroutine","ismethoddescriptor","isdatadescriptor","isabstract","isawaitable","ismethodwrapper","isgetsetdescriptor"):
    print(n, "".join("1" if getattr(inspect,n)(o) else "0" for o in objs))
def deco(fn):
    @functools.wraps(fn)
    def w(*a, **k): return fn(*a, **k)
    return w
@deco
@deco
def wrapped(q, r=1): "wdoc"
print(signature(wrapped), signature(wrapped, follow_wrapped=False), inspect.unwrap(wrapped).__name__, inspect.getdoc(wrapped))
print(inspect.getmro(B), inspect.getmodule(f).__name__, inspect.getmodulename("/a/b.py"))
x = gen(); print(inspect.getgeneratorstate(x)); next(x); print(inspect.getgeneratorstate(x)); x.close(); print(inspect.getgeneratorstate(x))
print(type(inspect.getattr_static(A(1), "p")), inspect.getattr_static(A, "zz", "dflt"))
print(inspect.getcallargs(f, 1, d=2), inspect.getcallargs(f, 5,6,7,8,9,d=1,z=3))
print(inspect.getsource(f), inspect.getsource(A.m), inspect.getsource(gen), inspect.getsourcelines(E))
print(inspect.getsource(B))
print(inspect.isabstract(A), inspect.signature(len), inspect.signature(str.join), inspect.signature([].append), inspect.signature(sorted), inspect.signature(isinstance))
print(inspect.get_annotations(g))
co1 = co(); print(inspect.iscoroutine(co1), inspect.isawaitable(co1), inspect.getcoroutinestate(co1)); co1.close()
