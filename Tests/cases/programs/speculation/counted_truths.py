"""Truth values in arithmetic, divmod, and functions whose callers nobody sees."""
import sys


def count_same(a, b):
    n = 0
    for i in range(len(a)):
        n += a[i] == b[i]
    return n


def mixed(xs):
    s = 0
    t = 1.5
    for x in xs:
        s += x > 2
        s -= x in (1, 7)
        s = s * (x != 4) + (x < 3) * 2
        t += x > 3
        s ^= x == 5
    return s, t, s + True, True + True, True - 3, -True, (s > 2) + (s > 3), (s > 2) == 1, (s > 2) < s


def bits(xs):
    r = False
    both = True
    for x in xs:
        r ^= x > 3
        both &= x > 0
    return r, both, r | (len(xs) > 2), type(r & 1), type(r & True), r << 3, 7 >> both


def shown(flags):
    total = 0
    for f in flags:
        total += f
    return total


def digits(n, base):
    out = []
    while n:
        n, d = divmod(n, base)
        out.append(d)
    return out


def sign(n, m):
    q, r = divmod(n, m)
    return q, r, q * m + r == n


def kept(n):
    pair = divmod(n, 7)
    q, r = pair
    return pair, q, r


class Odd:
    def __divmod__(self, other):
        return "odd", other

    def __rdivmod__(self, other):
        return other, "rodd"


def any_pair(a, b):
    q, r = divmod(a, b)
    return q, r


print(count_same("hello", "help!"), count_same([1, 2, 3], [1, 5, 3]))
print(mixed([1, 2, 3, 4, 5, 6, 7]))
print(bits([1, 2, 3, 4, 5]), bits([]))
print(shown([True, False, True]), shown([True, 2, 3.5]), shown([x > 1 for x in range(4)]))
print(digits(1234567, 10), digits(255, 2), digits(10**20, 1000))
for n, m in ((7, 2), (-7, 2), (7, -2), (-7, -2), (0, 5), (-(2**63), -1), (2**63 - 1, -1), (2**70, 3)):
    print(sign(n, m))
print(kept(50), any_pair(7.5, 2), any_pair(-7, 2.0), any_pair(Odd(), 3), any_pair(3, Odd()))
for pair in ((1, 0), (1.0, 0), (2**80, 0)):
    try:
        print(any_pair(*pair))
    except ZeroDivisionError as error:
        print(error)

registry = {}


def register(function):
    registry[function.__name__] = function
    return function


@register
def steps(n):
    total = 0
    for i in range(n):
        total += i % 3 == 0
    return total


@register
def twice(x):
    return x * 2


@register
def less(x, limit=3):
    return x < limit


class Index:
    def __index__(self):
        return 4


for name, values in (("steps", (10, True, Index())), ("twice", (4, 2.5, "ab", [1], 2**62)), ("less", (1, 3.5, 2**70))):
    print(name, [registry[name](value) for value in values])
try:
    registry["steps"](2.5)
except TypeError as error:
    print(error)


class Base:
    def __init__(self, v):
        self.v = v


class Derived(Base):
    def __init__(self, v):
        super().__init__(v)
        self.w = v

    @property
    def p(self):
        return self.v

    @p.setter
    def p(self, value):
        self.v = value + 1


def store(n):
    d = Derived(3)
    b = Base(1)
    b.p = 9
    for i in range(n):
        d.p = i
    return d.p, d.v, d.w, b.p, b.__dict__, d.__dict__


print(store(5))
