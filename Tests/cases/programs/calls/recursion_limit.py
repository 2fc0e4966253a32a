"""RecursionError comes where sys.getrecursionlimit() says, in programs that handle it."""
import sys


def depth(n):
    try:
        return depth(n + 1)
    except RecursionError:
        return n


def generators(n):
    yield n
    yield from generators(n + 1)


class Node:
    def __getattr__(self, name):
        return getattr(self, name)

    def __eq__(self, other):
        return self == other


def within(limit, low, high):
    sys.setrecursionlimit(limit)
    n = depth(0)
    print(limit, low <= n <= high)


within(1000, 950, 1000)
within(150, 120, 150)
within(3000, 2950, 3000)
sys.setrecursionlimit(1000)
for action in (lambda: Node().x, lambda: Node() == 1, lambda: list(generators(0))):
    try:
        action()
    except RecursionError as e:
        print(type(e).__name__, str(e)[:32])
print(depth(0) > 900)


def down(n):
    return 0 if n == 0 else 1 + down(n - 1)


sys.setrecursionlimit(20_000)
print(down(15_000))
