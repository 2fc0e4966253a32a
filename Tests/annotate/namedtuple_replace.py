from collections import namedtuple

Point = namedtuple("Point", "x y z")


def move(n):
    p = Point(0, 0, 0)
    for i in range(n):
        p = p._replace(x=p.x + i, y=p.y ^ i)  # SLOW: _replace
    return p


print(move(500000))
