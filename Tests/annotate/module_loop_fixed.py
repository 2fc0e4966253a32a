def run(count):
    total = 0
    for i in range(count):
        total += i & 7
    return total

print(run(100000000))
