"""Iterators over what changed size: the error comes again each time they are asked."""
import collections


def ask(iterator):
    for _ in range(3):
        try:
            print(next(iterator))
        except (RuntimeError, StopIteration) as error:
            print(type(error).__name__, error)


d = {1: 2, 3: 4}
views = [iter(d), iter(d.keys()), iter(d.values()), iter(d.items()), reversed(d), reversed(d.values()), reversed(d.items())]
for view in views:
    next(view)
d[5] = 6
for view in views:
    ask(view)
empty = {}
iterator = iter(empty)
empty[1] = 1
ask(iterator)
for made in (collections.Counter("ab"), collections.defaultdict(int, a=1, b=2)):
    iterator = iter(made)
    next(iterator)
    made["z"] = 3
    ask(iterator)
s = {1, 2}
iterator = iter(s)
next(iterator)
s.add(9)
ask(iterator)
q = collections.deque([1, 2, 3])
iterator = iter(q)
next(iterator)
q.append(4)
ask(iterator)
