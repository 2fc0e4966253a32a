"""Plane geometry, for programs in C and C++: natrix lib geometry.py"""
import math


def area(width: float, height: float) -> float:
    """The area of a rectangle."""
    if width < 0 or height < 0:
        raise ValueError("a side is negative")
    return width * height


def gcd(a: int, b: int) -> int:
    while b:
        a, b = b, a % b
    return a


def is_square(n: int) -> bool:
    return n >= 0 and math.isqrt(n) ** 2 == n


def greet(name: str, *, mark: str = "!") -> str:
    return f"Hello, {name}{mark}"


def find(text: str, word: str | None) -> str | None:
    return text if word and word in text else None


def mirror(data: bytes) -> bytes:
    return data[::-1]


def total(values: list[float]) -> float:
    return math.fsum(values)


def squares(count: int) -> list[int]:
    return [i * i for i in range(count)]


def words(text: str) -> list[str]:
    return text.split()


def power(base: int, exponent: int) -> int:
    """Fails where the result has more than 64 bits."""
    return base ** exponent


_seen: list[str] = []


def remember(what: str) -> None:
    if not what:
        raise KeyError("nothing")
    _seen.append(what)


def remembered() -> int:
    return len(_seen)


def work(n: int) -> int:
    total = 0
    for i in range(n):
        total += i % 7
    return total


class Point:
    """A point of the plane."""

    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y

    def distance(self, other: "Point") -> float:
        return math.hypot(self.x - other.x, self.y - other.y)

    def moved(self, dx: float, dy: float) -> "Point":
        return Point(self.x + dx, self.y + dy)

    def __repr__(self) -> str:
        return f"Point({self.x}, {self.y})"


def centre(points: list[Point]) -> Point:
    n = len(points)
    return Point(sum(p.x for p in points) / n, sum(p.y for p in points) / n)


def corners(side: float) -> list[Point]:
    return [Point(0.0, 0.0), Point(side, 0.0), Point(side, side), Point(0.0, side)]
