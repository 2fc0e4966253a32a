"""Crossings of every kind, to be made many times (leaks.driver.py)."""


class Point:
    def __init__(self, x, y=0):
        self.x = x
        self.y = y

    def moved(self, d):
        return Point(self.x + d, self.y)

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    @property
    def norm(self):
        return self.x * self.x


class Failure(Exception):
    pass


class Names(dict):
    def first(self):
        return next(iter(self))


def number(a, b):
    return a + b


def text(s):
    return s + "!"


def items(n):
    return [i for i in range(n)]


def table(n):
    return {str(i): i for i in range(n)}


def total(values):
    return sum(values)


def change(values):
    values.append(1)
    return values


def point(n):
    return Point(n)


def same(o):
    return o


def attribute(o):
    o.seen = o.seen + 1
    return o.seen


def call(f, *args, **kwargs):
    return f(*args, **kwargs)


def fail(n):
    raise Failure(n)


def catch(f):
    try:
        f()
    except ValueError as e:
        return str(e)


def count(n):
    for i in range(n):
        yield i


def closure(n):
    def inner(k):
        return n + k
    return inner


async def answer(n):
    return n


def names():
    return Names(a=1).first()


def pass_list(f):
    values = [1, 2, 3]
    f(values)
    return len(values)
