# Complex numbers in fast code: signed zeros, infinities, NaN, mixed operands, errors, what else sees the objects.
import math


def escape(c, limit):
    z = 0j
    for n in range(limit):
        if abs(z) > 2:
            return n, z
        z = z * z + c
    return limit, z


def julia(z, c, limit):
    n = 0
    while n < limit and z.real * z.real + z.imag * z.imag <= 4.0:
        z = z * z + c
        n += 1
    return n, z


def mixed(z, x, k):
    out = []
    for _ in range(2):
        out += [z + x, x + z, z - x, x - z, z * x, x * z, z / x, z + k, k - z, k * z, z / k, -z, z == x, z != k, x == z]
        z = z * 1j - 0.5
    return out


def polynomial(coefficients, x):
    total = complex(0, 0)
    for c in coefficients:
        total = total * x + c
    return total


def roots(n):
    found = [complex(0.4, 0.9) ** i for i in range(n)]
    for _ in range(30):
        for i in range(n):
            value = found[i] * found[i] * found[i] - 1
            divisor = 1 + 0j
            for j in range(n):
                if j != i:
                    divisor *= found[i] - found[j]
            found[i] -= value / divisor
    return [complex(round(z.real, 9) + 0.0, round(z.imag, 9) + 0.0) for z in found]


def fails(z, w):
    total = 1j
    for i in range(3):
        total += z / (w - i)
    return total


def magnitudes(zs):
    total = 0.0
    for z in zs:
        total += abs(z)
    return total


def kept(n):
    z = 1 + 0j
    seen = []
    for i in range(n):
        z *= 1j
        if i % 2:
            seen.append(z)
    return seen, z, z.conjugate(), hash(z) == hash(complex(z.real, z.imag)), {z: "key"}[z]


def sometimes(flag, n):
    z = 0j
    for i in range(n):
        if flag and i == 2:
            z = "text"
            break
        z = z + 1
    return z


print(escape(0.3 + 0.5j, 50), escape(-2.5 + 1j, 50), escape(2, 9))
print(julia(0.1j, -0.8 + 0.156j, 30), julia(complex(1e200, 1e200), 1j, 5))
for z in (1 + 2j, complex(-0.0, -0.0), complex(math.inf, -1), complex(math.nan, 0)):
    for x in (2.5, -0.0, math.inf):
        try:
            print(mixed(z, x, 3))
        except ZeroDivisionError as error:
            print(error)
print(polynomial([1, 2.5, 3j, -1], 0.5 - 0.25j), polynomial([], 1j))
print(roots(3))
try:
    fails(1j, 2)
except ZeroDivisionError as error:
    print(type(error).__name__, error)
print(fails(1j, 7.5), fails(1j, 7j))
print(magnitudes([3 + 4j, 1j, -2 + 0j]), magnitudes([complex(math.inf, math.nan)]), magnitudes([complex(math.nan, 1)]))
try:
    magnitudes([complex(1e308, 1e308), complex(1.7e308, 1.7e308)])
except OverflowError as error:
    print(error)
print(kept(6))
print(sometimes(False, 5), sometimes(True, 5))
print(complex(2), complex(2.5), complex(-0.0, 3), complex(True, 1), complex("1+2j"), (1j).imag, abs(3 - 4j))
try:
    abs(1j) < 1j
except TypeError as error:
    print(error)
