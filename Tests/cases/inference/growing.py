"""Types that could grow without end."""
import functools


def pairs(n):
    result = ()
    for i in range(n):
        result = (result, i)
    reveal_type(result)  # revealed: tuple[()] | tuple[tuple[()] | tuple[tuple[()] | tuple[tuple[()] | tuple[..., ...], int], int], int]
    return result


def longer(n):
    result = ()
    for i in range(n):
        result = result + (i,)
    reveal_type(result)  # revealed: tuple[()] | tuple[int, ...]
    return result


def wrapped(f, n):
    for i in range(n):
        f = functools.partial(f, i)
    return f


def nested(n):
    result = []
    for i in range(n):
        result = [result]
    reveal_type(result)  # revealed: list[list[list[list[...]]]]


def swap(a, b, n):
    while n:
        a, b = b, (a, b)
        n -= 1
    return a


def itself():
    x = []
    x.append(x)
    reveal_type(x)  # revealed: list[list[list[list[...]]]]


pairs(3)
longer(3)
wrapped(print, 3)()
nested(3)
swap(1, "", 3)
itself()
