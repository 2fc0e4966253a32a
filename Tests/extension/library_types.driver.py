from collections import Counter, OrderedDict, deque

import library_types as m

found, last, window = m.windows(6)
print(found, last, window, type(window) is deque)
print(m.counted("the cat sat on the mat the cat".split()), m.recent("a b c a d e a".split()))
print(m.arrays())


class Joiner:
    def __init__(self, sep):
        self.sep = sep

    def join(self, it):
        return self.sep.join(it)


class Slotted(deque):
    __slots__ = ()

    def append(self, v):
        super().append(("own", v))


print(m.methods(","), m.methods(Joiner("-")))
d = Counter(a=1)
print(m.nested(d, 300), len(d), m.failing(Counter(k=4)), m.kept({1: 2}), m.kept(OrderedDict({2: 3})))
print(m.tokens("some words  here"), m.texts(2000))


def raising():
    yield 1
    raise KeyError("k")


for it in [1, 2], iter((3,)), range(2), {"k": 1}, raising(), 5, deque([1]):
    try:
        print(m.consumed(it))
    except Exception as e:
        print(type(e).__name__, e)
s = Slotted()
s.append(1)
print(list(s))


class Changing:
    """A method of an instance hides the class's, and classes change."""

    def join(self, it):
        return "class"


c = Changing()
print(m.methods(c)[0])
c.join = lambda it: "instance"
print(m.methods(c)[0])
del c.join
Changing.join = lambda self, it: "changed"
print(m.methods(c)[0])


def show(x):
    return sorted(vars(x).items()), type(x).__name__


shown = m.noted(show)
print(shown, shown[2].note, shown[3].total_seen)
