# dicts, sets, lists, tuples in corners
d = {1: "a", True: "b", 1.0: "c", "k": None}; print(d, len(d), d.pop("zz", 5), d.setdefault("n", []), d.popitem(), list(d))
for f in (lambda: {}.popitem(), lambda: {}["x"], lambda: {[]: 1}, lambda: d.pop("q"), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: dict(5), lambda: {}.fromkeys(5), lambda: dict(a=1, **{"a": 2}), lambda: {} | [], lambda: {} < {}, lambda: d.update(5), lambda: d.update([1]), lambda: dict.fromkeys(), lambda: set([[]]), lambda: {1} | [1], lambda: {1} + {2}, lambda: set().pop(), lambda: {1}.remove(2), lambda: {1}.remove([1]), lambda: frozenset().add(1), lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1][1.0], lambda: [1]["a"], lambda: [3, "a"].sort(), lambda: [1].sort(key=5), lambda: [1].sort(1), lambda: [1] * "a", lambda: [1] + (2,), lambda: [1, 2][::0], lambda: (1,).index(2), lambda: (1, 2)[5], lambda: (1,) + [2], lambda: [1].insert("a", 1), lambda: [].extend(5), lambda: list(5), lambda: tuple(5), lambda: [1] < [None], lambda: (1, 2) < 5, lambda: [].count(), lambda: [1, 2].__delitem__(9), lambda: range(1, 2, 0), lambda: range(1.5), lambda: range(5)[9], lambda: range(3).index(7), lambda: slice(), lambda: hash(slice(1)), lambda: [][None], lambda: zip([1], 5), lambda: list(zip([1], [1, 2], strict=True)), lambda: list(zip([1, 2], [1], strict=True)), lambda: enumerate(5), lambda: next(5), lambda: iter(5), lambda: iter(5, 6), lambda: map(5), lambda: list(map(5, [1])), lambda: sorted(5), lambda: sorted([1], key=1), lambda: reversed({1}), lambda: max(1), lambda: max(), lambda: min([], default=3), lambda: max(1, 2, default=3), lambda: sum(["a"]), lambda: any(5), lambda: all([]), lambda: len(iter([]))):
    try: print("=", f())
    except Exception as e: print(type(e).__name__, e)
l = list(range(10)); l[2:5] = "abc"; print(l); l[::3] = [0] * 4; print(l); del l[1::2]; print(l); l[1:1] = [9, 9]; l[10:] = [7]; l[-1:] = []; print(l, l[::-1], l[-3:-1], l[100:], l[:-100])
try: l[::2] = [1]
except ValueError as e: print(e)
try: l[1:2] = 5
except TypeError as e: print(e)
a = [1, 2, 3]; a += "xy"; a *= 2; print(a, a.count("x"), a.index("y", 5), a.index(3, -8)); b = a; b += [0]; print(a is b, a[-1])
a = [3, 1, 2]; print(sorted(a, reverse=True), a.sort(key=lambda x: -x), a, a.reverse(), a, a.copy() is a, a.clear(), a)
x = [[0] * 2] * 2; x[0][0] = 1; print(x); r = []; r.append(r); print(r, r == r); t = ([],); t[0].append(t); print(t)
try: t2 = ([],); t2[0] += [1]
except TypeError as e: print(e, t2)
print([1, 2] < [1, 2, 0], [1, [2]] == [1, [2]], (1, 2) > (1,), [] < [0], (1, "a") < (1, "b"), [float("nan")] == [float("nan")])
s = {3, 1, 2}; s |= {5}; s &= {1, 5, 9}; s ^= {1, 7}; s -= {7}; print(sorted(s), s.issubset({5, 6}), {1, 2} <= {1, 2, 3}, {1} < {1}, {1, 2}.isdisjoint({3}), {1, 2} == frozenset([2, 1]), hash(frozenset([1, 2])) == hash(frozenset([2, 1])), {1, 2}.symmetric_difference([2, 3]), sorted({1, 2}.union([3], (4,))), {1, 2, 3}.difference([1], [2]), {1, 2}.intersection([2], {2, 3}), {frozenset([1]): 1}[frozenset([1])], frozenset({1}) in {frozenset({1})}, {1} in {frozenset({1})})
dd = {i: i * i for i in range(5)}; k = dd.keys(); v = dd.values(); it = dd.items(); print(k & {1, 2, 9}, k | {9}, k - {0}, k ^ {0, 7}, (1, 1) in it, it & {(2, 4)}, k == {0, 1, 2, 3, 4}, k < {0, 1, 2, 3, 4, 5}, list(reversed(dd)), list(reversed(v)), list(reversed(it)), k.isdisjoint([9]), k.mapping, len(v), 16 in v)
try:
    for i in dd: dd[i + 100] = 1
except RuntimeError as e: print(e)
try:
    for i in dd: del dd[i]
except RuntimeError as e: print(e)
try:
    ss = {1, 2}
    for i in ss: ss.add(i + 10)
except RuntimeError as e: print(e)
ll = [1, 2, 3]
for i in ll:
    if i < 3: ll.append(i + 10) if len(ll) < 6 else None
print(ll)
m = {"a": 1} | {"b": 2}; m |= [("c", 3)]; print(m, {**m, "a": 0}, dict(m, z=1), dict(zip("ab", [1, 2])), dict([("a", 1)], b=2), m == {"c": 3, "b": 2, "a": 1}, dict.fromkeys("ab", 0), m.get("q"), m.get("q", 1), "a" in m, m.copy() is m)
class DM(dict):
    def __missing__(self, key): self[key] = key * 2; return self[key]
dm = DM(a=1); print(dm["b"], dm, dm.get("zz"), type(dm | {}), type(dm.copy()), DM.fromkeys("a"))
class K:
    def __init__(s, n): s.n = n
    def __hash__(s): return 1
    def __eq__(s, o): print("eq", s.n, o.n if isinstance(o, K) else o); return isinstance(o, K) and s.n == o.n
kd = {K(1): "a", K(2): "b"}; print(kd[K(2)], K(3) in kd)
(a, b), *c, d = (1, 2), 3, 4, 5; print(a, b, c, d); [a, [b, *c]] = 1, "xyz"; print(a, b, c); a = b = c = []; print(a is c)
for i, (x, *y) in enumerate([(1, 2, 3), "ab"]): print(i, x, y)
print(*[1, 2], *"ab", sep="-"); print([*range(3), *{4: 5}], {*[1], *[2]}, (*[], 1), [*"ab"] + [*()])
print(tuple([1, 2]) is not None, (), (1,), (1, (2, (3,))), tuple("abc")[::-1], (1, 2) * 2, 2 in (1, 2), (1, 2, 1).count(1), hash((1, 2)) == hash((1, 2)), () is (), (1, 2) == [1, 2], len(((),)))
import collections
c = collections.Counter("abracadabra"); print(c, c.most_common(2), c["zz"], c - collections.Counter("aab"), c & collections.Counter("abz"), c | collections.Counter("zz"), +collections.Counter(a=-1), sum(c.values()), list(c.elements())[:5], c.total()); c.subtract("aaaaaaa"); print(c, -c); c.update(a=10); print(c)
od = collections.OrderedDict(a=1, b=2, c=3); od.move_to_end("a"); od.move_to_end("c", last=False); print(od, od.popitem(last=False), list(reversed(od)), od == {"b": 2, "a": 1}, od == collections.OrderedDict(a=1, b=2))
q = collections.deque([1, 2, 3], maxlen=3); q.append(4); q.appendleft(0); q.rotate(1); print(q, q.maxlen, q.index(2), q[0], q[-1], list(q), q + collections.deque([9]), q.count(2)); q.extendleft([7, 8]); print(q, q.pop(), q.popleft()); q.insert(1, 5); print(q)
try: q.insert(0, 9)
except IndexError as e: print(e)
dd = collections.defaultdict(list); dd["a"].append(1); print(dd, dd["b"], dict(dd), dd.default_factory); cm = collections.ChainMap({"a": 1}, {"a": 2, "b": 3}); print(cm, cm["b"], dict(cm), cm.new_child({"c": 4}), cm.parents, len(cm)); cm["z"] = 0; print(cm.maps)
P = collections.namedtuple("P", "x y z", defaults=[0]); p = P(1, 2); print(p, p._replace(x=9), p._asdict(), P._fields, P._field_defaults, p == (1, 2, 0), P._make("abc"), p.x, p[1:], P.__doc__, p.__getnewargs__())
for bad in ("x x", "_a", "class", "1a"):
    try: collections.namedtuple("Q", bad)
    except ValueError as e: print(e)
print(collections.namedtuple("Q", "x x _a class", rename=True)._fields)
try: P(1)
except TypeError as e: print(e)
try: p.x = 1
except AttributeError as e: print(e)
