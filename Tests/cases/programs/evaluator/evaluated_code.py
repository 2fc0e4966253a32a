# What can stand in evaluated text behaves as any other code.
code = compile("""
'''Doc.'''
import math
from collections import *
class A:
    count = 0
    def __init__(self, v):
        self.v = v
        type(self).count += 1
    def __repr__(self):
        return f"A({self.v!r})"
    @property
    def double(self):
        return self.v * 2
class B(A):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
def gen(n):
    for i in range(n):
        try:
            z = yield i
            if z:
                print('got', z)
        finally:
            print('end', i)
async def co():
    return 42
a = B(4)
print(a, a.double, A.count, [i * i for i in range(4)], {k: v for k, v in zip('ab', (1, 2))})
g = gen(3)
print(next(g), g.send('hi'), list(g))
try:
    co().send(None)
except StopIteration as e:
    print(e.value)
try:
    1 / 0
except ZeroDivisionError as e:
    print('caught', e)
p, *q = sorted([3, 1, 2], key=lambda v: -v)
print(p, q, math.floor(2.5), deque([1]))
match [1, 2, {'k': 'v'}]:
    case [first, _, {'k': value}]:
        print(first, value)
def outer():
    n = 0
    def inner(*, step=1):
        nonlocal n
        n += step
        return n
    return inner
f = outer()
print(f(), f(step=3), f.__qualname__, f.__code__.co_freevars, outer.__code__.co_filename)
def typed(a: int, b: 'str' = 'x') -> None: ...
print(typed.__annotations__, typed.__defaults__, __doc__, __name__)
v: int = 3
print(__annotations__)
with open('/dev/null') as file:
    print(file.name)
while True:
    try:
        break
    finally:
        print('finally')
print((lambda *a, k=1, **r: (a, k, r))(1, 2, k=3, z=4))
total = 0
for i in range(10):
    if i % 2:
        continue
    total += i
else:
    print('else', total)
assert total == 20, 'no'
x = y = (1, 2)
print(x is y, x[0] < 2 <= x[1], 1 if x else 2, not x, -total, ~total, 2 ** 70, 1e300, 3j, b'a', ...)
""", "<test>", "exec")
print(code.co_name, code.co_filename, type(code).__name__)
namespace = {"__name__": "made"}
exec(code, namespace)
print(namespace["A"].__module__, namespace["B"](3), namespace["gen"].__module__)
exec(compile("40 + 2\n", "<stdin>", "single"))
exec(compile("for i in range(2): i\n", "<stdin>", "single"))
exec(compile("None\n", "<stdin>", "single"))
print(_)
print(eval(compile("(yes := 3) + 1", "e", "eval")), yes)


def function():
    return "of a function"


print(eval(function.__code__))
for arguments in (("1", "f", "bad"), ("1", "f"), (1, "f", "exec"), ("\0", "f", "exec"), ("1", 3, "exec")):
    try:
        print(compile(*arguments))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
