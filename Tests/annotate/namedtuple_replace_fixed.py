from collections import namedtuple

Point = namedtuple("Point", "x y z")


def move(n):
    p = Point(0, 0, 0)
    for i in range(n):
        p = Point(p.x + i, p.y ^ i, p.z)
    return p


print(move(500000))
