# __slots__: members, bases with and without, dicts beside them, unbound members, classes exchanged.
class Point:
    __slots__ = ("y", "x")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __repr__(self):
        return f"{type(self).__name__}({self.x}, {self.y})"


class Point3(Point):
    __slots__ = ["z", "__hidden"]

    def __init__(self, x, y, z):
        super().__init__(x, y)
        self.z = z
        self.__hidden = x * y * z

    def hidden(self):
        return self.__hidden


class Open(Point3):
    def __init__(self, *coordinates):
        super().__init__(*coordinates)
        self.name = "open"
        self.x += 1


class Single:
    __slots__ = "only"


class Mixed:
    __slots__ = ("a", "__dict__", "__weakref__")

    def __init__(self):
        self.a = 1
        self.b = 2


class Empty:
    __slots__ = ()


class Filled(Empty):
    def __init__(self):
        self.late = True


p, q, o = Point(1, 2), Point3(3, 4, 5), Open(6, 7, 8)
print(p, q, o, q.z, q.hidden(), o.hidden(), o.name, vars(o))
for target, name in ((p, "z"), (q, "w"), (Single(), "other"), (Empty(), "any")):
    try:
        setattr(target, name, 0)
    except AttributeError as error:
        print(error)
s = Single()
try:
    s.only
except AttributeError as error:
    print(error)
s.only = [1]
s.only.append(2)
print(s.only)
del s.only
try:
    del s.only
except AttributeError as error:
    print(error)
m = Mixed()
m.c = 3
print(m.a, vars(m))
print(vars(Filled()), Point.x.__get__(q), sorted(n for n in dir(Point3) if "hidden" in n))
Point.x.__set__(q, "by the member")
print(q)

x = Point.x
del Point.x
try:
    p.x
except AttributeError as error:
    print(error)
Point.x = property(lambda self: "property")
print(p)
Point.x = x
print(p, o)


class Pair:
    __slots__ = ("x", "y")


pair = Pair()
pair.x, pair.y = "left", "right"
pair.__class__ = type("Twin", (), {"__slots__": ("x", "y"), "swap": lambda self: (self.y, self.x)})
print(pair.swap())
try:
    p.__class__ = Point3
except TypeError as error:
    print(error)


class Failure(Exception):
    def __init__(self, code, *details):
        super().__init__(code, *details)
        self.code = code
        self.details = details


class Worse(Failure):
    def __init__(self, code):
        super().__init__(code, "worse")
        self.extra = code * 2


for error in (Failure(1, 2, 3), Worse(4)):
    try:
        raise error
    except Failure as caught:
        print(repr(caught), caught.code, caught.details, vars(caught), getattr(caught, "extra", None))
