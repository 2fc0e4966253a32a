from functools import reduce


def checksum(values):
    return reduce(lambda a, b: (a * 31 + b) % 1000003, values, 7)  # SLOW: reduce


print(sum(checksum(list(range(1000))) for _ in range(10000)))
