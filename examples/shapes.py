"""Classes: abstract bases, properties, operators, pattern matching, exceptions."""
from abc import ABC, abstractmethod
from dataclasses import dataclass
from enum import Enum
import math


class Colour(Enum):
    RED = 1
    GREEN = 2


@dataclass(order=True, frozen=True)
class Point:
    x: float
    y: float

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)


class Shape(ABC):
    def __init__(self, centre, colour=Colour.RED):
        self.centre = centre
        self.colour = colour

    @property
    @abstractmethod
    def area(self): ...

    def __lt__(self, other):
        return self.area < other.area

    def __repr__(self):
        return f"<{type(self).__name__} {self.colour.name.lower()} {self.area:.2f}>"


class Circle(Shape):
    def __init__(self, centre, radius, **keywords):
        super().__init__(centre, **keywords)
        if radius < 0:
            raise ValueError(f"negative radius: {radius}")
        self.radius = radius

    @property
    def area(self):
        return math.pi * self.radius ** 2


class Square(Shape):
    def __init__(self, centre, side, **keywords):
        super().__init__(centre, **keywords)
        self.side = side

    @property
    def area(self):
        return self.side ** 2


def describe(shape):
    match shape:
        case Circle(radius=r) if r > 1:
            return f"large circle of radius {r}"
        case Circle():
            return "small circle"
        case Square(side=s, colour=Colour.GREEN):
            return f"green square of side {s}"
        case _:
            return "something else"


def main():
    shapes = [Circle(Point(0, 0), 1), Square(Point(1, 2), 2, colour=Colour.GREEN), Circle(Point(3, 3), 1.5)]
    for shape in sorted(shapes):
        print(shape, describe(shape), sep=": ")
    print(Point(1, 2) + Point(3, 4), Point(1, 2) < Point(1, 3))
    try:
        Shape(Point(0, 0))
    except TypeError as error:
        print(error)
    try:
        Circle(Point(0, 0), -1)
    except ValueError as error:
        print("rejected:", error)


if __name__ == "__main__":
    main()
