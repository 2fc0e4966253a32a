import hashes, enum, fractions, decimal
print([hash(a) == hashes.hash_of(a) for a in ["text", "", "é", "€uro", "🐍x", b"bytes", None, ("a", 1, None), frozenset({"a"}), range(0), "x" * 1000, "long" * 50, 1.5, 2**70, -1, "\ud800", (), ("a", ("b", None)), ..., NotImplemented, 3j, fractions.Fraction(1,3), decimal.Decimal("1.5")]])
print([a == b for a, b in zip(hashes.literals(), [hash("text"), hash(""), hash("é"), hash("€uro"), hash("🐍x"), hash(b"bytes"), hash(b""), hash(None), hash(...), hash(NotImplemented), hash(("a", 1, None)), hash(frozenset({"a", "b", None})), hash(range(0)), hash(range(3)), hash("\ud800"), hash(memoryview(b"bytes")), hash((1.5, "x", (None, b"q")))])])
P = hashes.Point
d = {("a", 1): "tuple", "abc": "text", P("z", None): "point", hashes.D("x"): "data", hashes.N("n", 1): "named"}
print(d.get(P("a", 1)), d.get(hashes.CI("ABC")), d.get(("z", None)), d.get(P("z", None)), d.get(hashes.D("x")), d.get(("n", 1)), d.get(hashes.N("n", 1)))
print(hashes.find(d, P("a", 1)), hashes.find(d, hashes.CI("ABC")), hashes.find(d, ("z", None)), hashes.find(d, hashes.D("x")), hashes.find(d, ("n", 1)))
m = hashes.make(P("q", 2)); print(m.get(("q", 2)), m[P("q", 2)], hashes.find(m, ("q", 2)))
print(hashes.own())
class C(str, enum.Enum): RED = "red"
class S(str): pass
print(hashes.find({"red": 5}, C.RED), hashes.make("red").get(C.RED), hashes.make(S("abc")).get("abc"), hashes.given([C.RED, "red", S("red"), P("u", 1), ("u", 1)], {"red": 1, ("u", 1): 2}))
print(hash(P("a", 1)) == hash(("a", 1)), hash(hashes.D("x", 3)) == hash(("x", 3)), hash(hashes.CI("Q")) == hash("q"))
print(sorted(map(repr, hashes.sets({"a", None, ("x", 1), "c"})[0])), hashes.sets({("x", 1)})[1])
class Sub(P): pass
print({("a", 2): 1}.get(Sub("a", 2)), {Sub("a", 2): 1}.get(("a", 2)))
