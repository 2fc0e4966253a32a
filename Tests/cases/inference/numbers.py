"""Arithmetic: what int, float and bool become."""


def main(n, flag):
    a = n + 1
    reveal_type(a)
    reveal_type(a / 2)
    reveal_type(a // 2)
    reveal_type(a * 1.5)
    reveal_type(a % 7)
    reveal_type(a ** 2)
    reveal_type(a ** -1)
    reveal_type(2 ** a)
    reveal_type(1 << a)
    reveal_type((a * 6364136223846793005 + 1) & 0xFFFFFFFF)
    reveal_type(a * 6364136223846793005)
    reveal_type(flag + flag)
    reveal_type(flag & flag)
    reveal_type(-flag)
    reveal_type(abs(-1.5))
    reveal_type(round(2.5))
    reveal_type(round(2.5, 1))
    reveal_type(divmod(a, 2))
    reveal_type(divmod(a, 2.0))
    reveal_type(a < 2)
    reveal_type(a or 2.5)
    reveal_type(min(a, 3))
    reveal_type(max(a, 3.5))
    reveal_type(sum([1, 2]))
    reveal_type(sum([1.5, 2.5]))
    reveal_type(1j * a)
    total = 0
    for i in range(a):
        total += i * 0.5
    reveal_type(total)
    reveal_type(int("1"))
    reveal_type(float(a))
    reveal_type(pow(a, 2))


main(3, True)
