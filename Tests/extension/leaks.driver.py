import gc
import re
import resource
import sys

import leaks


class Host:
    seen = 0

    def method(self, a=1):
        return a


def error():
    raise ValueError("no")


def failing():
    try:
        leaks.fail(3)
    except leaks.Failure as e:
        return e.args


def coroutine():
    try:
        leaks.answer(4).send(None)
    except StopIteration as stop:
        return stop.value


class Derived(leaks.Point):
    def moved(self, d):
        return Derived(self.x - d)


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        return False


def chained():
    try:
        leaks.chained()
    except leaks.Failure as e:
        return e.__cause__.args


def sent():
    generator = leaks.send(1)
    return next(generator), generator.send([2]), generator.close()


def async_items():
    items = leaks.async_items(3)
    try:
        items.__anext__().send(None)
    except StopIteration as stop:
        return stop.value


host = Host()
point = leaks.Point(1, 2)
numbers = [1, 2, 3]
pattern = re.compile(r"\d+")
buffer = bytearray(range(20))
text = "some text " * 50
crossings = {
    "numbers": lambda: leaks.number(1, 2.5),
    "big numbers": lambda: leaks.number(2 ** 70, 1),
    "texts": lambda: leaks.text("ab"),
    "long texts": lambda: leaks.text(text),
    "lists that escape": lambda: leaks.items(5),
    "dicts that escape": lambda: leaks.table(3),
    "lists taken": lambda: leaks.total([1, 2, 3]),
    "lists changed": lambda: leaks.change([]),
    "tuples": lambda: leaks.same((1, "a", (2.0, None))),
    "instances made": lambda: leaks.Point(3, y=4),
    "instances returned": lambda: leaks.point(3),
    "attributes": lambda: (point.x, point.norm, setattr(point, "y", 5)),
    "methods": lambda: point.moved(1),
    "operators": lambda: point + point,
    "derived classes": lambda: Derived(3).moved(2),
    "host's objects": lambda: leaks.same(Host()),
    "their attributes": lambda: leaks.attribute(host),
    "host's functions": lambda: leaks.call(host.method, 3),
    "keywords": lambda: leaks.call(host.method, a=3),
    "exceptions out": failing,
    "exceptions in": lambda: leaks.catch(error),
    "generators": lambda: list(leaks.count(4)),
    "generators left": lambda: next(leaks.count(4)),
    "closures": lambda: leaks.closure(3)(4),
    "coroutines": coroutine,
    "subclasses of dict": leaks.names,
    "lists in calls": lambda: leaks.pass_list(numbers.extend),
    "lambdas": lambda: leaks.call(lambda: 3),
    "patterns": lambda: leaks.pattern().match("a b"),
    "matches": lambda: leaks.matched("a b").groups(),
    "host's patterns": lambda: leaks.search(pattern, "a 12"),
    "containers": leaks.containers,
    "arrays": lambda: leaks.numbers_of(20),
    "shared in calls": lambda: leaks.pass_shared(lambda values: (values[0].append(2), values[2].append(3))),
    "buffers": lambda: leaks.add_up(buffer),
    "slices of buffers": lambda: leaks.whole(buffer),
    "memoryviews": lambda: leaks.views(len, 20),
    "iterators": lambda: [list(i) for i in leaks.iterators(numbers)],
    "host's iterators": lambda: leaks.walk(iter(numbers)),
    "host's dicts": lambda: leaks.walk({1: 2, 3: 4}.items()),
    "with": lambda: leaks.managed(Manager()),
    "chained exceptions": chained,
    "sent values": sent,
    "async generators": async_items,
    "nested containers": leaks.nested,
    "copies": lambda: leaks.copied([1, [2], {"a": host}]),
    "bytes": lambda: leaks.same(b"abc" * 20),
    "dicts filled": lambda: leaks.grouped({}),
    "lists of lists": lambda: leaks.unpacked([[1, 2], (3, 4), [host, "a"]]),
    "attributes through vars": lambda: vars(point).update(y=3),
    "classes changed": lambda: (setattr(leaks.Point, "tag", host), leaks.same(1), delattr(leaks.Point, "tag"), leaks.same(2)),
    "metaclasses": lambda: (leaks.Thing(3).x, leaks.Thing.twice()),
    "functions looked at": lambda: (isinstance(leaks.same, type(counts)), leaks.same.__class__, leaks.same.__doc__),
}


def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() >> 10


def counts():
    gc.collect()
    counting = getattr(leaks, "__natrix_counts__", None)
    return counting() if counting else (0, 0, 0)


COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 20000
for name, crossing in crossings.items():
    for _ in range(COUNT):
        crossing()
    before, alive = resident(), counts()
    for _ in range(COUNT):
        crossing()
        numbers[3:] = []
    grown, now = resident() - before, counts()
    # A few objects may be found in registers and stacks by a conservative collector.
    kept = max(b - a for a, b in zip(alive, now))
    print(name, "ok" if kept < 200 and grown < 16 * 1024 else f"LEAKS: {kept} objects, {grown} kB")

# What is large goes early, not after so and so many objects.
before = resident()
leaks.largest(lambda i: bytearray(1 << 20), 600)
leaks.largest(lambda i: [0] * (1 << 17), 600)
print("large objects", "ok" if resident() - before < 256 * 1024 else resident() - before)
