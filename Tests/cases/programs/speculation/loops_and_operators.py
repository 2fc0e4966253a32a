import math
from array import array
def seqs(xs, s, b, t):
    out = []
    for x in xs: out.append(x)
    for c in s: out.append(c + "!")
    n = 0
    for v in b: n += v
    for v in t: out.append(v)
    for i, x in enumerate(xs): n += i * x
    for i, c in enumerate(s): out.append((i, c))
    for a, c in zip(xs, s): out.append((c, a))
    for a, c, d in zip(xs, t, xs):
        if a > 2: break
        n += a * d
    for w in ("x", "y"): out.append(w)
    for c in "abc": out.append(c)
    return out, n
def poly(xs):
    total = 0
    while xs:
        total += xs.pop()
    try:
        xs.pop()
    except IndexError as e:
        total -= len(str(e))
    return total
def mt(n):
    t = 0.0
    for i in range(1, n):
        t += math.sqrt(i) + math.sin(i) * math.cos(i) + math.floor(i / 3) + math.ceil(i / 7) + math.atan2(i, 2)
        t += abs(-i) + max(i, 3) + min(i, 3) + max(t, 1.5) + int(t) + round(t / 3) + float(i)
    try:
        return t, math.sqrt(-t)
    except ValueError as e:
        return t, str(e)
class V:
    def __init__(self, x, y=2):
        self.x = x
        self.y = y
    def __add__(self, o): return V(self.x + o.x, self.y + o.y)
    def __mul__(self, k): return V(self.x * k, self.y * k)
    def __sub__(self, o):
        if isinstance(o, V): return V(self.x - o.x, self.y - o.y)
        return NotImplemented
    def dot(self, o): return self.x * o.x + self.y * o.y
class W(V):
    def __radd__(self, o): return "radd"
    def dot(self, o): return -1
def vecs():
    a, b = V(1, 2.5), V(3)
    c = a + b * 2
    r = [c.x, c.y, c.dot(a), (a - b).x]
    try:
        a - 3
    except TypeError as e:
        r.append(str(e))
    r.append(a + W(1, 1))
    r.append(sum(v.dot(v) for v in [a, b, W(1, 1)]))
    del a.x
    try:
        a.dot(b)
    except AttributeError as e:
        r.append(str(e))
    return r
def arr(n):
    a = array("i", [0] * n)
    d = array("d", [0.5] * n)
    for i in range(n):
        a[i] = i * 3
        d[i] = a[i] / 2
    s = 0
    for i in range(-n, n): s += a[i]
    try:
        a[n] = 1
    except IndexError as e:
        s = (s, str(e))
    try:
        a[0] = 2 ** 40
    except OverflowError as e:
        s += (str(e),)
    return s, sum(d), d[-1]
def chars(s):
    h = 0
    for c in s:
        h = (h * 31 + ord(c)) & 0xFFFFFFFF
    return h, chr(65), chr(300)
print(seqs([1, 2, 3], "hé\u4e2d", b"ab", (4, 5.5)))
print(seqs([1], "", bytearray(b"xyz"), ()))
print(poly([1, 2, 3]), poly([1.5, 2]))
print(mt(50))
print(vecs())
print(arr(5))
print(chars("hello"), chars("wörld中"))
try:
    print(chars(["ab"]))
except TypeError as e:
    print(e)
