"""Attribute sites that see many classes, and classes that change under them."""


class Base:
    def __init__(self, n):
        self.n = n

    def who(self):
        return "base %d" % self.n

    @classmethod
    def make(cls, n):
        return cls(n)

    @staticmethod
    def double(n):
        return 2 * n

    @property
    def square(self):
        return self.n * self.n


def subclass(i):
    class Sub(Base):
        def __init__(self, n):
            super().__init__(n)
            setattr(self, "own%d" % i, i)

        def who(self):
            return "sub%d of %s" % (i, super().who())

    return Sub


CLASSES = [Base] + [subclass(i) for i in range(6)]


def walk(things):
    out = []
    for t in things:
        out.append((t.who(), t.n, t.square, t.double(t.n), type(t).make(t.n + 1).n, type(t).double(1)))
        t.n += 1
        t.extra = t.n
    return out


things = [c(k) for k, c in enumerate(CLASSES)]
for _ in range(3):
    for row in walk(things):
        print(row)
Base.who = lambda self: "changed"
Base.square = property(lambda self: -self.n)
Base.double = staticmethod(lambda n: 3 * n)
Base.make = classmethod(lambda cls, n: cls(n + 100))
print(walk(things)[0])
print(walk(things)[2])
things[0].who = lambda: "own"
print(things[0].who(), walk(things)[1][0])


class Many:
    """More attributes than the class shows: they live in a dict."""


def fill(m, k):
    for name in ("a", "b", "c", "d", "e", "f", "g", "h"):
        setattr(m, name, k)
    return m


many = [fill(Many(), k) for k in range(5)]
many[3].__dict__.pop("c")
many[4].__dict__ = {"c": "replaced", "h": 9}
for _ in range(2):
    for m in many:
        try:
            m.h += 1
            print(m.c, m.h, end="; ")
        except AttributeError as e:
            print(e, end="; ")
Many.c = property(lambda self: "hidden")
print(many[0].c)
del Many.c
print(many[0].c)


class Fallback:
    def __getattr__(self, name):
        if name.startswith("x"):
            return name * 2
        raise AttributeError(name)

    @property
    def broken(self):
        raise AttributeError("inner")


for obj in (Fallback(), Base(1), Fallback(), 5):
    for _ in range(2):
        try:
            print(obj.xy, obj.broken)
        except AttributeError as e:
            print(e)
print(isinstance(Base(1), Many), isinstance(CLASSES[1](1), Base), isinstance(5, Base))


class Liar:
    @property
    def __class__(self):
        return Base


print(isinstance(Liar(), Base), isinstance(Liar(), Many))
