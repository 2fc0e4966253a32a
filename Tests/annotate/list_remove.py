# A list is searched for what is taken from it.
def run(n):
    alive = list(range(n))
    t = 0
    for i in range(0, n, 2):
        alive.remove(n - 1 - i)  # SLOW: set
        t += len(alive)
    return t
print(run(40000))
