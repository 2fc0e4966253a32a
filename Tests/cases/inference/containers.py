"""What containers hold, by the place that makes them."""
from array import array
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple

Point = namedtuple("Point", "x y")


class Stack(list):
    def top(self):
        return self[-1]


def main():
    empty = []
    reveal_type(empty)  # revealed: list[Never]
    numbers = []
    for i in range(3):
        numbers.append(i)
    reveal_type(numbers)  # revealed: list[int]
    reveal_type(numbers[0])  # revealed: int
    reveal_type(numbers[1:])  # revealed: list[int]
    reveal_type([0.0] * 3)  # revealed: list[float]
    reveal_type([[0] * 3 for _ in range(3)])  # revealed: list[list[int]]
    pair = (1, "a")
    reveal_type(pair)  # revealed: tuple[int, str]
    reveal_type(pair[1])  # revealed: str
    reveal_type(pair + (2.5,))  # revealed: tuple[int, str, float]
    reveal_type(pair[1:])  # revealed: tuple[str]
    reveal_type(tuple(numbers))  # revealed: tuple[int, ...]
    table = {}
    table["a"] = 1.5
    reveal_type(table)  # revealed: dict[str, float]
    reveal_type(table.get("a"))  # revealed: float | None
    reveal_type(table.get("a", 0))  # revealed: float | int
    reveal_type(list(table.items()))  # revealed: list[tuple[str, float]]
    reveal_type(sorted(table.items(), key=lambda item: item[1]))  # revealed: list[tuple[str, float]]
    for key, value in table.items():
        reveal_type(key)  # revealed: str
        reveal_type(value)  # revealed: float
    groups = defaultdict(list)
    groups["x"].append(1)
    reveal_type(groups)  # revealed: defaultdict[str, list[int]]
    counts = Counter("abc")
    reveal_type(counts)  # revealed: Counter[str]
    reveal_type(counts.most_common(1))  # revealed: list[tuple[str, int]]
    queue = deque([1])
    queue.append(2)
    reveal_type(queue.popleft())  # revealed: int
    ordered = OrderedDict()
    ordered["k"] = None
    reveal_type(ordered)  # revealed: OrderedDict[str, None]
    reveal_type({n % 3 for n in numbers})  # revealed: set[int]
    reveal_type({n: str(n) for n in numbers})  # revealed: dict[int, str]
    reveal_type(set(numbers) | {1.5})  # revealed: set[float | int]
    reveal_type(list(zip(numbers, "abc")))  # revealed: list[tuple[int, str]]
    reveal_type(list(enumerate("abc")))  # revealed: list[tuple[int, str]]
    reveal_type(list(map(float, numbers)))  # revealed: list[float | int] | list[float]
    reveal_type(list(filter(None, numbers)))  # revealed: list[int]
    reveal_type(list(reversed(numbers)))  # revealed: list[int]
    point = Point(1, 2.5)
    reveal_type(point)  # revealed: Point
    reveal_type(point.y)  # revealed: float
    reveal_type(point[0])  # revealed: int
    x, y = point
    reveal_type(y)  # revealed: float
    first, *rest = numbers
    reveal_type(rest)  # revealed: list[int]
    stack = Stack()
    stack.append("s")
    reveal_type(stack.top())  # revealed: str
    reveal_type(array("d", [1]))  # revealed: array.array[float]
    reveal_type(array("b")[0])  # revealed: int
    reveal_type("a b".split())  # revealed: list[str]
    reveal_type(b"ab"[0])  # revealed: int
    reveal_type(bytearray(3))  # revealed: bytearray


main()
