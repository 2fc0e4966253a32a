"""Comprehensions and consumed generator expressions as code of the function around them."""
import builtins
import sys
import traceback


def shown(f, *args):
    try:
        print(f(*args))
    except BaseException as error:
        places = [(e.name, e.lineno, e.colno, e.end_colno) for e in traceback.extract_tb(error.__traceback__)]
        print(repr(error), repr(error.__cause__), places)


def kinds(n):
    k = 3
    xs = [i * k for i in range(n)]
    pairs = {x: [y for y in range(x)] for x in range(3)}
    rest = {x % 3 for x in xs}
    table = [[a * k for a in range(b)] for b in range(4)]
    texts = ",".join(str(x) for x in xs)
    return xs, pairs, rest, table, texts, tuple(x for x in xs if x & 1), list(x + 0.5 for x in xs[:2])


def consumed(xs):
    k = 2
    total = sum(x * k for x in xs if x % 2)
    found = any(x > 20 for x in xs), all(x < 5 for x in xs), any(x for x in ()), all(x for x in ())
    return total, found, max(x % 7 for x in xs), min(-x for x in xs), sorted((-x for x in xs), reverse=True), \
        sum(x / 2 for x in xs), set(x % 4 for x in xs)


def scopes(xs):
    x = "outer"
    fs = [lambda: x for x in range(3)]
    gs = [[lambda: (x, y) for y in range(2)] for x in "ab"]
    if any((last := v) > 4 for v in xs):
        seen = last
    total = sum([y for y in range(v)].count(0) for v in xs)
    return x, [f() for f in fs], [g() for row in gs for g in row], seen, total, [[v := v2 for v2 in xs] for _ in range(2)], v


def changing(xs):
    """Machine numbers, until they are none."""
    return sum(x * x for x in xs), [x + 1 for x in xs], max(x for x in xs)


def unbound():
    if not sys:
        z = 1
    return [z for _ in range(2)]


def shadowed(xs):
    sum = lambda items: ["mine", *items]
    return sum(x for x in xs)


def stopping(it):
    return sum(next(it) for _ in range(5))


def inner_failure():
    return [[1 // y for y in range(x, 2)] for x in range(3, -1, -1)]


def handled(xs):
    done = []
    for x in xs:
        try:
            done += [10 // (y - x) for y in range(3)]
        except ZeroDivisionError:
            done.append([y for y in range(x)])
        finally:
            done.append(sum(y for y in range(x + 1)))
    return done


shown(kinds, 6)
shown(consumed, [3, 8, 12, 25])
shown(consumed, [])
shown(consumed, ["a"])
shown(scopes, [1, 2, 5, 9])
for xs in [1, 2, 3], [1.5, 2.5], [2**40, 2**61], [1, 2.5, True], ["a"], []:
    shown(changing, xs)
shown(unbound)
shown(shadowed, [1, 2])
shown(stopping, iter([1, 2]))
shown(inner_failure)
shown(handled, [0, 1, 5])
shown(lambda: sum(x for x in "ab"))
shown(lambda: set([x] for x in "ab"))
shown(lambda: [q for q in 5])
original = builtins.sum


def replaced(items):
    items = iter(items)
    return ["replaced", next(items), type(items).__name__]


builtins.sum = replaced
print(consumed([3, 8])[0])
n = 10
print((lambda: sum((n := n + v) for v in range(100)))() if False else sum(v for v in range(100)))
builtins.sum = original
print(scopes.__code__.co_cellvars, kinds.__code__.co_varnames)
