# Pickles of plain data: what they are, byte by byte, and what comes back.
import hashlib
import pickle

shared = [1, 2]
itself = []
itself.append(itself)
knot = ([],)
knot[0].append(knot)
samples = [
    None, True, False, 0, 255, 256, 65535, 65536, -1, -128, 2 ** 31 - 1, 2 ** 31, -2 ** 31, -2 ** 31 - 1, 2 ** 39 - 1, 2 ** 39,
    -2 ** 39, -2 ** 47 - 1, 2 ** 55, 2 ** 60, 2 ** 61, -2 ** 61, 2 ** 62, 2 ** 63, -2 ** 63, 2 ** 100, 0.0, -0.0, 1.5, 1e300, 5e-324,
    float("inf"), "", "a", "text", "é", "日本", "\ud800x", "\U0001f600", "x" * 255, "y" * 256, "z" * 70000, b"abc", b"x" * 300,
    b"y" * 70000, (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [], [1], [1, 2], {}, {"k": 1}, {"k": 1, 2: "w"},
    list(range(999)), list(range(1000)), list(range(1001)), list(range(2000)), {i: i * i for i in range(999)},
    {i: i for i in range(1000)}, {i: i for i in range(1001)}, {i: i for i in range(2000)}, [shared, shared], (shared, (shared,)),
    {"a": shared, "b": shared}, [[[[[[]]]]]], list(range(30000)), [str(i) * 9 for i in range(9000)], {(1, 2): [3], (1, (2, "x")): 4},
    {1, 2}, frozenset([3]), 1 + 2j, [range(3)], bytearray(b"q"), [1, {2: {3}}], len, int, Ellipsis, NotImplemented,
]
for number, sample in enumerate(samples):
    for protocol in (None, 4, 5):
        data = pickle.dumps(sample, protocol)
        back = pickle.loads(data)
        ok = back == sample and type(back) is type(sample)
        print(number, protocol, len(data), hashlib.md5(data).hexdigest()[:8], ok or repr(back)[:40])
        if protocol is None and len(data) < 60:
            print(data)
print(pickle.loads(pickle.dumps(-0.0)), pickle.loads(pickle.dumps(float("nan"))))
for sample in (itself, knot):
    data = pickle.dumps(sample)
    print(data, pickle.loads(data))
again = pickle.loads(pickle.dumps([shared, shared]))
print(again[0] is again[1], again[0] is not shared)
deep = []
for i in range(190):
    deep = [deep]
print(len(pickle.dumps(deep)), pickle.loads(pickle.dumps(deep)) == deep)
deep = []
for i in range(260):
    deep = [i, deep]
print(len(pickle.dumps(deep)), pickle.loads(pickle.dumps(deep)) == deep)
many = [("name%d" % i, i, i * 0.5, {"id": i, "tags": ["a", "b"]}) for i in range(3000)]
data = pickle.dumps(many)
print(len(data), hashlib.md5(data).hexdigest(), pickle.loads(data) == many)
bad = [b"", b"\x80", b"\x80\x04", b"\x80\x09N.", b"N", b".", b"(.", b"(K\x01K\x02.", b"]K\x01a.", b"]K\x01K\x02a.", b"e.", b"]e.", b"](K\x01e.", b"K\x01(K\x02e.", b"}K\x01K\x02s.", b"}]K\x02s.", b"}(])u.", b"h\x00.", b"K\x01\x94h\x00\x86.",
       b"\x8c\x05ab.", b"\x8c\x01\xff.", b"X\x01\x00\x00\x00a.", b"X\x01\x00\x00\xffa.", b"\x95\x03\x00\x00\x00\x00\x00\x00\x00N.",
       b"\x95\x02\x00\x00\x00\x00\x00\x00\x00N.", b"\x8a\x00.", b"\x8a\x01\xff.", b"\x8a\x08\xff\xff\xff\xff\xff\xff\xff\x7f.", b"\x8a\x09\xff\xff\xff\xff\xff\xff\xff\xff\x00.",
       b"J\xff\xff\xff\xff.", b"G?\xf8\x00\x00\x00\x00\x00\x00.", b"\x80\x04N.rest", b"(t.", b"((K\x01tt.", b"}q\x00K\x01K\x02s.", b"]q\x05.", b"cbuiltins\nlen\n."]
for data in bad:
    try:
        print(data, pickle.loads(data))
    except Exception as error:
        print(data, type(error).__name__, error)
for data in (bytearray(pickle.dumps([1])), memoryview(pickle.dumps("x"))):
    print(pickle.loads(data))
class Point:
    def __init__(self, x): self.x = x
    def __eq__(self, other): return self.x == other.x
class Names(dict): pass
for sample in ([Point(1), Point("a")], {"p": Point(2)}, Names(a=1), [Names()]):
    data = pickle.dumps(sample)
    print(len(data), pickle.loads(data) == sample, type(pickle.loads(data)))
for protocol in (-1, 0, 1, True, 6):
    try:
        print(protocol, pickle.dumps([1, "a", (2,)], protocol))
    except Exception as error:
        print(protocol, type(error).__name__, error)
