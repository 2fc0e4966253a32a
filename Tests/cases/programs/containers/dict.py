def e(f, *a):
    try: return f(*a)
    except Exception as x: return f"{type(x).__name__}: {x}"
d = {"a": 1, 2: "b", (1, 2): [3], None: True}
print(d, len(d), d["a"], d.get("zz"), d.get("zz", 5), (1, 2) in d, e(lambda: d["q"]), e(lambda: d[[]]))
d["a"] = 10; del d[2]; d[2] = "again"; print(d, list(d), list(d.values()), list(d.items()))
print(d.pop("a"), d.pop("a", "dflt"), e(d.pop, "a"), d.popitem(), d)
print(d.setdefault("x", []), d.setdefault("x", 5), d)
d.update({"y": 1}, z=2); d.update([("w", 3)], v=4); print(d)
print(d | {"x": 0}, {1: 2} | {1: 3}, e(lambda: {} | []))
d |= [("ior", 1)]; print(d)
print({1: 2} == {1.0: 2}, {1: 2} != {1: 3}, {1: 2} == [1], e(lambda: {} < {}))
print(dict.fromkeys("abc"), dict.fromkeys([1, 2], 0), dict(a=1, b=2), dict([(1, 2)]), dict({3: 4}, c=5), dict(zip("ab", [1, 2])))
k = d.keys(); v = d.values(); i = d.items()
print(k, v, i, len(k), "x" in k, ("y", 1) in i, 1 in v)
print({1: 2, 3: 4}.keys() & {1, 5}, {1: 2}.keys() | [7], {1: 2, 3: 4}.keys() - [1], {1: 2}.keys() ^ {1, 2}, {1: 2}.items() & {(1, 2)})
print({1: 2}.keys() == {1}, {1: 2}.keys() < {1, 2}, {1: 2}.items() == {(1, 2)}, {1: 2}.keys().isdisjoint([2]), {1:1}.keys() >= {1})
print(list(reversed({1: 2, 3: 4})), list(reversed({1: 2, 3: 4}.values())), list(reversed({1: 2, 3: 4}.items())))
def mutate(op):
    d = {i: i for i in range(5)}
    for k in d: op(d, k)
print(e(mutate, lambda d, k: d.pop(k)), e(mutate, lambda d, k: d.__setitem__(k + 100, 1)), e(mutate, lambda d, k: d.__setitem__(k, 5)))
class D(dict):
    def __missing__(self, key): return f"<{key}>"
x = D(a=1); print(x["a"], x["b"], x.get("b"), "b" in x, x, type(x.copy()))
class K:
    def __init__(s, v): s.v = v
    def __hash__(s): return hash(s.v) % 3
    def __eq__(s, o): return isinstance(o, K) and s.v == o.v
    def __repr__(s): return f"K({s.v})"
d = {K(i): i for i in range(20)}
print(d[K(7)], K(21) in d, len(d)); del d[K(3)]; print(K(3) in d, d[K(6)], e(lambda: d[K(3)]))
r = {}; r["self"] = r; print(r)
big = {}
for i in range(10000): big[i] = str(i)
for i in range(0, 10000, 2): del big[i]
print(len(big), big[9999], big.get(5000), sum(big))
for i in range(0, 10000, 3): big[str(i)] = i
print(len(big), big["9999"], list(big)[:3], list(big)[-2:])
m = {1: "a", True: "b", 1.0: "c"}; print(m)
print({**{"a": 1}, "b": 2, **{"a": 3}}, {i: i * i for i in range(4)})
def f(**kw): return kw
print(f(**{"a": 1}, b=2), e(lambda: f(**{1: 2})), e(lambda: f(a=1, **{"a": 2})))
class Map:
    def keys(self): return ["k1", "k2"]
    def __getitem__(self, k): return k.upper()
print(dict(Map()), {**Map()}, f(**Map()))
print(e(dict, [1]), e(dict, ["abc"]), e(dict, 5), e({}.update, [(1,)]))
d = {}; d[float("nan")] = 1; print(len(d), d)
it = iter({1: 2, 3: 4}); next(it); print(it.__length_hint__(), list(it))
s = {"b": 1, "a": 2}; print(sorted(s), min(s), max(s, key=s.get), list(map(s.get, s)))
print(type({}.keys()), type({}.values()), type({}.items()), type(iter({})), type(iter({}.items())))
a, b = {"p": 1, "q": 2}; print(a, b)
d = dict.fromkeys(range(5)); d.clear(); print(d, bool(d)); d[1] = 1; print(d)
import types
mp = types.MappingProxyType({1: 2}); print(mp, mp[1], len(mp), e(lambda: mp.__setitem__(1, 2)))
print({}.keys().mapping, hash(()), hash((1, 2, 3)), hash((1, (2, -1))), hash(frozenset([1, 2, 3])), hash(frozenset()))
