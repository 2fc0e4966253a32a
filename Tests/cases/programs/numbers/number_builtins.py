# abs, bin, hex, oct, divmod, hash, pow, round, sum with numbers and with classes that define the methods.
class Num:
    def __init__(self, n):
        self.n = n

    def __abs__(self):
        return 'abs'

    def __round__(self, *args):
        return ('round', args)

    def __pow__(self, *args):
        return ('pow', args)

    def __rpow__(self, other):
        return ('rpow', other)

    def __divmod__(self, other):
        return ('divmod', other)

    def __rdivmod__(self, other):
        return ('rdivmod', other)

    def __hash__(self):
        return 2 ** 64 + self.n

    def __index__(self):
        return self.n

    def __add__(self, other):
        return Num(self.n + (other.n if isinstance(other, Num) else other))

    __radd__ = __add__


def attempt(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, '|', e)


n = Num(7)
print(abs(n), round(n), round(n, 2), round(n, None), pow(n, 2), pow(n, 2, 3), pow(2, n), divmod(n, 1), divmod(1, n), hash(n), bin(n), hex(n), oct(n))
print(sum([n, n]).n, sum([1, n, 2.5]).n, sum([0.1] * 10), sum([1, 2, 3]), sum([1, 2.5, 3]), sum([], 5), sum([[1], [2]], []), sum(range(10), start=100), sum([2 ** 61, 2 ** 61, 1.5]), sum([True, 2]))
print(sum((10 ** 20, 1, -10 ** 20)), sum([1e308, 1e308]), sum([1j, 1]), sum({1: 2, 3: 4}), sum(x for x in (1, 2)), sum([float('inf'), 1]))
print(abs(-5), abs(-2 ** 61), abs(-0.0), abs(3 - 4j), abs(True), bin(-10), bin(0), hex(255), hex(-2 ** 70), oct(8), bin(True))
print(round(2.5), round(-2.5), round(3.5), round(2.675, 2), round(1234, -2), round(1250, -2), round(0.5), round(1e300), round(5, 2), round(5.5, 0), round(number=2.5, ndigits=1), round(True), round(-0.4))
print(pow(2, 10), pow(2, -1), pow(2.0, 3), pow(0, 0), pow(2, 100, 7), pow(base=3, exp=4, mod=5), pow(3, -1, 11), pow(-2, 3, 5), pow(10, 3, -7), pow(2, 3, None))
print(divmod(7, 3), divmod(-7, 3), divmod(7.5, 2), divmod(10 ** 30, 10 ** 10 + 1), divmod(True, 2))
print(hash(1), hash(-1), hash(2 ** 61 - 1), hash(2 ** 61), hash(-2 ** 61), hash(10 ** 100), hash(0.5), hash(1e100), hash(True), hash(None) == hash(None), hash(1 + 2j))
for f in (lambda: abs('a'), lambda: bin(1.5), lambda: round('a'), lambda: sum(5), lambda: sum(['a', 'b']), lambda: sum([], ''), lambda: sum([b''], b''), lambda: divmod(1, 'a'), lambda: pow('a', 2), lambda: pow(2, 'a', 3),
          lambda: pow(1), lambda: hash({}), lambda: round(1.5, 'x'), lambda: round(), lambda: sum(), lambda: abs(), lambda: abs(1, 2), lambda: sum([1], 2, 3), lambda: hex(None), lambda: divmod(1.5, 0), lambda: pow(2, 3, 0), lambda: round(2.5, 1.5)):
    attempt(f)
