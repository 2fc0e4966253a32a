# A list is searched for where an item stands.
def run(names, n):
    t = 0
    for i in range(n):
        t += names.index(names[i % len(names)])  # SLOW: dict
    return t
print(run(["name%d" % i for i in range(500)], 300000))
