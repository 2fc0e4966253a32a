"""Storage of lists, deques, builders and matches that is given back while something is in progress."""
import re
from collections import deque


def grow_while_walking():
    xs = [1, 2, 3]
    out = []
    for x in xs:
        out.append(x)
        if len(xs) < 400:
            xs.append(x + 1)
            xs.insert(0, -x)
            del xs[0]
    return len(out), sum(out), len(xs)


def with_itself(n):
    xs = list(range(n))
    xs += xs
    xs.extend(xs)
    xs[2:2] = xs
    xs[len(xs):] = xs[::-1]
    xs.extend(reversed(xs))
    xs *= 2
    return len(xs), sum(xs[::7])


class Loud:
    def __init__(self, n, where):
        self.n = n
        self.where = where

    def __lt__(self, other):
        self.where.append(self.n)
        return self.n < other.n

    def __eq__(self, other):
        self.where.extend([self] * 3)
        if len(self.where) > 60:
            self.where.clear()
        return self.n == getattr(other, "n", other)

    def __repr__(self):
        self.where += [0] * 9
        if len(self.where) > 90:
            del self.where[5:]
        return "L%d" % self.n


def changed_by_comparisons():
    where = []
    sorted([Loud(i * 7 % 23, where) for i in range(40)])
    xs = []
    xs.extend(Loud(i, xs) for i in range(12))
    found = []
    for probe in (3, 11, 99):
        try:
            found.append(xs.index(probe))
        except ValueError as error:
            found.append(str(error)[-14:])
    ys = []
    ys.extend(Loud(i, ys) for i in range(5))
    return len(where), found, len(xs), xs == list(xs), len(repr(ys)), len(ys)


def queues():
    d = deque(maxlen=5)
    seen = []
    for i in range(40):
        d.append(i)
        if i % 6 == 0:
            d.appendleft(-i)
        seen.append(tuple(d))
    e = deque()
    for i in range(100):
        e.append(str(i))
        if i % 3:
            e.popleft()
    e.rotate(7)
    class Other(deque):
        def __iter__(self):
            return iter((1, 2))
    return seen[-3:], tuple(e)[:4], len(tuple(e)), tuple(Other([5])), tuple(deque()), tuple(iter(d))


def texts():
    parts = []
    for n in (3, 100, 255, 256, 257, 1000, 30000):
        a = "{}|{:>8}|{!r}".format("x" * n, n, "é" * (n % 9))
        b = "%s-%*d-%s" % ("é" * n, 6, n, "\u4e2d" * (n % 5))
        c = "{0}{1}".format(b, "\U0001f600") + repr(["a" * n, "\x00" * (n % 7)])
        parts.append((len(a), len(b), len(c), a[:3], b[-3:], c[-4:]))
    return parts


def matches():
    text = "\u4e2d1-2 alpha=42, beta=7 "
    found = [(m.span(), m.groups(), m.start("v"), m.end(1), m.regs, m.lastindex)
             for m in re.finditer(r"(\w+)=(?P<v>\d+)|(\u4e2d)(?P<z>x)?", text)]
    m = re.compile(r"(?P<a>a)|(?P<b>b)").match("xxb", 2, 3)
    return found, m, m.expand(r"[\g<b>\g<0>]"), m.lastgroup, m.pos, m.endpos, m["a"], m.span("a")


print(grow_while_walking(), with_itself(3), with_itself(70))
print(changed_by_comparisons())
print(*queues(), sep="\n")
print(*texts(), sep="\n")
print(*matches(), sep="\n")
xs = list(range(5000))
while xs:
    del xs[len(xs) * 2 // 3:]
    xs[1:3] = [xs[-1]] * (len(xs) > 2)
    if len(xs) < 4:
        xs.clear()
print(xs, "".join(str(i) for i in range(3000))[-12:], ("a\u00e9\u4e2d" * 999).encode("utf-16")[-4:])
