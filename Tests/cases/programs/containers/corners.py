# dicts, sets, lists, tuples corners
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
d = {"a": 1, "b": 2, "c": 3}
print(list(d), list(d.values()), list(d.items()), list(reversed(d)), list(reversed(d.items())), d.get("x"), d.get("x", 5), d.pop("a"), d.pop("zz", None), d.setdefault("n", []), d)
d["a"] = 9; print(d, list(d)); del d["b"]; d["b"] = 1; print(list(d)); print(d.popitem(), d | {"q": 1}, {**d, "c": 0}, d == {"c": 3, "n": [], "a": 9}, d != {}); d |= {"z": 1}; d |= [("y", 2)]; print(d); d.update(k=5); d.update([("l", 6)], m=7); print(d)
t(lambda: d | 5); t(lambda: d.update(5)); t(lambda: {}.popitem()); t(lambda: d["nope"]); t(lambda: {[]: 1}); t(lambda: d < {}); t(lambda: dict.fromkeys("ab", 0)); t(lambda: dict(a=1, **{"b": 2})); t(lambda: dict([("a", 1)], a=2)); t(lambda: {1: "a", 1.0: "b", True: "c"}); t(lambda: dict(zip("ab", [1, 2])))
k, v, i = d.keys(), d.values(), d.items(); d["late"] = 1
print("late" in k, 1 in v, ("late", 1) in i, len(k), k & {"a", "zz"}, sorted(k - {"late", "m"}), k ^ {"a"} >= set(), k.isdisjoint({1}), i.mapping["late"], repr({1: 2}.keys()), repr({1: 2}.values()), repr({1: 2}.items()))
print({"a": 1}.keys() == {"a"}, {"a": 1}.keys() == ["a"], {"a": 1}.items() == {("a", 1)}, {"a": 1}.values() == {"a": 1}.values(), {"a": 1}.keys() | [1], [*{"a": 1}.keys()])
t(lambda: {1: 2}.values() & {2}); t(lambda: k[0]); t(lambda: hash(k)); t(lambda: k.add(1))
class M(dict):
    def __missing__(self, k): return k * 2
m = M(a=1); print(m["a"], m["zz"], m.get("zz"), "zz" in m, m, type(m.copy()).__name__, isinstance(m | {}, M))
class H:
    def __init__(s, v): s.v = v
    def __hash__(s): return 1
    def __eq__(s, o): return isinstance(o, H) and s.v == o.v
    def __repr__(s): return f"H{s.v}"
hd = {H(1): "a", H(2): "b"}; hd[H(1)] = "c"; print(hd, H(2) in hd, hd[H(2)])
r = {}; r["self"] = r; print(r); l = []; l.append(l); print(l); l2 = [l]; tt = ([],); tt[0].append(tt); print(tt)
s = {3, 1, 2}; print(s | {5}, s & {1, 9}, s - {1}, s ^ {1, 9}, s <= {1, 2, 3}, s < {1, 2, 3}, s > {1}, s.union([7], (8,)), s.intersection([1, 2], [2]), s.difference([1], [2]), s.symmetric_difference([1, 4]), s.issubset(range(5)), s.issuperset([1]), s.isdisjoint([9]))
s.add(1); s.discard(99); s.update([4], {5}); s |= {6}; s &= {1, 2, 4, 6}; s -= {6}; s ^= {1, 7}; print(sorted(s), s == frozenset(s), hash(frozenset([1, 2])) == hash(frozenset([2, 1])), frozenset([1]) | {2}, {1} | frozenset([2]), type(frozenset([1]) | {2}).__name__, set("hello") == set("ehlo"), {frozenset([1]): 2}[frozenset([1])], {1} in [{1}], {1, 2} == {2, 1}, frozenset({1}) in {frozenset({1})}, {1} in {frozenset({1})})
t(lambda: s | [1]); t(lambda: s.remove(99)); t(lambda: {[]}); t(lambda: s < [1]); t(lambda: {1, 2}[0]); t(lambda: set().pop()); t(lambda: hash(set())); t(lambda: frozenset().add(1)); t(lambda: {*[1, 2], *"a"} == {1, 2, "a"}); t(lambda: set([[]])); t(lambda: {1}.__or__([1])); t(lambda: set() == frozenset()); print(set(), frozenset(), {1}, frozenset({1}), repr({"a"}))
l = [5, 3, 1]; l.sort(); l.insert(1, 2); l.insert(-100, 0); l.insert(100, 9); l.extend("ab"); l += (1,); l *= 2; print(l, l.index(3), l.count(1), l.index(1, 3), l[-1], l[::-1][:3], l[100:], l[-3:-1], l[5:2], l[::4])
l = list(range(10)); l[2:5] = "xyz"; print(l); l[::2] = [0] * 5; print(l); l[5:5] = [7, 7]; del l[::3]; print(l); l[1:] = []; print(l); l[:] = iter([4, 2, 8]); l.sort(reverse=True); l.reverse(); print(l, l.pop(), l.pop(0), l, [1, 2] < [1, 3], [1] < [1, 0], [] < [0], [1, 2] == [1, 2], [[1]] * 2, [1, 2] + [3], 2 * [0], l.copy() is l)
t(lambda: l.__setitem__(slice(0, 2), 5)); t(lambda: [1, 2, 3, 4].__setitem__(slice(None, None, 2), [1])); t(lambda: l.remove(77)); t(lambda: l.index(77)); t(lambda: [].pop()); t(lambda: l[10]); t(lambda: l["a"]); t(lambda: [1] + (2,)); t(lambda: [1] < (1,)); t(lambda: sorted([1, "a"])); t(lambda: [3, 1].sort(key=lambda x, y: 1)); t(lambda: l.pop(50)); t(lambda: [1, 2].__delitem__(5)); t(lambda: l[1:2:0]); t(lambda: hash([])); t(lambda: [1].__getitem__("x"))
print(sorted([(2, "b"), (1, "z"), (2, "a")]), sorted("bAc", key=str.lower), sorted([3, 1, 2], key=lambda x: -x), sorted(["bb", "a", "ccc"], key=len, reverse=True), sorted([1.5, True, 0]), sorted({"b": 1, "a": 2}), sorted(d2 := {"z": 0, "y": 1}, key=d2.get), [x for x in sorted([(1, 2), (1, 1)], key=lambda p: p[0])])
class Key:
    def __init__(s, v): s.v = v
    def __lt__(s, o): raise ValueError("cmp")
bad = [Key(1), Key(2)]
t(lambda: bad.sort()); print(len(bad))
ls = [3, 2, 1]
def evil(x): ls.append(1); return x
t(lambda: ls.sort(key=evil))
tp = (1, 2, 3); print(tp + (4,), tp * 2, tp[1:], tp[::-1], 2 in tp, tp.index(2), tp.count(1), (1,), (), tuple("ab"), (1, 2) < (1, 2, 0), hash((1, 2)) == hash((1, 2)), (1, (2, [3])), tuple([1]) == (1,), tp == [1, 2, 3], min(tp), (lambda *a: a)(*tp), tp is tuple(tp), tp[:] is tp)
t(lambda: tp.__setitem__); t(lambda: hash(([],))); t(lambda: (1, 2) + [3]); t(lambda: tp[5]); t(lambda: tp.index(9)); t(lambda: (1,) < 1); a, (b, *c), *e = 1, (2, 3, 4), 5, 6; print(a, b, c, e); x, y = y, x = 1, 2; print(x, y); *f, g = "abc"; print(f, g); [p, q] = {1: 2, 3: 4}; print(p, q)
for bad2 in (lambda: exec_((1, 2, 3)), lambda: exec_([1]), lambda: exec_(5), lambda: exec_("abc"), lambda: exec_({})):
    def exec_(v): a, b = v; return a, b
    t(bad2)
def st(v): a, *b, c = v; return a, b, c
t(lambda: st([1])); t(lambda: st([1, 2])); t(lambda: st(range(5)))
