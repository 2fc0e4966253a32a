import random, heapq
random.seed(11)
class V:
    def __init__(self, n): self.n = n
    def __lt__(self, o): return self.n < o.n
    def __repr__(self): return "V%d" % self.n
inf = float("inf")
def check(make, n, **kw):
    xs = [make(i) for i in range(n)]
    ys = sorted(xs, **kw)
    zs = list(xs); zs.sort(**kw)
    print(n, ys[:3], ys[n // 2], ys[-3:], [id(a) == id(b) for a, b in zip(ys, zs)].count(False))
    key = kw.get("key") or (lambda v: v)
    order = [key(y) for y in ys]
    if kw.get("reverse"): order.reverse()
    print(all(not (b < a) for a, b in zip(order, order[1:])), len(ys) == len(xs))
    return ys
words = ["".join(random.choice("abAB\0z ") for _ in range(random.randrange(12))) for _ in range(500)]
for n in (50, 97, 1000, 6000):
    for rev in (False, True):
        check(lambda i: random.randrange(-10**9, 10**9), n, reverse=rev)
        check(lambda i: random.randrange(10), n, reverse=rev)
        check(lambda i: random.choice([0.0, -0.0, 1.5, -2.25, inf, -inf, 1e300, -1e-300, random.random()]), n, reverse=rev)
        check(lambda i: random.choice(words), n, reverse=rev)
        check(lambda i: random.choice(words) + random.choice(["", "é", "\u20ac"]), n, reverse=rev)
        check(lambda i: (random.randrange(5), random.choice(words), random.random(), i), n, reverse=rev)
        check(lambda i: (random.choice(words)[:2], random.randrange(-3, 3), i), n, reverse=rev)
        check(lambda i: (random.choice(words)[:2],) + (i,) * (i % 3), n, reverse=rev)
        check(lambda i: (random.randrange(3), random.choice([1, 2.5])), n, reverse=rev)
        print([v.n for _, v in check(lambda i: (random.randrange(3), V(i % 7)), n, key=lambda t: t[0], reverse=rev)][:40])
        print(check(lambda i: i % 13 * 100 + i, n, key=lambda x: (x % 4, str(x % 3), -x), reverse=rev)[:9])
        check(lambda i: i if i % 50 else -i, n, reverse=rev)
        check(lambda i: random.choice([True, 3, 2**70, -1]), n, reverse=rev)
        check(lambda i: random.choice([1, 2.5, -3]), n, reverse=rev)
        check(lambda i: [random.randrange(4), i], n, reverse=rev)
stable = sorted([(i % 4, i) for i in range(400)], key=lambda t: t[0]); print(stable[:5], stable[101], stable[-2:])
nan = float("nan"); print(len(sorted([nan if i % 9 == 0 else random.random() for i in range(300)])))
try: sorted([(1, V(2), 3), (1, None)] * 60)
except TypeError as e: print(e)
try: sorted([(1, None)] * 60 + [(1, "a")] * 60)
except TypeError as e: print(e)
for kind in (lambda: random.randrange(50), lambda: (random.randrange(5), random.random()), lambda: (random.randrange(5), "x" * random.randrange(3)), lambda: random.random(), lambda: (2, V(random.randrange(9))), lambda: (random.randrange(4),) * random.randrange(1, 4)):
    h = []
    for i in range(300): heapq.heappush(h, kind())
    out = [heapq.heappop(h) for _ in range(100)]
    print(repr(out[:8]), all(not (b < a) for a, b in zip(out, out[1:])))
    for i in range(50): heapq.heappushpop(h, kind()); heapq.heapreplace(h, kind())
    heapq.heapify(h); print(repr(h[:5]), repr(heapq.nlargest(3, h)), repr(heapq.nsmallest(3, h)))
s = set(range(5, 40)); print(min(s), max(s), min({1, 2.5, -3}), max(frozenset([3, 9])), max({"a", "b"}))
try: min(set())
except ValueError as e: print(e)
print(max(set(), default=3), max({3, -7}, key=abs))
