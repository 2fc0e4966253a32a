from itertools import *
import operator, functools
from functools import reduce, partial, lru_cache, cache, cmp_to_key, wraps, total_ordering, cached_property, singledispatch, partialmethod
from heapq import heappush, heappop, heapify, nlargest, nsmallest, merge, heapreplace, heappushpop
import bisect
def e(f, *a):
    try: return f(*a)
    except Exception as x: return f"{type(x).__name__}: {x}"
print(list(chain([1], "ab", ())), list(chain.from_iterable([[1], [2]])), list(islice(count(5, 2), 3)), count(1), count(2, 3), repeat(1, 2), repeat("x"))
print(list(accumulate([1, 2, 3])), list(accumulate([1, 2, 3], operator.mul, initial=10)), list(compress("abc", [1, 0, 1])), list(cycle([])), list(islice(cycle("ab"), 5)))
print(list(dropwhile(lambda x: x < 2, [1, 2, 1])), list(takewhile(lambda x: x < 2, [1, 2, 1])), list(filterfalse(None, [0, 1])), list(pairwise("abc")))
print([(k, list(g)) for k, g in groupby("aabbc")], [k for k, g in groupby([1, 1, 2])], list(islice("abcdef", 1, 5, 2)), list(zip_longest("ab", "c", fillvalue="-")))
print(list(product("ab", [1, 2])), list(product([1, 2], repeat=2)), list(product()), list(permutations([1, 2, 3], 2)), len(list(permutations(range(4)))))
print(list(combinations("abc", 2)), list(combinations_with_replacement("ab", 2)), list(starmap(pow, [(2, 3), (3, 2)])))
a, b = tee([1, 2, 3]); print(list(a), next(b), list(b), e(islice, [], -1), e(lambda: combinations([1], -1)))
it = iter(range(10)); print(list(islice(it, 2, 5)), list(it), list(islice(range(10), 5, 3)))
print(reduce(operator.add, [1, 2, 3]), reduce(lambda a, b: a * b, [], 7), e(reduce, operator.add, []))
p = partial(int, base=2); print(p("101"), p, p.func, p.args, p.keywords, partial(partial(max, 1), 5)(3))
@lru_cache(maxsize=2)
def sq(x, y=0): print("call", x, y); return x * x + y
print(sq(2), sq(2), sq(3), sq(4), sq(2), sq(2, y=1), sq.cache_info(), sq.__name__, sq.__wrapped__(5)); sq.cache_clear(); print(sq.cache_info(), sq.cache_parameters())
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info())
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
def deco(f):
    @wraps(f)
    def w(*a): "w doc"; return f(*a)
    return w
@deco
def named(x): "named doc"; return x
print(named.__name__, named.__doc__, named(3), named.__wrapped__ is not None)
@total_ordering
class T:
    def __init__(s, v): s.v = v
    def __eq__(s, o): return s.v == o.v
    def __lt__(s, o): return s.v < o.v
print(T(1) <= T(1), T(2) > T(1), T(1) >= T(2), T(1) != T(2))
class CP:
    n = 0
    @cached_property
    def x(self): CP.n += 1; return 42
c = CP(); print(c.x, c.x, CP.n, c.__dict__)
@singledispatch
def sd(x): return "obj"
@sd.register(int)
def _(x): return "int"
@sd.register
def _(x: list): return "list"
print(sd(1), sd([]), sd("s"), sd(True), sd.dispatch(bool)(1))
class PM:
    def m(self, a, b): return (a, b)
    q = partialmethod(m, 1)
print(PM().q(2))
h = [5, 1, 4]; heapify(h); heappush(h, 0); print(heappop(h), heappop(h), h, heapreplace(h, 9), heappushpop(h, 1), e(heappop, []))
print(nlargest(2, [1, 5, 3]), nsmallest(2, [1, 5, 3], key=lambda v: -v), list(merge([1, 4], [2, 3])), list(merge([4, 1], [3, 2], reverse=True)), nsmallest(3, iter([5, 2, 8, 1, 9, 2])))
l = [1, 3, 3, 5]; print(bisect.bisect(l, 3), bisect.bisect_left(l, 3), bisect.insort(l, 4), l, bisect.bisect(l, 2, key=lambda v: v))
print(operator.itemgetter(1)([1, 2]), operator.itemgetter(0, 2)("abc"), operator.attrgetter("real")(3), operator.methodcaller("upper")("a"), operator.itemgetter(1), operator.add(1, 2), operator.not_(0), operator.contains([1], 1), operator.countOf([1, 1], 1))
