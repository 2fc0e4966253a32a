# Arithmetic of values that may all be ints or floats: kinds of results, zeros with a sign, ints that doubles do not hold.
class V:
    def __init__(self, x, y, z):
        self.x = x
        self.y = y
        self.z = z

    def dot(self, o):
        return self.x * o.x + self.y * o.y + self.z * o.z

    def cross(self, o):
        return V(self.y * o.z - self.z * o.y, self.z * o.x - self.x * o.z, self.x * o.y - self.y * o.x)

    def __neg__(self):
        return V(-self.x, -self.y, -self.z)

    def square(self):
        return self.x ** 2 + self.y ** 3 + self.z ** 0

    def shifted(self, n):
        return V(self.x + n, self.y - n, n - self.z)

    def __repr__(self):
        return "<%r %r %r>" % (self.x, self.y, self.z)


vs = [V(1, 2, 3), V(1.5, -2, 0), V(0, -0.0, 0.0), V(-1, 0.5, 2), V(2 ** 52, 2 ** 30, 1.0), V(94906267, 3, 2 ** 53 - 1), V(0, 0, -5)]
for a in vs:
    print(-a, a.square(), a.shifted(1), a.shifted(0), (-(-a)).cross(a))
    print([a.dot(b) for b in vs], [type(a.dot(b)).__name__ for b in vs])
    print([a.cross(b) for b in vs])
for bad in (V("s", 1, 2), V(None, 1.0, 2), V(1, [2], 3)):
    for other in (vs[0], vs[1]):
        try:
            print(bad.dot(other))
        except TypeError as error:
            print(error)
for odd in (V(True, 2.5, 2), V(2 ** 70, 1, 0.5), V(2 + 1j, 1, 1), V(float("inf"), 0, float("nan"))):
    print(odd.dot(vs[0]), -odd, odd.shifted(3))
try:
    print(V(1e200, 1, 1).square())
except OverflowError as error:
    print(type(error).__name__)


def horner(cs, x):
    r = 0
    for c in cs:
        r = r * x + c
    return r


print(horner([1, 2, 3], 2), horner([1, 2.5, 3], 2), horner([1, 2, 3], 0.5), horner([], 1.5), horner([0, -0.0], -1), horner([10 ** 6] * 4, 10 ** 6))


def fib(n, a, b):
    for i in range(n):
        a, b = b, a + b
    return a, b


print(fib(90, 0, 1), fib(5, 0.5, 1), fib(5, 0, 1.5), fib(0, 1, 2.0), fib(100, 1, 1))


def spread(xs):
    low = high = 0
    for x in xs:
        d = x - low
        if d < 0:
            low = low + d
        elif x > high:
            high = x * 1
        low = -(-low)
    return low, high, high - low


print(spread([1, 2.5, -3, 4]), spread([]), spread([-0.0]), spread([2 ** 53, -2 ** 53]), spread([0.5, -7]))


def running(xs):
    total = 0
    for x in xs:
        total = total + x
        yield total


print(list(running([1, 2.5, 3])), list(running([1, 2])), [x * 2 - x for x in running([0.5, 1, -1.5])])


def zero(x, y):
    return 0 * x + y, x * -1 * 0, y - y


print(zero(-5, -0.0), zero(5, -0.0), zero(-5.0, -0.0), zero(-5, 0), zero(0.0, 0), zero(0, 0.0))
