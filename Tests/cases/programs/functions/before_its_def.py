# A function that is called before the `def` of one that it calls has been executed.


def greet(n):
    s = 0
    for i in range(n):
        s += later(i)
    return s


def twice(n):
    return later(n) + later(n)


def pair(n):
    a, b = both(n)
    return a * b


for f in (greet, twice, pair):
    try:
        print(f(3))
    except NameError as e:
        print(e)


def later(i):
    if i > 100:
        for k in range(i):
            if k % 7 == 3:
                i += k
            while i > 5 and k > 2:
                i -= k
    return i * 2


def both(n):
    return n, n + 1


print(greet(4), twice(5), pair(6))
print(greet(0), twice(1.5), pair(2))
