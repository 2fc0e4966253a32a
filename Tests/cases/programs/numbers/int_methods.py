# Methods, attributes and conversions of int and bool, and subclasses of int.
for n in (0, 1, -1, 255, 256, -128, 2 ** 61, -2 ** 61, 2 ** 62, 2 ** 64 - 1, -2 ** 64, 10 ** 30):
    print(n, n.bit_length(), n.bit_count(), n.conjugate(), n.real, n.imag, n.numerator, n.denominator, n.as_integer_ratio())
    print(hash(n), float(n), complex(n), bool(n), abs(n), -n, +n, ~n, n.__index__(), n.__int__(), n.__trunc__(), n.__floor__(), n.__ceil__())
    size = (n.bit_length() + 8) // 8
    for order in ('big', 'little'):
        data = n.to_bytes(size, order, signed=True)
        print(data, int.from_bytes(data, order, signed=True) == n, int.from_bytes(data, order))
print((5).to_bytes(), (5).to_bytes(2), (1000).to_bytes(length=3, byteorder='little'), int.from_bytes(b''), (0).to_bytes(0, 'big'))
print((-128).to_bytes(1, 'big', signed=True), (127).to_bytes(1, 'big', signed=True), int.from_bytes([1, 2, 3], 'big'))
print([round(n, -1) for n in (5, 15, 25, 26, -5, -15, -25, 104, 105)], round(12345, -2), round(12350, -2), round(10 ** 30 + 5, -1), round(7, 3), round(7))
print(round(10 ** 30 // 2, -30), round(5, -1000), round(-55, -1), round(51, -2), round(50, -2), round(150, -2))


class Celsius(int):
    def __new__(cls, value, unit='C'):
        self = super().__new__(cls, value)
        self.unit = unit
        return self

    def __add__(self, other):
        return Celsius(int(self) + other, self.unit)


c = Celsius(21)
big = Celsius(10 ** 30, 'K')
print(c, c + 1, type(c + 1), c - 1, type(c - 1), c.unit, big.unit, big * 2, big == 10 ** 30, hash(big) == hash(10 ** 30))
print(type(+c), type(int(c)), type(c.real), c == 21, {21: 'x'}[c], [10, 20, 30][Celsius(1)], isinstance(c, int), f'{c:05d}')
c.unit = 'F'
c.extra = [1]
print(c.unit, c.extra, c.__dict__)


class Indexed:
    def __index__(self):
        return 3


class Integral:
    def __int__(self):
        return 42


class Truncated:
    def __trunc__(self):
        return 43


print(int(Indexed()), int(Integral()), [0, 1, 2, 3][Indexed()], hex(Indexed()), range(10)[Indexed()], 'ab' * Indexed())
for bad in (type('A', (), {'__int__': lambda s: 'x'}), type('B', (), {'__index__': lambda s: 1.5})):
    try:
        print(int(bad()))
    except TypeError as e:
        print(e)
print(int(), int(True), int('-0'), bool(), bool([]), bool('x'), int.__name__, bool.__mro__, True.__class__, isinstance(True, int))
print(True is (1 == 1), True == 1, hash(True), {True: 'a', 1: 'b', 1.0: 'c'}, sum([True, True]), str(True), repr(False), f'{True}', f'{True:d}')
print((1).__add__(2), (1).__add__('x'), (1).__radd__(2), int.__add__(1, 2), (5).__divmod__(3), (2).__pow__(10), (2).__pow__(3, 5), (5).__eq__(5.0))
print(1 == 1.0, 2 ** 53 == float(2 ** 53), 2 ** 53 + 1 == float(2 ** 53), 2 ** 53 + 1 > float(2 ** 53), 10 ** 400 > 1e308, -10 ** 400 < float('-inf'), 10 ** 400 < float('inf'), 1 < float('nan'))
