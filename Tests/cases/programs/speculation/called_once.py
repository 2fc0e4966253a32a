# Functions that are called once, outside of loops: what stands before their loops is emitted as calls, and so is what the optimiser
# takes out of the loops.
import math


class Point:
    scale = 3

    def __init__(self, x):
        self.x = x


def tables(n):
    grid = [[(i * j) % 10 for j in range(n)] for i in range(n)]
    flat = [v for row in grid for v in row if v % 2]
    columns = [sum(row[j] for row in grid) for j in range(n)]
    diagonal = [grid[i][i] for i in range(n)]
    return len(flat), sum(flat), max(columns), sum(diagonal)


def attributes(point):
    point.x += point.scale
    total = 0
    for i in range(5):
        total += point.x * i + math.isqrt(i + point.scale)
    point.total = total
    return point.total, point.x in {6, 7, 8}


def counted(words):
    counts = {}
    for word in words:
        if word in {"a", "b"}:
            counts[word] = counts.get(word, 0) + 1
    return sorted(counts.items())


def gathered(limit):
    first = yield limit
    print("sent", first)
    for i in range(limit):
        yield i * first
    try:
        yield 1 // (limit - limit)
    except ZeroDivisionError as error:
        yield str(error)


def overflows(n):
    value = 1
    for i in range(n):
        value = value * 3 + i
    return value


def straight(a, b):
    c = a + b
    d = c * a - b // 2
    e = [c, d][d > c]
    return f"{c} {d} {e:>5}" + "!" * (a % 3), c < d <= e, not e


def fails(text):
    number = int(text) + 1
    return 10 / (number - number)


def main():
    print(tables(40))
    print(attributes(Point(4)))
    print(counted("a b c a d b a".split()))
    generator = gathered(3)
    print(next(generator), generator.send(2), list(generator))
    print(overflows(60))
    print(straight(7, 5))
    try:
        fails("41")
    except ZeroDivisionError as error:
        print(error, error.__traceback__.tb_next.tb_lineno)


main()
