"""What containers hold, by the place that makes them."""
from array import array
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple

Point = namedtuple("Point", "x y")


class Stack(list):
    def top(self):
        return self[-1]


def main():
    empty = []
    reveal_type(empty)
    numbers = []
    for i in range(3):
        numbers.append(i)
    reveal_type(numbers)
    reveal_type(numbers[0])
    reveal_type(numbers[1:])
    reveal_type([0.0] * 3)
    reveal_type([[0] * 3 for _ in range(3)])
    pair = (1, "a")
    reveal_type(pair)
    reveal_type(pair[1])
    reveal_type(pair + (2.5,))
    reveal_type(pair[1:])
    reveal_type(tuple(numbers))
    table = {}
    table["a"] = 1.5
    reveal_type(table)
    reveal_type(table.get("a"))
    reveal_type(table.get("a", 0))
    reveal_type(list(table.items()))
    reveal_type(sorted(table.items(), key=lambda item: item[1]))
    for key, value in table.items():
        reveal_type(key)
        reveal_type(value)
    groups = defaultdict(list)
    groups["x"].append(1)
    reveal_type(groups)
    counts = Counter("abc")
    reveal_type(counts)
    reveal_type(counts.most_common(1))
    queue = deque([1])
    queue.append(2)
    reveal_type(queue.popleft())
    ordered = OrderedDict()
    ordered["k"] = None
    reveal_type(ordered)
    reveal_type({n % 3 for n in numbers})
    reveal_type({n: str(n) for n in numbers})
    reveal_type(set(numbers) | {1.5})
    reveal_type(list(zip(numbers, "abc")))
    reveal_type(list(enumerate("abc")))
    reveal_type(list(map(float, numbers)))
    reveal_type(list(filter(None, numbers)))
    reveal_type(list(reversed(numbers)))
    point = Point(1, 2.5)
    reveal_type(point)
    reveal_type(point.y)
    reveal_type(point[0])
    x, y = point
    reveal_type(y)
    first, *rest = numbers
    reveal_type(rest)
    stack = Stack()
    stack.append("s")
    reveal_type(stack.top())
    reveal_type(array("d", [1]))
    reveal_type(array("b")[0])
    reveal_type("a b".split())
    reveal_type(b"ab"[0])
    reveal_type(bytearray(3))


main()
