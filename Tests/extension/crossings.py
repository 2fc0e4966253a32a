"""Many crossings of each kind: nothing is left behind."""
import math


def number(x):
    return x + 1


def text(s):
    return s + "!"


def nothing(x):
    return None


def give_list(n):
    return [n, n + 1]


def give_dict(n):
    return {"n": n}


def take(xs):
    t = 0
    for x in xs:
        t += x
    return t


def attribute(o):
    o.value += 1
    return o.value


def call(f, *args):
    return f(*args)


class Box:
    def __init__(self, v):
        self.v = v

    def get(self):
        return self.v


def box(v):
    return Box(v)


def unbox(b):
    return b.get()


def fail():
    raise ValueError("x")


def catch(f):
    try:
        f()
    except ValueError:
        return 1


def gen(n):
    for i in range(n):
        yield i


def spin(n):
    s = 0.0
    for i in range(n):
        s += math.sqrt(i)
    return s


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
