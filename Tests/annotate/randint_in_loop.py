import random


def rolls(n):
    random.seed(3)
    total = 0
    for _ in range(n):
        total += random.randint(1, 6)  # SLOW: randint
    return 3 * n < total < 4 * n


print(rolls(2000000))
