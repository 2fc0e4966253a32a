"""sorted, min and max by a lambda: as if they called it."""
import traceback


class Item:
    def __init__(self, name, size):
        self.name = name
        self.size = size

    def __repr__(self):
        return f"{self.name}{self.size}"


class Key:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        if other.n == 13:
            raise ArithmeticError("thirteen")
        return self.n < other.n


def by_size(items):
    return sorted(items, key=lambda item: item.size)


def by_size_down(items):
    return sorted(items, key=lambda item: item.size, reverse=True)


def by_two(items):
    return sorted(items, key=lambda item: (-item.size, item.name), reverse=False)


def by_key(numbers):
    return sorted(numbers, key=lambda n: Key(n))


def extremes(items):
    return max(items, key=lambda item: item.size), min(items, key=lambda item: item.size)


def top(counts, n):
    return [word for word, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:n]]


def nearest(points, x, y):
    best = min(points, key=lambda p: (p[0] - x) ** 2 + (p[1] - y) ** 2)
    return best


def generated(n):
    return max((i * 7 % 11 for i in range(n)), key=lambda v: -v), sorted((i * 7 % 11 for i in range(n)), key=lambda v: -v)


def ranges(n):
    return max(range(n), key=lambda i: i * 37 % 101), min(range(n), key=lambda i: (i - 50) ** 2)


def log_order(xs):
    log = []
    result = sorted(xs, key=lambda x: log.append(x) or -x)
    return result, log


def iterated(log):
    for i in range(3):
        log.append(("made", i))
        yield i


def interleaved():
    log = []
    sorted(iterated(log), key=lambda x: log.append(("key", x)) or 0)
    max(iterated(log), key=lambda x: log.append(("key", x)) or 0)
    return log


def fails(xs):
    return sorted(xs, key=lambda x: 1 // x)


def fails_max(xs):
    return max(
        xs,
        key=lambda x:
        1 // x)


def stops(xs):
    def inner(x):
        raise StopIteration("stop")
    return min(xs, key=lambda x: inner(x))


def mixed(xs):
    return sorted(xs, key=lambda x: x)


def defaulted(xs, k):
    return sorted(xs, key=lambda x, k=k: x * k), max(xs, key=lambda x, k=-k: x * k)


def two(xs):
    return sorted(xs, key=lambda x, y: x)


def shadowed(xs):
    def sorted(xs, key):
        return "own", key(3)
    return sorted(xs, key=lambda x: x + 1)


def captured(xs, order):
    rank = {c: i for i, c in enumerate(order)}
    return "".join(sorted(xs, key=lambda c: rank.get(c, -1)))


def same(items):
    first = max(items, key=lambda t: t[0])
    last = sorted(items, key=lambda t: t[0])[-1]
    return first, last, items.index(first)


def changed(xs):
    def key(x):
        xs.append(x)
        return -x
    return sorted(xs, key=lambda x: key(x)), xs


def show(f, *args):
    try:
        print(f.__name__, f(*args))
    except Exception as e:
        print(f.__name__, type(e).__name__, e)
        for entry in traceback.extract_tb(e.__traceback__)[1:]:
            print("   ", entry.name, entry.lineno - f.__code__.co_firstlineno, entry.line)


items = [Item("b", 3), Item("a", 3), Item("c", 1), Item("d", 9), Item("e", 9)]
for f in by_size, by_size_down, by_two, extremes:
    show(f, items)
show(by_size, [])
show(extremes, [])
show(by_size, items + [Item("x", 2.5), Item("y", 10 ** 30)])
show(by_size, items + [Item("x", "text")])
show(by_key, [3, 1, 2])
show(by_key, [3, 13, 2])
show(top, {"b": 3, "a": 3, "c": 5, "d": 1}, 3)
show(nearest, [(0, 0), (3, 4), (5, 5.5)], 4, 4)
show(generated, 9)
show(ranges, 100)
show(log_order, [3, 1, 2])
show(interleaved)
show(fails, [1, 0])
show(fails_max, [1, 0])
show(stops, [1])
show(mixed, [1, "a"])
show(mixed, [2.5, 1, True])
show(mixed, 5)
show(mixed, None)
show(ranges, 0)
show(defaulted, [1, 2, 3], -2)
show(two, [1])
show(shadowed, [])
show(captured, "hello world", "lowrdhe")
show(same, [(1, "a"), (2, "b"), (2, "c")])
show(changed, [1, 2, 3])
print(max("ab", "c", key=lambda s: len(s)), max([], key=lambda x: x, default=4), sorted("bca", reverse=True, key=lambda c: c))
words = "the quick brown fox jumps over the lazy dog".split()
print(sorted(words, key=lambda w: w[::-1]), max(words, key=lambda w: len(w)), sorted(set(words), key=lambda w: (len(w), w)))
print([sorted(row, key=lambda x: -x) for row in ([1, 2], [5, 3, 4])])


class Table:
    best = max([1, 5, 2], key=lambda x: -x)
    rows = sorted([1, 5, 2], key=lambda x: -x)


print(Table.best, Table.rows)
big = [(i * 7919 % 1009, str(i)) for i in range(3000)]
print(sorted(big, key=lambda p: p[0])[:5], sorted(big, key=lambda p: p[1])[-3:], sorted(big, key=lambda p: -p[0] / 7)[:3])
