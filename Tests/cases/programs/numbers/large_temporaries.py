# Large ints that only live between two operations, and such that somebody keeps.
kept = []
class Keeper:
    def __radd__(self, other):
        kept.append(other)
        return 1
    def __rmul__(self, other):
        kept.append(other)
        return other
    def __rsub__(self, other):
        kept.append(other)
        return NotImplemented
    def __gt__(self, other):
        kept.append(other)
        return True
class Mine(int):
    def __add__(self, other): return self
    def __mul__(self, other): return kept[-1] if kept else self
def fib(n):
    a, b = 0, 1
    for _ in range(n): a, b = b, a + b
    return a
def expressions(x, y, z):
    out = []
    out.append(x * y + z)
    out.append(x * y - y * z)
    out.append((x + y) * (y - z) * (x - z))
    out.append((x * y + z) // (x + 1))
    out.append((x * y) % (x * y * z + 1))
    out.append((x * y) % (x * y))
    out.append((x * y * z) // (x * y) + (x * z) % y)
    out.append(x * y < y * z)
    out.append(x * y == y * x)
    out.append(x * y >= y * x)
    out.append((x - x) + y * 1)
    out.append(x * y - x * y + z)
    out.append((x * 2**64) // 2**64)
    return out
def keep(x, k):
    out = []
    out.append(x * x + k)
    out.append(x * x * k)
    try: out.append(x * x - k)
    except TypeError as e: out.append(str(e))
    out.append(x * x < k)
    return out
def step(x):
    t = yield x * x + 1
    while True:
        t = yield (x * x + (yield x * 3)) * t
def divide(x, y):
    try: return x * x // (y * y - y * y)
    except ZeroDivisionError as e: return str(e)
def mixed(x):
    return [x * x + 0.5, x * x * 1.0 > 5, x * x + True, (x * x) * Mine(3), x * x + Mine(4), Mine(5) + x * x]
big = 3**200
for x, y, z in ((1, 2, 3), (2**61, 2**61 + 1, -2**61), (big, -big + 1, big // 7), (2**62, 3, 5), (-7, 2**90, 2**130), (2**64, 2**64, 1)):
    print(expressions(x, y, z))
for n in (5, 100, 400): print(fib(n))
for x in (5, 2**40, big):
    kept.clear()
    print(keep(x, Keeper()))
    junk = [x * x + i * x for i in range(200)]
    print(kept, sum(junk) % 1000003)
    print(divide(x, x + 1), mixed(x)[1:4])
g = step(2**70)
print(next(g), g.send(5), g.send(7), g.send(2), g.send(3))
def chain(n):
    total = 0
    for i in range(n):
        x = 2**(60 + i % 40) + i
        total = (total * 3 + x * i - i * 7) % (1 << 127)
        if x * x - 1 > total * 2 - x: total += x * 2 + 1
    return total
print(chain(2000))
def digits(count):
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    out = []
    while len(out) < count:
        if 4 * q + r - t < m * t:
            out.append(m)
            q, r, m = 10 * q, 10 * (r - m * t), (10 * (3 * q + r)) // t - 10 * m
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2
    return "".join(map(str, out))
print(digits(300))
