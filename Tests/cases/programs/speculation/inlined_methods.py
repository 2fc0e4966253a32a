"""Small methods that stand where they are called, and objects that are not made: what is seen of them all the same."""
import traceback


class P:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, o):
        return P(self.x + o.x, self.y + o.y)

    def __mul__(self, k):
        return P(self.x * k, self.y * k)

    def half(self, k=2):
        return P(self.x // k, self.y // k)

    def total(self):
        return self.x + self.y

    @property
    def missing_twice(self):
        return self.missing


class Q(P):
    __slots__ = ()

    def __radd__(self, o):
        return Q(-1, -1)

    def total(self):
        return "Q"


class Maybe:
    def __init__(self, v):
        self.v = v

    def __add__(self, o):
        if isinstance(o, Maybe):
            return Maybe(self.v + o.v)
        return NotImplemented


def show_error(f, *args):
    try:
        f(*args)
    except Exception:
        for line in traceback.format_exc().splitlines():
            print(line.split(",", 1)[-1] if line.startswith("  File") else line)


def in_loop(n, k):
    acc = P(0, 0)
    for i in range(n):
        acc = acc + P(i, k).half(k)
        k -= 1
    return acc.x, acc.y


print(in_loop(5, 20))
show_error(in_loop, 5, 3)


def caught(n):
    out = []
    p = P(7, 8)
    for k in range(n, -2, -1):
        try:
            q = p.half(k)
            out.append(q.total())
        except ZeroDivisionError as error:
            out.append(str(error))
            out.append(p.total())
        finally:
            p = p + P(1, 0)
    return out


print(caught(3))


def attribute(p):
    t = 0
    for i in range(2):
        t += p.missing_twice
    return t


show_error(attribute, P(1, 2))


def mixed(items):
    t = []
    for p in items:
        for q in items:
            r = p + q
            t.append((type(r).__name__, r.x, r.total()))
    return t


print(mixed([P(1, 2), P(3, 4)]))
print(mixed([P(1, 2), Q(3, 4)]))


def grows(n):
    acc = P(1, 1.5)
    for i in range(n):
        acc = acc * 3
    return acc.x, acc.y


print(grows(5), grows(50))


def same(n):
    a, b = P(1, 0), P(2, 0)
    c = a
    for i in range(n):
        a, b = b, a
        c = a if i % 2 else c
    r = (a is b, a is c, b is c)
    a.x = 10**30
    return r, a.x, b.x, c.x


print(same(3), same(4))


def best_of(n):
    best = None
    for i in range(n):
        p = P(i * 7 % 11, i)
        if best is None or p.x > best.x:
            best = p
    return best.x, best.y


print(best_of(30))


def previous(n):
    last = P(0, 0)
    steps = []
    for i in range(n):
        now = last + P(i, 10**18 * i)
        if i == n - 1:
            steps.append((now.total() - last.total(), now is last))
        last = now
    return steps, last.x


print(previous(4), previous(40))


def swapped(n):
    pair = (1, 2.5)
    for i in range(n):
        a, b = pair
        pair = (a + 1, b * 2)
    return pair[0], pair[1], pair


print(swapped(4), swapped(3))


class Counter:
    def __init__(self):
        self.n = 0

    def bump(self):
        self.n += 1
        return self

    def value(self):
        return self.n


def bumps(k):
    c = Counter()
    for i in range(k):
        c.bump().bump()
    return c.value()


print(bumps(10))


def unusual(a, b):
    try:
        return (a + b).v
    except TypeError as error:
        return str(error)


print(unusual(Maybe(1), Maybe(2)), unusual(Maybe(1), 3))


class Node:
    def __init__(self, value, rest):
        self.value = value
        self.rest = rest

    def depth(self):
        if self.rest is None:
            return 1
        return 1 + self.rest.depth()


def chain(n):
    node = None
    for i in range(n):
        node = Node(i, node)
    return node.depth(), node.rest.depth()


print(chain(20))
