# Words of 64 bits in loops, attributes and across calls; globals that are constants, and before they are bound.

def early(n):
    total = 0
    for i in range(n):
        total = (total * 31 + i) & MASK
    return total


try:
    early(3)
except NameError as error:
    print(error)

MASK = 0xFFFFFFFFFFFFFFFF
LOW = 0xFFFF
SCALE = 0.5
CHANGING = 3


def fnv(data):
    h = 14695981039346656037
    for byte in data:
        h ^= byte
        h = (h * 1099511628211) & MASK
    return h


def xorshift(x, n):
    out = []
    for _ in range(n):
        x ^= (x << 13) & 0xFFFFFFFFFFFFFFFF
        x ^= x >> 7
        x ^= (x << 17) & 0xFFFFFFFFFFFFFFFF
        out.append(x % 1000)
    return out, x, x // 7, x & LOW, x | 1


def mixed(data, start):
    h = start
    for item in data:
        h = (h ^ item) & MASK
        if item == 3:
            h = -h
        h >>= 1
    return h


def changing(n):
    global CHANGING
    total = 0
    for i in range(n):
        total += CHANGING
        if i == 1:
            CHANGING = 10
    return total * SCALE


class Random:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return self.state >> 33

    def peek(self):
        self.state ^= self.state >> 12
        return self.state


def handled(words):
    h = 2**63
    seen = []
    for word in words:
        try:
            h = (h * 3 + word) & MASK
            seen.append(1000 // (h % 5))
        except ZeroDivisionError:
            seen.append(h)
    return seen, h


def powers(xs):
    out = []
    for x in xs:
        try:
            out.append(x ** 2 + x ** 3 + x ** 0.5)
        except OverflowError as error:
            out.append(str(error))
    return out


print(early(5), fnv(b"hello"), fnv(b""))
print(xorshift(88172645463325252, 4), xorshift(1, 3), xorshift(2**64 - 1, 2))
print(mixed([1, 2], 5), mixed([1, 3, 2], 2**64 - 5), mixed([-1, 4], 7), mixed([2**70], 1))
print(changing(4), changing(2))
random = Random(42)
print([random.next() for _ in range(3)], random.peek(), random.next())
print(handled([1, 2, 3, 2**64, 9]))
print(powers([2.0, 0.0, 0.25, 1e200, -0.0, float("inf")]), [complex(z) for z in powers([-4.0])] != [], (-2.0) ** 3)
