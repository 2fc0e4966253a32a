# array: construction, items, slices, methods, comparisons, errors.
from array import array, ArrayType, typecodes


def attempt(f, *args):
    try:
        print(repr(f(*args)))
    except Exception as e:
        print(type(e).__name__, '|', e)


print(typecodes, ArrayType is array, [array(c).itemsize for c in typecodes])
for args in (('x',), ('ii',), (1,), (), ('i', [1, 2, 3]), ('i',), ('u', 'abc'), ('u',), ('d', [1.5, 2]), ('i', [1.5]), ('i', ['a']), ('b', [200]), ('b', [-200]), ('b', [70000]), ('B', [-1]), ('B', [256]),
             ('h', [40000]), ('H', [-1]), ('H', [70000]), ('i', [2 ** 31]), ('I', [-1]), ('I', [2 ** 32]), ('l', [2 ** 63]), ('L', [-1]), ('L', [2 ** 64]), ('q', [2 ** 63]), ('Q', [-1]), ('Q', [2 ** 64]),
             ('Q', [2 ** 64 - 1]), ('f', [1e50, 0.1]), ('f', ['a']), ('i', b'abcd'), ('i', b'abc'), ('i', 'abc'), ('u', [1]), ('u', ['ab']), ('d', array('i', [1, 2])), ('i', (x * x for x in range(4))), ('b', bytearray(b'\1\2'))):
    attempt(array, *args)
a = array('i', [5, 3, 8, 1])
print(a[0], a[-1], a[1:3], a[::-1], len(a), list(a), 8 in a, 9 in a, a.index(8), a.count(3), a.tolist(), a.tobytes(), bool(a), bool(array('b')))
for f in (lambda: a[5], lambda: a['a'], lambda: a.pop(9), lambda: array('i').pop(), lambda: a.index(99), lambda: a.remove(99), lambda: a + [1], lambda: a + array('b', [1]), lambda: a * 'a', lambda: a.extend(array('b', [1])),
          lambda: a.extend(5), lambda: a.fromlist((1,)), lambda: a.fromlist([1, 'x']), lambda: a.frombytes(b'abc'), lambda: a.frombytes('abc'), lambda: a.tounicode(), lambda: a.fromunicode('a'), lambda: hash(a), lambda: a.insert('a', 1),
          lambda: a.append('x'), lambda: a.append(2 ** 40), lambda: a < [1], lambda: a.__setitem__(9, 1), lambda: a.__setitem__(0, 1.5), lambda: a.__delitem__(9), lambda: a.__setitem__(slice(0, 1), [1])):
    attempt(f)
print(a)
a.append(7)
a.extend([10, 11])
a.extend(a)
a.insert(0, -1)
a.insert(-100, -2)
a.insert(100, 99)
print(a, a.pop(), a.pop(0), a.pop(2))
a.remove(8)
a.reverse()
print(a)
a[1:3] = array('i', [100, 200, 300])
a[::4] = array('i', [0] * len(a[::4]))
print(a)
attempt(a.__setitem__, slice(None, None, 2), array('i', [1]))
del a[0]
del a[-2:]
del a[::3]
print(a, a + a, a * 2, 2 * a, a * 0)
a += array('i', [1])
a *= 2
a[2:4] = a
print(a, a.buffer_info()[1], a.itemsize, a.typecode)
a.byteswap()
print(a[0], a.index(a[3]), a.index(a[5], 2))
print(array('i', [1, 2]) == array('d', [1, 2]), array('i', [1, 2]) < array('i', [1, 3]), array('i', [1, 2]) <= array('i', [1]), array('i', [1]) != array('i', [1]), array('i', [1]) == [1])
u = array('u', 'héllo€')
u.fromunicode('!')
print(u, u.tounicode(), u[1], u[-2:])
f = array('d')
f.frombytes(array('d', [1.5, -2.5]).tobytes())
print(f, sum(f), max(f), sorted(f), [x * 2 for x in f], bytes(array('H', [1, 256])), memoryview(f)[1], len(memoryview(f)))
import copy
g = copy.copy(f)
g.append(1)
h = copy.deepcopy(f)
print(f, g, h, h == f, f.__reduce_ex__(2), f.__reduce_ex__(3)[1])


class Samples(array):
    def mean(self):
        return sum(self) / len(self)


s = Samples('d', [1, 2, 4])
s.name = 'n'
print(s, s.mean(), s.name, isinstance(s, array), type(s[:1]))
for x, y in zip(array('b', [1, 2]), iter(array('f', [0.5, 0.25]))):
    print(x, y)
attempt(setattr, f, 'foo', 1)
attempt(setattr, f, 'typecode', 1)
