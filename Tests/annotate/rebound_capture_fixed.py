def run(n):
    total = 0

    def add(total, x):
        return total + x

    for i in range(n):
        total = add(total, i)
    return total

print(run(100000000))
