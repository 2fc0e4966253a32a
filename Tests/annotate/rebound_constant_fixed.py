BUCKETS = 1024
FEW_BUCKETS = 1000

def spread(n):
    total = 0
    for i in range(n):
        total += (i * 40503 + 7) % BUCKETS
    return total

def spread_to_few(n):
    total = 0
    for i in range(n):
        total += (i * 40503 + 7) % FEW_BUCKETS
    return total

print(spread(50000000))
print(spread_to_few(1000))
