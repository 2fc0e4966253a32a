"""A range that stands in a variable until its loop: guards in between leave with what the loop goes on with."""
import time


class Clock:
    def __init__(self, now):
        self.now = now

    def read(self):
        return self.now


def timed(loops, clock):
    steps = range(loops)
    began = clock.now
    total = 0
    for step in steps:
        total += step
    return clock.now - began, total


def stepped(first, last, width, clock):
    steps = range(first, last, width)
    began = clock.now * 2.5
    found = []
    for step in steps:
        found.append(step + began)
    return found


def paired(xs, ys, clock):
    both = zip(xs, ys)
    factor = clock.now + 1
    result = []
    for x, y in both:
        result.append((x * factor, y))
    return result


def numbered(xs, clock):
    each = enumerate(xs)
    factor = clock.now + 1
    result = []
    for i, x in each:
        result.append(i * factor + x)
    return result


def measured(loops):
    steps = range(loops)
    began = time.perf_counter()
    count = 0
    for _ in steps:
        count += 1
    return time.perf_counter() - began >= 0.0, count


for now in (1.5, 2.5, 3, "ab", None, 4.5, 2 ** 70):
    clock = Clock(now)
    for function, given in ((timed, (5,)), (stepped, (9, 2, -3)), (paired, ([1, 2, 3], "ab")), (numbered, ([5, 6, 7],))):
        try:
            print(function.__name__, function(*given, clock))
        except TypeError as e:
            print(function.__name__, "TypeError:", e)
print(measured(10))
