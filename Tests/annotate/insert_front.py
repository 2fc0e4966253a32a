# Items are put in front of those that are there.
def run(n):
    xs = []
    for i in range(n):
        xs.insert(0, i)  # SLOW: append
    return xs[0]
print(run(80000))
