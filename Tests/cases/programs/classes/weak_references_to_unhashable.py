# The hash of a weak reference is that of its object, if that lives: one that nothing refers to is gone.
import gc
import weakref


class Thing:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return isinstance(other, Thing) and self.n == other.n

    def __hash__(self):
        return hash(self.n)


def show(function):
    try:
        print(function())
    except TypeError as error:
        print(error)


kept = Thing([])
show(lambda: hash(weakref.ref(Thing([]))))
show(lambda: hash(weakref.ref(kept)))
show(lambda: hash(weakref.ref(Thing(5))) if False else hash(weakref.ref(kept)))
show(lambda: hash(weakref.ref(Thing([1, 2]), lambda _: print("gone"))))
kept.n = 7
reference = weakref.ref(kept)
print(hash(reference) == hash(7), hash(reference) == hash(kept))
del kept
gc.collect()
print(reference(), hash(reference) == hash(7))
