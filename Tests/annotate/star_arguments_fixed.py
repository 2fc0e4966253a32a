def largest(a, b, c):
    best = a
    if b > best:
        best = b
    if c > best:
        best = c
    return best

def run(n):
    total = 0
    for i in range(n):
        total += largest(i, n - i, 7)
    return total

print(run(10000000))
