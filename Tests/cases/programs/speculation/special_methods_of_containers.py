# Comparisons and hashes that containers, sorting and heaps ask instances for.
import bisect
import heapq
from dataclasses import dataclass, field


class Task:
    def __init__(self, priority, name):
        self.priority = priority
        self.name = name

    def __lt__(self, other):
        return self.priority < other.priority

    def __repr__(self):
        return f"{self.name}{self.priority}"


def order(tasks):
    heap = []
    for task in tasks:
        heapq.heappush(heap, task)
    out = []
    while heap:
        out.append(heapq.heappop(heap))
    return out


tasks = [Task(i * 7 % 11, "t") for i in range(20)]
print(sorted(tasks), order(tasks), min(tasks), max(tasks))
print(bisect.bisect_left(sorted(tasks), Task(5, "x")), bisect.bisect(sorted(tasks), Task(5, "x")))

# the method changes between two sorts, and its code
plain = Task.__lt__
Task.__lt__ = lambda a, b: a.priority > b.priority
print(sorted(tasks), min(tasks))
Task.__lt__ = plain
print(sorted(tasks)[:3])


def backwards(self, other):
    return other.priority < self.priority


plain.__code__ = backwards.__code__
print(sorted(tasks)[:3], max(tasks))
del Task.__lt__
try:
    sorted(tasks)
except TypeError as error:
    print(error)


class Declines:
    asked = []

    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        self.asked.append(("lt", self.n, other.n))
        return NotImplemented

    def __gt__(self, other):
        self.asked.append(("gt", self.n, other.n))
        return self.n > other.n

    def __eq__(self, other):
        return NotImplemented

    def __hash__(self):
        return -1


print([d.n for d in sorted([Declines(2), Declines(1), Declines(3)])], sorted(set(Declines.asked)))
one = Declines(1)
print(one == Declines(1), one != Declines(1), one in [Declines(1)], one in [one], hash(one), {one: 1}[one], len({one, one}))


class Odd:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return [] if self.n % 2 else [self.n]

    def __hash__(self):
        return self.n if self.n >= 0 else "none"

    def __eq__(self, other):
        if self.n == 9:
            raise ValueError("nine")
        return self.n == other.n


print([o.n for o in sorted([Odd(1), Odd(2), Odd(3), Odd(4)])])
for n in (0, -1, 1, 2**61 - 1, 2**61, 2**62, 2**63 - 1, 2**63, 2**64, 2**100, True):
    try:
        print(n, hash(Odd(n)), Odd(n) in {Odd(n)}, {Odd(n): n}.get(Odd(n)))
    except Exception as error:
        print(n, type(error).__name__, error)
try:
    {Odd(9), Odd(9)}
except ValueError as error:
    print("ValueError", error)


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __eq__(self, other):
        return isinstance(other, Point) and self.x == other.x and self.y == other.y

    def __hash__(self):
        return hash((self.x, self.y))


class Name:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        return self.name == other.name

    def __hash__(self):
        return hash(self.name)


def count(n):
    seen = {}
    for i in range(n):
        key = Point(i % 5, i % 3 - 1)
        seen[key] = seen.get(key, 0) + 1
    return sorted(seen.values()), len(seen), len({Point(i & 3, 7) for i in range(n)})


print(count(100))
for p in (Point(1, 2), Point(-1, -1), Point(2**61 - 1, -(2**61 - 1)), Point(2**61, -2**61), Point(2**62, 0), Point(2**63 - 1, -2**63),
          Point(2**80, 1), Point(1.5, "a"), Point("a", None), Point(True, False)):
    print(p in {p}, hash(p) == hash((p.x, p.y)), {p: 1} == {Point(p.x, p.y): 1})
print(hash(Name("a")) == hash("a"), {Name("b"), Name("b")} == {Name("b")}, len({Name(str(i % 4)) for i in range(20)}))
try:
    hash(Point([], 1))
except TypeError as error:
    print(error)


def hashes(n, text):
    return hash(n), hash(text) == hash((text,)), hash((n, n)) == (n, n).__hash__(), hash((n,)) == (n,).__hash__(), hash((n, text)) == (n, text).__hash__()


for n in (0, 1, -1, -2, 2**61 - 2, 2**61 - 1, 2**61, 1 - 2**61, -(2**61), 2**62 - 1, -2**62):
    print(n, hashes(n, "text"))


@dataclass(order=True)
class Item:
    a: int
    b: float = 0.0
    c: str = ""


@dataclass(frozen=True)
class Key:
    x: int
    y: object = 0


nan = float("nan")
items = [Item(1, nan), Item(1, nan), Item(1, 2.0, "b"), Item(1, 2.0, "a"), Item(0), Item(2**70), Item(2**70, 1.0)]
for a in items:
    print([(a < b, a <= b, a > b, a >= b, a == b, a != b) for b in items])
print(sorted([Item(3, 1.0), Item(1, 5.0), Item(3, 0.5)]), min(Item(2), Item(1)))
keys = {Key(i % 4, "x"): i for i in range(10)}
print(keys, Key(1, "x") in keys, Key(1, "y") in keys, hash(Key(1, 2)) == hash((1, 2)), len({Key(i & 1) for i in range(9)}))
try:
    hash(Key(1, []))
except TypeError as error:
    print(error)
try:
    Item(1) < Item("a")
except TypeError as error:
    print(error)
try:
    Item(1) < 1
except TypeError as error:
    print(error)
print(Item(1) == 1, Key(1) != Key(2))
broken = Key(1, 2)
object.__delattr__(broken, "y")
for operation in (hash, lambda k: k == k):
    try:
        print(operation(broken))
    except AttributeError as error:
        print(error)
object.__setattr__(broken, "y", 2)
print(broken == Key(1, 2), hash(broken) == hash(Key(1, 2)))
