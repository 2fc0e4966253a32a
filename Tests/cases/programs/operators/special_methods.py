# Operators of user classes: order of attempts, reflected and in-place forms, errors.
class V:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"V({self.n})"
    def __add__(self, o): return V(self.n + o.n) if isinstance(o, V) else NotImplemented
    def __radd__(self, o): return ("radd", o, self.n)
    def __sub__(self, o): return ("sub", o)
    def __isub__(self, o): self.n -= o; return self
    def __mul__(self, o): return ("mul", o)
    def __matmul__(self, o): return ("matmul", o)
    def __neg__(self): return V(-self.n)
    def __pos__(self): return "pos"
    def __invert__(self): return "invert"
    def __abs__(self): return "abs"
    def __pow__(self, o, m=None): return ("pow", o, m)
    def __rpow__(self, o): return ("rpow", o)
    def __divmod__(self, o): return ("divmod", o)
    def __lshift__(self, o): return ("lshift", o)
    def __ror__(self, o): return ("ror", o)
    def __eq__(self, o): return isinstance(o, V) and self.n == o.n
    def __hash__(self): return hash(self.n)
    def __lt__(self, o): return self.n < o.n if isinstance(o, V) else NotImplemented
    def __bool__(self): return self.n != 0
    def __index__(self): return self.n
    def __int__(self): return 100 + self.n
    def __float__(self): return 0.5 + self.n


class W(V):
    def __radd__(self, o): return ("W.radd", o)


print(V(1) + V(2), V(1) + W(2), 5 + V(1), [1] + V(1))
print(V(1) - 1, V(1) * 2, V(1) @ 3, -V(1), +V(1), ~V(1), abs(V(1)))
print(V(1) ** 2, pow(V(1), 2, 3), 2 ** V(1), divmod(V(1), 4), V(1) << 2, 3 | V(1))
v = V(9)
w = v
v -= 4
print(v, w is v)
v *= 3
print(v)
print(V(1) == V(1), V(1) != V(1), V(1) == 1, V(1) < V(2), V(2) > V(1), len({V(1), V(1)}))
print(bool(V(0)), [10, 20, 30][V(1)], int(V(1)), float(V(1)), hex(V(255)), range(V(3)))
for f in [lambda: V(1) / 2, lambda: V(1) + 1, lambda: V(1) <= V(2), lambda: V(1) < 3, lambda: 1 - V(1), lambda: V(1) & 1,
          lambda: [] + 1, lambda: "a" * 1.5, lambda: 1 + None, lambda: -"a", lambda: {} < {}, lambda: len(5), lambda: 5[0],
          lambda: None(), lambda: iter(5), lambda: next([]), lambda: 3 in 5, lambda: {}[[]]]:
    try:
        print(f())
    except TypeError as e:
        print(e)


class Seq:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * i
    def __len__(self): return 4


s = Seq()
print(list(s), 9 in s, 8 in s, bool(s), list(reversed(s)))


class Box:
    def __init__(self): self.d = {}
    def __setitem__(self, k, v): self.d[k] = v
    def __getitem__(self, k): return self.d[k]
    def __contains__(self, k): return k in self.d
    def __iter__(self): return iter(self.d)
    def __call__(self, *a, **k): return a, k


b = Box()
b[1, 2] = 3
b["x"] = 4
b["x"] += 1
print(b["x"], (1, 2) in b, list(b), b(1, z=2), b[1, 2])
try:
    del b["x"]
except AttributeError as e:
    print(e)


class Bad:
    def __len__(self): return -1
    def __bool__(self): return 1
    def __repr__(self): return 5
    def __hash__(self): return "x"
    def __iter__(self): return 5


for f in [len, bool, repr, hash, iter]:
    try:
        f(Bad())
    except Exception as e:
        print(type(e).__name__, e)


class Unhashable:
    def __eq__(self, o): return True


try:
    hash(Unhashable())
except TypeError as e:
    print(e)
