"""Functions that nothing names, found in the module's namespace: what they import is there."""


def bench_gcd(n):
    from math import gcd
    return sum(gcd(i, 12) for i in range(n))


def bench_text(n):
    import textwrap
    return textwrap.shorten("word " * n, 20)


def bench_colours(n):
    import colorsys
    return [round(part, 3) for part in colorsys.rgb_to_hsv(0.1 * n, 0.2, 0.3)]


for name, value in list(globals().items()):
    if name[0] != "_" and callable(value):
        print(name, value(7))
