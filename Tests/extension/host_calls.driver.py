import host_calls as m


def show(what, f, *args, **kwargs):
    try:
        print(what, repr(f(*args, **kwargs)))
    except Exception as e:
        print(what, type(e).__name__, e)


class F(float):
    def __mul__(self, other):
        return F(99.0)

    __rmul__ = __mul__


class I(int):
    def __mul__(self, other):
        return 77


values = [0, 1, -1, 2**30, -2**30, 2**31, 2**59, 2**60, 2**62, 2**63 - 1, -2**63, 2**63, 2**100, True, 2.5, -0.0, 1e300, float("inf"), F(1.0), I(3), "s", None, 1j]
for v in values:
    for w in (2.5, 3, 1e308, F(2.0), None):
        show("f", m.f, v, w)
    show("g", m.g, v)
    show("g", m.g, v, v)
    show("check", m.check, v)
    show("half", m.half, v)
    show("h", m.h, 1.5, v)
    show("twice", m.Point.twice, v)
for n in (5, 20, 21, 30, 50):
    show("fact", m.fact, n)
show("f", m.f)
show("f", m.f, 1)
show("f", m.f, 1, 2.0, 3)
show("f", m.f, x=1.0, n=2)
show("f", m.f, 1, y=2)
show("g", m.g, m=5, n=2)
show("f", m.f, *[3, 1.5])
show("f", m.f, **{"n": 3, "x": 1.5})

p = m.Point(1.0, 2.0)
show("moved", p.moved, 3, 2.5)
show("moved", p.moved, "a", 2.5)
show("moved", m.Point.moved, p, 3, 2.5)
show("moved", m.Point.moved, 5, 3, 2.5)
show("plus", p.plus, m.Point(5.0, 1.0))
show("plus", p.plus, 4)
print(p.norm, p.x, p.scale, m.Point.origin().x)
for i in range(3):
    print(p.hidden())
p.hidden = lambda: "instance"
print(p.hidden())
q = m.Point(1.0, 2.0)
print(q.hidden())
del p.hidden
print(p.hidden())
m.Point.hidden = lambda self: "replaced"
print(p.hidden(), q.hidden())
m.Point.scale = 5
print(p.scale)
p.x = 10
print(p.x, p.moved(1, 2.0))
p.x = "s"
show("moved", p.moved, 1, 2.0)
d = m.Derived(1.0, 2.0)
print(d.moved(1, 2.0), m.use(d), d.hidden())


class Own(m.Point):
    def moved(self, n, k):
        return super().moved(n, k) + 1000

    def hidden(self):
        return "own"


o = Own(1.0, 2.0)
print(o.moved(1, 2.0), m.use(o), o.hidden(), o.x)
b = p.plus
print(b.__self__ is p, b.__name__, m.Point.plus.__name__)
