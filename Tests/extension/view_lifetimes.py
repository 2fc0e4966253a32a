def view_then_resize(b):
    m = memoryview(b)
    s = m[0]
    del m
    b.append(1)
    return b
def view_local(b):
    m = memoryview(b)
    return sum(m)
def view_with(b):
    with memoryview(b) as m:
        t = bytes(m[1:3])
    b.extend(b"zz")
    return t
def view_slices(b):
    for i in range(3):
        part = memoryview(b)[i:i+2]
        yield bytes(part)
def own(n):
    b = bytearray(n)
    m = memoryview(b)
    m[0] = 5
    del m
    b.append(7)
    return b
class Reader:
    def __init__(self, data):
        self.view = memoryview(data)
        self.at = 0

    def take(self, n):
        part = self.view[self.at : self.at + n]
        self.at += n
        return bytes(part)

    def put(self, i, v):
        self.view[i] = v

    def equals(self, other):
        return self.view == other

    def close(self):
        self.view.release()


def calls_between(data, f):
    m = memoryview(data)
    first = m[0]
    f()
    second = m[1]
    m[2] = Index(f)
    return first, second, list(m), m == data, len(m)


class Index:
    def __init__(self, f):
        self.f = f

    def __index__(self):
        self.f()
        return 9


def closes(mapping):
    m = memoryview(mapping)
    n = m[0]
    del m
    mapping.close()
    return n


def slice_outlives(data):
    whole = memoryview(data)
    part = whole[1:4]
    whole.release()
    return bytes(part), part[0], part.nbytes
