"""Functions called with different kinds of arguments are analysed for each."""
import functools


def total(xs):
    s = 0
    for x in xs:
        s += x
    return s


def clamp(v, lo, hi):
    return lo if v < lo else hi if v > hi else v


def make(n, v):
    return [v] * n


def logged(f):
    @functools.wraps(f)
    def wrapper(*arguments):
        return f(*arguments)
    return wrapper


@logged
def square(x):
    return x * x


@logged
def name(x):
    return str(x)


def adder(n):
    return lambda m: n + m


class P:
    def __init__(self, n):
        self.n = n

    def get(self):
        return self.n


class Q(P):
    pass


def double(xs):
    return [x * 2 for x in xs]


def rec(n):
    return n if n < 1 else rec(n - 1)


def fact(n):
    return 1 if n < 2 else n * fact(n - 1)


def main():
    reveal_type(total([1, 2]))  # revealed: int
    reveal_type(total([1.5]))  # revealed: float | int
    reveal_type(clamp(1, 2, 3))  # revealed: int
    reveal_type(clamp(1.5, 0.0, 1.0))  # revealed: float
    reveal_type(make(3, 1))  # revealed: list[int]
    reveal_type(make(3, "a"))  # revealed: list[str]
    reveal_type(square(2))  # revealed: int
    reveal_type(name(2))  # revealed: str
    reveal_type(adder(1)(2))  # revealed: int
    reveal_type(adder("s")("t"))  # revealed: str
    reveal_type(P(1).n)  # revealed: int
    reveal_type(Q("s").get())  # revealed: str
    reveal_type(double([1]))  # revealed: list[int]
    reveal_type(double([1.5]))  # revealed: list[float]
    reveal_type(rec(3))  # revealed: int
    reveal_type(rec(2.5))  # revealed: float
    reveal_type(fact(5))  # revealed: int


main()
