# defaultdict and OrderedDict in fast code: by their own functions, with tuples that are only keys.
from collections import OrderedDict, defaultdict


def count(words):
    counts = defaultdict(int)
    for word in words:
        counts[word] += 1
    return counts


def neighbours(live):
    counts = defaultdict(int)
    for x, y in live:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    counts[x + dx, y + dy] += 1
    return counts


def group(n):
    groups = defaultdict(list)
    for i in range(n):
        groups[i % 3, "even" if i % 2 == 0 else "odd"].append(i)
    return groups


def plain(n):
    seen = {}
    for i in range(n):
        key = (i % 5, i % 3)
        seen[key] = seen.get(key, 0) + 1
        if (i % 5, i % 3) in seen:
            seen[i % 5, i % 3] += 10
    return seen


def come_and_go(n):
    counts = defaultdict(int)
    total = 0
    for i in range(n):
        counts[i & 3, 1] += i
        if i % 7 == 3:
            del counts[i & 3, 1]
        if i % 11 == 5:
            counts.clear()
        counts[i & 3, 1] += 1
        total += counts[i & 3, 1] + len(counts)
        if (i & 3, 2) in counts:
            total += 1000
    return total, sorted(counts.items())


def ordered(n):
    order = OrderedDict()
    for i in range(n):
        order[i % 4] = order.get(i % 4, 0) + i
        if i % 5 == 0:
            order.move_to_end(i % 4, last=i % 2 == 0)
        if 7 in order or not order:
            print("never")
    try:
        return order, order[9]
    except KeyError as error:
        return order, repr(error)


def missing(table, keys):
    found = []
    for key in keys:
        try:
            found.append(table[key])
        except KeyError as error:
            found.append(("KeyError", error.args))
        except ZeroDivisionError as error:
            found.append(str(error))
    return found, len(table)


def no_factory():
    table = defaultdict(None)
    table["a"] = 1
    table[1, 2] = 2
    found = []
    for i in range(3):
        try:
            found.append(table[i, 2])
        except KeyError as error:
            found.append(error.args)
    return found, missing(table, ["a", "b", (1, 2)])


class Doubling(defaultdict):
    def __missing__(self, key):
        return key * 2


class Loud(defaultdict):
    def __setitem__(self, key, value):
        print("set", key, value)
        super().__setitem__(key, value)


def use(table, n):
    for i in range(n):
        table[i % 2] += 1
    for i in range(n):
        table[i % 2, i] = i
    return table


def equal_keys():
    counts = defaultdict(int)
    for key in [(1, 2), (True, 2), (1.0, 2), (1, 2.0)]:
        counts[key] += 1
    for i in range(2):
        counts[i == 1, 2] += 1
        counts[i, 2] += 1
    nan = float("nan")
    for i in range(3):
        counts[nan, i & 1] += 1
    return list(counts.values())


class Key:
    def __init__(self, number):
        self.number = number

    def __hash__(self):
        return self.number % 2

    def __eq__(self, other):
        return self.number == other.number


def own_keys(n):
    counts = defaultdict(int)
    keys = [Key(i) for i in range(3)]
    for i in range(n):
        counts[keys[i % 3], i % 2] += 1
        counts[keys[i % 3]] += 1
    return sorted(counts.values())


class Failing:
    calls = 0

    def __call__(self):
        Failing.calls += 1
        return 1 // (Failing.calls % 2)


def same_key():
    first, second = {}, {}
    for i in range(2):
        key = (i, i + 1)
        first[key] = second[key] = i
    return [a is b for a, b in zip(first, second)]


def many(n):
    grid = defaultdict(int)
    for i in range(n):
        grid[i, i * i, -i] += 1
        grid[i, i * i, -i] += 2
        grid[i, i, i, i] += 1
    return sum(grid.values()), len(grid)


def factory_that_looks():
    table = defaultdict(lambda: len(table))
    for i in range(4):
        table[i % 2, 0] += 5
        table["s" * i] += 1
    return table


print(dict(count("the cat and the dog and the bird".split())), count(range(0)))
print(sorted(neighbours({(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}).items()))
print(dict(group(14)), group(2))
print(plain(31))
print(come_and_go(60))
print(*ordered(23))
print(no_factory())
print(missing(Doubling(int), [1, 2, "ab"]))
print(missing(defaultdict(Failing()), [1, 2, 3, 1]))
print(use(defaultdict(int), 4), use(Doubling(int), 2), use({0: 1, 1: 1}, 3), use(OrderedDict({0: 5, 1: 6}), 3))
print(use(Loud(int), 2))
print(equal_keys(), own_keys(12), same_key(), many(300))
print(list(factory_that_looks().items()))
