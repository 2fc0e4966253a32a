class Random:
    def __init__(self, seed):
        self.state = seed
    def next(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return self.state >> 33
    @property
    def half(self): return self.state // 2
    @property
    def broken(self): raise ValueError("broken")
def fnv1a(data):
    h = 0xCBF29CE484222325
    for byte in data:
        h = ((h ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return h
def lcg(seed, n):
    out = []
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        out.append(seed)
        seed = (seed * 1664525 + 1013904223) % 4294967296
        out.append((~seed << 7 ^ seed) & 0xFFFF0000)
        out.append((-seed - 5 | 3) % 1024)
    return out
def xorshift(x, n):
    for _ in range(n):
        x ^= (x << 13) & 0xFFFFFFFFFFFFFFFF
        x ^= x >> 7
        x ^= (x << 17) & 0xFFFFFFFFFFFFFFFF
    return x
def mix(a, b):
    return (a * b + (a << 70)) & 0xFFFFFFFFFFFFFFFF, (a - b) & 0xFF, (a * a * a) % 2**63, (a + b) % 256
def odd(x):
    try:
        return (x * 3 + 1) & 255
    except TypeError as e:
        return str(e)
r = Random(11)
print([r.next() for _ in range(5)], r.state, r.half)
try:
    r.broken
except ValueError as e:
    print(e)
print(fnv1a(b"hello world"), fnv1a(bytearray(range(256))), fnv1a([1, 2**70, -3]))
print(lcg(42, 4), lcg(2**80, 2), lcg(-7, 2))
print(xorshift(88172645463325252, 50))
print(mix(3, 5), mix(-3, 2**63), mix(2**100, -1), mix(2**62, 2**62))
print(odd(5), odd(2**90), odd(-4), odd(2.5), odd("x"), odd(True))
