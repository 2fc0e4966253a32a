"""Values that cross by value."""
import math

LIMIT = 10


def same(x):
    return x


def kind(x):
    return type(x).__name__


def add(a, b):
    return a + b


def scaled(n: int, factor: float = 2.5, *rest, key="x", **others) -> float:
    "Scales."
    return n * factor, rest, key, others


def only(a, /, b, *, c):
    return a, b, c


def root(x):
    return math.sqrt(x)


def fails(x):
    return inner(x)


def inner(x):
    return 1 / x
