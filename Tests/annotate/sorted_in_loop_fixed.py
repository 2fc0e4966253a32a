def smallest(xs, n):
    total = 0
    for i in range(n):
        total += min(xs)
    return total
print(smallest([(i * 37) % 1009 for i in range(1000)], 20000))
