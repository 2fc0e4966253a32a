# Slices with a step and stores to slices, of every kind of sequence.
def flips(perm):
    count = 0
    k = perm[0]
    while k:
        perm[:k + 1] = perm[k::-1]
        count += 1
        k = perm[0]
    return count


print(flips([3, 1, 4, 2, 0]), flips([0]), flips([1, 0, 2]))


def steps(xs, i, j, k):
    return xs[i::-1], xs[::-1], xs[::k], xs[i:j:k], xs[j:i:-1], xs[i:j:-k]


for xs in ([1, 2, 3, 4, 5], (1, 2, 3), "text", b"bytes", bytearray(b"array"), [], "", range(7)):
    for i, j, k in ((0, 2, 1), (-1, 9, 2), (9, -9, 3), (-9, 3, -1), (2, None, 2), (None, 1, 2), (1, True, 1)):
        print(steps(xs, i, j, k))


def store(xs, i, j, new):
    xs[i:j] = new
    return xs


print(store([1, 2, 3], 0, 1, [7, 8]), store([1, 2, 3], 1, None, "ab"), store([1, 2], -1, -1, (x for x in range(2))))
print(store([], None, None, {5: 6}), store([1, 2, 3], 5, 9, ()), store(bytearray(b"abc"), 0, 2, b"xyz"))
xs = [1, 2, 3]
print(store(xs, 1, 2, xs), store(xs, None, 2, [xs[0]]))
for bad in (lambda: store([1], "a", 2, []), lambda: store([1], 0, 1, 5), lambda: store((1,), 0, 1, []), lambda: [1][::0],
            lambda: store("s", 0, 1, "t"), lambda: [1, 2][0:1:"x"], lambda: 5[::2]):
    try:
        print(bad())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


class Index:
    def __index__(self):
        return 1


class Seen:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)


print([1, 2, 3][Index()::-1], [1, 2, 3, 4][::Index()], store([1, 2, 3], Index(), 2, [0]))
s = Seen()
print(s[1:2:3], s[::-1], s[1:])
s[1:2] = 3
s[:] = s[::2]
