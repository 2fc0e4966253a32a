# What pickle says of damaged data, of names it cannot find and of objects it cannot write; frames, hooks.
import _pickle
import copyreg
import io
import pickle


class Named:
    def __reduce__(self):
        return "nosuch"


class Elsewhere:
    pass


Elsewhere.__module__ = "nomod"


class Outer:
    class In:
        pass


class Point:
    def __init__(self, x):
        self.x = x


nameless = lambda: 0


def inside():
    class Local:
        pass
    return Local


for f in (
    lambda: pickle.dumps(Named()),
    lambda: pickle.dumps(Elsewhere),
    lambda: pickle.dumps(nameless),
    lambda: pickle.dumps(inside()),
    lambda: pickle.dumps(lambda: 0),
    lambda: pickle.loads(pickle.dumps(Outer.In, 2)),
    lambda: pickle.loads(pickle.dumps(Outer.In, 4)),
    lambda: pickle.loads(b"\xff"),
    lambda: pickle.loads(b"'"),
    lambda: pickle.loads(b"q"),
    lambda: pickle.loads(b"h\0."),
    lambda: pickle.loads(b"I1"),
    lambda: pickle.loads(b"."),
    lambda: pickle.loads(b"(."),
    lambda: pickle.loads(b"t."),
    lambda: pickle.loads(b"\x80\x09."),
    lambda: pickle.loads(b"\x80\x04\x95\x05\0\0\0\0\0\0\0K\1."),
    lambda: pickle.loads(bytearray(b"K\1.")),
    lambda: pickle.loads(memoryview(b"K\1.")),
    lambda: pickle.loads("text"),
    lambda: pickle.load(5),
    lambda: pickle.load(io.BytesIO(b"X\5\0\0\0a.")),
    lambda: pickle.load(io.BytesIO()),
    lambda: pickle.loads(b"c__main__\nOuter.Nope\n."),
    lambda: pickle.loads(b"\x80\x04\x8c\x08__main__\x8c\x0aOuter.Nope\x93."),
    lambda: pickle.loads(b"Pab\n."),
    lambda: (pickle.Pickler.__module__, pickle.dumps is _pickle.dumps),
):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e).split(" at 0x")[0].split(" from ")[0])


class Reducing(pickle.Pickler):
    def reducer_override(self, obj):
        return (complex, (obj.x, 1)) if isinstance(obj, Point) else NotImplemented


class Tabled(pickle.Pickler):
    dispatch_table = copyreg.dispatch_table.copy()
    dispatch_table[Point] = lambda p: (Point, (p.x * 2,))


file = io.BytesIO()
Reducing(file).dump([Point(3), "x" * 70000, b"y" * 70000, bytearray(b"z" * 9)])
Tabled(file).dump(Point(4))
file.seek(0)
first, second = pickle.load(file), pickle.load(file)
print(first[0], len(first[1]), len(first[2]), first[3], second.x)
