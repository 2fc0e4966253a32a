# x ** 2.0 and x ** 0.5 are what pow() gives, to the last bit: it is not always the rounded square or root.
import math


def numbers():
    seed = 12345
    for i in range(3000):
        seed = (seed * 6364136223846793005 + 1442695040888963407) % 2**64
        yield (seed >> 11) / 2**53 * 10.0 ** (i % 9 - 4) + (1.0 if i % 3 else 0.0)


def squares(values):
    total = 0.0
    for x in values:
        total += x ** 2
    return total


def main():
    values = list(numbers())
    check = 0
    for x in values:
        for power in (x ** 2, x ** 2.0, x ** 0.5, pow(x, 2), math.pow(x, 2), math.pow(x, 0.5), (-x) ** 2):
            check = (check * 31 + int(power.hex().replace("0x", "").replace(".", "").split("p")[0], 16)) % 1000000007
    print(check, squares(values).hex())
    for x in (0.0, -0.0, 1.0, -1.0, 2.0, 4.0, 1e-200, 1e200, -1e-170, 5e-324, 1.7e308, math.inf, -math.inf, math.nan, 1e154, 1.5e-154):
        for exponent in (2.0, 0.5):
            try:
                print(x, exponent, x ** exponent)
            except (OverflowError, ZeroDivisionError) as error:
                print(x, exponent, type(error).__name__, error)
            try:
                print(math.pow(x, exponent))
            except (OverflowError, ValueError) as error:
                print(type(error).__name__, error)


main()
