import re, collections, functools, itertools, string, textwrap, datetime, decimal, fractions, enum, typing, dataclasses, abc, contextlib, inspect, traceback, sys, io, os
# re
pat = re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)(?:-(?P<d>\d\d))?", re.X | re.I)
m = pat.search("on 2024-05 and 2023-01-02"); print(m, m.groupdict(), m.span("m"), m.groups("x"), m.expand(r"\g<m>/\g<y>"), m.lastgroup, m.lastindex, m.regs, m["y"], m.start(0), m.endpos, m.pos, m.re is pat, m.string[:3], pat.groupindex, pat.groups, pat.flags, pat.pattern)
print(re.sub(r"(\w)(\w*)", lambda k: k[2] + k[1], "hello big world"), re.subn("a", "b", "banana", 2), re.split(r"(,)\s*", "a, b,c", maxsplit=1), re.findall(r"(a)(b)?", "abaa"), [x.span() for x in re.finditer("", "ab")], re.escape("a.b*c d-e#"), re.fullmatch(r"\w+", "abc").group(), re.match("b", "ab"), re.sub(r"(?i)A", r"[\g<0>]", "aA"), re.split(r"\b", "a b"), re.findall(r"(?<=a)b|(?<!a)c", "abcac"), re.search(r"(?s).+", "a\nb").group(), re.findall(r"(?m)^\w", "ab\ncd"), re.search(r"(a+)+b", "aaab").group(1), re.search(r"(?P<q>['\"]).*?(?P=q)", 'x"y"z').group(), re.findall(r"[^\W\d_]+", "ab1_é"), re.findall(r"\u00e9|\N{BULLET}", "é•"), re.search(r"(?>a+)b", "aab").group(), re.search(r"a++b", "aab").group(), re.sub("x*", "-", "abxd"), re.findall(rb"\d+", b"a12"), re.search("(?a)\\w+", "éa").group(), re.search(r"(?(1)b|c)", "c") if 0 else "", re.match(r"(a)?(?(1)b|c)", "ab").group())
for bad in ("(", "[a", "a**", "(?P<1>a)", "(?P<a>x)(?P<a>y)", r"\1", "(?<=a+)b", "a{2,1}", "(?z)", r"\g", "[z-a]", "(?P=x)", "*", r"(?P<n", "x{1}{2}", "a(?i)b", r"\N{NOPE}"):
    try: print(re.compile(bad))
    except re.error as e: print(e, e.pos, e.lineno, e.colno)
print(re.compile("a", re.I | re.M), re.RegexFlag.I | re.M, re.compile(b"x"), re.compile("a") == re.compile("a"), re.Scanner([(r"\d+", lambda s, t: int(t)), (r"\s+", None), (r"\w+", lambda s, t: t)]).scan("12 ab !")) 
# itertools/functools oddities
print(list(itertools.batched("abc", 2)) if hasattr(itertools, "batched") else "", functools.reduce(lambda a, b: a * b, range(1, 6), 1), functools.WRAPPER_ASSIGNMENTS, repr(functools.partial(pow, 2))[:30], functools.partial(pow, 2).func, itertools.count(1), itertools.repeat(1, 3), itertools.chain([1]).__class__)
for f in (lambda: itertools.islice([1], -1), lambda: itertools.combinations("a", -1), lambda: next(iter([])), lambda: functools.reduce(max, []), lambda: itertools.product([1], repeat=-1), lambda: itertools.accumulate(), lambda: list(itertools.starmap(pow, [1])), lambda: itertools.tee([1], -1), lambda: itertools.zip_longest([1], x=1), lambda: functools.lru_cache(5)(5), lambda: functools.singledispatch(lambda: 0)(), lambda: functools.partial()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# datetime formatting corners
for fmt in ("%a %b %c %x %X", "%-d", "%Q", "%", "%%", "%f", "%s" if 0 else "%T %D %F %R", "%e|%k|%l|%n|%h|%C|%g|%G|%V|%u"): print(repr(datetime.datetime(2024, 3, 5, 4, 6, 7, 89).strftime(fmt)))
print(f"{datetime.date(2024, 3, 5):%d/%m}", datetime.datetime(2024, 1, 1).__format__(""), datetime.datetime.combine(datetime.date(2024, 1, 1), datetime.time(3)), datetime.datetime.fromtimestamp(0, datetime.timezone.utc), datetime.datetime.utcfromtimestamp(86400.5), datetime.date.fromordinal(738000), datetime.datetime(2024, 12, 30).isocalendar(), datetime.timezone.utc, repr(datetime.timezone(datetime.timedelta(0), "Z")), datetime.date.fromisocalendar(2024, 1, 1), max(datetime.date.max, datetime.date.min), datetime.datetime(1, 1, 1).timetuple().tm_yday, datetime.UTC)
# enum corners
class Planet(enum.Enum):
    EARTH = (5.9, 6.3)
    def __init__(self, mass, r): self.mass = mass; self.r = r
    @property
    def g(self): return self.mass / self.r
    @classmethod
    def _missing_(cls, v): return cls.EARTH if v == "home" else None
class W(enum.Enum):
    def _generate_next_value_(name, start, count, last): return name.lower()
    A = enum.auto(); B = enum.auto()
    _ignore_ = ["z"]; z = 5
    @enum.nonmember
    def nm(): return 1
class F8(enum.IntFlag, boundary=enum.KEEP): A = 1; B = 2; AB = 3
class Strict(enum.Flag, boundary=enum.STRICT): A = 1; B = 2
print(Planet("home").g > 0, W.A.value, F8(9), F8.A | 8, list(F8.AB), F8["AB"].name, W.__members__.keys(), repr(Strict.A | Strict.B), Strict(0), ~Strict.A, len(Strict), Strict.A in Strict.A | Strict.B, enum.Flag("X", "a b").b.value, enum.Enum("Y", {"p": 1})(1), dir(Strict.A)[:2], enum.verify, F8.A.__class__.__mro__[1])
for f in (lambda: Strict(8), lambda: type("S2", (Planet,), {}), lambda: W("zz"), lambda: Planet.EARTH.nope, lambda: enum.Enum("Z", "a a"), lambda: enum.verify(enum.CONTINUOUS)(enum.IntEnum("Q", {"a": 1, "b": 3})), lambda: F8.A < Strict.A):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
# descriptors, metaclass, __init_subclass__, __set_name__
class Typed:
    def __set_name__(s, o, n): s.n = "_" + n; print("set_name", o.__name__, n)
    def __get__(s, i, o=None): return s if i is None else getattr(i, s.n, None)
    def __set__(s, i, v):
        if not isinstance(v, int): raise TypeError(f"{s.n} must be int")
        setattr(i, s.n, v)
class Meta(type):
    def __new__(m, n, b, ns, **kw): ns["kw"] = kw; return super().__new__(m, n, b, ns)
    def __init__(c, n, b, ns, **kw): super().__init__(n, b, ns)
    def __call__(c, *a): o = super().__call__(*a); o.made = True; return o
    def __getitem__(c, i): return f"{c.__name__}[{i}]"
    def __contains__(c, x): return x == 1
    @classmethod
    def __prepare__(m, n, b, **kw): return collections.OrderedDict(pre=1)
class Foo(metaclass=Meta, opt=3):
    x = Typed()
    def __init_subclass__(cls, /, tag=None, **kw): cls.tag = tag; super().__init_subclass__()
    def __class_getitem__(cls, i): return "never"
class Bar(Foo, tag="t"): __slots__ = ()
print(Foo.kw, Foo.pre, Foo["i"], 1 in Foo, Bar.tag, Foo().made, isinstance(Foo.x, Typed))
try: Foo().x = "s"
except TypeError as e: print(e)
