"""Called by threads of the host."""


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def take(xs):
    t = 0
    for x in xs:
        t += x
    return t


def call(f, *args):
    return f(*args)


def give_list(n):
    return [n, n + 1]


def catch(f):
    try:
        f()
    except ValueError as e:
        return e.args


def churn(n):
    return sum([len(str(i)) for i in range(n)])


class Box:
    def __init__(self, v):
        self.v = v
