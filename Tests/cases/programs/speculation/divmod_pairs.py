# Both results of a division, used right behind it, later, and not at all where it raises.


def pair_kept(a, b, xs):
    t = divmod(a, b)
    x = a * b
    y = xs[a]
    q, r = t
    return x + y + q + r


def reused(a, b):
    q, r = divmod(a, b)
    q, r = divmod(q + r * 7, b)
    return q, r


def caught(n):
    q = r = -1
    message = ""
    total = 0
    for i in range(n):
        try:
            q, r = divmod(i * 16, n - 1 - i)
        except ZeroDivisionError as error:
            message = str(error)
        total += q + r
    return (q + total, message, r + n, total % 5)


def across_loop(a, b):
    p = divmod(a, b)
    total = 0
    for i in range(b):
        total += i * p[0]
    q, r = p
    return q, r, total


def swapped(n):
    found = []
    for i in range(-n, n + 1):
        if i:
            (q, r) = divmod(17, i)
            first, *rest = divmod(i, 3)
            found.append((r, q, first, rest))
    return found


def too_many(a, b):
    try:
        p, q, r = divmod(a, b)
    except ValueError as error:
        return str(error)


print(pair_kept(7, 2, list(range(10))), reused(17, 5), caught(9), across_loop(17, 5))
print(pair_kept(2**40, 2**30, {2**40: 1}))
print(swapped(3))
print(too_many(17, 5), divmod(True, 3), divmod(-7, 2.5))
