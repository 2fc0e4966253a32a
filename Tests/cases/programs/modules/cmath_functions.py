# cmath: values at ordinary points, branch cuts and special values.
import cmath


def attempt(f, *args):
    try:
        print(f(*args), end=' ')
    except Exception as e:
        print(f'{type(e).__name__}: {e}', end=' ')


inf, nan = float('inf'), float('nan')
points = [0j, 1, -1, 1j, -1j, 2 + 3j, -0.5 + 0.25j, complex(-2, 0.0), complex(-2, -0.0), 2.0, complex(0, 2), complex(-0.0, -2), 1e-10 + 1e-12j, 800 + 1j, 1e200 + 1e190j, complex(inf, 1), complex(-inf, 0.0),
          complex(1, inf), complex(nan, 1), complex(inf, nan), 'a', 10 ** 400]
for name in 'acos acosh asin asinh atan atanh cos cosh exp sin sinh sqrt tan tanh log log10 phase polar isfinite isinf isnan'.split():
    print(name)
    for z in points:
        attempt(getattr(cmath, name), z)
    print()
for args in ((1, 0), (2, cmath.pi), (1, inf), (inf, 1), (0, nan), (-1, 0.5)):
    attempt(cmath.rect, *args)
print()
for args in ((8, 2), (1j, 2), (1, 0), (2, 1), (0, 2), (1 + 1j, 1j)):
    attempt(cmath.log, *args)
print()
print(cmath.isclose(1, 1 + 1e-10j), cmath.isclose(1, 2j), cmath.isclose(1j, 1.1j, abs_tol=0.2), cmath.pi, cmath.e, cmath.tau, cmath.inf, cmath.nan, cmath.infj, cmath.nanj)
