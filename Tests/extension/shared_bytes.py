import io, struct
STORE = bytearray(b"global")
class Buf:
    def __init__(self, n):
        self.data = bytearray(n)
    def get(self): return self.data
    def put(self, i, v): self.data[i] = v
    def add(self, b): self.data += b
    def total(self):
        s = 0
        for x in self.data: s += x
        return s
    def __len__(self): return len(self.data)
def store(): return STORE
def extend_store(b): STORE.extend(b); return len(STORE)
def keep(f):
    b = bytearray(b"abc")
    f(b)
    b[0] = 65
    b.append(68)
    return b
def gen(n):
    b = bytearray(n)
    yield b
    for i in range(n):
        b[i] = i
        yield b[i]
    b.extend(b"xyz")
    yield len(b)
    m = memoryview(b)
    yield m
    m[0] = 77
    yield b
    s = 0
    for x in b:
        s += x
        yield s
def total(b: bytearray):
    s = 0
    for i in range(len(b)): s += b[i]
    return s
def match_it(x):
    match x:
        case [a, *r]: return "seq"
        case bytearray(): return "bytearray"
        case bytes(): return "bytes"
    return "other"
def held(f):
    b = bytearray(b"held")
    m = memoryview(b)
    f(b)
    m[0] = 72
    f(b)
    return b, m
def aliases():
    b = bytearray(5)
    return b, b, [b], {"b": b}
def ops(b):
    c = bytearray(b"12")
    r = [b + c, c + b, b == c, b < c, c in b, c == bytearray(b"12"), b"1" + b, b * 2, b[1:], b.find(b"a"), bytes(b), b.hex(), bytes().join([b, c]), b % () if False else b]
    return r
def nested():
    b = bytearray(3)
    inner = lambda: b
    def w(i, v): b[i] = v
    return inner, w
def isinst(b): return isinstance(b, bytearray), type(b) is bytearray, isinstance(b, (bytes, bytearray)), repr(b)
