# Tuples that are only keys: what is found, stored, raised and seen by methods of keys.
class Eq:
    seen = []
    def __init__(self, *pair): self.pair = pair
    def __hash__(self): return hash((self.pair[0], self.pair[1]))
    def __eq__(self, other):
        Eq.seen.append(other)
        return self.pair == (other.pair if isinstance(other, Eq) else other)
class Item:
    def __init__(self, n): self.n = n
    def __hash__(self):
        if self.n < 0: raise ValueError("negative")
        return hash((self.n,))
    def __eq__(self, other): return isinstance(other, Item) and self.n == other.n
    def __repr__(self): return "Item(%d)" % self.n
def grid(n):
    cells = {}
    for x in range(n):
        for y in range(n):
            if (x, y) not in cells: cells[x, y] = x * y
            cells[x, y] += 1
            cells[(y, x)] = cells.get((y, x), 0) + cells.get((x, y, 0), 5)
    return len(cells), sum(cells.values()), cells[n - 1, 0], list(cells)[:5]
def visited(points):
    seen = set()
    count = 0
    for x, y in points:
        if (x, y) in seen: count += 1
        seen.add((x, y))
        seen.add((x, "s"))
    return count, len(seen), sorted(map(str, seen))[:4], ((1, 2) in seen), (1.0, 2) in seen
def memo(limit):
    table = {}
    def ways(i, j):
        if i == 0 or j == 0: return 1
        if (i, j) in table: return table[i, j]
        table[i, j] = ways(i - 1, j) + ways(i, j - 1)
        return table[i, j]
    return ways(limit, limit), len(table)
def missing(d, x, y):
    try: return d[x, y]
    except KeyError as e: return "KeyError", e.args, type(e.args[0])
def unhashable(d, s, x):
    out = []
    for k in range(5):
        try:
            if k == 0: out.append(d[x, 1])
            elif k == 1: d[1, x] = 2
            elif k == 2: out.append((x, x) in d)
            elif k == 3: s.add((1, x))
            else: out.append(d.get((x, 2), "none"))
        except (TypeError, ValueError, KeyError) as e: out.append((type(e).__name__, str(e)))
    return out
def kinds(d):
    return [d.get((1, 2)), d.get((1.0, 2)), d.get((True, 2)), d.get(("a", "b")), d.get(("a", ("b", 1))), d.get((None, 2.5)), d.get(()), d.get((1,))]
print(grid(9), visited([(1, 2), (3, 4), (1, 2), (1.0, 2), (2**70, 1), (2**70, 1)]), memo(12))
d = {(1, 2): "x", ("a", "b"): "y", ("a", ("b", 1)): "z", (None, 2.5): "n", (): "e"}
print(kinds(d), missing(d, 5, 6), missing(d, "a", "b"))
for x in ([], Item(-1), Item(3), {}): print(unhashable(dict(d), {(1, 2)}, x))
e = {Eq(1, 2): "eq", (3, 4): "t", 5: 6}
def eqs(e, s, x, y):
    s.add((x, y))
    return e.get((x, y)), (x, y) in e, e[x, y], (x, y) in s
print(eqs(e, {Eq(1, 2)}, 1, 2), eqs(e, {Eq(1, 2)}, 3, 4))
print(all(t == (1, 2) and type(t) is tuple for t in Eq.seen), Eq.seen[:1])
e[1, 2] = "new"
print([v for v in e.values()], len(e))
class Hashed:
    def __init__(self, a, b): self.a, self.b = a, b
    def __hash__(self): return hash((self.a, self.b))
    def __eq__(self, o): return self.a == o.a and self.b == o.b
print(hash(Hashed(1, "x")) == hash((1, "x")), {Hashed(i % 3, i % 2): i for i in range(12)}[Hashed(2, 1)], len({Hashed(i % 3, i % 2) for i in range(12)}))
try: hash((1, []))
except TypeError as x: print(x)
def own_hash(a, b):
    def hash(t): return t
    return hash((a, b))
print(own_hash(1, 2))
class D(dict):
    def __missing__(self, k): return ("missing", k)
def sub(d, x): return d[x, 1], d.get((x, 1)), (x, 1) in d
print(sub(D({(1, 1): 5}), 1), sub(D(), 1), sub({(1, 1): 2}, 1))
