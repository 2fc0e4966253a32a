"""Arrays are native inside, and the host's own once they have crossed."""
import array as am
from array import array
class A:
    def __init__(self):
        self.a = array("d", [1.0, 2.0, 3.0])
        self.b = array("B", bytes(10))
    def bump(self):
        for i in range(len(self.a)): self.a[i] += 0.5
        self.b[3] = 7
        return sum(self.a)
    def walk(self):
        for x in self.a: yield x
    def grow(self): self.a.append(9.0); self.b.extend([1, 2]); self.b.frombytes(b"xy")
    def total(self):
        s = 0.0
        a = self.a
        for i in range(len(a)): s += a[i]
        return s
def isa(x): return isinstance(x, array), type(x) is array, isinstance(x, am.ArrayType)
def make(c, v): return array(c, v)
def empty(c): return array(c)
def through(f):
    a = array("i", range(5))
    r = f(a)
    a[0] = 77
    return a, r is a, r
def mix(h):
    a = array("i", [1, 2, 3])
    out = [a + h, h + a, a == h, h == a, a < h]
    a += h
    a[1:2] = h
    a.extend(h)
    b = array("d", h)
    b.fromlist([1.5])
    return out, a, b, array(h.typecode, h), list(h)
class Sub(array):
    def twice(self): return [x * 2 for x in self]
def sub(): return Sub("h", [1, 2])
def kept(f):
    q = array("q", [1]); f(q); q.append(2); f(None); q[0] = 10
    return q
def view():
    a = array("i", [1, 2, 3]); m = memoryview(a); m[0] = 9
    return a.tolist(), m.tolist()
def held(f):
    a = array("i", [1, 2, 3]); m = memoryview(a)
    f(a); m[1] = 50
    return a[1], m[2]
def errors(n):
    try:
        if n == 0: array("d", ["x"])
        if n == 1: array("z")
        if n == 2: array("b", [300])
        if n == 3: array("i", [1])[5]
        if n == 4: array("i")[1:2] = [1]
        if n == 5: array("i", 2.5)
        if n == 6: array("i", [1]).extend(array("d", [1.0]))
    except Exception as e: return repr(e)
def ann(x: array) -> "array[int]": pass
TABLE = array("l", [0] * 4)
def see(): TABLE[1] += 1; return TABLE[1]
def readinto(f):
    a = array("B", bytes(6)); n = f.readinto(a); return n, a
def pack(s): 
    a = array("B", bytes(8)); s.pack_into("<I", a, 2, 0x01020304); return a, s.unpack_from("<H", a, 2)


def view_of_bytes(b):
    return memoryview(b)[1:]


def view_of_own(n):
    own = bytearray(range(n))
    return own, memoryview(own)


def view_of_numbers():
    own = bytearray(24)
    numbers = memoryview(own).cast("q")
    numbers[1] = 77
    return numbers, numbers[::-1], memoryview(own).cast("B", [4, 6])


def view_given(view):
    part = view[2:6]
    part[0] = 200
    return part


def summed(view):
    return sum(view)


def within(call):
    own = bytearray(b"hello")
    with memoryview(own) as view:
        call(view)
        call(view[1:3])
    own.append(33)
    return own


def released():
    view = memoryview(b"abc")
    view.release()
    return view


def same(call):
    view = memoryview(bytearray(b"same"))
    return call(view) is view, isinstance(view, memoryview)


def held_after(call):
    own = bytearray(b"hello")
    with memoryview(own) as view:
        call(view[1:3])
    try:
        own.append(33)
    except BufferError as error:
        return str(error)
    return own


def lent_often(call, n):
    own = bytearray(range(16))
    with memoryview(own) as view:
        for i in range(n):
            call(view[i % 8:])
    own.append(0)
    return len(own)


def read_into(file, n):
    buffer = bytearray(n)
    count = file.readinto(buffer)
    return count, bytes(buffer)


def pack_into(struct, n):
    buffer = bytearray(n)
    struct.pack_into("<H", buffer, 1, 513)
    return bytes(buffer), struct.unpack_from("<H", buffer, 1)


def change_bytes(call):
    buffer = bytearray(b"abc")
    call(buffer)
    buffer.append(33)
    before = bytes(buffer)
    call(buffer)
    return before, buffer


def kept_bytes(keep, call):
    buffer = bytearray(b"abc")
    keep.append(buffer)
    call()
    buffer += b"!"
    call()
    return bytes(buffer)
