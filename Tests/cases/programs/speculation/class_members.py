"""Static and class methods, and methods by their class; instances that begin with empty containers."""
from abc import ABC, abstractmethod


class Point:
    made = 0

    def __init__(self, x, y=0):
        self.x = x
        self.y = y
        self.marks = []
        self.names = {}
        self.seen = set()

    @staticmethod
    def twice(n, times=2):
        return n * times

    @classmethod
    def make(cls, x):
        cls.made += 1
        return cls(x, x)

    @classmethod
    def name(cls, *rest, **options):
        return cls.__name__, rest, sorted(options.items())

    def norm(self):
        return self.x * self.x + self.y * self.y

    def both(self, n):
        return self.twice(n) + self.twice(n, 3), self.name(n)[0]


class Point3(Point):
    def __init__(self, x, y=1, z=2):
        Point.__init__(self, x, y)
        self.z = z

    def norm(self):
        return Point.norm(self) + self.z * self.z

    @classmethod
    def make(cls, x):
        made = super().make(x)
        made.z = 7
        return made


def work(n):
    total = 0
    for i in range(n):
        total += Point.twice(i)
        total += Point.twice(i, times=3)
        p = Point.make(i)
        total += p.norm() + Point.norm(p)
        p.marks.append(i)
        p.names[i] = 1
        p.seen.add(i)
        total += len(p.marks) + len(p.names) + len(p.seen)
        q = Point3.make(i)
        total += q.norm() + q.twice(2)
    return total, Point.made, Point3.made


print(work(10))
print(Point.name(1, 2, a=3), Point3.name(), Point3(1).both(4), Point(1).both(4))
# Each instance has containers of its own.
a, b = Point(1), Point(2)
a.marks.append(1)
print(a.marks, b.marks, a.names is b.names, a.seen == b.seen)


def guesses(values):
    """Arguments that are no ints, after many that were."""
    out = []
    for v in values:
        out.append(Point.twice(v))
        out.append(Point.make(v).norm())
    return out


print(guesses([1, 2, 3, 2.5, 10**20, True]))


def wrong(n):
    found = []
    for arguments in ((), (1, 2, 3)):
        try:
            found.append(Point.twice(*arguments))
        except TypeError as error:
            found.append(str(error))
    try:
        found.append(Point.norm())
    except TypeError as error:
        found.append(str(error))
    try:
        found.append(Point.norm(n))
    except AttributeError as error:
        found.append(str(error))
    try:
        found.append(Point.twice(None))
    except TypeError as error:
        found.append(str(error))
    return found


print(wrong(3))


class Shape(ABC):
    @staticmethod
    def unit():
        return 1.5

    @classmethod
    def of(cls, kind):
        return kind(2)

    @abstractmethod
    def area(self):
        ...


class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side * self.side * Shape.unit()


print(Shape.unit(), Shape.of(Square).area(), Square.of(Square).area(), Square(3).unit())


class Shared:
    def __init__(self):
        self.a = self.b = []
        self.c = {}


s = Shared()
s.a.append(1)
print(s.b, s.c, Shared().a)


class Tool:
    """Has no instances."""

    @staticmethod
    def parse(text):
        return [int(part) for part in text.split(",")]

    @classmethod
    def total(cls, text):
        return sum(cls.parse(text))


class Other(Tool):
    @staticmethod
    def parse(text):
        return [len(text)]


def tools(n):
    t = 0
    for i in range(n):
        t += Tool.total("1,2,3") + Other.total("1,2") + sum(Tool.parse("4,5"))
    return t


print(tools(5))


# ---- what is rebound stays right ---------------------------------------------------------------------------------
class Changing:
    @staticmethod
    def f(x):
        return x + 1


def ask(n):
    t = 0
    for i in range(n):
        t += Changing.f(i)
        if i == 3:
            Changing.f = staticmethod(lambda x: 100)
    return t


print(ask(6))


class Node:
    count = 0

    def __init__(self, value):
        self.value = value
        self.children = []

    @classmethod
    def tree(cls, depth):
        node = cls(depth)
        Node.count += 1
        if depth:
            node.children.append(cls.tree(depth - 1))
            node.children.append(cls.tree(depth - 1))
        return node

    def total(self):
        return self.value + sum(child.total() for child in self.children)


print(Node.tree(6).total(), Node.count)
