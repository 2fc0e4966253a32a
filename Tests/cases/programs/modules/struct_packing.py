# struct: formats, alignment, ranges, errors.
import struct


def attempt(f, *args):
    try:
        print(args, '=>', f(*args))
    except Exception as e:
        print(args, '=>', type(e).__name__, e)


for args in (('b', 200), ('B', -1), ('h', 40000), ('H', 70000), ('i', 2 ** 31), ('I', -1), ('I', 2 ** 32), ('l', 2 ** 63), ('q', 2 ** 63), ('Q', -1), ('<q', 2 ** 63), ('<Q', -1), ('<i', 2 ** 31),
             ('<I', 2 ** 32), ('<I', -1), ('<l', 2 ** 31), ('<L', -1), ('<b', 200), ('<B', 300), ('<h', 40000), ('<H', -1), ('>H', 2 ** 70), ('b', 'a'), ('b', 1.5), ('c', 'a'), ('c', b'ab'), ('s', 'a'),
             ('5s', b'abcdefgh'), ('5s', b'ab'), ('5p', b'abcdefgh'), ('5p', b'a'), ('0p', b'a'), ('0s', b''), ('f', 1e50), ('<f', 1e50), ('e', 1e10), ('<e', 65520.0), ('<e', 65519.0), ('d', 'a'), ('?', []),
             ('?', 'x'), ('P', 123), ('n', -5), ('<n', 5), ('ii', 1), ('ii', 1, 2, 3), ('z', 1), ('3', 1), ('x',), ('bxxi', 1, 2), ('>bi', 1, 2), ('bi', 1, 2), ('ib0q', 1, 2), (b'i', 1), (1, 1), ('i i', 1, 2),
             ('i 3', 1, 2), ('2i', 1, 2), ('<3sx2h', b'ab', 1, 2), ('!d', 1.5), ('=bqb', 1, 2, 3), ('@bqb', 1, 2, 3), ('99999999999999999999i', 1), ('Q', 10 ** 30), ('<b', 10 ** 30), ('h', True), ('f', 1)):
    attempt(struct.pack, *args)
for args in (('i', b'abc'), ('2s', b'ab'), ('?', b'\2'), ('3p', b'\5ab'), ('c', b'a'), ('bb', 'ab'), ('<hHiIqQ', bytes(range(200, 228))), ('>hHiIqQ', bytes(range(200, 228))), ('<e', b'\x00\x3c'),
             ('<f', b'\x00\x00\x80\x7f'), ('>d', b'?\xf8' + bytes(6)), ('', b''), ('<3e', b'\x01\x00\xff\x7b\x00\xfe'), ('4x', b'abcd')):
    attempt(struct.unpack, *args)
for args in (('i', b'abcdef', 3), ('i', b'abcdef', 2), ('i', b'abcdef', -3), ('i', b'abcdef', -10), ('h', b'abcdef', -2), ('h', b'abcdef')):
    attempt(struct.unpack_from, *args)
for size, offset in ((3, 0), (5, 2), (5, -7), (5, -2), (8, 4), (8, -4)):
    buffer = bytearray(size)
    attempt(struct.pack_into, 'i', buffer, offset, 0x01020304)
    print(buffer)
attempt(struct.pack_into, 'i', b'abcde', 0, 1)
print(list(struct.iter_unpack('<hB', bytes(range(9)))))
attempt(struct.iter_unpack, 'h', b'abc')
attempt(struct.iter_unpack, '', b'abc')
print([struct.calcsize(f) for f in ('bi', '!bi', 'xq', '3i2s', '', '<qb', 'bhilqfd?c', 'bP', '@n')])
s = struct.Struct('<ih')
print(s.size, s.format, s.pack(1, 2), s.unpack(b'\1\0\0\0\2\0'), s.unpack_from(b'xx\1\0\0\0\2\0', 2), list(s.iter_unpack(bytes(12))))
b = bytearray(10)
s.pack_into(b, 2, -1, -2)
print(b, struct.error, issubclass(struct.error, Exception))
for x in (0.0, -0.0, 1.0, 1 / 3, 65504.0, 6e-8, 2.98e-8, 1e-9, float('inf'), float('-inf'), 0.1, 1025.5, 2049.0, 2051.0):
    print(x, struct.pack('<e', x), struct.unpack('<e', struct.pack('<e', x))[0], struct.unpack('>f', struct.pack('>f', x))[0])
