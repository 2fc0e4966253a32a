import copy
import gc
import pickle
import weakref

import attributes as m


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as e:
        return type(e).__name__, str(e)


# Known attributes, class values, methods.
p = m.Plain(3)
print(p.x, p.y, p.kind, p.limit, p.method(4), p.twice, p.make().x, p.still(1), m.Plain.still(2), m.Plain.make().y)
print(attempt(getattr, p, "nothing"), attempt(getattr, m.Plain, "x"), hasattr(m.Plain, "x"), hasattr(p, "later"), m.Plain.kind)
for name, v in ("x", 10), ("y", "text"), ("kind", "own"), ("x", [1]):
    setattr(p, name, v)
    print(getattr(p, name), m.get(p), m.Plain.kind)
del p.x
print(attempt(getattr, p, "x"), attempt(delattr, p, "x"), p.__dict__)
p.x = 1

# object.__setattr__ and its like
object.__setattr__(p, "x", 8)
print(p.x, m.get(p), object.__getattribute__(p, "x"), object.__getattribute__(p, "method")(2))
object.__delattr__(p, "x")
print(attempt(getattr, p, "x"), attempt(m.get, p))
f = m.Frozen(1)
print(f.v, attempt(setattr, f, "v", 2), attempt(delattr, f, "v"), f.v)
object.__setattr__(f, "v", 3)
print(f.v, f.__dict__)
d = m.Data(1)
print(attempt(setattr, d, "a", 2)[1], d)
object.__setattr__(d, "a", 5)
print(d, d == m.Data(5), hash(d) == hash(m.Data(5)))
m.Plain.__setattr__(p, "x", 4)
print(p.x, attempt(object.__setattr__, m.Slots(1), "c", 1))
s = m.Slots(1)
object.__setattr__(s, "b", 2)
print(s.a, s.b, s.__slots__, m.Slots.__slots__, hasattr(m.Plain, "__slots__"), attempt(setattr, s, "c", 1), hasattr(s, "__dict__"))

# Attributes that the class did not name, from both sides: other instances keep theirs.
q, r = m.Plain(1), m.Plain(2)
print(q.method(2), q.late("L").later, hasattr(r, "later"), m.get(q))
r.extra = "E"
print(r.extra, m.get(r), r.__dict__, attempt(getattr, q, "extra"), q.method(3), m.Plain(6).method(1))
m.put(q, "other", 1)
print(q.other, vars(q))
h = m.Plain(3).hide()
print(h.method(1), r.method(1))
r.method = lambda k: ("mine", k)
print(r.method(2), q.method(2))
del r.method
print(r.method(2))
e = m.Derived(2, 3)
print(e.method(2), e.limit, e.z, e.x, m.Plain.method(e, 2), super(m.Derived, e).method(5), m.Derived(1, z=2).late(5).later)

# Classes change.
m.Derived.limit = 9
m.Derived.added = "added"
print(e.limit, e.added, m.Derived.added, attempt(getattr, q, "added"))
del m.Derived.added
print(attempt(getattr, e, "added"), e.limit)
m.Plain.later_method = lambda self: ("later", self.x)
print(e.later_method(), q.later_method())
m.patch(m.Plain)
print(q.method(5), q.fresh, m.Plain.fresh)
m.Plain.method = lambda self, k: ("host", k)
print(q.method(5))

# __getattr__, and classes of the host's.
n = m.Dynamic()
print(n.known, n.d_x, attempt(getattr, n, "e_x"))


class Mine(m.Base):
    x = "derived"

    def __init__(self):
        super().__init__()
        self.more = 1

    def show(self):
        return "Mine", super().show()


class Watched(m.Plain):
    def __setattr__(self, name, value):
        super().__setattr__(name, ("set", value))

    def __getattr__(self, name):
        return "missing " + name


b, mine, w = m.Base(), Mine(), Watched(1)
print(b.x, b.show(), m.Base.x, mine.x, mine.more, mine.show(), Mine.x, mine.__dict__)
print(w.x, w.y, w.gone, w.limit)
w.other = 2
print(w.other, w.__dict__)

# Constructors.
print(attempt(m.Plain), attempt(m.Plain, 1, 2, 3), attempt(m.Plain, 1, z=2), attempt(m.Odd, 1), attempt(m.Bare, 1), type(m.Bare()).__name__)
print(m.Odd(None) is not None, m.Called(1, 2).all, m.Called(1, 2, 3, 4, c=5, d=6).all, m.Called(1, b=2, e=1).all, attempt(m.Called, 1))
print(m.Plain(y=1, x=2).y, m.Plain(*[1], **{"y": 3}).y, type(m.empty(m.Plain)), attempt(getattr, m.empty(m.Plain), "x"))
m.Bare.__init__ = lambda self, v=0: setattr(self, "v", v)
print(m.Bare(4).v, m.Bare().v)

# Copies, weak references, lives.
c = copy.copy(e)
print(c.x, c.z, c is e, copy.deepcopy(s).b, pickle.loads(pickle.dumps(e)).z, pickle.loads(pickle.dumps(s)).b)
many = [m.Plain(i) for i in range(1000)]
print(sum(o.x for o in many), all(m.get(o)[0] == i for i, o in enumerate(many)))
m.put(many[0], "x", many)
print(many[0].x is many, len({id(o) for o in many}))
ref = weakref.ref(many[5])
del many, o
gc.collect()
print(type(ref()).__name__ in ("NoneType", "Plain"))
