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
