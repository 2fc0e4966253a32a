def area(width, height, depth):
    return width * height + 1


def total(n):
    t = 0
    for i in range(n):
        t += area(i, 2, 3)
    return t


print(total(10000000))
