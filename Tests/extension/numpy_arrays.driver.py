try:
    import numpy as np
except ImportError:
    print("no numpy")
    raise SystemExit
import numpy_arrays as m


def show(f, *args):
    try:
        result = f(*args)
        print(f.__name__, float(result) if result is not None else None)
    except Exception as e:
        print(f.__name__, type(e).__name__, str(e)[:60])


for code in ("i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f4", "f8", ">f8", "f2", "c16", "?", "O"):
    a = np.arange(12).astype(code)
    for b in (a, a[::3], a[::-1], a[:0], a.reshape(3, 4), a.reshape(3, 4).T, a.reshape(2, 2, 3), np.array(a[3])):
        print(code, b.shape)
        if code != "c16":
            show(m.total, b)
            show(m.count, b)
            show(m.trace, b)
    if code not in ("c16", "?", ">f8", "f2", "O"):
        m.scale(a, 2.0)
        print(a)
        show(m.add_to, a, 1, 5)
        show(m.add_to, a, -1, 5)
        show(m.add_to, a, 50, 5)
        show(m.get, a.reshape(3, 4), 1, 2)
        show(m.get, a.reshape(3, 4), -1, -1)
        show(m.get, a.reshape(3, 4), 3, 0)
        show(m.get, a.reshape(3, 4), 0, 4)
        show(m.get, a, 0, 1)
a = np.arange(6.0).reshape(2, 3)
b = np.arange(12.0).reshape(3, 4)
out = np.zeros((2, 4))
m.matmul(a, b, out)
print(out)
m.matmul(b.T, a.T, out2 := np.zeros((4, 2), dtype="f4"))
print(out2)
out.flags.writeable = False
try:
    m.matmul(a, b, out)
except ValueError as e:
    print("ValueError", e)
try:
    m.matmul(a, b, [1])
except Exception as e:
    print(type(e).__name__)
big = np.ones(100000)
print(m.total(big))
big.resize(10, refcheck=False)
print(m.total(big))
for dtype in "f8", "f4", "i8", "i4":
    a = np.arange(60).reshape(3, 4, 5).astype(dtype)
    show(m.volume, a)
    show(m.volume, a[::2, ::-1, 1::2])
    show(m.volume, a.transpose(2, 0, 1))
    show(m.volume, a[0])
    h = np.arange(48).reshape(2, 2, 3, 4).astype(dtype)
    show(m.hyper, h, 2, 1)
    print(h)
    show(m.hyper, h[:, ::-1, 1:, ::2], 3, 0)
    print(h.sum(), h.dtype)
a = np.arange(60.0).reshape(3, 4, 5)
out = np.zeros((3, 4, 5))
m.blur(a, out)
print(out)
m.blur(a[:, ::-1, ::2], out[:, :, 1:4])
print(out)
m.blur(a, out.astype(">f8"))
for place in (0, 0, 0), (2, 3, 4), (-1, -1, -1), (3, 0, 0), (0, 4, 0), (0, 0, 5), (-4, 0, 0):
    show(m.at, a, *place)
show(m.at, a[0], 0, 0, 0)
out.flags.writeable = False
show(m.blur, a, out)
show(m.volume, np.zeros((2, 3, 0)))
show(m.volume, np.arange(8.0).reshape(2, 2, 2).astype(object))
