"""copy: builtin containers are copied by compiled code, everything else by CPython."""
import copy
from collections import deque


class Plain:
    def __init__(self, x):
        self.x = x


class Own:
    def __init__(self):
        self.log = []

    def __copy__(self):
        self.log.append("copy")
        return self

    def __deepcopy__(self, memo):
        self.log.append(type(memo).__name__)
        return self


def shallow(x):
    made = copy.copy(x)
    return made, made is x, type(made) is type(x)


def deep(x):
    made = copy.deepcopy(x)
    return made, made is x, type(made) is type(x)


def parts():
    inner = [1, 2]
    x = [inner, inner, (inner, 3), {"k": inner}, {1, 2}, "text", (1, 2)]
    y = copy.deepcopy(x)
    inner.append(3)
    return x, y, y[0] is y[1], y[2][0] is y[0], y[3]["k"] is y[0], y[6] is x[6], y[4] is x[4]


def cycles():
    x = [1]
    x.append(x)
    y = copy.deepcopy(x)
    d = {}
    d["self"] = (d,)
    e = copy.deepcopy(d)
    return y[1] is y, y is not x, e["self"][0] is e, e is not d


def mixed():
    p = Plain([1])
    x = [p, p, deque([p])]
    y = copy.deepcopy(x)
    p.x.append(2)
    own = Own()
    copy.copy(own), copy.deepcopy(own), copy.deepcopy([own])
    return y[0] is y[1], y[2][0] is y[0], y[0].x, y[0] is not p, own.log


def memos():
    x = [1]
    memo = {}
    y = copy.deepcopy(x, memo)
    return y, y is x, copy.Error.__name__, copy.error is copy.Error
