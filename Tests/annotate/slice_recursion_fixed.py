def total(xs, i):
    if i == len(xs):
        return 0
    return xs[i] + total(xs, i + 1)
def run(n):
    xs = list(range(300))
    t = 0
    for _ in range(n):
        t += total(xs, 0)
    return t
print(run(1000))
