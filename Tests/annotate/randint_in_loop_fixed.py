import random


def rolls(n):
    random.seed(3)
    total = 0
    for _ in range(n):
        total += 1 + int(random.random() * 6)
    return 3 * n < total < 4 * n


print(rolls(2000000))
