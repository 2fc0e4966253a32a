# Instances of data classes made in loops: defaults, frozen ones, replaced __init__, fields that are hidden later.
import dataclasses
from dataclasses import dataclass


@dataclass
class Point:
    x: int
    y: int = 2
    label: str = "p"


@dataclass(frozen=True, order=True)
class Frozen:
    a: float
    b: int = 0


@dataclasses.dataclass
class Counted:
    n: int
    made = 0

    def double(self):
        return Counted(self.n * 2)


def total(count):
    result = 0
    for i in range(count):
        p = Point(i, i + 1) if i % 2 else Point(i)
        f = Frozen(0.5, i)
        result += p.x + p.y + f.a + f.b + len(p.label) + Counted(i).double().n
    return result


def shown(count):
    return [Point(i, 5, "s") for i in range(count)], [Frozen(float(i)) for i in range(count)]


print(total(1000), shown(2))
print(vars(Point(1)), vars(Frozen(1.0, 2)), [f.name for f in dataclasses.fields(Point)])
print(max(Frozen(1.5, i % 7) for i in range(20)), Point(1, 2) == Point(1), hash(Frozen(1.0)) == hash(Frozen(1.0)))


def wrong():
    for arguments in ((), (1, 2, 3, 4)):
        try:
            print(Point(*arguments))
        except TypeError as error:
            print(error)
    try:
        Frozen(1.0).a = 2.0
    except dataclasses.FrozenInstanceError as error:
        print(error)


wrong()
p = Point(7)
Point.label = property(lambda self: "hidden", lambda self, value: None)
print(total(10), Point(1), vars(Point(1)), p.label)
del Point.label
first = Point.__init__


def noisy(self, *arguments):
    first(self, *arguments)
    self.x = -1


Point.__init__ = noisy
print(total(10), Point(5, 6, "z"))
Point.__init__ = first
Point.__new__ = lambda cls, *arguments: object.__new__(Other)


class Other:
    x = y = 100
    label = ""


print(total(10), type(Point(1, 2)).__name__)
