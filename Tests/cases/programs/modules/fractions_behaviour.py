# fractions: construction, arithmetic with every number type, rounding, comparison, hashing, errors.
from fractions import Fraction
import math
import copy


def attempt(f, *args):
    try:
        print(repr(f(*args)))
    except Exception as e:
        print(type(e).__name__, '|', e)


F = Fraction
for args in ((), (3,), (6, 4), (-6, 4), (6, -4), (0, 5), (F(1, 2), F(3, 4)), (F(5, 3),), (0.5,), (0.1,), (True,), (1, 0), (1.5, 2), ([],), (float('inf'),), (float('nan'),), (None,), (3, None), (10 ** 30, 10 ** 29),
             (1, F(0))):
    attempt(F, *args)
for text in ('3/7', ' -3/7 ', '+5', '1.5', '-.25', '3.', '1e3', '-1.5E-2', '1_000/3', '1_0.2_5', '٣/٤', '7/0', '', ' ', '/3', '3/', '1.2/3', '1/2.5', 'abc', '1e', '--1', '1 / 2', '.', '_1', '1__0', '1e1_0', '0.1e+1', '3/-7', 'nan'):
    attempt(F, text)
values = [F(1, 2), F(-3, 4), F(7), 2, -3, 0.5, 1 + 2j, 0, F(0)]
for a in values:
    for b in values:
        if isinstance(a, F) or isinstance(b, F):
            print(a, b, end=': ')
            for op in (lambda: a + b, lambda: a - b, lambda: a * b, lambda: a / b, lambda: a // b, lambda: a % b, lambda: divmod(a, b), lambda: a ** b, lambda: a == b, lambda: a < b, lambda: a >= b):
                try:
                    print(repr(op()), end=' ')
                except Exception as e:
                    print(type(e).__name__, e, end=' ')
            print()
for x in (F(5, 2), F(7, 2), F(-5, 2), F(22, 7), F(-22, 7), F(10, 4), F(1, 3)):
    print(x, str(x), int(x), float(x), round(x), round(x, 2), round(x, -1), math.floor(x), math.ceil(x), math.trunc(x), abs(x), -x, +x, bool(x), hash(x), x.as_integer_ratio(), x.numerator, x.denominator)
print(F(math.pi).limit_denominator(1000), F('3.1415926535897932').limit_denominator(10), F(1, 3).limit_denominator(), F.from_float(0.25), F.from_float(3))
attempt(F(1, 3).limit_denominator, 0)
attempt(F.from_float, 'a')
attempt(F.from_decimal, 1.5)
attempt(lambda: F(1, 2) + 'a')
attempt(lambda: 'a' + F(1, 2))
attempt(lambda: F(1, 2) < 1j)
print(hash(F(3)) == hash(3), hash(F(1, 2)) == hash(0.5), {F(1, 2): 'h'}[0.5], F(1, 2) == 0.5, F(1, 3) == 1 / 3, F(1, 2) in (0.5,), F(10 ** 30) == 10 ** 30, F(1, 2) == complex(0.5, 0), F(1, 2) < float('inf'), F(0) == float('nan'))
print(sum(F(1, n) for n in range(1, 30)), max(F(1, 2), F(2, 3)), sorted([F(3, 4), F(1, 2), 0.6]), math.prod([F(1, 2), F(2, 3)]), copy.copy(F(1, 2)), copy.deepcopy([F(1, 2)]))


class Half(F):
    pass


print(Half(1, 2), repr(Half(1, 2)), type(Half(1, 2) + 1), copy.copy(Half(1, 2)), f'{F(1, 3)}', f'{F(1, 3)!r}')
import numbers
print(isinstance(F(1), numbers.Rational), isinstance(1, numbers.Integral), isinstance(1.5, numbers.Real), isinstance(1j, numbers.Complex), isinstance(1.5, numbers.Rational), isinstance(True, numbers.Number), F(2, 3).real, F(2, 3).imag, F(2, 3).conjugate())
