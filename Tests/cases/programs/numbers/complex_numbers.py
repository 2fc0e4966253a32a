# complex: construction, repr, arithmetic, powers, comparison, errors.
values = [0j, 1j, -1j, 1 + 2j, -1.5 - 0.5j, 3 + 0j, complex(-0.0, -0.0), complex(0.0, -0.0), 1e200 + 1j, complex(float('inf'), 1), 0.1 + 0.2j]
for z in values:
    print(z, repr(z), -z, +z, z.conjugate(), z.real, z.imag, bool(z), hash(z), abs(z))


def attempt(f, *args):
    try:
        print(repr(f(*args)))
    except Exception as e:
        print(type(e).__name__, '|', e)


for text in ('1', '1+2j', ' ( 1-2j ) ', 'j', '-j', '+1j', '1e5-inf j', '1e5-infj', 'nanj', '1_0j', 'inf', '1+-2j', '', '1 + 2j', '(1+2j', '1+2', '1j+2', '１+２j', '1e', 'abc', '(1)', '1_j', '1+j', '1.5e3+.5j'):
    attempt(complex, text)
attempt(complex)
attempt(complex, 1, 2)
attempt(complex, 1j, 1j)
attempt(complex, 1.5, True)
attempt(lambda: complex(real=1, imag=2))
attempt(lambda: complex(imag=2))
attempt(complex, '1', 2)
attempt(complex, 1, '2')
attempt(complex, [])
attempt(complex, 1, [])
attempt(complex, b'1')
attempt(lambda: complex(foo=1))
attempt(lambda: complex(1, 2, 3))
attempt(int, 1j)
attempt(float, 1j)
operations = [lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b, lambda a, b: a / b, lambda a, b: a ** b, lambda a, b: a == b, lambda a, b: a != b]
for a, b in ((1 + 2j, 3 - 1j), (1 + 2j, 2), (2, 1j), (1.5, 1 + 1j), (1j, 0), (0j, 1), (0j, 0), (1 + 2j, -3), (1 + 2j, 0.5), (2j, 2j), (1j, 10 ** 400), (True, 1j), (1 + 2j, 101), (3, 3 + 0j)):
    print(a, b)
    for operation in operations:
        attempt(operation, a, b)
attempt(lambda: 0j ** -1)
attempt(lambda: 0j ** 1j)
attempt(lambda: (1e200 + 1j) ** 1e10)
attempt(lambda: pow(1j, 2, 3))
attempt(lambda: 1j // 1)
attempt(lambda: 1j % 2)
attempt(lambda: divmod(1j, 2))
attempt(lambda: 1j < 2j)
attempt(lambda: 1j + 'a')
attempt(lambda: round(1j))
print(complex(1, 0) == 1, complex(1, 0) == True, complex(2 ** 53, 0) == 2 ** 53 + 1, hash(complex(3, 0)) == hash(3), {1: 'a'}.get(1 + 0j), 1j == None, 1j != 'x')


class Polar(complex):
    tag = 'p'


class Convertible:
    def __complex__(self):
        return 4 + 5j


p = Polar(1, 2)
p.note = 'n'
print(p, type(p + 1), p.note, p.tag, p == 1 + 2j, complex(Convertible()), complex(p), type(complex(p)))
print(sum([1j, 2, 3.5]), (1 + 2j).__add__(1), (1 + 2j).__mul__('x'), 5 - 2j, -2j - 0, 2j * 1.5)
