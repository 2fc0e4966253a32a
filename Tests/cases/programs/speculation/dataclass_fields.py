# Instances of data classes made with keywords, defaults and factories; loops that count backwards or from a number on.
import dataclasses
from dataclasses import dataclass, field


@dataclass
class Node:
    name: str
    weight: float = 1.5
    children: list = field(default_factory=list)
    index: dict = field(default_factory=dict, repr=False)
    marks: set = field(default_factory=set, compare=False)
    rank: int = field(default=7, compare=False)


@dataclass(order=True)
class Entry:
    when: int
    what: str = dataclasses.field(default="?", compare=False)


def make(n):
    out = []
    for i in range(n):
        a = Node("a")
        b = Node("b", children=[i])
        c = Node(weight=2.0, name="c", rank=i)
        a.children.append(b)
        a.index[i] = c
        c.marks.add(i)
        out.append((a, b, c))
    return out


for a, b, c in make(3):
    print(a, b, c, a.index, a == b, a.children is b.children, a.marks is c.marks)
print(sorted([Entry(3), Entry(1, what="z"), Entry(what="y", when=2)]))


def wrong(n):
    for arguments in ((), ("a", 1, 2, 3, 4, 5, 6)):
        try:
            Node(*arguments)
        except TypeError as error:
            print(error)
    for i in range(n):
        try:
            Node("a", name="b")
        except TypeError as error:
            print(error)
        try:
            Node("a", nothing=1)
        except TypeError as error:
            print(error)
        try:
            Node(weight=1)
        except TypeError as error:
            print(error)


wrong(2)


class list:
    def __init__(self):
        self.mine = True


@dataclass
class Other:
    items: object = field(default_factory=list)
    n: int = 0


def others(n):
    return [Other(n=i).items.mine for i in range(n)]


print(others(3))
del list
plain = Node.__init__


def loud(self, name, **rest):
    print("made", name)
    plain(self, name, **rest)


Node.__init__ = loud
print(make(1))
Node.__init__ = plain


def field(**options):
    return 5


@dataclass
class Fooled:
    a: int = field(default=1)


def fooled(n):
    return [Fooled().a for i in range(n)]


print(fooled(2))


def backwards(n, k):
    out = []
    for i in reversed(range(n)):
        out.append(i)
    for i in reversed(range(k, n)):
        out.append(i * 2)
        if i == 4:
            n = "left"
            out.append(n + str(i))
    total = 0
    for i in reversed(range(n if isinstance(n, int) else 5)):
        total += i
    return out, total


print(backwards(6, 2), backwards(0, 0), backwards(3, 9))


def leaves(n, xs):
    total = 0
    for i in reversed(range(n)):
        total += xs[i]
    return total


print(leaves(4, [1, 2, 3, 4]), leaves(4, [1, "", 3, 4]) if False else None, leaves(3, [2**61, 2**61, 2**61]), leaves(3, [1.5, 2, 3]))
try:
    leaves(3, [1])
except IndexError as error:
    print(error)


def numbered(xs, text):
    out = []
    for i, x in enumerate(xs, 1):
        out.append((i, x))
    for i, c in enumerate(text, start=-2):
        out.append((i, c))
    total = 0
    for i, x in enumerate(xs, 10):
        total += i * x
    return out, total


print(numbered([1, 2, 3], "ab"))
print(numbered([2**61, 1.5, 2**62], "é"))
print(numbered((), ""))
