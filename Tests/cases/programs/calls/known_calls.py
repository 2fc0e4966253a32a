# Builtin functions and methods that are called directly where the callee and the receiver's type are what they seem.


def attempt(function, *arguments):
    try:
        print(function.__name__, repr(function(*arguments)))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)


def numbers(a, b, c):
    return min(a, b, c), max(a, b, c), pow(a, b), pow(a, b, c), bin(a), oct(a), hex(a)


def texts(s):
    return (
        s.center(11), s.isdecimal(), s.isidentifier(), s.isnumeric(), s.removeprefix("ab"), s.removesuffix("z"),
        s.rpartition("c"), s.rsplit("c"), s.rsplit("c", 1), s.swapcase(), s.translate({97: "A", 98: None}), ascii(s),
    )


def sets(s, t):
    return [
        sorted(s.difference(t)), sorted(s.intersection(t)), sorted(s.union(t)), s.isdisjoint(t), s.issubset(t),
        s.issuperset(t), type(s.union(t)).__name__,
    ]


def symmetric(s, t):
    return sorted(s.symmetric_difference(t))


def tuples(t, x):
    return t.count(x), t.index(x)


def binary(b):
    return (
        b.count(b"a"), b.decode(), b.decode("latin-1"), b.endswith(b"c"), b.find(b"c"), b.find(b"a", 1), b.hex(),
        b.join([b"1", b"2"]), b.split(b"b"), b.startswith((b"x", b"a")), b.strip(),
    )


def array(items):
    out = bytearray()
    for item in items:
        out.append(item)
    out.extend(b"xyz")
    out.extend(items)
    last = out.pop()
    kept = bytes(out)
    out.clear()
    return last, kept, out, bytearray(3), bytearray(b"ab"), bytes([1, 2]), bytes((3,)), bytes(2), bytes(b"q")


def iterators(xs, ys):
    return (
        list(enumerate(xs, 5)), list(map(str, xs)), list(filter(None, xs)), list(zip(xs, ys, ys)),
        list(map(lambda x: x * 2, ys)), list(filter(lambda x: x > 1, ys)),
    )


def grouped(pairs):
    found = {}
    for key, value in pairs:
        found.setdefault(key)
        if found[key] is None:
            found[key] = []
        found[key].append(value)
    return found


attempt(numbers, 7, 3, 5)
attempt(numbers, True, 2, 10**20)
attempt(numbers, 2.5, 1, 4)
attempt(numbers, 3, -1, 7)
attempt(numbers, 2, 1, 0)
attempt(numbers, "a", 1, 2)
for text in ("abcabz", "", "12", "éab", "a_1"):
    attempt(texts, text)
attempt(texts, 5)
for kind in (set, frozenset):
    attempt(sets, kind("abc"), {"b"})
    attempt(sets, kind("abc"), ["a", "b", "c", "d"])
    attempt(sets, kind(), "")
    attempt(sets, kind("abc"), 5)
    attempt(sets, kind("abc"), [[]])
    attempt(symmetric, kind("abc"), "cde")
attempt(symmetric, set(), None)
attempt(tuples, (1, 2.0, 2, "x"), 2)
attempt(tuples, (1,), 3)
attempt(binary, b"abcac")
attempt(binary, bytearray(b"abc"))
attempt(binary, b"\xff")
attempt(binary, "text")
attempt(array, [1, 2, 255])
attempt(array, (7,))
attempt(array, [256])
attempt(array, [-1])
attempt(array, ["x"])
attempt(array, [None])
attempt(array, [])
attempt(iterators, [0, 1, 2], (3, 1))
attempt(iterators, "", [])
attempt(iterators, 5, [])
attempt(iterators, [1], 5)
print(grouped([("a", 1), ("b", 2), ("a", 3)]))
for wrong in ([1, 300], (1, "x"), [2.5], "text", None, -1, 1 << 70, [1 << 70], (True, False)):
    attempt(bytes, wrong)
    attempt(bytearray, wrong)


class Index:
    def __init__(self, items):
        self.items = items

    def __index__(self):
        self.items.append(1)
        return 65


items = [1, 2]
items.append(Index(items))
attempt(bytes, items[:3])
print(len(items))


class Named(bytes):
    pass


class Array(bytearray):
    def append(self, item):
        print("append", item)
        super().append(item)


class Set(set):
    def union(self, *others):
        return "union of mine"


def fill(array):
    array.append(1)
    array.append(2)
    return array


print(fill(Array()), fill(bytearray(b"0")), fill([0]), type(Named([1, 2])).__name__, Named([1, 2]))
print(sets(Set("ab"), "b")[:1], Set("ab").union("c"))


def shadowed():
    def pow(a, b):
        return "own pow"

    def map(f, xs):
        return "own map"

    return pow(1, 2), map(str, [1])


print(shadowed())
