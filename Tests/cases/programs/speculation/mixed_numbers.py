# Values that are ints or floats: sums that begin with 0, attributes and arguments of both kinds.
import math


def total(xs):
    t = 0
    for x in xs:
        t += x * 1.5
    return t


def best(xs):
    top = -1
    at = None
    for i in range(len(xs)):
        x = xs[i] / 2
        if x > top:
            top = x
            at = i
    return top, at


def stop_at(xs, limit):
    t = 0
    n = 0
    while t < limit:
        t += xs[n % len(xs)] * 0.5
        n += 1
        if n > 50:
            break
    return t, n


def norm(xs):
    t = 0
    for x in xs:
        t += x * x
    return math.sqrt(t)


print(total([]), total([1]), total([1, 2.5, 3]), total([10 ** 20]))
print(best([]), best([1, 5, 2]), best([2.5, 7, 1.5]))
print(stop_at([1, 2], 4), stop_at([0.5], 3.25), stop_at([0], 1), stop_at([1], 0), stop_at([1], -1.0))
print(norm([]), norm([3, 4]), norm([1.5, 2]), norm([2 ** 31]))


class Point:
    def __init__(self, x, y, z=0):
        self.x = x
        self.y = y
        self.z = z

    def scaled(self, k):
        return Point(self.x * k, self.y * k, self.z * k)

    def half(self):
        return self.x / 2, self.y / 2.0, self.z / 2

    def compare(self, other):
        return [self.x < other.x, self.x == other.x, self.x >= 1.5, self.z != 0.0, self.x <= 2 ** 53 + 1]

    def mixed(self, f):
        return self.x + f, f - self.y, self.z * f, f / (self.x + 0.5)


points = [Point(1, 2.5), Point(2.5, 1, 3), Point(0, -0.0, 0.0), Point(2 ** 53 + 1, 2.0 ** 53, 1)]
for p in points:
    print(p.half(), [p.compare(q) for q in points], p.mixed(0.25), p.scaled(2).half(), p.scaled(0.5).half())
for x in (2 ** 53 + 1, 2 ** 60 + 1, 2 ** 70, -(2 ** 61), float("inf"), float("nan"), True):
    p = Point(x, x)
    print(p.half(), p.compare(points[3]), p.mixed(1.0))
try:
    points[0].mixed("a")
except TypeError as error:
    print(error)
try:
    print(Point(2, 1.0).mixed(0.0), Point(-0.5, 1).mixed(3.0))
except ZeroDivisionError as error:
    print(error)


def keep(xs, flag):
    t = 0
    seen = []
    for x in xs:
        if flag:
            seen.append(t)
        t = t + x * 0.5
        if t > 100.0:
            t = 0
    seen.append(t)
    return seen


print(keep([], True), keep([1, 2, 400, 3], True), keep([1.5], False), keep([250], False))


def nested(rows):
    whole = 0
    for row in rows:
        part = 0
        for x in row:
            part += x * 2.0
        whole += part
    return whole


print(nested([]), nested([[]]), nested([[1], [2, 3]]), nested([[1], []]), type(nested([[]])))


def either(n, f):
    value = 0 if n % 2 else 0.5
    for i in range(n):
        value = value + f
        if i == 3:
            try:
                value = value / (n - 5)
            except ZeroDivisionError:
                value = 7
    return value


print([either(n, 0.25) for n in range(8)], either(1, "s") if False else None)
