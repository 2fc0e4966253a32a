# `in` among constants, and the operators of sets in fast code.
def among(x, w):
    out = []
    if x in {1, 3, 5}: out.append("set")
    if x in (1, 3, 5): out.append("tuple")
    if x in [1, 3, 5]: out.append("list")
    if w in ("a", "bb", "é"): out.append("words")
    if w in {"a", "bb", "é"}: out.append("word set")
    if w not in ["a", "bb"]: out.append("not listed")
    if x in (1.0, "a", None, 3): out.append("mixed")
    if w in (): out.append("never")
    return out
def ints(n):
    total = 0
    for i in range(n):
        if i % 7 in (1, 4, 6): total += 1
        if i in {2, 3, 5, 7, 11, 13}: total += 10
        if i not in (2**61 - 1, -2**61, 0): total += 100
        if i * 2**58 in (0, 2**58, 2**59): total += 1000
    return total
def words(ws):
    return [w for w in ws if w in ("x", "yy", "zzz")] + [w for w in ws if w in {"x", "q"}]
for x in (1, 3.0, True, 2, None, "a", 5 + 0j):
    for w in ("a", "bb", "c", "é", "", "ba"): print(x, w, among(x, w))
print(ints(50), words(["x", "y", "yy", "q", "zz", "zzz"]))
for bad in ([], {}, set()):
    try: print(bad in {1, 2}, bad in (1, 2))
    except TypeError as e: print("TypeError", e)
print(frozenset({1}) in {1, 2}, {1} in [{1}, 2], {frozenset({1})} & {frozenset({1})})

def algebra(a, b):
    return sorted(map(str, a | b)), sorted(map(str, a & b)), sorted(map(str, a - b)), sorted(map(str, a ^ b))
def in_place(a, b):
    c = set(a); c |= b; d = set(a); d &= b; e = set(a); e -= b; f = set(a); f ^= b
    return [sorted(map(str, s)) for s in (c, d, e, f)]
def grow(n):
    seen = set()
    steps = []
    for i in range(n):
        near = {i % 5, i % 7, i * i % 11}
        seen |= near
        new = near - {i % 5}
        steps.append((len(seen), len(new), len(seen & near), len(seen ^ new)))
    return steps[-3:], list(seen)
def frozen(n):
    f = frozenset()
    for i in range(n):
        g = f
        f |= {i % 4}
        assert i < 4 or f == g
    return f, type(f)
for a, b in (({1, 2, 3}, {2, 3, 4}), ({"a", "b"}, {"b", 1}), (set(), {1}), (set(range(300)), set(range(150, 450, 7))),
             ({(1, 2), (3, 4)}, {(3, 4)}), (frozenset({1, 2}), {2}), ({1.0, 2}, {1, 2.0})):
    print(algebra(a, b)); print(in_place(a, b))
print(grow(40), frozen(9))
class Odd(set):
    def __or__(self, other): return "own or"
    def __ior__(self, other): return "own ior"
    def __rsub__(self, other): return "own rsub"
def mixed(a, b):
    try: c = a | b
    except TypeError as e: c = str(e)
    try: d = a - b
    except TypeError as e: d = str(e)
    try: a |= b
    except TypeError as e: a = str(e)
    return c, d, a
for a, b in (({1}, {2}), (Odd(), {1}), ({1}, Odd()), ({1}, [2]), (3, 5), ({1: 2}, {3: 4})):
    print(*mixed(a, b))
class Touchy:
    def __init__(self, n): self.n = n
    def __hash__(self): return self.n % 2
    def __eq__(self, other):
        if self.n == 6: raise ValueError("six")
        return isinstance(other, Touchy) and self.n == other.n
def touchy(a, b):
    try: return len(a | b), len(a & b), len(a - b)
    except ValueError as e: return "ValueError", str(e)
print(touchy({Touchy(1), Touchy(3)}, {Touchy(3), Touchy(5)}), touchy({Touchy(2)}, {Touchy(6)}))
print(max({3, -5, 9, 0}), min({3, -5, 9, 0}), max(set(range(-3, 400, 7))), min(frozenset({2**61, 5})))
