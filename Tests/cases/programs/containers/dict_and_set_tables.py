import random
random.seed(5)
# dicts of every shape against a list of pairs
def check(d, ref):
    assert list(d.items()) == ref, (d, ref)
    for k, v in ref: assert d[k] == v and k in d
def run(keys, seed, n):
    r = random.Random(seed); d = {}; ref = []
    for i in range(n):
        k = keys(r, i, d)
        op = r.random()
        if op < .7:
            v = r.randrange(1000)
            for j, (a, b) in enumerate(ref):
                if a == k: ref[j] = (a, v); break
            else: ref.append((k, v))
            d[k] = v
        elif op < .85:
            x = d.pop(k, None)
            ref = [(a, b) for a, b in ref if a != k]
        elif op < .9 and d:
            it = d.popitem(); assert it == ref.pop()
        elif op < .92:
            d = d.copy()
        elif op < .93: d = dict(d)
        elif op < .935:
            d.clear(); ref = []
        miss = k
        assert (k in d) == any(a == k for a, b in ref)
        assert d.get(1.0) == dict(ref).get(1.0)
        if r.random() < .2: check(d, ref)
    check(d, ref)
run(lambda r, i, d: len(d), 1, 300)
run(lambda r, i, d: len(d) if r.random() < .95 else r.choice([1.5, "a", True, 2.0, (1,2), -1]), 2, 300)
run(lambda r, i, d: r.choice("abcdefghijkl") * r.randrange(1, 3), 3, 500)
run(lambda r, i, d: r.randrange(9), 4, 500)
run(lambda r, i, d: r.choice([r.randrange(9), "k%d" % r.randrange(5), None, (1, r.randrange(3))]), 5, 500)
run(lambda r, i, d: "k%d" % r.randrange(50), 6, 900)
for n in (1, 5, 8, 9, 20, 100, 1000):
    d = {i: i for i in range(n)}
    assert d.get(n) is None and d.get(-1) is None and d.get(n - 1) == n - 1 and d.get(float(n - 1)) == n - 1 and d[True if n > 1 else False] in (0, 1)
    d["x"] = 1; assert d["x"] == 1 and d[n - 1] == n - 1
    e = {i: i for i in range(n)}; del e[0]; e[0] = 5; assert list(e)[-1] == 0 and e[0] == 5 and e.get(n - 1) in (n - 1, 5)
    e = dict.fromkeys(range(n)); e.update({i: i for i in range(n + 5)}); assert len(e) == n + 5 and e[n + 4] == n + 4
    s = {i for i in range(n)}; t = {i for i in range(0, 3 * n, 2)}
    print(sorted(s | t)[:5], len(s & t), len(s - t), len(s ^ t), max(s), min(t), len(t))
    s |= t; s -= {0}; s &= t; print(list(s)[:9], s == t - {0})
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return hash(self.n)
    def __eq__(self, o): return self.n == (o.n if isinstance(o, K) else o)
d = {i: i for i in range(30)}; print(d[K(7)], K(31) in d); d[K(30)] = 'k'; print(d[30], len(d))
d = {}; d[0] = 1; d[K(0)] = 2; print(d, len(d))
print({False: 1, True: 2, 2: 3}[2], {0: 'a', 1: 'b'}[1.0])
