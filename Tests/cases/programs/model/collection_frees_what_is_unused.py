"""What gc.collect() frees: exactly what nothing refers to any more, in functions and modules alike."""
import gc
import sys
import weakref


class Node:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"Node({self.name})"

    def method(self):
        return self.name


def drop():
    gc.collect()


def in_a_function():
    node = Node("a")
    seen = weakref.ref(node, lambda r: print("callback", r()))
    gc.collect()
    print(seen())
    alias = node
    del node
    drop()
    print(seen())
    alias = None
    drop()
    print(seen())
    kept = Node("kept")
    seen = weakref.ref(kept)
    drop()
    print(seen() is not None)  # `kept` is not used again, but it is still there


def temporaries():
    seen = [weakref.ref(Node(i)) for i in range(3)]
    method = weakref.WeakMethod(Node("bound").method)
    print(repr(Node("x")), Node("y").method())
    gc.collect()
    print([r() for r in seen], method())


def loops():
    seen = []
    for node in (Node(i) for i in range(3)):
        seen.append(weakref.ref(node))
    gc.collect()
    print([r() for r in seen])
    first, *others = [Node("first"), Node("second"), Node("third")]
    seen = [weakref.ref(n) for n in (first, *others)]
    del first, others
    gc.collect()
    print([r() for r in seen])


def generator():
    node = Node("generator")
    seen = weakref.ref(node)
    yield seen
    del node
    yield gc.collect() * 0
    print(seen())


def failing():
    node = Node("raised")
    seen = weakref.ref(node)
    try:
        raise ValueError(node)
    except ValueError as e:
        print(e)
    del node
    gc.collect()
    print(seen())


class Cycle:
    def __init__(self, name):
        self.me = self
        self.name = name

    def __del__(self):
        print("deleted", self.name)


in_a_function()
temporaries()
loops()
for _ in generator():
    pass
failing()
c = Cycle("module")
w = weakref.ref(c)
del c
gc.collect()
print(w())


def unreachable():
    a = Cycle("a")
    a.other = Node("other")
    del a
    print(gc.collect() > 0)


unreachable()
live = {Node("k1"): 1}
table = weakref.WeakKeyDictionary(live)
values = weakref.WeakValueDictionary({"v": next(iter(live))})
group = weakref.WeakSet(live)
print(len(table), len(values), len(group))
live.clear()
print(len(table), len(values), len(group), list(table), dict(values))


class Failing:
    def __del__(self):
        raise ValueError("in __del__")


sys.unraisablehook = lambda args: print(args.exc_type.__name__, args.exc_value, args.err_msg, args.object.__name__)
f = Failing()
del f
gc.collect()
sys.unraisablehook = sys.__unraisablehook__
print("end")
