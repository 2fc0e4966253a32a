# The format mini-language and %-formatting of numbers, with the errors.
ints = (0, 1, -1, 42, -12345, 1234567, 10 ** 20, -2 ** 70)
int_specs = ('', 'd', 'b', 'o', 'x', 'X', '#b', '#o', '#x', '#X', ',', '_', '_b', '_x', '#_X', '+', ' ', '-', '10', '<10', '>10', '^10', '=10', '010', '+010', '*^15', '08b',
             '#010x', '020,', '015_', 'n', 'e', '.2e', 'f', '.1f', '%', '.1%', 'g', '.3g', 'G', '=+20,.2f', '-<8', '0<8', '^+9d', '00012', '06,', '09_x')
for n in ints:
    print(n, [format(n, spec) for spec in int_specs])
floats = (0.0, -0.0, 1.0, -1.5, 3.14159, 1234567.891, 1e-5, 123456789.0, 1e16, 1e22, 999.5, 0.0001, 99.95, 12.0, float('inf'), float('-inf'), float('nan'))
float_specs = ('', 'f', '.0f', '.1f', '.3f', '#.0f', 'e', '.0e', '.3e', 'E', 'g', '.0g', '.3g', '.10g', '#g', '#.3g', 'G', '%', '.1%', '.0%', 'n', '.3', '.0', '.10', '.17', '10', '<10.2f',
               '>10.2f', '^12.3f', '010.2f', '+.2f', ' .1f', ',', ',.2f', '_.1f', '020,.2f', '=+15.3e', 'z.1f', '+z.0f', '*^20,.1f', '#', '05', '012,.1%', '_', '#.3', '.1')
for x in floats:
    print(x, [format(x, spec) for spec in float_specs])
for z in (0j, 1 + 2j, -1.5 - 0.25j, complex(0, -0.0), complex(-0.0, 1), 1e20 + 1e-20j, complex(float('inf'), float('nan'))):
    print(z, [format(z, spec) for spec in ('', '.2f', 'e', 'g', '.3', '>30', '^30.1f', ',.1f', '+', ' .2e', '#g', 'n', '*<25')])
bad = [(1, 's'), (1, '.2d'), (1, '+c'), (1, '#c'), (1, ',c'), (1, ',n'), (1, ',x'), (1, '_,'), (1, ',_'), (1, ',,'), (1, '__'), (1, 'zd'), (1, '9' * 25), (1, '.' + '9' * 25 + 'f'),
       (1, '.'), (1, 'xx'), (1, '5.c'), (-1, 'c'), (1 << 40, 'c'), (1.5, 'd'), (1.5, 'x'), (1.5, ',s'), (1.5, 'c'), (1j, '=10'), (1j, '010'), (1j, 'd'), (1j, '%'), (10 ** 400, 'f'),
       (5, '\u4e00^\u4e01'), (True, 's'), (1.5, '.'), (1.5, '.2.3f'), (1, '10d1')]
for value, spec in bad:
    try:
        print(format(value, spec))
    except Exception as e:
        print(type(e).__name__, e)
print([format(c, 'c') for c in (65, 0x20ac, 0x1f600)], format(65, '>5c'), format(65, '05c'), format(True, 'd'), format(True, ''), format(True, '6'), format(False, '#x'))
print('%d|%5d|%-5d|%05d|%+d|% d|%x|%X|%#x|%#o|%o|%i|%u' % (42, 42, 42, 42, 42, 42, 255, 255, 255, 8, 8, 7, 9))
print('%.3d|%8.3d|%-8.3d|%08.3d|%+.5d|%#.4x|%#X|%d|%x' % (5, 5, 5, 5, -5, 255, 3054, 10 ** 20, -255))
print('%f|%.2f|%10.3f|%-10.1f|%010.2f|%+.1f|% .1f|%e|%.3E|%g|%G|%#g|%.0f|%#.0f' % (1.5, 2.675, 3.14159, 2.5, -2.5, 1.25, 1.25, 12345.678, 0.00012, 1e-5, 1e20, 1.0, 2.5, 2.5))
print('%f|%5.1f|%e|%G|%05.1f|%F' % (float('inf'), float('nan'), float('-inf'), float('nan'), float('inf'), float('nan')))
print('%d|%d|%i|%s|%r|%f|%x' % (True, 3.99, -3.99, 1.5, 2 ** 70, 7, True))
for f, v in (('%d', 'a'), ('%x', 1.5), ('%f', 'a'), ('%d', None), ('%e', None), ('%i', 1j), ('%o', 'x'), ('%d', float('inf'))):
    try:
        print(f % v)
    except Exception as e:
        print(type(e).__name__, e)
width, precision = 12, 3
print(f'{3.14159:{width}.{precision}}|{1234:>{width},}|{255:#0{width}x}|{0.5:.0%}|{-7:+}|{7!r:>5}')
