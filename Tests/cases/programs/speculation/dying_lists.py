"""Lists that nobody keeps: displays, comprehensions, slices, sorted, split; used for the last time on several ways."""


def words(lines):
    n = 0
    for line in lines:
        for w in line.split():
            n += len(w)
        first, *rest = line.split()
        n += len(rest)
        a, b = line.rsplit(None, 1)
        n += len(a)
    return n


def slices(xs):
    t = 0
    for i in range(len(xs)):
        for x in xs[i:i + 3]:
            if x == 7:
                break
            t += x
        a = xs[i:] + xs[:i]
        t += len(a)
        xs[1:2] = xs[2:3]
    return t, xs


def joins(xs):
    return ",".join(str(x) for x in xs) + "".join([str(x) for x in xs]) + "".join(sorted(str(x) for x in xs))


def sums(xs):
    return sum([x * 2 for x in xs]), len(set(x for x in xs)), max([x for x in xs]), sorted([-x for x in xs])


def kept(xs):
    rows = []
    for i in range(len(xs)):
        row = [x * i for x in xs]
        if sum(row) % 2:
            rows.append(row)
    return rows


def sometimes(xs, deep):
    row = [x + 1 for x in xs]
    if deep:
        return max(row), row
    return sum(row)


def fails(xs):
    try:
        return [1 // x for x in xs], sum([1 // x for x in xs])
    except ZeroDivisionError as e:
        return str(e)


def too_large(xs):
    t = 0
    row = [x for x in xs]
    for x in row:
        t += x * 2 ** 40
    return t, sum(row)


def leaves(xs):
    t = 0
    for i in range(40):
        for x in sorted(xs):
            t = t * 3 + x
    return t


def index(xs):
    try:
        return [x for x in xs][5]
    except IndexError:
        return [x for x in xs][-1]


def own(xs):
    global last
    return sum([x for x in xs])


def nested(n):
    m = [[0] * n for _ in range(n)]
    for i in range(n):
        for j, x in enumerate([k * k for k in range(n)]):
            m[i][j] += x
    return [sum(row) for row in m], tuple(x for x in [1, 2, 3][:2])


class Row(list):
    pass


def derived(xs):
    t = 0
    for x in xs[1:]:
        t += x
    return t


class P:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __lt__(self, other):
        return self.x < other.x

    def __ge__(self, other):
        return [self.x]


class Q:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return NotImplemented if other is None else self.x == other.x

    def __gt__(self, other):
        raise ValueError("no order")


def compare(n):
    t = 0
    p = P(0, 1)
    for i in range(n):
        q = P(i % 3, 1)
        if p == q:
            t += 1
        if p < q:
            t += 10
        if p != q:
            t += 100
        if p >= q:
            t += 1000
    return t, p == P(0, 1), p < q, Q(1) == Q(1), Q(1) == None, P(1, 2) == P(1, 3)


def unordered():
    try:
        return Q(1) > Q(2)
    except ValueError as e:
        return e.args


print(words(["a b c", "d e", " long  words\there "]))
print(slices([1, 2, 3, 7, 5]), slices([1]))
print(joins([3, 1, 2]), joins([]))
print(sums([3, 1, 2, 2]))
print(kept([1, 2, 3]), sometimes([1, 2], False), sometimes([1, 2], True))
print(fails([1, 2]), fails([1, 0]))
print(too_large([1, 2 ** 30, 5]), leaves([3, 1, 2]))
print(index([1, 2]), index([1, 2, 3, 4, 5, 6]))
print(own([1, 2]), nested(4), derived([1, 2, 3]), derived(Row([1, 2, 3])))
print(compare(9), unordered())


seen = []


def sum(xs):
    seen.append(xs)
    return len(xs)


print(own([1, 2, 3]), own([4]), sometimes([5], False), kept([1, 3]))
print([[x for x in range(3)] for _ in range(3)], seen)
