def walk(n):
    seen = {}
    x = y = 0
    for i in range(n):
        x = (x * 5 + i) % 97
        y = (y * 3 + i) % 89
        key = "%d,%d" % (x, y)  # SLOW: key
        seen[key] = seen.get(key, 0) + 1
    return len(seen), max(seen.values())


print(walk(2000000))
