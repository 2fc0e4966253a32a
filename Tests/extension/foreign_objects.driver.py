import decimal
import fractions
import io
import pathlib

import foreign_objects as m


class Thing:
    def __init__(self, v):
        self.value = v

    def __repr__(self):
        return "Thing"

    def __call__(self, *a, **k):
        return a, k

    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, kind, value, tb):
        print("exit", kind, value, tb is not None)
        return kind is KeyError


t = Thing(3)
print(m.attribute(t))
try:
    m.attribute(5)
except AttributeError as e:
    print(e)
m.store(t, 4)
print(t.__dict__, t.extra)
print(m.call(t, 1, 2, x=3), m.call(len, [1, 2]), m.call(max, 3, 9), m.call(sorted, [3, 1], reverse=True), m.call(str.upper, "a"))
print(m.operators(fractions.Fraction(3, 2), fractions.Fraction(1, 3)))
print(m.operators(decimal.Decimal(7), decimal.Decimal(2)))
print(m.operators({1, 2}, {2, 3}))
print(m.operators([1], [2]))
print(m.augment([1], [2]), m.augment(decimal.Decimal(1), 2))
x = [1]
y = m.augment(x, [2])
print(x, y is x)
print(m.walk(iter([1, 2])), m.walk({"a": 1}), m.walk("ab"), m.walk(io.StringIO("p\nq")), m.walk(i * i for i in range(3)))
d = {"k": 1}
print(m.subscripts(d, "k", 5), d, m.subscripts([1, 2, 3], 1, "z"), m.subscripts(bytearray(b"abc"), 0, 65))
m.delete(d, "k")
print(d)
for bad in (lambda: m.delete(d, "k"), lambda: m.subscripts([1], 5, 0), lambda: m.walk(5), lambda: m.walk(t), lambda: m.call(5)):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
print(m.managed(t) is t, m.managed_error(t))
try:
    m.managed(pathlib.PurePath("x"))
except Exception as e:
    print(type(e).__name__, e)
print(m.tests(t, Thing), m.tests(decimal.Decimal(0), decimal.Decimal), m.tests(pathlib.PurePath("a"), (int, pathlib.PurePath)))
print(m.match_it([1, 2]), m.match_it({"k": 3}), m.match_it(t), m.match_it(5), m.match_it((3, 4)))
print(m.decimals(), m.ordered(), m.points(), type(m.points()[0]), m.counted("hello"), m.dumped(), m.joined("a", "b"))
print(m.unpack([1, 2, 3]), m.unpack("xy"), m.unpack(range(2)), m.unpack({1: 2}))
print(m.text(decimal.Decimal("1.5")), m.text(pathlib.PurePosixPath("a"))[:1] if False else "")
print(m.numbers(fractions.Fraction(5, 2)))

table = {"a": 1, 2: [3], (4, 5): None, None: 2 ** 80, 1.5: "b"}
del table[2]
table["é€🐍"] = "later"
print(m.walk_items(table), m.walk_items({}), m.walk_values(table))
print(m.change_while_walking(dict(table), lambda table, key: table.pop(key)))
print(m.change_while_walking(dict(table), lambda table, key: table.update({key: 0})))
print(m.change_while_walking({i: i for i in range(3)}, lambda table, key: table.update({key + 10: 0})))
print(m.change_while_walking({i: i for i in range(3)}, lambda table, key: (table.pop(key), table.update({key + 10: 0}))))


class Missing(dict):
    def __missing__(self, key):
        return ("missing", key)


class Odd:
    def __hash__(self):
        return 7

    def __eq__(self, other):
        raise ValueError("compared")


print(m.entries(table, ["a", 2, (4, 5), None, [], "nothing", 3.0]), m.entries(Missing(a=1), ["a", 2]), m.entries({7: 1}, [7, Odd()]))
print(m.walk_items(__import__("collections").OrderedDict(b=1, a=2)), m.walk_items(__import__("collections").Counter("aab")))
