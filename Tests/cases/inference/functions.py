"""Calls: parameters, defaults, keywords, closures, generators, decorators."""
import functools


def add(a, b=1.5, *rest, scale=1, **names):
    reveal_type(a)  # revealed: int | str
    reveal_type(b)  # revealed: float
    reveal_type(rest)  # revealed: tuple[()] | tuple[int, int]
    reveal_type(scale)  # revealed: int
    reveal_type(names)  # revealed: dict[str, None]
    return a


def adder(n):
    def inner(m):
        return n + m
    return inner


def counter():
    count = 0

    def step():
        nonlocal count
        count += 1
        return count
    return step


def numbers(n):
    sent = yield 0
    reveal_type(sent)  # revealed: str | None
    for i in range(n):
        yield i / 2
    return "end"


def both(n):
    result = yield from numbers(n)
    reveal_type(result)  # revealed: str


@functools.lru_cache(maxsize=None)
def cached(n):
    return n if n < 2 else cached(n - 1) + cached(n - 2)


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)
    return wrapper


@logged
def square(x):
    return x * x


def never_called(x):
    reveal_type(x)  # revealed: Any
    return x


def callback(x, y):
    reveal_type(x)  # revealed: str
    return y


def recursive(n):
    if n == 0:
        return []
    return [n] + recursive(n - 1)


def main():
    reveal_type(add("s", 2.5, 1, 2, scale=3, other=None))  # revealed: str
    reveal_type(adder(1)(2.5))  # revealed: float
    reveal_type(counter()())  # revealed: int
    for item in numbers(3):
        reveal_type(item)  # revealed: float | int
    generator = numbers(2)
    generator.send("x")
    list(both(3))
    reveal_type(cached(5))  # revealed: int
    reveal_type(square(3))  # revealed: int
    reveal_type(functools.reduce(lambda a, b: a * b, [1, 2, 3]))  # revealed: int
    reveal_type(functools.partial(add, 1)())  # revealed: int
    reveal_type(recursive(3))  # revealed: list[int]
    unknown_module = __import__("nothing")
    unknown_module.submit(callback, "text", 3)
    reveal_type([f(2) for f in (float, str)])  # revealed: list[float | str]
    reveal_type(any(n for n in [1]))  # revealed: bool
    reveal_type(sum(n * 0.5 for n in [1]))  # revealed: float


main()
