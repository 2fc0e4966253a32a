"""What tests replace: functions, classes and values of a module that its other functions use."""

SCALE = 7
RATE = 0.5
LABEL = "real"
TABLE = (1, 2, 3)


def helper(x):
    return x * 2 + SCALE


def total(n):
    t = 0
    for i in range(n):
        t += helper(i)
    return t


def name():
    return LABEL


def greet():
    return "hello " + name()


def ends(items):
    return items[0], items[-1]


def span(items):
    low, high = ends(items)
    return high - low


def spans(n):
    t = 0
    for i in range(n):
        low, high = ends([i, i * 3])
        t += high - low
    return t


def long_one(n):
    t = 0.0
    for i in range(n):
        if i % 3 == 0:
            t += i * RATE
        elif i % 3 == 1:
            t -= i
        else:
            for j in range(i):
                t += j
    return t


def uses_long(n):
    return long_one(n) + long_one(n + 1)


class Price:
    def __init__(self, value):
        self.value = value

    def shown(self):
        return helper(self.value)

    @property
    def doubled(self):
        return self.value * len(TABLE)


def price(value):
    return Price(value).shown()


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


def fetch(address, timeout=3):
    raise OSError("no network in tests: " + address)


def load(address):
    try:
        return fetch(address, timeout=9)
    except OSError as error:
        return str(error)


def with_closure(n):
    def inner(k):
        return helper(k) + n
    return inner


def sorted_by(items):
    return sorted(items, key=helper)


def later(callback, n):
    before = greet()
    callback()
    return before, greet(), total(n)


class Base:
    RATE = 0.5
    LIMIT = 10

    def __init__(self, v):
        self.v = v

    def cost(self):
        return self.v * self.RATE

    @property
    def twice(self):
        return self.v * 2

    @staticmethod
    def fixed(x):
        return x + 1

    @classmethod
    def of(cls, v):
        return cls(v)

    def __add__(self, other):
        return Base(self.v + other.v)

    def loop(self, n):
        t = 0.0
        for i in range(n):
            t += self.cost() + self.twice + Base.fixed(i)
        return t


class Derived(Base):
    def __init__(self, v, w):
        super().__init__(v)
        self.w = w

    def cost(self):
        return super().cost() + self.w


def run(n):
    b = Base(2.0)
    d = Derived(1.0, 3.0)
    t = 0.0
    for i in range(n):
        t += b.cost() + d.cost() + b.twice + Base.fixed(i) + Base.of(2.5).v + (b + b).v
        if i > Base.LIMIT:
            t += 1
    return t
