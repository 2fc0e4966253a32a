# A number under a name that is bound again: it is no constant.
BUCKETS = 1024

def spread(n):
    total = 0
    for i in range(n):
        total += (i * 40503 + 7) % BUCKETS  # SLOW: don't rebind this global
    return total

print(spread(50000000))
BUCKETS = 1000
print(spread(1000))
