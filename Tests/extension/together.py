"""One of several compiled modules in a process."""
import together_also


class Shape:
    def __init__(self, n):
        self.n = n

    def area(self):
        return self.n * 2

    def __eq__(self, other):
        return isinstance(other, Shape) and self.n == other.n

    def __hash__(self):
        return hash(self.n)


class Problem(Exception):
    def __init__(self, n):
        super().__init__(n)
        self.n = n


def make(n):
    return Shape(n)


def use(other):
    return other.area() + together_also.helper(other)


def fail(n):
    raise Problem(n)


def guarded(n):
    try:
        together_also.fail_there(n)
    except together_also.Other as e:
        return "Other", e.args
    except LookupError as e:
        return type(e).__name__, e.args


def values(n):
    return together_also.double([i for i in range(n)])


def numbers(n):
    for i in range(n):
        yield i
