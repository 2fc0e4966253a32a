"""Classes that the host sees."""
import abc
from dataclasses import dataclass, field
from enum import Enum


class Point:
    """A point."""

    count = 0
    names = []

    def __init__(self, x, y=0):
        self.x = x
        self.y = y
        Point.count += 1

    def __repr__(self):
        return f"Point({self.x}, {self.y})"

    def __eq__(self, other):
        if not isinstance(other, Point):
            return NotImplemented
        return (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __radd__(self, other):
        return Point(self.x + other, self.y)

    def __lt__(self, other):
        return self.x < other.x

    def __len__(self):
        return 2

    def __getitem__(self, i):
        return (self.x, self.y)[i]

    def __call__(self, *args, k=1):
        return args, k

    def __bool__(self):
        return self.x != 0

    def __contains__(self, v):
        return v in (self.x, self.y)

    def __enter__(self):
        return self

    def __exit__(self, *details):
        return details[0] is KeyError

    def __format__(self, spec):
        return "<" + spec + ">"

    @property
    def norm(self):
        "The norm."
        return self.x * self.x + self.y * self.y

    @norm.setter
    def norm(self, v):
        self.x = v
        self.y = 0

    @classmethod
    def origin(cls):
        return cls(0, 0)

    @staticmethod
    def helper(a):
        return a * 2

    def area(self):
        return self.side() * 2

    def side(self):
        return 1


class Child(Point):
    def side(self):
        return super().side() + 5


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self, a):
        self.a = a


class Shape(abc.ABC):
    @abc.abstractmethod
    def area(self):
        ...

    def double(self):
        return 2 * self.area()


class Square(Shape):
    def __init__(self, n):
        self.n = n

    def area(self):
        return self.n ** 2


@dataclass(order=True)
class Item:
    name: str
    price: float = 1.0
    tags: list = field(default_factory=list)


class Color(Enum):
    RED = 1
    BLUE = 2


class Meter(dict):
    def total(self):
        return sum(self.values())


class Lazy:
    def __getattr__(self, name):
        if name.startswith("x"):
            return name * 2
        raise AttributeError("no " + name)


class Tree:
    def __init__(self, left=None, right=None):
        self.left = left
        self.right = right

    def __iter__(self):
        yield 1
        if self.left:
            yield from self.left


def make(n):
    return [Point(i, i) for i in range(n)]


def use(shape):
    return shape.double(), shape.area()


def areas(p):
    return p.area()


def is_point(p):
    return isinstance(p, Point), type(p).__name__


def items():
    a = Item("a", 2.0)
    a.tags.append("t")
    return a, Item("b") > a, Color.RED, Color("BLUE" and 2), Color.RED is Color(1)
