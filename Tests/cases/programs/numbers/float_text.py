# repr, parsing, hex, rounding and methods of floats.
import struct

state = 987654321


def draw():
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % (1 << 64)
    return struct.unpack('<d', struct.pack('<Q', state))[0]


shown = []
while len(shown) < 300:
    x = draw()
    if x == x and abs(x) != float('inf'):
        text = repr(x)
        assert float(text) == x and float.fromhex(x.hex()) == x
        n, d = x.as_integer_ratio()
        assert n / d == x
        shown.append(text)
print(' '.join(shown))
for x in (0.0, -0.0, 1.0, 0.1, 1e16, 1e15, 123456789012345680.0, 1e-4, 1e-5, 1.5e300, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308,
          1e22, 1e23, 0.3, 2 / 3, 100.0, 1e100, float('inf'), float('-inf'), float('nan')):
    print(x, x.hex(), x.is_integer(), bool(x), -x, abs(x), x.real, x.imag, x.conjugate())
for text in ('1', ' 1.5 ', '1e3', '1E-3', '.5', '5.', '1_000.5', 'inf', '-Infinity', 'NaN', '+nan', '1e400', '-1e400', '1e-400', '٣.٥', '0x10', '1__0', '_1', '1_',
             '', '.', 'e5', '1e', '1e+', 'infin', '1.2.3', '1,5', '4.9e-324', '2.4703282292062327e-324', '2.4703282292062328e-324', '9007199254740993',
             '179769313486231580793728971405301e276', '1' * 400, '0.' + '0' * 400 + '1', '1\n', '1 2'):
    try:
        print(repr(text[:40]), float(text))
    except ValueError as e:
        print(str(e)[:100])
for text in ('0x1.8p3', '-0x1p-1074', '0x.8', '1p0', 'inf', ' 0xABC.DEFp-4 ', '0x1p2000', 'xyz', '0x', '1p', '0x1.0000000000000800000001p0', 'nan', '-0x0p0'):
    try:
        print(text, float.fromhex(text))
    except (ValueError, OverflowError) as e:
        print(text, type(e).__name__, e)
for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1e20, 1234.5678, -1234.5678, 0.045, 1e-10):
    print(x, round(x), [round(x, n) for n in (-3, -1, 0, 1, 2, 3, 10)], x.__floor__(), x.__ceil__(), x.__trunc__())
for bad in (float('inf'), float('nan')):
    for f in (round, int, float.as_integer_ratio, lambda x: round(x, 2), float.__floor__):
        try:
            print(f(bad))
        except (OverflowError, ValueError) as e:
            print(type(e).__name__, e)
print(hash(1.5), hash(-1.5), hash(1e300), hash(float('inf')), hash(0.1), hash(2.0 ** 70) == hash(2 ** 70), hash(-1.0), hash(0.0))
print(7.5 // 2, -7.5 // 2, 7.5 % -2, -7.5 % 2, divmod(7.5, 2), divmod(-1e-20, 3.0), 5.0 // float('inf'), -5.0 % float('inf'), 0.0 % -3.0)
print(2.0 ** 0.5, (-8.0) ** 3, (-8) ** (1 / 3), 2.0 ** -1074, 0.0 ** 0, float('nan') ** 0, 1.0 ** float('inf'), (-1.0) ** float('inf'), (-2.0) ** 3.0)
for f in (lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: divmod(1.0, 0), lambda: 0.0 ** -1, lambda: 2.0 ** 10000, lambda: float([]), lambda: float(1, 2), lambda: float(x=1)):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


class Metres(float):
    def __repr__(self):
        return f'{float(self)}m'


m = Metres(2.5)
m.label = 'x'
print(m, m + 1, type(m * 2), m.label, m == 2.5, hash(m) == hash(2.5), [m], str(m), format(m, '.2f'), type(+m), Metres('1e3'))
print(float('nan') in [float('nan')], 0.0 == -0.0, str(-0.0), 0.1 + 0.2, 1e16 + 1, 3.0 == 3, 0.5 < 1, 10 ** 20 == 1e20)
