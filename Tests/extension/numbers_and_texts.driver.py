import inspect
import math
import struct
import traceback

import numbers_and_texts as m

values = [0, 1, -1, 2**61, 2**62, -2**61 - 1, 2**63, 2**64, -2**63, 10**40, -10**40, True, False, None, 0.0, -0.0, 1.5,
          float("inf"), -float("inf"), 1e-320, 1e308, "", "a", "é", "日本", "\U0001f600", "a\0b", "\ud800", "\ud83d\ude00",
          b"", b"a\0b", (), (1,), (1, ("x", 2.5), None), 1j, complex(-0.0, 2), ..., NotImplemented, frozenset([1, 2]),
          range(3), range(10, 0, -3), range(2**70), slice(1, None, 2), int, str, dict, ValueError]
for v in values:
    w = m.same(v)
    print(repr(w), type(w) is type(v), w == v, m.kind(v) == type(v).__name__)
nan = struct.unpack("<d", b"\x01\x02\x00\x00\x00\x00\xf8\x7f")[0]
print(struct.pack("<d", m.same(nan)))
print(math.copysign(1, m.same(-0.0)))
print(m.add(2**62, 2**62), m.add("é", "\U0001f600"), m.add((1,), (2,)), m.add(b"x", b"y"), m.add(True, True))
print(m.scaled(2), m.scaled(2, 3.0, 4, 5, key=b"y", z=1), m.scaled(factor=2, n=3), m.scaled(*[1, 2, 3], **{"q": 4}))
print(m.only(1, 2, c=3), m.only(1, b=2, c=3))
for args, kwargs in [((1,), {}), ((1, 2), {}), ((1, 2, 3), {"c": 1}), ((), {"a": 1, "b": 2, "c": 3}), ((1, 2), {"c": 3, "d": 4})]:
    try:
        m.only(*args, **kwargs)
    except TypeError as e:
        print(e)
f = m.scaled
print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__defaults__, f.__kwdefaults__, f.__annotations__)
print(inspect.signature(f), inspect.signature(m.only), m.__doc__, m.__name__, m.LIMIT, callable(f))
f.note = 5
print(f.note, hasattr(f, "other"))
m.LIMIT = 11
print(m.LIMIT)
print(m.root(2.0), m.root(9))
try:
    m.fails(0)
except ZeroDivisionError:
    traceback.print_exc()
try:
    m.root(-1)
except ValueError as e:
    print(repr(e))
try:
    m.missing
except AttributeError as e:
    print(e)
print(list(map(m.same, [1, 2])), sorted([3, 1, 2], key=m.same))
