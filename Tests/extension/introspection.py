"""What libraries ask of functions, classes and objects: inspect, pydoc, doctest, unittest, mock, copy, pickle, typing."""
import types
import dataclasses, functools, typing, unittest
from dataclasses import dataclass, field


class Plain:
    """Doc of plain."""
    kind: str = "p"
    def __init__(self, a, b=2):
        self.a = a
        self.b = b
    def total(self, k: int = 1) -> int:
        """Total of it.

        >>> Plain(1).total()
        3
        """
        return (self.a + self.b) * k
    @property
    def half(self):
        "half of a"
        return self.a / 2
    @classmethod
    def make(cls, a):
        return cls(a)
    @staticmethod
    def add(x, y):
        return x + y
    def __eq__(self, other):
        return isinstance(other, Plain) and self.a == other.a
    def __hash__(self):
        return hash(self.a)
    class Inner:
        z = 1


class Slotted:
    __slots__ = ("x", "y")
    def __init__(self, x, y):
        self.x, self.y = x, y


@dataclass
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)


@dataclass(frozen=True, order=True)
class Frozen:
    a: int
    b: str = "b"


class Node:
    def __init__(self, v, next=None):
        self.v = v
        self.next = next
        self.items = [v]


def plain_function(a, /, b: int, *args, c=3, **kw) -> str:
    """Doc of function.

    >>> plain_function(1, 2)
    '1 2'
    """
    return f"{a} {b}"


def gen(n):
    for i in range(n):
        yield i


async def coro(x):
    return x


async def agen(n):
    for i in range(n):
        yield i


def deco(f):
    @functools.wraps(f)
    def wrapper(*a, **k):
        return f(*a, **k)
    return wrapper


@deco
def decorated(x: int) -> int:
    "decorated doc"
    return x + 1


@functools.lru_cache(maxsize=None)
def cached(x):
    return x * 2


@functools.singledispatch
def disp(x):
    return "obj"


@disp.register(int)
def _(x):
    return "int"


class TestIt(unittest.TestCase):
    def setUp(self):
        self.v = 1
    def test_a(self):
        "doc of a"
        self.assertEqual(self.v, 1)
    def test_b(self):
        with self.assertRaises(ValueError):
            int("x")
    def test_sub(self):
        for i in range(2):
            with self.subTest(i=i):
                self.assertTrue(i >= 0)


def test_plain():
    assert plain_function(1, 2) == "1 2"


lam = lambda x: x


@types.coroutine
def pause(x):
    got = yield x
    return got


async def paused(x):
    return await pause(x)


def counted():
    count = 0

    def count_up():
        nonlocal count
        count += 1
        return count
    return count_up
