import copies
from collections import Counter, OrderedDict, deque
for x in ([1, [2]], {"a": [1]}, {1, 2}, (1, [2]), (1, 2), frozenset([1]), "s", 5, None, 2.5, ..., bytearray(b"a"), deque([1]), Counter("a"), OrderedDict(a=[1]), range(3), len, int):
    print(copies.shallow(x), copies.deep(x))
print(copies.parts())
print(copies.cycles())
print(copies.mixed())
print(copies.memos())
p = copies.Plain([copies.Plain(1)])
q = copies.deep(p)[0]
print(q is p, q.x[0] is p.x[0], q.x[0].x, type(q) is copies.Plain)
