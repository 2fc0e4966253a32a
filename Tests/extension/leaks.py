"""Crossings of every kind, to be made many times (leaks.driver.py)."""
import copy
import re
from array import array
from collections import Counter, OrderedDict, defaultdict, deque

WORD = re.compile(r"(\w+) (\w+)")


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


def pattern():
    return WORD


def matched(s):
    return WORD.match(s)


def search(p, s):
    return re.search(p, s).group()


def containers():
    return deque([1, 2]), Counter("aab"), defaultdict(list, a=[1]), OrderedDict(a=1)


def numbers_of(n):
    return array("d", [0.5] * n)


def pass_shared(f):
    values = deque([1]), Counter("a"), array("i", [1])
    f(values)
    return len(values[0]) + len(values[2])


def add_up(buffer):
    total = 0
    for i in range(len(buffer)):
        total += buffer[i]
    return total


def whole(buffer):
    return bytes(memoryview(buffer)[1:])


def views(call, n):
    own = bytearray(n)
    with memoryview(own) as view:
        call(view[1:])
    return memoryview(own)


def iterators(values):
    return iter([1, 2]), iter({1: 2}.items()), reversed([1, 2]), zip(values, values), map(str, values)


def walk(iterable):
    return [x for x in iterable]


def managed(manager):
    with manager as value:
        return value


def chained():
    try:
        raise ValueError(1)
    except ValueError as e:
        raise Failure(2) from e


def send(n):
    got = yield n
    while True:
        got = yield got


async def async_items(n):
    for i in range(n):
        yield i


def nested():
    return {"a": [1, {"b": (1, [2])}], "c": {1, 2}}


def copied(x):
    return copy.deepcopy(x), copy.copy(x)


def largest(make, n):
    most = 0
    for i in range(n):
        most = max(most, len(make(i)))
    return most


def grouped(d):
    for i in range(6):
        d.setdefault(i % 2, []).append(i)
    d["last"] = {"a": [1]}
    return d


def unpacked(rows):
    return [a for a, b in rows] + [x for row in rows for x in row]


class Counted(type):
    def __call__(cls, *args):
        return super().__call__(*args)

    def twice(cls):
        return cls.__name__ * 2


class Thing(metaclass=Counted):
    def __init__(self, x):
        self.x = x
