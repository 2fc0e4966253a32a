import logging
import sys
from typing import NamedTuple


class Point(NamedTuple):
    x: int
    y: int = 2


class Meters(int):
    pass


def matched(x, C):
    match x:
        case Point(x, y):
            return "point", x, y
        case Meters(n):
            return "meters", n
        case C(value=v):
            return "given", v
        case [1, 2 | 3 as b]:
            return "list", b
        case _:
            return "other"


def too_many(x):
    match x:
        case Point(a, b, c):
            return a


def twice(x):
    match x:
        case Point(1, x=2):
            return 1


def not_a_class(x, C):
    match x:
        case C():
            return 1


def handled(ask, n):
    out = [ask()]
    try:
        if n:
            [][n]
        else:
            ask(ValueError("from the host"))
    except Exception:
        out.append(ask())
        try:
            {}["k"]
        except KeyError:
            out.append(ask())
        out.append(ask())
    out.append(ask())
    return out


def generated(ask):
    try:
        raise OSError("in a generator")
    except OSError:
        yield ask()
        yield ask()
    yield ask()


def logged(log):
    try:
        1 / 0
    except ZeroDivisionError:
        log.exception("failed")
