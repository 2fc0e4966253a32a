from functools import reduce
def compose(*fs):
    def composed(x):
        for f in fs:
            x = f(x)
        return x
    return composed
def adder(n):
    return lambda x: x + n
def mult(n):
    def multiply(x, k=1):
        return x * n * k
    return multiply
def counter():
    count = 0
    def inc(by=1, *, twice=False):
        nonlocal count
        count += by
        return count
    return inc
def counter2():
    count = 0
    def inc(by=1):
        nonlocal count
        count += by
        return count
    return inc
def memo(f):
    cache = {}
    def wrapper(*args):
        if args not in cache:
            cache[args] = f(*args)
        return cache[args]
    return wrapper
@memo
def paths(r, c):
    if r == 0 or c == 0:
        return 1
    return paths(r - 1, c) + paths(r, c - 1)
def opts(a, *rest, **kw):
    return a + len(rest) + len(kw)
def kws(a, b=2, c=3.5):
    return a * b + c
class Op:
    def __init__(self, f, name="op"):
        self.f = f
        self.name = name
    def run(self, x):
        return self.f(x)
    def pick(self, x, *, scale=1):
        return x * scale
    def named(self, a, b=10):
        return a - b
def bad(f, *a):
    try:
        return f(*a)
    except TypeError as e:
        return str(e)
def main(n):
    out = []
    p = compose(adder(3), mult(7), adder(0.5), lambda x: x % 1013)
    out.append(sum(p(i) for i in range(n)))
    cs = [counter() for _ in range(3)]
    ds = [counter2() for _ in range(3)]
    for i in range(n):
        cs[i % 3](by=i & 3)
        ds[i % 3](by=i & 3)
        ds[i % 3]()
        out.append(opts(i, 1, 2, z=3))
        out.append(opts(i))
        out.append(kws(i, c=i))
        out.append(kws(c=1, a=i))
    out.append([c() for c in cs] + [c(5) for c in ds])
    out.append(paths(8, 8))
    ops = [Op(adder(4)), Op(f=mult(2)), Op(name="third", f=lambda x: -x)]
    for i in range(n):
        for o in ops:
            out.append(o.run(i))
            out.append(o.f(i))
            out.append(o.named(b=i, a=2))
            out.append(o.pick(i, scale=2))
    table = {"add": lambda a, b: a + b, "sub": lambda a, b: a - b, "div": lambda a, b: a / b}
    v = 1
    for i in range(1, n):
        for k in table:
            v = table[k](v, i)
    out.append(v)
    fs = [adder(1), None]
    try:
        for f in fs:
            out.append(f(1 << 70))
    except TypeError as e:
        out.append(str(e))
    try:
        for f in [adder(1), counter2(), mult]:
            out.append(str(f(1))[:9])
            f(1, 2)
    except TypeError as e:
        out.append(str(e))
    for f in (kws, lambda a: a):
        try:
            out.append(f(1, d=2))
        except TypeError as e:
            out.append(str(e))
    return out
for n in (5, 6):
    for line in main(n):
        if not callable(line): print(line)
