# Integer operators on small and large operands, against each other's identities and checksums.
state = 12345


def draw(bits):
    global state
    value = 0
    for _ in range(bits // 31 + 1):
        state = (state * 1103515245 + 12345) % 2147483648
        value = value << 31 | state
    value &= (1 << bits) - 1
    return -value if state & 4 else value


def check():
    digest = 0
    for bits in (3, 20, 40, 61, 62, 63, 64, 65, 100, 128, 200, 700):
        for other in (2, 30, 61, 62, 64, 90, 300):
            for _ in range(4):
                a, b = draw(bits), draw(other)
                assert a + b - b == a and (a - b) + b == a
                assert (a ^ b) ^ b == a and (a & b) + (a | b) == a + b
                assert ~a == -a - 1
                if b:
                    q, r = divmod(a, b)
                    assert q * b + r == a and q == a // b and r == a % b
                    assert (0 <= r < b) if b > 0 else (b < r <= 0)
                n = abs(b) % 150
                assert (a << n) >> n == a and a >> n == a // 2 ** n
                digest = (digest * 31 + hash(a * b) + (a * b) % 1000003) % (1 << 64)
                assert int(str(a)) == a and int(hex(a), 16) == a and int(bin(a), 0) == a
    print(digest)


check()
for a, b in ((7, 2), (-7, 2), (7, -2), (-7, -2), (10 ** 30, 7), (-10 ** 30, 7), (10 ** 30, -10 ** 15 - 1), (2 ** 61, -1)):
    print(a // b, a % b, divmod(a, b), a / b)
print(2 ** 61, -(2 ** 61), 2 ** 61 - 1 + 1, -(2 ** 61) - 1, 2 ** 62, 2 ** 63, 2 ** 64, -2 ** 64)
print(2 ** 200, 3 ** 100, (-3) ** 101, 0 ** 0, 10 ** 25, 7 ** -2, (-2) ** -3)
print(pow(3, 200, 1000007), pow(-3, 5, 7), pow(3, -1, 7), pow(2, 1000, -10 ** 20), pow(5, 0, 1), pow(3, -5, 10 ** 9 + 7))
print(1 << 100 >> 98, -1 >> 1000, -5 >> 1, (-(1 << 100)) >> 99, 5 >> 200, -1 << 70)
print(0xFF & -2 ** 70, -2 ** 70 | 1, -2 ** 70 ^ -1, ~(2 ** 70))
print(True + True, True & False, True | 2, True ^ True, -True, ~False, True << 70, True / 2, True // True)
print(10 ** 400 // 10 ** 390, 10 ** 20 / 3, (10 ** 400) / (10 ** 399 * 3), 1 / 10 ** 320, -1 / 3)
print((2 ** 53 + 1) / 1, (2 ** 54 + 3) / 1, (2 ** 1024 - 2 ** 970 - 1) / 1, 5e-324 == 1 / 2 ** 1074, 1 / 2 ** 1075)
