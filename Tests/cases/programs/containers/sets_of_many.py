# Sets made from iterables: ints that become mixed on the way, strings that are equal but not the same, removed keys.
def pieces(n):
    return ["k%d" % (i % 7) for i in range(n)]

print(len(set(pieces(100))), sorted(set(pieces(100))))
print(set(range(40)), set([3, 3, 1, 2 ** 70, 1.0, True, "x" * 0]) == {3, 1, 2 ** 70, ""})
s = set(range(30))
for i in range(0, 30, 3):
    s.discard(i)
s.update([0, 31, 3, 62, 6])
print(s, len(s))
s.update(["a", 5, "b", "a", 7])
print(len(s), {5, 7, "a", "b"} <= s)
for key in pieces(20):
    s.add(key)
    s.discard("k%d" % (len(key) + 1))
    s.add("".join(["k", "3"]))
print(len(s), sorted(k for k in s if isinstance(k, str)))
print(set((i * 37) % 101 for i in range(60)), set([(i * 37) % 101 for i in range(60)]), set(tuple((i * 1009) % 257 - 90 for i in range(99))))

class Key:
    def __init__(self, n): self.n = n
    def __hash__(self): return hash("k1")
    def __eq__(self, other): return other == "k1" or isinstance(other, Key)

t = set(["k1", "k2"])
t.update([Key(1), "k1", Key(2)])
print(len(t), Key(3) in t, "k1" in t)
t = {Key(1)}
t.update(["".join(["k", "1"]), "k2"])
print(len(t))
