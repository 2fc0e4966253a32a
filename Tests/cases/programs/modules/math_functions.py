# math: values, special cases, errors, integer functions.
import math


def attempt(f, *args, **kw):
    try:
        print(repr(f(*args, **kw)), end=' ')
    except Exception as e:
        print(f'{type(e).__name__}: {e}', end=' ')


points = [0.0, -0.0, 0.5, -0.5, 1, -1, 2.5, -3.5, 10, 100.25, 1e-10, 1e300, -1e300, 5e-324, float('inf'), float('-inf'), float('nan'), 10 ** 400, 'a']
for name in ('acos acosh asin asinh atan atanh cbrt cos cosh erf erfc exp exp2 expm1 fabs gamma lgamma log log10 log1p log2 sin sinh sqrt tan tanh '
             'degrees radians ulp frexp modf floor ceil trunc isfinite isinf isnan').split():
    print(name)
    for x in points:
        attempt(getattr(math, name), x)
    print()
for name in 'atan2 copysign fmod remainder nextafter pow hypot log isclose'.split():
    print(name)
    for x in (0.0, -1.5, 3, 1e300, float('inf'), float('nan')):
        for y in (0, 2.0, -0.5, 1e300, float('-inf')):
            attempt(getattr(math, name), x, y)
    print()
for args in ((1.5, 3), (1, 2000), (1, -2000), (1, 'a'), (1, 10 ** 30), (1, -10 ** 30), (0.0, 10 ** 30), (float('inf'), 5)):
    attempt(math.ldexp, *args)
print()
print(math.log(10 ** 400), math.log2(2 ** 5000), math.log10(10 ** 500), math.log(8, 2), math.log(10 ** 400, 10))
print([math.factorial(n) for n in (0, 1, 5, 20, 21, 30)], [math.gamma(n) for n in range(1, 25)])
print([math.comb(n, k) for n, k in ((5, 2), (0, 0), (3, 5), (100, 50), (10 ** 20, 3), (64, 32))], [math.perm(n, k) for n, k in ((5, 2), (3, 5), (30, 20), (10 ** 20, 3))], math.perm(6))
print([math.isqrt(n) for n in (0, 1, 15, 16, 10 ** 20, 10 ** 41, 2 ** 64 - 1)], math.gcd(), math.gcd(-12, 18), math.gcd(2 ** 100, 6 ** 50, 4), math.lcm(4, 6), math.lcm(), math.lcm(0, 5), math.lcm(-3, 10 ** 30))
print(math.fsum([0.1] * 10), math.fsum([1e16, 1, -1e16]), math.fsum([]), math.fsum([1e308, -1e308, 1e-300]), math.fsum([float('inf'), 1]), math.fsum(1 / n for n in range(1, 1000)))
print(math.prod([1, 2.5, 3], start=2), math.prod([]), math.prod(range(1, 25)), math.prod(['a'], start=3))
print(math.hypot(), math.hypot(3), math.hypot(3, 4, 12), math.hypot(1e308, 1e308), math.hypot(1e-320, 1e-320), math.dist((1, 2, 3), (4, 5, 6)), math.dist([1], [5]))
print(math.pi, math.e, math.tau, math.inf, math.nan)
for f, args in ((math.factorial, (-1,)), (math.factorial, (1.5,)), (math.comb, (-1, 2)), (math.comb, (3, -2)), (math.comb, (5.0, 1)), (math.perm, (-1,)), (math.perm, (3, -1)),
                (math.isqrt, (-1,)), (math.isqrt, (1.5,)), (math.gcd, (1.5,)), (math.fsum, ([float('inf'), float('-inf')],)), (math.fsum, ([1e308, 1e308],)), (math.fsum, (['a'],)),
                (math.dist, ([1], [1, 2])), (math.log, (2, 0)), (math.log, (10, 1)), (math.log, (-10 ** 400,)), (math.prod, ([1, 'a', 2.5],)), (math.factorial, (10 ** 30,))):
    attempt(f, *args)
    print()
attempt(math.isclose, 1, 2, rel_tol=-1)
attempt(math.isclose, 1, 1 + 1e-10)
attempt(math.isclose, 1, 1.1, abs_tol=0.2)
attempt(math.isclose, float('inf'), float('inf'))
print()


class Number:
    def __float__(self):
        return 4.0

    def __floor__(self):
        return 'floor'

    def __ceil__(self):
        return 'ceil'

    def __trunc__(self):
        return 'trunc'


print(math.sqrt(Number()), math.floor(Number()), math.ceil(Number()), math.trunc(Number()), math.sqrt(True))
