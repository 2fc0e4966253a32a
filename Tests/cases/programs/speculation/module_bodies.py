# Loops of a module's body have fast code: globals that functions read and change, leaving, exceptions, classes in loops.
import sys

total = 0
scale = 0.5
for i in range(2000):
    total += i * 3 % 7
    scale = scale * 1.001 + i
print(total, "%.6f" % scale)


def bump(by):
    global total
    total = total + by
    return total > 7000


n = 0
while not bump(n):
    n += 1
print(n, total)

# A sum that leaves machine words and comes back, and a name that changes its kind.
big = 2 ** 60
for step in range(6):
    big = big * 3 - step
print(big)
kind = 1
for step in range(5):
    if step == 3:
        kind = "s"
    kind = kind * 2
print(kind)

grid = [[0] * 5 for _ in range(4)]
for y in range(4):
    for x in range(5):
        grid[y][x] = y * 10 + x
print(grid)
try:
    for y in range(6):
        print(sum(grid[y]))
except IndexError as error:
    print("no row", y, error)

for name, value in sorted({"a": 1, "b": 2}.items()):
    globals()["made_" + name] = value
print(made_a + made_b)

for i in range(3):
    class Item:
        number = i * 2

        def twice(self):
            return self.number * i
    print(Item().twice(), Item.number)

for i in range(10):
    if i == 4:
        del scale
    try:
        scale
    except NameError as error:
        print(i, error)
        break
else:
    print("never")
print(i)
values = []
for i in range(3):
    values.append(lambda: i)
print([f() for f in values], i)
while True:
    i += 1
    if i > 10:
        break
print(i, sys.getrecursionlimit() > 0)
for i in []:
    pass
print(i)
for i in range(5):
    items = [k * i for k in range(3)]
    first, *rest = items
print(first, rest, [v for v in items if v])
print(1 // (i - 4))
