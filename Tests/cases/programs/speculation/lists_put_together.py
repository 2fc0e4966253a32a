"""Lists that operators and slices make, which die at once, are kept, or hold one another."""


def lengths(xs, n):
    total = 0
    for i in range(n):
        total += len(xs + [i]) + len(xs[::-1]) + len(xs[::2]) + len([i] * 3) + len(xs * (i % 4 - 1))
    return total


def kept(xs, n):
    rows = []
    for i in range(n):
        row = xs + [i]
        rows.append(row)
        rows.append(row[::-1])
        rows.append([row] * 2)
        row[0] = -i
    return rows


def chained(xs, n):
    last = []
    for i in range(n):
        last = (xs + last)[:5] + [i]
    return last


def doubled(n):
    row = [1]
    for _ in range(n):
        row = [a + b for a, b in zip([0] + row, row + [0])]
    return row


def nested(n):
    count = 0
    for i in range(1, n):
        while i > 1:
            i = i // 2 if i % 2 == 0 else 3 * i + 1
            count += 1
    return count


def inner_for(rows):
    total = 0
    for row in rows:
        for item in row:
            if item < 0:
                break
            total += item
        else:
            total += 100
    return total


class Loud(list):
    def __add__(self, other):
        return ("add", len(self), len(other))

    def __mul__(self, count):
        return ("mul", count)

    def __getitem__(self, index):
        return ("item", index)


print(lengths([1, 2, 3], 9))
print(kept([1, 2], 3))
print(chained([7, 8], 6))
print(doubled(9))
print(nested(50))
print(inner_for([[1, 2], [3, -1, 5], [], [4]]))
print(lengths([[1], [2]], 4))
try:
    print(lengths(Loud([1, 2]), 3))
except TypeError as error:
    print(error)
for operand in ((1,), None, 2):
    try:
        print([1] + operand)
    except TypeError as error:
        print(error)
try:
    print([1] * "a")
except TypeError as error:
    print(error)
try:
    [0, 1] * (1 << 60)
except (MemoryError, OverflowError) as error:
    print(type(error).__name__)
print([1, 2] * -3, [1, 2] * True, [[]] * 2)
