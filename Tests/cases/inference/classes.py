"""Attributes, methods, properties, inheritance, special methods, dataclasses."""
import enum
from dataclasses import dataclass, field
from typing import NamedTuple


class Shape:
    count = 0

    def __init__(self, name):
        self.name = name
        Shape.count += 1

    def area(self):
        raise NotImplementedError

    def describe(self):
        reveal_type(self)  # revealed: Circle | Square
        return f"{self.name} {self.area()}"

    def __lt__(self, other):
        reveal_type(other)  # revealed: Circle | Square
        return self.area() < other.area()


class Square(Shape):
    def __init__(self, side):
        super().__init__("square")
        self.side = side

    def area(self):
        return self.side * self.side

    @property
    def half(self):
        return self.side / 2

    @half.setter
    def half(self, value):
        reveal_type(value)  # revealed: float
        self.side = int(value * 2)

    @classmethod
    def unit(cls):
        return cls(1)

    @staticmethod
    def sides():
        return 4


class Circle(Shape):
    def __init__(self, radius):
        super().__init__("circle")
        self.radius = radius

    def area(self):
        return self.radius * 3.14


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    __rmul__ = __mul__

    def __getitem__(self, index):
        return self.x if index == 0 else self.y

    def __len__(self):
        return 2

    def __iter__(self):
        yield self.x
        yield self.y

    def __call__(self, n):
        return str(n)


@dataclass
class Item:
    name: str
    price: float = 0.0
    tags: list = field(default_factory=list)


class Pair(NamedTuple):
    left: int
    right: str


class Color(enum.Enum):
    RED = 1
    GREEN = 2


class Node:
    def __init__(self, value):
        self.value = value
        self.next = None


class Manager:
    def __enter__(self):
        return 1.5

    def __exit__(self, *details):
        return False


class Failure(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code


def main():
    shapes = [Square(2), Circle(1.5)]
    reveal_type(shapes)  # revealed: list[Circle | Square]
    for shape in sorted(shapes):
        reveal_type(shape.area())  # revealed: float | int
        reveal_type(shape.describe())  # revealed: str
    square = Square.unit()
    reveal_type(square)  # revealed: Square
    reveal_type(square.half)  # revealed: float
    square.half = 2.5
    reveal_type(square.side)  # revealed: int
    reveal_type(Square.sides())  # revealed: int
    reveal_type(Shape.count)  # revealed: int
    v = Vector(1.0, 2.0) + Vector(0.5, 0.5)
    reveal_type(v)  # revealed: Vector
    reveal_type(2 * v)  # revealed: Vector
    reveal_type(v[0])  # revealed: float
    reveal_type(list(v))  # revealed: list[float]
    reveal_type(v(1))  # revealed: str
    item = Item("a")
    item.tags.append(1)
    reveal_type(item.price)  # revealed: float
    reveal_type(item.tags)  # revealed: list[int]
    pair = Pair(1, "x")
    reveal_type(pair.right)  # revealed: str
    left, right = pair
    reveal_type(left)  # revealed: int
    reveal_type(Color.RED)  # revealed: Color
    reveal_type(Color.GREEN.value)  # revealed: int
    node = Node(1)
    node.next = Node(2)
    while node:
        reveal_type(node)  # revealed: Node
        node = node.next
    with Manager() as entered:
        reveal_type(entered)  # revealed: float
    try:
        raise Failure(3)
    except Failure as failure:
        reveal_type(failure.code)  # revealed: int
    except (KeyError, ValueError) as error:
        reveal_type(error)  # revealed: KeyError | ValueError
    reveal_type(type(square))  # revealed: type[Square]
    reveal_type(getattr(square, "side"))  # revealed: int


main()


class Visitor:
    def visit(self, node):
        return getattr(self, "visit_" + type(node).__name__)(node)

    def visit_Node(self, node):
        reveal_type(node)  # revealed: Node
        return 1.5

    def visit_Item(self, item):
        return 2


reveal_type(Visitor().visit(Node(1)))  # revealed: float | int
