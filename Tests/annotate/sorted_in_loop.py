# A list is sorted to find its least item.
def smallest(xs, n):
    total = 0
    for i in range(n):
        total += sorted(xs)[0]  # SLOW: min
    return total
print(smallest([(i * 37) % 1009 for i in range(1000)], 20000))
