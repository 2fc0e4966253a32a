def step(x, y):
    return x * 3 + y

def run(n):
    total = 0
    for i in range(n):
        total += step(i, 1)
    return total

print(run(10000000))
