"""Item access, calls and signs of instances, direct and inlined."""
class Matrix:
    def __init__(self, n, m):
        self.n, self.m = n, m
        self.data = [0] * (n * m)
    def __getitem__(self, ij):
        i, j = ij
        return self.data[i * self.m + j]
    def __setitem__(self, ij, v):
        i, j = ij
        self.data[i * self.m + j] = v
    def __call__(self, k):
        return self.n * k
    def __neg__(self):
        return self.n - self.m
class Loud(Matrix):
    def __getitem__(self, ij):
        print("loud", ij)
        return super().__getitem__(ij)
class Big:
    def __init__(self): self.d = {}
    def __getitem__(self, k):
        for i in range(3):
            if i == k: return i * 10
        try:
            return self.d[k]
        except KeyError:
            raise IndexError("no " + str(k)) from None
    def __setitem__(self, k, v):
        total = 0
        for i in range(k): total += i
        self.d[k] = v + total
def work(n):
    a = Matrix(n, n); b = Matrix(n, n); c = Matrix(n, n)
    for i in range(n):
        for j in range(n):
            a[i, j] = i + j; b[i, j] = i - j
    for i in range(n):
        for j in range(n):
            s = 0
            for k in range(n): s += a[i, k] * b[k, j]
            c[i, j] = s
    return c[1, 2], sum(c.data), a(3), -a, c[0, 0] + c(2)
def big(n):
    b = Big()
    t = 0
    for i in range(n):
        b[i] = i
        t += b[i]
    return t
def poly(ms):
    return [m[0, 1] for m in ms]
def fail(m, k):
    try:
        return m[k]
    except (IndexError, TypeError, ValueError) as e:
        return type(e).__name__, str(e)
def deep(m):
    m[5, 5] = 1
print(work(8), big(10))
print(poly([Matrix(2, 2), Loud(2, 2)]))
m = Matrix(2, 2)
print(fail(m, (9, 9)), fail(m, 3), fail(m, (1, 2, 3)), fail(Big(), 77), fail(Big(), 2))
m[0, 0] = 2.5; m[0, 1] = "x"
print(m.data, m[0, 0], m[0, 1])
import traceback
try:
    deep(m)
except IndexError:
    print(traceback.format_exc().replace(__file__, "FILE"))
Matrix.__getitem__ = lambda self, k: "patched"
print(m[0, 0], fail(m, 1))
import sys
sys.stdout.flush()
try:
    -Matrix.__new__(Matrix)
except AttributeError as e: print(e)
