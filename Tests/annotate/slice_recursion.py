# A function that calls itself with a copy of the rest.
def total(xs):
    if not xs:
        return 0
    return xs[0] + total(xs[1:])  # SLOW: cop
def run(n):
    xs = list(range(300))
    t = 0
    for _ in range(n):
        t += total(xs)
    return t
print(run(1000))
