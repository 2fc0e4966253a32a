def checksum(values):
    a = 7
    for b in values:
        a = (a * 31 + b) % 1000003
    return a


print(sum(checksum(list(range(1000))) for _ in range(10000)))
