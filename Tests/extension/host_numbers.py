# Numbers in the caller's lists and buffers, which fast code reads and writes where they are.
from array import array


def total(xs):
    s = 0.0
    for x in xs:
        s += x
    return s


def count_up(xs):
    s = 0
    for x in xs:
        s += x
    return s


def by_index(xs):
    s = 0
    for i in range(len(xs)):
        s = s + xs[i] * 2
    return s


def bits(xs):
    s = 0
    for x in xs:
        s ^= x << 1
    return s


def scale(xs, k):
    for i in range(len(xs)):
        xs[i] = xs[i] * k


def fill(xs, value):
    for i in range(len(xs)):
        xs[i] = value
    return xs[-1]


def at(xs, i):
    return xs[i] + 1


def put(xs, i, v):
    xs[i] = v
    return xs[i] + 0


def dot(a, b):
    s = 0.0
    for x, y in zip(a, b):
        s += x * y
    return s


def places(xs):
    s = 0
    for i, x in enumerate(xs):
        s += i * x
    return s


def larger(xs, limit):
    found = []
    for x in xs:
        if x > limit:
            found.append(x)
    return found


def visit(xs, seen):
    s = 0.0
    for x in xs:
        s += x
        seen(x)
    return s


def typed(xs: list[float]) -> float:
    s = 0.0
    for x in xs:
        s += x * 0.5
    return s


def items(xs: memoryview) -> int:
    s = 0
    for i in range(len(xs)):
        s += xs[i] & 7
    return s


def make(n):
    return [i * 0.5 for i in range(n)]


def sort(xs):
    n = len(xs)
    for i in range(n):
        for j in range(n - 1 - i):
            if xs[j] > xs[j + 1]:
                xs[j], xs[j + 1] = xs[j + 1], xs[j]


def helper(xs):
    s = 0.0
    for x in xs:
        s += x
    return s


def both(xs):
    own = [1.5, 2.5]
    return helper(own) + helper(xs) + sum(xs)


class Mean:
    def __init__(self, start: float):
        self.start = start

    def of(self, xs):
        s = self.start
        for x in xs:
            s += x
        return s / len(xs)


def spread(m):
    t = 0
    for i in range(len(m)):
        for j in range(3):
            t += m[i, j] * 2
    return t


def clear(m):
    for i in range(len(m)):
        m[i, 1] = 0


def extremes(xs):
    return sum(xs), sum(xs, 1.5), min(xs), max(xs), min(xs, key=lambda x: -x), sorted(xs)[:2]


def array_of(n):
    return array("d", [i * 1.5 for i in range(n)])
