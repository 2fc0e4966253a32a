"""Functions that suspend have fast versions: numbers in their frames, and ways out of them at any time."""
import traceback


def lcg(n, seed=7):
    for i in range(n):
        seed = (seed * 22695477 + 1) & 0xFFFFFFFF
        yield seed >> 8
    return seed


def averages(values):
    total = 0.0
    count = 0
    for v in values:
        total += v
        count += 1
        yield total / count


def powers(base):
    p = 1
    while True:
        p *= base
        yield p


def take(n, it):
    for i, x in enumerate(it):
        if i == n:
            return
        yield x


def pairs(items):
    previous = None
    for item in items:
        yield previous, item
        previous = item


def counter(start):
    n = start
    while n < 100:
        step = yield n
        n += step or 1
    return n


def careful(xs):
    done = 0
    try:
        for x in xs:
            try:
                yield 10 // x
            except ValueError as e:
                yield "caught", e.args, done
            done += 1
    finally:
        print("finally", done)


def nested(n):
    total = 0
    for i in range(n):
        got = yield from lcg(i)
        total += got or 0
        yield total, [j * total for j in range(i)], sum(j for j in range(n))


def squares(xs):
    return (x * x for x in xs)


def shown(f, *args):
    try:
        print(f(*args))
    except BaseException as error:
        places = [(e.name, e.lineno, e.colno, e.end_colno) for e in traceback.extract_tb(error.__traceback__)]
        print(repr(error), repr(error.__cause__), places)


print(list(lcg(4)), list(averages([1, 2, 3.5])), list(averages(lcg(3))))
print(list(take(5, powers(3))), list(take(3, powers(2**30))), list(take(3, powers(1.5))), list(take(3, powers(True))))
for a, b in pairs(lcg(3)):
    print(a, b)
kept = list(pairs("abc"))
print(kept, [a for a, b in pairs("xyz")], dict(pairs("ab")))
it = pairs([1, 2, 3])
rows = []
for row in it:
    rows.append(row)
    for a, b in it:
        rows.append((a, b))
        break
print(rows)
c = counter(1)
print(next(c), c.send(5), c.send(2.5), c.send(True), c.gi_running)
shown(c.send, "x")
shown(c.send, 1)
c = counter(98)
print(next(c), next(c))
shown(next, c)
g = careful([1, 2, 0])
print(next(g), next(g), g.throw(ValueError, ValueError("v")), next(g, "end") if False else "-")
shown(next, g)
g = careful([5])
print(next(g), g.close())
shown(list, averages([1, "a"]))
shown(list, nested(4))
print(list(squares([1, 2.5, 2**40, True])))
shown(list, squares(["a"]))
big = powers(2**20)
print([next(big) for _ in range(4)])


def itself():
    yield 1
    yield next(me)


me = itself()
shown(list, me)
