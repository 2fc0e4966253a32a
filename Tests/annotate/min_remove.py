def order(values):
    waiting = list(values)
    total = 0
    while waiting:
        least = min(waiting)  # SLOW: min
        waiting.remove(least)  # SLOW: remove
        total = (total * 3 + least) % 1000003
    return total


print(order([i * 7919 % 10007 for i in range(10000)]))
