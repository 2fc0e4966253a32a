def run(n):
    xs = []
    for i in range(n):
        xs.append(i)
    return len(xs)
print(run(40000))
