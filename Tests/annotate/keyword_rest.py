def area(width, height, **rest):
    return width * height + len(rest)


def total(n):
    t = 0
    for i in range(n):
        t += area(width=i, height=2, depth=3)  # SLOW: rest
    return t


print(total(10000000))
