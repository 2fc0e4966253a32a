# Calls that go to fast versions at once.
def f(n: int, x: float) -> float:
    return n * x + 1.0


def g(n: int, m: int = 3) -> int:
    return n * m + 1


def h(x, n):
    return x * 2.0 + n // 2


def fact(n: int) -> int:
    r = 1
    while n > 1:
        r *= n
        n -= 1
    return r


def check(n: int) -> int:
    if n < 0:
        raise ValueError("negative: %d" % n)
    return n % 7


def half(x: float) -> float:
    return 1.0 / x


class Point:
    scale = 2

    def __init__(self, x: float, y: float):
        self.x = x
        self.y = y

    def moved(self, n: int, k: float) -> float:
        return (self.x + self.y) * k + n

    def plus(self, other):
        return self.x + other.x

    def hidden(self):
        return "class"

    @property
    def norm(self):
        return self.x * self.x + self.y * self.y

    @staticmethod
    def twice(n: int) -> int:
        return n * 2

    @classmethod
    def origin(cls):
        return cls(0.0, 0.0)


class Derived(Point):
    def moved(self, n: int, k: float) -> float:
        return -Point.moved(self, n, k)


def use(p):
    return p.moved(1, 2.0)
