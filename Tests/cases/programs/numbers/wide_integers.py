# Integers between 62 and 130 bits: the operators agree with each other at every boundary, constants are folded.
import random

r = random.Random(11)
edges = [0, 1, -1, 2, 3, 7, 10]
for bits in (31, 32, 60, 61, 62, 63, 64, 65, 90, 124, 125, 126, 127, 128, 129, 190):
    for d in (-1, 0, 1):
        edges += [2**bits + d, -(2**bits) + d]
edges += [r.getrandbits(r.randint(55, 140)) * r.choice((1, -1)) for _ in range(40)]
total = 0


def note(value):
    global total
    total = (total * 1000003 + value) % (2**89 - 1)


for a in edges:
    note(-a)
    note(~a)
    note(abs(a))
    note(a.bit_length())
    for b in edges:
        note(a + b)
        note(a - b)
        note(a * b)
        note(a & b)
        note(a | b)
        note(a ^ b)
        note((a < b) + 2 * (a <= b) + 4 * (a == b) + 8 * (a > b))
        if b:
            q, m = divmod(a, b)
            assert q * b + m == a and (m == 0 or (m < 0) == (b < 0)) and abs(m) < abs(b), (a, b)
            assert q == a // b and m == a % b
            note(q)
            note(m)
    for n in (0, 1, 2, 31, 33, 62, 63, 64, 65, 100, 125, 126, 127, 128, 200):
        note(a << n)
        note(a >> n)
        assert (a << n) >> n == a
        assert a % 2**n == a & (2**n - 1)
print(total)
state = 1
for _ in range(1000):
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
print(state, state >> 33, 2**64, 2**64 - 1, 1 << 100, -(2**63), 2**126, 2**127, 2**128, -2**127 + 1, (1 << 70) | 5, (1 << 70) - 1 & 2**65)
print(2**62 * 2**62, 2**61 + 2**61, -2**61 - 1, 2**61 - 1 + 1, 0x7fffffffffffffff * 2, 10**30, 10**38, 7**45)
print((-7) // 2**64, (-7) % 2**64, 2**64 // -7, 2**64 % -7, (2**64) // 3, 2**100 >> 200, -(2**100) >> 200)
for bad in (lambda: 2**64 // 0, lambda: 2**64 % 0, lambda: divmod(2**70, 0), lambda: 2**64 << -1):
    try:
        bad()
    except (ZeroDivisionError, ValueError) as e:
        print(type(e).__name__, e)


class Number(int):
    def __add__(self, other):
        return "added"

    def __radd__(self, other):
        return "added right"


big = Number(2**70)
print(big + 1, 2**70 + big, big - 1 == 2**70 - 1, type(big * 1).__name__, type(big & 2**80).__name__, True + 2**64)
