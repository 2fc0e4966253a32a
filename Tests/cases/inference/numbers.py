"""Arithmetic: what int, float and bool become."""


def main(n, flag):
    a = n + 1
    reveal_type(a)  # revealed: int
    reveal_type(a / 2)  # revealed: float
    reveal_type(a // 2)  # revealed: int
    reveal_type(a * 1.5)  # revealed: float
    reveal_type(a % 7)  # revealed: int
    reveal_type(a ** 2)  # revealed: int
    reveal_type(a ** -1)  # revealed: float
    reveal_type(2 ** a)  # revealed: bigint
    reveal_type(1 << a)  # revealed: bigint
    reveal_type((a * 6364136223846793005 + 1) & 0xFFFFFFFF)  # revealed: int
    reveal_type(a * 6364136223846793005)  # revealed: bigint
    reveal_type(flag + flag)  # revealed: int
    reveal_type(flag & flag)  # revealed: bool
    reveal_type(-flag)  # revealed: int
    reveal_type(abs(-1.5))  # revealed: float
    reveal_type(round(2.5))  # revealed: int
    reveal_type(round(2.5, 1))  # revealed: float
    reveal_type(divmod(a, 2))  # revealed: tuple[int, int]
    reveal_type(divmod(a, 2.0))  # revealed: tuple[float, float]
    reveal_type(a < 2)  # revealed: bool
    reveal_type(a or 2.5)  # revealed: float | int
    reveal_type(min(a, 3))  # revealed: int
    reveal_type(max(a, 3.5))  # revealed: float | int
    reveal_type(sum([1, 2]))  # revealed: int
    reveal_type(sum([1.5, 2.5]))  # revealed: float
    reveal_type(1j * a)  # revealed: complex
    total = 0
    for i in range(a):
        total += i * 0.5
    reveal_type(total)  # revealed: float | int
    reveal_type(int("1"))  # revealed: int
    reveal_type(float(a))  # revealed: float
    reveal_type(pow(a, 2))  # revealed: int


main(3, True)
