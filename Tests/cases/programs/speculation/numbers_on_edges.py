seen = []
f = lambda *a: seen.append(a) or 0
def g(x): return seen.append(x) or 5
def first(xs, d):
    best = None
    for x in xs:
        if best is None or x < best:
            best = x
    return best or d
def pick(a, b):
    x = a and b
    y = a or b
    return x, y, not a
def count(xs):
    n = 0
    for x in xs:
        n += (x is not None) and x or 1
    return n
print(f(1, 2), g(3), seen)
print(first([3, 1, 2], 9), first([], 9), first([0], 4), first([2.5, 1], 3), first([2**70, 5], 1))
print(pick(0, 5), pick(3, 0), pick("", 2), pick(1.5, 0.0), pick(None, [1]))
print(count([1, None, 3, 0]), count([2**65, 1]))
