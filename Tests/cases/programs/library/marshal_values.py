# marshal: what goes through it and back, shared values, other interpreters' data, errors.
import io
import marshal

values = [None, True, False, ..., StopIteration, 0, -1, 2**31, -2**31, 2**100, -2**70, 1.5, float("inf"), 1e-300, 2 - 3j, "", "abc",
          "x" * 300, "é日\U0001f600", "\ud800", b"", b"\x00\xff", (), (1, (2, "a")), [1, [2]], {"a": 1, 2: [3]}, {1, 2},
          frozenset("ab"), tuple(range(300))]
for version in range(5):
    print(version, [v for v in values if marshal.loads(marshal.dumps(v, version)) != v or
                    type(marshal.loads(marshal.dumps(v, version))) is not type(v)])
inner = [1]
a, b = marshal.loads(marshal.dumps([inner, inner]))
print(a is b)
print(marshal.loads(b"[\x02\x00\x00\x00\xe9\x05\x00\x00\x00r\x00\x00\x00\x00"))
print(marshal.loads(b"\xda\x03abc"), marshal.loads(b"\xf5\x02\x00\x00\x00\xc3\xa9"), marshal.loads(b"{z\x01a\xe9\x01\x00\x00\x000"))
print(marshal.loads(marshal.dumps(bytearray(b"ab"))), marshal.dumps(None), marshal.version)
for data in (b"", b"i", b"?", b"0", b"r\x05\x00\x00\x00", b"s\xff\xff\xff\xff", b"[\x01\x00\x00\x000"):
    try:
        print(marshal.loads(data))
    except (ValueError, EOFError, TypeError) as error:
        print(type(error).__name__, error)
for bad in (object(), lambda: 0, [len]):
    try:
        marshal.dumps(bad)
    except ValueError as error:
        print(error)
file = io.BytesIO()
marshal.dump([1, "x"], file)
marshal.dump(2, file)
file.seek(0)
print(marshal.load(file), marshal.load(file))
