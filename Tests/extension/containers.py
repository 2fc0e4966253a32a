CACHE = []
TABLE = {"a": 1}


def squares(n):
    return [i * i for i in range(n)]


def nested():
    a = [1]
    return {"x": a, "y": [a, a], "z": {1, 2}}


def cyclic():
    a = [1]
    a.append(a)
    return a


def remember(x):
    CACHE.append(x)
    return CACHE


def cache_state():
    return len(CACHE), [x for x in CACHE], sum(CACHE) if CACHE else None


def set_key(k, v):
    TABLE[k] = v
    return len(TABLE), sorted(TABLE)


def table():
    return TABLE


def change(xs):
    xs.append(4)
    xs[0] = "first"
    xs.extend([5, 6])
    xs.sort(key=str)
    return xs


def fill(d):
    d["new"] = [1, 2]
    d.setdefault("list", []).append(1)
    d.update(z=1)
    for k, v in d.items():
        pass
    return d


def give(f):
    xs = [1, 2, 3]
    f(xs)
    xs.append(99)
    return xs


def give_dict(f):
    d = {"a": 1}
    f(d)
    d["own"] = 2
    return d, len(d)


def give_set(f):
    s = {1, 2}
    f(s)
    s.add(50)
    return s


def loop(f):
    xs = [0]
    total = 0
    for i in range(3):
        f(xs)
        total += len(xs)
        xs.append(i)
        total += xs[-1]
    return xs, total


def kinds(x):
    return type(x) is list, type(x) is dict, isinstance(x, list), isinstance(x, (dict, set)), type(x)


def copies(x):
    return list(x), tuple(x), sorted(x), x == list(x), x + [1], x * 2, x[1:], x[::-1], 2 in x


def mixed(a, b):
    return a + b, [0] + b, a == b, a < b


def merge(a, b):
    return a | b, {**a, **b}


def star(xs, d):
    return pack(*xs, **d)


def pack(*a, **k):
    return a, k


def dig(rows):
    t = 0
    for row in rows:
        for x in row:
            t += x
    rows[0][0] = 100
    return t


class Bag:
    def __init__(self):
        self.items = []

    def add(self, x):
        self.items.append(x)
        return len(self.items)
