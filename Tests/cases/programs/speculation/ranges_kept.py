# Ranges, enumerate and zip that are made before what comes between them and their loop.
import time


def count(n):
    numbers = range(n)
    start = time.perf_counter()
    total = 0
    for i in numbers:
        total += i
    return total, time.perf_counter() >= start


def pairs(xs, ys):
    both = zip(xs, ys)
    first = xs[0] + 1
    total = 0
    for x, y in both:
        total += x * y + first
    return total


def counted(xs, k):
    items = enumerate(xs)
    n = k * 3
    for i, x in items:
        n += i * x
    return n


print(count(1000), pairs([1, 2, 3], [4.5, 5.5, 6.5]), counted([5, 6, 7], 2))
print(pairs([1, 2], [3]), counted([1.5, 2.5], 2), counted([5], 1 << 62))
try:
    print(pairs([], []))
except IndexError as error:
    print(error)


class Meter:
    def __init__(self, n):
        self.n = n

    def run(self):
        rounds = range(self.n)
        half = self.n / 2
        seen = 0.0
        for _ in rounds:
            seen += half
        return seen


print(Meter(7).run(), Meter(0).run())
try:
    Meter("x").run()
except TypeError as error:
    print(error)
