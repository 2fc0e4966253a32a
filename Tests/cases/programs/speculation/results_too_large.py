"""Results of calls that are ints beyond 64 bits, or none at all, where only the object is wanted: nothing is left for it."""


def power(base, n):
    result = 1
    for _ in range(n):
        result *= base
    return result


def half(x):
    if x > 100:
        return x / 2
    return 0.5


class Account:
    def __init__(self, cents):
        self.cents = cents

    def grown(self, times):
        cents = self.cents
        for _ in range(times):
            cents = cents * 3
        return cents


def failing(n):
    total = 0
    for i in range(n):
        total += 10 // (n - i - 1)
    return total


def main():
    print("power", power(3, 10), power(7, 40))
    kept = [power(2, n) for n in (61, 62, 63, 64, 65)]
    print(kept, {"p": power(10, 19)})
    account = Account(5)
    print("grown", account.grown(10), account.grown(100))
    print(half(10), half(2 ** 70), half(float("nan")), half(1e300))
    for n in (0, 3):
        try:
            print("failing", failing(n))
        except ZeroDivisionError as e:
            print("failed:", e)
    total = 0
    for i in range(1000):
        total += power(2, i % 10)
    print(total)


main()
