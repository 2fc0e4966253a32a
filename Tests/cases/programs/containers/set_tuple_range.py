def e(f, *a):
    try: return f(*a)
    except Exception as x: return f"{type(x).__name__}: {x}"
a = {1, 2, 3, 4, 5}; b = {4, 5, 6}
print(a | b, a & b, a - b, a ^ b, a <= b, {4} < a, a > {1}, a.isdisjoint({9}), {1, 2} == frozenset([2, 1]))
print(a.union([9], (8,)), a.intersection([1, 2], {2}), a.difference([1], [2]), a.symmetric_difference([1, 99]))
a |= {10}; a -= {1}; a &= {2, 3, 10, 40}; a ^= {3, 77}; print(a)
s = set(); s.add(1); s.add(True); s.add(1.0); print(s, e(s.remove, 5), s.discard(5), s.pop(), e(s.pop), s)
print(set("hello") == set("olleh"), frozenset([1, 2]), frozenset(), set(), {frozenset([1])}, frozenset([1]) | {2}, {2} | frozenset([1]))
print({i * 37 % 101 for i in range(40)}); print(set(range(100, 0, -7))); print({x for x in [50, 3, 17, 2, 99, 1000, -5]})
print({1, 2, 3} >= {1}, set([1]).issubset([1, 2]), set([1, 2]).issuperset([1]), {(1, 2), (3, 4)})
print(e(lambda: {[]}), e(lambda: {1} | [1]), e(lambda: {1} < [1]), e(lambda: {1}.add([])), hash(frozenset({1, 2})))
class F(set): pass
f = F([1, 2]); f.x = 1; print(f, type(f | {3}), f.x, F())
def grow():
    s = {1, 2}
    for x in s: s.add(x + 10)
print(e(grow)); t = {3, 1, 2}; c = t.copy(); c.add(9); print(t, c, sorted(c), len(c), 9 in c, min(c), sum(c)); c.clear(); print(c)
r = range(10, 0, -3); print(r, list(r), len(r), r[1], r[-1], r[::2], 7 in r, 8 in r, r.index(4), r.count(1), r == range(10, -1, -3), hash(range(0)) == hash(range(3, 3)), list(reversed(r)), range(10 ** 20, 10 ** 20 + 3)[1], len(range(0, 10 ** 18, 3)), list(range(10 ** 20, 10 ** 20 + 2)), e(lambda: r[9]), range(5).start, e(range, 1, 2, 0))
print(slice(1, 2), slice(None, 5, 2).indices(10), slice(1, 2) == slice(1, 2), slice(-1, None, -1).indices(3), "abcdef"[slice(1, 4)])
t = (1, 2, 3); print(t + (4,), t * 2, t[1:], t[::-1], t.index(2), t.count(9), 2 in t, t < (1, 3), hash(t), (), (1,), tuple("ab"), e(lambda: t.index(9)), max(t), sorted(t, reverse=True))
class TT(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
x = TT(1, 2); x.attr = 5; print(x, x.attr, x[0], len(x), x == (1, 2), hash(x) == hash((1, 2)))
print(vars(type("V", (), {"a": 1})())), print(callable(len), callable(3), isinstance(True, int), issubclass(bool, (str, int)), getattr(3, "real"), getattr(3, "zz", None), hasattr([], "append"), dir([])[:3], id(5) == id(5))
class It:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i
    def __len__(self): return 4
print(list(It()), list(reversed(It())), 2 in It(), list(zip(It(), "ab")), *map(str, It()))
i = iter(It()); print(next(i), type(i), next(iter([]), "d"), list(iter(lambda n=iter([1, 2, 0]): next(n), 0)))
print(list(zip([1, 2], [3, 4], strict=True)), e(lambda: list(zip([1], [2, 3], strict=True))), list(map(lambda a, b: a + b, [1, 2], [10, 20])), list(enumerate("ab", start=3)))
