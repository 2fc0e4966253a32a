# Methods of data classes find the fields wherever instances keep them: slots, dicts, properties, subclasses.
from dataclasses import dataclass, field, replace, FrozenInstanceError


@dataclass
class Item:
    name: str
    price: float
    tags: list = field(default_factory=list)
    count: int = 1

    def total(self):
        return self.price * self.count


@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0
    label: str = field(default="", compare=False)

    def __post_init__(self):
        if self.major < 0:
            raise ValueError("negative")


@dataclass(slots=True, eq=True)
class Slotted:
    x: int
    y: int = 2


@dataclass
class Special(Item):
    discount: float = 0.5
    extra: list = field(default_factory=lambda: ["made"])

    def total(self):
        return super().total() * self.discount


for n in range(3):
    a, b = Item("a", 1.5), Item("a", 1.5, count=1)
    a.tags.append(n)
    print(a, b, a == b, a.tags is b.tags, vars(b), a != b, a == 1)
    b.tags.append(n)
    print(a == b, a.total(), Special("s", 2.0, count=4).total(), Special("s", 2) == Item("s", 2))
    u, v, w = Version(1, 2, "u"), Version(1, minor=3), Version(1, 2)
    print(u < v, u == w, hash(u) == hash(w), u <= w, v > w, v >= u, sorted([v, u, Version(0)]), {u: 1}[w])
    s, t = Slotted(1), Slotted(1, 2)
    print(s, s == t, s.y)
    s.y = 5
    print(s == t, s != t)

try:
    u.major = 2
except FrozenInstanceError as error:
    print(error)
for make in (lambda: Version(-1), lambda: Version(), lambda: Version(1, 2, 3, 4), lambda: Item("x", price=1, cost=2),
             lambda: Item("x", 1, name="y")):
    try:
        make()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
try:
    print(Version(1) < (1, 0))
except TypeError as error:
    print(error)

# in another order, in a dict, missing
c = Item.__new__(Item)
c.count, c.tags, c.price, c.name = 1, [0], 1.5, "a"
d = Item("a", 1.5, [0])
print(c == d, d == c, vars(c) == vars(d), list(vars(c)))
vars(d)["price"] = 2.5
print(c == d, d)
del c.name
try:
    c == d
except AttributeError as error:
    print(error)
Item.__init__(c, "again", 3)
print(c, list(vars(c)))

# a property takes the place of a field, __setattr__ that of stores
Item.price = property(lambda self: 7.0, lambda self, value: print("priced", value))
e = Item("e", 1)
print(e, e == Item("e", 2), vars(e))
del Item.price
Item.__setattr__ = lambda self, name, value: object.__setattr__(self, name, (name, value))
print(Item("f", 3, [], 4))
del Item.__setattr__
print(Item("g", 3, [], 4), replace(Version(3, 4), minor=5))


class Loud:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        print("eq", self.n, other.n)
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


one = Loud(1)
print(Item(one, one) == Item(one, one), Item(Loud(1), Loud(2)) == Item(Loud(1), Loud(3)), Item(1, one) == Item(2, one))
