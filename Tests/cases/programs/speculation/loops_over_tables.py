"""Loops over dicts, their views and sets: changed meanwhile, left in the middle, nested, in comprehensions."""
from collections import OrderedDict, defaultdict


def total(d):
    s = 0
    for k, v in d.items():
        s += k * v
    return s


print(total({i: i + 1 for i in range(50)}), total({}))
# Guesses that fail in the middle: the generic version goes on behind the items that were seen.
print(total({1: 2, 3: 4.5, 5: 6}), total({1: 2, 3: 10**30, 5: 6}))
try:
    total({1: 2, "a": [1], 3: None, 4: 1})
except TypeError as error:
    print(error)


def keys(d):
    out = []
    for k in d:
        out.append(k)
    for k in d.keys():
        out.append(k)
    return out


def values(d):
    best = 0
    for v in d.values():
        if v > best:
            best = v
    return best


d = {i * 7 % 31: i for i in range(31)}
for i in range(0, 31, 3):
    del d[i]
print(keys(d), values(d), values({}))
print(keys(OrderedDict(a=1, b=2)), keys(defaultdict(int, {"x": 3})))
o = OrderedDict((i, -i) for i in range(5))
o.move_to_end(0)
del o[2]
print(keys(o), total(o), values(o))


def pairs(d):
    found = []
    for item in d.items():
        found.append(item)
    return found


print(pairs({"a": 1, "b": (2, 3)}))


def nested(d):
    out = 0
    for k, (a, b) in d.items():
        for x in a:
            out += x * b
    return out


print(nested({"p": ([1, 2, 3], 2), "q": ([4], 10)}))


# ---- changed while the loop runs ------------------------------------------------------------------------------------
def grow(d):
    for k in d:
        d[k + 100] = 1


def shrink(d):
    for k, v in d.items():
        if v == 2:
            del d[k]


def replace(d):
    seen = []
    for k in d:
        seen.append(k)
        d[k] = d[k] + 1
    return seen, d


def shuffle(d):
    """The size stays: more items come than there were."""
    seen = 0
    for k in d.values():
        seen += 1
        first = next(iter(d))
        del d[first]
        d[first + 1000] = 5
    return seen


def last(d):
    """Changed in the last round."""
    n = 0
    for k in d:
        n += 1
        if n == len(d):
            d["new"] = 0
            n = -100


def clear(d):
    for k in d.keys():
        d.clear()
    return "cleared"


for function, argument in (
    (grow, {1: 1}), (grow, {}), (shrink, {1: 1, 2: 2, 3: 3}), (shrink, {1: 1, 3: 3}), (replace, {1: 1, 2: 2}),
    (shuffle, {1: 1, 2: 2, 3: 3}), (last, {"a": 1, "b": 2}), (clear, {1: 1}), (clear, {}),
):
    try:
        print(function.__name__, function(argument))
    except RuntimeError as error:
        print(function.__name__, "RuntimeError:", error)


def grow_set(s):
    for x in s:
        s.add(x + 100)


def swap_in_set(s):
    n = 0
    for x in s:
        n += 1
        if n < 3:
            s.discard(x)
            s.add(x)
    return n


def count(s):
    t = 0
    for x in s:
        t += x
    return t


for function, argument in ((grow_set, {1, 2}), (grow_set, set()), (swap_in_set, {1, 2, 3, 9}), (count, {3, 4, 70}), (count, {1, 2.5, 10**25})):
    try:
        print(function.__name__, function(argument))
    except RuntimeError as error:
        print(function.__name__, "RuntimeError:", error)
print(count(frozenset(range(100))), count(set()))


def words(s):
    t = ""
    for w in s:
        t = max(t, w)
    return t


print(words({"a", "bc", "b"}), words(frozenset()))

# ---- handlers, break and else, continue ----------------------------------------------------------------------------


def search(d, wanted):
    for k, v in d.items():
        if k == wanted:
            found = v
            break
        if v < 0:
            continue
    else:
        found = None
    return found


print(search({1: -1, 2: 5}, 2), search({1: -1, 2: 5}, 3))


def handled(d):
    bad = 0
    s = 0
    for k, v in d.items():
        try:
            s += 10 // v
        except ZeroDivisionError:
            bad += 1
    try:
        for k in d:
            d[k + 1000] = s
    except RuntimeError as error:
        bad += 100
    return s, bad


print(handled({1: 1, 2: 0, 3: 5, 4: 0}))

# ---- comprehensions and generator expressions --------------------------------------------------------------------


def comprehensions(d, s):
    a = [k for k, v in d.items() if v > 3]
    b = {v: k for k, v in d.items()}
    c = [v * 2 for v in d.values()]
    e = sum(v for v in d.values())
    f = max(len(str(k)) for k in d)
    g = sorted(x * x for x in s)
    h = {x % 3 for x in s}
    i = any(v > 30 for v in d.values())
    j = [k for k in d]
    return a, b, c, e, f, g, h, i, j


print(comprehensions({i: i * i for i in range(7)}, {4, 5, 6}))
print(comprehensions({1: 2.5, 3: 10**20}, {1.5, True}))


def generated(d):
    for k, v in d.items():
        yield k
        yield v


g = generated({1: 2, 3: 4})
print(next(g), next(g), list(g))
changing = {1: 2, 3: 4}
g = generated(changing)
print(next(g))
changing[5] = 6
print(next(g))
try:
    next(g)
except RuntimeError as error:
    print(error)


# ---- not plain dicts ----------------------------------------------------------------------------------------------
class Loud(dict):
    def __iter__(self):
        return iter(["loud"])

    def items(self):
        return [(7, 8)]


print(keys(Loud(a=1)), total(Loud()), pairs(Loud()))


def rebound(d, other):
    out = []
    for k in d:
        out.append(k)
        d = other
    return out, d


print(rebound({1: 1, 2: 2}, {}))


def many(rounds):
    d = {}
    total = 0
    for r in range(rounds):
        d[r] = r
        for k, v in d.items():
            total += v
        if r % 5 == 4:
            for k in list(d):
                if k % 2:
                    del d[k]
        for x in {r, r + 1}:
            total += x
    return total


print(many(60))
