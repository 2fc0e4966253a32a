"""Generators whose code becomes part of the loop over them, and functions whose results are taken apart at once."""
import sys
import traceback


def count(n):
    i = 0
    while i < n:
        yield i, i + 1
        i += 1


def evens(it, step=2):
    for x, y in it:
        if x % step == 0:
            yield x


def swapped(n):
    t = 0
    a, b = 1, 2
    try:
        for x, y in count(n):
            if x % 3 == 0:
                continue
            if x > 1000:
                break
            t += x
            a, b = b, a + x
    except ValueError:
        t = 4
    return t, a, b


def chained(n):
    t = 0
    s = evens(count(n))
    for x in s:
        t += x
    else:
        t += 1
    for x in evens(count(n), 3):
        if x > 20:
            break
        t += x
    else:
        t = 0
    k = 10
    for z in (i * k for i in range(n)):
        t += z
    return t


def fails(n):
    while True:
        yield 10 // (3 - n)
        n += 1


def stops(n):
    i = 0
    while True:
        yield i
        i += 1
        if i > n:
            next(iter(()))


def fails_inside(n):
    for x in fails(0):
        n += x
    return n


def stops_inside(n):
    for x in stops(n):
        pass


def fails_outside(n):
    for x in count(n):
        x[0] // (x[0] - 2)


def two(x):
    if x < 0:
        return -1, 0
    y = x * 2
    return y, y // (x - 3)


def fails_in_two(n):
    t = 0
    for i in range(n):
        a, b = two(i)
        t += a + b
    return t


def handles(n):
    t = 0
    for i in range(-2, 2):
        try:
            a, b = two(i)
            t += a + b
            a, b = two(3)
        except ZeroDivisionError:
            t += n
    return t


def nested(n):
    for a in evens(count(n)):
        for b in evens(count(a)):
            yield a * b


def for_ever():
    i = 0
    while True:
        yield i
        i += 1


def ends_by_return(n):
    for i in for_ever():
        if i > n:
            return i


def ends_by_break(n):
    for i in for_ever():
        if i > n:
            break
    return i


def large(n):
    t = 1
    for x, _ in count(n):
        t = t * 7 + x
    return t


def mixed(n):
    t = 0
    for x in (i if i % 2 else i / 2 for i in range(n)):
        t += x
    return t


def asks_late(n):
    r = []
    for i in late(n):
        r.append(i)
    return r


def report(function, *args):
    try:
        print(function.__name__, function(*args))
    except Exception:
        kind, value, entries = sys.exc_info()
        print(function.__name__, kind.__name__, value, type(value.__cause__).__name__)
        for entry in traceback.extract_tb(entries):
            print("   ", entry.name, entry.lineno, entry.line)


report(swapped, 100)
report(chained, 50)
for failing in fails_inside, stops_inside, fails_outside, fails_in_two:
    report(failing, 5)
report(handles, 100)
report(ends_by_return, 7)
report(ends_by_break, 8)
report(large, 40)
report(mixed, 9)
print([x for x in nested(6)], sum(x for x in nested(12)))
report(asks_late, 3)


def late(n):
    while n:
        n -= 1
        yield n


report(asks_late, 3)
for x, y in count(3):
    print(x, y)
