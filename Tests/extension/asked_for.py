# What compiled code goes on using after the host has asked for it.
import functools


def base(a, b=2, *, c=3, d: int = 4):
    return a, b, c, d


part = functools.partial(base, 1, c=5)


def decorated(function):
    @functools.wraps(function)
    def inner(*args, **keywords):
        return function(*args, **keywords)
    inner.tags = [1]
    return inner


@decorated
def wrapped(x, *, y=1):
    return x, y


error = ValueError("a", [1, 2])


def add_note(e, text):
    e.add_note(text)
    return len(e.__notes__)


class Meta(type):
    def __new__(meta, name, bases, namespace):
        namespace["made"] = sorted(key for key in namespace if not key.startswith("__"))
        return super().__new__(meta, name, bases, namespace)


class Cached:
    @functools.cached_property
    def value(self):
        return [1]

    @functools.lru_cache
    def method(self, x):
        return [x]


@functools.lru_cache(maxsize=None)
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


@functools.singledispatch
def kind(x):
    return "any"


@kind.register
def _(x: int):
    return "int"


def default(x, seen=[]):
    seen.append(x)
    return seen


def accumulator():
    seen = []

    def add(x):
        seen.append(x)
        return seen
    return add
