# Functions of library modules that fast code calls directly: results, errors, and what else may stand behind their names.
import bisect
import heapq
import math
import random
from bisect import bisect_left, bisect_right
from heapq import heappop, heappush
from math import gcd, isqrt


def gcds(n):
    from math import gcd as divisor
    total = 0
    for i in range(n):
        total += divisor(i, 360) + gcd(-i, 48) + math.gcd(i, i * 7)
    return total


def edges():
    least = -(2 ** 63)
    found = []
    for a, b in [(0, 0), (0, -5), (least, 0), (least, least), (least, 6), (2 ** 62, 2 ** 40), (2 ** 80, 2 ** 70 * 3)]:
        found.append(math.gcd(a, b))
    return found


def roots(n):
    total = 0
    for i in range(n):
        total += isqrt(i) + math.isqrt(i * i) + math.isqrt(i * i + 2 * i)
    return total, [math.isqrt(m) for m in (2 ** 53 - 1, 2 ** 60 - 1, 2 ** 62, 2 ** 63 - 1, 3037000499 ** 2, 3037000499 ** 2 - 1, 2 ** 64)]


def attempts(numbers):
    found = []
    for x in numbers:
        try:
            found.append(round(math.log(x), 12))
            found.append(round(math.log2(x) + math.log10(x), 12))
            found.append(round(math.asin(x) + math.acos(x), 12))
            found.append(math.fmod(x, 0.3))
        except ValueError as error:
            found.append(str(error))
    return found


def negative_root(n):
    try:
        return isqrt(n)
    except ValueError as error:
        return str(error)


def angles(n):
    total = 0.0
    for i in range(n):
        total += math.degrees(i * 0.1) - math.radians(i) + math.log(i + 1)
    return total, math.degrees(1e308), math.fmod(5.5, math.inf), math.log(2 ** 70)


def drawn(n):
    random.seed(7)
    total = 0.0
    for _ in range(n):
        total += random.random()
    return total


def heap(n):
    items = []
    for i in range(n):
        heapq.heappush(items, (i * 7919 % 101, i))
        if len(items) > 10:
            heappop(items)
    numbers = []
    for i in range(n):
        heappush(numbers, i * 31 % 17)
    first = heapq.heappushpop(numbers, 3), heapq.heapreplace(numbers, 50)
    return sorted(items), first, [heapq.heappop(numbers) for _ in range(5)]


def heap_errors():
    found = []
    for heap_ in ([], (), [1, "a"]):
        try:
            found.append(heappop(heap_))
            heappush(heap_, None)
        except (IndexError, TypeError) as error:
            found.append(f"{type(error).__name__}: {error}")
    return found


def places(items, wanted):
    found = []
    for x in wanted:
        found.append((bisect_left(items, x), bisect_right(items, x), bisect.bisect(items, x)))
    return found


def positions(n):
    items = list(range(0, 100, 3))
    texts = ["a", "b", "b", "c"]
    floats = [0.5, 1.5, 2.5]
    total = 0
    for i in range(n):
        total += bisect.bisect_left(items, i % 100) * bisect_right(items, i) + bisect_left(floats, i * 0.25)
    for text in "abcd":
        total = total * 10 + bisect_left(texts, text) + bisect.bisect(texts, text)
    return total


class Backwards(float):
    def __lt__(self, other):
        return float(self) > float(other)


def replaced():
    total = 0
    for i in range(6):
        if i == 3:
            math.gcd = lambda a, b: 1000
        total += math.gcd(i, 4)
    return total


print(gcds(50), edges())
print(*roots(200))
print(attempts([1, 0.5, 0, 2.5, -1.0, 1.0, 10 ** 30]))
print(negative_root(17), negative_root(-1), angles(9))
generator = random.Random(7)
print(drawn(5) == sum([generator.random() for _ in range(5)]))
print(*heap(40))
print(heap_errors())
print(places([1, 2.5, 3, 3, 9], [0, 1, 2.5, 3, 8.5]), places((1, 2, 3), [2]), places([(1, 2), (1, 3)], [(1, 3)]))
print(places([3.0, 2.0, 1.0], [Backwards(2.0)]), places([Backwards(3), Backwards(2), Backwards(1)], [2.0]), positions(40))
try:
    places(["a", 1], ["b", 1])
except TypeError as error:
    print(error)
kept = math.gcd
print(replaced())
math.gcd = kept
random.random, kept = (lambda: 0.25), random.random
print(drawn(4))
random.random = kept


class Any(type):
    def __instancecheck__(cls, instance):
        print("asked of", type(instance).__name__)
        return instance == 7


class Seven(metaclass=Any):
    pass


class Pretends:
    @property
    def __class__(self):
        return str


def kinds(values):
    found = []
    for value in values:
        if isinstance(value, (int, float)):
            found.append("number")
        elif isinstance(value, (Seven, str)):
            found.append("seven or str")
        elif isinstance(value, (list, (tuple, dict))):
            found.append("container")
        else:
            found.append("other")
    return found


print(kinds([1, 2.5, "a", True, None, [1], (), {}, Pretends(), 7j]))
try:
    isinstance(None, (int, 5))
except TypeError as error:
    print(error)
isinstance_, isinstance = isinstance, lambda value, classes: len(classes) == 2
print(kinds([1]))


class Manager:
    def __init__(self, keeps):
        self.keeps = keeps
        self.log = []

    def __enter__(self):
        self.log.append("enter")
        return self

    def __exit__(self, *rest):
        self.log.append([type(part).__name__ for part in rest])
        return self.keeps


class Half(Manager):
    def __exit__(self, kind, *rest):
        self.log.append((kind and kind.__name__, len(rest), str(rest[0])))
        return self.keeps


class Deaf(Manager):
    def __exit__(self, *rest):
        return True


def managed(n):
    manager, half, deaf = Manager(True), Half(True), Deaf(True)
    total = 0
    for i in range(n):
        with manager as same:
            total += same is manager
            if i == 1:
                raise ValueError("one")
        with half:
            total += 10 // (i - 2)
        with deaf:
            total += 1
            [][i]
    return total, manager.log, half.log


def leaving():
    manager = Manager(False)
    try:
        with manager:
            raise KeyError("out")
    except KeyError as error:
        return manager.log, error.args


print(managed(4))
print(leaving())


def magnitudes(xs):
    total = 0.0
    for x in xs:
        total += math.fabs(x) + math.fabs(x - 1)
    return total


print(magnitudes([2.5, -2.5, 0.0]), magnitudes([-3, 4]), math.fabs(-0.0), math.fabs(-7))
