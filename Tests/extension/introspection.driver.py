import abc, collections.abc, copy, dataclasses, enum, functools, inspect, io, pickle, pydoc, typing, types, unittest, doctest, weakref, json, operator, textwrap, traceback, sys, asyncio, contextlib, string, pprint, reprlib, logging, threading, concurrent.futures, unittest.mock as mock
import introspection as s

def show(label, f):
    try: print(label, f())
    except Exception as e: print(label, "raises", type(e).__name__, e)

P = s.Plain
def mixed():
    class X(P, collections.abc.Sized):
        def __len__(self): return 5
    return len(X(1)), X(1).total(), isinstance(X(1), collections.abc.Sized)
show("abc mix", mixed)
def mixed2():
    class X(P, metaclass=abc.ABCMeta):
        @abc.abstractmethod
        def f(self): ...
    return X(1)
show("abc meta", mixed2)
T = typing.TypeVar("T")
def mixed3():
    class X(P, typing.Generic[T]): pass
    return X[int](3).total(), X(2).a
show("generic", mixed3)
def mixed4():
    class X(P, enum.Enum):
        A = 1
        B = 2
    return X.A.total(), list(X)
def mixed5():
    class X(dict, P): pass
    return X()
def mixed6():
    class M(type):
        def hi(cls): return "hi " + cls.__name__
    class X(P, metaclass=M): pass
    return X.hi(), X(1).total()
show("own meta", mixed6)
def mixed7():
    class Mixin:
        def __init__(self, *a, **k): super().__init__(*a, **k); self.mixed = 1
    class X(Mixin, P): pass
    x = X(1)
    return x.mixed, x.total(), vars(x)
show("mixin", mixed7)
def mixed8():
    class E(P, Exception): pass
    try: raise E(1)
    except E as e: return e.total()
def mixed9():
    class X(P):
        __slots__ = ("q",)
    x = X(1); x.q = 3
    return x.q, x.total()
show("slots", mixed9)
def nt():
    @dataclasses.dataclass
    class Q(s.Point):
        z: int = 5
    return Q(1, 2, [], 7), dataclasses.asdict(Q(1)), [f.name for f in dataclasses.fields(Q)]
show("dataclass derived", nt)
show("type", lambda: (type(P) is type, type(P), isinstance(P, type)))
show("repr", lambda: (repr(P), repr(P.Inner), P.__module__, P.__qualname__, P.Inner.__qualname__))
show("annotations", lambda: (P.__annotations__, typing.get_type_hints(P), typing.get_type_hints(P.total), typing.get_type_hints(s.plain_function)))
show("doc", lambda: (P.__doc__, P.total.__doc__, P.half.__doc__, inspect.getdoc(P)))
for n in ("plain_function", "gen", "coro", "agen", "decorated", "cached", "disp", "lam", "Plain", "test_plain"):
    o = getattr(s, n)
    show("is " + n, lambda: [k for k in ("isfunction", "isroutine", "ismethod", "isbuiltin", "isclass", "isgeneratorfunction", "iscoroutinefunction", "isasyncgenfunction", "ismethoddescriptor", "isdatadescriptor", "iscode", "isawaitable") if getattr(inspect, k)(o)] + [callable(o)])
    show("sig " + n, lambda: inspect.signature(o))
    show("type " + n, lambda: isinstance(o, types.FunctionType))
show("asyncio.iscoro", lambda: asyncio.iscoroutinefunction(s.coro))
show("fullargspec", lambda: inspect.getfullargspec(s.plain_function))
show("fullargspec m", lambda: inspect.getfullargspec(P.total))
show("sig bound", lambda: (inspect.signature(P(1).total), inspect.signature(P), inspect.signature(P.make), inspect.signature(P.add), inspect.signature(s.Point), inspect.signature(s.Frozen)))
show("ismethod", lambda: (inspect.ismethod(P(1).total), inspect.ismethod(P.make), inspect.isfunction(P.total), inspect.isfunction(P.add), type(P(1).total)))
show("members f", lambda: [n for n, _ in inspect.getmembers(P, inspect.isfunction)])
show("members r", lambda: [n for n, _ in inspect.getmembers(P, inspect.isroutine) if not n.startswith("__")])
show("members m", lambda: [n for n, _ in inspect.getmembers(P(1), inspect.ismethod) if not n.startswith("__")])
show("members mod", lambda: [n for n, _ in inspect.getmembers(s, inspect.isfunction)])
show("members cls", lambda: [n for n, _ in inspect.getmembers(s, inspect.isclass)])
show("members d", lambda: [n for n, v in inspect.getmembers(P(1)) if not n.startswith("__")])
show("getattr_static", lambda: (type(inspect.getattr_static(P, "half")), type(inspect.getattr_static(P, "make")), type(inspect.getattr_static(P, "add"))))
show("getmodule", lambda: inspect.getmodule(s.plain_function).__name__)
show("unwrap", lambda: inspect.unwrap(s.decorated).__name__)
show("wraps", lambda: (s.decorated.__name__, s.decorated.__wrapped__.__name__, s.decorated(2), s.decorated.__doc__))
@functools.wraps(s.plain_function)
def w(*a, **k): return s.plain_function(*a, **k)
show("wraps host", lambda: (w.__name__, w.__doc__, w.__wrapped__ is s.plain_function, inspect.signature(w), w.__annotations__, w(1, 2), w.__module__))
show("partial", lambda: (functools.partial(s.plain_function, 1)(2), functools.partialmethod(P.total, 2).__get__(P(1))()))
show("fields", lambda: ([f.name for f in dataclasses.fields(s.Point)], dataclasses.is_dataclass(s.Point), dataclasses.asdict(s.Point(1)), dataclasses.astuple(s.Frozen(1)), dataclasses.replace(s.Point(1), y=9)))
show("repr dc", lambda: (s.Point(1), s.Frozen(3), s.Frozen(1) < s.Frozen(2), hash(s.Frozen(1)) == hash(s.Frozen(1)), s.Point(1) == s.Point(1), s.Point.__match_args__))
def froz():
    f = s.Frozen(1); f.a = 3
show("frozen", froz)
def cp():
    n = s.Node(1, s.Node(2)); n.next.next = n
    m = copy.deepcopy(n); c = copy.copy(n)
    return m.next.next is m, m.items is n.items, c.items is n.items, c.next is n.next, m.v
show("copy", cp)
show("copy slots", lambda: (copy.copy(s.Slotted(1, 2)).y, copy.deepcopy(s.Slotted(1, [2])).y, hasattr(s.Slotted(1, 2), "__dict__")))
show("copy fn", lambda: (copy.copy(s.gen) is s.gen, copy.deepcopy(s.gen) is s.gen, copy.deepcopy(P) is P, copy.deepcopy({"f": s.gen})["f"] is s.gen))
for proto in range(6):
    show("pickle", lambda: (pickle.loads(pickle.dumps(P(3), proto)).total(), pickle.loads(pickle.dumps(s.gen, proto)) is s.gen, pickle.loads(pickle.dumps(P, proto)) is P, pickle.loads(pickle.dumps(s.Point(1, 2), proto)), pickle.loads(pickle.dumps(P.Inner, proto)) is P.Inner))
show("pickle method", lambda: pickle.loads(pickle.dumps(P(3).total))(2))
show("pickle slots", lambda: pickle.loads(pickle.dumps(s.Slotted(1, 2))).x)
show("vars", lambda: (vars(P(1)), P(1).__dict__))
def vd():
    p = P(1); p.__dict__["a"] = 9; p.__dict__.update(b=8); return p.a, p.b
show("dict write", vd)
def setd():
    p = P(1); p.__dict__ = {"a": 5, "b": 6}; return p.total()
show("dict set", setd)
def delat():
    p = P(1); del p.a
    return hasattr(p, "a")
show("del", delat)
show("dir", lambda: [n for n in dir(P(1)) if not n.startswith("__")])
show("weakref", lambda: (weakref.ref(P) () is P, weakref.ref(s.gen)() is s.gen))
def wr():
    p = P(1); r = weakref.ref(p); d = weakref.WeakKeyDictionary({p: 1}); return r() is p, len(d), len(weakref.WeakSet([p]))
show("weakref obj", wr)
show("doctest", lambda: doctest.testmod(s))
def hlp(o):
    out = io.StringIO(); pydoc.Helper(output=out).help(o); return out.getvalue()
show("help fn", lambda: pydoc.plain(pydoc.render_doc(s.plain_function)))
def ut():
    suite = unittest.defaultTestLoader.loadTestsFromModule(s)
    out = io.StringIO()
    r = unittest.TextTestRunner(stream=out, verbosity=2).run(suite)
    return r.testsRun, len(r.failures), len(r.errors), [l for l in out.getvalue().splitlines() if not l.startswith("Ran")]
show("unittest", ut)
def mk():
    with mock.patch.object(P, "total", return_value=77) as t:
        a = P(1).total(); t.assert_called_once()
    with mock.patch("introspection.plain_function", lambda *a: "patched"):
        b = s.plain_function(1, 2)
    m = mock.create_autospec(s.plain_function); m(1, 2)
    c = mock.create_autospec(P)(1); c.total.return_value = 4
    try: m()
    except TypeError as e: er = str(e)
    d = mock.Mock(spec=P(1)); d.total(); 
    return a, b, P(1).total(), c.total(), er, isinstance(d, P), hasattr(d, "zzz")
show("mock", mk)
show("pprint", lambda: pprint.pformat([s.Point(1, 2), P.Inner]))
show("reprlib", lambda: reprlib.repr([s.Point(1, 2)] * 9))
show("json default", lambda: json.dumps(P(1), default=vars))
show("singledispatch", lambda: (s.disp(1), s.disp("x"), s.disp.register(str, lambda x: "str")(1), s.disp("x")))
@functools.singledispatch
def hd(x): return "o"
@hd.register
def _(x: P): return "P"
show("hostdispatch", lambda: (hd(P(1)), hd(1)))
show("cached", lambda: (s.cached(2), s.cached.cache_info(), s.cached.__wrapped__(4), s.cached.__name__))
class CP:
    v = functools.cached_property(lambda self: 3)
    t = s.plain_function
def match(o):
    match o:
        case s.Point(x=1, y=y): return "x1", y
        case s.Point(x, y): return x, y
        case P(a=a): return "P", a
show("match", lambda: (match(s.Point(1, 2)), match(s.Point(3, 4)), match(P(7))))
show("total_ordering", lambda: functools.total_ordering(type("Q", (P,), {"__lt__": lambda a, b: a.a < b.a}))(1) <= P(2))
show("sorted key", lambda: [p.a for p in sorted([P(3), P(1)], key=operator.attrgetter("a"))])
show("methodcaller", lambda: operator.methodcaller("total", 2)(P(1)))
show("getattr chain", lambda: operator.attrgetter("next.v")(s.Node(1, s.Node(2))))
show("format", lambda: ("{0.a} {0.half}".format(P(4)), f"{P(4).a!r:>5}", string.Template("$a").substitute(vars(P(1)))))
show("setattr cls", lambda: (setattr(P, "new", 5), P.new, P(1).new, delattr(P, "new"), hasattr(P, "new")))
show("monkey", lambda: (setattr(P, "extra", lambda self: self.a + 100), P(1).extra(), delattr(P, "extra")))
show("NewType", lambda: typing.NewType("N", P)(P(1)).a)
show("Optional", lambda: (typing.Optional[P], P | None, list[P], isinstance(P(1), P | None)))
show("protocol", lambda: isinstance(P(1), typing.runtime_checkable(type("Pr", (typing.Protocol,), {"total": lambda self: 0}))))
show("gen", lambda: (inspect.getgeneratorstate(s.gen(1)), type(s.gen(1)).__name__, inspect.isgenerator(s.gen(2)), isinstance(s.gen(1), collections.abc.Generator), list(s.gen(3)), isinstance(s.gen(1), types.GeneratorType)))
def co():
    c = s.coro(1); r = inspect.iscoroutine(c), isinstance(c, collections.abc.Coroutine), inspect.isawaitable(c), isinstance(c, types.CoroutineType), asyncio.iscoroutine(c); c.close(); return r
show("coro", co)
async def am():
    return await asyncio.gather(s.coro(1), s.coro(2)), [x async for x in s.agen(3)], await asyncio.wait_for(s.coro(5), 1), await asyncio.create_task(s.coro(3), name="t")
show("asyncio", lambda: asyncio.run(am()))
def ag():
    a = s.agen(2); return inspect.isasyncgen(a), isinstance(a, collections.abc.AsyncGenerator), type(a).__name__
show("agen", ag)
show("executor", lambda: list(concurrent.futures.ThreadPoolExecutor(2).map(s.cached, range(4))))
show("contextmanager", lambda: contextlib.contextmanager(s.gen)(1).__enter__())
show("fn attrs", lambda: (s.gen.__name__, s.gen.__defaults__, s.plain_function.__kwdefaults__, s.gen.__closure__, s.gen.__dict__, s.gen.__module__, s.gen.__globals__ is vars(s), s.gen.__code__.co_argcount, s.gen.__code__.co_varnames[:1], s.gen.__builtins__ is not None))
def fset():
    s.gen.tag = 4; r = s.gen.tag, s.gen.__dict__; del s.gen.tag; return r
show("method eq", lambda: ((lambda p: p.total == p.total)(P(1)), P(1).total.__self__.a, P(1).total.__func__ is P.total, P(1).total.__name__, hash(P.total) == hash(P.total)))
show("instancecheck", lambda: (isinstance(P(1), object), issubclass(P, object), isinstance(P(1), collections.abc.Hashable), isinstance(s.gen, collections.abc.Callable)))
show("sizeof", lambda: sys.getsizeof(P(1)) > 0)
show("id", lambda: (lambda p: id(p) == id(p))(P(1)))
show("object new", lambda: P.__new__(P).__dict__)
show("object init", lambda: object.__repr__(P(1))[:16])
show("super", lambda: super(P, P(1)).__init__())
show("init_subclass", lambda: type("S", (P,), {"__init_subclass__": classmethod(lambda cls, **k: None)}))
show("reduce", lambda: P(1).__reduce_ex__(2)[0].__name__)
show("class getitem", lambda: P[int])
show("abs", lambda: abs(P(1)))
show("add", lambda: P(1) + 1)
show("call", lambda: P(1)())
show("len", lambda: len(P(1)))
show("iter", lambda: iter(P(1)))
show("missing", lambda: P())
show("toomany", lambda: P(1, 2, 3))
show("kw", lambda: P(1, c=2))
show("fn missing", lambda: s.plain_function())
show("attr", lambda: P(1).nope)
show("cls attr", lambda: P.nope)
show("mod attr", lambda: s.nope)
def step():
    c = s.paused(3)
    first = c.send(None)
    try: c.send("got")
    except StopIteration as e: return first, e.value
show("types.coroutine", step)
show("closure", lambda: [cell.cell_contents for cell in s.counted().__closure__])
show("builtins", lambda: (inspect.getmembers(s.plain_function)[0][0], s.disp("x"), s.Point(1)))
show("kinds of objects", lambda: [(isinstance(o, collections.abc.Iterable), isinstance(o, collections.abc.Sized), callable(o), inspect.isawaitable(o)) for o in (s.cached, s.gen(2), s.agen(2), s.gen)])
def cached_in_derived():
    class D(P):
        @functools.cached_property
        def slow(self):
            calls.append(1)
            return len(calls)
    calls = []
    d = D(1)
    return d.slow, d.slow, calls, sorted(vars(d))
show("cached_property", cached_in_derived)
def update():
    p = P(1); d = vars(p); d.update(a=3, c=4); d |= {"d": 5}; d.setdefault("e", 6); d.pop("b"); del d["d"]
    return p.a, p.c, p.e, hasattr(p, "b"), hasattr(p, "d"), vars(p) == d, d == {"a": 3, "c": 4, "e": 6}, d, copy.deepcopy(d), pickle.loads(pickle.dumps(d)), isinstance(d, dict)
show("vars", update)
