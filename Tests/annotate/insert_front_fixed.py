def run(n):
    xs = []
    for i in range(n):
        xs.append(i)
    xs.reverse()
    return xs[0]
print(run(80000))
