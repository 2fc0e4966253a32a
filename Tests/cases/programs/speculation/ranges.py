# What is known of numbers: nothing may overflow, leave a list or divide by zero unnoticed.

def bounds(xs):
    out = []
    for i in range(len(xs)):
        out.append(xs[i])
    for i in range(1, len(xs)):
        out.append(xs[i] - xs[i - 1])
    for i in range(len(xs) - 1, -1, -1):
        out.append(xs[i])
    for i in range(len(xs) - 1):
        out.append(xs[i + 1] * 2)
    i = 0
    while i < len(xs):
        out.append(xs[i])
        i += 2
    i = len(xs)
    while i > 0:
        i -= 1
        out.append(xs[i])
    return out


def outside(xs, n, offset):
    total = 0
    try:
        for i in range(n):
            total += xs[i + offset]
    except IndexError:
        return ("index", total)
    return total


def first_zero(xs, n):
    for i in range(n):
        if xs[i] == 0:
            return i
    return -1


def until_break(xs, n):
    total = 0
    for i in range(n):
        if i == len(xs):
            break
        total += xs[i]
    return total


def halves(lo, hi, steps):
    out = []
    while lo < hi and steps:
        mid = (lo + hi) // 2
        out.append(mid)
        if mid % 3:
            hi = mid
        else:
            lo = mid + 1
        steps -= 1
    return out


def edges(start, n):
    out = []
    for i in range(n):
        start += 1
        out.append(start)
    for i in range(start, start - n, -1):
        out.append(i - start)
    return out


def divide(n, d):
    out = []
    for i in range(n):
        out.append((i // (d + i), i % (d + i), -i // 3, -i % 3, i >> 1, i << 3, ~i & 255, i ^ 5 | 2))
    return out


def by_zero(n):
    total = 0
    try:
        for i in range(n, -3, -1):
            total += 100 // i
    except ZeroDivisionError as error:
        return (str(error), total)
    return total


def masks(n, key):
    table = [0] * 16
    for i in range(n):
        key = (key * 1103515245 + 12345) & 0x7FFFFFFF
        table[key >> 27] += 1
        table[key % 16] += 10
        table[(key ^ i) & 15] += 100
    return table, key


def shrinking(xs, n):
    out = []
    try:
        for i in range(n):
            out.append(xs[i])
            if i == 2:
                del xs[3:]
    except IndexError:
        out.append("end")
    return out


def nested(n):
    grid = [[(i * j) % 7 for j in range(n)] for i in range(n)]
    total = 0
    for i in range(1, n - 1):
        for j in range(1, n - 1):
            total += grid[i - 1][j] + grid[i + 1][j] - grid[i][j - 1] * grid[i][j + 1]
            grid[i][j] = total & 3
    return total, grid[n - 2]


def ragged(rows):
    total = 0
    try:
        for i in range(len(rows)):
            for j in range(len(rows[0])):
                total += rows[i][j]
    except IndexError:
        return ("ragged", total)
    return total


def numbers(kind, values):
    from array import array
    cells = array(kind, values)
    for i in range(len(cells)):
        cells[i] = cells[i] * 2 % 100
    try:
        cells[0] = 300
    except OverflowError as error:
        print(error)
    return cells.tolist()


print(bounds([3, 1, 4, 1, 5]), bounds([]), bounds([7]))
print(outside([1, 2, 3], 3, 0), outside([1, 2, 3], 3, -1), outside([1, 2, 3], 3, 1), outside([1, 2, 3], 4, 0))
print(first_zero([3, 0], 100), first_zero([3, 1], 2), until_break([1, 2], 9))
print(halves(0, 1000, 20), halves(2**61, 2**62 - 1, 4), halves(2**62, 2**63 - 1, 3))
print(edges(2**63 - 3, 4), edges(-2**63 + 1, 2), edges(2**61 - 2, 3))
print(divide(4, 1), divide(3, -7))
print(by_zero(3), by_zero(-5))
print(masks(50, 1))
print(shrinking([1, 2, 3, 4, 5, 6], 6))
print(nested(6), ragged([[1, 2], [3, 4]]), ragged([[1, 2], [3]]))
print(numbers("B", [1, 60, 99]), numbers("i", [-5, 60]), numbers("q", [2**40, 3]))
