"""Builtins that take all that a generator function gives."""
import traceback
import sys


def numbers(n, step=1):
    for i in range(0, n, step):
        yield i


def words(text):
    for w in text:
        yield w * 2


def fails(n):
    yield n
    raise ValueError(n)


def closing(n):
    try:
        for i in range(n):
            yield i
    finally:
        print("closed")


def all_of(n):
    print(sum(numbers(n)), list(numbers(n, 3)), tuple(numbers(n, 4)), set(numbers(3)))
    print(min(numbers(n)), max(numbers(n)), any(numbers(n)), all(numbers(n)), sorted(words("cab")))
    print(sum(closing(n)), sorted(closing(3)), sum(numbers(0)), list(words("xy")), any(words("")), all(words("")))


def report(what):
    try:
        what()
    except Exception:
        kind, value, entries = sys.exc_info()
        print(kind.__name__, value)
        for entry in traceback.extract_tb(entries):
            print("   ", entry.name, entry.lineno, entry.line)


def one():
    return sum(fails(3))


def two():
    return max(numbers(0))


def three():
    return sum(words("ab"))


def four():
    return min(numbers(1), 5)


def five():
    return list(numbers(step=2))


def large(n):
    return sum(numbers(n)) * 2 ** 60, max(numbers(n))


all_of(10)
for what in one, two, three, four, five:
    report(what)
print(large(100))
print(sum(numbers(5)), list(words("ab")))


def shadowed(n):
    list = tuple
    return list(numbers(n))


print(shadowed(3))
