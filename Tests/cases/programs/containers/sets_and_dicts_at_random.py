import random
random.seed(3)
def show(s): print(list(s), len(s))
pool = [1, 2, -1, -2, 0, 2**61-1, 2**61, 2**70, -2**61, True, 1.0, 2.5, None, "a", "b", "", (1, 2), (1, "x"), ((1,), 2), frozenset([1]), 10**6, 77, 12345678901]
for r in range(60):
    a = set(); d = {}
    ops = []
    for i in range(random.randrange(60)):
        k = random.choice(pool) if random.random() < .3 else random.randrange(-50, 400)
        op = random.random()
        if op < .6: a.add(k); d[k] = i
        elif op < .8: a.discard(k); d.pop(k, None)
        elif op < .85 and a and all(type(x) is int for x in a): a.pop()
        elif op < .9 and d: d.popitem()
        elif op < .92: a |= {k, i, "q%d" % (i % 3)}
        elif op < .94: a ^= {k, i}
        elif op < .96: a -= {k, i, 3, 4}
        elif op < .97: a &= set(range(i * 3))
        elif op < .98: a = a.copy(); d = dict(d)
    isint = all(type(x) is int for x in a)
    if isint: show(a)
    else: print(len(a), sorted(map(repr, a)))
    b = set(range(r % 40, 90, 3))
    for x in (a | b, a & b, a - b, b - a, a ^ b): print(len(x), sorted(map(repr, x)))
    if isint:
        show(a | b); show(a & b); show(a - b); show(b - a); show(a ^ b); show(b | a)
    print(a <= b, a >= b, a < b, a == b, a.isdisjoint(b), hash(frozenset(a - {"a", "b", "q0", "q1", "q2", None, (1, "x")})) )
    print(list(d.items()), 1 in d, 1.0 in d, d.get(True), d.get("a"), d.get((1, "x")), d.get(((1,), 2)))
    e = {**d, "z": 1, 5: 2}; e.update(d); print(list(e), e == d, dict.fromkeys(d, 0) == dict.fromkeys(list(d), 0))
    print(list(dict.fromkeys(b)), len(set(d)), len(set(d) ^ set(e)))
    if "a" in d: d["a"] = 5
    if "n" not in d: d["n"] = 1
    d["n"] += 1; del d["n"]; print("n" in d, d.setdefault("n", 9), d["n"])
    if 5 in d: del d[5]
    print(5 in d); d[5] = 1; print(5 in d, d[5]); d.clear(); print(5 in d)
