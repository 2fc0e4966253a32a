import datetime as dt, time, random, itertools as it, functools as ft, statistics as st, fractions, decimal, copy, math, cmath, numbers, operator as op, heapq, bisect, array, struct, collections as co, graphlib, queue, uuid, secrets, enum, types
from decimal import Decimal as D
from fractions import Fraction as F
d = dt.datetime(2024, 2, 29, 13, 5, 9, 123456, tzinfo=dt.timezone.utc)
print(d, repr(d), d.isoformat(" ", "milliseconds"), d.strftime("%A %d %B %Y %I:%M:%S.%f %p %z %Z %j %U %W %w %y %% %G-W%V-%u"), d.timestamp(), d.astimezone(dt.timezone(dt.timedelta(hours=5, minutes=30), "IST")), d.replace(year=2023, day=1), d + dt.timedelta(days=366), d.isocalendar(), d.timetuple()[:6], d.weekday(), d.toordinal(), dt.date.fromisoformat("2024-W09-4"), dt.datetime.fromisoformat("2024-02-29T10:00:00.5+02:00"), dt.datetime.strptime("29 Feb 2024 10:11", "%d %b %Y %H:%M"), dt.datetime.strptime("2024-060 +0130", "%Y-%j %z"), dt.time(1, 2, 3).isoformat("minutes"), dt.time.fromisoformat("04:05:06.789"), dt.date.min, dt.datetime.max, dt.timedelta.resolution)
td = dt.timedelta(days=-1, hours=5, microseconds=7); print(td, repr(td), td.total_seconds(), abs(td), td / 2, td // dt.timedelta(hours=1), td % dt.timedelta(hours=1), divmod(td, dt.timedelta(hours=1)), td * 1.5, -td, dt.timedelta(weeks=1) / dt.timedelta(days=1))
for f in (lambda: dt.date(2023, 2, 29), lambda: dt.datetime.fromisoformat("2024-13-01"), lambda: dt.datetime.strptime("x", "%Y"), lambda: dt.datetime.strptime("2024 x", "%Y"), lambda: d < dt.datetime.now(), lambda: d - dt.datetime(2024, 1, 1), lambda: dt.timedelta(days=10**10), lambda: dt.date(2024, 1, 1) + 5, lambda: dt.time(25), lambda: dt.timezone(dt.timedelta(days=2)), lambda: dt.datetime(10000, 1, 1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
random.seed(12345); print(random.random(), random.randint(1, 100), random.choice("abc"), random.sample(range(50), 5), random.choices([1, 2, 3], [1, 1, 5], k=5), random.uniform(1, 2), random.gauss(0, 1), random.normalvariate(0, 1), random.expovariate(1), random.betavariate(1, 2), random.triangular(0, 1, .5), random.getrandbits(70), random.randbytes(4), random.paretovariate(3), random.vonmisesvariate(0, 4), random.gammavariate(2, 1), random.lognormvariate(0, 1), random.weibullvariate(1, 1)); x = list(range(8)); random.shuffle(x); print(x); s = random.getstate(); a = random.random(); random.setstate(s); print(a == random.random(), random.Random("seed").random(), random.Random(b"x").randrange(0, 100, 7))
for f in (lambda: random.choice([]), lambda: random.sample([1], 2), lambda: random.randrange(5, 5), lambda: random.choices([], k=1), lambda: random.randint(5, 1), lambda: random.sample({1, 2}, 1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(list(it.accumulate([1, 2, 3], op.mul, initial=2)), list(it.groupby("aabbbc"))[0][0], [(k, len(list(g))) for k, g in it.groupby("aabbbc")], list(it.islice(it.count(5, 2.5), 1, 8, 3)), list(it.pairwise("abcd")), list(it.zip_longest("ab", [1], fillvalue="-")), list(it.product("ab", repeat=2))[:3], list(it.permutations([1, 2, 3], 2)), list(it.combinations_with_replacement("abc", 2)), list(it.compress("abcd", [1, 0, 1])), list(it.dropwhile(lambda v: v < 3, [1, 4, 1])), list(it.takewhile(str.isalpha, "ab1c")), list(it.filterfalse(None, [0, 1, ""])), list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.chain.from_iterable(["ab", [1]])), [list(t) for t in it.tee("ab", 3)], list(it.repeat(7, 2)), list(it.islice(it.cycle("xy"), 5)))
print(ft.reduce(op.sub, [10, 1, 2]), ft.partial(int, base=2)("101"), ft.partial(print, 1, sep="-"), ft.cmp_to_key(lambda a, b: b - a)(1) < ft.cmp_to_key(lambda a, b: b - a)(0))
@ft.lru_cache(maxsize=2)
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(20), fib.cache_info(), fib.cache_parameters(), fib.__wrapped__.__name__)
@ft.singledispatch
def show(x): return "obj"
@show.register
def _(x: int): return "int"
@show.register(list)
def _(x): return "list"
@show.register
def _(x: float | str): return "fs"
print(show(1), show([]), show(None), show("s"), show(True), show.dispatch(bool) is show.registry[int], sorted(k.__name__ for k in show.registry))
@ft.total_ordering
class V:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
    def __lt__(s, o): return s.v < o.v
print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2))
class C:
    @ft.cached_property
    def p(self): print("computed"); return 5
    @ft.singledispatchmethod
    def m(self, a): return "d"
    @m.register
    def _(self, a: int): return "i"
    pm = ft.partialmethod(lambda self, a, b: (a, b), 1)
c = C(); print(c.p, c.p, c.__dict__, c.m(1), c.m(""), c.pm(2))
print(st.mean([1, 2, 3, 4]), st.median([3, 1, 2]), st.mode("aab"), st.multimode([1, 1, 2, 2]), st.stdev([1, 2, 4]), st.pstdev([1, 2]), st.variance([D("1"), D("3")]), st.quantiles([1, 2, 3, 4, 5]), st.harmonic_mean([1, 2]), st.geometric_mean([1, 4]), st.correlation([1, 2, 3], [1, 2, 4]), st.linear_regression([1, 2, 3], [2, 4, 7]), st.NormalDist(1, 2).cdf(0), st.NormalDist.from_samples([1, 2, 3]), st.fmean([1, 2.5]), st.covariance([1, 2], [3, 5]))
print(F("1/3") + D("0.5") if 0 else F(1, 3) ** 2, D("1.10") + D("2.2"), D(1) / D(7), D("1e400") * 2, round(D("2.675"), 2), D("3.14159").quantize(D("0.01"), decimal.ROUND_UP), D("-0").is_signed(), D("NaN").is_nan(), D(10).sqrt(), D("123.45").as_tuple(), D(0.1), f"{D('1234567.891'):,.2f}", D("1E+3").normalize(), D("1.20").normalize(), D(5) // D("1.5"), D(-5) % 3, D("2") ** D("0.5"), D("1").compare(D("2")), D(2).ln(), D(100).log10(), max(D(1), D(2)), D("12.5").to_eng_string(), D("0.00001234").to_eng_string(), D("Infinity") - 1)
with decimal.localcontext() as ctx: ctx.prec = 5; ctx.rounding = decimal.ROUND_DOWN; print(D(2) / 3, ctx.flags[decimal.Inexact], decimal.getcontext().prec)
for f in (lambda: D("x"), lambda: D(1) / 0, lambda: D(0) / 0, lambda: D("sNaN") + 1, lambda: D(1) + 1.5, lambda: D("inf") * 0, lambda: int(D("nan")), lambda: D(-1).sqrt()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(math.gcd(12, 18, 27), math.lcm(4, 6), math.comb(10, 3), math.perm(5, 2), math.isqrt(99), math.prod([1.5, 2]), math.fsum([.1] * 10), math.hypot(3, 4, 12), math.dist((1, 2), (4, 6)), math.nextafter(1, 2), math.ulp(1.0), math.frexp(10), math.ldexp(.5, 4), math.modf(-2.5), math.copysign(1, -0.0), math.remainder(7, 3), math.fmod(-7, 3), math.log(8, 2), math.log2(10), math.log1p(1e-10), math.expm1(1e-10), math.erf(.5), math.gamma(5.5), math.lgamma(100), math.degrees(math.pi), math.atan2(-1, -1), math.cbrt(27), math.exp2(3), math.isclose(1, 1 + 1e-10), math.trunc(-2.7), math.ceil(2.1), math.floor(-2.1), math.factorial(20), math.tau, math.inf, cmath.sqrt(-1), cmath.phase(-1), cmath.polar(1j), cmath.rect(1, 2), cmath.exp(1j), cmath.isnan(complex("nan")))
for f in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.exp(1000), lambda: math.comb(1, -1), lambda: math.fmod(1, 0), lambda: math.acos(2), lambda: cmath.log(0), lambda: math.isqrt(-1), lambda: math.gcd(1.5), lambda: math.dist([1], [1, 2])):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
h = [5, 3, 8]; heapq.heapify(h); heapq.heappush(h, 1); print(h, heapq.heappop(h), heapq.heappushpop(h, 4), heapq.heapreplace(h, 9), heapq.nlargest(2, [1, 5, 2], key=lambda v: -v), heapq.nsmallest(2, "hello"), list(heapq.merge([1, 4], [2, 3], reverse=False)), bisect.bisect([1, 2, 2, 3], 2), bisect.bisect_left([1, 2, 2, 3], 2), bisect.bisect("abc", 2, key=ord)); l = [1, 3]; bisect.insort(l, 2); print(l)
a = array.array("i", [1, 2, 3]); a.extend([4]); a.byteswap(); print(a, a.tobytes(), a.itemsize, a.typecode, array.array("d", b"\0" * 16), array.array("u", "hé"), a[1:3], a.index(a[2]), a.tolist(), array.array("b", [-1]).buffer_info()[1], memoryview(a).format)
print(struct.pack("<IhQ?4sf", 1, -2, 3, True, b"ab", 1.5), struct.unpack(">hB", b"\xff\xfe\x01"), struct.calcsize("@iq"), struct.calcsize("=iq"), list(struct.iter_unpack("<H", b"\1\0\2\0")), struct.Struct("!d").size, struct.pack("3p", b"abcd"), struct.pack("e", 1.1))
for f in (lambda: struct.pack("B", 256), lambda: struct.unpack("I", b"1"), lambda: struct.pack("z", 1), lambda: struct.pack("hh", 1), lambda: struct.pack("h", "x"), lambda: array.array("z"), lambda: array.array("b", [200]), lambda: a.append("x")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(co.Counter("abracadabra").most_common(2), co.Counter(a=3, b=1) - co.Counter(a=1, b=2), co.Counter("aab") & co.Counter("ab"), +co.Counter(a=-1), co.Counter(a=2).total(), list(co.Counter(a=2).elements()), co.deque([1, 2, 3], 2), co.OrderedDict(a=1) == {"a": 1}, co.ChainMap({"a": 1}, {"a": 2, "b": 3})["b"], co.namedtuple("P", "x y", defaults=[5])(1)._asdict()); q = co.deque(range(5)); q.rotate(2); q.appendleft(9); print(q, q.count(9), q.index(0)); od = co.OrderedDict.fromkeys("abc"); od.move_to_end("a"); print(od, od.popitem(False)); P = co.namedtuple("P", ["x", "class", "x"], rename=True); print(P(1, 2, 3), P._fields, P(1, 2, 3)._replace(x=9), P.__doc__)
ts = graphlib.TopologicalSorter({"d": {"b", "c"}, "b": {"a"}, "c": {"a"}}); print(list(ts.static_order())[0])
try: list(graphlib.TopologicalSorter({1: [2], 2: [1]}).static_order())
except graphlib.CycleError as e: print(e, e.args[1])
print(uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), uuid.UUID("{12345678-1234-5678-1234-567812345678}").urn, uuid.UUID(int=5).hex, uuid.uuid4().version, uuid.uuid3(uuid.NAMESPACE_URL, "x").fields, len(secrets.token_hex(8)), secrets.compare_digest("a", "a"))
class Color(enum.Enum): RED = 1; GREEN = enum.auto(); ALIAS = 1
class Perm(enum.Flag): R = 4; W = 2; X = 1
class S(enum.StrEnum): A = enum.auto(); B = "bee"
print(Color(2), Color["RED"], list(Color), Color.ALIAS, Color.__members__, Perm.R | Perm.X, ~Perm.R, Perm(7), Perm.R in Perm(6), S.A, f"{S.B}", repr(S.A), enum.IntEnum("I", "p q")["q"] + 1, [p.name for p in Perm(5)])
for f in (lambda: Color(9), lambda: Color["X"], lambda: setattr(Color, "RED", 2), lambda: Perm(99), lambda: Color.RED < Color.GREEN, lambda: enum.unique(Color)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class L(list): pass
o = L([1, [2]]); o.attr = {"k": o}; c1, c2 = copy.copy(o), copy.deepcopy(o); print(c1[1] is o[1], c2[1] is o[1], c2.attr["k"] is c2, copy.deepcopy((1, [2])), copy.copy({1: [2]}), copy.deepcopy(co.deque([[1]], 3)), copy.replace if hasattr(copy, "replace") else None)
print(isinstance(1, numbers.Integral), isinstance(1.5, numbers.Rational), isinstance(D(1), numbers.Number), isinstance(F(1), numbers.Rational), issubclass(complex, numbers.Complex), op.attrgetter("a.b", "c")(types.SimpleNamespace(a=types.SimpleNamespace(b=1), c=2)), op.itemgetter(1, slice(2))([1, 2, 3]), op.methodcaller("split", ",")("a,b"), op.index(True), op.length_hint(iter([1, 2])), op.concat([1], [2]), op.countOf([1, 1], 1))
qq = queue.LifoQueue(2); qq.put(1); qq.put(2); print(qq.full(), qq.get(), qq.qsize())
try: qq.get(); qq.get_nowait()
except queue.Empty as e: print(repr(e))
print(time.strftime("%Y-%m-%d", time.gmtime(0)), time.gmtime(86400 * 365)[:], time.strptime("30 Nov 00", "%d %b %y")[:3], time.asctime(time.gmtime(0)), time.mktime((2000, 1, 1, 0, 0, 0, 0, 0, 0)), type(time.perf_counter_ns()), time.gmtime(0))
