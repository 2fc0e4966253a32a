import collections
import json
import os.path as path
from collections import OrderedDict, namedtuple
from decimal import Decimal


def attribute(x):
    return x.value


def store(x, v):
    x.value = v
    x.extra = [1, 2]
    del x.value


def call(f, *args, **kwargs):
    return f(*args, **kwargs)


def operators(a, b):
    out = []
    for f in (lambda: a + b, lambda: b + a, lambda: a - b, lambda: a * b, lambda: a / b, lambda: a // b, lambda: a % b,
              lambda: a ** 2, lambda: -a, lambda: abs(a), lambda: a < b, lambda: a == b, lambda: a != b, lambda: 2 * a, lambda: 1 - a,
              lambda: divmod(a, b), lambda: a | b, lambda: a & b, lambda: a ^ b, lambda: ~a, lambda: a @ b, lambda: a << b):
        try:
            out.append(f())
        except Exception as e:
            out.append((type(e).__name__, str(e)))
    return out


def augment(a, b):
    a += b
    return a


def walk(xs):
    return [x for x in xs]


def subscripts(x, key, value):
    before = x[key]
    x[key] = value
    return before, x[key], len(x), key in x


def delete(x, key):
    del x[key]


def managed(manager):
    with manager as m:
        print("inside", m)
        return m


def managed_error(manager):
    with manager:
        raise KeyError("k")
    return "swallowed"


def tests(x, cls):
    return isinstance(x, cls), issubclass(type(x), cls), type(x).__name__, bool(x), callable(x), hash(x) == hash(x)


def match_it(x):
    match x:
        case [a, b]:
            return "pair", a, b
        case {"k": v}:
            return "mapping", v
        case int() | str():
            return "scalar"
    return "other"


def decimals():
    return Decimal("1.5") + Decimal(2), sum([Decimal(1), Decimal(2)])


def ordered():
    d = OrderedDict()
    d["b"] = 1
    d["a"] = 2
    d.move_to_end("b")
    return d


Point = namedtuple("Point", "x y")


def points():
    p = Point(1, y=2)
    return p, p.x, p._replace(x=5), p == (1, 2), isinstance(p, tuple), {p: 1}[(1, 2)]


def counted(text):
    c = collections.Counter(text)
    c.update("aab")
    return c.most_common(2), c["z"]


def dumped():
    return json.dumps({"a": [1, 2, {"b": None}], "c": (1.5, True)}), json.loads('{"x": [1, 2.5, "s"]}')


def joined(*parts):
    return path.join(*parts)


def unpack(x):
    a, *b = x
    return a, b


def text(x):
    return f"{x} {x!r} {x:>6}", "%s" % x, str(x), repr(x)


def numbers(x):
    return int(x), float(x), round(x, 1), max(x, 2), sum([x, 1]), min([x, 3])


def walk_items(table):
    seen = []
    for key, value in table.items():
        seen.append((key, value))
    return seen


def change_while_walking(table, change):
    seen = []
    try:
        for key in table:
            seen.append(key)
            change(table, key)
    except RuntimeError as error:
        return seen, str(error)
    return seen


def walk_values(table):
    it = iter(table.values())
    return [next(it), list(it), next(it, "end")]


def entries(table, keys):
    found = []
    for key in keys:
        try:
            found.append(table[key])
        except Exception as error:
            found.append(repr(error))
    return found
