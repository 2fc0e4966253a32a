import view_lifetimes, io, enum, sys, gc, weakref
b = bytearray(b"abc")
try: print(view_lifetimes.view_then_resize(b)); b.append(2); print(b)
except BufferError as e: print("BE", e)
try: print(view_lifetimes.view_local(b)); b.append(2); print(b)
except BufferError as e: print("BE", e)
try: print(view_lifetimes.view_with(b)); b.append(2); print(b)
except BufferError as e: print("BE", e)
try: print(list(view_lifetimes.view_slices(b))); b.append(2); print(b)
except BufferError as e: print("BE", e)
try: o = view_lifetimes.own(3); o.append(2); print(o)
except BufferError as e: print("BE", e)

import array, mmap
data = bytearray(b"0123456789")
r = view_lifetimes.Reader(data)
print(r.take(3), r.take(2), r.equals(data), r.equals(b"0123456789"))
data[5] = 65
r.put(6, 66)
print(r.take(4), data, r.equals(b"01234AB789"))
r.close()
data.extend(b"!")
print(data, view_lifetimes.calls_between(data, lambda: data[3]), data)
print(view_lifetimes.calls_between(array.array("i", [1, 2, 3]), lambda: None))
m = mmap.mmap(-1, 100)
m[0] = 7
print(view_lifetimes.closes(m), m.closed)
for i in range(200):
    b = bytearray(10)
    view_lifetimes.view_local(b)
    b.append(1)
print(view_lifetimes.slice_outlives(bytearray(b"hello")), view_lifetimes.slice_outlives(b"hello"), view_lifetimes.slice_outlives(array.array("b", b"hello")))
