"""deque, Counter, defaultdict and OrderedDict are native inside, and the host's own once they have crossed."""
import collections
from collections import deque, Counter, defaultdict, OrderedDict, namedtuple, ChainMap
import collections.abc
from collections.abc import Mapping, MutableSequence
P = namedtuple("P", "x y")
class Q:
    def __init__(self):
        self.q = deque([1, 2, 3], maxlen=5)
        self.c = Counter("hello")
        self.d = defaultdict(list)
        self.o = OrderedDict([("b", 1), ("a", 2)])
    def push(self, x): self.q.append(x); return len(self.q)
    def count(self, x): self.c.update(x); self.d[x].append(1); self.o[x] = len(self.o); self.o.move_to_end("b")
    def all(self): return list(self.q), dict(self.c), dict(self.d), list(self.o.items())
    def walk(self):
        for x in self.q: yield x
    def walkc(self):
        for k, v in self.c.items(): yield k, v
def make(): return deque(), Counter(), defaultdict(int), OrderedDict(), P(1, 2), ChainMap({1: 2})
def isall(x): return isinstance(x, deque), isinstance(x, Counter), isinstance(x, defaultdict), isinstance(x, OrderedDict), isinstance(x, dict), isinstance(x, Mapping), isinstance(x, MutableSequence), isinstance(x, collections.abc.Sized)
def types(x): return type(x) is deque, type(x) is Counter, type(x) is defaultdict, type(x) is OrderedDict
def own(): return [isall(x) for x in (deque(), Counter(), defaultdict(), OrderedDict(), {})]
def through(f, *a):
    q = deque(a); c = Counter(a); d = defaultdict(list, {1: [2]}); o = OrderedDict.fromkeys(a)
    r = [f(q), f(c), f(d), f(o)]
    return r, list(q), c, d, o, [q is r[0], c is r[1], d is r[2], o is r[3]]
class MyD(deque):
    def twice(self): return [x * 2 for x in self]
class MyC(Counter):
    def __missing__(self, k): return 100
class MyO(OrderedDict):
    def __setitem__(self, k, v): super().__setitem__(k, v * 2)
class MyDD(defaultdict): pass
def subs(): return MyD([1, 2], 3), MyC("ab"), MyO(a=1), MyDD(int)
def ops(q, c, d, o):
    return q + deque([9]), deque([9]) + q, Counter("ab") + c, c + Counter("ab"), c - Counter("l"), Counter("l") - c, c == Counter(c), deque(q) == q, q == deque(q), d == dict(d), o == OrderedDict(o), Counter(c) == c, c | Counter("z"), Counter(d), OrderedDict(o), deque(q, 2), dict(o), sorted(c), q.count(1), q.index(2) if 2 in q else None
def ann(x: deque[int], y: "Counter[str]" = None) -> defaultdict[str, int]: return deque[int]
def kept(f):
    q = deque([1]); f(q); q.append(2); f(None)
    return q
def unbound(q): deque.append(q, 5); return Counter.most_common(Counter("aab")), dict.get(Counter("a"), "a")
def m(x):
    match x:
        case {"a": v}: return "map", v
        case [a, *r]: return "seq", a, r
    return None
def mm(): return m(Counter("a")), m(deque([1, 2])), m(OrderedDict(a=3)), m(defaultdict(int, a=5))
def raises(n):
    try:
        if n == 0: deque().pop()
        if n == 1: defaultdict()[1]
        if n == 2: OrderedDict().popitem()
        if n == 3: deque([1], 0)[3]
        if n == 4: deque([1], -1)
    except Exception as e: return repr(e)
def factories():
    d = defaultdict(lambda: deque(maxlen=2)); d["a"].append(1); e = defaultdict(Counter); e[1]["x"] += 2
    return d, e
def mutated():
    q = deque([1, 2, 3])
    for x in q: q.append(1)
shared = deque([1, 2])
TABLE = Counter("xyx")
def see(): shared.append(TABLE["x"]); return list(shared)


def grouped(d, pairs, look):
    for k, v in pairs:
        d.setdefault(k, []).append(v)
    d["more"] = [1]
    d["more"].append(2)
    look(d)
    mine = d["more"]
    mine.append(3)
    got = d.get("more"), d.get("none", mine) is mine, d.pop("more") is mine, d.setdefault("kept", mine) is mine
    s = {1}
    d["s"] = s
    s.add(4)
    d["s"].add(5)
    look(d)
    return got, mine, d


def over_iterator(iterate):
    mine = [1, 2]
    it = iterate(mine)
    mine.append(3)
    first = [x for x in it]
    d = {"a": 1}
    view = iterate(d.items())
    got = next(view)
    return first, got


def keyed(d, keys):
    out = []
    for k in keys:
        out.append(k in d)
        d[k] = [k]
        out.append(d[k])
        out.append(d.get(k))
        out.append(d.pop(k, None))
    return out


def wrong(d, l, s):
    errors = []
    for f in (lambda: d.get(), lambda: d.get([]), lambda: d.setdefault({}, 1), lambda: l.append(), lambda: l.append(1, 2), lambda: s.add([]),
              lambda: d.pop("no"), lambda: l.pop(99), lambda: s.remove("no"), lambda: d["no"], lambda: l.insert("x", 1), lambda: [] in s):
        try:
            f()
        except (TypeError, KeyError, IndexError) as e:
            errors.append((type(e).__name__, str(e)))
    return errors


def unpacked(rows):
    out = []
    try:
        for a, b in rows:
            out.append((b, a))
    except ValueError as e:
        out.append(str(e))
    return out


def unpacked3(rows):
    out = []
    for i, (a, *rest, c) in enumerate(rows):
        out.append((i, a, rest, c))
    for a, b, c in rows:
        out.append(a + b + c)
        if len(rows) < 6:
            rows.append([a, b, c + 1])
        if len(rows) == 5:
            rows[3] = (1, 1, 1)
    return out


def while_iterating(l, step):
    it = iter(l)
    out = [next(it)]
    out.append(step(it))
    l.append("late")
    out.extend(it)
    l.append("after")
    out.append(next(it, "end"))
    return out, it.__length_hint__(), [x for row in [l, l] for x in row]
