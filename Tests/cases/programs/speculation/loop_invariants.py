# What is done once before a loop, and what must not be: loops that are not entered, rows that are the list itself,
# lists that change while the loop runs, conditions that keep an operation from being done.

def zero_trips(xs, k, n):
    total = 0
    for i in range(n):
        total += xs[k]
    return total


def triangle(xs):
    out = []
    for i in range(len(xs)):
        best = -1
        for j in range(i + 1, len(xs)):
            if xs[i + 1] + xs[j] > best:
                best = xs[i + 1] + xs[j]
        out.append(best)
    return out


def rows(table, i):
    for j in range(1, len(table[i])):
        if table[i - 1][j] > 2:
            table[i][j] = table[i][j - 1] + table[i - 1][j]
        else:
            table[i][j] = max(table[i][j - 1], table[i - 1][j - 1])
    return table[i]


def overwrite(table, i, row):
    seen = []
    for j in range(len(table)):
        seen.append(len(table[i]))
        table[j] = row
    return seen


def itself():
    table = [[1, 2, 3], [4, 5, 6]]
    table.append(table)
    try:
        for j in range(3):
            table[2][j] = [7 + j] * (j + 1)
            print(j, table[0], len(table[2]))
    except TypeError as error:
        print("no", error)


def shrinking(xs):
    total = 0
    i = 0
    while i < len(xs):
        total += xs[i] * 10
        if xs[i] % 3 == 0:
            xs.pop()
        i += 1
    return total, xs


def guarded(xs, k, use):
    total = 0
    for i in range(4):
        if use:
            total += xs[k]
        total += i
    return total


def unbound(flag):
    for i in range(3):
        if flag:
            print(undefined_name)
    return "fine"


def late_global():
    total = 0
    for i in range(4):
        if i == 2:
            make_global()
        if i >= 2:
            total += LATE
    return total


def make_global():
    global LATE
    LATE = 7


def characters(text, other):
    same = 0
    for i in range(len(text)):
        if text[i] == other[-1 - i]:
            same += 1
        if text[i] != "a" and ord(text[i]) > 98:
            same += 100
    return same


def data(n):
    buffer = bytearray(n)
    for i in range(n):
        buffer[i] = (i * 7 + buffer[i - 1]) & 255
    try:
        for i in range(n):
            buffer[i] = i * 40
    except ValueError as error:
        print(error)
    return bytes(buffer)


def until_short(xs, ys):
    out = []
    try:
        for i in range(len(xs)):
            out.append(xs[i] - ys[i])
    except IndexError as error:
        out.append(str(error))
    return out


print(zero_trips([], 3, 0), zero_trips([1, 2], -1, 4))
try:
    zero_trips([1], 1, 2)
except IndexError as error:
    print(error)
print(triangle([3, 1, 4, 1, 5]))
table = [[1, 5, 2, 8], [3, 0, 0, 0], [9, 9, 9, 9]]
print(rows(table, 1), rows(table, 0), rows(table, -1))
print(overwrite([[1], [2, 2], [3, 3, 3]], 1, [0] * 5))
itself()
print(shrinking([1, 2, 3, 4, 6, 5, 7, 8]))
print(guarded([1, 2], 5, False), guarded([1, 2], 1, True))
try:
    print(unbound(False), unbound(True))
except NameError as error:
    print(error)
print(late_global())
print(characters("abcde", "edcba"), characters("abcb", "b\u03b1cb"), characters("\u03b1bc", "xyz"))
print(data(12))
print(until_short([1, 2, 3], [1, 1, 1]), until_short([1, 2, 3], [1]))
same = [1, 2, 3, 4]
print(until_short(same, same))
