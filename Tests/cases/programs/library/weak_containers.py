# Weak containers and proxies: methods, operators, copies.
import copy
import weakref


class K:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"K{self.n}"

    def __add__(self, other):
        return ("add", other)

    def __radd__(self, other):
        return ("radd", other)

    def __matmul__(self, other):
        return "mm"

    def __floordiv__(self, other):
        return "fd"

    def __index__(self):
        return self.n

    def __iadd__(self, other):
        self.n += other
        return self

    def __bytes__(self):
        return b"k"

    def __reversed__(self):
        return iter("rev")


ks = [K(i) for i in range(5)]
a, b, c, d, e = ks
p = weakref.proxy(a)
print(p + 1, 1 + p, p @ 2, p // 3, [10, 20][p], bytes(p), list(reversed(p)))
try:
    next(p)
except TypeError as error:
    print(error)
p += 3
print(a.n, p)
a.n = 0
s, t = weakref.WeakSet([a, b, c]), weakref.WeakSet([b, c, d])
show = lambda found: sorted(k.n for k in found)
print(show(s | t), show(s & t), show(s - t), show(s ^ t), s <= t, s.issubset(s | t), s == weakref.WeakSet(ks[:3]), s.isdisjoint([e]))
s |= t
s -= weakref.WeakSet([a])
print(show(s), len(s), a in s, 3 in s)
s.discard(a), s.remove(b)
print(show(s), show(copy.copy(s)))
try:
    weakref.WeakSet().pop()
except KeyError as error:
    print(error)
v = weakref.WeakValueDictionary(x=a, y=b)
print(sorted(v.items(), key=str), next(v.keys()), v.get("q"), v.pop("x"), v.pop("zz", 3), len(v), sorted(v | {"q": c}))
print([r() for r in v.itervaluerefs()], v.setdefault("n", d), v.setdefault("n", e), v.popitem())
try:
    v.pop("zz")
except KeyError as error:
    print(error)
w = weakref.WeakKeyDictionary({a: 1, b: 2})
print(w.get(a), w.get(c, 0), sorted(w.values()), w.setdefault(c, 9), w.pop(c), [r() in ks for r in w.keyrefs()])
print(sorted((w | {d: 4}).values()), sorted(copy.deepcopy(w).values()), a in w, 3 in w, len(copy.copy(w)))
w |= {e: 5}
print(len(w), dict(w.items())[e])
