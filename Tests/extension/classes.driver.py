import copy
import inspect
import pickle
import weakref

import classes as m

p = m.Point(1, y=2)
print(p, repr(p), p.x, p.y, p.norm, p == m.Point(1, 2), p != m.Point(1, 3), hash(p) == hash((1, 2)), p + m.Point(1, 1), 5 + p)
p.x = 10
p.extra = [1]
print(p.x, p.__dict__, vars(p), p.extra, len(p), p[0], p(1, k=2), bool(p), 10 in p, f"{p:abc}", p < m.Point(11))
p.norm = 3
print(p, m.Point.origin(), m.Point.helper(4), p.helper(5), m.Point.count, p.count)
print(m.Point.__name__, m.Point.__qualname__, m.Point.__module__, m.Point.__doc__, m.Point.norm.__doc__, type(m.Point.norm).__name__)
print(isinstance(p, m.Point), issubclass(m.Child, m.Point), m.Child.__mro__[1] is m.Point, m.Child.__bases__ == (m.Point,))
print(m.Child(1, 2).area(), m.areas(m.Child(0)), inspect.signature(m.Point), [str(q) for q in m.make(3)])
m.Point.count = 100
print(m.Point(0).count, m.Point.count)
m.Point.names.append("n")
print(m.Point.names, p.names)


class Sub(m.Point):
    def __init__(self, x):
        super().__init__(x, 7)
        self.own = "o"

    def side(self):
        return super().side() + 100

    @property
    def twice(self):
        return self.x * 2


s = Sub(3)
print(s, s.own, s.twice, s.area(), m.areas(s), m.is_point(s), isinstance(s, m.Point), s + s, s.norm, s.__dict__)
for bad in (lambda: p.missing, lambda: m.Point(), lambda: m.Point(1, 2, 3), lambda: m.Shape(), lambda: p.origin(3), lambda: m.Slotted(1).b,
            lambda: setattr(m.Slotted(1), "c", 2)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
with p as q:
    print(q is p)
    raise KeyError
print(pickle.loads(pickle.dumps(m.Point(4, 5))), copy.copy(p), copy.deepcopy(m.make(2)))
print(m.Square(3).double(), m.use(m.Square(2)))


class Mine(m.Shape):
    def area(self):
        return 10


print(m.use(Mine()), Mine().double())
a, greater, red, blue, same = m.items()
print(a, greater, red, blue, same, a.tags, m.Item("z") == m.Item("z"), sorted([m.Item("b"), m.Item("a")]))
print(m.Color.RED.name, m.Color["BLUE"], list(m.Color))
print(m.Lazy().xa, getattr(m.Lazy(), "y", "none"))
print(list(m.Tree(m.Tree())), [*m.Tree()])
t = m.Tree()
r = weakref.ref(t)
print(r() is t)
t.self = t
print(t.self is t, t.left)
