# sets and frozensets in corners
class H:
    def __init__(s, v): s.v = v
    def __hash__(s): return hash(s.v)
    def __eq__(s, o): return isinstance(o, H) and s.v == o.v
    def __repr__(s): return f"H{s.v}"
s = {H(1), H(1), H(2)}; print(len(s), H(2) in s, sorted(s, key=lambda h: h.v)); s.discard(H(9)); s.discard(H(1)); print(s)
for op in ("__or__", "__and__", "__sub__", "__xor__", "__ior__", "__le__", "__lt__", "__eq__", "__ge__"):
    a = {1, 2, 3}; r = getattr(a, op)(frozenset({2, 3, 4})); print(op, sorted(r) if isinstance(r, (set, frozenset)) else r, getattr(a, op)([1]), type(r).__name__)
f = frozenset("abc"); print(type(f | {"d"}).__name__, type({"d"} | f).__name__, f.copy() is f, frozenset(f) is f, f == set("abc"), hash(f) == hash(frozenset("cba")), len(f ^ f), f.union("x", "y") >= f)
class FS(frozenset):
    def __repr__(s): return "FS" + str(sorted(s))
x = FS("ab"); print(x, type(x.copy()), x == frozenset("ab"), type(x - {"a"}), {x: 1}[frozenset("ab")], FS(x) is x)
class S(set):
    def add(s, v): print("add", v); super().add(v)
t = S([1]); t.add(2); t.update([3]); print(t, t | {9}, type(t | {9}).__name__, type(t.copy()).__name__, S.__mro__[1].__name__)
print(set(), {*()}, frozenset(), {1} == {1.0} == {True}, {1, 1.0, True}, {"a", b"a"} == {b"a", "a"}, {(1, 2)}, {None, False} == {False, None}, sorted({3, 1, 2}), {x % 3 for x in range(10)}, {i: {j for j in range(i)} for i in range(3)})
u = {1, 2}; u.update([3], (4,), {5: 6}, "7"); print(sorted(u, key=str)); u.intersection_update({1, 2, 3}, [1, 3]); print(u); u.difference_update([1]); u.symmetric_difference_update({3, 8}); print(u, u.pop(), u); u.clear(); print(u, bool(u))
for g in (lambda: {1, 2} | 5, lambda: {1} & "a", lambda: {[1]}, lambda: {1}.update(5), lambda: {1} < [1], lambda: set(1), lambda: set("a", "b"), lambda: {1}.add(), lambda: {1}.remove(5), lambda: {1}.pop(1), lambda: frozenset([[]]), lambda: frozenset().update, lambda: {1}.issubset(5), lambda: hash({1}), lambda: {{1}}, lambda: {1}.__contains__([1]), lambda: [1] in {1}, lambda: {1}.union(5), lambda: set().pop(), lambda: {1}.nope, lambda: {1}[0], lambda: {1} + {2}, lambda: {1} * 2, lambda: -{1}, lambda: set(x=1), lambda: frozenset(a=1)):
    try: print("=", g())
    except Exception as e: print(type(e).__name__, e)
a = {1, 2}; b = a; a |= {3}; print(b is a, b); a = a | {4}; print(b is a); fz = frozenset({1}); fy = fz; fz |= {2}; print(fy is fz, sorted(fz))
import pickle, copy; p = pickle.loads(pickle.dumps({1, frozenset({2})})); print(p == {1, frozenset({2})}, copy.deepcopy({(1, 2)}), copy.copy(fz) is fz)
it = iter({1, 2, 3}); print(it.__length_hint__(), sorted(it)); from collections.abc import Set, MutableSet; print(isinstance({1}, MutableSet), isinstance(frozenset(), Set), issubclass(frozenset, MutableSet))
class LS(Set):
    def __init__(s, i): s.l = list(dict.fromkeys(i))
    def __contains__(s, x): return x in s.l
    def __iter__(s): return iter(s.l)
    def __len__(s): return len(s.l)
    def __repr__(s): return f"LS{s.l}"
print(LS("abc") & LS("bcd"), LS("ab") | "c", LS("abc") - {"a"}, LS("ab") ^ LS("bc"), LS("ab") <= LS("abc"), LS("a") == {"a"}, LS("ab").isdisjoint("cd"), {"a", "z"} & LS("ab"), LS("ab") > LS("a"), LS("a")._hash() == hash(frozenset("a")))
