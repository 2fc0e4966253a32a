import copy, json, pickle, collections
from collections import *
import shared_containers as t3
a = t3.Q()
print(a.q, a.c, a.d, a.o, type(a.q) is deque, type(a.c) is Counter, type(a.d) is defaultdict, type(a.o) is OrderedDict)
a.q.append(7); a.push(8); a.push(9); a.count("hey"); a.c["z"] += 3; a.d["n"].append(4)
print(a.all(), a.q, a.c, a.d, a.o, a.q is a.q)
print(t3.make(), [type(x) for x in t3.make()])
for x in (deque(), Counter(), defaultdict(int), OrderedDict(), {}, P if 0 else 5):
    print(t3.isall(x), t3.types(x))
print(t3.own())
def f(x):
    if isinstance(x, dict): x[5] = 6
    else: x.append(5); x.rotate(1)
    return x
print(t3.through(f, 1, 2, 2))
for x in t3.subs(): print(x, type(x), type(x).__mro__[1:3], isinstance(x, (deque, dict)))
x = t3.subs(); print(x[0].twice(), x[1]["q"], x[2], x[3]["new"])
print(t3.ops(deque([1, 2]), Counter("hello"), defaultdict(int, a=1), OrderedDict(b=2, a=1)))
print(t3.ann(1), t3.ann.__annotations__)
held = []
q = t3.kept(lambda x: held.append(x) if x is not None else None)
print(held, q, held[0] is q); q.append(3); print(held)
for q in (deque([1]), deque()): print(t3.unbound(q), q)
print(t3.mm(), [t3.raises(i) for i in range(5)])
d, e = t3.factories(); d["a"].append(2); d["b"].extend("abc"); e[2]["y"] += 1; print(d["a"], d["b"], e)
try: t3.mutated()
except RuntimeError as e: print(e)
print(t3.see(), t3.shared, t3.TABLE, t3.see()); t3.shared.append(9); print(t3.see())
b = copy.deepcopy(a); b.q.append(1); b.push(2); print(b.q, a.q, pickle.loads(pickle.dumps(b)).all(), json.dumps([a.c, a.o]))
for name in "walk", "walkc":
    a = t3.Q(); it = getattr(a, name)(); got = [next(it)]; a.q; a.c; got += list(it); print(got)
a = t3.Q(); it = a.walk(); next(it); a.q.append(3)
try: print(list(it))
except RuntimeError as e: print(e)

seen = []
print(t3.grouped({}, [(i % 3, i) for i in range(8)], lambda d: (seen.append(repr(d)), d["more"].append("host") if "more" in d else None)))
print(seen)
print(t3.over_iterator(iter))


class Key:
    def __hash__(self):
        return hash("k")

    def __eq__(self, other):
        return other == "k"

    def __repr__(self):
        return "Key"


print(t3.keyed({Key(): 1}, ["k", "x", 3, 2.5, None, True, (1, 2), b"b", 10 ** 30, Key()]))
print(t3.wrong({}, [], set()))
import operator
for rows in ([[1, 2], (3, 4), [5, [6]]], [[1, 2], [3]], [(1, 2), [1, 2, 3]], [[1, 2], "ab", {1: 2, 3: 4}], [], [[1, object]]):
    print(t3.unpacked(rows), rows)
print(t3.unpacked3([[1, 2, 3], (4, 5, 6), [7, 8, 9]]))
try:
    print(t3.unpacked([1]))
except TypeError as e:
    print(e)
print(t3.while_iterating([1, 2, 3, 4], next), t3.while_iterating([1, 2, 3], operator.length_hint))
