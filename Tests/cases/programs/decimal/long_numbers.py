# Numbers of hundreds and thousands of digits, at precisions around their lengths.
import random, zlib
from decimal import *
R = random.Random(5)
def number():
    n = R.choice([39, 77, 128, 129, 500, 2000, 5000])
    kind = R.randrange(4)
    digits = "9" * n if kind == 0 else "1" + "0" * n if kind == 1 else "".join(R.choice("0123456789") for _ in range(n)) + R.choice(["", "0" * 40])
    return Decimal(R.choice(["", "-"]) + digits + "E%d" % R.randrange(-n - 5, 50))
crc = 0
for i in range(400):
    c = Context(prec=R.choice([38, 39, 64, 127, 128, 129, 500, 1999, 2001, 6000]), rounding=R.choice([ROUND_UP, ROUND_05UP, ROUND_HALF_EVEN, ROUND_FLOOR]), traps=[])
    a, b = number(), number()
    for name in "add subtract multiply divide divide_int remainder remainder_near compare max quantize rotate shift".split():
        if name in ("rotate", "shift"): b = Decimal(R.randrange(-60, 60))
        r = getattr(c, name)(a, b)
        crc = zlib.crc32(repr((r, c.flags[Inexact], c.flags[Rounded])).encode(), crc)
    for name in "sqrt normalize to_integral_value next_plus".split():
        crc = zlib.crc32(repr(getattr(c, name)(a)).encode(), crc)
    crc = zlib.crc32(repr((hash(a), a.adjusted(), a.as_tuple()[1][:5], int(a) % 10**9)).encode(), crc)
    if i % 40 == 0: print(i, crc)
c = Context(prec=300)
print(c.exp(Decimal("1.5")), c.ln(Decimal("1e-9")), c.log10(Decimal(2)), c.power(Decimal("1.1"), Decimal("0.3")))
print(crc)
