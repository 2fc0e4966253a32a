import copy, enum, inspect, json, pickle
import class_statements as sub
from class_statements import *

print(sub.use_all())
m = sub.Meter({"a": 1}, b=2)
print(m, isinstance(m, dict), type(m).__mro__[1], m["a"], m["q"], m.reads, m.total(), json.dumps(m), dict(m), {**m}, m.unit, len(m))
m2 = pickle.loads(pickle.dumps(m)); print(type(m2).__name__, m2, m2.reads, copy.copy(m) == m, copy.deepcopy(m).reads)
s = sub.Stack([3]); s.push(4); s.append(5)
print(s, s.top(), json.dumps(s), s[:2], type(s[:2]).__name__, sorted(s, reverse=True), s == [3, 4, 5], pickle.loads(pickle.dumps(s)))
x = sub.Money(5); y = x + 3
print(x, y, y.currency, json.dumps(x), x * 2, hash(x) == hash(5), isinstance(x, int), [0] * 10 == [0] * sub.Money(10), range(10)[x], pickle.loads(pickle.dumps(y)).currency)
n = sub.Name("  ab ")
print(n, n.shout(), n + "c", isinstance(n, str), json.dumps({n: n}), "-".join([n, n]), {n: 1}["ab"], f"{n:>5}")
p = sub.Pair(1, 2)
print(p, p.first, isinstance(p, tuple), json.dumps(p), hash(p) == hash((1, 2)), p == (1, 2))
r = sub.Real(3.0); print(r.half(), type(r.half()).__name__, json.dumps(r), round(r), r > 2)
b = sub.Bag([1]); b.add_all([2, 3]); print(sorted(b), b | {9}, isinstance(b, set))
mx = sub.Mixed([1, 2]); print(mx.describe(), mx.size, mx.limit, isinstance(mx, sub.Mixin), issubclass(sub.Mixed, sub.Mixin), sub.Mixed.build([4]), mx.names)
for n in (0, 3):
    try:
        sub.fail(n)
    except KeyError as e:
        print("KeyError", e, e.code, e.args, isinstance(e, sub.Fail))
    except sub.Fail as e:
        e2 = pickle.loads(pickle.dumps(e)); print("Fail", e, e.code, type(e2).__name__, e2.args)
print(list(sub.Color), sub.Color.parse("green").nice(), sub.Color(1) is sub.Color.RED, pickle.loads(pickle.dumps(sub.Color.RED)) is sub.Color.RED)
print(sub.Level.HIGH + 1, sub.Level.LOW < sub.Level.HIGH, json.dumps(sub.Level.HIGH), sub.Perm.R | sub.Perm.W)
print(sub.Named.A, sub.Named.A.describe(), sub.Named("b").size, isinstance(sub.Named.A, str))
c = sub.Coord(2); print(c, c.norm(), c._replace(y=1), c._asdict(), pickle.loads(pickle.dumps(c)), sub.Simple(1, 2), pickle.loads(pickle.dumps(sub.Simple(1, 2))))
print(sub.Box[int](3).get(), sub.Box("s").v, sub.Box.__parameters__)
g = sub.Registry(); g["a"] = 1; g.update(b=2); print(dict(g), g.pop("a"), list(g.items()), "b" in g, g.get("z", 5), g.setdefault("c", 3))
print(sub.Movie(title="t"), sub.Movie.__annotations__)
w = sub.Work(4); print(w.costly, w.costly, w.cached(1), w.cached(1), sub.Work.calls, w.half(), "costly" in vars(w))
print(sub.fib(40), sub.fib.cache_info().hits > 0, sub.fib.__name__, sub.fib.__wrapped__(1))
print(sub.show(3), sub.show([1, "a"]), sub.show(2.5), sub.show.dispatch(int)(1))
@sub.show.register
def _(v: str): return "str " + v
print(sub.show("q"))
print(sub.Age(3) >= sub.Age(2), sub.Age(1) > sub.Age(2))
log = []
with sub.tagged(log, "h") as t: print(t)
try:
    with sub.tagged(log, "i"): raise KeyError("k")
except KeyError as e: print(repr(e))
print(log, sub.area(3), sub.area.__name__, sub.area.__doc__, inspect.signature(sub.area))
try: sub.Shape()
except TypeError as e: print(str(e).replace("methods", "method"))
print(sub.Square().area(), isinstance(sub.Square(), sub.Shape), inspect.isabstract(sub.Shape))
class Sub2(sub.Meter):
    def total(self): return 100 + super().total()
q = Sub2(a=5); print(q.total(), q["a"], q.reads, q)
class Sub3(sub.Mixed): limit = 3
print(Sub3([1]).describe())
print(sub.Config(3) is sub.Config(4), sub.Config().v, sub.Config.describe(), isinstance(sub.Config(), sub.Config), type(sub.Config()).__name__)
class PluginB(sub.Plugin, tag="b"): pass
print(sub.Plugin.known, sub.Typed[int], sub.Row(2).a, sub.Row.a.name, vars(sub.Row(3)))
dr = sub.DRow(); dr.a = 4; print(dr.a, vars(dr))
sub.Shape.register(sub.Row); print(isinstance(sub.Row(1), sub.Shape), issubclass(sub.Row, sub.Shape), isinstance(3, sub.Shape))
