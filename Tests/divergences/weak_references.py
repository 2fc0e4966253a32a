# description: A weak reference lives on, and its callback waits, until the collector runs.
# cause: Memory is managed by a tracing collector, without reference counts.
# workaround: `gc.collect()` clears what nothing refers to any more.
import weakref


class Thing:
    pass


def make():
    thing = Thing()
    return weakref.ref(thing)


reference = make()
print(reference() is None)
