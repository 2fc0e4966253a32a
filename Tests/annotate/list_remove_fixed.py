def run(n):
    alive = set(range(n))
    t = 0
    for i in range(0, n, 2):
        alive.remove(n - 1 - i)
        t += len(alive)
    return t
print(run(40000))
