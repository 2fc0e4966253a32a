"""Annotated names in a class body: they size instances, and nothing of that shows."""
from typing import ClassVar


class Meta(type):
    def __new__(mcls, name, bases, namespace):
        print(name, sorted(k for k in namespace if not k.startswith("__")), len(namespace))
        return super().__new__(mcls, name, bases, dict(namespace))


class Point(metaclass=Meta):
    x: int
    y: int
    count: ClassVar[int] = 0

    def move(self, dx):
        self.x += dx
        self.moved = True


class Point3(Point):
    z: int = 9


p = Point()
p.x, p.y = 1, 2
p.move(3)
print(vars(p), hasattr(Point, "x"), Point.__annotations__)
q = Point3()
for name in "abcdefgh":
    setattr(q, name, ord(name))
q.x = 5
q.move(1)
print(vars(q), q.z)


class Set:
    pass


mixed = {1, 2, 3}
mixed.add("text")
mixed |= {4.5, None, ("a", 1)}
print(len(mixed), "text" in mixed, ("a", 1) in mixed, 2.0 in mixed, 7 in mixed)
numbers = set(range(50))
numbers &= set(range(0, 100, 2))
numbers ^= {"z", 0}
print(len(numbers), "z" in numbers, 0 in numbers, sorted(n for n in numbers if n != "z")[:4])


class Wiper:
    def __init__(self, owner):
        self.owner = owner

    def __hash__(self):
        return 5

    def __eq__(self, other):
        if self.owner:
            self.owner.clear()
        return False


wiped = {5}
wiped.add(Wiper(wiped))
print(len(wiped))
