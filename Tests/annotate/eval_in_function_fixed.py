def apply(function, n):
    total = 0
    for x in range(n):
        total += function(x)
    return total

print(apply(lambda x: x * x + 1, 400000))
