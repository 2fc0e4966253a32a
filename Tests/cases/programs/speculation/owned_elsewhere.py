# Temporary objects that somebody keeps all the same: methods called by operators and lookups, results that are an operand.
saved = []
class K:
    def __init__(self, h): self.h = h
    def __hash__(self): return self.h
    def __eq__(self, other): saved.append(other); return False
class M(dict):
    def __missing__(self, key): saved.append(key); return key
class S(str):
    def __eq__(self, other): saved.append(other); return str.__eq__(self, other)
    __hash__ = str.__hash__
    def startswith(self, x, *a): saved.append(x); return True
    def __add__(self, other): saved.append(other); return "added" + other
    def __radd__(self, other): saved.append(other); return other + "radd"
    def __contains__(self, x): saved.append(x); return True
    def __lt__(self, o): saved.append(o); return True
    def __mod__(self, o): saved.append(o); return "mod"
    def join(self, xs): saved.append(xs); return "j"
    def strip(self, c=None): return self
    def __format__(self, spec): saved.append(spec); return "fmt"
    def split(self, sep=None): saved.append(sep); return [self]
def lookups(n):
    r = 0
    for i in range(n):
        key = "key" + str(i)
        d = {K(hash(key)): 1}
        r += d.get(key, 5)
        r += key in d
        s = {K(hash("set" + str(i)))}
        r += ("set" + str(i)) in s
        t = "tup" + str(i)
        r += t in (K(1), 2)
        r += [K(1)].count("cnt" + str(i))
        try: d["miss" + str(i)]
        except KeyError as e: saved.append(e.args[0])
        m = M()
        m["mm" + str(i)]
        d["new" + str(i)] = i
        d.setdefault("sd" + str(i), "v" + str(i))
        saved.append(d.pop("new" + str(i), None))
    return r
def texts(n):
    out = []
    for i in range(n):
        a = S("s%d" % i)
        out.append(a == "eq" + str(i)); out.append("eq2" + str(i) == a)
        out.append(a.startswith("sw" + str(i)))
        out.append(a + ("ad" + str(i))); out.append(("ra" + str(i)) + a)
        out.append("in" + str(i) in a); out.append("lt" + str(i) > a)
        out.append(a % ("md" + str(i))); out.append(a % ("t" + str(i), i))
        out.append(a.join(["x" + str(i), "y"])); out.append(a.split("sep" + str(i)))
        w = ">" + str(i + 5); out.append(f"{a:{w}}")
        out.append(("  st" + str(i)).strip()); out.append("".join(["one" + str(i)]))
        out.append(str("str" + str(i))); out.append(("up" + str(i)).lower())
        x = ("sl" + str(i)); out.append(x[:]); out.append(x[0:99])
        y = "%s" % ("pc" + str(i)); out.append(y)
        z = f"{'fs' + str(i)}"; out.append(z)
        q = ("a,b" + str(i)).split(","); out.append(q[1])
        u, v = ("k=v" + str(i)).split("=") ; out.append(v)
        p = ("pre" + str(i)).partition("e"); out.append(p)
        try: ("bad\udc80" + str(i)).encode()
        except UnicodeEncodeError as e: out.append(ascii(e.object))
        try: int("zz" + str(i))
        except ValueError as e: out.append(e.args[0])
        rr = ("rep" + str(i)).replace("q", "w"); out.append(rr)
    return out
def sets(n):
    keep = []
    for i in range(n):
        s = {i, i + 1} | {i + 2}
        keep.append(s)
        t = {1, 2} & s
        keep.append(sorted(t))
        f = frozenset({i} | {i})
        keep.append(f)
        e = set(); e |= s; keep.append(e)
        def inner(): return s
        keep.append(inner)
        g = (x for x in s); keep.append(g)
        it = iter({i, -i}); keep.append(it)
    return keep
def lists(n):
    keep = []
    for i in range(n):
        xs = [i, i + 1]; ys = xs[:] ; keep.append(ys)
        zs = sorted(xs); keep.append(zs[0]); a = [xs, xs]; keep.append(a)
        b = list(range(i)); keep.append(iter(b)); c = [j for j in b]; keep.append(reversed(c))
        t = (i, xs); keep.append(t[1]); m = max([[i], [i + 1]]); keep.append(m)
        w = [1, 2, 3]; w.sort(key=lambda v: keep.append(v) or v); d = dict.fromkeys(["a" + str(i)]); keep.append(d)
        z = list(zip(xs, ys)); keep.append(z); en = enumerate(xs[:]); keep.append(en); mp = map(str, [i]); keep.append(mp)
        star = [*xs, *ys]; keep.append(star); first, *rest = xs; keep.append(rest)
    return keep
def junk(n): return ["junk" * 3 + str(i) for i in range(n)] + [[i] for i in range(n)] + [{i} for i in range(n)]
for k in range(3):
    r = [lookups(30), texts(30), sets(20), lists(20)]
    junk(2000)
    print(sorted(set(map(str, saved)))[-90:])
    saved.clear()
    print(r[0], r[1][-60:])
    print([x if not callable(x) else x() for x in r[2][-40:] if isinstance(x, (set, list, frozenset)) or callable(x)])
    print([list(x) if hasattr(x, "__next__") else x for x in r[2][-14:] if hasattr(x, "__next__")])
    print([list(x) if hasattr(x, "__next__") else x for x in r[3][-60:]])



CACHE = []
def g(x):
    return "g" + str(x) + "tail"
def f(x, y):
    if x > 5:
        return "n" + str(x) + "tail"
    z = x * y
    r = g(z)
    if z > 2**62:
        CACHE.append(r)
    return r
def use(k, y):
    r = f(k, y)
    return len(r)
def handed():
    t = 0
    for i in range(20):
        t += use(i, 1)
    t += use(3, 2**62)
    t += use(4, 2**62)
    junk = ["x%dy" % i + "tail" for i in range(50)]
    print(t, CACHE, len(junk))
handed()
