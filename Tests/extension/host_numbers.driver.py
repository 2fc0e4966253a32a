from array import array
import host_numbers as h


def show(f, *args):
    try:
        print(f.__name__, repr(f(*args)))
    except Exception as e:
        print(f.__name__, type(e).__name__, e)


class Odd:
    def __init__(self, n):
        self.n = n

    def __radd__(self, other):
        return other + self.n

    def __rmul__(self, other):
        return self.n * other


sources = [
    [1.0, 2.5, -0.0], [1, 2, 3], [1, 2.5, 3], [2**62, 2**62, 2**70], [], [True, False], [1.5, "x"], [None], (1, 2), (1.5, 2),
    array("d", [1.5, 2.5]), array("f", [1.5, 2.5]), array("i", [1, -2, 3]), array("Q", [2**63, 1]), array("b", [-1, 5]),
    array("H", [65535, 1]), array("q", [-2**63, 5]), bytearray(b"abc"), b"abc", memoryview(b"abc"), memoryview(array("i", range(6)))[::2],
    memoryview(array("d", [1.0, 2.0, 3.0]))[::-1], range(5), {1: 2}, {1, 2}, iter([1, 2]), "ab", 5, None, [Odd(4), 3], [float("nan"), 1.0],
    memoryview(b"abcd").cast("c"), array("u", "xy"), [1e308, 1e308, 1.0], [0.1] * 10,
]
for f in (h.total, h.count_up, h.by_index, h.bits, h.typed, h.items, h.places):
    for source in sources:
        if hasattr(source, "__next__"):
            source = iter([1, 2])
        show(f, source)

for xs in ([1.0, 2.0], [1, 2], array("d", [1, 2]), array("i", [1, 2]), bytearray(b"ab"), [1, 2.5, "c"], memoryview(b"ab"), (1.0, 2.0)):
    for k in (2, 2.5, True, "z", 2**40):
        try:
            h.scale(xs, k)
        except Exception as e:
            print(type(e).__name__, e)
        print(xs if not isinstance(xs, memoryview) else bytes(xs))
        show(h.fill, xs, k)

for xs in ([1.0, 2.0], [1, 2], array("d", [1, 2]), array("B", [1, 2]), memoryview(array("h", [7, 8, 9]))[::2]):
    for i in (0, 1, -1, -2, 2, -3, True, 1.0, "a", 2**70):
        show(h.at, xs, i)
        for v in (3, 2.5, -1, 300, 2**80, None):
            show(h.put, xs, i, v)

    show(h.extremes, xs)
show(h.extremes, [])
show(h.extremes, ["a", "b"])

show(h.dot, [1.0, 2.0], [3.0, 4.0])
show(h.dot, [1.0, 2.0, 5.0], array("d", [3.0, 4.0]))
show(h.dot, [1.0, 2], [3, 4.0])
show(h.larger, [1, 5, 3, 9], 3)
show(h.larger, array("d", [1, 5, 3, 9]), 3)

# The caller's list changes while it is looped over.
xs = [1.0, 2.0, 3.0]
show(h.visit, xs, lambda x: xs.append(x + 10) if len(xs) < 6 else None)
show(h.visit, xs, lambda x: xs.clear())
xs = array("d", [1.0, 2.0, 3.0])
show(h.visit, xs, lambda x: xs.append(x + 10) if len(xs) < 8 else None)
xs = [1.0, 2.0, 3.0]
show(h.visit, xs, lambda x: xs.__setitem__(2, "s"))
m = memoryview(bytearray(b"abc"))
show(h.visit, m, lambda x: m.release())
xs = bytearray(b"abc")
show(h.visit, xs, lambda x: xs.extend(b"d") if len(xs) < 5 else None)
xs.append(1)  # not exported any more
print(xs)

ys = h.make(4)
show(h.total, ys)
ys.append(2.0)
show(h.total, ys)
h.sort(ys)
print(ys)
zs = [5, 3, 9, 1, 1, 7]
h.sort(zs)
print(zs)
zs = ["b", "a"]
h.sort(zs)
print(zs)
show(h.both, [1.0, 2.0])
show(h.both, array("d", [1.0, 2.0]))
mean = h.Mean(0.5)
show(mean.of, [1.0, 2.0])
show(mean.of, [1, 2])
show(mean.of, [])
show(mean.of, bytearray(b"ab"))
big = list(range(10000))
print(h.count_up(big), h.total(big), h.by_index(big))
grid = memoryview(array("i", range(12))).cast("B").cast("i", [4, 3])
show(h.spread, grid)
h.clear(grid)
print(grid.tolist())
show(h.spread, grid)
show(h.spread, [1, 2])
show(h.total, h.array_of(5))


class Sub(list):
    def __getitem__(self, i):
        return 10 * list.__getitem__(self, i)


show(h.by_index, Sub([1, 2]))
show(h.total, Sub([1, 2]))
