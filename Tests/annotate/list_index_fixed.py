def run(names, n):
    t = 0
    places = {name: i for i, name in enumerate(names)}
    for i in range(n):
        t += places[names[i % len(names)]]
    return t
print(run(["name%d" % i for i in range(500)], 300000))
