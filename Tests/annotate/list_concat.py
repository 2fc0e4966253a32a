# A list is copied for each item that is added.
def run(n):
    xs = []
    for i in range(n):
        xs = xs + [i]  # SLOW: append
    return len(xs)
print(run(40000))
