# more protocol: unpacking, comprehension scopes, async-free iteration helpers
import collections, itertools, functools, operator, heapq, bisect
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
dq = collections.deque([1, 2, 3], maxlen=4); dq.append(4); dq.append(5); dq.appendleft(0); print(dq, dq[0], dq[-1], len(dq), dq.maxlen, list(reversed(dq)), dq.count(3), dq.index(3), 3 in dq); dq.rotate(1); print(dq); dq.extend([7]); dq.extendleft([8]); print(dq, dq.copy(), dq == collections.deque(dq), dq.pop(), dq.popleft()); dq.insert(1, "i"); dq.remove("i"); dq.reverse(); print(dq, dq + collections.deque([1]), dq * 2); del dq[0]; dq[0] = "s"; print(dq); dq.clear(); print(dq, bool(dq))
t(lambda: collections.deque()[0]); t(lambda: collections.deque([1], 1).insert(0, 2)); t(lambda: hash(collections.deque())); t(lambda: collections.deque([1]) < collections.deque([2])); t(lambda: collections.deque([1]) + [1])
def dmut():
    q = collections.deque([1, 2])
    for x in q: q.append(1)
t(dmut)
c = collections.Counter("abracadabra"); print(c, c.most_common(2), c["zz"], c["a"], sum(c.values()), sorted(c.elements())[:3], c - collections.Counter("aab"), c + collections.Counter(a=1), c & collections.Counter("ab"), c | collections.Counter(z=9), c.total(), +collections.Counter(a=-1, b=1), -collections.Counter(a=-1)); c.update("aa"); c.subtract("b"); print(c["a"], c["b"], collections.Counter(a=1) == collections.Counter({"a": 1}), collections.Counter(a=1) <= collections.Counter(a=2))
dd = collections.defaultdict(list); dd["a"].append(1); print(dd, dd["b"], dd.get("c"), len(dd), dd.default_factory); t(lambda: collections.defaultdict()["x"]); dl = collections.defaultdict(lambda: 5, a=1); print(dl["q"], dict(dl), dl.copy()["zz"])
od = collections.OrderedDict(a=1, b=2, c=3); od.move_to_end("a"); print(od, list(od), od.popitem(last=False)); od.move_to_end("a", last=False); print(od, od == {"a": 1, "c": 3}, od == collections.OrderedDict([("c", 3), ("a", 1)]), list(reversed(od)), od | {"z": 1}, repr(collections.OrderedDict()))
cm = collections.ChainMap({"a": 1}, {"a": 2, "b": 3}); print(cm["a"], cm["b"], dict(cm), cm.maps, cm.new_child({"z": 0}), cm.parents, len(cm), "b" in cm); cm["b"] = 9; print(cm.maps); t(lambda: cm["nope"]); t(lambda: cm.pop("zzz"))
class UD(collections.UserDict):
    def __setitem__(s, k, v): super().__setitem__(k, v * 2)
u = UD(a=1); u["b"] = 2; print(u, dict(u), u.data, isinstance(u, dict), "a" in u); class_ul = collections.UserList([1, 2]); print(class_ul + [3], class_ul[0:1], collections.UserString("ab").upper())
h = [5, 3, 8]; heapq.heapify(h); heapq.heappush(h, 1); print(heapq.heappop(h), h, heapq.nlargest(2, h), heapq.nsmallest(2, h, key=lambda x: -x), heapq.heappushpop(h, 0), heapq.heapreplace(h, 9), list(heapq.merge([1, 4], [2, 3]))); t(lambda: heapq.heappop([]))
b = [1, 3, 3, 5]; print(bisect.bisect(b, 3), bisect.bisect_left(b, 3), bisect.insort(b, 4), b, bisect.bisect([1, 2], 1.5, 0, 1), bisect.bisect_left([3, 2, 1], -2, key=lambda x: -x))
print(functools.reduce(operator.mul, [1, 2, 3], 10)); t(lambda: functools.reduce(operator.add, [])); p = functools.partial(int, base=2); print(p("101"), p.func, p.args, p.keywords, repr(p)); pp = functools.partial(p, "11"); print(pp(), pp.args)
@functools.lru_cache(maxsize=2)
def sq(x): print("calc", x); return x * x
sq(1); sq(2); sq(1); sq(3); sq(2); print(sq.cache_info(), sq.cache_parameters(), sq.__wrapped__(5)); sq.cache_clear(); print(sq.cache_info())
class PM:
    def add(self, a, b): return a + b
    inc = functools.partialmethod(add, 1)
print(PM().inc(5), sorted(["b", "A"], key=functools.cmp_to_key(lambda a, b: (a.lower() > b.lower()) - (a.lower() < b.lower()))))
g = operator.itemgetter(1, 0); print(g("ab"), operator.attrgetter("real", "imag")(3), operator.methodcaller("upper")("a"), operator.itemgetter(slice(1, 3))([1, 2, 3, 4]), repr(operator.itemgetter(1)), repr(operator.attrgetter("a.b")), repr(operator.methodcaller("x", 1, k=2)))
for n in "add sub mul truediv floordiv mod pow and_ or_ xor lshift rshift eq ne lt le gt ge is_ is_not concat contains countOf indexOf getitem".split():
    try: print(n, getattr(operator, n)(*({"concat": ("a", "b"), "contains": ("abc", "b"), "countOf": ([1, 1], 1), "indexOf": ([1, 2], 2), "getitem": ([5], 0)}.get(n, (6, 3)))), end="; ")
    except Exception as e: print(n, e)
print(); l = [1]; operator.setitem(l, 0, 5); operator.iadd(l, [6]); operator.delitem(l, 0); print(l, operator.not_(0), operator.truth([]), operator.neg(1), operator.inv(1), operator.index(True), operator.abs(-1), operator.pos(-1))
x = 10; print([x for x in range(3)], x, [y for x in "ab" for y in x * 2 if y], {k: v for k, v in zip("ab", [1, 2])}, {x % 2 for x in range(4)}, [[i * j for j in range(2)] for i in range(2)], [a for a, in [(1,), (2,)]], list(i for i in range(5) if i % 2 if i > 1))
class Sc:
    n = 3; l = [i for i in range(n)]
    try: m = [n for _ in range(2)]
    except NameError as e: print(e)
print(Sc.l); print([lambda: i for i in range(2)][0](), (lambda: [z for z in range(x) if z > 7])())
it = iter(range(10)); print([*zip(it, it)], list(it)); it = iter([1, 2, 3, 4]); print(next(it), *it); print(dict(enumerate("ab")), max(enumerate([3, 9, 2]), key=lambda p: p[1]), any(x > 2 for x in [1, 2, 3]), all(()), sum(map(len, ["a", "bb"])), list(zip(*[(1, 2), (3, 4)])), sorted(zip([2, 1], "ba")), list(map(None.__class__, [])) if 0 else "", [*range(3), *"ab"], {**{"a": 1}, "b": 2}, (*[1], 2))
s = "hello"; print([s[i:i + 2] for i in range(len(s) - 1)], *map("".join, itertools.product("ab", repeat=2)), ["".join(g) for k, g in itertools.groupby("aaabbc")], list(itertools.chain.from_iterable([[1], [2, 3]])), list(itertools.islice(itertools.count(), 2, 8, 2)))
