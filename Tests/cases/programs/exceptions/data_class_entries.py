# The methods that a data class is given have entries in tracebacks, with the lines of the text that CPython makes.
import re
import traceback
from dataclasses import InitVar, dataclass, field


def show(function):
    try:
        function()
    except Exception:
        print("\n".join(
            re.sub(r"File \".*/", "File \"", line) for line in traceback.format_exc().splitlines()))


def no_list():
    raise KeyError("factory")


class Touchy:
    def __eq__(self, other):
        raise ValueError("equal")

    def __hash__(self):
        raise ValueError("hash")

    def __lt__(self, other):
        raise ValueError("less")


@dataclass(frozen=True)
class Point:
    x: int
    y: int = 3


class Point3(Point):
    pass


def assign():
    Point(1).x = 5


def delete():
    del Point(1).y


def assign_more():
    point = Point3(1)
    point.z = 7
    print(point.z)
    del point.z
    del point.z


@dataclass
class Checked:
    a: int
    b: list = field(default_factory=no_list)
    c: int = field(init=False, default=5)
    d: InitVar[int] = 3

    def __post_init__(self, d):
        raise ValueError("post", d)


@dataclass(order=True, unsafe_hash=True)
class Holder:
    a: int
    touchy: Touchy


@dataclass
class Limited:
    x: int
    y: int

    @property
    def y(self):
        return 1

    @y.setter
    def y(self, value):
        raise ValueError("setter")


show(assign)
show(delete)
show(assign_more)
show(lambda: Checked(1))
show(lambda: Checked(1, []))
show(lambda: Checked(1, [], d=5))
show(lambda: Holder(1, Touchy()) == Holder(1, Touchy()))
show(lambda: Holder(1, Touchy()) < Holder(2, Touchy()))
show(lambda: Holder(1, Touchy()) < Holder(1, Touchy()))
show(lambda: hash(Holder(1, Touchy())))
show(lambda: Limited(1, 2))
