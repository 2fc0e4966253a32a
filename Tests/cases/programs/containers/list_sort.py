import sys
def e(f, *a):
    try: return f(*a)
    except Exception as x: return f"{type(x).__name__}: {x}"
l = list(range(10))
print(l[2:5], l[::-1], l[-3:], l[::3], l[8:2:-2], l[100:], l[:-100])
l[2:5] = [20, 30]; print(l)
l[1:1] = "ab"; print(l)
l[::2] = range(100, 100 + len(l[::2])); print(l)
del l[::3]; print(l)
del l[-1]; print(l)
del l[1:3]; print(l)
m = l; m += (1, 2); print(l is m, l)
m *= 2; print(l)
l = [3, 1, 2]; l.insert(-100, 0); l.insert(100, 9); l.insert(-1, 8); print(l)
print(l.pop(), l.pop(0), l.pop(-2), l)
print(l.index(8), l.count(3), e(l.index, 99), e(l.remove, 99))
l.extend(x * x for x in range(4)); print(l)
l.reverse(); print(l, list(reversed(l)))
print([1, 2] < [1, 3], [1] < [1, 0], [2] > [1, 5], [1, 2] == [1, 2.0], [] <= [], [1] != [2])
a = [1]; a.append(a); print(a)
t = (a, 2); print(t)
b = [0] * 3; b[1] = 5; print(b, b * 2, 2 * b, [] * 3, [1] * -1)
print(sorted([3, 1, 2], reverse=True), sorted("banana"), sorted([(2, 'b'), (1, 'z'), (2, 'a')]))
print(sorted([1.5, -2.0, 3, True]), sorted(["b", "A", "c"], key=str.lower))
recs = [(i % 3, i) for i in range(10)]
print(sorted(recs, key=lambda r: r[0]), sorted(recs, key=lambda r: r[0], reverse=True))
class R:
    def __init__(s, v): s.v = v
    def __lt__(s, o): return s.v < o.v
    def __repr__(s): return f"R{s.v}"
print(sorted([R(3), R(1), R(2)]))
class M:
    def __lt__(s, o): x.append(1); return False
x = [M(), M(), M()]
print(e(x.sort))
print(e(sorted, [1, "a"]), e([1, None].sort))
import random
r = random.Random(5)
for n in (0, 1, 2, 5, 30, 64, 65, 100, 1000, 5000):
    for kind in range(7):
        if kind == 0: d = [r.randrange(n + 1) for _ in range(n)]
        elif kind == 1: d = [r.random() for _ in range(n)]
        elif kind == 2: d = [str(r.randrange(n + 1)) for _ in range(n)]
        elif kind == 3: d = [(r.randrange(5), str(i)) for i in range(n)]
        elif kind == 4: d = list(range(n)) + [r.randrange(n + 1) for _ in range(n // 10)]
        elif kind == 5: d = list(range(n, 0, -1)) + list(range(n))
        else: d = [r.choice([1, 2.5, True, 10 ** 30]) for _ in range(n)]
        s = sorted(d)
        assert all(not (s[i + 1] < s[i]) for i in range(len(s) - 1)), (n, kind)
        k = sorted(d, key=lambda v: 0)
        assert k == d
        k = sorted(range(len(d)), key=d.__getitem__)
        assert all(d[k[i]] < d[k[i + 1]] or (d[k[i]] == d[k[i + 1]] and k[i] < k[i + 1]) for i in range(len(k) - 1)), (n, kind)
        k = sorted(range(len(d)), key=d.__getitem__, reverse=True)
        assert all(d[k[i]] > d[k[i + 1]] or (d[k[i]] == d[k[i + 1]] and k[i] < k[i + 1]) for i in range(len(k) - 1)), (n, kind)
print("sorted")
class L(list):
    def __init__(self, *a): super().__init__(*a); self.tag = "t"
    def __getitem__(self, i): return ("got", super().__getitem__(i))
q = L([1, 2, 3]); print(q, q[0], q.tag, len(q), q == [1, 2, 3], isinstance(q, list), list(q), q + [4], type(q + [4]))
a, *b, c = q; print(a, b, c)
a, (b, c) = 1, [2, 3]; print(a, b, c)
print([*range(3), *"ab"], (*[1], 2), {*[1, 2], 3}, {**{1: 2}, 3: 4})
it = iter([1, 2, 3]); print(next(it), it.__length_hint__(), list(it), next(it, "end"))
print(e(lambda: [1, 2, 3][1:2:0]), e(lambda: [].__setitem__(0, 1)), e([].pop), e([1].pop, 5))
class I:
    def __index__(self): return 2
print([1, 2, 3][I()], [1, 2, 3, 4][I():], [0] * I())
l = [1, 2, 3, 4]
for v in l:
    if v == 2: l.remove(v)
print(l)
print(list.__add__([1], [2]), [1].__eq__((1,)), [1].__lt__([2]), [].__len__(), [1, 2].__contains__(2))
print(list(map(lambda *a: a, [1, 2], "abc")), list(filter(None, [0, 1, "", "a"])), list(zip()), list(zip([1, 2], [3])))
print(min(3, 1, 2), max([1, 5, 2], key=lambda v: -v), min([], default="d"), max("abc"), sum([1, 2], 10), any([0, 1]), all([]), all([1, 0]))
print(list(enumerate("ab", 5)), list(reversed(range(5))), list(iter([1, 2, 3].pop, 1)), sum([[1], [2]], []))
