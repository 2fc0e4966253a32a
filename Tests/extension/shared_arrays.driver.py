import copy, io, pickle, struct
from array import array
import shared_arrays as t5
a = t5.A()
print(a.bump(), a.a, a.b, type(a.a) is array, a.total())
a.a.append(4.0); a.b[0] = 255
print(a.bump(), a.a, a.b, a.a is a.a, a.total())
a.grow(); print(a.a, a.b)
for c in "bBhHiIlLqQfd": print(t5.make(c, [1, 2, 3]), t5.make(c, b"\x01" * 16), t5.make(c, bytearray(b"\x02" * 8)), t5.empty(c), t5.isa(array(c)))
print(t5.make("u", "abc"), t5.make("i", array("b", [1, -2])), t5.make("d", (x * 0.5 for x in range(3))))
def f(x): x.append(5); x[1] = 100; return x
print(t5.through(f))
print(t5.mix(array("i", [7, 8])))
s = t5.sub(); print(s, type(s), s.twice(), isinstance(s, array))
held = []
q = t5.kept(lambda x: held.append(x) if x is not None else None)
print(held, held[0] is q); q.append(3); print(held)
print(t5.view(), t5.held(lambda a: a.__setitem__(2, 33)), [t5.errors(i) for i in range(7)])
print(t5.ann.__annotations__, t5.TABLE, t5.see(), t5.TABLE); t5.TABLE[1] = 9; print(t5.see(), t5.TABLE)
print(t5.readinto(io.BytesIO(b"abcd")), t5.pack(struct))
b = copy.deepcopy(a); b.a.append(1); print(b.a, a.a, pickle.loads(pickle.dumps(b)).a)
a = t5.A(); it = a.walk(); got = [next(it)]; a.a; got += list(it); print(got)

view = t5.view_of_bytes(b"memory")
print(type(view) is memoryview, bytes(view), view.readonly, view.obj == b"memory", view.format, len(view), view[0])
own, view = t5.view_of_own(5)
print(type(view) is memoryview, list(view), view.readonly, t5.summed(view))
view[2] = 50
print(list(view), t5.summed(view), bytes(view[::-2]))
numbers, backwards, grid = t5.view_of_numbers()
print(numbers.format, list(numbers), list(backwards), grid.shape, grid.tolist()[1], backwards.strides, numbers.nbytes)
numbers[2] = -5
print(list(backwards), grid[3, 5])
given = bytearray(range(10))
part = t5.view_given(memoryview(given))
print(type(part) is memoryview, list(part), given[2], part.obj is given)
part[1] = 99
print(given[3], t5.summed(part))
del part
seen = []
print(t5.within(lambda view: seen.append(bytes(view))), seen)
view = t5.released()
try:
    print(len(view))
except ValueError as error:
    print(error)
print(t5.same(lambda view: view))
print(t5.held_after(lambda view: None), t5.held_after(seen.append), bytes(seen[-1]), type(seen[-1]) is memoryview)
totals = []
print(t5.lent_often(lambda view: totals.append(view[0]), 1000), sum(totals))
print(t5.read_into(io.BytesIO(b"some bytes"), 6), t5.pack_into(__import__("struct"), 6))
print(t5.change_bytes(lambda b: b.extend(b"de")), t5.change_bytes(lambda b: b.pop(0)), t5.change_bytes(bytearray.reverse), t5.change_bytes(bytearray.clear))
keep = []
print(t5.kept_bytes(keep, lambda: keep[0].insert(0, 63)), keep)
