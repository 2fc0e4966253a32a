# A nested function changes a variable of the function around it.
def run(n):
    total = 0

    def add(x):
        nonlocal total
        total += x  # SLOW: 'total' is a variable

    for i in range(n):
        add(i)
    return total

print(run(100000000))
