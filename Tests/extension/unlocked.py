# Loops without the interpreter's lock.
import natrix


def total(xs):
    s = 0.0
    with natrix.nogil:
        for i in range(len(xs)):
            s += xs[i] * 0.5
    return s


def each(xs):
    s = 0.0
    with natrix.nogil:
        for x in xs:
            s += x
    return s + len(xs)


def shift(xs, ys, n: int):
    with natrix.nogil:
        for i in range(n):
            ys[i] = xs[i] + 1.0
    return ys[0] + 0.0


def inverse(xs):
    s = 0.0
    try:
        with natrix.nogil:
            for x in xs:
                s += 1.0 / x
    except ZeroDivisionError as e:
        return "%s after %r" % (e, s)
    return s


def first_above(xs, limit: float):
    with natrix.nogil:
        for i in range(len(xs)):
            if xs[i] > limit:
                return i
    return -1


def collatz(n: int):
    longest = 0
    with natrix.nogil:
        for start in range(1, n):
            k = start
            steps = 0
            while k != 1:
                if k % 2 == 0:
                    k = k // 2
                else:
                    k = 3 * k + 1
                steps += 1
            if steps > longest:
                longest = steps
    return longest


def power(n: int):
    k = 1
    with natrix.nogil:
        for i in range(n):
            k = k * 3
    return k


def twice(xs):
    s = 0.0
    for r in range(3):
        with natrix.nogil:
            for x in xs:
                s += x
        s = s * 2
    return s


def table(xs):
    s = 0.0
    with natrix.nogil:
        for i in range(len(xs)):
            for j in range(i):
                s += xs[j] * xs[i]
            if s < 0.0:
                break
            if i == 7:
                continue
    return s


def printing(n: int):
    with natrix.nogil:
        for i in range(n):
            print(i)
    return natrix.nogil


def nested_while(n: int, m: int):
    t = 0
    with natrix.nogil:
        i = 0
        while i < n:
            j = 0
            while j < m:
                t += j & i
                j += 1
            i += 1
    return t
