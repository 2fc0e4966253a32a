# What __int__, __index__, __float__ and __complex__ may give, and what of it is deprecated.
import math
import operator
import warnings


class SomeInt(int):
    pass


class SomeFloat(float):
    pass


class SomeComplex(complex):
    pass


class All:
    def __int__(self):
        return SomeInt(3)

    def __index__(self):
        return SomeInt(4)

    def __float__(self):
        return SomeFloat(5)

    def __complex__(self):
        return SomeComplex(6)


class Truncates:
    def __trunc__(self):
        return SomeInt(7)


class Wrong:
    def __int__(self):
        return "3"

    __index__ = __float__ = __complex__ = __int__


for function in (int, float, complex, operator.index, math.sqrt, range, [0, 1, 2, 3, 4, 5].__getitem__):
    for kind in (All, Truncates, Wrong):
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always")
            try:
                result = function(kind())
            except TypeError as error:
                result = error
        print(function.__name__, kind.__name__, repr(result), type(result).__name__, [str(w.message) for w in seen])

for text in ["0x1p3", "-0x.8p-2", "0x0.ffffffffffffecp-1022", "0x1.fffffffffffff8p1023", "0x1.fffffffffffff7p1023", "0x1p-1075",
             "0x1.8p-1075", "0x1p1024", "0x123456789abcdef01p0", "0x1.00000000000008p0", "0x1.00000000000018p0", "1.8", " inf ",
             "-nan", "0x", "0x1p", "0x.p1", "1e5", "0x1p99999999999999999999", "0x0p99999999999999999999", "0x1p-9999999999999999999"]:
    try:
        value = float.fromhex(text)
        print(text, repr(value), value.hex())
    except (ValueError, OverflowError) as error:
        print(text, type(error).__name__, error)


class Keyworded(float):
    def __new__(cls, value, unit=None):
        self = super().__new__(cls, value)
        self.unit = unit
        return self


print(Keyworded(2, unit="m"), Keyworded(2, unit="m").unit)
for kind in (float, list, tuple, set, frozenset, type("Sub", (float,), {}), type("Sub", (list,), {})):
    try:
        print(kind(x=1))
    except TypeError as error:
        print(kind.__name__, error)
